//! Checking data and putting them right: what a merge, an import, a migration or a damaged file can leave behind, and no command would.
//!
//! A finding is about one row (and one of its cells) and has a code, whose words are in `text/`. Where there is exactly one right answer, the
//! finding has it: cells to write. Repairing is a command like any other. It checks anew and writes what was chosen, so it is undone in one
//! step, comes to the same on every device, and writes nothing where nothing is wrong. A reference to a row that is in no file seen so far
//! is only reported: the row may come with the next one.
//!
//! Each table is gone through once. Each part looks at rows as they will be once references to merged rows are led on, so that one
//! repair is enough.

mod cells;
mod deals;
mod order;
mod trees;

use super::dataset::{merged_into, Dataset, IdMap};
use super::id::Id;
use super::key::Key;
use super::message::Code;
use super::patch::Patch;
use super::records::{lead, settings, stage, Table, DELETED, MERGED_INTO};
use super::row::Row;
use super::value::Value;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};

/// Every code, for the test that asks for its words.
pub const CODES: [&str; 24] = [
    AMOUNT_NOT_LINES,
    CREDIT_NOT_WON,
    CREDIT_SUM,
    DEAL_WITHOUT_HISTORY,
    GOAL_DATES,
    HISTORY_BEFORE_CREATED,
    HISTORY_IN_FUTURE,
    LEAD_WITHOUT_DEAL,
    MERGED_CIRCLE,
    ORDER_KEY,
    OUTCOME_DISAGREES,
    PARENT_CIRCLE,
    PIPELINE_MISSING,
    PIPELINE_WON,
    PLACE_OTHER_STAGE,
    REFERENCE_DELETED,
    REFERENCE_MERGED,
    REFERENCE_MISSING,
    REQUIRED_EMPTY,
    SETTINGS_MISSING,
    SETTINGS_TWICE,
    STAGE_OTHER_PIPELINE,
    WRONG_CURRENCY,
    WRONG_KIND,
];

const AMOUNT_NOT_LINES: &str = "check_amount_not_lines";
const CREDIT_NOT_WON: &str = "check_credit_not_won";
const CREDIT_SUM: &str = "check_credit_sum";
const DEAL_WITHOUT_HISTORY: &str = "check_deal_without_history";
const GOAL_DATES: &str = "check_goal_dates";
const HISTORY_BEFORE_CREATED: &str = "check_history_before_created";
const HISTORY_IN_FUTURE: &str = "check_history_in_future";
const LEAD_WITHOUT_DEAL: &str = "check_lead_without_deal";
const MERGED_CIRCLE: &str = "check_merged_circle";
const ORDER_KEY: &str = "check_order_key";
const OUTCOME_DISAGREES: &str = "check_outcome_disagrees";
const PARENT_CIRCLE: &str = "check_parent_circle";
const PIPELINE_MISSING: &str = "check_pipeline_missing";
const PIPELINE_WON: &str = "check_pipeline_won";
const PLACE_OTHER_STAGE: &str = "check_place_other_stage";
const REFERENCE_DELETED: &str = "check_reference_deleted";
const REFERENCE_MERGED: &str = "check_reference_merged";
const REFERENCE_MISSING: &str = "check_reference_missing";
const REQUIRED_EMPTY: &str = "check_required_empty";
const SETTINGS_MISSING: &str = "check_settings_missing";
const SETTINGS_TWICE: &str = "check_settings_twice";
const STAGE_OTHER_PIPELINE: &str = "check_stage_other_pipeline";
const WRONG_CURRENCY: &str = "check_wrong_currency";
const WRONG_KIND: &str = "check_wrong_kind";

/// Which finding: enough to find it again.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Spot {
    /// What is wrong: a code of [`CODES`].
    #[serde(with = "crate::domain::message::code")]
    pub code: Code,
    /// Which table.
    pub table: Table,
    /// Which row; for settings that are not there, the one that should be.
    pub id: Id,
    /// Which cell, if it is about one.
    pub key: Option<Key>,
}

/// A cell to write. A row that is not there is made of its cells.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Write {
    /// Which table.
    pub table: Table,
    /// Which row.
    pub id: Id,
    /// Which cell.
    pub key: Key,
    /// Its value from now on; `None`: cleared.
    pub after: Option<Value>,
}

/// Something that is not as it should be.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Finding {
    /// What and where.
    pub spot: Spot,
    /// The other row that it is about: the one that is gone, or was to be named instead.
    pub about: Option<(Table, Id)>,
    /// The one right answer; empty if there is none or several.
    pub repair: Vec<Write>,
}

/// Looks through all data. `today`: the local day, for what is dated in the future. The same data give the same findings in the same
/// order.
pub fn audit(data: &Dataset, today: NaiveDate) -> Vec<Finding> {
    // Asking each row whether it is deleted would take longer than all checks together.
    let with_deleted = |table: &Table| {
        let rows = data.rows(*table);
        rows.live_count() < rows.all().len() || rows.all().iter().any(Row::is_kept)
    };
    let with_deleted = Table::ALL.iter().map(with_deleted).collect();
    let mut audit = Audit { data, today, with_deleted, restored: HashSet::new(), found: Vec::new() };
    audit.circles_of_merges();
    audit.settings();
    Table::ALL.iter().for_each(|table| audit.cells(*table));
    audit.deals();
    audit.orders();
    audit.pipelines();
    audit.leads();
    audit.goals_and_teams();
    audit.found
}

/// Which findings can be repaired.
pub fn repairable(findings: &[Finding]) -> Vec<Spot> {
    findings.iter().filter(|finding| !finding.repair.is_empty()).map(|finding| finding.spot).collect()
}

