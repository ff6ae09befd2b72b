//! The way that a deal took: its stage changes in order, with what makes them fit for figures.
//!
//! - The close that counts is the last one: a won, lost or invalid change that a later reopening took back is no close.
//! - The closing date is that of the outcome when the outcome tells the same end, otherwise that of the change that closed it
//!   (the first of the last unbroken run of that state: moves through after-sales do not close it anew).
//! - A deal without any stage change has been in the stage of its place (else the first open one) since it was created.
//! - Changes to stages that are gone are left out.

use super::basis::{Basis, Phase, StageInfo};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{change_order, first_open_stage, place, ChangeOrder, Status};
use crate::domain::id::Id;
use crate::domain::records::{deal, stage_change, Table};
use crate::domain::row::Row;
use crate::domain::value::{Share, Value};
use chrono::NaiveDate;
use std::rc::Rc;

/// One stage change.
#[derive(Clone, Debug)]
pub struct Step {
    /// The day, if known.
    pub at: Option<NaiveDate>,
    /// The stage after it.
    pub stage: Rc<StageInfo>,
    /// The state after it.
    pub status: Status,
}

/// The way of a deal, and what every figure asks of it: reading it from the row each time is half of a figure's work.
#[derive(Clone, Debug)]
pub struct Way {
    /// Its changes, oldest first.
    pub steps: Vec<Step>,
    /// What it is now.
    pub status: Status,
    /// When it closed, if it is closed and the day is known.
    pub closed: Option<NaiveDate>,
    /// When it was made, if known.
    pub created: Option<NaiveDate>,
    /// Who is responsible, with the team where it is frozen: see the module docs of `analysis`.
    pub responsible: (Option<Id>, Option<Id>),
}

/// A deal with its way.
#[derive(Clone, Debug)]
pub struct Path<'a> {
    /// The deal.
    pub row: &'a Row,
    way: Way,
}

impl std::ops::Deref for Path<'_> {
    type Target = Way;

    fn deref(&self) -> &Way {
        &self.way
    }
}

/// The ways of all live deals, found a few at a time, and without the rows: what may be kept while the data are not held. It is worth
/// nothing once they change.
#[derive(Default, Debug)]
pub struct Ways(Vec<Way>);

impl Ways {
    /// Finds so many more. `true`: all are found.
    pub fn find(&mut self, basis: &Basis, deals: usize) -> bool {
        let rows = basis.data.live(Table::Deal).skip(self.0.len()).take(deals);
        let before = self.0.len();
        self.0.extend(rows.map(|row| Way::of(basis, row)));
        self.0.len() - before < deals
    }

    /// With their rows.
    pub(super) fn paths<'a>(self, data: &'a Dataset) -> Vec<Path<'a>> {
        data.live(Table::Deal).zip(self.0).map(|(row, way)| Path { row, way }).collect()
    }

    /// Without them.
    pub(super) fn of(paths: Vec<Path>) -> Ways {
        Ways(paths.into_iter().map(|path| path.way).collect())
    }
}

impl<'a> Path<'a> {
    /// A deal with its way.
    pub fn of(basis: &Basis, row: &'a Row) -> Path<'a> {
        Path { row, way: Way::of(basis, row) }
    }

    /// The pipeline it is in: its stage's.
    pub fn pipeline(&self) -> Option<Id> {
        self.stage().map(|s| s.pipeline).or_else(|| self.row.link(deal::PIPELINE))
    }

    /// Per cent: the deal's own probability, else its stage's; won 100, lost and invalid 0.
    pub fn probability(&self) -> i64 {
        match self.status {
            Status::Won => 100,
            Status::Lost | Status::Invalid => 0,
            Status::Open => self
                .row
                .int(deal::PROBABILITY)
                .map_or_else(|| self.stage().map_or(0, |s| s.probability), |p| p.clamp(0, 100)),
        }
    }
}

impl Way {
    fn of(basis: &Basis, row: &Row) -> Way {
        let mut found: Vec<(ChangeOrder, Step)> = changes(basis, row)
            .map(|(change, stage)| {
                let order = change_order(change);
                (
                    order,
                    Step { at: order.0, stage: stage.clone(), status: Status::parse(change.text(stage_change::STATE)) },
                )
            })
            .collect();
        found.sort_unstable_by_key(|(order, _)| *order);
        let created = row.date(deal::CREATED);
        let mut steps: Vec<Step> = found.into_iter().map(|(_, step)| step).collect();
        if steps.is_empty() {
            let begun = (place(row).map(|p| p.stage)).filter(|id| basis.stage(*id).is_some());
            let begun = begun.or_else(|| first_open_stage(basis.data, row.link(deal::PIPELINE)?));
            steps.extend(begun.and_then(|id| basis.stage(id)).map(|stage| Step {
                at: created,
                stage: stage.clone(),
                status: Status::Open,
            }));
        }
        let status = steps.last().map_or(Status::Open, |s| s.status);
        let mut closed = None;
        if status != Status::Open {
            let run = steps.iter().rev().take_while(|s| s.status == status).count();
            let first = steps.len() - run;
            closed = match row.outcome(deal::OUTCOME) {
                Some(outcome) if Status::from(outcome.kind) == status => outcome.date,
                _ => steps[first].at,
            };
            steps[first].at = closed;
        }
        let owner = (row.link(deal::OWNER), None);
        let share = (status == Status::Won).then(|| leading(row)).flatten();
        Way { steps, status, closed, created, responsible: share.map_or(owner, |share| (Some(share.rep), share.team)) }
    }

