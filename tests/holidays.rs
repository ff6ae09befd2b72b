//! Working days with the public holidays that come with the app, and with an office's calendar file, against an independent count
//! (`tests/reference/working_days.py`, from the notices themselves).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDate;
use loudou::analysis::basis::Basis;
use loudou::analysis::calendar::{Calendar, WorkingDays};
use loudou::analysis::goals::progress;
use loudou::analysis::ledger::Ledger;
use loudou::analysis::period::Period;
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{goal, settings, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{Moment, Value};
use loudou::exchange::holidays::{read, Exceptions};
use loudou::sample::calendar;
use std::collections::BTreeMap;

fn text(path: &str) -> String {
    std::fs::read_to_string(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn day(text: &str) -> NaiveDate {
    Moment::parse(text).unwrap().date
}

fn known() -> Exceptions {
    read(text("public/holidays.json").as_bytes()).unwrap()
}

/// A workspace whose settings hold these days, as the screen writes them.
fn workspace(days: &Exceptions) -> Dataset {
    let mut row = Row::new(settings::ROW, Stamp::new(1, 0, 1));
    for (day, works) in days {
        let key = Key::element("calendar", &day.to_string()).unwrap();
        row.put(key, Some(Value::text(if *works { "on" } else { "off" })), None);
    }
    let mut data = Dataset::default();
    data.insert(Table::Settings, row);
    data
}

#[test]
fn working_days_of_each_month_are_those_of_the_notices() {
    let counted: BTreeMap<String, Vec<i64>> = serde_json::from_str(&text("tests/reference/working_days.json")).unwrap();
    assert_eq!(counted.len(), 3);
    let calendar = Calendar::of(&workspace(&known()));
    for (year, months) in counted {
        for (i, days) in months.iter().enumerate() {
            let month = Period::month(day(&format!("{year}-{:02}-15", i + 1)));
            assert_eq!(calendar.count(month), *days, "{year}-{:02}", i + 1);
        }
    }
}

#[test]
fn the_sample_and_the_app_know_the_same_holidays() {
    let known = known();
    for year in [2025, 2026] {
        let of_sample: Exceptions =
            calendar::exceptions(year).into_iter().map(|(day, what)| (day, what == "on")).collect();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap();
        let of_app: Exceptions = known.range(first..=last).map(|(day, works)| (*day, *works)).collect();
        assert_eq!(of_app, of_sample);
    }
}

#[test]
fn the_pace_of_a_goal_leaves_holidays_out_and_counts_worked_weekends() {
    // February 2026: 16 days are worked, two of them Saturdays. By Tuesday the 24th, 2 to 6, 9 to 14: eleven are over; the 24th is the first one left.
    let mut data = workspace(&known());
    let mut row = Row::new(Id::fixed(9, 1), Stamp::new(2, 0, 1));
    for (key, value) in [
        (goal::MEASURE, Value::text("customers_added")),
        (goal::FROM, Value::date(day("2026-02-01"))),
        (goal::TO, Value::date(day("2026-02-28"))),
        (goal::BASE, Value::Decimal(160_000_000)),
    ] {
        row.put(key, Some(value), None);
    }
    data.insert(Table::Goal, row);
    let today = day("2026-02-24");
    let basis = Basis::new(&data, today);
    let (ledger, calendar) = (Ledger::new(&basis), Calendar::of(&data));
    let found = progress(&ledger, &calendar, today, data.get(Table::Goal, Id::fixed(9, 1)).unwrap()).unwrap();
    assert_eq!(found.days, WorkingDays { total: 16, elapsed: 11, left: 5 });
    assert_eq!(found.expected, Some(110_000_000));
    assert_eq!(found.needed_per_day, Some(32_000_000));
}

#[test]
fn the_calendar_that_format_md_shows_is_read() {
    let format = text("FORMAT.md");
    let example = format.split("~~~json\n").nth(1).and_then(|rest| rest.split("~~~").next()).unwrap();
    let days = read(example.as_bytes()).unwrap();
    assert_eq!(days.get(&day("2027-01-01")), Some(&false));
    assert_eq!(days.get(&day("2027-01-03")), Some(&true));
}
