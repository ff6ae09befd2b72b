//! Values ⇄ their plain form, by the kind that the declaration gives.

use super::id::Id;
use super::money::{Currency, Money};
use super::plain::Plain;
use super::records::{Kind, Table};
use super::value::{decimal_text, parse_decimal, About, Moment, Outcome, OutcomeKind, Place, Share, Value};

/// Longest single line, in characters; beyond it something was pasted into the wrong field.
pub const MAX_TEXT: usize = 500;
/// Longest note, in characters.
pub const MAX_NOTE: usize = 20_000;

impl Kind {
    /// Gives a plain value its meaning. The error is a code of `text/`: `wrong_type`, `bad_date`, `bad_number`, `bad_money`, `bad_choice`,
    /// `bad_reference`, `too_long`, `out_of_range`.
    pub fn read(self, plain: &Plain) -> Result<Value, &'static str> {
        match (self, plain) {
            (Kind::Text | Kind::Phone | Kind::Email, Plain::Text(t)) => bounded(t, MAX_TEXT),
            (Kind::Note, Plain::Text(t)) => bounded(t, MAX_NOTE),
            (Kind::Int(low, high), Plain::Int(n)) => in_range(*n, low, high),
            (Kind::Percent, Plain::Int(n)) => in_range(*n, 0, 100),
            (Kind::Decimal, Plain::Text(t)) => parse_decimal(t).map(Value::Decimal).ok_or("bad_number"),
            (Kind::Decimal, Plain::Int(n)) => n.checked_mul(1_000_000).map(Value::Decimal).ok_or("bad_number"),
            (Kind::Int(..) | Kind::Percent | Kind::Decimal, Plain::Float(_)) => Err("bad_number"),
            (Kind::Bool, Plain::Bool(b)) => Ok(Value::Bool(*b)),
            (Kind::Date, Plain::Text(t)) => {
                Moment::parse(t).filter(|m| m.minute.is_none()).map(Value::Moment).ok_or("bad_date")
            }
            (Kind::Moment, Plain::Text(t)) => Moment::parse(t).map(Value::Moment).ok_or("bad_date"),
            (Kind::Money, Plain::Map(_)) => money(plain).map(Value::Money).ok_or("bad_money"),
            (Kind::Ref(_) | Kind::List(_), _) => plain.as_id().map(Value::Ref).ok_or("bad_reference"),
            (Kind::Choice(codes), Plain::Text(t)) if codes.contains(&&**t) => Ok(Value::text(&**t)),
            (Kind::Choice(_), Plain::Text(_)) => Err("bad_choice"),
            (Kind::Abouts, Plain::List(items)) => {
                items.iter().map(about).collect::<Option<_>>().map(Value::Abouts).ok_or("bad_reference")
            }
            (Kind::Outcome, Plain::Map(_)) => outcome(plain).map(|o| Value::Outcome(Box::new(o))),
            (Kind::Place, Plain::Map(_)) => place(plain).map(|p| Value::Place(Box::new(p))).ok_or("wrong_type"),
            (Kind::Credit, Plain::List(items)) => {
                items.iter().map(share).collect::<Option<_>>().map(Value::Credit).ok_or("wrong_type")
            }
            (Kind::Set(_), Plain::Bool(b)) => Ok(Value::Bool(*b)),
            (Kind::Map, Plain::Bool(b)) => Ok(Value::Bool(*b)),
            (Kind::Map, Plain::Int(n)) => Ok(Value::Int(*n)),
            (Kind::Map, Plain::Text(t)) => bounded(t, MAX_NOTE),
            _ => Err("wrong_type"),
        }
    }
}

