//! The contract of storage on real IndexedDB in a browser; and what only a browser can do to a database.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../contract/mod.rs"]
mod contract;
mod faults;
mod tabs;

use std::cell::Cell;

use loudou::storage::backend::{Backend, Mode, Table, Transaction};
use loudou::storage::error::StoreErrorCode;
use loudou::web::idb::{Idb, LAYOUT};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

use contract::Harness;

wasm_bindgen_test_configure!(run_in_browser);

/// A database of its own for one test.
pub struct Fresh {
    name: String,
    tables: &'static [Table],
}

/// A name that no other test of this or an earlier run has.
pub fn unused_name() -> String {
    thread_local!(static COUNT: Cell<u32> = const { Cell::new(0) });
    let count = COUNT.replace(COUNT.get() + 1);
    format!("loudou-test:{}:{count}", js_sys::Date::now())
}

impl Harness for Fresh {
    type Backend = Idb;

    async fn fresh(tables: &'static [Table]) -> Self {
        Self { name: unused_name(), tables }
    }

    async fn open(&self) -> Idb {
        Idb::open(&self.name, LAYOUT, self.tables, |_| {}).await.unwrap()
    }

    async fn tamper(&self, table: Table, key: u64, value: Option<Vec<u8>>) {
        let mut tx = self.open().await.begin(&[table], Mode::Write).unwrap();
        match value {
            Some(value) => tx.put(table, key, &value).unwrap(),
            None => tx.delete(table, key..=key).unwrap(),
        }
        tx.commit().await.unwrap();
    }

    async fn peek(&self, table: Table, key: u64) -> Option<Vec<u8>> {
        let tx = self.open().await.begin(&[table], Mode::Read).unwrap();
        tx.get(table, &[key]).await.unwrap().pop().flatten()
    }

    fn fail_next_commit(&self, code: StoreErrorCode) {
        let cause = match code {
            StoreErrorCode::QuotaExceeded => "new DOMException('no room', 'QuotaExceededError')",
            StoreErrorCode::Aborted => "null",
            other => panic!("no way to make a commit fail as {other}"),
        };
        // The browser's own way: the transaction aborts, and its cause stands in `error`.
        faults::run(&format!(
            "const whole = IDBTransaction.prototype.commit;
             IDBTransaction.prototype.commit = function () {{
               IDBTransaction.prototype.commit = whole;
               Object.defineProperty(this, 'error', {{ value: {cause} }});
               this.abort();
             }};"
        ));
    }
}

all_checks!(contract!(Fresh, async wasm_bindgen_test));
