//! Calendar files (.ics, RFC 5545): tasks and yearly dates for the calendar of a phone or of the office.
//!
//! Dates are local and know no zone, as everywhere here, so no calendar shifts them. Who reads the same file again replaces what is there, because
//! every item keeps its UID.

use super::lines::{escaped, line};
use crate::domain::value::Moment;
use chrono::{Datelike, NaiveDateTime};

/// What an item becomes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shape {
    /// A to-do: knows whether it is done, but many calendars do not show them.
    Todo,
    /// An event: shown by every calendar.
    Event,
}

/// One item of a calendar.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The same for ever: made of the record's id, and of the field's name where a record has several dates.
    pub uid: String,
    /// To-do or event.
    pub shape: Shape,
    /// The line that the calendar shows.
    pub title: String,
    /// The day it is due or takes place, with the time where it is known.
    pub at: Moment,
    /// More about it; may be empty.
    pub note: String,
    /// Whether it comes every year; the 29 February of a year without one is the 28th.
    pub yearly: bool,
    /// Whether it is done; an event does not say.
    pub done: bool,
}

/// Writes a calendar. `name`: what the calendar is called where it is subscribed to; `now`: when it is written, in UTC.
pub fn write(name: &str, items: &[Item], now: NaiveDateTime) -> String {
    let mut out = String::new();
    for (name, value) in
        [("BEGIN", "VCALENDAR"), ("VERSION", "2.0"), ("PRODID", "-//Loudou//Loudou//EN"), ("CALSCALE", "GREGORIAN")]
    {
        line(&mut out, name, value);
    }
    line(&mut out, "X-WR-CALNAME", &escaped(name));
    let now = now.format("%Y%m%dT%H%M%SZ").to_string();
    for item in items {
        write_item(&mut out, item, &now);
    }
    line(&mut out, "END", "VCALENDAR");
    out
}

fn write_item(out: &mut String, item: &Item, now: &str) {
    let todo = item.shape == Shape::Todo;
    let component = if todo { "VTODO" } else { "VEVENT" };
    line(out, "BEGIN", component);
    line(out, "UID", &escaped(&item.uid));
    line(out, "DTSTAMP", now);
    line(out, "SUMMARY", &escaped(&item.title));
    let date = item.at.date;
    let day = format!("{:04}{:02}{:02}", date.year(), date.month(), date.day());
    // What repeats begins on a day, a to-do as well.
    let (start, due) = if todo && !item.yearly { ("DUE", "DUE;VALUE=DATE") } else { ("DTSTART", "DTSTART;VALUE=DATE") };
    match item.at.minute {
        Some(minute) => line(out, start, &format!("{day}T{:02}{:02}00", minute / 60, minute % 60)),
        None => line(out, due, &day),
    }
    if item.yearly {
        let leap = (date.month(), date.day()) == (2, 29);
        line(out, "RRULE", if leap { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1" } else { "FREQ=YEARLY" });
    }
    if todo {
        line(out, "STATUS", if item.done { "COMPLETED" } else { "NEEDS-ACTION" });
    } else if item.at.minute.is_none() {
        // A whole day does not make anybody busy.
        line(out, "TRANSP", "TRANSPARENT");
    }
    if !item.note.is_empty() {
        line(out, "DESCRIPTION", &escaped(&item.note));
    }
    line(out, "END", component);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::exchange::lines::tests::unfolded;
    use chrono::NaiveDate;
    use proptest::prelude::*;

    fn item(shape: Shape, title: &str, at: &str) -> Item {
        let at = Moment::parse(at).unwrap();
        Item { uid: "0193-1".into(), shape, title: title.into(), at, note: String::new(), yearly: false, done: false }
    }

    fn written(items: &[Item]) -> Vec<String> {
        let now = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap().and_hms_opt(5, 4, 43).unwrap();
        unfolded(&write("漏斗, 华东", items, now))
    }

    #[test]
    fn a_calendar_as_the_standard_has_it() {
        let call = Item {
            note: "带样品;\n打电话".into(),
            done: true,
            ..item(Shape::Todo, "拜访 Acme, Inc.", "2026-12-01T14:30")
        };
        assert_eq!(
            written(&[call]),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Loudou//Loudou//EN",
                "CALSCALE:GREGORIAN",
                "X-WR-CALNAME:漏斗\\, 华东",
                "BEGIN:VTODO",
                "UID:0193-1",
                "DTSTAMP:20261122T050443Z",
                "SUMMARY:拜访 Acme\\, Inc.",
                "DUE:20261201T143000",
                "STATUS:COMPLETED",
                "DESCRIPTION:带样品\\;\\n打电话",
                "END:VTODO",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn days_and_years() {
        let dates = |item: Item| -> Vec<String> {
            let kept = |l: &String| {
                ["D", "R", "T", "ST"].iter().any(|start| l.starts_with(start)) && !l.starts_with("DTSTAMP")
            };
            written(&[item]).into_iter().filter(kept).collect()
        };
        assert_eq!(dates(item(Shape::Todo, "t", "2026-12-01")), ["DUE;VALUE=DATE:20261201", "STATUS:NEEDS-ACTION"]);
        assert_eq!(dates(item(Shape::Event, "e", "2026-12-01T09:05")), ["DTSTART:20261201T090500"]);
        let birthday = |at| Item { yearly: true, ..item(Shape::Event, "生日", at) };
        assert_eq!(
            dates(birthday("1985-03-12")),
            ["DTSTART;VALUE=DATE:19850312", "RRULE:FREQ=YEARLY", "TRANSP:TRANSPARENT"]
        );
        assert_eq!(dates(birthday("1984-02-29"))[1], "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1");
    }

    proptest! {
        #[test]
        fn no_text_breaks_out_of_its_line(title: String, note: String, uid: String) {
            let mut it = item(Shape::Event, &title, "2026-12-01");
            (it.note, it.uid) = (note, uid);
            let lines = written(&[it]);
            prop_assert_eq!(lines.iter().filter(|l| l.starts_with("BEGIN:") || l.starts_with("END:")).count(), 4);
            prop_assert!(lines.iter().all(|l| !l.chars().any(|c| c.is_control() && c != '\t')));
        }
    }
}
