//! What a browser does when it refuses: each refusal is a named error, and leaves nothing half done.

use loudou::storage::bulk::Swap;
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{Revision, RootNumber};
use loudou::storage::store::TABLES;
use loudou::web::idb::{fault, Idb, LAYOUT};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;

use super::contract::{append, done, fold, fresh, put, seen, tab};
use super::{unused_name, Fresh};

/// Runs JavaScript.
pub fn run(script: &str) -> JsValue {
    js_sys::Function::new_no_args(script).call0(&JsValue::NULL).unwrap()
}

/// Makes the nth call of a method of an object store from now on throw, once.
fn throw_at(method: &str, nth: u32, name: &str) {
    run(&format!(
        "const whole = IDBObjectStore.prototype.{method};
         let left = {nth};
         IDBObjectStore.prototype.{method} = function (...args) {{
           if (--left > 0) return whole.apply(this, args);
           IDBObjectStore.prototype.{method} = whole;
           throw new DOMException('thrown on purpose', '{name}');
         }};"
    ));
}

#[wasm_bindgen_test]
async fn a_swap_whose_nth_write_throws_leaves_nothing() {
    let (_harness, store) = fresh::<Fresh>().await;
    append(&store, 1, 3).await;
    fold(&store, 0, 1, 1).await;
    let before = store.load().await.unwrap();
    let pages = put(&store, &[2]).await;
    // Two entries go to the log, the bulk entry follows them, and each copy of the root is written once.
    for nth in 1..=5 {
        throw_at("put", nth, "QuotaExceededError");
        let swap = Swap::bulk(RootNumber(1), Revision(3), pages.clone(), 0, b"import".to_vec()).keeping("note");
        let error = store.swap_root(swap).await.unwrap_err();
        assert_eq!(error.code, StoreErrorCode::QuotaExceeded, "{error}");
        assert_eq!(error.detail, "QuotaExceededError: thrown on purpose");
        assert_eq!(store.load().await.unwrap(), before, "put {nth}");
        assert_eq!(store.snapshots().await.unwrap().kept, []);
    }
    done(store.swap_root(Swap::fold(RootNumber(1), Revision(3), pages, 0)).await.unwrap());
}

#[wasm_bindgen_test]
async fn pages_whose_nth_write_throws_leave_nothing() {
    let (_harness, store) = fresh::<Fresh>().await;
    throw_at("add", 3, "QuotaExceededError");
    let pages = (0..4).map(|fill| super::contract::page("deal", fill, 100_000)).collect();
    assert_eq!(store.put_pages(pages).await.unwrap_err().code, StoreErrorCode::QuotaExceeded);
    assert_eq!(store.sweep(0, 0).await.unwrap().waiting, 0);
}

