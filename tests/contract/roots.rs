//! Pages, the moment in which a root makes them the data, and what is deleted when.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use loudou::storage::bulk::{Swap, Swapped, Swept};
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{PageRef, Revision, RootNumber};
use loudou::storage::store::PAGES;

use super::{append, done, fold, fresh, page, put, seen, tab, texts, Harness};

async fn is_there<H: Harness>(harness: &H, page: &PageRef) -> bool {
    harness.peek(PAGES, page.id.0).await.is_some()
}

pub async fn pages_are_invisible_until_a_root_names_them<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    let pages = store.put_pages(vec![page("deal", 1, 40), page("customer", 2, 30)]).await.unwrap();
    assert_eq!((pages[0].table.as_str(), pages[0].rows, pages[0].bytes), ("deal", 3, 40));
    assert!(pages[0].id != pages[1].id && is_there(&harness, &pages[0]).await);
    assert_eq!(seen(&store).await, (0, vec![], vec![], 0, 0));
    let swap = Swap::bulk(RootNumber(0), Revision(0), pages.clone(), 77, b"new".to_vec());
    let root = done(store.swap_root(swap).await.unwrap());
    assert_eq!((root.number, root.folded, root.made_at_ms), (RootNumber(1), Revision(1), 77));
    assert_eq!((root.rows(), root.bytes()), (6, 70));
    let loaded = tab(&harness).await.load().await.unwrap();
    assert_eq!(loaded.root, Some(root));
    assert_eq!(loaded.pages.iter().map(|p| p.page.clone()).collect::<Vec<_>>(), pages);
    assert_eq!(loaded.pages[1].bytes, [2; 30]);
}

pub async fn a_fold_moves_entries_and_keeps_later_ones<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 3).await;
    let pages = put(&store, &[5]).await;
    // Another change comes in while the pages are being written.
    append(&store, 4, 4).await;
    let root = done(store.swap_root(Swap::fold(RootNumber(0), Revision(3), pages, 0)).await.unwrap());
    assert_eq!((root.folded, root.replaced), (Revision(3), Revision(0)));
    assert_eq!(seen(&store).await, (1, vec![5], vec!["4".into()], 4, 0));
    // With everything folded the numbering goes on.
    fold(&store, 1, 4, 6).await;
    assert_eq!(seen(&store).await, (2, vec![6], vec![], 4, 0));
    append(&store, 5, 5).await;
}

pub async fn a_swap_on_an_old_root_is_stale<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = tab(&harness).await;
    append(&first, 1, 2).await;
    let pages = put(&second, &[8]).await;
    fold(&first, 0, 1, 7).await;
    let stale = second.swap_root(Swap::fold(RootNumber(0), Revision(2), pages, 0)).await.unwrap();
    assert_eq!(stale, Swapped::Stale);
    assert_eq!(seen(&second).await, (1, vec![7], vec!["2".into()], 2, 0));
}

pub async fn a_bulk_swap_gets_a_revision_of_its_own<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    let pages = put(&store, &[3]).await;
    let swap = Swap::bulk(RootNumber(0), Revision(2), pages, 0, b"import".to_vec());
    let root = done(store.swap_root(swap).await.unwrap());
    assert_eq!((root.folded, root.replaced), (Revision(3), Revision(3)));
    assert_eq!(seen(&store).await, (1, vec![3], vec![], 3, 0));
    assert_eq!(texts(&store.history(None, 9).await.unwrap().entries), ["import", "2", "1"]);
}

pub async fn a_bulk_swap_is_stale_if_somebody_wrote<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = tab(&harness).await;
    append(&first, 1, 2).await;
    let pages = put(&first, &[3]).await;
    append(&second, 3, 3).await;
    let swap = Swap::bulk(RootNumber(0), Revision(2), pages, 0, b"import".to_vec()).keeping("before import");
    assert_eq!(first.swap_root(swap).await.unwrap(), Swapped::Stale);
    assert_eq!(first.snapshots().await.unwrap().kept, [], "a swap that did not happen keeps nothing");
    assert_eq!(seen(&first).await.3, 3);
}

pub async fn a_failed_swap_leaves_everything<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    fold(&store, 0, 1, 1).await;
    let before = store.load().await.unwrap();
    let pages = put(&store, &[2]).await;
    for code in [StoreErrorCode::QuotaExceeded, StoreErrorCode::Aborted] {
        let swap = Swap::bulk(RootNumber(1), Revision(2), pages.clone(), 0, b"import".to_vec()).keeping("note");
        harness.fail_next_commit(code);
        assert_eq!(store.swap_root(swap).await.unwrap_err().code, code);
        assert_eq!(store.load().await.unwrap(), before);
        assert_eq!(store.snapshots().await.unwrap().kept, []);
    }
    harness.fail_next_commit(StoreErrorCode::QuotaExceeded);
    assert!(store.put_pages(vec![page("deal", 1, 10)]).await.is_err());
    // The pages are still there and the swap can be tried again.
    done(store.swap_root(Swap::fold(RootNumber(1), Revision(2), pages, 0)).await.unwrap());
}

