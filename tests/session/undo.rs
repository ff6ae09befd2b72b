//! Undo and redo, also after a reload.

use crate::desk::*;
use crate::tab::*;
use loudou::domain::command::{Command, Conversion, CustomerChoice, Position};
use loudou::domain::dataset::Dataset;
use loudou::domain::deals::{state, Status};
use loudou::domain::id::Id;
use loudou::domain::records::{contact, customer, deal, lead, task, Table, DELETED};
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{About, Value};
use loudou::storage::fold::{kept_by, replace_all, replace_with, replacement};
use loudou::storage::memory::Memory;
use loudou::storage::session::Session;
use loudou::storage::store::Store;
use loudou::storage::undo::UNDOABLE;
use pollster::block_on;

fn status(tab: &Tab, deal: Id) -> (Option<Id>, Status) {
    let session = tab.session();
    let now = state(&session.data, session.data.get(Table::Deal, deal).unwrap());
    (now.stage, now.status)
}

fn sold(tab: &mut Tab) -> Id {
    let cells = vec![(deal::NAME, text("D")), (deal::AMOUNT, yuan(5))];
    tab.run(add(stage("negotiation"), cells)).row.unwrap().1
}

#[test]
fn what_was_saved_is_there_after_a_reload() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    let deal = sold(&mut tab);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("x"));
    tab.edit(Table::Customer, ACME, customer::NOTE, None);
    tab.run(Command::MoveDeal { deal, stage: stage("won"), position: Position::Top, with: vec![] });
    assert_eq!(tab.session().unsaved(), 4);
    tab.save();
    assert_eq!((tab.session().unsaved(), tab.session().revision().0), (0, 5));
    assert_eq!(Tab::open(&disk, 2).rows(), tab.rows());
}

#[test]
fn undoing_a_win_takes_back_all_of_it() {
    let mut tab = Tab::open(&disk(), 1);
    let deal = sold(&mut tab);
    let before = shown(&tab.session().data);
    let done = tab.run(Command::MoveDeal { deal, stage: stage("won"), position: Position::Top, with: vec![] });
    assert_eq!((done.command.as_str(), done.subject.as_str()), ("deal.won", "D"));
    assert_eq!(tab.row(Table::Customer, ACME).unwrap().text(customer::LIFE), "new");
    let undone = tab.undo().unwrap();
    assert_eq!((undone.command.as_str(), undone.subject.as_str(), undone.kept.len()), ("deal.won", "D", 0));
    assert_eq!(shown(&tab.session().data), before);
    assert_eq!(status(&tab, deal), (Some(stage("negotiation")), Status::Open));
    tab.redo().unwrap();
    assert_eq!(status(&tab, deal), (Some(stage("won")), Status::Won));
    assert!(tab.row(Table::Deal, deal).unwrap().get(deal::CREDIT).is_some());
    tab.undo().unwrap();
    assert_eq!(shown(&tab.session().data), before);
}

#[test]
fn undo_and_redo_go_on_after_a_reload_and_a_fold() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    let start = shown(&tab.session().data);
    let deal = sold(&mut tab);
    tab.edit(Table::Deal, deal, deal::NAME, text("E"));
    tab.save();
    let full = shown(&tab.session().data);
    let mut tab = Tab::open(&disk, 2);
    assert_eq!(tab.session().can_undo(), Some(("deal.edit", "E")));
    tab.undo().unwrap();
    tab.save();
    assert!(tab.fold().unwrap());
    let mut tab = Tab::open(&disk, 3);
    assert_eq!(tab.session().can_redo(), Some(("deal.edit", "E")));
    assert_eq!(tab.session().can_undo(), Some(("deal.create", "D")));
    tab.undo().unwrap();
    assert_eq!(shown(&tab.session().data), start);
    assert!(tab.undo().is_none());
    tab.redo().unwrap();
    tab.redo().unwrap();
    assert_eq!(shown(&tab.session().data), full);
    assert!(tab.redo().is_none());
    tab.undo().unwrap();
    tab.edit(Table::Customer, ACME, customer::NOTE, text("new"));
    assert_eq!(tab.session().can_redo(), None, "a new command forgets what was undone");
}