#[wasm_bindgen_test]
async fn a_transaction_that_the_browser_aborts_by_itself_says_so() {
    let (harness, store) = fresh::<Fresh>().await;
    append(&store, 1, 1).await;
    // The abort comes from outside, after the write was accepted.
    run("const whole = IDBObjectStore.prototype.put;
         IDBObjectStore.prototype.put = function (...args) {
           IDBObjectStore.prototype.put = whole;
           const request = whole.apply(this, args);
           this.transaction.abort();
           return request;
         };");
    assert_eq!(store.append(Revision(1), b"2").await.unwrap_err().code, StoreErrorCode::Aborted);
    assert_eq!(seen(&tab(&harness).await).await, (0, vec![], vec!["1".into()], 1, 0));
}

#[wasm_bindgen_test]
async fn a_value_that_cannot_be_read_is_damage_and_the_rest_loads() {
    let (_harness, store) = fresh::<Fresh>().await;
    append(&store, 1, 3).await;
    fold(&store, 0, 1, 1).await;
    // A request fails as it does when the file behind a large value is gone; the key cannot be answered for.
    run("for (const [method, table] of [['get', 'pages'], ['getAll', 'journal']]) {
           const whole = IDBObjectStore.prototype[method];
           IDBObjectStore.prototype[method] = function (query) {
             const request = whole.call(this, query);
             if (this.name !== table) return request;
             IDBObjectStore.prototype[method] = whole;
             return new Proxy(request, {
               get: (target, key) => target[key],
               set: (target, key, handler) => {
                 const fail = handler && (() => handler(new Event('error', { cancelable: true })));
                 if (key === 'onerror') target.onsuccess = fail;
                 return true;
               },
             });
           };
         }");
    assert_eq!(seen(&store).await, (1, vec![], vec!["2".into(), "3".into()], 3, 1));
    assert_eq!(seen(&store).await, (1, vec![1], vec!["2".into(), "3".into()], 3, 0));
}

#[wasm_bindgen_test]
async fn a_browser_without_databases_is_named() {
    for gone in ["value: undefined", "value: null", "get() { throw new DOMException('no', 'SecurityError'); }"] {
        run(&format!(
            "window.whole = Object.getOwnPropertyDescriptor(window, 'indexedDB');
             Object.defineProperty(window, 'indexedDB', {{ configurable: true, {gone} }});"
        ));
        let opened = Idb::open(&unused_name(), LAYOUT, &TABLES, |_| {}).await;
        run("Object.defineProperty(window, 'indexedDB', window.whole);");
        assert_eq!(opened.err().unwrap().code, StoreErrorCode::Unavailable, "{gone}");
    }
    for name in ["SecurityError", "InvalidStateError", "UnknownError"] {
        run(&format!(
            "const whole = IDBFactory.prototype.open;
             IDBFactory.prototype.open = function () {{
               IDBFactory.prototype.open = whole;
               throw new DOMException('no', '{name}');
             }};"
        ));
        let error = Idb::open(&unused_name(), LAYOUT, &TABLES, |_| {}).await.err().unwrap();
        assert_eq!((error.code, error.detail), (StoreErrorCode::Unavailable, format!("{name}: no")));
    }
}

#[wasm_bindgen_test]
async fn an_upgrade_that_fails_leaves_no_database() {
    let name = unused_name();
    run("const whole = IDBDatabase.prototype.createObjectStore;
         let left = 3;
         IDBDatabase.prototype.createObjectStore = function (...args) {
           if (--left > 0) return whole.apply(this, args);
           IDBDatabase.prototype.createObjectStore = whole;
           throw new DOMException('no room', 'QuotaExceededError');
         };");
    let error = Idb::open(&name, LAYOUT, &TABLES, |_| {}).await.err().unwrap();
    assert_eq!(error.code, StoreErrorCode::QuotaExceeded, "{error}");
    // All tables are made the next time, so none was left over from the failed one.
    let store = loudou::storage::store::Store::new(Idb::open(&name, LAYOUT, &TABLES, |_| {}).await.unwrap());
    append(&store, 1, 1).await;
}

#[wasm_bindgen_test]
fn the_browsers_errors_have_our_names() {
    let expected = [
        ("QuotaExceededError", StoreErrorCode::QuotaExceeded),
        ("SecurityError", StoreErrorCode::Unavailable),
        ("VersionError", StoreErrorCode::NewerVersion),
        ("InvalidStateError", StoreErrorCode::Closed),
        ("AbortError", StoreErrorCode::Aborted),
        ("NotFoundError", StoreErrorCode::Corrupt),
        ("NotReadableError", StoreErrorCode::Corrupt),
        ("UnknownError", StoreErrorCode::Other),
    ];
    for (name, code) in expected {
        let error = fault(&run(&format!("return new DOMException('said so', '{name}')")));
        assert_eq!((error.code, error.detail), (code, format!("{name}: said so")));
    }
    let error = fault(&run("return new TypeError('odd')"));
    assert_eq!((error.code, error.detail.as_str()), (StoreErrorCode::Other, "TypeError: odd"));
    assert_eq!(fault(&JsValue::from_str("text")).code, StoreErrorCode::Other);
}
