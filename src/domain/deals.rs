//! What follows from a deal's records: its history, stage, status, next step and whether it rots.

use super::dataset::Dataset;
use super::id::Id;
use super::records::{activity, deal, deal_line, pipeline, stage, stage_change, task, Table};
use super::row::Row;
use super::value::{Moment, OutcomeKind, Place, Value};
use crate::domain::sort::{sort_by, sort_by_key};
use chrono::NaiveDate;

/// Whether a deal is open or how it ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Status {
    /// In progress.
    Open,
    /// 赢单
    Won,
    /// 输单
    Lost,
    /// 无效
    Invalid,
}

impl Status {
    /// The word in stage changes.
    pub fn code(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Won => "won",
            Status::Lost => "lost",
            Status::Invalid => "invalid",
        }
    }

    /// The status for a word in a stage change; unknown words count as open.
    pub fn parse(code: &str) -> Status {
        [Status::Won, Status::Lost, Status::Invalid].into_iter().find(|s| s.code() == code).unwrap_or(Status::Open)
    }
}

impl From<OutcomeKind> for Status {
    fn from(kind: OutcomeKind) -> Status {
        match kind {
            OutcomeKind::Won => Status::Won,
            OutcomeKind::Lost => Status::Lost,
            OutcomeKind::Invalid => Status::Invalid,
        }
    }
}

/// Where a deal is, by its latest live stage change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DealState {
    /// Its stage; `None` only when its pipeline has none.
    pub stage: Option<Id>,
    /// Open or how it ended.
    pub status: Status,
    /// The day it entered this stage, if known.
    pub since: Option<NaiveDate>,
    /// The closing date, if it is closed and the date is known.
    pub closed: Option<NaiveDate>,
}

/// Live stage changes of a deal, oldest first: by date (unknown dates come first), then stamp. Those of one stamp (a deal
/// that begins won, rows of a file without stamps) begin with the one that comes from nowhere, then go by time, then by id.
pub fn history(data: &Dataset, deal: Id) -> Vec<&Row> {
    let mut changes: Vec<&Row> = data.referring(Table::StageChange, stage_change::DEAL, deal).collect();
    sort_by_key(&mut changes, |row| change_order(row));
    changes
}

/// What stage changes are ordered by: day, stamp, whether it comes from a stage, time, id.
pub type ChangeOrder = (Option<NaiveDate>, super::stamp::Stamp, bool, Option<Moment>, Id);

/// A stage change's place in the [`history`].
pub fn change_order(row: &Row) -> ChangeOrder {
    // A time of day must not decide between two changes when one of them has none: within a day, the stamp does.
    let at = row.moment(stage_change::AT);
    (at.map(|m| m.date), row.born, row.get(stage_change::FROM).is_some(), at, row.id)
}

/// Where a deal is.
pub fn state(data: &Dataset, row: &Row) -> DealState {
    let mut last: Option<&Row> = None;
    let mut since = None;
    // The usual deal has a handful of changes; the latest decides, the last one into that stage tells since when.
    let changes = data.referring(Table::StageChange, stage_change::DEAL, row.id);
    for change in changes.clone() {
        if last.is_none_or(|l| change_order(l) < change_order(change)) {
            last = Some(change);
        }
    }
    let Some(last) = last else {
        let stage = place(row).map(|p| p.stage).or_else(|| first_open_stage(data, row.link(deal::PIPELINE)?));
        return DealState { stage, status: Status::Open, since: row.date(deal::CREATED), closed: None };
    };
    let stage = last.link(stage_change::TO);
    let mut entered: Option<&Row> = None;
    for change in changes {
        let enters = change.link(stage_change::TO) == stage && change.link(stage_change::FROM) != stage;
        if enters && entered.is_none_or(|e| change_order(e) < change_order(change)) {
            entered = Some(change);
        }
    }
    if let Some(entered) = entered {
        since = entered.date(stage_change::AT);
    }
    let status = Status::parse(last.text(stage_change::STATE));
    let closed = match status {
        Status::Open => None,
        _ => match row.outcome(deal::OUTCOME) {
            Some(outcome) if Status::from(outcome.kind) == status => outcome.date,
            _ => last.date(stage_change::AT),
        },
    };
    DealState { stage, status, since, closed }
}

