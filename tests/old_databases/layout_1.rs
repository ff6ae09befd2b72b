//! What is in the database of layout 1.

use crate::desk::text;
use crate::fixture::{lines, Fixture, SLOT};
use crate::made::{MERGED, NOON};
use crate::tab::{rows_of, Tab};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{customer, deal, task, Table};
use loudou::domain::seen::Seen;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::import::read;
use loudou::exchange::report::Limits;
use loudou::storage::fold::{kept_by, replace_with, replacement};
use loudou::storage::memory::MemoryDisk;
use loudou::storage::registry::Registry;
use loudou::storage::root::Revision;
use loudou::storage::session::Session;
use loudou::storage::store::Store;
use pollster::block_on;

fn disk() -> MemoryDisk {
    Fixture::read(1).disks().0
}

fn exported(data: &Dataset) -> Vec<String> {
    let options = ExportOptions {
        workspace_id: Id::fixed(9, 9),
        name: String::new(),
        app_version: String::new(),
        made_at: String::new(),
        selection: None,
        stamps: true,
    };
    lines(&export(data, &options))
}

/// Whether a row that is not deleted says so.
fn has(data: &Dataset, table: Table, key: Key, words: &str) -> bool {
    data.live(table).any(|row| row.text(key) == words)
}

fn stack(tab: &Tab) -> Vec<String> {
    tab.session().undoable().iter().map(|entry| format!("{} {}", entry.command, entry.subject)).collect()
}

#[test]
fn every_row_is_there() {
    let tab = Tab::open(&disk(), 1);
    let session = tab.session();
    assert_eq!(session.damaged, []);
    assert_eq!(session.unsaved(), 0);
    let expected = Fixture::export(1);
    let found = exported(&session.data);
    assert!(found.len() > 150, "{} rows", found.len());
    assert_eq!(found, lines(&expected));
    // The same rows, stamps and all, as reading that file gives; and what was seen.
    let file = read(&expected, &Dataset::default(), &Limits::default()).unwrap();
    assert_eq!(file.warnings.iter().map(|w| w.path.as_str()).collect::<Vec<_>>(), ["tables.visit_plan"]);
    let file = file.into_dataset();
    assert_eq!(rows_of(&session.data), rows_of(&file));
    assert!(session.data.seen.stamps().count() > 2, "the page that says what was seen");
    assert!(Seen::of(&session.data).stamps().eq(file.seen.stamps()));
    assert!(session.data.unknown_tables().eq(file.unknown_tables()) && session.data.unknown_tables().count() == 1);
}

#[test]
fn what_was_done_is_undone_and_done_again() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    let since = ["merge rep.json", "deal.create Press 压机", "deal.won Press 压机", "task.create Call 致电"];
    let last = ["deal.create Lathe 车床", "deal.edit Lathe 2 车床"];
    assert_eq!(stack(&tab), [&since[..], &last[..]].concat());
    assert_eq!(tab.session().can_redo(), Some(("customer.edit", "From the rep 同事的")));
    tab.redo().unwrap();
    assert_eq!(tab.row(Table::Customer, MERGED).unwrap().text(customer::NOTE), "undone");
    tab.undo().unwrap();
    for _ in 0..5 {
        assert!(tab.undo().unwrap().kept.is_empty());
    }
    assert_eq!(tab.session().data.live(Table::Deal).filter(|d| d.text(deal::NAME).contains("Press")).count(), 0);
    assert!(tab.undo().is_none(), "the merge is taken back by its snapshot");
    tab.save();
    let entry = tab.session().whole(false).unwrap();
    let id = block_on(kept_by(&tab.store, &entry)).unwrap().unwrap();
    let before = Session::open(block_on(tab.store.load_snapshot(id)).unwrap().unwrap(), 9).data;
    let stamp = tab.session.borrow_mut().next_stamp(tab.ms);
    let back = replacement(&entry.command, &entry.subject, stamp, tab.ms, Some((entry.stamp, false)));
    let made_of = tab.session().revision();
    block_on(replace_with(&tab.store, &before, &back, made_of)).unwrap().unwrap();
    // What was done before the merge can be undone again.
    let mut tab = Tab::open(&disk, 2);
    let mill = "East Mill 东磨坊";
    let first = ["customer.create", "contact.create", "customer.edit", "customer.edit"];
    let subjects = [mill, "Li 李", mill, mill];
    let first: Vec<String> =
        first.iter().zip(subjects).map(|(command, subject)| format!("{command} {subject}")).collect();
    assert_eq!(stack(&tab), first);
    let has = |tab: &Tab, name| has(&tab.session().data, Table::Customer, customer::NAME, name);
    assert!(has(&tab, mill) && !has(&tab, "From the rep 同事的"));
    while tab.undo().is_some() {}
    assert!(!has(&tab, mill));
}

