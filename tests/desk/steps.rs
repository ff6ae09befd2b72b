//! Random work: a command for any three numbers.

use super::*;
use loudou::domain::audit::{audit, repairable};
use loudou::domain::command::{Cells, Command, Conversion, CustomerChoice, Position};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{contact, customer, deal, lead, list_entry, task, Table};
use loudou::domain::value::{About, OutcomeKind, Value};

/// What to do and to which rows, by number.
pub type Step = (u8, u8, u8);

/// The command of a step, over the rows that are there.
pub fn command(data: &Dataset, (what, which, how): Step) -> Command {
    let pick = |table| {
        let ids: Vec<Id> = data.live(table).map(|r| r.id).collect();
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
            let goes = data.live(table).nth(usize::from(how) % 5).map_or(BO, |row| row.id);
            Command::Merge { table, stays: pick(table), goes, take: vec![] }
        }
        20 => Command::Repair { findings: repairable(&audit(data, DAY)) },
        18 => Command::MarkLead { leads: vec![pick(Table::Lead)], invalid: how % 2 > 0 },
        _ => Command::MoveDeal {
            deal: deals,
            stage: to,
            position: Position::After(pick(Table::Deal)),
            with: vec![(deal::AMOUNT, yuan(3))],
        },
    }
}
