//! The change log: pages of what is wanted, over the journal and what was folded, damage counted and stepped over.

use loudou::domain::patch::{Entry, Patch};
use loudou::domain::stamp::Stamp;
use loudou::storage::backend::Backend;
use loudou::storage::bulk::{Swap, LOG_MINIMUM};
use loudou::storage::log::LogPage;
use loudou::storage::pages::encode_entry;
use loudou::storage::root::{Revision, RootNumber};
use loudou::storage::store::{Store, JOURNAL, LOG};

use super::{done, fold, fresh, put, Harness};

/// Appends entries `from..=to`; each says its number as the time.
async fn write<B: Backend>(store: &Store<B>, from: u64, to: u64) {
    for number in from..=to {
        let entry = Entry {
            command: "deal.edit".into(),
            subject: String::new(),
            actor: None,
            at_ms: number,
            stamp: Stamp::new(number, 0, 1),
            undoes: None,
            redo: false,
            patch: Patch::default(),
        };
        store.append(Revision(number - 1), &encode_entry(&entry)).await.unwrap();
    }
}

fn numbers(page: &LogPage) -> Vec<u64> {
    page.changes.iter().for_each(|change| assert_eq!(change.revision, Revision(change.entry.at_ms)));
    page.changes.iter().map(|change| change.entry.at_ms).collect()
}

/// All pages of what is wanted, one after another.
async fn leafed<B: Backend>(store: &Store<B>, most: usize, wanted: &dyn Fn(&Entry) -> bool) -> (Vec<u64>, usize) {
    let (mut found, mut unreadable, mut before) = (Vec::new(), 0, None);
    loop {
        let page = store.changes(before, most, wanted).await.unwrap();
        assert!(page.changes.len() <= most);
        assert!(page.older.is_none() || page.changes.len() == most, "a page with a next one is full");
        found.extend(numbers(&page));
        unreadable += page.unreadable;
        match page.older {
            Some(older) => before = Some(older),
            None => return (found, unreadable),
        }
    }
}

pub async fn the_log_is_read_in_pages_over_what_was_folded<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    assert_eq!(store.changes(None, 5, &|_| true).await.unwrap(), LogPage::default());
    write(&store, 1, 150).await;
    fold(&store, 0, 140, 1).await;
    let page = store.changes(None, 20, &|_| true).await.unwrap();
    assert_eq!((numbers(&page), page.older), ((131..=150).rev().collect(), Some(Revision(131))));
    for most in [1, 7, 63, 64, 65, 149, 150, 151] {
        assert_eq!(leafed(&store, most, &|_| true).await, ((1..=150).rev().collect(), 0), "{most} at a time");
    }
}

pub async fn the_log_finds_what_is_rare_and_says_when_there_is_no_more<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    write(&store, 1, 150).await;
    fold(&store, 0, 100, 1).await;
    let rare = |entry: &Entry| [3, 64, 65, 149].contains(&entry.at_ms);
    for most in [1, 2, 3, 4, 5] {
        assert_eq!(leafed(&store, most, &rare).await, (vec![149, 65, 64, 3], 0), "{most} at a time");
    }
    let last = store.changes(None, 4, &rare).await.unwrap();
    assert_eq!(last.older, None, "no next page that would be empty");
    assert!(store.changes(None, 4, &|_| false).await.unwrap().changes.is_empty());
}

pub async fn the_log_ends_where_its_limit_is<H: Harness>() {
    let (_harness, store) = fresh::<H>().await;
    write(&store, 1, 130).await;
    let pages = put(&store, &[1]).await;
    let swap = Swap { log_limit: 0, ..Swap::fold(RootNumber(0), Revision(130), pages, 0) };
    done(store.swap_root(swap).await.unwrap());
    let first = 130 - u64::from(LOG_MINIMUM) + 1;
    assert_eq!(leafed(&store, 30, &|_| true).await, ((first..=130).rev().collect(), 0));
}

pub async fn the_log_steps_over_damage_and_counts_it_once<H: Harness>() {
    let (harness, store) = fresh::<H>().await;
    write(&store, 1, 80).await;
    // Sealed rightly, but nothing that this version knows.
    store.append(Revision(80), b"not an entry").await.unwrap();
    write(&store, 82, 85).await;
    fold(&store, 0, 70, 1).await;
    // One in the log, two in the journal; 22 lies at the edge of a step of 64 from the end.
    harness.tamper(LOG, 22, None).await;
    harness.tamper(LOG, 5, Some(b"rubbish".to_vec())).await;
    harness.tamper(JOURNAL, 75, Some(Vec::new())).await;
    let sound: Vec<u64> = (1..=85).rev().filter(|n| ![5, 22, 75, 81].contains(n)).collect();
    for most in [1, 10, 64, 100] {
        assert_eq!(leafed(&store, most, &|_| true).await, (sound.clone(), 4), "{most} at a time");
    }
}
