//! Folding: pages hold what the journal held, only what changed is written, and damage is kept.

use crate::desk::*;
use crate::tab::*;
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{customer, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::storage::pages::{decode_page, encode_page, ROWS};
use loudou::storage::root::{Page, PageId, PageRef, Part};
use loudou::storage::store::PAGES;
use pollster::block_on;

/// The desk with customers for two pages and a bit.
fn many() -> Dataset {
    let mut data = dataset();
    for n in 0..2 * ROWS as u16 + 9 {
        let mut row = Row::new(Id::fixed(93, n), Stamp::ZERO);
        row.put(customer::NAME, Some(Value::text(n.to_string())), None);
        data.insert(Table::Customer, row);
    }
    data
}

fn pages(tab: &Tab) -> Vec<PageRef> {
    block_on(tab.store.load()).unwrap().root.unwrap().pages
}

#[test]
fn only_pages_that_changed_are_written() {
    let disk = disk_with(&many());
    let mut tab = Tab::open(&disk, 1);
    let before = pages(&tab);
    assert_eq!(before.iter().filter(|p| p.table == "customer").count(), 3);
    tab.edit(Table::Customer, Id::fixed(93, 700), customer::NOTE, text("x"));
    tab.create(Table::Customer, vec![(customer::NAME, text("new"))]);
    tab.save();
    assert!(tab.fold().unwrap());
    let after = pages(&tab);
    let new: Vec<_> = after.iter().filter(|p| !before.contains(p)).map(|p| (p.table.as_str(), p.rows)).collect();
    // What was seen is said anew by every fold; it is one small page.
    assert_eq!(new, [("customer", ROWS as u32), ("customer", 11), ("seen", 1)]);
    let loaded = block_on(tab.store.load()).unwrap();
    assert!(loaded.entries.is_empty());
    let mut again = Tab::open(&disk, 2);
    assert_eq!(again.rows(), tab.rows());
    // The second fold of the same tab builds on the first one.
    tab.edit(Table::Customer, Id::fixed(93, 3), customer::NOTE, text("y"));
    tab.save();
    assert!(tab.fold().unwrap());
    assert_eq!(pages(&tab).iter().filter(|p| !after.contains(p)).count(), 2);
    again.look();
    assert_eq!(again.rows(), tab.rows());
    assert_eq!(Tab::open(&disk, 3).rows(), tab.rows());
}

#[test]
fn folds_of_two_tabs_do_not_mix_their_pages() {
    let disk = disk_with(&many());
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    // Rows stand in different order in the two tabs: each has its own, not yet saved, before the other's.
    a.create(Table::Customer, vec![(customer::NAME, text("a"))]);
    b.create(Table::Customer, vec![(customer::NAME, text("b"))]);
    a.save();
    b.save();
    a.look();
    b.edit(Table::Customer, ACME, customer::NOTE, text("b"));
    b.save();
    assert!(b.fold().unwrap());
    assert!(!a.fold().unwrap(), "b was quicker");
    assert!(!a.fold().unwrap(), "and its root holds more than a has seen");
    a.look();
    a.edit(Table::Customer, Id::fixed(93, 5), customer::NOTE, text("a"));
    a.save();
    assert!(a.fold().unwrap());
    b.look();
    for tab in [&a, &b, &Tab::open(&disk, 3)] {
        assert_eq!(tab.rows(), a.rows());
    }
}

#[test]
fn a_change_during_a_fold_waits_for_the_next() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    for n in 0..loudou::storage::session::FOLD_FROM {
        assert!(!tab.session().fold_is_due());
        tab.edit(Table::Customer, ACME, customer::NOTE, text(&n.to_string()));
        tab.save();
    }
    assert!(tab.session().fold_is_due());
    tab.edit(Table::Customer, ACME, customer::NOTE, text("more"));
    assert!(!tab.session().fold_is_due() && !tab.fold().unwrap());
    tab.save();
    assert!(tab.fold().unwrap() && !tab.session().fold_is_due());
    assert_eq!(Tab::open(&disk, 2).rows(), tab.rows());
}

