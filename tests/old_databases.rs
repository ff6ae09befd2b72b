//! Databases of former layouts open for ever: every row, what can be undone, the log, the snapshots.
//!
//! `fixtures/database_<layout>.json` holds a workspace's database as a browser has it, byte by byte, and the registry beside it;
//! `fixtures/database_<layout>.export.json` is the file that it gives when it is exported.
//!
//! The rule: a fixture is never changed, not even when the code that made it is. When the layout rises (`LAYOUT` in `web/idb`), or what is written
//! into pages, entries, roots or snapshots becomes something else, one is added:
//! 1. Raise `NEWEST` here, and let `made.rs` do what only the new version can.
//! 2. `UPDATE_FIXTURES=1 cargo test --test old_databases` writes the files of `NEWEST` that are not there yet, and no others.
//! 3. Add a module `layout_<n>` which says what must be found in it. Those before it stay as they are.
//!
//! `e2e/old_databases.test.mjs` opens the same fixtures in Chromium.
#![cfg(not(target_arch = "wasm32"))]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "desk/mod.rs"]
mod desk;
#[path = "old_databases/fixture.rs"]
mod fixture;
#[path = "old_databases/layout_1.rs"]
mod layout_1;
#[path = "old_databases/made.rs"]
mod made;
#[allow(dead_code, reason = "shared by test targets")]
#[path = "session/tab.rs"]
mod tab;

use fixture::{lines, Fixture};

/// The newest fixture.
pub const NEWEST: u32 = 1;

#[test]
fn every_layout_has_a_fixture() {
    let source = include_str!("../src/web/idb/mod.rs");
    assert!(source.contains(&format!("pub const LAYOUT: u32 = {NEWEST};")), "a new layout needs a fixture of its own");
    for layout in 1..=NEWEST {
        let fixture = Fixture::read(layout);
        assert!(fixture.tables().all(|name| loudou::storage::store::TABLES.iter().any(|table| table.name == name)));
    }
}

/// Two runs of the maker give the same bytes: what is in a fixture is no accident. With `UPDATE_FIXTURES` the files that are missing are written.
#[test]
fn the_maker_is_deterministic() {
    let (made, again) = (made::made(), made::made());
    assert_eq!(made.0.text(), again.0.text());
    assert_eq!(lines(&made.1), lines(&again.1));
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        made.0.write_if_missing(&made.1);
    }
}
