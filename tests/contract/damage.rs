//! What is damaged is set aside, reported with its bytes, and the rest loads.

use loudou::storage::bulk::Swap;
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{Damage, Part, Revision, RootNumber};
use loudou::storage::store::{JOURNAL, PAGES, ROOT, SPARE};

use super::{append, done, fold, fresh, put, seen, texts, Harness, StoreOf};

async fn three_pages<H: Harness>() -> (H, StoreOf<H>, Vec<loudou::storage::root::PageRef>) {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    let pages = put(&store, &[1, 2, 3]).await;
    done(store.swap_root(Swap::fold(RootNumber(0), Revision(1), pages.clone(), 0)).await.unwrap());
    (harness, store, pages)
}

pub async fn a_damaged_page_is_set_aside<H: Harness>() {
    let (harness, store, pages) = three_pages::<H>().await;
    let mut bytes = vec![2; 50];
    bytes[49] = 3;
    harness.tamper(PAGES, pages[1].id.0, Some(bytes.clone())).await;
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.pages.iter().map(|page| page.bytes[0]).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(loaded.damaged, [Damage { part: Part::Page(pages[1].clone()), bytes: Some(bytes) }]);
}

pub async fn a_missing_page_is_reported<H: Harness>() {
    let (harness, store, pages) = three_pages::<H>().await;
    harness.tamper(PAGES, pages[0].id.0, None).await;
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.pages.len(), 2);
    assert_eq!(loaded.damaged, [Damage { part: Part::Page(pages[0].clone()), bytes: None }]);
}

pub async fn a_damaged_entry_is_set_aside_and_later_ones_load<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 3).await;
    harness.tamper(JOURNAL, 2, Some(b"rubbish".to_vec())).await;
    let damage = Damage { part: Part::Entry(Revision(2)), bytes: Some(b"rubbish".to_vec()) };
    let loaded = store.load().await.unwrap();
    assert_eq!((texts(&loaded.entries), loaded.revision), (vec!["1".into(), "3".into()], Revision(3)));
    assert_eq!(loaded.damaged, std::slice::from_ref(&damage));
    let missed = store.missed_since(Revision(1)).await.unwrap();
    assert_eq!(
        (texts(&missed.entries), missed.damaged, missed.reload),
        (vec!["3".into()], vec![damage.clone()], false)
    );
    let history = store.history(None, 10).await.unwrap();
    assert_eq!((texts(&history.entries), history.damaged), (vec!["3".into(), "1".into()], vec![damage]));
    append(&store, 4, 4).await;
}

pub async fn a_missing_entry_is_reported<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 3).await;
    harness.tamper(JOURNAL, 1, None).await;
    let loaded = store.load().await.unwrap();
    assert_eq!(texts(&loaded.entries), ["2", "3"]);
    assert_eq!(loaded.damaged, [Damage { part: Part::Entry(Revision(1)), bytes: None }]);
}

pub async fn an_entry_under_another_number_is_damage<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    let first = harness.peek(JOURNAL, 1).await;
    harness.tamper(JOURNAL, 2, first).await;
    assert_eq!(seen(&store).await, (0, vec![], vec!["1".into()], 2, 1));
}

pub async fn a_damaged_root_is_read_from_its_copy<H: Harness>() {
    let (harness, store, _) = three_pages::<H>().await;
    let whole = harness.peek(ROOT, 1).await.unwrap();
    let torn = whole[..whole.len() / 2].to_vec();
    harness.tamper(ROOT, 1, Some(torn.clone())).await;
    let loaded = store.load().await.unwrap();
    assert_eq!(loaded.pages.len(), 3);
    assert_eq!(loaded.damaged, [Damage { part: Part::Root(RootNumber(1)), bytes: Some(torn) }]);
    // The next swap writes both copies anew.
    fold(&store, 1, 1, 7).await;
    assert_eq!(seen(&store).await, (2, vec![7], vec![], 1, 0));
    harness.tamper(ROOT, 2, None).await;
    assert_eq!(seen(&store).await.1, [7], "a copy alone will do");
}

pub async fn two_damaged_roots_are_an_error_and_nothing_is_swept<H: Harness>() {
    let (harness, store, pages) = three_pages::<H>().await;
    harness.tamper(ROOT, 1, Some(vec![1, 2, 3])).await;
    harness.tamper(SPARE, 1, Some(vec![])).await;
    assert_eq!(store.load().await.unwrap_err().code, StoreErrorCode::Corrupt);
    assert_eq!(store.sweep(0, 0).await.unwrap_err().code, StoreErrorCode::Corrupt);
    assert_eq!(store.sweep(1, 0).await.unwrap_err().code, StoreErrorCode::Corrupt);
    assert!(harness.peek(PAGES, pages[0].id.0).await.is_some());
}

pub async fn damaged_bytes_survive_a_fold_that_keeps_the_old_root<H: Harness>() {
    let (harness, store, pages) = three_pages::<H>().await;
    harness.tamper(PAGES, pages[1].id.0, Some(vec![0; 50])).await;
    let sound = vec![pages[0].clone(), pages[2].clone()];
    let swap = Swap::fold(RootNumber(1), Revision(1), sound, 0).keeping("damaged");
    done(store.swap_root(swap).await.unwrap());
    assert_eq!(seen(&store).await, (2, vec![1, 3], vec![], 1, 0));
    let id = store.snapshots().await.unwrap().kept[0].id;
    let kept = store.load_snapshot(id).await.unwrap().unwrap();
    assert_eq!(kept.damaged, [Damage { part: Part::Page(pages[1].clone()), bytes: Some(vec![0; 50]) }]);
}
