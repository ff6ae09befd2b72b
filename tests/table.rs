//! Tables from other programs, mapped and planned without a hand on the mapping.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "table/amounts.rs"]
mod amounts;
#[path = "table/any.rs"]
mod any;
#[path = "table/dates.rs"]
mod dates;
#[path = "table/exports.rs"]
mod exports;
#[path = "table/planning.rs"]
mod planning;

use loudou::domain::command::{rules, Context};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::SeededIds;
use loudou::domain::money::Currency;
use loudou::domain::records::Table;
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::exchange::table::columns::{guess, Choice, Guess, Label, Words, TABLES};
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::plan::{plan, Options, Plan};
use loudou::exchange::table::{delimited, Cell, Sheet};
use loudou::sample::starter::starter;
use loudou::text::words::{choices::CHOICES, fields::FIELDS, tables::table_name};

/// A new workspace.
fn workspace() -> Dataset {
    let mut data = Dataset::default();
    starter("Test", Currency::CNY).into_iter().for_each(|(table, row)| data.insert(table, row));
    data
}

/// The words of the screens.
fn words() -> Words {
    let mut words = Words::default();
    let label =
        |table, field: &str, zh: &str, en: &str| Label { table, field: field.into(), zh: zh.into(), en: en.into() };
    for table in TABLES {
        let name = table_name(table.key()).unwrap().one;
        words.labels.push(label(table, "", name.zh, name.en));
        for own in [table.key(), ""] {
            for (_, field, text) in FIELDS.iter().filter(|(of, ..)| *of == own) {
                if words.labels.iter().all(|l| (l.table, l.field.as_str()) != (table, *field)) {
                    words.labels.push(label(table, field, text.zh, text.en));
                }
            }
        }
    }
    for (table, field, code, text) in CHOICES {
        let Some(table) = Table::parse(table) else { continue };
        let (field, code) = (field.to_string(), code.to_string());
        words.choices.push(Choice { table, field, code, zh: text.zh.into(), en: text.en.into() });
    }
    words
}

/// Rows of a text with commas.
fn sheet(text: &str) -> Sheet {
    delimited::read(text, Some(delimited::Delimiter::Comma), &Limits::default()).unwrap().0
}

fn fixture(name: &str) -> Sheet {
    let path = format!("{}/tests/fixtures/table/{name}", env!("CARGO_MANIFEST_DIR"));
    sheet(&std::fs::read_to_string(path).unwrap())
}

/// A new source of ids each time: one import after another.
fn context(ids: &mut SeededIds) -> Context<'_> {
    Context { today: "2026-11-22".parse().unwrap(), minute: 600, now_ms: 1_795_000_000_000, actor: None, ids }
}

fn guessed(data: &Dataset, sheet: &Sheet) -> Guess {
    guess(sheet, true, &words(), data, None, None)
}

fn options(guess: &Guess, data: &Dataset) -> Options {
    Options::new(&guess.mapping, data)
}

/// Plans a sheet with a header, and applies it. What a plan does must keep the rules of commands.
fn import_with(data: &mut Dataset, sheet: &Sheet, guess: &Guess, options: Options, run: u64) -> Plan {
    let mut ids = SeededIds::new(run);
    let plan = plan(data, &sheet.rows[1..], &guess.mapping, options, &words(), context(&mut ids));
    assert_eq!(rules::check(data, &plan.patch), Ok(()));
    plan.patch.apply(data, Stamp::new(1_795_000_000_000 + run, 0, 7));
    plan
}

fn import(data: &mut Dataset, name: &str, run: u64) -> (Guess, Plan) {
    let sheet = fixture(name);
    let guess = guessed(data, &sheet);
    let options = options(&guess, data);
    let plan = import_with(data, &sheet, &guess, options, run);
    (guess, plan)
}

fn named(data: &Dataset, table: Table, name: &str) -> Row {
    let key = table.record().natural.unwrap();
    let mut found = data.live(table).filter(|row| row.text(key) == name);
    let first = found.next().unwrap_or_else(|| panic!("no {name}")).clone();
    assert!(found.next().is_none(), "several {name}");
    first
}
