//! Two connections to one database at the same time, as two tabs have them.

use std::cell::RefCell;
use std::future::{poll_fn, Future};
use std::pin::pin;
use std::rc::Rc;
use std::task::Poll;

use loudou::storage::error::StoreErrorCode;
use loudou::storage::registry::WorkspaceEntry;
use loudou::storage::root::Revision;
use loudou::storage::store::{Appended, Store, JOURNAL, TABLES};
use loudou::web::idb::{delete_workspace, open_registry, open_workspace, workspace_database, Idb, LAYOUT};
use wasm_bindgen_test::wasm_bindgen_test;

use super::contract::{append, fresh, tab, texts};
use super::faults::run;
use super::{unused_name, Fresh};

type Lost = Rc<RefCell<Vec<StoreErrorCode>>>;

fn lost() -> (Lost, impl Fn(StoreErrorCode) + 'static) {
    let lost = Lost::default();
    let into = Rc::clone(&lost);
    (lost, move |code| into.borrow_mut().push(code))
}

/// Runs two futures side by side.
async fn both<A: Future, B: Future>(a: A, b: B) -> (A::Output, B::Output) {
    let (mut a, mut b) = (pin!(a), pin!(b));
    let (mut first, mut second) = (None, None);
    poll_fn(move |context| {
        if first.is_none() {
            if let Poll::Ready(value) = a.as_mut().poll(context) {
                first = Some(value);
            }
        }
        if second.is_none() {
            if let Poll::Ready(value) = b.as_mut().poll(context) {
                second = Some(value);
            }
        }
        match (first.take(), second.take()) {
            (Some(a), Some(b)) => Poll::Ready((a, b)),
            (a, b) => {
                (first, second) = (a, b);
                Poll::Pending
            }
        }
    })
    .await
}

#[wasm_bindgen_test]
async fn of_two_tabs_that_write_at_once_one_is_behind() {
    let (harness, one) = fresh::<Fresh>().await;
    let two = tab(&harness).await;
    for round in 0..10 {
        let seen = Revision(round * 2);
        let outcome = both(one.append(seen, b"one"), two.append(seen, b"two")).await;
        let (Appended::Done(done), Appended::Behind(missed)) = (outcome.0.unwrap(), outcome.1.unwrap()) else {
            panic!("the transaction that was begun first goes first");
        };
        assert_eq!((done, missed.revision, missed.reload), (seen.next(), seen.next(), false));
        assert_eq!(texts(&missed.entries), ["one"]);
        assert_eq!(two.append(missed.revision, b"two").await.unwrap(), Appended::Done(done.next()));
    }
    assert_eq!(one.load().await.unwrap().entries.len(), 20);
}

#[wasm_bindgen_test]
async fn a_hundred_changes_without_waiting_are_all_there() {
    let (harness, store) = fresh::<Fresh>().await;
    append(&store, 1, 100).await;
    let loaded = tab(&harness).await.load().await.unwrap();
    assert_eq!((loaded.entries.len(), loaded.revision), (100, Revision(100)));
}

#[wasm_bindgen_test]
async fn a_deleted_workspace_is_let_go_of_and_gone() {
    let directory = unused_name();
    let registry = open_registry(&directory, |_| {}).await.unwrap();
    registry.put(&WorkspaceEntry { slot: "s1".into(), ..WorkspaceEntry::default() }).await.unwrap();
    let (seen, on_lost) = lost();
    let store = open_workspace(&directory, "s1", on_lost).await.unwrap();
    append(&store, 1, 1).await;
    delete_workspace(&directory, &registry, "s1").await.unwrap();
    assert_eq!(*seen.borrow(), [StoreErrorCode::Closed]);
    assert_eq!(store.append(Revision(1), b"2").await.unwrap_err().code, StoreErrorCode::Closed);
    assert_eq!(registry.list().await.unwrap().entries, []);
    let anew = open_workspace(&directory, "s1", |_| {}).await.unwrap();
    assert_eq!(anew.load().await.unwrap().revision, Revision(0));
}

#[wasm_bindgen_test]
async fn the_registry_is_no_workspace() {
    assert!(open_workspace("/loudou/", "registry", |_| {}).await.is_err());
    assert!(open_workspace("/loudou/", "", |_| {}).await.is_err());
    let directory = unused_name();
    let registry = open_registry(&directory, |_| {}).await.unwrap();
    assert!(delete_workspace(&directory, &registry, "registry").await.is_err());
    assert_eq!(workspace_database("/loudou/", "k3x9"), "loudou:/loudou/:k3x9");
}

#[wasm_bindgen_test]
async fn a_newer_layout_is_named_and_gets_its_way() {
    let name = unused_name();
    let (seen, on_lost) = lost();
    let old = Store::new(Idb::open(&name, LAYOUT, &TABLES, on_lost).await.unwrap());
    append(&old, 1, 1).await;
    let new = Store::new(Idb::open(&name, LAYOUT + 1, &TABLES, |_| {}).await.unwrap());
    assert_eq!(*seen.borrow(), [StoreErrorCode::NewerVersion]);
    assert_eq!(old.load().await.unwrap_err().code, StoreErrorCode::Closed);
    assert_eq!(texts(&new.load().await.unwrap().entries), ["1"], "an upgrade keeps what is there");
    let error = Idb::open(&name, LAYOUT, &TABLES, |_| {}).await.err().unwrap();
    assert_eq!(error.code, StoreErrorCode::NewerVersion, "{error}");
}

#[wasm_bindgen_test]
async fn an_upgrade_adds_the_missing_tables() {
    let name = unused_name();
    drop(Idb::open(&name, LAYOUT, &[JOURNAL], |_| {}).await.unwrap());
    let same_layout = Store::new(Idb::open(&name, LAYOUT, &TABLES, |_| {}).await.unwrap());
    let error = same_layout.load().await.unwrap_err();
    assert_eq!(error.code, StoreErrorCode::Corrupt, "a table that should be there is not: {error}");
    drop(same_layout);
    let upgraded = Store::new(Idb::open(&name, LAYOUT + 1, &TABLES, |_| {}).await.unwrap());
    append(&upgraded, 1, 1).await;
}

#[wasm_bindgen_test]
async fn a_tab_that_holds_on_blocks_by_name() {
    let name = unused_name();
    drop(Idb::open(&name, LAYOUT, &TABLES, |_| {}).await.unwrap());
    // A connection that does not answer, as that of a frozen tab.
    run(&format!("indexedDB.open('{name}').onsuccess = (event) => {{ window.holder = event.target.result; }};"));
    while run("return !!window.holder").is_falsy() {
        drop(Idb::open(&unused_name(), LAYOUT, &TABLES, |_| {}).await);
    }
    let error = Idb::delete(&name).await.unwrap_err();
    assert_eq!(error.code, StoreErrorCode::Blocked, "{error}");
    run("window.holder.close(); delete window.holder;");
    Idb::delete(&name).await.unwrap();
}
