//! Random work: undoing all of it leads back, any mix of tabs comes to the same data, and every reload shows it.

use crate::desk::*;
use crate::tab::*;
use loudou::domain::audit::{audit, repairable};
use loudou::domain::command::{Cells, Command, Conversion, CustomerChoice, Position};
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{contact, customer, deal, lead, list_entry, task, Table};
use loudou::domain::value::{About, OutcomeKind, Value};
use proptest::prelude::*;

/// What to do and to which rows, by number.
type Step = (u8, u8, u8);

fn command(tab: &Tab, (what, which, how): Step) -> Command {
    let session = tab.session();
    let pick = |table| {
        let ids: Vec<Id> = session.data.live(table).map(|r| r.id).collect();
        ids.get(usize::from(which) % ids.len().max(1)).copied().unwrap_or(ACME)
    };
    let keys = ["prospect", "contact", "proposal", "negotiation", "won", "after", "lead"];
    let to = stage(keys[usize::from(how) % keys.len()]);
    let named = |key| -> Cells { vec![(key, text(&format!("{what}-{how}")))] };
    let priced = || [named(deal::NAME), vec![(deal::AMOUNT, yuan(i64::from(how)))]].concat();
    let about = |table| Some(Value::Abouts(Box::new([About { table, id: pick(table) }])));
    let deals = pick(Table::Deal);
    let kinds = [OutcomeKind::Won, OutcomeKind::Lost, OutcomeKind::Invalid];
    match what % 22 {
        0 => Command::Create { table: Table::Customer, id: None, cells: named(customer::NAME) },
        1 => Command::Create { table: Table::Lead, id: None, cells: named(lead::NAME) },
        2 | 3 => add(to, priced()),
        4 | 5 => Command::MoveDeal { deal: deals, stage: to, position: Position::Bottom, with: vec![] },
        6 => {
            let with = vec![(deal::AMOUNT, yuan(7))];
            Command::CloseDeal {
                deal: deals,
                outcome: outcome(kinds[usize::from(how) % 3], Some(1 + u32::from(how) % 28)),
                with,
            }
        }
        7 => Command::ReopenDeal { deal: deals },
        8 => {
            let cells = vec![
                (customer::NOTE, (how % 3 > 0).then(|| Value::text(how.to_string()))),
                (customer::OWNER, Some(Value::Ref(BO))),
            ];
            Command::Edit { table: Table::Customer, ids: vec![pick(Table::Customer)], cells }
        }
        9 => {
            let tag = Key::element("tags", &pick(Table::ListEntry).to_string()).unwrap();
            Command::Edit { table: Table::Deal, ids: vec![deals], cells: vec![(tag, Some(Value::Bool(how % 2 > 0)))] }
        }
        10 => delete(
            [Table::Customer, Table::Deal, Table::Lead, Table::ListEntry][usize::from(how) % 4],
            match how % 4 {
                0 => pick(Table::Customer),
                1 => deals,
                2 => pick(Table::Lead),
                _ => pick(Table::ListEntry),
            },
        ),
        11 => {
            let into = Conversion {
                customer: CustomerChoice::Named(format!("c{}", how % 4)),
                contact: Some("Li".into()),
                deal: None,
                stage: None,
                cells: named(deal::NAME),
            };
            Command::ConvertLead { lead: pick(Table::Lead), into }
        }
        12 => {
            let cells = vec![
                (task::TITLE, text("T")),
                (task::SORT, Some(Value::Ref(list_entry::CALL))),
                (task::ABOUT, about(Table::Deal)),
            ];
            Command::Create { table: Table::Task, id: None, cells }
        }
        13 => Command::CompleteTask {
            task: pick(Table::Task),
            result: "r".into(),
            next: (how % 2 > 0).then(|| vec![(task::TITLE, text("N"))]),
        },
        14 => Command::RemoveStage { stage: to, move_to: Some(stage("prospect")) },
        15 => Command::Reorder { table: Table::Stage, id: to, after: (how % 2 > 0).then(|| stage("prospect")) },
        16 => Command::Create {
            table: Table::ListEntry,
            id: None,
            cells: vec![(list_entry::LIST, text("tag")), (list_entry::ZH, text("t"))],
        },
        17 => Command::Create {
            table: Table::Contact,
            id: None,
            cells: vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(pick(Table::Customer))))],
        },
        19 => {
            let table = [Table::Customer, Table::Lead, Table::Contact, Table::Rep][usize::from(how) % 4];
            let goes = session.data.live(table).nth(usize::from(how) % 5).map_or(BO, |row| row.id);
            Command::Merge { table, stays: pick(table), goes, take: vec![] }
        }
        20 => Command::Repair { findings: repairable(&audit(&session.data, DAY)) },
        18 => Command::MarkLead { leads: vec![pick(Table::Lead)], invalid: how % 2 > 0 },
        _ => Command::MoveDeal {
            deal: deals,
            stage: to,
            position: Position::After(pick(Table::Deal)),
            with: vec![(deal::AMOUNT, yuan(3))],
        },
    }
}

/// Does a step; what is refused must leave everything as it was.
fn step(tab: &mut Tab, step: Step) {
    let command = command(tab, step);
    let before = tab.rows();
    if tab.try_run(command).is_err() {
        assert_eq!(tab.rows(), before);
    }
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any::<Step>(), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_leads_back_and_redoing_forth(work in steps(60)) {
        let disk = disk();
        let mut tab = Tab::open(&disk, 1);
        let start = shown(&tab.session().data);
        work.iter().for_each(|s| step(&mut tab, *s));
        let end = shown(&tab.session().data);
        tab.save();
        // In a new tab, from the journal.
        let mut tab = Tab::open(&disk, 2);
        prop_assert_eq!(shown(&tab.session().data), end.clone());
        while let Some(done) = tab.undo() {
            prop_assert!(done.kept.is_empty(), "{:?}", done);
        }
        prop_assert_eq!(shown(&tab.session().data), start.clone());
        tab.save();
        while tab.redo().is_some() {}
        prop_assert_eq!(shown(&tab.session().data), end);
        tab.save();
        prop_assert!(tab.fold().unwrap() || work.is_empty());
        prop_assert_eq!(Tab::open(&disk, 3).rows(), tab.rows());
    }

    #[test]
    fn any_mix_of_three_tabs_comes_to_the_same_data(work in prop::collection::vec((0usize..3, 0u8..10, any::<Step>()), 1..70)) {
        let disk = disk();
        let mut tabs: Vec<Tab> = (1..=3).map(|load| Tab::open(&disk, load)).collect();
        for (who, act, what) in work {
            let tab = &mut tabs[who];
            match act {
                0 => { tab.undo(); }
                1 => { tab.redo(); }
                2 => tab.save(),
                3 => { tab.save_one().unwrap(); }
                4 => tab.look(),
                5 => { tab.fold().unwrap(); }
                _ => step(tab, what),
            }
        }
        tabs.iter_mut().for_each(Tab::save);
        tabs.iter_mut().for_each(Tab::look);
        let truth = Tab::open(&disk, 9);
        for tab in &tabs {
            prop_assert_eq!(tab.rows(), truth.rows());
            prop_assert_eq!(tab.session().can_undo().map(|u| u.0.to_string()), truth.session().can_undo().map(|u| u.0.to_string()));
        }
    }
}
