//! Which rows a list shows, and in which order: filters and sorting, by the declaration of the fields.

use super::super::finding::Finding;
use super::super::kit::show;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
use crate::route::Route;
use crate::text::fold::fold;
use crate::text::pinyin::Query;
use crate::text::Lang;
use std::collections::HashMap;

/// What stands in the address for "nobody" or "nothing".
pub const NONE: &str = "none";

/// How a list is sorted.
#[derive(Clone, PartialEq, Debug)]
pub struct Sort {
    /// By which field.
    pub field: &'static str,
    /// From the last to the first.
    pub down: bool,
}

impl Sort {
    /// Reads it from the address: `name`, or `-name` for the other way round. By name unless it says otherwise.
    pub fn of(route: &Route, table: Table) -> Sort {
        let text = route.param("by").unwrap_or("");
        let field = table.field_named(text.trim_start_matches('-')).map_or("name", |f| f.name);
        Sort { field, down: text.starts_with('-') }
    }

    /// As the address has it; nothing for the usual order.
    pub fn param(&self) -> String {
        match (self.field, self.down) {
            ("name", false) => String::new(),
            (field, true) => format!("-{field}"),
            (field, false) => field.to_string(),
        }
    }
}

/// What a filter asks of a field.
#[derive(Clone, PartialEq, Debug)]
enum Wanted {
    Nothing,
    Link(Id),
    Code(String),
    Element(Key),
}

/// The filters of a list, as the address has them.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Filters {
    /// What was typed.
    pub text: String,
    wanted: Vec<(&'static str, Key, Wanted)>,
}

/// The fields that a table's list can be filtered by.
pub fn filter_fields(table: Table) -> impl Iterator<Item = &'static Field> {
    table.record().fields.iter().filter(|f| f.is(flag::FILTER))
}

impl Filters {
    /// Reads them from the address.
    pub fn of(route: &Route, table: Table) -> Filters {
        let wanted = filter_fields(table).filter_map(|field| {
            let value = route.param(field.name).filter(|v| !v.is_empty())?;
            let wanted = match field.kind {
                _ if value == NONE => Wanted::Nothing,
                Kind::Choice(_) => Wanted::Code(value.to_string()),
                Kind::Set(_) => Wanted::Element(Key::element(field.name, &Id::parse(value)?.to_string())?),
                _ => Wanted::Link(Id::parse(value)?),
            };
            Some((field.name, field.key, wanted))
        });
        Filters { text: route.param("q").unwrap_or("").to_string(), wanted: wanted.collect() }
    }

    /// Whether anything is asked for.
    pub fn any(&self) -> bool {
        !self.wanted.is_empty() || !fold(&self.text).is_empty()
    }

    fn takes(&self, row: &Row) -> bool {
        self.wanted.iter().all(|(name, key, wanted)| match wanted {
            Wanted::Nothing => row.get(*key).is_none() && row.elements(name).next().is_none(),
            Wanted::Link(id) => row.link(*key) == Some(*id),
            Wanted::Code(code) => row.text(*key) == code,
            Wanted::Element(element) => row.flag(*element),
        })
    }
}

/// What a row is sorted by; rows without go last either way.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Number(i64),
    Words(String),
}

/// All places of a table's rows in the order that is asked for; among equals by name.
pub fn sorted(data: &Dataset, lang: Lang, table: Table, by_name: &[u32], sort: &Sort) -> Vec<u32> {
    let mut order = by_name.to_vec();
    let Some(field) = table.field_named(sort.field) else { return order };
    if field.name == "name" {
        if sort.down {
            order.reverse();
        }
        return order;
    }
    let ranks = ranks(data, lang, field);
    let rows = data.rows(table).all();
    let keys: Vec<Option<By>> = rows.iter().map(|row| by(row, field, &ranks)).collect();
    order.sort_by(|a, b| match (&keys[*a as usize], &keys[*b as usize]) {
        (Some(a), Some(b)) if sort.down => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        // What is empty stands last, whichever way.
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    order
}

/// The places of what a field may refer to: entries of a list in the list's order, records by name.
fn ranks(data: &Dataset, lang: Lang, field: &Field) -> HashMap<Id, i64> {
    let ids: Vec<Id> = match field.kind {
        Kind::List(list) => show::list_options(data, lang, list, None).into_iter().map(|(id, _)| id).collect(),
        Kind::Ref(table) => {
            let mut rows: Vec<(String, Id)> =
                data.live(table).map(|r| (fold(&show::row_name(lang, table, r)), r.id)).collect();
            rows.sort();
            rows.into_iter().map(|(_, id)| id).collect()
        }
        _ => Vec::new(),
    };
    ids.into_iter().zip(0..).collect()
}

fn by(row: &Row, field: &Field, ranks: &HashMap<Id, i64>) -> Option<By> {
    use chrono::Datelike;
    Some(match row.get(field.key)? {
        Value::Ref(id) => By::Number(ranks.get(id).copied().unwrap_or(i64::MAX)),
        Value::Moment(m) => By::Number(i64::from(m.date.num_days_from_ce()) * 1_440 + i64::from(m.minute.unwrap_or(0))),
        Value::Int(n) | Value::Decimal(n) => By::Number(*n),
        Value::Money(m) => By::Number(m.minor),
        Value::Bool(b) => By::Number(i64::from(*b)),
        Value::Text(text) => match field.kind {
            Kind::Choice(codes) => By::Number(codes.iter().position(|c| *c == &**text)? as i64),
            _ => By::Words(fold(text)),
        },
        _ => return None,
    })
}

/// The rows that pass, in order.
pub fn filtered(data: &Dataset, finding: Finding, table: Table, order: &[u32], filters: &Filters) -> Vec<Id> {
    let rows = data.rows(table);
    let query = Query::new(&filters.text);
    let hits = (!query.is_empty()).then(|| finding.hits(table, &query));
    let mut ids = Vec::new();
    // A plain loop: this runs a hundred thousand times at every keystroke.
    for at in order.iter().map(|at| *at as usize) {
        if hits.as_ref().is_none_or(|hits| hits.get(at) == Some(&true)) && rows.is_live_at(at) {
            ids.extend(rows.all().get(at).filter(|row| filters.takes(row)).map(|row| row.id));
        }
    }
    ids
}
