//! Deleted rows that others need: kept, counted, marked, restored. They come from merges and imports, since no command leaves one.

use crate::desk::*;
use loudou::domain::command::{Command, Position};
use loudou::domain::dataset::Dataset;
use loudou::domain::deals::state;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{
    activity, contact, customer, deal, deal_line, list_entry, product, stage_change, Table, DELETED,
};
use loudou::domain::references::{named, needs};
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use proptest::prelude::*;
use std::collections::HashSet;

/// Deletes a row and nothing else, as a merge brings it.
fn tombstone(data: &mut Dataset, table: Table, id: Id) {
    data.update(table, id, None, |row| {
        row.put(DELETED, Some(Value::Bool(true)), Some(Stamp::new(1_900_000_000_000, 0, 9)))
    });
}

fn kept(data: &Dataset) -> Vec<(Table, Id)> {
    let of = |table: &Table| data.live(*table).filter(|row| row.is_kept()).map(|row| (*table, row.id)).collect();
    let mut rows: Vec<(Table, Id)> = Table::ALL.iter().flat_map(|table| -> Vec<(Table, Id)> { of(table) }).collect();
    rows.sort();
    rows
}

/// The same said the slow way: from the rows as they are, over and over until nothing more is kept.
fn kept_slowly(data: &Dataset) -> Vec<(Table, Id)> {
    let deleted = |table: Table, id: Id| data.rows(table).get(id).is_some_and(|row| !row.is_there());
    let mut kept: HashSet<(Table, Id)> = HashSet::new();
    loop {
        let before = kept.len();
        for table in Table::ALL {
            for row in data
                .rows(*table)
                .all()
                .iter()
                .filter(|r| r.is_there() || kept.contains(&(*table, r.id)))
                .cloned()
                .collect::<Vec<_>>()
            {
                for (key, value) in row.cells() {
                    named(*table, key, value, &mut |target, id| {
                        if needs(*table, key, target) && deleted(target, id) {
                            kept.insert((target, id));
                        }
                    });
                }
                let now = state(data, &row);
                if let (Table::Deal, Some(id), "open" | "won") = (*table, now.stage, now.status.code()) {
                    if deleted(Table::Stage, id) {
                        kept.insert((Table::Stage, id));
                    }
                }
            }
        }
        if kept.len() == before {
            let mut kept: Vec<_> = kept.into_iter().collect();
            kept.sort();
            return kept;
        }
    }
}

#[test]
fn a_deleted_customer_with_a_deal_is_kept_and_counts() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", None);
    assert_eq!(kept(&desk.data), []);
    tombstone(&mut desk.data, Table::Customer, ACME);
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME)]);
    assert_eq!((desk.data.rows(Table::Customer).live_count(), desk.data.live(Table::Customer).count()), (1, 1));
    assert_eq!(desk.data.needing(Table::Customer, ACME), [(Table::Deal, deal)]);
    // What is on disk and in files is a deleted row.
    assert!(desk.row(Table::Customer, ACME).flag(DELETED));
    // It can be chosen, edits bring it back, and with the last deal it goes.
    assert_eq!(desk.run(delete(Table::Customer, ACME)).unwrap_err().rows, [(Table::Deal, deal)]);
    let second = desk.deal("prospect", None);
    desk.ok(delete(Table::Deal, deal));
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME)]);
    desk.ok(delete(Table::Deal, second));
    assert_eq!((kept(&desk.data), desk.data.rows(Table::Customer).live_count()), (vec![], 0));
}

#[test]
fn a_kept_customer_is_deleted_with_the_contact_that_kept_it() {
    let mut desk = Desk::new();
    let li =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    tombstone(&mut desk.data, Table::Customer, ACME);
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME)]);
    desk.ok(delete(Table::Customer, ACME));
    assert!(desk.data.get(Table::Contact, li).is_none() && desk.data.get(Table::Customer, ACME).is_none());
}

#[test]
fn restoring_brings_back_what_was_deleted_in_the_same_moment() {
    let mut desk = Desk::new();
    let mut person = |name: &str| {
        desk.create(Table::Contact, vec![(contact::NAME, text(name)), (contact::CUSTOMER, Some(Value::Ref(ACME)))])
    };
    let (before, along) = (person("Li"), person("Wu"));
    desk.ok(delete(Table::Contact, before));
    desk.ok(delete(Table::Customer, ACME));
    assert_eq!(desk.refused(Command::Restore { table: Table::Customer, id: ACME }), "not_found", "undo is for that");
    // Somebody else's deal arrives.
    let other = desk.ids_of_a_deal_for(ACME);
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME)]);
    let plan = desk.ok(Command::Restore { table: Table::Customer, id: ACME });
    assert_eq!(plan.code, "customer.restore");
    assert!(desk.row(Table::Customer, ACME).is_there() && desk.row(Table::Contact, along).is_there());
    assert!(desk.data.get(Table::Contact, before).is_none(), "it was deleted on its own");
    assert!(desk.data.get(Table::Deal, other).is_some() && kept(&desk.data).is_empty());
}

