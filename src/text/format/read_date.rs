//! Reading of typed dates and times: `2026-11-9`, `2026/11/9`, `20261109`, `11-9`, `11月9日`, `9 Nov`, `Nov 9, 2026`.

use super::read::TypedError;
use crate::text::{fold::fold, words::time::MONTHS};
use chrono::{Datelike, NaiveDate, NaiveTime};

/// A date. Without a year it is taken in the year of `today`. Only digits and month names are read, no words such as
/// "tomorrow"; a year has four digits, so that `1-2-3` is never guessed at.
///
/// # Errors
/// [`TypedError::Empty`], [`TypedError::NotADate`], or [`TypedError::NoSuchDate`] for 30 February and the like.
pub fn parse_date(input: &str, today: NaiveDate) -> Result<NaiveDate, TypedError> {
    let text = fold(input);
    if text.is_empty() {
        return Err(TypedError::Empty);
    }
    let (year, month, day) = numeric(&text, today).or_else(|| named_month(&text, today)).ok_or(TypedError::NotADate)?;
    if !(1900..=2200).contains(&year) {
        return Err(TypedError::NoSuchDate);
    }
    NaiveDate::from_ymd_opt(year, month, day).ok_or(TypedError::NoSuchDate)
}

/// Year, month and day in figures, with `-`, `/`, `.` or 年月日 between them, or eight digits at a stretch.
fn numeric(text: &str, today: NaiveDate) -> Option<(i32, u32, u32)> {
    if text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some((figure(&text[..4])? as i32, figure(&text[4..6])?, figure(&text[6..])?));
    }
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.strip_suffix(['日', '号']).unwrap_or(&text);
    let parts: Vec<&str> = text.split(['-', '/', '.', '年', '月']).collect();
    match parts[..] {
        [year, month, day] if year.len() == 4 => Some((figure(year)? as i32, figure(month)?, figure(day)?)),
        [month, day] => Some((today.year(), figure(month)?, figure(day)?)),
        _ => None,
    }
}

/// A day beside an English month name, full or by its first three letters, with an optional year at the end.
fn named_month(text: &str, today: NaiveDate) -> Option<(i32, u32, u32)> {
    let words: Vec<&str> = text.split([' ', ',', '.', '-']).filter(|word| !word.is_empty()).collect();
    let (first, second, year) = match words[..] {
        [first, second] => (first, second, today.year()),
        [first, second, year] if year.len() == 4 => (first, second, figure(year)? as i32),
        _ => return None,
    };
    let month_of = |word: &str| {
        let fits = |name: &str| name == word || (word.len() == 3 && name.starts_with(word));
        (1u32..).zip(MONTHS).find(|(_, name)| fits(&name.en.to_lowercase())).map(|(month, _)| month)
    };
    match (month_of(first), month_of(second)) {
        (Some(month), None) => Some((year, month, figure(second)?)),
        (None, Some(month)) => Some((year, month, figure(first)?)),
        _ => None,
    }
}

/// A number of one to four digits and nothing else.
fn figure(text: &str) -> Option<u32> {
    let sound = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

/// A time of day on the 24-hour clock: `9:30`, `09：30`, `9点30`, `9点`, `0930`.
///
/// # Errors
/// [`TypedError::Empty`] or [`TypedError::NotATime`].
pub fn parse_time(input: &str) -> Result<NaiveTime, TypedError> {
    let text: String = fold(input).chars().filter(|c| !c.is_whitespace()).collect();
    if text.is_empty() {
        return Err(TypedError::Empty);
    }
    let (hour, minute) = match text.split_once([':', '点', '时']) {
        Some((hour, "")) if !text.ends_with(':') => (hour, "0"),
        Some((hour, minute)) => (hour, minute.strip_suffix('分').unwrap_or(minute)),
        None if text.len() == 4 && text.is_ascii() => text.split_at(2),
        None => return Err(TypedError::NotATime),
    };
    let short = |part: &str| (part.len() <= 2).then(|| figure(part)).flatten();
    let time = short(hour).zip(short(minute)).and_then(|(h, m)| NaiveTime::from_hms_opt(h, m, 0));
    time.ok_or(TypedError::NotATime)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::text::{format, Lang};
    use TypedError::{Empty, NoSuchDate, NotADate, NotATime};

    fn today() -> NaiveDate {
        "2026-11-21".parse().unwrap()
    }

    #[test]
    fn dates_as_people_type_them() {
        for (input, date) in [
            ("2026-11-9", "2026-11-09"),
            ("2026-11-09", "2026-11-09"),
            ("2026/11/9", "2026-11-09"),
            ("2026.11.9", "2026-11-09"),
            ("20261109", "2026-11-09"),
            ("2025年1月31日", "2025-01-31"),
            ("２０２６－１１－９", "2026-11-09"),
            (" 11-9 ", "2026-11-09"),
            ("11/9", "2026-11-09"),
            ("11月9日", "2026-11-09"),
            ("11月9号", "2026-11-09"),
            ("11 月 9 日", "2026-11-09"),
            ("9 Nov", "2026-11-09"),
            ("9 november 2027", "2027-11-09"),
            ("Nov 9, 2025", "2025-11-09"),
            ("9-Nov-2025", "2025-11-09"),
            ("2024-2-29", "2024-02-29"),
        ] {
            assert_eq!(parse_date(input, today()), Ok(date.parse().unwrap()), "{input}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for (input, error) in [
            ("", Empty),
            ("tomorrow", NotADate),
            ("1-2-3", NotADate),
            ("26-11-9", NotADate),
            ("2026-11", NoSuchDate),
            ("11", NotADate),
            ("2026-11-9-1", NotADate),
            ("-11-9", NotADate),
            ("9 No", NotADate),
            ("9 Novx", NotADate),
            ("Nov Nov", NotADate),
            ("2026-1 1-x", NotADate),
            ("2026-02-30", NoSuchDate),
            ("2025-2-29", NoSuchDate),
            ("13-1", NoSuchDate),
            ("11-0", NoSuchDate),
            ("30 Feb", NoSuchDate),
            ("1899-12-31", NoSuchDate),
            ("9999-1-1", NoSuchDate),
        ] {
            assert_eq!(parse_date(input, today()), Err(error), "{input}");
        }
    }

    #[test]
    fn what_is_written_can_be_read() {
        for date in ["2026-01-01", "2026-12-31", "2025-06-15", "2028-02-29"] {
            let date: NaiveDate = date.parse().unwrap();
            for lang in Lang::ALL {
                assert_eq!(parse_date(&format::date_short(lang, date, today()), today()), Ok(date));
                assert_eq!(parse_date(&format::date_year(lang, date), today()), Ok(date));
            }
        }
    }

    #[test]
    fn times() {
        for (input, h, m) in [
            ("9:30", 9, 30),
            ("09：05", 9, 5),
            ("9点30", 9, 30),
            ("9点", 9, 0),
            ("9点5分", 9, 5),
            ("1430", 14, 30),
            ("0:00", 0, 0),
        ] {
            assert_eq!(parse_time(input), Ok(NaiveTime::from_hms_opt(h, m, 0).unwrap()), "{input}");
        }
        for input in ["24:00", "9:60", "9:", "9", "930", "9:030", "x:30", "九点"] {
            assert_eq!(parse_time(input), Err(NotATime), "{input}");
        }
        assert_eq!(parse_time(" "), Err(Empty));
    }
}