/// Where a deal stands within a column.
pub fn place(row: &Row) -> Option<&Place> {
    match row.get(deal::PLACE) {
        Some(Value::Place(place)) => Some(place),
        _ => None,
    }
}

/// The order key of a deal in a column; a place in another column is ignored and puts it on top.
pub fn order_in(row: &Row, stage: Id) -> &str {
    place(row).filter(|p| p.stage == stage).map_or("", |p| p.order.as_str())
}

/// Live pipelines in their order.
pub fn pipelines(data: &Dataset) -> Vec<&Row> {
    ordered(data.live(Table::Pipeline), pipeline::ORDER)
}

/// Live stages of a pipeline in their order, archived ones too.
pub fn stages(data: &Dataset, pipeline: Id) -> Vec<&Row> {
    ordered(data.referring(Table::Stage, stage::PIPELINE, pipeline), stage::ORDER)
}

/// Rows by a field that holds fractional order keys, ties by id.
pub fn ordered<'a>(rows: impl Iterator<Item = &'a Row>, order: super::key::Key) -> Vec<&'a Row> {
    let mut rows: Vec<&Row> = rows.collect();
    sort_by(&mut rows, |a, b| (a.text(order), a.id).cmp(&(b.text(order), b.id)));
    rows
}

/// The first stage of a pipeline that deals begin in.
pub fn first_open_stage(data: &Dataset, pipeline: Id) -> Option<Id> {
    stages(data, pipeline).iter().find(|s| s.text(stage::PHASE) == "open" && !s.flag(stage::ARCHIVED)).map(|s| s.id)
}

/// The won stage of a pipeline.
pub fn won_stage(data: &Dataset, pipeline: Id) -> Option<Id> {
    stages(data, pipeline).iter().find(|s| s.text(stage::PHASE) == "won").map(|s| s.id)
}

/// Per cent: the deal's own probability, else the stage's; won is 100, lost and invalid are 0.
pub fn probability(data: &Dataset, row: &Row, state: &DealState) -> i64 {
    match state.status {
        Status::Won => 100,
        Status::Lost | Status::Invalid => 0,
        Status::Open => row.int(deal::PROBABILITY).unwrap_or_else(|| {
            state.stage.and_then(|id| data.get(Table::Stage, id)).and_then(|s| s.int(stage::PROBABILITY)).unwrap_or(0)
        }),
    }
}

/// The next step: the earliest open task about the deal. Tasks without a date come last.
pub fn next_step(data: &Dataset, deal: Id) -> Option<&Row> {
    data.referring(Table::Task, task::ABOUT, deal)
        .filter(|t| t.get(task::DONE).is_none())
        .min_by_key(|t| (t.moment(task::DUE).is_none(), t.moment(task::DUE), t.id))
}

/// The day of the last activity or move, if any date is known.
pub fn last_touch(data: &Dataset, row: &Row) -> Option<NaiveDate> {
    let activities = data.referring(Table::Activity, activity::ABOUT, row.id).filter_map(|a| a.date(activity::AT));
    let moves = data.referring(Table::StageChange, stage_change::DEAL, row.id).filter_map(|c| c.date(stage_change::AT));
    activities.chain(moves).chain(row.date(deal::CREATED)).max()
}

/// Days that an open deal rots: days since the last real activity or move beyond none, once they exceed the stage's normal days
/// and no next step lies today or later. `None`: it does not rot.
pub fn rotting_days(data: &Dataset, row: &Row, state: &DealState, today: NaiveDate) -> Option<i64> {
    if state.status != Status::Open {
        return None;
    }
    let limit = state.stage.and_then(|id| data.get(Table::Stage, id))?.int(stage::NORMAL_DAYS)?;
    let days = (today - last_touch(data, row)?).num_days();
    if days <= limit || next_step(data, row.id).and_then(|t| t.date(task::DUE)).is_some_and(|due| due >= today) {
        return None;
    }
    Some(days)
}

/// Units of a deal: Σ quantity of its lines, in millionths.
pub fn units(data: &Dataset, deal: Id) -> i64 {
    data.referring(Table::DealLine, deal_line::DEAL, deal)
        .filter_map(|l| l.decimal(deal_line::QUANTITY))
        .fold(0, i64::saturating_add)
}