impl Value {
    /// The plain form, from which [`Kind::read`] makes the same value again.
    pub fn plain(&self) -> Plain<'_> {
        match self {
            Value::Bool(b) => Plain::Bool(*b),
            Value::Int(n) => Plain::Int(*n),
            Value::Decimal(m) => Plain::text(decimal_text(*m)),
            Value::Text(t) => Plain::text(&**t),
            Value::Moment(m) => Plain::text(m.to_string()),
            Value::Money(m) => {
                Plain::map([("currency", Some(Plain::text(m.currency.code()))), ("minor", Some(Plain::Int(m.minor)))])
            }
            Value::Ref(id) => Plain::id(*id),
            Value::Abouts(abouts) => {
                Plain::List(abouts.iter().map(|a| Plain::map([(a.table.key(), Some(Plain::id(a.id)))])).collect())
            }
            Value::Outcome(o) => Plain::map([
                ("competitor", o.competitor.map(Plain::id)),
                ("date", o.date.map(|d| Plain::text(Moment::day(d).to_string()))),
                ("kind", Some(Plain::text(o.kind.code()))),
                ("note", (!o.note.is_empty()).then(|| Plain::text(o.note.as_str()))),
                ("reason", o.reason.map(Plain::id)),
            ]),
            Value::Place(p) => {
                Plain::map([("order", Some(Plain::text(p.order.as_str()))), ("stage", Some(Plain::id(p.stage)))])
            }
            Value::Credit(shares) => Plain::List(shares.iter().map(share_plain).collect()),
            Value::Other(json) => Plain::from_json(json),
        }
    }
}

fn share_plain(share: &Share) -> Plain<'static> {
    Plain::map([
        ("percent", Some(Plain::Int(i64::from(share.percent)))),
        ("rep", Some(Plain::id(share.rep))),
        ("team", share.team.map(Plain::id)),
    ])
}

fn bounded(text: &str, most: usize) -> Result<Value, &'static str> {
    if text.len() > most && text.chars().count() > most {
        return Err("too_long");
    }
    Ok(Value::text(text))
}

fn in_range(n: i64, low: i64, high: i64) -> Result<Value, &'static str> {
    if (low..=high).contains(&n) {
        Ok(Value::Int(n))
    } else {
        Err("out_of_range")
    }
}

fn money(plain: &Plain) -> Option<Money> {
    match (plain.get("minor")?, plain.get("currency")?) {
        (Plain::Int(minor), Plain::Text(code)) => Some(Money::new(*minor, Currency::parse(code)?)),
        _ => None,
    }
}

fn about(plain: &Plain) -> Option<About> {
    match plain {
        Plain::Map(entries) => match entries.as_slice() {
            [(table, id)] => Some(About { table: Table::parse(table)?, id: id.as_id()? }),
            _ => None,
        },
        _ => None,
    }
}

fn optional_id(plain: &Plain, name: &str) -> Result<Option<Id>, &'static str> {
    plain.get(name).map(|p| p.as_id().ok_or("bad_reference")).transpose()
}

fn outcome(plain: &Plain) -> Result<Outcome, &'static str> {
    let kind = plain.get("kind").and_then(Plain::as_text).and_then(OutcomeKind::parse).ok_or("bad_choice")?;
    let date = match plain.get("date") {
        Some(Plain::Text(t)) => Some(Moment::parse(t).filter(|m| m.minute.is_none()).ok_or("bad_date")?.date),
        Some(Plain::Null) | None => None,
        Some(_) => return Err("bad_date"),
    };
    let note = match plain.get("note") {
        Some(Plain::Text(t)) if t.chars().count() <= MAX_NOTE => t.to_string(),
        Some(Plain::Text(_)) => return Err("too_long"),
        Some(_) => return Err("wrong_type"),
        None => String::new(),
    };
    Ok(Outcome {
        kind,
        date,
        reason: optional_id(plain, "reason")?,
        competitor: optional_id(plain, "competitor")?,
        note,
    })
}

fn place(plain: &Plain) -> Option<Place> {
    Some(Place { stage: plain.get("stage")?.as_id()?, order: plain.get("order")?.as_text()?.to_string() })
}

fn share(plain: &Plain) -> Option<Share> {
    let percent = match plain.get("percent")? {
        Plain::Int(n) if (1..=100).contains(n) => *n as u8,
        _ => return None,
    };
    Some(Share {
        rep: plain.get("rep")?.as_id()?,
        team: plain.get("team").map(|t| t.as_id()).unwrap_or_default(),
        percent,
    })
}
