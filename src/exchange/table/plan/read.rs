//! The cells of a row, read as what their columns are. References are still names.

use super::super::amounts::{self, Reading};
use super::super::columns::{Column, Mapping};
use super::super::fold::fold;
use super::super::{dates, presets, Cell};
use super::{Planner, Reason};
use crate::domain::command::rules::check_format;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{own_field, Field, Kind, Table};
use crate::domain::value::{decimal_text, Moment, Value};
use std::rc::Rc;

/// What a column is, made ready for reading many rows.
pub(super) struct Slot {
    /// Its place in the row.
    pub(super) column: usize,
    pub(super) table: Table,
    /// Its name as in a target.
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The cell that it fills, if it is a declared or an own field.
    pub(super) key: Option<Key>,
    how: Column,
}

/// The slots of a mapping. References between records that may stand in one row become fields of those records.
pub(super) fn slots(mapping: &Mapping, data: &Dataset) -> Vec<Slot> {
    let mut slots = Vec::new();
    // Phones and mails of contacts that nothing names are the customer's.
    let nameless = mapping.table != Table::Contact
        && !["name", "first_name", "last_name"].iter().any(|name| mapping.has(Table::Contact, name))
        && !mapping.has(Table::Deal, "contact");
    for (column, how) in mapping.columns.iter().enumerate() {
        let Some((target, kind)) = how.target.as_ref().and_then(|t| Some((t, t.kind()?))) else { continue };
        let (table, name) = match (target.table, target.field.as_str()) {
            (Table::Deal | Table::Contact, "customer") => (Table::Customer, "name"),
            (Table::Deal, "contact") => (Table::Contact, "name"),
            (Table::DealLine, "product") => (Table::Product, "name"),
            (Table::DealLine, "deal") => (Table::Deal, "name"),
            (Table::Contact, name @ ("phone" | "email")) if nameless => (Table::Customer, name),
            (table, name) => (table, name),
        };
        let field: Option<&Field> = table.field_named(name);
        let own = target.own().and_then(Id::parse);
        if own.is_some_and(|id| data.get(Table::OwnField, id).is_none()) {
            continue;
        }
        let key = own.map_or_else(|| field.map(|f| f.key), |id| Key::element("own", &id.to_string()));
        let kind = if name == target.field { kind } else { field.map_or(Kind::Text, |f| f.kind) };
        slots.push(Slot { column, table, name: name.to_string(), kind, key, how: how.clone() });
    }
    slots
}

/// What a cell says.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Got {
    Value(Value),
    /// The name of another record.
    Name(String),
    /// Names of entries of a set.
    Names(Vec<String>),
    /// Nothing, which clears the field.
    Clear,
}

/// A row as it is read: what each slot says, if anything.
pub(super) struct Draft {
    slots: Rc<[Slot]>,
    got: Vec<Option<Got>>,
    /// Fields that follow from other columns: table, name, what it says, the column that it is from.
    derived: Vec<(Table, &'static str, Got, usize)>,
    /// The cells' texts, for reasons.
    texts: Vec<String>,
}

impl Draft {
    /// What the first filled column of a field says, and which column that is.
    pub(super) fn get(&self, table: Table, name: &str) -> Option<(&Got, usize)> {
        let of = self.slots.iter().zip(&self.got).filter(|(slot, _)| slot.table == table && slot.name == name);
        let mut filled = of.filter_map(|(slot, got)| Some((got.as_ref()?, slot.column)));
        let first = filled.next();
        let found = match first {
            Some((Got::Clear, _)) => filled.find(|(got, _)| **got != Got::Clear).or(first),
            first => first,
        };
        let derived =
            || self.derived.iter().find(|(t, n, ..)| *t == table && *n == name).map(|(_, _, got, at)| (got, *at));
        found.filter(|(got, _)| **got != Got::Clear).or_else(derived).or(found)
    }

    /// All that a table's cells say: key, what, column.
    pub(super) fn fields(&self, table: Table) -> Vec<(Key, Got, usize)> {
        let mut fields: Vec<(Key, Got, usize)> = Vec::new();
        let derived = self.derived.iter().filter(|(of, ..)| *of == table);
        let derived = derived.filter_map(|(_, name, ..)| Some((table.field_named(name)?.key, *name)));
        let mapped = self.slots.iter().filter(|slot| slot.table == table);
        let mapped = mapped.filter_map(|slot| Some((slot.key?, slot.name.as_str())));
        for (key, name) in mapped.chain(derived) {
            if fields.iter().all(|(k, ..)| *k != key) {
                fields.extend(self.get(table, name).map(|(got, column)| (key, got.clone(), column)));
            }
        }
        fields
    }

