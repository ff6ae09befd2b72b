//! Calendars of holidays and worked weekends (调休) from elsewhere: the small JSON file that FORMAT.md describes, and calendar files
//! (.ics, RFC 5545) as offices, telephones and the package behind `public/holidays.json` publish them.
//!
//! Days are read, nothing is changed by it. In a calendar file an event that says 班, "workday" or `ALTERNATE-WORKDAY` is a worked day, one that
//! says 休 or `WORK-HOLIDAY` a holiday. Where events say so, the others (festivals on which people work) are left out; where none does,
//! every whole-day event is a holiday.

use crate::domain::value::Moment;
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;

/// Days that differ from the usual week: true is a worked one.
pub type Exceptions = BTreeMap<NaiveDate, bool>;

/// The most bytes of a file; the one that comes with the app has 20 kB for 23 years.
const BYTES: usize = 1 << 20;
/// The most days.
const DAYS: usize = 4_000;
/// The most days of one event: longer is no holiday.
const EVENT: usize = 62;

/// What is wrong with a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wrong {
    /// It is no calendar, or a newer one.
    Unknown,
    /// A day is not written as one, or says neither `off` nor `on`.
    Day,
    /// It names no day.
    Empty,
    /// It is larger than any calendar.
    Large,
}

/// The days of a file.
///
/// # Errors
/// What is wrong with it.
pub fn read(bytes: &[u8]) -> Result<Exceptions, Wrong> {
    if bytes.len() > BYTES {
        return Err(Wrong::Large);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Wrong::Unknown)?;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let days = if text.starts_with("BEGIN:VCALENDAR") { calendar(text)? } else { json(text)? };
    match days.len() {
        0 => Err(Wrong::Empty),
        n if n > DAYS => Err(Wrong::Large),
        _ => Ok(days),
    }
}

fn json(text: &str) -> Result<Exceptions, Wrong> {
    let file: Value = serde_json::from_str(text).map_err(|_| Wrong::Unknown)?;
    let says = |key: &str| file.get(key).and_then(Value::as_str);
    if says("format") != Some("loudou-calendar") || file.get("version").and_then(Value::as_u64) != Some(1) {
        return Err(Wrong::Unknown);
    }
    let days = file.get("days").and_then(Value::as_object).ok_or(Wrong::Unknown)?;
    days.iter()
        .map(|(day, what)| {
            let day = Moment::parse(day).filter(|m| m.minute.is_none()).ok_or(Wrong::Day)?;
            match what.as_str() {
                Some("off") => Ok((day.date, false)),
                Some("on") => Ok((day.date, true)),
                _ => Err(Wrong::Day),
            }
        })
        .collect()
}

/// What an event says of its days.
#[derive(Clone, Copy, PartialEq)]
enum Says {
    Nothing,
    Works(bool),
}

fn calendar(text: &str) -> Result<Exceptions, Wrong> {
    let (mut marked, mut plain) = (Exceptions::new(), Exceptions::new());
    let mut event: Option<(Option<NaiveDate>, Option<NaiveDate>, Says)> = None;
    for line in unfolded(text) {
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        let name = name.split(';').next().unwrap_or_default().to_ascii_uppercase();
        match (name.as_str(), value, &mut event) {
            ("BEGIN", "VEVENT", _) => event = Some((None, None, Says::Nothing)),
            ("END", "VEVENT", _) => {
                let Some((Some(first), end, says)) = event.take() else { continue };
                let last = end.and_then(|end| end.pred_opt()).map_or(first, |last| last.max(first));
                let days = first.iter_days().take_while(|day| *day <= last).take(EVENT);
                match says {
                    Says::Works(works) => marked.extend(days.map(|day| (day, works))),
                    Says::Nothing => plain.extend(days.map(|day| (day, false))),
                }
                if marked.len().max(plain.len()) > DAYS {
                    return Err(Wrong::Large);
                }
            }
            // The first of these that says something counts.
            ("SUMMARY" | "X-APPLE-SPECIAL-DAY", value, Some((_, _, says))) if *says == Says::Nothing => {
                *says = said(value);
            }
            ("DTSTART", value, Some((first, ..))) => *first = date(value),
            ("DTEND", value, Some((_, end, _))) => *end = date(value),
            _ => {}
        }
    }
    Ok(if marked.is_empty() { plain } else { marked })
}