    /// The stage it is in.
    pub fn stage(&self) -> Option<&StageInfo> {
        self.steps.last().map(|s| &*s.stage)
    }

    /// Open, and in a stage of deals in progress: what sums "in progress" cover.
    pub fn in_progress(&self) -> bool {
        self.status == Status::Open && self.stage().is_some_and(|s| s.phase == Phase::Open)
    }
}

/// What a deal is now, without the whole way: many are put aside by that alone.
pub fn status(basis: &Basis, row: &Row) -> Status {
    let last = changes(basis, row).map(|(change, _)| (change_order(change), change)).max_by_key(|(order, _)| *order);
    last.map_or(Status::Open, |(_, change)| Status::parse(change.text(stage_change::STATE)))
}

/// The stage changes of a deal whose stages are there, in no order.
fn changes<'b, 'd>(
    basis: &'b Basis<'d>,
    row: &Row,
) -> impl Iterator<Item = (&'d Row, &'b Rc<StageInfo>)> + use<'b, 'd> {
    let data = basis.data;
    data.referring(Table::StageChange, stage_change::DEAL, row.id)
        .filter_map(|change| Some((change, basis.stage(change.link(stage_change::TO)?)?)))
}

/// The shares of a deal's frozen credit.
pub fn shares(row: &Row) -> &[Share] {
    match row.get(deal::CREDIT) {
        Some(Value::Credit(shares)) => shares,
        _ => &[],
    }
}

/// The largest share, the first of equals.
fn leading(row: &Row) -> Option<&Share> {
    shares(row).iter().rev().max_by_key(|s| s.percent)
}

/// When a deal entered the stages of one pipeline, for cohorts. All vectors are by rank.
#[derive(Clone, Debug)]
pub struct Entries {
    /// Per stage: not entered, or the day of the first entering, which may be unknown.
    pub entered: Vec<Option<Option<NaiveDate>>>,
    /// Per stage: a later stage was reached after entering this one.
    pub advanced: Vec<bool>,
    /// The stage that the deal began in.
    pub began: Option<usize>,
}

/// Follows a deal through the stages of a pipeline up to the won one.
///
/// A forward move enters and passes the stages that it skips, that day; the first stage is where the deal began; going back
/// enters the earlier stage if the deal never was there, and un-passes nothing. Wins count only in the last unbroken run of
/// them: one that was taken back, by reopening or by losing after all, never happened here.
/// After-sales stages count as the won stage.
pub fn entries(path: &Path, stages: &[Rc<StageInfo>]) -> Entries {
    let won = stages.iter().position(|s| s.phase == Phase::Won).unwrap_or(stages.len().saturating_sub(1));
    let mut found = Entries { entered: vec![None; won + 1], advanced: vec![false; won + 1], began: None };
    let Some(pipeline) = stages.first().map(|s| s.pipeline) else { return found };
    let wins = path.steps.iter().rev().take_while(|s| s.status == Status::Won).count();
    let last_run = path.steps.len() - wins;
    let mut at: Option<usize> = None;
    for (i, step) in path.steps.iter().enumerate() {
        if step.stage.pipeline != pipeline || (step.status == Status::Won && i < last_run) {
            continue;
        }
        let is_win = step.status == Status::Won;
        // A stage beyond open ones without a win is a remnant of a win that was taken back.
        if !is_win && step.stage.phase >= Phase::Won {
            continue;
        }
        let to = if is_win { won } else { step.stage.rank.min(won) };
        let from = match at {
            None => {
                found.began = Some(to);
                to
            }
            Some(from) => (from + 1).min(to),
        };
        for entered in &mut found.entered[from..=to] {
            entered.get_or_insert(step.at);
        }
        for rank in 0..to {
            found.advanced[rank] |= found.entered[rank].is_some();
        }
        at = Some(to);
    }
    found
}
