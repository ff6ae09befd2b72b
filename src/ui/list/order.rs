//! Which rows a list shows, and in which order: filters and sorting, by the declaration of the fields.

use super::super::finding::{Finding, Place};
use super::super::kit::show;
use super::ListOf;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Value};
use crate::route::Route;
use crate::text::fold::fold;
use crate::text::pinyin::Query;
use crate::text::Lang;
use std::collections::HashMap;
use std::sync::Arc;

/// What stands in the address for "nobody" or "nothing".
pub const NONE: &str = "none";
/// What stands in the address for all tabs together.
pub const ALL: &str = "all";

/// How a list is sorted.
#[derive(Clone, PartialEq, Debug)]
pub struct Sort {
    /// By which field.
    pub field: &'static str,
    /// From the last to the first.
    pub down: bool,
}

impl Sort {
    /// Reads it from the address: `name`, or `-name` for the other way round. The list's usual order unless it says otherwise.
    pub fn of(route: &Route, of: &ListOf) -> Sort {
        let text = route.param("by").unwrap_or("");
        match of.table.field_named(text.trim_start_matches('-')) {
            Some(field) => Sort { field: field.name, down: text.starts_with('-') },
            None => Sort { field: of.order.0, down: of.order.1 },
        }
    }

    /// As the address has it; nothing for the usual order.
    pub fn param(&self, of: &ListOf) -> String {
        match (self.field, self.down) {
            usual if usual == of.order => String::new(),
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

/// The tabs of a list, and which one is chosen.
#[derive(Clone, PartialEq, Debug)]
struct Tab {
    key: Key,
    codes: &'static [&'static str],
    chosen: Option<&'static str>,
}

/// The filters of a list, as the address has them.
#[derive(Clone, PartialEq, Debug)]
pub struct Filters {
    /// What was typed.
    pub text: String,
    tab: Option<Tab>,
    wanted: Vec<(&'static str, Key, Wanted)>,
}

/// The fields that a list can be filtered by, besides its tabs.
pub fn filter_fields(of: &ListOf) -> impl Iterator<Item = &'static Field> {
    let tabs = of.tabs.map(|(name, _)| name);
    of.table.record().fields.iter().filter(move |f| f.is(flag::FILTER) && Some(f.name) != tabs)
}

impl Filters {
    /// Reads them from the address.
    pub fn of(route: &Route, of: &ListOf) -> Filters {
        let tab = of.tabs.and_then(|(name, first)| {
            let field = of.table.field_named(name)?;
            let Kind::Choice(codes) = field.kind else { return None };
            let asked = route.param(name).unwrap_or(first);
            let known = |code: &str| codes.iter().copied().find(|c| *c == code);
            let chosen = if asked == ALL { None } else { known(asked).or(known(first)) };
            Some(Tab { key: field.key, codes, chosen })
        });
        let wanted = filter_fields(of).filter_map(|field| {
            let value = route.param(field.name).filter(|v| !v.is_empty())?;
            let wanted = match field.kind {
                _ if value == NONE => Wanted::Nothing,
                Kind::Choice(_) => Wanted::Code(value.to_string()),
                Kind::Set(_) => Wanted::Element(Key::element(field.name, &Id::parse(value)?.to_string())?),
                _ => Wanted::Link(Id::parse(value)?),
            };
            Some((field.name, field.key, wanted))
        });
        Filters { text: route.param("q").unwrap_or("").to_string(), tab, wanted: wanted.collect() }
    }

    /// Whether one of the tabs is chosen, not all of them.
    pub fn has_tab(&self) -> bool {
        self.tab.as_ref().is_some_and(|t| t.chosen.is_some())
    }

    /// Whether a code is the chosen tab; [`ALL`] for all of them.
    pub fn is_tab(&self, code: &str) -> bool {
        self.tab.as_ref().is_some_and(|t| t.chosen.unwrap_or(ALL) == code)
    }

    /// Whether anything is asked for besides a tab.
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

/// The tables that an order is made of.
pub fn reads(table: Table, sort: &Sort) -> Vec<Table> {
    let other = match table.field_named(sort.field).map(|field| field.kind) {
        Some(Kind::List(_)) => Some(Table::ListEntry),
        Some(Kind::Ref(other)) => Some(other),
        _ => None,
    };
    [table].into_iter().chain(other).collect()
}

/// All rows of a table in the order that is asked for; among equals by name, or as they were noted.
pub fn sorted(data: &Dataset, lang: Lang, table: Table, by_name: &Arc<Vec<Place>>, sort: &Sort) -> Arc<Vec<Place>> {
    let Some(field) = table.field_named(sort.field) else { return by_name.clone() };
    if field.name == "name" && !sort.down {
        return by_name.clone();
    }
    let rows = data.rows(table).all();
    if field.kind == Kind::Moment {
        return Arc::new(by_moment(rows, field, sort.down));
    }
    let mut order = by_name.to_vec();
    if field.name == "name" {
        order.reverse();
        return Arc::new(order);
    }
    let ranks = ranks(data, lang, field);
    let keys: Vec<Option<By>> = rows.iter().map(|row| by(row, field, &ranks)).collect();
    order.sort_by(|(a, _), (b, _)| match (&keys[*a as usize], &keys[*b as usize]) {
        (Some(a), Some(b)) if sort.down => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        // What is empty stands last, whichever way.
        (a, b) => a.is_none().cmp(&b.is_none()),
    });
    Arc::new(order)
}

/// Rows by a moment; those without one stand last either way. Within a minute, what was noted later is later, wherever it lies in memory. What is
/// compared lies side by side: looking at a row, each somewhere else in memory, costs more than comparing.
fn by_moment(rows: &[Row], field: &Field, down: bool) -> Vec<Place> {
    let none = if down { i64::MIN } else { i64::MAX };
    let of = |(row, at): (&Row, u32)| (row.moment(field.key).map_or(none, minutes), row.born, row.id, at);
    let mut all: Vec<_> = rows.iter().zip(0..).map(of).collect();
    all.sort_unstable();
    if down {
        all.reverse();
    }
    all.into_iter().map(|(.., id, at)| (at, id)).collect()
}

/// A moment as a number: minutes, a day without a time at its beginning.
fn minutes(moment: Moment) -> i64 {
    use chrono::Datelike;
    i64::from(moment.date.num_days_from_ce()) * 1_440 + i64::from(moment.minute.unwrap_or(0))
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
    Some(match row.get(field.key)? {
        Value::Ref(id) => By::Number(ranks.get(id).copied().unwrap_or(i64::MAX)),
        Value::Moment(m) => By::Number(minutes(*m)),
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

/// The rows that pass.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Found {
    /// How many each tab has, if there are any, and last all of them together.
    pub counts: Vec<usize>,
    /// Those of the chosen tab, in order.
    pub ids: Arc<Vec<Id>>,
}

/// The rows that pass, in order.
pub fn filtered(data: &Dataset, finding: Finding, table: Table, order: &[Place], filters: &Filters) -> Found {
    let rows = data.rows(table);
    let query = Query::new(&filters.text);
    let hits = (!query.is_empty()).then(|| finding.hits(table, &query));
    let codes = filters.tab.as_ref().map_or(&[][..], |tab| tab.codes);
    let mut counts = vec![0; codes.len() + 1];
    let mut ids = Vec::new();
    // A plain loop that looks at a row only where it must: it runs a hundred thousand times at every keystroke.
    for (at, id) in order {
        let at = *at as usize;
        if hits.as_ref().is_some_and(|hits| hits.get(at) != Some(&true)) || !rows.is_live_at(at) {
            continue;
        }
        let row = rows.all().get(at);
        if !filters.wanted.is_empty() && !row.is_some_and(|row| filters.takes(row)) {
            continue;
        }
        counts[codes.len()] += 1;
        let Some(tab) = &filters.tab else {
            ids.push(*id);
            continue;
        };
        let code = row.map_or("", |row| row.text(tab.key));
        if let Some(at) = codes.iter().position(|c| *c == code) {
            counts[at] += 1;
        }
        if tab.chosen.is_none_or(|chosen| chosen == code) {
            ids.push(*id);
        }
    }
    Found { counts, ids: Arc::new(ids) }
}