fn said(text: &str) -> Says {
    let lower = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    // The characters 班 (at work) and 休 (resting), as calendars for China write them.
    if has(&["\u{73ed}", "workday", "working day"]) {
        Says::Works(true)
    } else if has(&["\u{4f11}", "work-holiday", "day off"]) {
        Says::Works(false)
    } else {
        Says::Nothing
    }
}

/// `20261001` or `20261001T000000`.
fn date(value: &str) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(value.get(..8)?, "%Y%m%d").ok()
}

/// The content lines: what begins with a space goes on with the line before.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some(last)) => last.push_str(rest),
            _ => lines.push(line.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        Moment::parse(text).unwrap().date
    }

    fn ics(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    }

    fn event(from: &str, to: &str, summary: &str) -> String {
        let end = if to.is_empty() { String::new() } else { format!("DTEND;VALUE=DATE:{to}\r\n") };
        format!("BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:{from}\r\n{end}SUMMARY:{summary}\r\nEND:VEVENT\r\n")
    }

    #[test]
    fn a_small_file_names_days() {
        let text = r#"{"format": "loudou-calendar", "version": 1, "days": {"2027-01-01": "off", "2027-01-03": "on"}}"#;
        assert_eq!(
            read(text.as_bytes()),
            Ok(Exceptions::from([(day("2027-01-01"), false), (day("2027-01-03"), true)]))
        );
        for (bad, code) in [
            (text.replace("2027-01-03", "2027-02-29"), Wrong::Day),
            (text.replace("2027-01-03", "2027-01-03T10:00"), Wrong::Day),
            (text.replace("\"on\"", "true"), Wrong::Day),
            (text.replace(": 1", ": 2"), Wrong::Unknown),
            (text.replace("loudou-calendar", "loudou-workspace"), Wrong::Unknown),
            (text.replace("\"days\": {", "\"days\": [{").replace("}}", "}]}"), Wrong::Unknown),
            (r#"{"format": "loudou-calendar", "version": 1, "days": {}}"#.into(), Wrong::Empty),
            (String::new(), Wrong::Unknown),
        ] {
            assert_eq!(read(bad.as_bytes()), Err(code), "{bad}");
        }
        assert_eq!(read(&vec![b' '; BYTES + 1]), Err(Wrong::Large));
    }

    #[test]
    fn an_office_calendar_tells_holidays_from_worked_weekends() {
        // Worded as chinese-days and Apple's calendar write them; the end of an event is the day after it. The last is worked as usual.
        let text = ics(&[
            event("20261001", "20261008", "\u{56fd}\u{5e86}\u{8282}(\u{4f11})"),
            event("20261010", "", "\u{56fd}\u{5e86}\u{8282}\u{ff08}\u{73ed}\u{ff09}"),
            event("20261018", "20261019", "\u{91cd}\u{9633}\u{8282}"),
        ]
        .concat());
        let days = read(text.as_bytes()).unwrap();
        assert_eq!(days.values().filter(|works| !**works).count(), 7);
        assert_eq!(days.get(&day("2026-10-07")), Some(&false));
        assert_eq!(days.get(&day("2026-10-10")), Some(&true));
        assert_eq!(days.get(&day("2026-10-18")), None);
    }

    #[test]
    fn without_such_words_every_event_is_a_holiday_also_where_lines_are_folded() {
        let text = ics(&event("2026122\r\n 5", "20261227", "Christmas").replace(":2026122", ";X=1:2026122"));
        let days = read(text.as_bytes()).unwrap();
        assert_eq!(days.keys().copied().collect::<Vec<_>>(), [day("2026-12-25"), day("2026-12-26")]);
    }

    proptest! {
        #[test]
        fn any_text_is_answered(text in "(BEGIN:VCALENDAR\n)?(BEGIN:VEVENT\n|END:VEVENT\n|DTSTART:[0-9T\u{4e00}]{0,12}\n|DTEND:[0-9]{0,9}\n|SUMMARY:.{0,9}\n| .\n){0,30}") {
            if let Ok(days) = read(text.as_bytes()) {
                prop_assert!(!days.is_empty() && days.len() <= DAYS);
            }
        }
    }
}
