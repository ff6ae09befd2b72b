//! Dates and times of day as text. Dates have no time zone; `today` is always handed in.

use super::number::number;
use crate::text::{
    words::time::{self as words, MONTHS, WEEKDAYS, WEEKDAYS_SHORT},
    Lang, Text,
};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

// How dates are put together. Here the languages name different values on purpose.
const DAY: Text = Text::new("{m}月{d}日", "{d} {mon}");
const DAY_YEAR: Text = Text::new("{y}年{m}月{d}日", "{d} {mon} {y}");
const DAY_LONG: Text = Text::new("{y}年{m}月{d}日 {weekday}", "{weekday}, {d} {month} {y}");
const MONTH_YEAR: Text = Text::new("{y}年{m}月", "{month} {y}");
const MONTH_NAME: Text = Text::new("{m}月", "{mon}");
const QUARTER: Text = Text::new("{y}年第{q}季度", "Q{q} {y}");
const YEAR: Text = Text::new("{y}年", "{y}");
const FISCAL_YEAR: Text = Text::new("{y}财年", "FY {y}");
const WEEK: Text = Text::new("{y}年第{w}周", "Week {w}, {y}");

/// The English short name of a month (1–12).
fn short_month(month: u32) -> &'static str {
    let full = month_text(month).en;
    full.get(..3).unwrap_or(full)
}

/// The names of a month (1–12); others are taken as the nearest one.
fn month_text(month: u32) -> Text {
    MONTHS[month.clamp(1, 12) as usize - 1]
}

fn fill(pattern: Text, lang: Lang, date: NaiveDate) -> String {
    pattern.with(
        lang,
        &[
            ("y", &date.year().to_string()),
            ("m", &date.month().to_string()),
            ("d", &date.day().to_string()),
            ("mon", short_month(date.month())),
            ("month", month_text(date.month()).in_(lang)),
            ("weekday", weekday(lang, date)),
        ],
    )
}

/// Day and month, with the year only if it is not today's: `11月9日`, `9 Nov 2025`.
pub fn date_short(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    fill(if date.year() == today.year() { DAY } else { DAY_YEAR }, lang, date)
}

/// Day, month and year: `2026年11月9日`, `9 Nov 2026`.
pub fn date_year(lang: Lang, date: NaiveDate) -> String {
    fill(DAY_YEAR, lang, date)
}

/// The date with its weekday: `2026年11月9日 星期一`, `Monday, 9 November 2026`.
pub fn date_long(lang: Lang, date: NaiveDate) -> String {
    fill(DAY_LONG, lang, date)
}

/// The date as `2026-11-09`, for fields, files and file names.
pub fn date_iso(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

/// Two dates with a dash; the year is left out where both are in today's: `11月1日 – 11月9日`.
pub fn date_range(lang: Lang, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    if from == to {
        return date_short(lang, from, today);
    }
    let with_year = from.year() != today.year() || to.year() != today.year();
    let one = |date| if with_year { date_year(lang, date) } else { date_short(lang, date, today) };
    format!("{} – {}", one(from), one(to))
}

/// A month of a year: `2026年11月`, `November 2026`.
pub fn month(lang: Lang, year: i32, month: u32) -> String {
    MONTH_YEAR
        .with(lang, &[("y", &year.to_string()), ("m", &month.to_string()), ("month", month_text(month).in_(lang))])
}

/// A month alone, in short: `11月`, `Nov`.
pub fn month_name(lang: Lang, month: u32) -> String {
    MONTH_NAME.with(lang, &[("m", &month.to_string()), ("mon", short_month(month))])
}

/// A quarter: `2026年第4季度`, `Q4 2026`.
pub fn quarter(lang: Lang, year: i32, quarter: u32) -> String {
    QUARTER.with(lang, &[("y", &year.to_string()), ("q", &quarter.to_string())])
}

/// A year: `2026年`, `2026`.
pub fn year(lang: Lang, year: i32) -> String {
    YEAR.with(lang, &[("y", &year.to_string())])
}

/// A fiscal year, named by the year in which it begins or ends as the caller decides: `2026财年`, `FY 2026`.
pub fn fiscal_year(lang: Lang, year: i32) -> String {
    FISCAL_YEAR.with(lang, &[("y", &year.to_string())])
}

/// The ISO week a date lies in: `2026年第47周`, `Week 47, 2026`.
pub fn week(lang: Lang, date: NaiveDate) -> String {
    let week = date.iso_week();
    WEEK.with(lang, &[("y", &week.year().to_string()), ("w", &week.week().to_string())])
}

/// The weekday's full name: `星期一`, `Monday`.
pub fn weekday(lang: Lang, date: NaiveDate) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize].in_(lang)
}

/// The weekday in short: `周一`, `Mon`.
pub fn weekday_short(lang: Lang, date: NaiveDate) -> &'static str {
    WEEKDAYS_SHORT[date.weekday().num_days_from_monday() as usize].in_(lang)
}

/// A date seen from today: `今天`, `tomorrow`, `3 天前`, `in 3 days`.
pub fn relative(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    let n = number(lang, days.abs());
    match days {
        -1 => words::YESTERDAY.in_(lang).to_owned(),
        0 => words::TODAY.in_(lang).to_owned(),
        1 => words::TOMORROW.in_(lang).to_owned(),
        ..=-2 => words::DAYS_AGO.with(lang, &[("n", &n)]),
        _ => words::IN_DAYS.with(lang, &[("n", &n)]),
    }
}

