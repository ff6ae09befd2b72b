//! The journal: one change, one transaction; tabs that are behind; the log.

use loudou::storage::bulk::{Swap, LOG_MINIMUM};
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{Entry, Loaded, Revision, RootNumber};
use loudou::storage::store::{Appended, Missed};

use super::{append, done, fold, fresh, put, seen, tab, texts, Harness};

pub async fn an_empty_store_is_empty<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    assert_eq!(store.load().await.unwrap(), Loaded::default());
    assert_eq!(store.head().await.unwrap(), (None, Revision(0)));
    assert_eq!(store.missed_since(Revision(0)).await.unwrap(), Missed::default());
    let history = store.history(None, 10).await.unwrap();
    assert!(history.entries.is_empty() && history.at_end);
}

pub async fn a_change_is_there_after_opening_again<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 3).await;
    store.close();
    let loaded = tab(&harness).await.load().await.unwrap();
    assert_eq!(texts(&loaded.entries), ["1", "2", "3"]);
    assert_eq!(loaded.revision, Revision(3));
    assert_eq!(loaded.damaged, []);
}

pub async fn a_tab_that_is_behind_gets_what_it_missed<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = tab(&harness).await;
    append(&first, 1, 3).await;
    let Appended::Behind(missed) = second.append(Revision(1), b"mine").await.unwrap() else {
        panic!("a tab that saw revision 1 of 3 is behind");
    };
    assert_eq!((missed.revision, missed.reload), (Revision(3), false));
    assert_eq!(texts(&missed.entries), ["2", "3"]);
    assert_eq!(missed.entries[0].revision, Revision(2));
    assert_eq!(seen(&second).await, (0, vec![], vec!["1".into(), "2".into(), "3".into()], 3, 0), "nothing was written");
    assert_eq!(second.append(missed.revision, b"mine").await.unwrap(), Appended::Done(Revision(4)));
    assert_eq!(texts(&first.missed_since(Revision(3)).await.unwrap().entries), ["mine"]);
}

pub async fn catching_up_reaches_over_a_fold<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = tab(&harness).await;
    append(&first, 1, 4).await;
    fold(&first, 0, 3, 7).await;
    let missed = second.missed_since(Revision(1)).await.unwrap();
    assert_eq!((missed.reload, texts(&missed.entries)), (false, vec!["2".into(), "3".into(), "4".into()]));
    // A fold changes no data, so a tab that has seen everything may go on writing.
    assert_eq!(second.append(Revision(4), b"5").await.unwrap(), Appended::Done(Revision(5)));
}

pub async fn whoever_missed_a_replacement_loads_anew<H: Harness>() {
    let (harness, first) = fresh::<H>().await;
    let second = tab(&harness).await;
    append(&first, 1, 2).await;
    let pages = put(&first, &[9]).await;
    let root = Swap::bulk(RootNumber(0), Revision(2), pages, 0, b"import".to_vec());
    done(first.swap_root(root).await.unwrap());
    let Appended::Behind(missed) = second.append(Revision(2), b"mine").await.unwrap() else {
        panic!("a tab that has not seen the import is behind");
    };
    assert_eq!(missed, Missed { revision: Revision(3), reload: true, entries: vec![], damaged: vec![] });
    append(&first, 4, 4).await;
    assert!(second.missed_since(Revision(2)).await.unwrap().reload);
    assert_eq!(texts(&second.missed_since(Revision(3)).await.unwrap().entries), ["4"], "who saw it catches up");
    // A later fold does not make that forgotten.
    fold(&first, 1, 4, 10).await;
    assert!(second.missed_since(Revision(2)).await.unwrap().reload);
}

pub async fn whoever_saw_more_than_there_is_loads_anew<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 2).await;
    assert!(matches!(store.append(Revision(5), b"x").await.unwrap(), Appended::Behind(missed) if missed.reload));
    // The same if the log no longer reaches back to what was seen.
    append(&store, 3, 120).await;
    let pages = put(&store, &[1]).await;
    let swap = Swap { log_limit: 0, ..Swap::fold(RootNumber(0), Revision(120), pages, 0) };
    done(store.swap_root(swap).await.unwrap());
    assert!(store.missed_since(Revision(19)).await.unwrap().reload);
    let missed = store.missed_since(Revision(20)).await.unwrap();
    assert_eq!((missed.reload, missed.entries.len()), (false, 100));
}

pub async fn a_failed_append_leaves_nothing_and_can_be_repeated<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    append(&store, 1, 1).await;
    harness.fail_next_commit(StoreErrorCode::QuotaExceeded);
    let error = store.append(Revision(1), b"2").await.unwrap_err();
    assert_eq!(error.code, StoreErrorCode::QuotaExceeded, "{error}");
    assert_eq!(seen(&store).await, (0, vec![], vec!["1".into()], 1, 0));
    append(&store, 2, 2).await;
}

pub async fn history_is_newest_first_and_in_pages<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 7).await;
    fold(&store, 0, 5, 1).await;
    let newest = store.history(None, 3).await.unwrap();
    assert_eq!((texts(&newest.entries), newest.at_end), (vec!["7".into(), "6".into(), "5".into()], false));
    let older = store.history(Some(Revision(5)), 3).await.unwrap();
    assert_eq!((texts(&older.entries), older.at_end), (vec!["4".into(), "3".into(), "2".into()], false));
    let last = store.history(Some(Revision(2)), 3).await.unwrap();
    assert_eq!((texts(&last.entries), last.at_end), (vec!["1".into()], true));
    let beyond = store.history(Some(Revision(1)), 3).await.unwrap();
    assert!(beyond.entries.is_empty() && beyond.at_end);
}

pub async fn the_log_keeps_its_limit_and_at_least_a_hundred<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    append(&store, 1, 130).await;
    let pages = put(&store, &[1]).await;
    let swap = Swap { log_limit: 120, ..Swap::fold(RootNumber(0), Revision(128), pages, 0) };
    done(store.swap_root(swap).await.unwrap());
    let history = store.history(None, 1_000).await.unwrap();
    assert_eq!(history.entries.len(), 122, "120 folded ones and 2 that are not");
    assert_eq!(history.entries.last().map(|entry| entry.revision), Some(Revision(9)));
    assert!(history.at_end && history.damaged.is_empty());
    let pages = put(&store, &[2]).await;
    let swap = Swap { log_limit: 0, ..Swap::fold(RootNumber(1), Revision(130), pages, 0) };
    done(store.swap_root(swap).await.unwrap());
    assert_eq!(store.history(None, 1_000).await.unwrap().entries.len(), LOG_MINIMUM as usize);
    append(&store, 131, 131).await;
}

pub async fn empty_and_large_entries_are_kept<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    let large: Vec<u8> = (0..300_000_u32).map(|n| (n % 251) as u8).collect();
    store.append(Revision(0), b"").await.unwrap();
    store.append(Revision(1), &large).await.unwrap();
    let entries = store.load().await.unwrap().entries;
    assert_eq!(entries[0], Entry { revision: Revision(1), bytes: Vec::new() });
    assert!(entries[1].bytes == large);
}
