//! Files that began as another workspace: their pipelines, stages, reps, products and lists are other rows than ours, and often mean the same.
//!
//! Whoever merges says which are the same ([`matches`] proposes it by name); [`adopt`] then has the file's rows name ours, and leaves
//! tombstones that say where theirs went. These travel, so that the next file from there needs no telling.

use super::Source;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{list_entry, own_field, pipeline, product, rep, stage, team, Table, DELETED, MERGED_INTO};
use crate::domain::renaming;
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The tables whose rows are matched: words that deals and customers speak in. In this order, since a stage is looked for in its pipeline.
pub const MATCHED: [Table; 7] =
    [Table::OwnField, Table::ListEntry, Table::Team, Table::Rep, Table::Product, Table::Pipeline, Table::Stage];

/// A row of the file that this workspace does not have, and the one that means the same.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Match {
    /// Which table.
    pub table: Table,
    /// The file's row.
    pub theirs: Id,
    /// Ours; `None`: it is new here.
    pub mine: Option<Id>,
    /// It was decided in an earlier merge.
    pub remembered: bool,
}

/// What a name is compared by: without blanks, case, and the difference between full and half width.
fn folded(name: &str) -> String {
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(half).flat_map(char::to_lowercase).collect()
}

/// The cells in which a row's names stand, best first.
fn names(table: Table) -> &'static [Key] {
    match table {
        Table::Team => &[team::NAME],
        Table::Rep => &[rep::NAME],
        Table::Product => &[product::NAME, product::CODE],
        Table::Pipeline => &[pipeline::ZH, pipeline::EN],
        Table::Stage => &[stage::ZH, stage::EN],
        Table::ListEntry => &[list_entry::ZH, list_entry::EN],
        _ => &[own_field::ZH, own_field::EN],
    }
}

/// Rows that could mean the same: entries of the same list, fields of the same table and kind, stages of the same pipeline.
fn comparable(table: Table, theirs: &Row, mine: &Row, pipelines: &HashMap<Id, Id>) -> bool {
    match table {
        Table::ListEntry => theirs.text(list_entry::LIST) == mine.text(list_entry::LIST),
        Table::OwnField => [own_field::TABLE, own_field::HOLDS].iter().all(|key| theirs.text(*key) == mine.text(*key)),
        Table::Stage => {
            let theirs = theirs.link(stage::PIPELINE);
            theirs.map(|id| pipelines.get(&id).copied().unwrap_or(id)) == mine.link(stage::PIPELINE)
        }
        _ => true,
    }
}

/// For every row of the file that could be one of ours, which one it is, by what was decided before, else by name. A pipeline has one lead column
/// and one won stage, so these are the same whatever they are called.
pub fn matches(mine: &Dataset, theirs: &Dataset) -> Vec<Match> {
    let mut found = Vec::new();
    let mut pipelines: HashMap<Id, Id> = HashMap::new();
    for table in MATCHED {
        for row in theirs.live(table) {
            if mine.get(table, row.id).is_some() {
                continue;
            }
            let before = mine.heir(table, row.id);
            let by_name = || {
                let candidates = || mine.live(table).filter(|own| comparable(table, row, own, &pipelines));
                let same = |own: &&Row| {
                    names(table)
                        .iter()
                        .any(|key| !row.text(*key).is_empty() && folded(row.text(*key)) == folded(own.text(*key)))
                };
                let only = |own: &&Row| {
                    matches!(own.text(stage::PHASE), "lead" | "won") && own.text(stage::PHASE) == row.text(stage::PHASE)
                };
                let by_phase = || candidates().find(only).filter(|_| table == Table::Stage);
                candidates().find(same).or_else(by_phase).map(|own| own.id)
            };
            let (mine, remembered) = (before.or_else(by_name), before.is_some());
            if table == Table::Pipeline {
                pipelines.extend(mine.map(|mine| (row.id, mine)));
            }
            found.push(Match { table, theirs: row.id, mine, remembered });
        }
    }
    found
}

/// Has the file's rows name ours, as `matches` say. `stamp`: of now; it is what the tombstones of their rows carry. Their settings stay theirs.
pub fn adopt(source: &Source, matches: &[Match], stamp: Stamp) -> Source<'static> {
    let to: HashMap<(Table, Id), Id> = matches.iter().filter_map(|m| Some(((m.table, m.theirs), m.mine?))).collect();
    let known: HashSet<(Table, Id)> = matches.iter().filter(|m| m.remembered).map(|m| (m.table, m.theirs)).collect();
    let mut data = Dataset::default();
    for table in Table::ALL.iter().filter(|table| **table != Table::Settings) {
        for row in source.data.rows(*table).all() {
            let renamed = renaming::row(*table, row, &|table, id| to.get(&(table, id)).copied());
            let mut row = renamed.unwrap_or_else(|| row.clone());
            // What was decided before has its tombstone here already.
            if let Some(mine) = to.get(&(*table, row.id)).filter(|_| !known.contains(&(*table, row.id))) {
                row.put(MERGED_INTO, Some(Value::text(mine.to_string())), Some(stamp));
                row.put(DELETED, Some(Value::Bool(true)), Some(stamp));
            }
            data.insert(*table, row);
        }
    }
    for (name, rows) in source.data.unknown_tables() {
        data.keep_unknown(name, rows.to_vec());
    }
    Source { data: Cow::Owned(data), seen: source.seen.clone(), by_hand: source.by_hand.clone() }
}
