//! What a backend's transactions promise.

use std::ops::RangeInclusive;

use loudou::storage::backend::{Backend, Mode, Table, Transaction, ALL_KEYS};
use loudou::storage::error::StoreErrorCode;

use super::Harness;

const PLAIN: Table = Table { name: "plain", counted: false };
const OTHER: Table = Table { name: "other", counted: false };
const DRAWN: Table = Table { name: "drawn", counted: true };
static TABLES: [Table; 3] = [PLAIN, OTHER, DRAWN];

async fn database<H: Harness>() -> H::Backend {
    H::fresh(&TABLES).await.open().await
}

pub async fn values_are_read_back_by_key_range_and_last_key<H: Harness>() {
    let db = database::<H>().await;
    let mut tx = db.begin(&[PLAIN], Mode::Write).unwrap();
    let largest = *ALL_KEYS.end();
    for (key, value) in [(5, "five"), (0, "zero"), (300, ""), (largest, "end")] {
        tx.put(PLAIN, key, value.as_bytes()).unwrap();
    }
    tx.put(PLAIN, 5, b"cinq").unwrap();
    tx.commit().await.unwrap();

    let tx = db.begin(&[PLAIN, OTHER], Mode::Read).unwrap();
    assert_eq!(
        tx.get(PLAIN, &[300, 1, 5]).await.unwrap(),
        [Some(Vec::new()), None, Some(b"cinq".to_vec())],
        "values come in the order asked for"
    );
    // More than are read ahead.
    let many: Vec<u64> = (0..100).map(|n| if n % 3 == 0 { 5 } else { 300 + n }).collect();
    let there = |key: &u64| (*key == 5).then(|| b"cinq".to_vec());
    assert_eq!(tx.get(PLAIN, &many).await.unwrap(), many.iter().map(there).collect::<Vec<_>>());
    assert_eq!(tx.get(PLAIN, &[]).await.unwrap(), Vec::<Option<Vec<u8>>>::new());
    assert_eq!(tx.range(PLAIN, 1..=300).await.unwrap(), [(5, b"cinq".to_vec()), (300, Vec::new())]);
    #[allow(clippy::reversed_empty_ranges, reason = "the empty range is what is tested")]
    let empty: RangeInclusive<u64> = 9..=3;
    assert_eq!(tx.range(PLAIN, empty).await.unwrap(), []);
    assert_eq!(tx.range(PLAIN, 6..=299).await.unwrap(), []);
    assert_eq!(tx.keys(PLAIN).await.unwrap(), [0, 5, 300, largest]);
    assert_eq!(tx.last_keys(&[PLAIN, OTHER]).await.unwrap(), [Some(largest), None]);
    drop(tx);

    let mut tx = db.begin(&[PLAIN], Mode::Write).unwrap();
    tx.delete(PLAIN, 0..=5).unwrap();
    tx.commit().await.unwrap();
    let tx = db.begin(&[PLAIN], Mode::Read).unwrap();
    assert_eq!(tx.keys(PLAIN).await.unwrap(), [300, largest]);
}

pub async fn a_transaction_sees_its_own_writes_and_one_state<H: Harness>() {
    let db = database::<H>().await;
    let mut tx = db.begin(&[PLAIN], Mode::Write).unwrap();
    tx.put(PLAIN, 1, b"a").unwrap();
    assert_eq!(tx.last_keys(&[PLAIN]).await.unwrap(), [Some(1)]);
    tx.delete(PLAIN, 1..=1).unwrap();
    assert_eq!(tx.get(PLAIN, &[1]).await.unwrap(), [None]);
    tx.put(PLAIN, 1, b"b").unwrap();
    tx.commit().await.unwrap();
    let tx = db.begin(&[PLAIN], Mode::Read).unwrap();
    assert_eq!(tx.get(PLAIN, &[1]).await.unwrap(), [Some(b"b".to_vec())]);
}

pub async fn a_dropped_transaction_leaves_nothing<H: Harness>() {
    let db = database::<H>().await;
    let mut tx = db.begin(&[PLAIN, DRAWN], Mode::Write).unwrap();
    tx.put(PLAIN, 1, b"a").unwrap();
    tx.add(DRAWN, &[b"x".to_vec()]).await.unwrap();
    tx.put(PLAIN, 2, b"b").unwrap();
    drop(tx);
    let tx = db.begin(&[PLAIN, DRAWN], Mode::Read).unwrap();
    assert_eq!(tx.last_keys(&[PLAIN, DRAWN]).await.unwrap(), [None, None]);
}

pub async fn drawn_keys_are_never_drawn_twice<H: Harness>() {
    let db = database::<H>().await;
    let mut tx = db.begin(&[DRAWN], Mode::Write).unwrap();
    assert_eq!(tx.add(DRAWN, &[b"a".to_vec(), b"b".to_vec()]).await.unwrap(), [1, 2]);
    tx.commit().await.unwrap();
    let mut tx = db.begin(&[DRAWN], Mode::Write).unwrap();
    tx.delete(DRAWN, ALL_KEYS).unwrap();
    tx.commit().await.unwrap();
    let mut tx = db.begin(&[DRAWN], Mode::Write).unwrap();
    assert_eq!(tx.add(DRAWN, &[b"c".to_vec()]).await.unwrap(), [3], "deleting frees no number");
    assert_eq!(tx.add(DRAWN, &[]).await.unwrap(), Vec::<u64>::new());
    tx.commit().await.unwrap();
}

pub async fn a_table_outside_the_transaction_is_refused<H: Harness>() {
    let db = database::<H>().await;
    let tx = db.begin(&[PLAIN], Mode::Read).unwrap();
    assert!(tx.get(OTHER, &[1]).await.is_err());
    drop(tx);
    let mut tx = db.begin(&[PLAIN], Mode::Write).unwrap();
    assert!(tx.put(OTHER, 1, b"a").is_err());
}

pub async fn a_reader_cannot_write<H: Harness>() {
    let db = database::<H>().await;
    let mut tx = db.begin(&[PLAIN], Mode::Read).unwrap();
    assert!(tx.put(PLAIN, 1, b"a").is_err());
    assert!(tx.delete(PLAIN, 1..=1).is_err());
}

pub async fn a_closed_connection_says_so<H: Harness>() {
    let db = database::<H>().await;
    let same = db.clone();
    db.close();
    db.close();
    let error = same.begin(&[PLAIN], Mode::Read).err().expect("a closed connection begins nothing");
    assert_eq!(error.code, StoreErrorCode::Closed);
}