/// Writes what puts the chosen findings right, as far as they are still there.
pub(super) fn repair(data: &Dataset, today: NaiveDate, chosen: &[Spot], patch: &mut Patch) {
    let wanted: HashSet<Spot> = chosen.iter().copied().collect();
    let mut made: BTreeMap<(Table, Id), Vec<(Key, Value)>> = BTreeMap::new();
    for finding in audit(data, today).into_iter().filter(|finding| wanted.contains(&finding.spot)) {
        for Write { table, id, key, after } in finding.repair {
            match after {
                Some(value) if data.rows(table).get(id).is_none() => {
                    made.entry((table, id)).or_default().push((key, value));
                }
                after => patch.set(data, table, id, key, after),
            }
        }
    }
    made.into_iter().for_each(|((table, id), cells)| patch.make(table, id, cells));
}

struct Audit<'a> {
    data: &'a Dataset,
    today: NaiveDate,
    /// Which tables have deleted rows: in the others a reference need only be found.
    with_deleted: Vec<bool>,
    /// Rows that are deleted now and come back by a repair.
    restored: HashSet<(Table, Id)>,
    found: Vec<Finding>,
}

impl<'a> Audit<'a> {
    fn find(&mut self, code: &'static str, (table, row): (Table, &Row), key: Option<Key>, repair: Vec<Write>) {
        self.find_about(code, (table, row), key, None, repair);
    }

    fn find_about(
        &mut self,
        code: &'static str,
        (table, row): (Table, &Row),
        key: Option<Key>,
        about: Option<(Table, Id)>,
        repair: Vec<Write>,
    ) {
        self.found.push(Finding { spot: Spot { code, table, id: row.id, key }, about, repair });
    }

    /// The rows that are shown, or will be.
    fn rows(&self, table: Table) -> impl Iterator<Item = &'a Row> + use<'a, '_> {
        let rows: &'a super::dataset::Rows = self.data.rows(table);
        let shown = move |at, id| rows.is_live_at(at) || self.restored.contains(&(table, id));
        rows.all().iter().enumerate().filter(move |(at, row)| shown(*at, row.id)).map(|(_, row)| row)
    }

    /// The row that stands for this one: itself, unless it was merged away.
    fn stands(&self, table: Table, id: Id) -> Id {
        self.data.heir(table, id).unwrap_or(id)
    }

    /// The row that a reference names, once it is led on.
    fn link(&self, table: Table, row: &Row, key: Key) -> Option<Id> {
        row.link(key).map(|id| self.stands(table, id))
    }

    /// Rows that were merged into each other in a circle are all deleted: one of them comes back.
    fn circles_of_merges(&mut self) {
        for table in Table::ALL.iter().copied().filter(|table| self.with_deleted[*table as usize]).collect::<Vec<_>>() {
            for row in self.data.rows(table).all() {
                if merged_into(row).is_some() && self.data.heir(table, row.id) == Some(row.id) {
                    self.restored.insert((table, row.id));
                    let repair = [DELETED, MERGED_INTO].map(|key| write(table, row, key, None)).into();
                    self.find(MERGED_CIRCLE, (table, row), None, repair);
                }
            }
        }
    }

    fn settings(&mut self) {
        let (data, table) = (self.data, Table::Settings);
        if data.settings().is_none() {
            self.find(SETTINGS_MISSING, (table, &Row::new(settings::ROW, Default::default())), None, Vec::new());
        }
        for row in data.live(table).filter(|row| row.id != settings::ROW) {
            let goes = write(table, row, DELETED, Some(Value::Bool(true)));
            let repair = data.settings().map(|_| goes).into_iter().collect();
            self.find(SETTINGS_TWICE, (table, row), None, repair);
        }
    }

    /// A pipeline has exactly one won stage. Which one it should be is for people to say.
    fn pipelines(&mut self) {
        let mut won: IdMap<usize> = IdMap::default();
        for row in self.rows(Table::Stage).filter(|row| row.text(stage::PHASE) == "won") {
            if let Some(pipeline) = self.link(Table::Pipeline, row, stage::PIPELINE) {
                *won.entry(pipeline).or_default() += 1;
            }
        }
        for row in self.data.live(Table::Pipeline).filter(|row| won.get(&row.id) != Some(&1)) {
            self.find(PIPELINE_WON, (Table::Pipeline, row), None, Vec::new());
        }
    }

    /// A converted lead names its deal. If just one deal says that it came from this lead, that is the one.
    fn leads(&mut self) {
        let mut deals: IdMap<Vec<Id>> = IdMap::default();
        for row in self.data.live(Table::Deal) {
            if let Some(lead) = self.link(Table::Lead, row, super::records::deal::LEAD) {
                deals.entry(lead).or_default().push(row.id);
            }
        }
        for row in self.data.live(Table::Lead).filter(|row| row.text(lead::STATUS) == "converted") {
            let deal = self.link(Table::Deal, row, lead::DEAL);
            if deal.is_some_and(|id| self.data.get(Table::Deal, id).is_some()) {
                continue;
            }
            let repair = match deals.get(&row.id).map(Vec::as_slice) {
                Some([one]) => vec![write(Table::Lead, row, lead::DEAL, Some(Value::Ref(*one)))],
                _ => Vec::new(),
            };
            let about = row.link(lead::DEAL).map(|id| (Table::Deal, id));
            self.find_about(LEAD_WITHOUT_DEAL, (Table::Lead, row), Some(lead::DEAL), about, repair);
        }
    }
}

fn write(table: Table, row: &Row, key: Key, after: Option<Value>) -> Write {
    Write { table, id: row.id, key, after }
}