    /// Further phone numbers and mail addresses of a table's row: there is a field for one of each.
    pub(super) fn spare(&self, table: Table) -> Vec<&str> {
        let of = self
            .slots
            .iter()
            .zip(&self.got)
            .filter(|(s, _)| s.table == table && matches!(s.kind, Kind::Phone | Kind::Email));
        let mut spare: Vec<&str> = Vec::new();
        for (slot, got) in of {
            if let Some(Got::Value(Value::Text(text))) = got {
                let kept = self.text(table, &slot.name).is_some_and(|(first, _)| first == &**text);
                if !kept && !spare.contains(&&**text) {
                    spare.push(text);
                }
            }
        }
        spare
    }

    /// A field's text.
    pub(super) fn text(&self, table: Table, name: &str) -> Option<(&str, usize)> {
        match self.get(table, name)? {
            (Got::Value(Value::Text(text)), column) => Some((text, column)),
            (Got::Name(text), column) => Some((text, column)),
            _ => None,
        }
    }

    /// A field's moment.
    pub(super) fn moment(&self, table: Table, name: &str) -> Option<Moment> {
        match self.get(table, name)? {
            (Got::Value(Value::Moment(moment)), _) => Some(*moment),
            _ => None,
        }
    }

    /// Notes what follows from another column.
    pub(super) fn derive(&mut self, table: Table, name: &'static str, got: Got, from: usize) {
        self.derived.push((table, name, got, from));
    }

    /// Whether any column of a table says something.
    pub(super) fn has(&self, table: Table) -> bool {
        self.slots.iter().zip(&self.got).any(|(s, got)| s.table == table && !matches!(got, None | Some(Got::Clear)))
    }

    /// A reason that is about a column.
    pub(super) fn reason(&self, code: &'static str, column: Option<usize>) -> Reason {
        let value = column.and_then(|at| self.texts.get(at)).map_or("", String::as_str);
        Reason { code, column, value: value.chars().take(80).collect() }
    }
}

/// A cell's text as a person would type it.
fn text_of(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        // What was made harmless for spreadsheets was made what it is when the file was read.
        Cell::Text(text) => text.trim().to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}

impl Planner<'_> {
    /// Reads a row's cells.
    pub(super) fn read(&self, cells: &[Cell]) -> Result<Draft, Reason> {
        let mut draft = Draft {
            slots: self.slots.clone(),
            got: Vec::with_capacity(self.slots.len()),
            derived: Vec::new(),
            texts: cells.iter().map(text_of).collect(),
        };
        let currency = self.slots.iter().find(|slot| slot.name == "currency").map(|slot| slot.column);
        let currency =
            match currency.and_then(|at| draft.texts.get(at).map(|text| (at, text))).filter(|(_, t)| !t.is_empty()) {
                Some((at, text)) => {
                    let named = amounts::currency(text, self.options.currency);
                    Some(named.ok_or_else(|| draft.reason("bad_currency", Some(at)))?)
                }
                None => None,
            };
        for slot in self.slots.iter() {
            let cell = cells.get(slot.column).unwrap_or(&Cell::Empty);
            let text = draft.texts.get(slot.column).map_or("", String::as_str);
            let got = if text.is_empty() {
                self.options.clear.then_some(Got::Clear)
            } else {
                let currency = currency.or(slot.how.currency).unwrap_or(self.options.currency);
                let got = self.value(slot, cell, text, currency);
                Some(got.map_err(|code| draft.reason(code, Some(slot.column)))?)
            };
            draft.got.push(got);
        }
        self.join_names(&mut draft);
        Ok(draft)
    }

