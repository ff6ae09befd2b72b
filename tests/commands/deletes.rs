//! Deleting: what goes along, what stands in the way.

use crate::desk::*;
use loudou::domain::command::Command;
use loudou::domain::key::Key;
use loudou::domain::records::{activity, contact, customer, deal, list_entry, task, Table};
use loudou::domain::value::{About, OutcomeKind, Value};

fn about(rows: &[(Table, loudou::domain::id::Id)]) -> Option<Value> {
    Some(Value::Abouts(rows.iter().map(|(table, id)| About { table: *table, id: *id }).collect()))
}

#[test]
fn a_customer_with_deals_is_not_deleted_and_the_deals_are_named() {
    let mut desk = Desk::new();
    let person =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    let deal = desk.deal("prospect", None);
    let refusal = desk.run(delete(Table::Customer, ACME)).unwrap_err();
    assert_eq!((refusal.code, refusal.rows), ("in_use", vec![(Table::Deal, deal)]));
    desk.ok(delete(Table::Deal, deal));
    assert_eq!(desk.data.live(Table::StageChange).count(), 0, "its history goes along");
    desk.ok(delete(Table::Customer, ACME));
    assert!(desk.data.get(Table::Contact, person).is_none(), "contacts go along");
    assert_eq!(desk.refused(delete(Table::Customer, ACME)), "not_found");
}

#[test]
fn reps_entries_and_products_in_use_stay() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", Some(1));
    let tag = desk.entry_of("tag", "VIP");
    desk.edit(Table::Deal, deal, vec![(Key::element("tags", &tag.to_string()).unwrap(), Some(Value::Bool(true)))])
        .unwrap();
    let reason = entry("lost_reason", "no_answer");
    desk.close(deal, outcome(OutcomeKind::Lost, None)).unwrap();
    for (table, id) in [(Table::Rep, ANN), (Table::ListEntry, tag), (Table::ListEntry, reason)] {
        let refusal = desk.run(delete(table, id)).unwrap_err();
        assert!(refusal.code == "in_use" && refusal.rows.contains(&(Table::Deal, deal)), "{refusal:?}");
    }
    assert_eq!(desk.run(delete(Table::Team, TEAM)).unwrap_err().rows, [(Table::Rep, ANN)]);
    // A tag taken off counts no more.
    desk.edit(Table::Deal, deal, vec![(Key::element("tags", &tag.to_string()).unwrap(), Some(Value::Bool(false)))])
        .unwrap();
    desk.ok(delete(Table::ListEntry, tag));
    desk.ok(Command::Delete { table: Table::Rep, ids: vec![BO] });
}

#[test]
fn open_tasks_go_with_the_last_thing_they_are_about() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", None);
    let both = desk.create(
        Table::Task,
        vec![(task::TITLE, text("Call")), (task::ABOUT, about(&[(Table::Customer, ACME), (Table::Deal, deal)]))],
    );
    let one = desk.create(Table::Task, vec![(task::TITLE, text("Call")), (task::ABOUT, about(&[(Table::Deal, deal)]))]);
    desk.ok(delete(Table::Deal, deal));
    assert!(desk.data.get(Table::Task, one).is_none() && desk.data.get(Table::Task, both).is_some());
    desk.ok(delete(Table::Customer, ACME));
    assert!(desk.data.get(Table::Task, both).is_none(), "now there is nothing left that it is about");
}

#[test]
fn a_task_about_a_deleted_row_can_be_completed() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", None);
    let cells = vec![
        (task::TITLE, text("Call")),
        (task::SORT, Some(Value::Ref(list_entry::CALL))),
        (task::ABOUT, about(&[(Table::Customer, ACME), (Table::Deal, deal)])),
    ];
    let call = desk.create(Table::Task, cells);
    desk.ok(delete(Table::Deal, deal));
    let next = Some(vec![(task::TITLE, text("Visit"))]);
    desk.ok(Command::CompleteTask { task: call, result: " reached ".into(), next });
    let done = desk.data.live(Table::Activity).next().unwrap();
    assert_eq!(
        (done.get(activity::ABOUT), done.link(activity::REP)),
        (about(&[(Table::Customer, ACME)]).as_ref(), Some(ANN))
    );
    assert_eq!(desk.row(Table::Task, call).text(task::RESULT), "reached");
    let visit = desk.data.live(Table::Task).find(|t| t.text(task::TITLE) == "Visit").unwrap();
    assert_eq!(visit.get(task::ABOUT), about(&[(Table::Customer, ACME)]).as_ref());
    let again = Command::CompleteTask { task: call, result: String::new(), next: None };
    assert_eq!(desk.refused(again), "already_done");
    desk.ok(Command::ReopenTask { task: call });
    assert_eq!(desk.row(Table::Task, call).get(task::DONE), None);
}

#[test]
fn nothing_new_refers_to_a_deleted_row() {
    let mut desk = Desk::new();
    desk.ok(delete(Table::Rep, BO));
    let own = |id| vec![(customer::OWNER, Some(Value::Ref(id)))];
    assert_eq!(desk.edit(Table::Customer, ACME, own(BO)).unwrap_err().code, "bad_reference");
    desk.edit(Table::Customer, ACME, own(ANN)).unwrap();
    desk.ok(delete(Table::Customer, ACME));
    assert_eq!(desk.refused(add(stage("prospect"), vec![(deal::NAME, text("D"))])), "bad_reference");
    assert_eq!(desk.edit(Table::Customer, ACME, own(ANN)).unwrap_err().code, "not_found");
}

#[test]
fn settings_and_history_are_not_deleted() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", None);
    let change = loudou::domain::deals::history(&desk.data, deal)[0].id;
    assert_eq!(desk.refused(delete(Table::Settings, loudou::domain::records::settings::ROW)), "not_by_form");
    assert_eq!(desk.refused(delete(Table::StageChange, change)), "not_by_form");
}