#[test]
fn undoing_a_conversion_leaves_the_lead_as_it_was() {
    let mut tab = Tab::open(&disk(), 1);
    let id = tab.create(Table::Lead, vec![(lead::NAME, text("L"))]);
    let about = Some(Value::Abouts(Box::new([About { table: Table::Lead, id }])));
    tab.create(Table::Task, vec![(task::TITLE, text("T")), (task::ABOUT, about)]);
    let before = shown(&tab.session().data);
    let cells = vec![(deal::NAME, text("D"))];
    let customer = CustomerChoice::Named("L".into());
    let into = Conversion { customer, contact: Some("Li".into()), deal: None, stage: None, cells };
    tab.run(Command::ConvertLead { lead: id, into });
    assert_eq!(tab.session().data.live(Table::Contact).count(), 1);
    tab.undo().unwrap();
    assert_eq!(shown(&tab.session().data), before);
}

#[test]
fn undoing_a_delete_brings_back_what_went_along() {
    let mut tab = Tab::open(&disk(), 1);
    tab.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    let before = shown(&tab.session().data);
    tab.run(delete(Table::Customer, ACME));
    assert_eq!(tab.session().data.live(Table::Contact).count(), 0);
    tab.undo().unwrap();
    assert_eq!(shown(&tab.session().data), before);
}

#[test]
fn an_undo_leaves_alone_what_was_changed_since_and_names_it() {
    let disk = disk();
    let (mut here, mut there) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    let cells = vec![(customer::NOTE, text("mine")), (customer::WEBSITE, text("mine.cn"))];
    here.run(Command::Edit { table: Table::Customer, ids: vec![ACME], cells });
    here.save();
    there.look();
    here.undo().unwrap();
    there.edit(Table::Customer, ACME, customer::NOTE, text("theirs"));
    there.save();
    here.save();
    let acme = here.row(Table::Customer, ACME).unwrap();
    assert_eq!((acme.text(customer::NOTE), acme.get(customer::WEBSITE)), ("theirs", None));
    there.look();
    assert_eq!(here.rows(), there.rows());
}

#[test]
fn an_undo_with_nothing_left_names_what_it_kept() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("a"));
    let row = tab.session().data.rows(Table::Customer).get(ACME).unwrap().clone();
    // Somebody without an entry in this history changed it: a merge, say.
    let mut other = row;
    other.put(customer::NOTE, Some(Value::text("b")), None);
    tab.session.borrow_mut().data.insert(Table::Customer, other);
    let done = tab.undo().unwrap();
    assert_eq!((done.kept, done.tables), (vec![(Table::Customer, ACME)], vec![]));
    assert!(tab.undo().is_none());
}

#[test]
fn a_hundred_commands_can_be_undone_and_a_replacement_ends_it() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    for n in 0..UNDOABLE + 5 {
        tab.edit(Table::Customer, ACME, customer::NOTE, text(&n.to_string()));
    }
    tab.save();
    let mut tab = Tab::open(&disk, 2);
    assert_eq!(tab.session().undoable().len(), UNDOABLE);
    while tab.undo().is_some() {}
    assert_eq!(tab.row(Table::Customer, ACME).unwrap().text(customer::NOTE), "4");
    tab.save();
    let stamp = loudou::domain::stamp::Stamp::new(1_900_000_000_000, 0, 1);
    let data = tab.session().data.clone();
    pollster::block_on(replace_all(&tab.store, &data, "create", "before", stamp, 9)).unwrap().unwrap();
    let tab = Tab::open(&disk, 3);
    assert_eq!(
        (tab.session().can_undo(), tab.session().can_redo()),
        (None, None),
        "what came before is about other data"
    );
}

fn replace(store: &Store<Memory>, data: &Dataset, at_ms: u64, undoes: Option<(Stamp, bool)>) {
    let entry = replacement("replace", "a.json", Stamp::new(at_ms, 0, 1), at_ms, undoes);
    let made_of = block_on(store.head()).unwrap().1;
    block_on(replace_with(store, data, &entry, made_of)).unwrap().unwrap();
}