pub async fn a_swap_dropped_half_way_leaves_everything<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    let pages = put(&store, &[2]).await;
    {
        let mut swap = pin!(store.swap_root(Swap::fold(RootNumber(0), Revision(2), pages, 0).keeping("note")));
        // In memory it ends at once; in the browser it is now waiting for its first answer, and is let go of there.
        if swap.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
            assert_eq!(seen(&store).await, (1, vec![2], vec![], 2, 0));
            return;
        }
    }
    assert_eq!(seen(&store).await, (0, vec![], vec!["1".into(), "2".into()], 2, 0));
    {
        let mut append = pin!(store.append(Revision(2), b"3"));
        assert!(append.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
    append(&store, 3, 3).await;
}

pub async fn a_swap_deletes_the_pages_that_fall_out_of_use<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    let pages = put(&store, &[1, 2, 3, 4]).await;
    done(store.swap_root(Swap::fold(RootNumber(0), Revision(1), pages.clone(), 0)).await.unwrap());
    let new = put(&store, &[5]).await;
    let next = vec![pages[1].clone(), new[0].clone()];
    done(store.swap_root(Swap::fold(RootNumber(1), Revision(1), next, 0)).await.unwrap());
    assert_eq!(seen(&store).await.1, [2, 5]);
    for (page, there) in pages.iter().zip([false, true, false, false]) {
        assert_eq!(is_there(&harness, page).await, there, "page {:?}", page.id);
    }
}

pub async fn a_swap_may_not_fold_what_was_never_written<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    assert!(store.swap_root(Swap::fold(RootNumber(0), Revision(3), vec![], 0)).await.is_err());
    fold(&store, 0, 2, 1).await;
    assert!(store.swap_root(Swap::fold(RootNumber(1), Revision(1), vec![], 0)).await.is_err());
    assert_eq!(seen(&store).await, (1, vec![1], vec![], 2, 0));
}

pub async fn a_swap_does_not_name_pages_that_are_gone<H: Harness>() {
    let (harness, slow) = fresh::<H>().await;
    let other = tab(&harness).await;
    append(&slow, 1, 1).await;
    let pages = put(&slow, &[1, 2]).await;
    // The tab falls asleep here; the other one sweeps twice, and writes pages of its own.
    assert_eq!(other.sweep(0, 10).await.unwrap(), Swept { deleted: 0, waiting: 2 });
    assert_eq!(other.sweep(10, 10).await.unwrap(), Swept { deleted: 2, waiting: 0 });
    put(&other, &[3, 4]).await;
    let gone = slow.swap_root(Swap::fold(RootNumber(0), Revision(1), pages, 0)).await.unwrap();
    assert_eq!(gone, Swapped::PagesGone);
    assert_eq!(seen(&slow).await, (0, vec![], vec!["1".into()], 1, 0));
    fold(&slow, 0, 1, 1).await;
}

pub async fn cancelled_pages_are_dropped_but_never_named_ones<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    fold(&store, 0, 1, 1).await;
    let named = store.load().await.unwrap().pages[0].page.clone();
    let cancelled = put(&store, &[2, 3]).await;
    store.drop_pages(&[named.clone(), cancelled[1].clone()]).await.unwrap();
    assert!(is_there(&harness, &named).await && is_there(&harness, &cancelled[0]).await);
    assert!(!is_there(&harness, &cancelled[1]).await);
}

pub async fn sweeping_waits_out_its_grace<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    fold(&store, 0, 1, 1).await;
    store.keep_snapshot("kept", 0).await.unwrap();
    fold(&store, 1, 1, 2).await;
    let orphan = put(&store, &[3]).await;
    assert_eq!(store.sweep(1_000, 100).await.unwrap(), Swept { deleted: 0, waiting: 1 });
    let newer = put(&store, &[4]).await;
    assert_eq!(
        store.sweep(1_099, 100).await.unwrap(),
        Swept { deleted: 0, waiting: 2 },
        "not before the grace is over"
    );
    assert_eq!(store.sweep(1_100, 100).await.unwrap(), Swept { deleted: 1, waiting: 1 });
    assert!(!is_there(&harness, &orphan[0]).await && is_there(&harness, &newer[0]).await);
    assert_eq!(store.sweep(1_200, 100).await.unwrap(), Swept { deleted: 1, waiting: 0 });
    assert_eq!(seen(&store).await, (2, vec![2], vec![], 1, 0), "named pages stay");
    let id = store.snapshots().await.unwrap().kept[0].id;
    assert_eq!(store.load_snapshot(id).await.unwrap().unwrap().damaged, [], "kept pages stay");
}

pub async fn sweeping_starts_over_when_the_clock_went_back<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    put(&store, &[1]).await;
    assert_eq!(store.sweep(9_000_000, 100).await.unwrap().deleted, 0);
    assert_eq!(store.sweep(1_000, 100).await.unwrap().deleted, 0);
    assert_eq!(store.sweep(1_050, 100).await.unwrap().deleted, 0);
    // Starting over forgot which pages were old, so it takes a grace to see them and one to be sure.
    assert_eq!(store.sweep(1_100, 100).await.unwrap().deleted, 1);
}

pub async fn a_large_bulk_in_chunks_is_whole<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    let mut pages = Vec::new();
    for chunk in 0..8_u32 {
        let new = (0..16).map(|n| (chunk * 16 + n) as u8);
        pages.extend(store.put_pages(new.map(|fill| page("customer", fill, 100_000)).collect()).await.unwrap());
    }
    let swap = Swap::bulk(RootNumber(0), Revision(0), pages, 0, b"import".to_vec());
    let root = done(store.swap_root(swap).await.unwrap());
    assert_eq!((root.pages.len(), root.bytes()), (128, 12_800_000));
    let loaded = tab(&harness).await.load().await.unwrap();
    assert_eq!(loaded.damaged, []);
    assert!(loaded.pages.iter().enumerate().all(|(n, page)| page.bytes == vec![n as u8; 100_000]));
}
