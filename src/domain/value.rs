//! The values that cells hold. Composite ones are single stamped values because their parts make no sense apart.

use super::id::Id;
use super::money::Money;
use super::records::Table;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A local date with an optional local time: business dates know no time zone, so none can shift them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
pub struct Moment {
    /// The day.
    pub date: NaiveDate,
    /// Minutes since midnight, 0..1440, when the time is known.
    pub minute: Option<u16>,
}

impl Moment {
    /// A whole day.
    pub fn day(date: NaiveDate) -> Moment {
        Moment { date, minute: None }
    }

    /// Reads `2026-11-21` or `2026-11-21T14:30`. Years 1900 to 2199: anything else is a typing mistake.
    pub fn parse(text: &str) -> Option<Moment> {
        let bytes = text.as_bytes();
        let number = |from: usize, len: usize| -> Option<u32> {
            bytes
                .get(from..from + len)?
                .iter()
                .try_fold(0, |n, b| b.is_ascii_digit().then(|| n * 10 + u32::from(b - b'0')))
        };
        if bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
            return None;
        }
        let year = number(0, 4).filter(|y| (1900..2200).contains(y))?;
        let date = NaiveDate::from_ymd_opt(year as i32, number(5, 2)?, number(8, 2)?)?;
        let minute = match bytes.len() {
            10 => None,
            16 if bytes[10] == b'T' && bytes[13] == b':' => {
                let (h, m) = (number(11, 2)?, number(14, 2)?);
                Some((h < 24 && m < 60).then_some((h * 60 + m) as u16)?)
            }
            _ => return None,
        };
        Some(Moment { date, minute })
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.date.year(), self.date.month(), self.date.day())?;
        self.minute.map_or(Ok(()), |m| write!(f, "T{:02}:{:02}", m / 60, m % 60))
    }
}

/// How a deal ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, Serialize, Deserialize)]
pub enum OutcomeKind {
    /// 赢单
    Won,
    /// 输单
    Lost,
    /// 无效: it never was a deal; it counts in no rate.
    Invalid,
}

impl OutcomeKind {
    /// The word in files.
    pub fn code(self) -> &'static str {
        match self {
            OutcomeKind::Won => "won",
            OutcomeKind::Lost => "lost",
            OutcomeKind::Invalid => "invalid",
        }
    }

    /// The kind for a word in a file.
    pub fn parse(code: &str) -> Option<OutcomeKind> {
        [OutcomeKind::Won, OutcomeKind::Lost, OutcomeKind::Invalid].into_iter().find(|k| k.code() == code)
    }
}

/// The end of a deal: one stamped value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Outcome {
    /// Won, lost or invalid.
    pub kind: OutcomeKind,
    /// The closing date; unknown ones stay out of figures by time.
    pub date: Option<NaiveDate>,
    /// Why it was lost: an entry of the list of lost reasons.
    pub reason: Option<Id>,
    /// To whom it was lost: an entry of the list of competitors.
    pub competitor: Option<Id>,
    /// In the rep's words.
    pub note: String,
}

/// Where a deal stands on the board: one stamped value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Place {
    /// The column that `order` belongs to. When the deal's stage is another, the place is ignored.
    pub stage: Id,
    /// A fractional order key; ties sort by the deal's id.
    pub order: String,
}

/// A rep's part in a won deal, frozen when it is won, so that a hand-over never changes last year's figures.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Share {
    /// Who is credited.
    pub rep: Id,
    /// The rep's team at that time.
    pub team: Option<Id>,
    /// 1..=100; a deal's shares sum to 100.
    pub percent: u8,
}

/// A reference to a record of any type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct About {
    /// Which table.
    pub table: Table,
    /// Which row.
    pub id: Id,
}

/// One cell's value. Amounts are integers; `Decimal` counts millionths.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub enum Value {
    /// Yes or no.
    Bool(bool),
    /// A whole number, also per cent.
    Int(i64),
    /// Millionths: quantities and exchange rates.
    Decimal(i64),
    /// Words, and the codes of choices.
    Text(Box<str>),
    /// A date, with its time where known.
    Moment(Moment),
    /// An amount.
    Money(Money),
    /// Another record.
    Ref(Id),
    /// Other records of any type.
    Abouts(Box<[About]>),
    /// How a deal ended.
    Outcome(Box<Outcome>),
    /// Where a deal stands.
    Place(Box<Place>),
    /// Who is credited.
    Credit(Box<[Share]>),
    /// Something that this version does not know, kept as it came.
    Other(Box<serde_json::Value>),
}

impl Value {
    /// A text value.
    pub fn text(text: impl Into<Box<str>>) -> Value {
        Value::Text(text.into())
    }

    /// A date without a time.
    pub fn date(date: NaiveDate) -> Value {
        Value::Moment(Moment::day(date))
    }

    /// The ids of other records that this value names, with the table where the value knows it.
    pub fn ids(&self) -> Vec<Id> {
        match self {
            Value::Ref(id) => vec![*id],
            Value::Abouts(abouts) => abouts.iter().map(|a| a.id).collect(),
            Value::Outcome(o) => o.reason.into_iter().chain(o.competitor).collect(),
            Value::Place(p) => vec![p.stage],
            Value::Credit(shares) => shares.iter().flat_map(|s| [Some(s.rep), s.team]).flatten().collect(),
            _ => Vec::new(),
        }
    }
}

/// Reads a decimal such as `2.5` or `-0.25` into millionths. At most six decimals.
pub fn parse_decimal(text: &str) -> Option<i64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(fraction) || fraction.len() > 6 {
        return None;
    }
    let millionths: i64 = format!("{fraction:0<6}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(1_000_000)?.checked_add(millionths)?.checked_mul(sign)
}

/// The shortest decimal text of millionths.
pub fn decimal_text(millionths: i64) -> String {
    let (sign, n) = (if millionths < 0 { "-" } else { "" }, millionths.unsigned_abs());
    let (whole, fraction) = (n / 1_000_000, n % 1_000_000);
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    format!("{sign}{whole}.{}", format!("{fraction:06}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn moments_are_strict() {
        for good in ["2026-11-21", "2024-02-29", "2026-11-21T00:00", "2026-01-01T23:59"] {
            assert_eq!(Moment::parse(good).unwrap().to_string(), good);
        }
        for bad in [
            "2026-02-30",
            "2025-02-29",
            "2026-1-1",
            "2026-11-21T24:00",
            "2026-11-21T9:30",
            "0026-11-21",
            "2026/11/21",
            "",
            "２026-11-21",
            "2026-11-21Z",
        ] {
            assert_eq!(Moment::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn decimals_round_trip() {
        for (text, millionths) in [
            ("2.5", 2_500_000),
            ("0.000001", 1),
            ("-7.25", -7_250_000),
            ("12", 12_000_000),
            ("0", 0),
            ("-0.5", -500_000),
        ] {
            assert_eq!(parse_decimal(text), Some(millionths));
            assert_eq!(decimal_text(millionths), text);
        }
        for bad in ["", ".", "1.", ".5", "1e3", "1.0000001", "--1", "1,5", "99999999999999999999", "+1"] {
            assert_eq!(parse_decimal(bad), None, "{bad}");
        }
    }
}