/// What the app does on undo when the next to take back is a replacement of everything.
fn take_back(tab: &Tab, redo: bool, at_ms: u64) {
    let entry = tab.session().whole(redo).unwrap();
    let id = block_on(kept_by(&tab.store, &entry)).unwrap().unwrap();
    let kept = block_on(tab.store.load_snapshot(id)).unwrap().unwrap();
    replace(&tab.store, &Session::open(kept, 9).data, at_ms, Some((entry.stamp, redo)));
}

#[test]
fn a_replacement_is_taken_back_by_its_snapshot_and_done_again() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("before"));
    tab.save();
    let before = tab.rows();
    let mut file = dataset();
    file.update(Table::Customer, ACME, None, |row| row.put(customer::NAME, Some(Value::text("From the file")), None));
    replace(&tab.store, &file, 1_900_000_000_000, None);

    let mut tab = Tab::open(&disk, 2);
    assert_eq!(tab.session().can_undo(), Some(("replace", "a.json")));
    assert!(tab.undo().is_none(), "no command can take it back");
    let replaced = tab.rows();
    assert_ne!(replaced, before);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("after"));
    assert!(tab.session().whole(false).is_none());
    tab.undo().unwrap();
    tab.save();
    take_back(&tab, false, 1_900_000_000_001);

    let tab = Tab::open(&disk, 3);
    assert_eq!(tab.rows(), before, "exactly the former data");
    assert_eq!(tab.session().can_undo().unwrap().0, "customer.edit", "what came before counts again");
    assert_eq!(tab.session().can_redo(), Some(("replace", "a.json")));
    take_back(&tab, true, 1_900_000_000_002);

    let mut tab = Tab::open(&disk, 4);
    assert_eq!(tab.row(Table::Customer, ACME).unwrap().text(customer::NAME), "From the file");
    assert_eq!(tab.session().can_undo(), Some(("replace", "a.json")));
    tab.edit(Table::Customer, ACME, customer::NOTE, text("last"));
    tab.undo().unwrap();
    tab.save();
    take_back(&tab, false, 1_900_000_000_003);
    let mut tab = Tab::open(&disk, 5);
    assert_eq!(tab.rows(), before);
    tab.undo().unwrap();
    assert_eq!(tab.row(Table::Customer, ACME).unwrap().get(customer::NOTE), None);
}

/// A workspace in which a merge deleted the customer of a live deal.
fn with_kept_customer() -> Tab {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    sold(&mut tab);
    tab.save();
    let mut data = tab.session().data.clone();
    data.update(Table::Customer, ACME, None, |row| {
        row.put(DELETED, Some(Value::Bool(true)), Some(Stamp::new(9, 0, 9)))
    });
    Tab::open(&disk_with(&data), 2)
}

#[test]
fn a_kept_row_is_shown_after_a_reload_and_its_restoring_and_editing_are_undone() {
    let mut tab = with_kept_customer();
    let is_kept = |tab: &Tab| tab.row(Table::Customer, ACME).unwrap().is_kept();
    let before = shown(&tab.session().data);
    assert!(is_kept(&tab), "what is kept is worked out from the pages");
    tab.run(Command::Restore { table: Table::Customer, id: ACME });
    assert!(!is_kept(&tab));
    assert_eq!(tab.undo().unwrap().kept, [], "the deal is no reason to spare it: it is kept");
    assert!(is_kept(&tab) && shown(&tab.session().data) == before);
    tab.redo().unwrap();
    assert!(!is_kept(&tab));
    tab.undo().unwrap();
    assert!(is_kept(&tab));
    tab.edit(Table::Customer, ACME, customer::NOTE, text("x"));
    assert!(!is_kept(&tab));
    tab.undo().unwrap();
    assert!(is_kept(&tab) && shown(&tab.session().data) == before);
}

#[test]
fn screens_are_told_of_rows_that_come_and_go_unwritten() {
    let mut tab = with_kept_customer();
    let deal = tab.session().data.live(Table::Deal).next().unwrap().id;
    let done = tab.run(delete(Table::Deal, deal));
    assert!(done.tables.contains(&Table::Customer) && !done.entry.patch.tables().contains(&Table::Customer));
    assert!(tab.session().data.get(Table::Customer, ACME).is_none());
}
