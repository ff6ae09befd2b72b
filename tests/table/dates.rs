//! What dates of tables are read as.

use chrono::{Datelike, NaiveDate};
use loudou::exchange::table::dates::{read, survey, DateColumn, DateOrder};
use loudou::exchange::table::decide::Decided;
use loudou::exchange::table::Cell;
use proptest::prelude::*;

fn text(t: &str) -> Cell {
    Cell::Text(t.into())
}

fn reads(t: &str, order: Option<DateOrder>) -> Result<String, &'static str> {
    read(&text(t), order).map(|m| m.to_string())
}

fn column(cells: &[&str]) -> DateColumn {
    let cells: Vec<Cell> = cells.iter().map(|c| if c.is_empty() { Cell::Empty } else { text(c) }).collect();
    survey(cells.iter())
}

#[test]
fn dates_that_say_their_order_themselves() {
    for t in [
        "2026-01-31",
        "2026/1/31",
        "2026.1.31",
        "2026.1.31.",
        "20260131",
        "2026年1月31日",
        "2026年1月31号",
        "２０２６年１月３１日",
        "2026 年 1 月 31 日",
        "1月31日2026",
        "1月31日, 2026年",
        "31 Jan 2026",
        "31-Jan-2026",
        "31-Jan-26",
        "31st of January 2026",
        "Jan 31, 2026",
        "January 31 2026",
        "Sat, 31 Jan 2026",
        "2026-Jan-31",
        "2026年1月31日 星期六",
    ] {
        assert_eq!(reads(t, None).as_deref(), Ok("2026-01-31"), "{t}");
        // An order does not change what is clear.
        assert_eq!(reads(t, Some(DateOrder::Mdy)).as_deref(), Ok("2026-01-31"), "{t}");
    }
}

#[test]
fn times_and_zones() {
    for (t, moment) in [
        ("2026-01-31 14:05", "2026-01-31T14:05"),
        ("2026-01-31 14:05:09", "2026-01-31T14:05"),
        ("2026-01-31T14:05:09Z", "2026-01-31T14:05"),
        ("2026-01-31T14:05:09.123+08:00", "2026-01-31T14:05"),
        ("2026-01-31T23:30:00-0500", "2026-01-31T23:30"),
        ("2026-01-31 2:05 PM", "2026-01-31T14:05"),
        ("Jan 31, 2026 2:05:09 p.m.", "2026-01-31T14:05"),
        ("31 Jan 2026, 12:05 AM", "2026-01-31T00:05"),
        ("2026年1月31日 下午2:05", "2026-01-31T14:05"),
        ("2026年1月31日下午2点05分", "2026-01-31T14:05"),
        ("2026年1月31日14时", "2026-01-31T14:00"),
        ("2026/1/31 上午9:00", "2026-01-31T09:00"),
        ("14:05 2026-01-31", "2026-01-31T14:05"),
        ("2026-01-31 14:05:09 UTC", "2026-01-31T14:05"),
        ("2026-01-31 14:05 GMT+8", "2026-01-31T14:05"),
        ("2026-01-31 00:00:00", "2026-01-31"),
    ] {
        assert_eq!(reads(t, None).as_deref(), Ok(moment), "{t}");
    }
}

#[test]
fn what_is_no_date_is_refused() {
    for t in [
        "tomorrow",
        "2026-01",
        "1月31日",
        "Jan 31",
        "138-0013-8000",
        "1.2",
        "2026-1-31-1",
        "31/01.2026",
        "2:05",
        "2026-01-31 25",
        "2026-01-31 24:00",
        "2026-01-31 pm",
        "Jan Feb 2026",
        "12-2026-31",
        "20261",
        "#REF!",
        "2026年",
        "1月2月3日",
        "-",
        "🗓",
        "99999999999999999999",
    ] {
        assert_eq!(reads(t, Some(DateOrder::Dmy)), Err("not_a_date"), "{t}");
    }
    for t in ["2026-02-30", "20261301", "1899-12-31", "30 Feb 2026", "31/31/2026", "2026-31-01"] {
        assert_eq!(reads(t, Some(DateOrder::Dmy)), Err("no_such_date"), "{t}");
    }
}

