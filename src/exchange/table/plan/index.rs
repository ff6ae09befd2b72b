//! Rows by what they are recognised by, so that every look-up is one.

use super::super::columns::Mapping;
use super::super::fold::fold;
use super::MatchBy;
use crate::domain::command::rules::check_format;
use crate::domain::dataset::{Dataset, IdMap};
use crate::domain::deals;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{contact, deal, list_entry, pipeline, rep, stage, Kind, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
use crate::exchange::names::name_fields;
use crate::exchange::way::Stages;
use std::collections::HashMap;

/// What a row is known by.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub(super) struct Known {
    table: Table,
    by: MatchBy,
    /// Stages of a pipeline, contacts and deals of a customer; `None`: of any.
    scope: Option<Id>,
    text: Box<str>,
}

impl Known {
    /// `list`: of list entries, which list.
    pub(super) fn name(table: Table, list: Option<&str>, scope: Option<Id>, text: &str) -> Known {
        let folded = fold(text);
        let text = list.map_or_else(|| folded.clone(), |list| format!("{list}\u{1f}{folded}"));
        Known { table, by: MatchBy::Name, scope, text: text.into() }
    }

    pub(super) fn other(table: Table, by: MatchBy, text: &str) -> Known {
        let text = match by {
            MatchBy::Phone => {
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                // A Chinese number with and without its country.
                let local = digits.strip_prefix("86").filter(|rest| rest.len() == 11).map(String::from);
                local.unwrap_or(digits)
            }
            MatchBy::Email => fold(text),
            _ => text.trim().to_string(),
        };
        Known { table, by, scope: None, text: text.into() }
    }
}

/// All rows that a table may name.
pub(super) struct Index {
    rows: HashMap<Known, Vec<Id>>,
    /// The cell of the other program's ids.
    pub(super) external: Option<Key>,
    externals: IdMap<Box<str>>,
    /// Stages that deals can be in, by pipeline, in order.
    pub(super) stages: IdMap<Stages>,
    /// Where deals go that say no pipeline.
    pub(super) pipeline: Option<Id>,
}

impl Index {
    pub(super) fn new(data: &Dataset, system: &str, mapping: &Mapping) -> Index {
        let usable = |row: &&&Row| !row.flag(pipeline::ARCHIVED);
        let pipelines = deals::pipelines(data);
        let mut index = Index {
            rows: HashMap::new(),
            external: Key::element("external", system),
            externals: IdMap::default(),
            stages: IdMap::default(),
            pipeline: pipelines.iter().find(usable).map(|row| row.id),
        };
        for pipeline in &pipelines {
            let stages = deals::stages(data, pipeline.id).into_iter().filter(|s| !s.flag(stage::ARCHIVED));
            index.stages.insert(pipeline.id, stages.map(|s| (s.id, s.text(stage::PHASE).to_string())).collect());
        }
        // By a field of its own, or by one that refers to it: a deal's contact.
        let named = |table: Table| {
            let mut targets = mapping.columns.iter().flat_map(|c| &c.target);
            mapping.table == table || targets.any(|t| t.table == table || t.kind() == Some(Kind::Ref(table)))
        };
        let always =
            [Table::ListEntry, Table::Team, Table::Rep, Table::Product, Table::Pipeline, Table::Stage, Table::Customer];
        for table in Table::ALL.iter().copied().filter(|table| always.contains(table) || named(*table)) {
            for row in data.live(table).filter(|row| table != Table::Stage || !row.flag(stage::ARCHIVED)) {
                for known in index.known(table, &|key| row.get(key)) {
                    index.add(known, row.id);
                }
                if let Some(Value::Text(id)) = index.external.and_then(|key| row.get(key)) {
                    index.externals.insert(row.id, id.clone());
                }
            }
        }
        index
    }

    /// What a row of these cells is known by.
    pub(super) fn known<'v>(&self, table: Table, get: &dyn Fn(Key) -> Option<&'v Value>) -> Vec<Known> {
        let text = |key: Key| match get(key) {
            Some(Value::Text(text)) => Some(&**text).filter(|text| !text.trim().is_empty()),
            _ => None,
        };
        let scope_key = match table {
            Table::Stage => Some(stage::PIPELINE),
            Table::Contact => Some(contact::CUSTOMER),
            Table::Deal => Some(deal::CUSTOMER),
            _ => None,
        };
        let scope = match scope_key.and_then(get) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        };
        let list = if table == Table::ListEntry { text(list_entry::LIST) } else { None };
        let mut known = Vec::new();
        for name in name_fields(table).into_iter().filter_map(|name| text(table.field_named(name)?.key)) {
            known.push(Known::name(table, list, None, name));
            known.extend(scope.map(|scope| Known::name(table, list, Some(scope), name)));
        }
        let fields = [(MatchBy::Phone, "phone"), (MatchBy::Email, "email")];
        for (by, name) in fields {
            let found = table.field_named(name).and_then(|f| text(f.key));
            known.extend(found.map(|text| Known::other(table, by, text)));
        }
        known.extend(self.external.and_then(text).map(|text| Known::other(table, MatchBy::External, text)));
        known
    }

    pub(super) fn add(&mut self, known: Known, id: Id) {
        let ids = self.rows.entry(known).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    pub(super) fn note_external(&mut self, id: Id, external: &str) {
        self.externals.insert(id, external.into());
    }

    pub(super) fn find(&self, known: &Known) -> &[Id] {
        self.rows.get(known).map_or(&[], Vec::as_slice)
    }

    /// The id that a row has in the other program.
    pub(super) fn external_of(&self, id: Id) -> Option<&str> {
        self.externals.get(&id).map(|text| &**text)
    }
}

/// The cells of a rep who is named; some programs name people by their mail address.
pub(super) fn as_rep(text: &str) -> Vec<(Key, Value)> {
    let mut cells = vec![(rep::NAME, Value::text(text))];
    let mail = Value::text(text);
    if check_format(Kind::Email, &mail).is_ok() {
        cells.push((rep::EMAIL, mail));
    }
    cells
}
