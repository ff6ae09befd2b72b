//! How the newest fixture is made: what comes with the app and `v1_full.json` (a row of each kind with each field filled) become a workspace; somebody
//! works in it, merges a file, works on, undoes; pages are folded, snapshots kept, the sweeper comes by. What is left lies in every table.

use crate::desk::{text, yuan, DAY};
use crate::fixture::{Fixture, SLOT};
use crate::tab::{disk_with, Tab};
use loudou::domain::command::{Command, CustomerChoice, Position};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::money::Currency;
use loudou::domain::records::{contact, customer, deal, settings, task, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{About, Moment, Value};
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::import::read;
use loudou::exchange::report::Limits;
use loudou::sample::starter::{entry_id, stage_id, starter};
use loudou::storage::bulk::SWEEP_GRACE_MS;
use loudou::storage::fold::{replace_with, replacement};
use loudou::storage::memory::MemoryDisk;
use loudou::storage::registry::{Registry, WorkspaceEntry};
use loudou::storage::safety::BY_HAND;
use pollster::block_on;

/// Noon of a day in January 2026, in Unix milliseconds.
pub const NOON: u64 = 1_768_449_600_000;
/// The id that travels in the file.
const WORKSPACE: Id = Id::fixed(9, 9);
const NAME: &str = "Old 旧库";
/// What the merged file brings.
pub const MERGED: Id = Id::fixed(92, 77);

/// What the workspace begins with.
fn beginning() -> Dataset {
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/v1_full.json")).unwrap();
    let mut data = Dataset::default();
    starter("Old", Currency::CNY).into_iter().for_each(|(table, row)| data.insert(table, row));
    let import = read(&bytes, &data, &Limits::default()).unwrap();
    import.rows.into_iter().for_each(|(table, row)| data.insert(table, row));
    let settings = data.live(Table::Settings).next().unwrap().id;
    data.update(Table::Settings, settings, None, |row| row.put(settings::NAME, Some(Value::text(NAME)), None));
    // A newer app's rows, which an older one keeps as they are.
    data.keep_unknown(
        "visit_plan",
        vec![serde_json::json!({"id": "00000000-0000-8000-8000-0000000f0001", "every": 14})],
    );
    data
}

fn customer_named(tab: &mut Tab, name: &str) -> Id {
    tab.create(Table::Customer, vec![(customer::NAME, text(name))])
}

/// The fixture, and the file that it gives.
pub fn made() -> (Fixture, Vec<u8>) {
    let disk = disk_with(&beginning());
    work_before(&disk);
    merge(&disk);
    let data = work_after(&disk);
    let registry = registered(&disk);
    let options = ExportOptions {
        workspace_id: WORKSPACE,
        name: NAME.into(),
        app_version: "0.1.0".into(),
        made_at: "2026-01-15T04:00:00Z".into(),
        selection: None,
        stamps: true,
    };
    (Fixture::of(&disk, &registry), export(&data, &options))
}

/// Changes that are folded and stand in the log.
fn work_before(disk: &MemoryDisk) {
    let mut tab = at(disk, 0x0a, NOON);
    let mill = customer_named(&mut tab, "East Mill 东磨坊");
    tab.create(Table::Contact, vec![(contact::NAME, text("Li 李")), (contact::CUSTOMER, Some(Value::Ref(mill)))]);
    tab.edit(Table::Customer, mill, customer::NOTE, text("first\nsecond"));
    tab.save();
    assert!(tab.fold().unwrap());
    tab.edit(Table::Customer, mill, customer::WEBSITE, text("mill.example"));
    tab.save();
}

/// Everything is replaced by what a merge made, and the former root stays as a snapshot.
fn merge(disk: &MemoryDisk) {
    let mut tab = at(disk, 0x0b, NOON + 60_000);
    let mut data = tab.session().data.clone();
    let mut row = Row::new(MERGED, Stamp::new(NOON, 1, 0x0c));
    row.put(customer::NAME, Some(Value::text("From the rep 同事的")), None);
    data.insert(Table::Customer, row);
    let stamp = tab.session.borrow_mut().next_stamp(tab.ms);
    data.seen.observe(stamp);
    let entry = replacement("merge", "rep.json", stamp, tab.ms, None);
    let made_of = tab.session().revision();
    assert!(block_on(replace_with(&tab.store, &data, &entry, made_of)).unwrap().is_some());
    tab.ms += 1;
}

/// Work since: some of it folded, some kept with a snapshot by hand, some in the journal, one change undone.
fn work_after(disk: &MemoryDisk) -> Dataset {
    let mut tab = at(disk, 0x0d, NOON + 120_000);
    let stage = |key| stage_id(key).unwrap();
    let sold = |tab: &mut Tab, name: &str, amount| {
        let cells = vec![(deal::NAME, text(name)), (deal::AMOUNT, yuan(amount))];
        let customer = CustomerChoice::Existing(MERGED);
        let done = tab.run(Command::AddDeal { id: None, customer, stage: stage("contact"), cells });
        done.row.unwrap().1
    };
    let press = sold(&mut tab, "Press 压机", 120_000);
    tab.run(Command::MoveDeal { deal: press, stage: stage("won"), position: Position::Top, with: vec![] });
    tab.save();
    assert!(tab.fold().unwrap());
    let about = Value::Abouts(Box::new([About { table: Table::Deal, id: press }]));
    let due = Moment { date: DAY, minute: None };
    tab.create(
        Table::Task,
        vec![
            (task::TITLE, text("Call 致电")),
            (task::SORT, Some(Value::Ref(entry_id("activity_kind", "call").unwrap()))),
            (task::ABOUT, Some(about)),
            (task::DUE, Some(Value::Moment(due))),
        ],
    );
    tab.save();
    block_on(tab.store.keep_snapshot(BY_HAND, tab.ms)).unwrap();
    let lathe = sold(&mut tab, "Lathe 车床", 80_000);
    tab.edit(Table::Deal, lathe, deal::NAME, text("Lathe 2 车床"));
    tab.edit(Table::Customer, MERGED, customer::NOTE, text("undone"));
    tab.undo().unwrap();
    tab.save();
    block_on(tab.store.sweep(tab.ms, SWEEP_GRACE_MS)).unwrap();
    let data = tab.session().data.clone();
    data
}

/// The workspace's line in the registry, and its copy in its own database.
fn registered(disk: &MemoryDisk) -> MemoryDisk {
    let entry = WorkspaceEntry {
        slot: SLOT.into(),
        name: NAME.into(),
        workspace_id: WORKSPACE.to_string(),
        kind: "real".into(),
        added_at_ms: NOON,
        opened_at_ms: NOON + 120_000,
    };
    block_on(loudou::storage::store::Store::new(disk.connect()).put_entry(&entry)).unwrap();
    let registry = MemoryDisk::new();
    block_on(Registry::new(registry.connect()).put(&entry)).unwrap();
    registry
}

fn at(disk: &MemoryDisk, load: u64, ms: u64) -> Tab {
    let mut tab = Tab::open(disk, load);
    tab.ms = ms;
    tab
}