#[test]
fn the_log_says_what_was_done() {
    let store = Store::new(disk().connect());
    let page = block_on(store.changes(None, 100, &|_| true)).unwrap();
    let said: Vec<(u64, &str, u64, bool)> = page
        .changes
        .iter()
        .rev()
        .map(|c| (c.revision.0, c.entry.command.as_str(), c.entry.at_ms, c.entry.undoes.is_some()))
        .collect();
    assert_eq!((page.unreadable, page.older), (0, None));
    let (merge, after) = (NOON + 60_000, NOON + 120_000);
    assert_eq!(
        said,
        [
            (1, "create", 1, false),
            (2, "customer.create", NOON + 1, false),
            (3, "contact.create", NOON + 2, false),
            (4, "customer.edit", NOON + 3, false),
            (5, "customer.edit", NOON + 5, false),
            (6, "merge", merge, false),
            (7, "deal.create", after + 1, false),
            (8, "deal.won", after + 2, false),
            (9, "task.create", after + 4, false),
            (10, "deal.create", after + 5, false),
            (11, "deal.edit", after + 6, false),
            (12, "customer.edit", after + 7, false),
            (13, "customer.edit", after + 8, true),
        ]
    );
    // What was before and after stands in the entry: the note of two lines.
    let note = page.changes.iter().find(|c| c.revision == Revision(4)).unwrap();
    assert_eq!(note.entry.patch.rows.len(), 1);
    assert!(format!("{:?}", note.entry.patch).contains("second"));
}

#[test]
fn its_snapshots_come_back() {
    let store = Store::new(disk().connect());
    let list = block_on(store.snapshots()).unwrap();
    assert_eq!(list.damaged, []);
    let notes: Vec<(&str, u64)> = list.kept.iter().map(|s| (s.note.as_str(), s.revision.0)).collect();
    assert_eq!(notes, [("hand", 9), ("merge rep.json", 5)]);
    let open = |at: usize| {
        let session = Session::open(block_on(store.load_snapshot(list.kept[at].id)).unwrap().unwrap(), 9);
        assert_eq!(session.damaged, []);
        session.data
    };
    let (hand, merge) = (open(0), open(1));
    // The entries that no page held yet belong to them.
    assert!(has(&hand, Table::Task, task::TITLE, "Call 致电") && !has(&hand, Table::Deal, deal::NAME, "Lathe 2 车床"));
    assert_eq!(hand.rows(Table::Deal).all().len(), merge.rows(Table::Deal).all().len() + 1);
    let mill = merge.live(Table::Customer).find(|c| c.text(customer::NAME) == "East Mill 东磨坊").unwrap();
    assert_eq!((mill.text(customer::NOTE), mill.text(customer::WEBSITE)), ("first\nsecond", "mill.example"));
}

#[test]
fn work_goes_on_in_it_and_is_folded() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    let before = tab.rows();
    tab.edit(Table::Customer, MERGED, customer::NOTE, text("today"));
    tab.save();
    assert!(tab.fold().unwrap());
    let mut again = Tab::open(&disk, 2);
    assert_eq!(again.rows(), tab.rows());
    assert_ne!(again.rows(), before);
    again.undo().unwrap();
    assert_eq!(again.row(Table::Customer, MERGED).unwrap().text(customer::NOTE), "");
    assert_eq!(block_on(again.store.snapshots()).unwrap().kept.len(), 2);
}

#[test]
fn its_line_in_the_registry_is_read() {
    let (workspace, registry) = Fixture::read(1).disks();
    let list = block_on(Registry::new(registry.connect()).list()).unwrap();
    assert_eq!((list.damaged, list.entries.len()), (0, 1));
    assert_eq!((list.entries[0].slot.as_str(), list.entries[0].name.as_str()), (SLOT, "Old 旧库"));
    assert_eq!(block_on(Store::new(workspace.connect()).entry()).unwrap().as_ref(), list.entries.first());
}