#[test]
fn editing_a_kept_row_brings_it_back() {
    let mut desk = Desk::new();
    desk.deal("prospect", None);
    tombstone(&mut desk.data, Table::Customer, ACME);
    desk.edit(Table::Customer, ACME, vec![(customer::NOTE, text("n"))]).unwrap();
    assert!(desk.row(Table::Customer, ACME).is_there());
}

#[test]
fn a_deal_moved_elsewhere_while_it_was_deleted_here_is_kept_with_all_it_needs() {
    let mut desk = Desk::new();
    let deal = desk.deal("prospect", Some(5));
    desk.ok(delete(Table::Deal, deal));
    desk.ok(delete(Table::Customer, ACME));
    let cells = [
        (stage_change::DEAL, Value::Ref(deal)),
        (stage_change::TO, Value::Ref(stage("proposal"))),
        (stage_change::STATE, Value::text("open")),
    ];
    desk.data.update(Table::StageChange, Id::fixed(95, 1), Some(Stamp::new(5, 0, 5)), |row| {
        cells.into_iter().for_each(|(key, value)| row.put(key, Some(value), None));
    });
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME), (Table::Deal, deal)]);
    assert_eq!(desk.state(deal).stage, Some(stage("proposal")));
    tombstone(&mut desk.data, Table::Stage, stage("proposal"));
    assert_eq!(kept(&desk.data)[0], (Table::Stage, stage("proposal")), "the board still has its column");
    desk.shift(deal, "negotiation", vec![]).unwrap();
    assert_eq!(kept(&desk.data), [(Table::Customer, ACME)], "it was moved, so it lives; the stage is empty");
    assert!(desk.row(Table::Deal, deal).is_there());
}

#[test]
fn history_and_optional_fields_keep_nothing() {
    let mut desk = Desk::new();
    let li =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    let deal = desk.deal("prospect", None);
    desk.edit(Table::Deal, deal, vec![(deal::CONTACT, Some(Value::Ref(li)))]).unwrap();
    desk.shift(deal, "proposal", vec![]).unwrap();
    desk.ok(Command::RemoveStage { stage: stage("prospect"), move_to: None });
    desk.ok(delete(Table::Contact, li));
    assert_eq!(kept(&desk.data), []);
}

#[test]
fn a_kept_row_counts_as_a_twin_and_can_be_referred_to() {
    let mut desk = Desk::new();
    let tag = desk.entry_of("tag", "VIP");
    let key = Key::element("tags", &tag.to_string()).unwrap();
    let deal = desk.deal("prospect", None);
    desk.edit(Table::Deal, deal, vec![(key, Some(Value::Bool(true)))]).unwrap();
    tombstone(&mut desk.data, Table::ListEntry, tag);
    tombstone(&mut desk.data, Table::Rep, BO);
    assert_eq!(kept(&desk.data), [(Table::ListEntry, tag)], "nobody names Bo");
    let other = desk.deal("prospect", None);
    desk.edit(Table::Deal, other, vec![(key, Some(Value::Bool(true)))]).unwrap();
    assert!(!desk.row(Table::ListEntry, tag).is_there(), "to name it is not to edit it");
    for id in [deal, other] {
        desk.edit(Table::Deal, id, vec![(key, Some(Value::Bool(false)))]).unwrap();
    }
    assert_eq!(kept(&desk.data), []);
}

impl Desk {
    /// A deal that somebody else made for a customer who is deleted here.
    fn ids_of_a_deal_for(&mut self, buyer: Id) -> Id {
        let id = Id::fixed(95, 7);
        let pipeline = loudou::domain::deals::pipelines(&self.data)[0].id;
        let cells = [
            (deal::NAME, Value::text("Theirs")),
            (deal::CUSTOMER, Value::Ref(buyer)),
            (deal::PIPELINE, Value::Ref(pipeline)),
        ];
        self.data.update(Table::Deal, id, Some(Stamp::new(5, 0, 5)), |row| {
            cells.into_iter().for_each(|(key, value)| row.put(key, Some(value), None));
        });
        id
    }
}

