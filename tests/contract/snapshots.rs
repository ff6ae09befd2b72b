//! Kept roots.

use loudou::storage::bulk::{Swap, Swept};
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{Revision, RootNumber};
use loudou::storage::snapshots::{Snapshot, SnapshotId};
use loudou::storage::store::{PAGES, SNAPSHOTS};

use super::{append, done, fold, fresh, put, seen, texts, Harness};

pub async fn a_snapshot_holds_what_was_there<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    fold(&store, 0, 1, 1).await;
    let before = store.load().await.unwrap();
    let id = store.keep_snapshot("Monday", 500).await.unwrap();
    append(&store, 3, 4).await;
    fold(&store, 1, 4, 2).await;
    let list = store.snapshots().await.unwrap();
    let expected = Snapshot { id, note: "Monday".into(), kept_at_ms: 500, revision: Revision(2), rows: 3, bytes: 50 };
    assert_eq!(list.kept, [expected]);
    assert_eq!(store.load_snapshot(id).await.unwrap().unwrap(), before);
}

pub async fn a_bulk_swap_keeps_the_exact_former_state<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 3).await;
    fold(&store, 0, 2, 1).await;
    let before = store.load().await.unwrap();
    let pages = put(&store, &[9]).await;
    let swap = Swap::bulk(RootNumber(1), Revision(3), pages, 60, b"import".to_vec()).keeping("before import");
    done(store.swap_root(swap).await.unwrap());
    let list = store.snapshots().await.unwrap().kept;
    assert_eq!((list[0].note.as_str(), list[0].kept_at_ms, list[0].revision), ("before import", 60, Revision(3)));
    assert_eq!(store.load_snapshot(list[0].id).await.unwrap().unwrap(), before);
}

pub async fn a_snapshot_of_a_store_without_root_holds_its_entries<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    let pages = put(&store, &[9]).await;
    let swap = Swap::bulk(RootNumber(0), Revision(2), pages, 0, b"import".to_vec()).keeping("first");
    done(store.swap_root(swap).await.unwrap());
    let id = store.snapshots().await.unwrap().kept[0].id;
    let loaded = store.load_snapshot(id).await.unwrap().unwrap();
    assert_eq!((loaded.root, loaded.revision), (None, Revision(2)));
    assert_eq!(texts(&loaded.entries), ["1", "2"]);
}

pub async fn a_snapshot_can_become_the_root_again<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    fold(&store, 0, 1, 1).await;
    let pages = put(&store, &[9]).await;
    let swap = Swap::bulk(RootNumber(1), Revision(1), pages, 0, b"import".to_vec()).keeping("before import");
    done(store.swap_root(swap).await.unwrap());
    let id = store.snapshots().await.unwrap().kept[0].id;
    let old = store.load_snapshot(id).await.unwrap().unwrap().root.unwrap();
    let undo = Swap::bulk(RootNumber(2), Revision(2), old.pages, 0, b"undo".to_vec()).keeping("before undo");
    done(store.swap_root(undo).await.unwrap());
    assert_eq!(seen(&store).await, (3, vec![1], vec![], 3, 0));
    let notes: Vec<String> = store.snapshots().await.unwrap().kept.into_iter().map(|kept| kept.note).collect();
    assert_eq!(notes, ["before undo", "before import"], "newest first");
    // The root goes on naming the page when the snapshot goes.
    assert!(store.drop_snapshot(id).await.unwrap());
    assert_eq!(seen(&store).await, (3, vec![1], vec![], 3, 0));
}

pub async fn dropping_a_snapshot_frees_only_its_own_pages<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    let pages = put(&store, &[1, 2, 3]).await;
    let first = vec![pages[0].clone(), pages[1].clone()];
    done(store.swap_root(Swap::fold(RootNumber(0), Revision(1), first, 0)).await.unwrap());
    let id = store.keep_snapshot("kept", 0).await.unwrap();
    let second = vec![pages[1].clone(), pages[2].clone()];
    done(store.swap_root(Swap::fold(RootNumber(1), Revision(1), second, 0)).await.unwrap());
    assert!(harness.peek(PAGES, pages[0].id.0).await.is_some(), "the snapshot holds it");
    assert!(store.drop_snapshot(id).await.unwrap());
    assert!(harness.peek(PAGES, pages[0].id.0).await.is_none());
    assert_eq!(seen(&store).await, (2, vec![2, 3], vec![], 1, 0));
    assert_eq!(store.snapshots().await.unwrap().kept, []);
}

pub async fn an_unknown_snapshot_is_none<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    assert_eq!(store.load_snapshot(SnapshotId(4)).await.unwrap(), None);
    assert!(!store.drop_snapshot(SnapshotId(4)).await.unwrap());
}

pub async fn a_damaged_snapshot_holds_back_all_deleting<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    let root = fold(&store, 0, 1, 1).await;
    let good = store.keep_snapshot("good", 0).await.unwrap();
    let bad = store.keep_snapshot("bad", 0).await.unwrap();
    let mut bytes = harness.peek(SNAPSHOTS, bad.0).await.unwrap();
    bytes[20] ^= 1;
    harness.tamper(SNAPSHOTS, bad.0, Some(bytes)).await;
    let list = store.snapshots().await.unwrap();
    assert_eq!((list.kept.len(), list.kept[0].id, list.damaged), (1, good, vec![bad]));
    assert_eq!(store.load_snapshot(bad).await.unwrap_err().code, StoreErrorCode::Corrupt);
    let page = root.pages[0].id.0;
    fold(&store, 1, 1, 2).await;
    assert!(store.drop_snapshot(good).await.unwrap());
    store.sweep(0, 0).await.unwrap();
    store.sweep(1, 0).await.unwrap();
    assert!(harness.peek(PAGES, page).await.is_some(), "the damaged one may name it");
    // Once it is dropped, the page is nobody's.
    assert!(store.drop_snapshot(bad).await.unwrap());
    store.sweep(2, 0).await.unwrap();
    assert_eq!(store.sweep(3, 0).await.unwrap(), Swept { deleted: 1, waiting: 0 });
    assert!(harness.peek(PAGES, page).await.is_none());
}

pub async fn thinning_leaves_the_newest_those_by_hand_and_what_is_damaged<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    fold(&store, 0, 1, 1).await;
    // All of one day long ago, so that but for the last twenty they go.
    let by_hand = store.keep_snapshot("hand", 1).await.unwrap();
    let bad = store.keep_snapshot("merge x", 2).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..23 {
        ids.push(store.keep_snapshot("merge x", 3 + n).await.unwrap());
    }
    let mut bytes = harness.peek(SNAPSHOTS, bad.0).await.unwrap();
    bytes[20] ^= 1;
    harness.tamper(SNAPSHOTS, bad.0, Some(bytes)).await;
    let now = 100 * 86_400_000;
    assert_eq!(store.thin_snapshots(now, &|ms| (ms / 86_400_000) as i64).await.unwrap(), 3);
    let left = store.snapshots().await.unwrap();
    let expected: Vec<SnapshotId> = ids[3..].iter().rev().copied().chain([by_hand]).collect();
    assert_eq!(left.kept.iter().map(|s| s.id).collect::<Vec<_>>(), expected);
    assert_eq!(left.damaged, [bad]);
    assert_eq!(store.thin_snapshots(now, &|ms| (ms / 86_400_000) as i64).await.unwrap(), 0);
}
