//! The funnel of a pipeline, by entry cohort and as a snapshot.
//!
//! Cohort of a stage: the deals that entered it first within the period. Each has since advanced (a later stage, or won), is
//! lost, or still is open; the three sum to n. How a deal enters and passes stages: see [`super::path::entries`].
//! - Invalid deals, and deals that are in another pipeline now, leave the cohort; they are listed beside it.
//! - A deal whose first entering has no known day is in no period; it is listed beside the stage.
//! - The lead stage counts leads, by the day they came; advanced = converted; invalid leads leave the cohort. Leads cannot be lost.
//! - The funnel ends at the won stage, which has a number but no conversion. After-sales stages are not rows.
//! - Archived stages are not rows; a deal that goes through one advances past those before it all the same.
//! - The bottleneck is the stage with the lowest conversion among those with at least [`stats::FEWEST`] cases; of equals the
//!   earliest. It looks at deals still open as not advanced (yet).
//! - Stage rates are never multiplied.
//!
//! The snapshot is where deals and leads are right now, whatever the period; its won row is what was won within the period.

use super::basis::{Basis, Phase, StageInfo};
use super::filter::DealFilter;
use super::path::entries;
use super::period::Period;
use super::rates::{Adder, Total};
use super::stats::{self, Rate};
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::records::{deal, lead, Table};
use std::rc::Rc;

/// One stage's cohort. All lists hold ids of `table`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CohortRow {
    /// The stage.
    pub stage: Id,
    /// What is counted: leads in a lead stage, deals in all others.
    pub table: Table,
    /// Reached a later stage since, or were won; leads: were converted. Empty in the won stage.
    pub advanced: Vec<Id>,
    /// Did not, and are lost.
    pub lost: Vec<Id>,
    /// Did not, and are open. In the won stage: the deals won.
    pub open: Vec<Id>,
    /// How many of the n began in this stage.
    pub direct: usize,
    /// Entered in the period but turned out invalid: not in n.
    pub invalid: Vec<Id>,
    /// Entered in the period but are in another pipeline now: not in n.
    pub moved: Vec<Id>,
    /// Entered on an unknown day: not in n.
    pub unknown: Vec<Id>,
    /// The last row: the won stage, without a conversion.
    pub last: bool,
}

impl CohortRow {
    fn new(stage: &StageInfo) -> CohortRow {
        CohortRow {
            stage: stage.id,
            table: if stage.phase == Phase::Lead { Table::Lead } else { Table::Deal },
            advanced: Vec::new(),
            lost: Vec::new(),
            open: Vec::new(),
            direct: 0,
            invalid: Vec::new(),
            moved: Vec::new(),
            unknown: Vec::new(),
            last: stage.phase == Phase::Won,
        }
    }

    /// The size of the cohort: advanced + lost + open.
    pub fn n(&self) -> usize {
        self.advanced.len() + self.lost.len() + self.open.len()
    }

    /// The ids of the cohort.
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.advanced.iter().chain(&self.lost).chain(&self.open).copied()
    }

    /// Advanced ÷ n; `None` in the won stage, where the funnel ends.
    pub fn conversion(&self) -> Option<Rate> {
        (!self.last).then(|| Rate::new(self.advanced.len(), self.n()))
    }

    /// Lost ÷ n.
    pub fn loss(&self) -> Rate {
        Rate::new(self.lost.len(), self.n())
    }

    /// Still open ÷ n; in the won stage meaningless.
    pub fn waiting(&self) -> Rate {
        Rate::new(self.open.len(), self.n())
    }
}

/// One stage right now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SnapshotRow {
    /// The stage.
    pub stage: Id,
    /// What is counted: leads in a lead stage, deals in all others.
    pub table: Table,
    /// Open leads or deals in it; in the won stage the deals won within the period.
    pub ids: Vec<Id>,
    /// The sum of their amounts at today's rate (won: at that of the closing date). Leads have no amount.
    pub sum: Total,
}

/// The funnel of one pipeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Funnel {
    /// The pipeline.
    pub pipeline: Id,
    /// The period of entering.
    pub period: Period,
    /// By entry cohort, lead stage first, won stage last.
    pub cohort: Vec<CohortRow>,
    /// The snapshot, the same stages.
    pub snapshot: Vec<SnapshotRow>,
    /// The position in `cohort` of the bottleneck, if any stage has enough cases.
    pub bottleneck: Option<usize>,
}

impl Funnel {
    /// The code of the cohort's formula.
    pub const FORMULA: &'static str = "funnel.cohort";
    /// The code of the snapshot's formula.
    pub const FORMULA_SNAPSHOT: &'static str = "funnel.snapshot";

    /// Computes it, for the deals and leads of a filter. The filter's own pipeline is ignored.
    pub fn new(basis: &Basis, pipeline: Id, period: Period, filter: &DealFilter) -> Funnel {
        let mut count = FunnelCount::new(basis, pipeline, period, filter);
        count.deals(basis, usize::MAX);
        count.leads(basis);
        count.funnel()
    }
}

/// A funnel while it is counted, for who does a step at a time: the deals, some after the other, then the leads, then the funnel.
#[derive(Debug)]
pub struct FunnelCount {
    pipeline: Id,
    period: Period,
    filter: DealFilter,
    cohort: Vec<CohortRow>,
    /// Per row of the cohort: who is there now, with their amounts.
    there: Vec<(Vec<Id>, Adder)>,
    /// How many ways of deals were looked at.
    seen: usize,
}