    fn value(
        &self,
        slot: &Slot,
        cell: &Cell,
        text: &str,
        currency: crate::domain::money::Currency,
    ) -> Result<Got, &'static str> {
        let numbers: Reading = slot.how.numbers;
        let value = match slot.kind {
            Kind::Text => {
                let line = text.split(['\n', '\r']).map(str::trim).filter(|l| !l.is_empty()).collect::<Vec<_>>();
                Value::text(line.join(" "))
            }
            Kind::Note | Kind::Phone | Kind::Email => Value::text(text),
            Kind::Date => Value::date(dates::read(cell, slot.how.order)?.date),
            Kind::Moment => Value::Moment(dates::read(cell, slot.how.order)?),
            Kind::Money => Value::Money(amounts::money(cell, numbers, currency)?),
            Kind::Percent => Value::Int(amounts::percent(cell, numbers)?),
            Kind::Int(..) => Value::Int(amounts::whole(cell, numbers)?),
            Kind::Decimal => Value::Decimal(amounts::decimal(cell, numbers)?),
            Kind::Bool => Value::Bool(amounts::flag(cell)?),
            Kind::Choice(codes) => Value::text(self.choice(slot, codes, text)?),
            Kind::Ref(_) | Kind::List(_) => return Ok(Got::Name(text.to_string())),
            Kind::Set(_) => {
                let parts = text.split([';', ',', '\u{ff0c}', '\u{ff1b}', '\u{3001}', '|', '\n']).map(str::trim);
                return Ok(Got::Names(parts.filter(|part| !part.is_empty()).map(String::from).collect()));
            }
            Kind::Map => return self.own(slot, cell, text).map(Got::Value),
            Kind::Abouts | Kind::Outcome | Kind::Place | Kind::Credit => return Err("wrong_type"),
        };
        check_format(slot.kind, &value).map(|()| Got::Value(value))
    }

    /// A choice by its code, or by its name on the screens.
    fn choice(&self, slot: &Slot, codes: &[&'static str], text: &str) -> Result<&'static str, &'static str> {
        let folded = fold(text);
        let named = |code: &&&'static str| {
            **code == folded
                || self.words.choices.iter().any(|c| {
                    c.table == slot.table
                        && c.field == slot.name
                        && c.code == **code
                        && (fold(&c.zh) == folded || fold(&c.en) == folded)
                })
        };
        let word = || if slot.table == Table::Lead { presets::value("lead", text) } else { None };
        let found = codes.iter().find(named).copied();
        found.or_else(word).ok_or("bad_choice")
    }

    /// The value of an own field, in the form that it is kept in.
    fn own(&self, slot: &Slot, cell: &Cell, text: &str) -> Result<Value, &'static str> {
        let id = slot.key.and_then(Key::split).and_then(|(_, id)| Id::parse(id));
        let Some(field) = id.and_then(|id| self.data.get(Table::OwnField, id)) else { return Err("bad_reference") };
        let value = match field.text(own_field::HOLDS) {
            "number" => Value::text(decimal_text(amounts::decimal(cell, slot.how.numbers)?)),
            "date" => Value::text(Moment::day(dates::read(cell, slot.how.order)?.date).to_string()),
            "yes_no" => Value::Bool(amounts::flag(cell)?),
            "choice" => {
                let folded = fold(text);
                let mut options = field.text(own_field::OPTIONS).lines().map(str::trim);
                Value::text(options.find(|o| fold(o) == folded).ok_or("bad_choice")?)
            }
            _ => Value::text(text),
        };
        check_format(Kind::Map, &value).map(|()| value)
    }

    /// First and last names make a name where no column has it whole (in Chinese the family name comes first). A contact without a name goes by
    /// its phone or mail, a lead by its contact, and what is sold to a person is sold to a customer of that name.
    fn join_names(&self, draft: &mut Draft) {
        let named = |draft: &Draft, table, name| draft.text(table, name).map(|(text, at)| (text.to_string(), at));
        for (table, field) in [(Table::Contact, "name"), (Table::Lead, "contact")] {
            let (first, last) = (named(draft, table, "first_name"), named(draft, table, "last_name"));
            let Some(at) = first.as_ref().or(last.as_ref()).map(|(_, at)| *at) else { continue };
            if draft.text(table, field).is_none() {
                let [first, last] = [first, last].map(|part| part.map(|(text, _)| text).unwrap_or_default());
                let chinese = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
                let whole = if chinese(&first) || chinese(&last) {
                    format!("{last}{first}")
                } else {
                    format!("{first} {last}")
                };
                draft.derive(table, field, Got::Value(Value::text(whole.trim())), at);
            }
        }
        let fallbacks = [
            (Table::Contact, ["email", "phone"].as_slice(), Table::Contact),
            (Table::Lead, ["contact", "email", "phone"].as_slice(), Table::Lead),
            (Table::Contact, ["name"].as_slice(), Table::Customer),
        ];
        for (from, fields, table) in fallbacks {
            let wanted = table != Table::Customer || matches!(self.main, Table::Deal | Table::Contact);
            if !wanted || draft.text(table, "name").is_some() {
                continue;
            }
            if let Some((text, at)) = fields.iter().find_map(|field| named(draft, from, field)) {
                draft.derive(table, "name", Got::Value(Value::text(text)), at);
                if table == Table::Customer {
                    draft.derive(table, "sort", Got::Value(Value::text("person")), at);
                }
            }
        }
    }
}