#[test]
fn a_damaged_page_is_left_out_and_kept() {
    let disk = disk_with(&many());
    let tab = Tab::open(&disk, 1);
    let bad = pages(&tab).into_iter().filter(|p| p.table == "customer").nth(1).unwrap();
    let mut bytes = disk.peek(PAGES, bad.id.0).unwrap();
    bytes[40] ^= 1;
    disk.tamper(PAGES, bad.id.0, Some(&bytes));
    let mut tab = Tab::open(&disk, 2);
    assert_eq!(tab.session().damaged.len(), 1);
    assert_eq!(
        (&tab.session().damaged[0].part, &tab.session().damaged[0].bytes),
        (&Part::Page(bad.clone()), &Some(bytes.clone()))
    );
    assert_eq!(tab.session().data.live(Table::Customer).count(), ROWS + 10);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("goes on"));
    tab.save();
    assert!(tab.fold().unwrap());
    let whole = Tab::open(&disk, 3);
    assert_eq!((whole.session().damaged.len(), whole.rows()), (0, tab.rows()));
    assert_eq!(disk.peek(PAGES, bad.id.0), Some(bytes), "its bytes stay");
    let kept = block_on(tab.store.snapshots()).unwrap().kept;
    assert_eq!(kept.iter().map(|s| s.note.as_str()).collect::<Vec<_>>(), ["damaged"]);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("once more"));
    tab.save();
    assert!(tab.fold().unwrap());
    assert_eq!(block_on(tab.store.snapshots()).unwrap().kept.len(), 1, "kept once");
}

#[test]
fn a_row_survives_a_page_with_stamps_cleared_cells_and_what_is_unknown() {
    let mut data = Dataset::default();
    let stamp = |n: u64| Stamp::new(1_700_000_000_000 + n, n as u16, 0xfeed);
    let mut row = Row::new(ACME, stamp(1));
    row.put(customer::NAME, Some(Value::text("漏斗 \u{1f600}")), None);
    row.put(customer::NOTE, Some(Value::text("x")), Some(stamp(2)));
    row.put(customer::PHONE, Some(Value::text("1")), None);
    row.put(customer::PHONE, None, Some(stamp(3)));
    let tag = |n| Key::element("tags", &Id::fixed(19, n).to_string()).unwrap();
    row.put(tag(1), Some(Value::Bool(true)), Some(stamp(4)));
    row.put(tag(2), None, Some(stamp(5)));
    row.put(Key::element("external", "sap").unwrap(), Some(Value::text("C-1")), None);
    row.put(Key::element("own", &Id::fixed(20, 1).to_string()).unwrap(), Some(Value::Bool(false)), None);
    // From a newer version: a field, a choice and a nested value that this one does not know.
    let other = |json: &str| Some(Value::Other(Box::new(serde_json::from_str(json).unwrap())));
    row.put(Key::dynamic("loyalty").unwrap(), other(r#"{"points":[1,-2.5,null,"x"],"level":"gold"}"#), Some(stamp(6)));
    row.put(customer::CLASS, other(r#""platinum""#), None);
    row.put(loudou::domain::records::DELETED, Some(Value::Bool(true)), Some(stamp(7)));
    data.insert(Table::Customer, row.clone());
    let page = encode_page(&data, Table::Customer, 0).unwrap();
    let reference = PageRef { table: page.table, id: PageId(1), rows: page.rows, bytes: 0, checksum: 0 };
    let (table, rows) = decode_page(&Page { page: reference, bytes: page.bytes }).unwrap();
    assert_eq!((table, rows), (Table::Customer, vec![row]));
}

/// A file of a newer app brought tables that this version does not know: they survive a reload, a fold and a rewrite of all.
#[test]
fn rows_of_unknown_tables_stay_as_they_came() {
    let mut data = dataset();
    let rows = vec![serde_json::json!({ "id": "x", "n": 1.5, "deep": { "list": [1, null, "汉"] } })];
    data.keep_unknown("contract", rows.clone());
    let disk = disk_with(&data);
    let kept = |tab: &Tab| -> Vec<(String, Vec<serde_json::Value>)> {
        tab.session().data.unknown_tables().map(|(name, rows)| (name.to_string(), rows.to_vec())).collect()
    };
    let mut tab = Tab::open(&disk, 1);
    assert_eq!(kept(&tab), [("contract".to_string(), rows.clone())]);
    assert!(tab.session().damaged.is_empty());
    tab.create(Table::Customer, vec![(customer::NAME, text("new"))]);
    tab.save();
    assert!(tab.fold().unwrap());
    assert_eq!(kept(&Tab::open(&disk, 2)), [("contract".to_string(), rows)]);
}
