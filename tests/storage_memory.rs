//! The contract of storage, in memory; and what only the twin in memory can do.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod contract;

use loudou::storage::backend::{Backend, Mode, Table, Transaction};
use loudou::storage::error::StoreErrorCode;
use loudou::storage::memory::{Memory, MemoryDisk};
use loudou::storage::root::Revision;
use loudou::storage::store::{Store, JOURNAL, PAGES};

use contract::Harness;

impl Harness for MemoryDisk {
    type Backend = Memory;

    async fn fresh(_tables: &'static [Table]) -> Self {
        Self::new()
    }

    async fn open(&self) -> Memory {
        self.connect()
    }

    async fn tamper(&self, table: Table, key: u64, value: Option<Vec<u8>>) {
        MemoryDisk::tamper(self, table, key, value.as_deref());
    }

    async fn peek(&self, table: Table, key: u64) -> Option<Vec<u8>> {
        MemoryDisk::peek(self, table, key)
    }

    fn fail_next_commit(&self, code: StoreErrorCode) {
        self.fail_commit(1, code);
    }
}

all_checks!(contract!(MemoryDisk, test, pollster::block_on));

#[test]
fn the_nth_commit_fails_and_only_that() {
    pollster::block_on(async {
        let disk = MemoryDisk::new();
        let store = Store::new(disk.connect());
        disk.fail_commit(3, StoreErrorCode::Aborted);
        contract::append(&store, 1, 2).await;
        assert_eq!(store.append(Revision(2), b"3").await.unwrap_err().code, StoreErrorCode::Aborted);
        contract::append(&store, 3, 4).await;
        assert_eq!(disk.commits(), 4);
    });
}

#[test]
fn a_full_disk_stays_full_until_it_is_freed_and_can_be_read_meanwhile() {
    pollster::block_on(async {
        let disk = MemoryDisk::new();
        let store = Store::new(disk.connect());
        contract::append(&store, 1, 1).await;
        disk.fail_commits(Some(StoreErrorCode::QuotaExceeded));
        for _ in 0..2 {
            assert_eq!(store.append(Revision(1), b"2").await.unwrap_err().code, StoreErrorCode::QuotaExceeded);
        }
        assert_eq!(store.load().await.unwrap().entries.len(), 1);
        disk.fail_commits(None);
        contract::append(&store, 2, 2).await;
    });
}

#[test]
fn a_transaction_that_cannot_begin_says_why_once() {
    pollster::block_on(async {
        let disk = MemoryDisk::new();
        let store = Store::new(disk.connect());
        disk.fail_next_begin(StoreErrorCode::Unavailable);
        assert_eq!(store.load().await.unwrap_err().code, StoreErrorCode::Unavailable);
        assert_eq!(store.load().await.unwrap().revision, Revision(0));
    });
}

#[test]
fn overlapping_transactions_lose_no_write() {
    pollster::block_on(async {
        let disk = MemoryDisk::new();
        let (one, two) = (disk.connect(), disk.connect());
        let mut first = one.begin(&[JOURNAL], Mode::Write).unwrap();
        let mut second = two.begin(&[JOURNAL], Mode::Write).unwrap();
        first.put(JOURNAL, 1, b"a").unwrap();
        second.put(JOURNAL, 2, b"b").unwrap();
        first.commit().await.unwrap();
        assert_eq!(second.commit().await.unwrap_err().code, StoreErrorCode::Aborted);
        let third = one.begin(&[JOURNAL], Mode::Read).unwrap();
        assert_eq!(third.keys(JOURNAL).await.unwrap(), [1]);
        assert!(third.keys(PAGES).await.is_err());
    });
}

#[test]
fn keys_are_drawn_above_those_put_by_hand() {
    pollster::block_on(async {
        let disk = MemoryDisk::new();
        disk.tamper(PAGES, 7, Some(b"old"));
        let store = Store::new(disk.connect());
        let pages = contract::put(&store, &[1]).await;
        assert_eq!((pages[0].id.0, disk.peek(PAGES, 7)), (8, Some(b"old".to_vec())));
    });
}

#[test]
fn every_code_has_a_name_of_its_own() {
    let names: std::collections::BTreeSet<&str> = StoreErrorCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(names.len(), StoreErrorCode::ALL.len());
    assert!(names.iter().all(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_')));
}
