//! Several tabs at once: whoever was first is right, and nothing that was asked for is forgotten or done twice.

use crate::desk::*;
use crate::tab::*;
use loudou::domain::command::{Command, CustomerChoice};
use loudou::domain::records::{customer, deal, product, Table};
use loudou::domain::value::Value;
use loudou::storage::error::StoreErrorCode;
use loudou::storage::store::Appended;
use pollster::block_on;

fn named(name: &str) -> Vec<(loudou::domain::key::Key, Option<Value>)> {
    vec![(customer::NAME, text(name))]
}

fn names(tab: &Tab) -> Vec<String> {
    let session = tab.session();
    let mut names: Vec<_> = session.data.live(Table::Customer).map(|c| c.text(customer::NAME).to_string()).collect();
    names.sort();
    names
}

#[test]
fn two_tabs_come_to_the_same_data() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.create(Table::Customer, named("A"));
    b.create(Table::Customer, named("B"));
    a.edit(Table::Customer, ACME, customer::NOTE, text("a"));
    b.edit(Table::Customer, ACME, customer::NOTE, text("b"));
    a.save();
    b.save();
    a.look();
    assert_eq!(a.rows(), b.rows());
    assert_eq!(names(&a), ["A", "Acme", "B"]);
    assert_eq!(a.row(Table::Customer, ACME).unwrap().text(customer::NOTE), "b", "b was saved last");
    assert_eq!(Tab::open(&disk, 3).rows(), a.rows());
}

#[test]
fn a_queued_command_that_no_longer_can_be_is_refused_and_taken_back() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.run(delete(Table::Customer, ACME));
    a.save();
    b.run(add(stage("prospect"), vec![(deal::NAME, text("D"))]));
    b.create(Table::Product, vec![(product::NAME, text("P"))]);
    let missed = block_on(b.store.missed_since(b.session().revision())).unwrap();
    let mut ids = loudou::domain::id::SeededIds::new(9);
    let mut context = loudou::domain::command::Context { today: DAY, minute: 0, now_ms: 5, actor: None, ids: &mut ids };
    let (tables, refused) = b.session.borrow_mut().catch_up(&mut context, &missed.entries, missed.revision);
    assert_eq!(refused.iter().map(|r| r.code).collect::<Vec<_>>(), ["bad_reference"]);
    for table in [Table::Customer, Table::Deal, Table::StageChange, Table::Product] {
        assert!(tables.contains(&table), "screens must hear of {table:?}, also of what was taken back");
    }
    b.save();
    a.look();
    assert_eq!(a.rows(), b.rows());
    assert_eq!((b.session().data.live(Table::Deal).count(), b.session().data.live(Table::Product).count()), (0, 1));
    assert!(b.session().data.rows(Table::Deal).all().is_empty(), "nor is there a trace");
}

#[test]
fn what_waits_behind_a_new_row_still_finds_it() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    let id = a.create(Table::Customer, named("A"));
    a.edit(Table::Customer, id, customer::NOTE, text("more"));
    let by_name = CustomerChoice::Named("New".into());
    let cells = vec![(deal::NAME, text("D"))];
    let made = a.run(Command::AddDeal { id: None, customer: by_name, stage: stage("contact"), cells }).row.unwrap().1;
    let buyer = a.row(Table::Deal, made).unwrap().link(deal::CUSTOMER).unwrap();
    a.edit(Table::Customer, buyer, customer::NOTE, text("met"));
    b.create(Table::Customer, named("B"));
    b.save();
    a.save();
    assert!(a.refused.is_empty(), "{:?}", a.refused);
    assert_eq!(a.row(Table::Customer, id).unwrap().text(customer::NOTE), "more");
    assert_eq!(a.row(Table::Deal, made).unwrap().link(deal::CUSTOMER), Some(buyer));
    assert_eq!(a.row(Table::Customer, buyer).unwrap().text(customer::NOTE), "met");
}

#[test]
fn an_undo_that_waits_is_not_forgotten() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.edit(Table::Customer, ACME, customer::NOTE, text("saved"));
    a.save();
    // Of something saved, and of something that waits itself; and a redo of that.
    a.undo().unwrap();
    a.create(Table::Customer, named("Gone"));
    a.undo().unwrap();
    a.create(Table::Customer, named("Back"));
    a.undo().unwrap();
    a.redo().unwrap();
    b.create(Table::Customer, named("B"));
    b.save();
    a.save();
    assert_eq!(a.row(Table::Customer, ACME).unwrap().get(customer::NOTE), None);
    assert_eq!(names(&a), ["Acme", "B", "Back"]);
    b.look();
    assert_eq!(a.rows(), b.rows());
    assert_eq!(Tab::open(&disk, 3).session().can_undo(), a.session().can_undo());
    assert_eq!(a.session().can_undo(), Some(("customer.create", "Back")));
}

