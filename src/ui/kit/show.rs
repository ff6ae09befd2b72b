//! Values in words, by the kind that the declaration gives.

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::records::{list_entry, Field, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Value};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{choices, common, tables};
use crate::text::Lang;
use chrono::{NaiveDate, NaiveTime};

/// What people call a row, in the language of the screen: its natural field; lists, stages and pipelines have a name per language.
pub fn name(data: &Dataset, lang: Lang, table: Table, id: Id) -> String {
    data.rows(table).get(id).map(|row| row_name(lang, table, row)).unwrap_or_default()
}

/// The same for a row at hand.
pub fn row_name(lang: Lang, table: Table, row: &Row) -> String {
    if let (Some(zh), Some(en)) = (table.field_named("zh"), table.field_named("en")) {
        let (zh, en) = (row.text(zh.key), row.text(en.key));
        let (first, second) = if lang == Lang::Zh { (zh, en) } else { (en, zh) };
        return if first.is_empty() { second } else { first }.to_string();
    }
    let field = table.record().natural.or_else(|| table.field_named("title").map(|f| f.key));
    match field {
        Some(key) if !row.text(key).is_empty() => row.text(key).to_string(),
        _ => tables::table_name(table.key()).map_or("", |name| name.one.in_(lang)).to_string(),
    }
}

/// An amount, whole or shortened (万, K).
pub fn money(lang: Lang, amount: Money, style: MoneyStyle) -> String {
    format::money(lang, amount.minor, amount.currency.code(), style)
}

/// A date with its time, as short as it is clear.
pub fn moment(lang: Lang, at: Moment, today: NaiveDate) -> String {
    let time = at.minute.and_then(|m| NaiveTime::from_hms_opt(u32::from(m) / 60, u32::from(m) % 60, 0));
    match time {
        Some(time) => format::date_time(lang, at.date, time, today),
        None => format::date_short(lang, at.date, today),
    }
}

/// A field's value in words; empty when it has none.
pub fn field(data: &Dataset, lang: Lang, today: NaiveDate, table: Table, row: &Row, field: &Field) -> String {
    if let Kind::Set(_) = field.kind {
        let names: Vec<String> =
            row.set_ids(field.name).into_iter().map(|id| name(data, lang, Table::ListEntry, id)).collect();
        return format::list(lang, &names);
    }
    row.get(field.key).map(|value| self::value(data, lang, today, table, field, value)).unwrap_or_default()
}

/// One value in words.
pub fn value(data: &Dataset, lang: Lang, today: NaiveDate, table: Table, field: &Field, value: &Value) -> String {
    match (field.kind, value) {
        (Kind::Choice(_), Value::Text(code)) => choices::choice_label(table.key(), field.name, code)
            .map_or_else(|| code.to_string(), |t| t.in_(lang).to_string()),
        (_, Value::Text(text)) => text.to_string(),
        (_, Value::Bool(yes)) => if *yes { common::YES } else { common::NO }.in_(lang).to_string(),
        (Kind::Percent, Value::Int(n)) => format::percent(lang, n * 10),
        (_, Value::Int(n)) => format::number(lang, *n),
        (_, Value::Decimal(millionths)) => format::decimal_short(lang, *millionths, 6),
        (_, Value::Moment(at)) => moment(lang, *at, today),
        (_, Value::Money(amount)) => money(lang, *amount, MoneyStyle::Full),
        (Kind::Ref(target), Value::Ref(id)) => name(data, lang, target, *id),
        (_, Value::Ref(id)) => name(data, lang, Table::ListEntry, *id),
        (_, Value::Abouts(list)) => {
            let names: Vec<String> = list.iter().map(|a| name(data, lang, a.table, a.id)).collect();
            format::list(lang, &names)
        }
        _ => String::new(),
    }
}

/// Live entries of a list in their order, archived ones left out unless `keep` names them: id and name.
pub fn list_options(data: &Dataset, lang: Lang, list: &str, keep: Option<Id>) -> Vec<(Id, String)> {
    let rows = data.live(Table::ListEntry).filter(|r| r.text(list_entry::LIST) == list);
    crate::domain::deals::ordered(rows, list_entry::ORDER)
        .into_iter()
        .filter(|r| !r.flag(list_entry::ARCHIVED) || keep == Some(r.id))
        .map(|r| (r.id, row_name(lang, Table::ListEntry, r)))
        .collect()
}