/// A small workspace in which most things name each other.
fn tangle() -> (Desk, Vec<(Table, Id)>) {
    let mut desk = Desk::new();
    let plan = desk.create(Table::Product, vec![(product::NAME, text("Plan"))]);
    for at in ["prospect", "proposal", "won"] {
        let deal = desk.deal(at, Some(3));
        let cells = vec![
            (deal_line::DEAL, Some(Value::Ref(deal))),
            (deal_line::PRODUCT, Some(Value::Ref(plan))),
            (deal_line::QUANTITY, Some(Value::Decimal(1_000_000))),
        ];
        desk.create(Table::DealLine, cells);
        desk.shift(deal, "negotiation", vec![]).unwrap();
    }
    desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    desk.create(Table::Activity, vec![(activity::SORT, Some(Value::Ref(list_entry::CALL)))]);
    let tables = [Table::ListEntry, Table::Team, Table::Rep, Table::Product, Table::Pipeline, Table::Stage];
    let more = [Table::Customer, Table::Contact, Table::Deal, Table::DealLine, Table::StageChange, Table::Activity];
    let in_use = |(table, id): &(Table, Id)| *table != Table::ListEntry || *id == list_entry::CALL;
    let all = tables.iter().chain(&more).flat_map(|t| desk.data.rows(*t).all().iter().map(|row| (*t, row.id)));
    let rows = all.filter(in_use).collect();
    (desk, rows)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// However rows are deleted, restored and changed, what is kept is what follows from the rows; and without a deletion it is nothing.
    #[test]
    fn what_is_kept_follows_from_the_rows(steps in prop::collection::vec((any::<u16>(), 0_u8..5), 0..60)) {
        let (mut desk, rows) = tangle();
        prop_assert_eq!(kept(&desk.data), vec![]);
        for (which, how) in steps {
            let (table, id) = rows[usize::from(which) % rows.len()];
            match how {
                0 | 1 => tombstone(&mut desk.data, table, id),
                2 => drop(desk.data.update(table, id, None, |row| row.put(DELETED, None, Some(Stamp::new(10, 0, 9))))),
                3 => {
                    let stages = ["prospect", "proposal", "negotiation", "won"];
                    let deals: Vec<Id> = desk.data.rows(Table::Deal).all().iter().map(|row| row.id).collect();
                    let deal = deals[usize::from(which) % deals.len()];
                    let to = stage(stages[usize::from(which / 7) % stages.len()]);
                    let _ = desk.run(Command::MoveDeal { deal, stage: to, position: Position::Bottom, with: vec![] });
                }
                _ => drop(desk.run(delete(table, id))),
            }
            prop_assert_eq!(kept(&desk.data), kept_slowly(&desk.data));
            for table in Table::ALL {
                let rows = desk.data.rows(*table);
                prop_assert_eq!(rows.live_count(), rows.live().count());
            }
        }
        // Loaded anew, in any order, the same rows are kept.
        let mut again = Dataset::default();
        for table in Table::ALL.iter().rev() {
            desk.data.rows(*table).all().iter().for_each(|row| again.insert(*table, row.clone()));
        }
        prop_assert_eq!(kept(&again), kept(&desk.data));
    }

    /// No command leaves a deleted row that is needed: what is deleted by the rules is gone.
    #[test]
    fn commands_keep_nothing(steps in prop::collection::vec(any::<u16>(), 0..40)) {
        let (mut desk, rows) = tangle();
        for which in steps {
            let (table, id) = rows[usize::from(which) % rows.len()];
            let _ = desk.run(delete(table, id));
            prop_assert_eq!(kept(&desk.data), vec![]);
        }
    }

    /// Taking a change back takes back what it kept.
    #[test]
    fn a_rollback_leaves_what_was_kept(which in any::<u16>(), other in any::<u16>()) {
        let (mut desk, rows) = tangle();
        let (table, id) = rows[usize::from(which) % rows.len()];
        tombstone(&mut desk.data, table, id);
        let before = kept(&desk.data);
        let (table, id) = rows[usize::from(other) % rows.len()];
        for command in [delete(table, id), add(stage("prospect"), vec![(deal::NAME, text("D"))])] {
            if let Ok(plan) = desk.plan(&command) {
                plan.patch.apply(&mut desk.data, Stamp::new(11, 0, 1)).undo(&mut desk.data);
            }
            prop_assert_eq!(kept(&desk.data), before.clone());
            prop_assert_eq!(kept(&desk.data), kept_slowly(&desk.data));
        }
    }
}