/// A due date: `今天`, `tomorrow`, `逾期 2 天`, else the date.
pub fn due(lang: Lang, date: NaiveDate, today: NaiveDate) -> String {
    let days = (date - today).num_days();
    match days {
        0 => words::TODAY.in_(lang).to_owned(),
        1 => words::TOMORROW.in_(lang).to_owned(),
        ..=-1 => words::DAYS_OVERDUE.with(lang, &[("n", &number(lang, -days))]),
        _ => date_short(lang, date, today),
    }
}

/// A time of day on the 24-hour clock, in both languages: `09:12`.
pub fn time(_lang: Lang, time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A day and a time: `今天 09:12`, `11月9日 14:00`. Yesterday, today and tomorrow by their words.
pub fn date_time(lang: Lang, date: NaiveDate, at: NaiveTime, today: NaiveDate) -> String {
    let near = (date - today).num_days().abs() <= 1;
    let day = if near { relative(lang, date, today) } else { date_short(lang, date, today) };
    format!("{day} {}", time(lang, at))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use Lang::{En, Zh};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn dates() {
        let today = day("2026-11-21");
        for (date, zh, en) in [
            ("2026-11-09", "11月9日", "9 Nov"),
            ("2026-01-31", "1月31日", "31 Jan"),
            ("2025-12-31", "2025年12月31日", "31 Dec 2025"),
            ("2027-05-01", "2027年5月1日", "1 May 2027"),
        ] {
            assert_eq!(date_short(Zh, day(date), today), zh);
            assert_eq!(date_short(En, day(date), today), en);
        }
        assert_eq!(date_year(Zh, today), "2026年11月21日");
        assert_eq!(date_long(Zh, day("2026-11-09")), "2026年11月9日 星期一");
        assert_eq!(date_long(En, day("2026-11-09")), "Monday, 9 November 2026");
        assert_eq!(date_iso(day("2026-01-02")), "2026-01-02");
        assert_eq!((weekday_short(Zh, today), weekday_short(En, today)), ("周六", "Sat"));
    }

    #[test]
    fn periods() {
        let today = day("2026-11-21");
        assert_eq!((month(Zh, 2026, 11).as_str(), month(En, 2026, 11).as_str()), ("2026年11月", "November 2026"));
        assert_eq!((month_name(Zh, 9).as_str(), month_name(En, 9).as_str()), ("9月", "Sep"));
        assert_eq!((quarter(Zh, 2026, 4).as_str(), quarter(En, 2026, 4).as_str()), ("2026年第4季度", "Q4 2026"));
        assert_eq!((year(Zh, 2026).as_str(), year(En, 2026).as_str()), ("2026年", "2026"));
        assert_eq!((fiscal_year(Zh, 2026).as_str(), fiscal_year(En, 2026).as_str()), ("2026财年", "FY 2026"));
        // 1 January 2027 is a Friday, so it belongs to the last week of 2026.
        assert_eq!(week(En, day("2027-01-01")), "Week 53, 2026");
        assert_eq!(week(Zh, today), "2026年第47周");
        assert_eq!(date_range(Zh, day("2026-11-01"), day("2026-11-09"), today), "11月1日 – 11月9日");
        assert_eq!(date_range(En, day("2025-12-29"), day("2026-01-04"), today), "29 Dec 2025 – 4 Jan 2026");
        assert_eq!(date_range(En, today, today, today), "21 Nov");
    }

    #[test]
    fn dates_seen_from_today() {
        let today = day("2026-03-01");
        for (date, zh, en) in [
            ("2026-03-01", "今天", "today"),
            ("2026-03-02", "明天", "tomorrow"),
            ("2026-02-28", "昨天", "yesterday"),
            ("2026-03-04", "3 天后", "in 3 days"),
            ("2026-02-26", "3 天前", "3 days ago"),
        ] {
            assert_eq!((relative(Zh, day(date), today).as_str(), relative(En, day(date), today).as_str()), (zh, en));
        }
        for (date, zh, en) in [
            ("2026-03-01", "今天", "today"),
            ("2026-03-02", "明天", "tomorrow"),
            ("2026-02-28", "逾期 1 天", "1 day overdue"),
            ("2026-02-27", "逾期 2 天", "2 days overdue"),
            ("2026-03-03", "3月3日", "3 Mar"),
        ] {
            assert_eq!((due(Zh, day(date), today).as_str(), due(En, day(date), today).as_str()), (zh, en));
        }
    }

    #[test]
    fn times_of_day() {
        let (today, nine) = (day("2026-11-21"), NaiveTime::from_hms_opt(9, 5, 59).unwrap());
        assert_eq!(time(En, nine), "09:05");
        assert_eq!(date_time(Zh, today, nine, today), "今天 09:05");
        assert_eq!(date_time(En, day("2026-11-20"), nine, today), "yesterday 09:05");
        assert_eq!(date_time(Zh, day("2026-11-09"), nine, today), "11月9日 09:05");
    }
}