/// The stages that are rows.
fn rows(stages: &[Rc<StageInfo>]) -> Vec<&StageInfo> {
    stages.iter().map(|s| &**s).filter(|s| !s.archived && s.phase <= Phase::Won).collect()
}

impl FunnelCount {
    /// Begins, for the deals and leads of a filter. The filter's own pipeline is ignored.
    pub fn new(basis: &Basis, pipeline: Id, period: Period, filter: &DealFilter) -> FunnelCount {
        let rows = rows(basis.stages(pipeline));
        FunnelCount {
            pipeline,
            period,
            filter: DealFilter { pipeline: Some(pipeline), ..filter.clone() },
            cohort: rows.iter().map(|s| CohortRow::new(s)).collect(),
            there: rows.iter().map(|_| (Vec::new(), Adder::new(basis.currency()))).collect(),
            seen: 0,
        }
    }

    /// Counts so many deals more, at most; whether these were the last.
    pub fn deals(&mut self, basis: &Basis, most: usize) -> bool {
        let filter = self.filter.prepare(basis);
        let stages = basis.stages(self.pipeline);
        let rows = rows(stages);
        let (period, paths) = (self.period, basis.paths());
        let next = self.seen.saturating_add(most).min(paths.len());
        for path in &paths[std::mem::replace(&mut self.seen, next)..next] {
            let row = path.row;
            if !path.steps.iter().any(|s| s.stage.pipeline == self.pipeline) || !filter.counts_anywhere(path) {
                continue;
            }
            let here = path.pipeline() == Some(self.pipeline);
            let found = entries(path, stages);
            for (line, stage) in self.cohort.iter_mut().zip(&rows) {
                if stage.phase == Phase::Lead {
                    continue;
                }
                if let Some(entered) = found.entered.get(stage.rank).copied().flatten() {
                    let Some(day) = entered else {
                        line.unknown.push(row.id);
                        continue;
                    };
                    if period.has(day) {
                        let list = match path.status {
                            _ if !here => &mut line.moved,
                            Status::Invalid => &mut line.invalid,
                            _ if found.advanced[stage.rank] => &mut line.advanced,
                            Status::Lost => &mut line.lost,
                            _ => &mut line.open,
                        };
                        list.push(row.id);
                        let counted = here && path.status != Status::Invalid;
                        line.direct += usize::from(counted && found.began == Some(stage.rank));
                    }
                }
            }
            if !here {
                continue;
            }
            let place = match path.status {
                Status::Open => path.stage().map(|s| (s.id, basis.today)),
                Status::Won => path
                    .closed
                    .filter(|d| period.has(*d))
                    .and_then(|closed| rows.last().filter(|s| s.phase == Phase::Won).map(|s| (s.id, closed))),
                _ => None,
            };
            if let Some((i, day)) = place.and_then(|(id, day)| Some((rows.iter().position(|s| s.id == id)?, day))) {
                self.there[i].0.push(row.id);
                self.there[i].1.add(&basis.rates, row.money(deal::AMOUNT), day, 100);
            }
        }
        next == paths.len()
    }

    /// Counts the leads.
    pub fn leads(&mut self, basis: &Basis) {
        let filter = self.filter.prepare(basis);
        let rows = rows(basis.stages(self.pipeline));
        let Some(i) = rows.iter().position(|s| s.phase == Phase::Lead) else { return };
        let (line, there) = (&mut self.cohort[i], &mut self.there[i]);
        for row in basis.data.live(Table::Lead).filter(|row| filter.takes_lead(row)) {
            let status = row.text(lead::STATUS);
            if !matches!(status, "converted" | "invalid") {
                there.0.push(row.id);
                there.1.add(&basis.rates, None, basis.today, 100);
            }
            let list = match (row.date(lead::CREATED), status) {
                (None, _) => &mut line.unknown,
                (Some(day), _) if !self.period.has(day) => continue,
                (_, "converted") => &mut line.advanced,
                (_, "invalid") => &mut line.invalid,
                _ => &mut line.open,
            };
            list.push(row.id);
        }
        line.direct = line.n();
    }

    /// What was counted.
    pub fn funnel(self) -> Funnel {
        let snapshot = (self.cohort.iter().zip(self.there))
            .map(|(line, (ids, sum))| SnapshotRow { stage: line.stage, table: line.table, ids, sum: sum.total() })
            .collect();
        let bottleneck = bottleneck(&self.cohort);
        Funnel { pipeline: self.pipeline, period: self.period, cohort: self.cohort, snapshot, bottleneck }
    }
}

/// The stage with the lowest conversion among those with enough cases, the earliest of equals.
fn bottleneck(cohort: &[CohortRow]) -> Option<usize> {
    let rates = cohort.iter().map(CohortRow::conversion).enumerate();
    let enough = rates.filter_map(|(i, rate)| rate.filter(|r| r.enough()).map(|r| (i, r)));
    enough
        .fold(None, |lowest: Option<(usize, Rate)>, (i, rate)| match lowest {
            Some((_, other)) if !rate.below(other) => lowest,
            _ => Some((i, rate)),
        })
        .map(|(i, _)| i)
}

/// How many cases the bottleneck needs.
pub const BOTTLENECK_FLOOR: usize = stats::FEWEST;

#[cfg(test)]
#[path = "funnel_tests.rs"]
mod tests;