#[test]
fn one_cell_settles_the_column() {
    let dmy = column(&["01/02/2026", "", "31-01-2026", "05/06/2026"]);
    assert_eq!((dmy.order, dmy.decided, dmy.dates), (Some(DateOrder::Dmy), Decided::By(2), 3));
    let mdy = column(&["01/02/2026", "1/31/2026 14:05"]);
    assert_eq!((mdy.order, mdy.decided), (Some(DateOrder::Mdy), Decided::By(1)));
    let ymd = column(&["26-01-02", "99-12-31"]);
    assert_eq!((ymd.order, ymd.decided), (Some(DateOrder::Ymd), Decided::By(1)));
    assert_eq!(reads("01/02/2026", Some(DateOrder::Dmy)).unwrap(), "2026-02-01");
    assert_eq!(reads("01/02/2026", Some(DateOrder::Mdy)).unwrap(), "2026-01-02");
    assert_eq!(reads("26-01-02", Some(DateOrder::Ymd)).unwrap(), "2026-01-02");
    assert_eq!(reads("31.12.85", Some(DateOrder::Dmy)).unwrap(), "1985-12-31");
}

#[test]
fn what_stays_open_is_asked_for() {
    let open = column(&["01/02/2026", "03/04/2026"]);
    assert_eq!((open.order, open.decided), (None, Decided::Open));
    assert_eq!(reads("01/02/2026", None), Err("date_open"));
    assert_eq!(column(&["25/12/2026", "12/25/2026"]).decided, Decided::Contradictory);
    assert_eq!(column(&["05/05/2026"]).decided, Decided::NoMatter);
    assert_eq!(reads("05/05/2026", None).unwrap(), "2026-05-05");
    // Two orders are left after the first, and the second leaves both.
    assert_eq!(column(&["13-01-02", "14-03-04"]).decided, Decided::Open);
    let clear = column(&["2026-01-02", "n/a", "2026-01-03"]);
    assert_eq!((clear.decided, clear.dates, clear.strays), (Decided::NoMatter, 2, vec![1]));
}

#[test]
fn numbers_of_spreadsheets() {
    for (number, moment) in [
        (46_053.0, "2026-01-31"),
        (46_053.586_805_555_6, "2026-01-31T14:05"),
        (1.0, "1900-01-01"),
        (59.0, "1900-02-28"),
        (61.0, "1900-03-01"),
        (20_260_131.0, "2026-01-31"),
    ] {
        assert_eq!(read(&Cell::Number(number), None).unwrap().to_string(), moment);
    }
    for number in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e12] {
        assert_eq!(read(&Cell::Number(number), None), Err("not_a_date"), "{number}");
    }
    assert_eq!(read(&Cell::Flag(true), None), Err("not_a_date"));
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(t in "\\PC{0,40}", u in "[0-9/.:年月日 +aApPmMTZ-]{0,30}") {
        for t in [t, u] {
            let cell = text(&t);
            survey([&cell].into_iter());
            for order in DateOrder::ALL.map(Some).into_iter().chain([None]) {
                let _ = read(&cell, order);
            }
        }
    }

    #[test]
    fn a_column_of_many_days_reads_back(days in proptest::collection::vec(0i64..36_000, 40..80), which in 0usize..3) {
        let order = DateOrder::ALL[which];
        let first = NaiveDate::from_ymd_opt(1951, 1, 1).unwrap();
        let days: Vec<NaiveDate> = days.into_iter().map(|d| first + chrono::Duration::days(d)).collect();
        let cells: Vec<Cell> = days.iter().map(|d| {
            let (y, m, d) = (d.year(), d.month(), d.day());
            text(&match order {
                DateOrder::Ymd => format!("{y}-{m}-{d}"),
                DateOrder::Dmy => format!("{d}.{m}.{y}"),
                DateOrder::Mdy => format!("{m}/{d}/{y}"),
            })
        }).collect();
        let found = survey(cells.iter());
        if found.order.is_some() || order == DateOrder::Ymd {
            for (cell, day) in cells.iter().zip(&days) {
                prop_assert_eq!(read(cell, found.order).unwrap().date, *day);
            }
        } else {
            prop_assert!(matches!(found.decided, Decided::Open | Decided::NoMatter));
        }
    }
}