#[test]
fn a_saving_whose_answer_was_lost_is_not_done_twice() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.create(Table::Customer, named("A"));
    a.create(Table::Customer, named("A2"));
    let (revision, bytes) = a.session().to_save().unwrap();
    let Appended::Done(saved) = block_on(a.store.append(revision, &bytes)).unwrap() else { panic!() };
    b.look();
    b.create(Table::Customer, named("B"));
    b.save();
    a.save();
    assert_eq!(names(&a), ["A", "A2", "Acme", "B"]);
    assert_eq!(a.session().revision().0, 4);
    // The lost answer comes late: it changes nothing.
    a.session.borrow_mut().saved(saved);
    a.look();
    b.look();
    assert_eq!((a.rows(), a.session().unsaved()), (b.rows(), 0));
    assert_eq!(a.session().undoable().len(), 3);
}

#[test]
fn being_told_twice_changes_nothing() {
    let disk = disk();
    let (mut a, b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.create(Table::Customer, named("A"));
    a.save();
    let entries = history(&b.store);
    for _ in 0..2 {
        let mut ids = loudou::domain::id::SeededIds::new(9);
        let mut context =
            loudou::domain::command::Context { today: DAY, minute: 0, now_ms: 5, actor: None, ids: &mut ids };
        let newest = entries[..1].to_vec();
        b.session.borrow_mut().catch_up(&mut context, &newest, newest[0].revision);
    }
    assert_eq!((a.rows(), b.session().undoable().len()), (b.rows(), 1));
}

#[test]
fn an_undo_spares_what_another_tab_needs_by_now() {
    let disk = disk();
    let (mut a, mut b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    let id = a.create(Table::Customer, named("A"));
    a.save();
    b.look();
    let cells = vec![(deal::NAME, text("D"))];
    b.run(Command::AddDeal { id: None, customer: CustomerChoice::Existing(id), stage: stage("contact"), cells });
    a.undo().unwrap();
    b.save();
    a.save();
    assert!(a.row(Table::Customer, id).is_some());
    b.look();
    assert_eq!(a.rows(), b.rows());
}

#[test]
fn failing_saves_keep_the_queue_and_succeed_later() {
    let disk = disk();
    let mut a = Tab::open(&disk, 1);
    disk.fail_commits(Some(StoreErrorCode::QuotaExceeded));
    a.create(Table::Customer, named("A"));
    for n in 1..4 {
        assert_eq!(a.save_one().unwrap_err().code, StoreErrorCode::QuotaExceeded);
        a.edit(Table::Customer, ACME, customer::NOTE, text(&n.to_string()));
        assert_eq!(a.session().unsaved(), n + 1);
    }
    assert_eq!(names(&Tab::open(&disk, 2)), ["Acme"]);
    assert!(!a.fold().unwrap(), "what is not saved is not folded");
    disk.fail_commits(None);
    a.save();
    assert_eq!((a.session().unsaved(), Tab::open(&disk, 2).rows()), (0, a.rows()));
}

#[test]
fn a_replacement_by_another_tab_keeps_the_queue() {
    let disk = disk();
    let (mut a, b) = (Tab::open(&disk, 1), Tab::open(&disk, 2));
    a.create(Table::Customer, named("A"));
    a.edit(Table::Customer, ACME, customer::NOTE, text("a"));
    let stamp = loudou::domain::stamp::Stamp::new(1_700_000_000_000, 0, 1);
    let mut data = dataset();
    data.update(Table::Customer, ACME, None, |row| row.put(customer::NAME, Some(Value::text("Acme 2")), None));
    block_on(loudou::storage::fold::replace_all(&b.store, &data, "import", "before", stamp, 9)).unwrap().unwrap();
    a.save();
    assert_eq!((names(&a), a.refused.len()), (vec!["A".to_string(), "Acme 2".into()], 0));
    assert_eq!(Tab::open(&disk, 3).rows(), a.rows());
}
