//! Time in stage, and the three times that managers watch.
//!
//! - Time in stage: one span per visit (a deal that comes back visits anew), for visits that began in the period. Any leaving ends
//!   it: forward, back, to another pipeline, won, lost, invalid. A deal still there is censored today. Only stages in progress
//!   and the lead stage, where a visit is a lead from its coming to its conversion or its end as invalid. Stages that a jump
//!   skipped were not visited.
//! - The three times are two figures each. *Of those done*: won (or converted) within the period. *Time to a decision*, by
//!   Kaplan–Meier: begun within the period, the event is won or lost (leads: converted), what is open is censored today,
//!   what turned out invalid is left out.
//! - Total sales time to a decision is over all leads of the period: a lead's deal decides for it, an open lead is censored.
//! - A deal counts for its responsible rep, a lead without a deal for its owner.
//! - What lacks a date that is needed, or ends before it begins, is left out and listed.

use super::basis::{Basis, Phase};
use super::filter::DealFilter;
use super::path::Path;
use super::period::Period;
use super::stats::{kaplan_meier, mean_tenths, median_tenths, Rate, Span, Survival, FEWEST};
use crate::domain::dataset::IdMap;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::records::{deal, lead, Table};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How long visits to a stage last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageTime {
    /// The stage.
    pub stage: Id,
    /// What visits it: leads or deals.
    pub table: Table,
    /// Days that are normal, if set.
    pub normal_days: Option<i64>,
    /// The visits: who, how long.
    pub visits: Vec<(Id, Span)>,
    /// Visits with an unknown or impossible date, left out; a record may be here more than once.
    pub left_out: Vec<Id>,
}

impl StageTime {
    /// The code of the formula.
    pub const FORMULA: &'static str = "time.stage";

    /// Median and 75th percentile; `None` without visits. Show them only when there are enough.
    pub fn survival(&self) -> Option<Survival> {
        survival(&self.visits)
    }
}

fn survival(spans: &[(Id, Span)]) -> Option<Survival> {
    kaplan_meier(&spans.iter().map(|(_, s)| *s).collect::<Vec<_>>())
}

/// From a day to a day, or to today when it goes on. `None`: a day is unknown, or they are the wrong way round.
fn span(from: Option<NaiveDate>, to: Option<Option<NaiveDate>>, today: NaiveDate) -> Option<Span> {
    let end = match to {
        Some(end) => end?,
        None => today,
    };
    let days = (end - from?).num_days();
    (days >= 0).then_some(Span { days, ended: to.is_some() })
}

/// Time in each stage of a pipeline, for visits begun within a period. The filter's own pipeline is ignored.
pub fn time_in_stage(basis: &Basis, pipeline: Id, period: Period, filter: &DealFilter) -> Vec<StageTime> {
    let filter = DealFilter { pipeline: Some(pipeline), ..filter.clone() };
    let filter = filter.prepare(basis);
    let stages: Vec<_> = basis.stages(pipeline).iter().filter(|s| !s.archived && s.phase < Phase::Won).collect();
    let mut found: Vec<StageTime> = (stages.iter())
        .map(|s| StageTime {
            stage: s.id,
            table: if s.phase == Phase::Lead { Table::Lead } else { Table::Deal },
            normal_days: s.normal_days,
            visits: Vec::new(),
            left_out: Vec::new(),
        })
        .collect();
    let mut visit = |stage: Id, who: Id, from: Option<NaiveDate>, to: Option<Option<NaiveDate>>| {
        let Some(line) = found.iter_mut().find(|l| l.stage == stage) else { return };
        match span(from, to, basis.today) {
            None => line.left_out.push(who),
            Some(span) if period.holds(from) => line.visits.push((who, span)),
            Some(_) => {}
        }
    };
    for path in basis.paths() {
        let row = path.row;
        if !path.steps.iter().any(|s| s.stage.pipeline == pipeline) || !filter.counts_anywhere(path) {
            continue;
        }
        let mut here: Option<(Id, Option<NaiveDate>)> = None;
        for step in &path.steps {
            let stays = step.status == Status::Open;
            if stays && here.is_some_and(|(stage, _)| stage == step.stage.id) {
                continue;
            }
            if let Some((stage, since)) = here.take() {
                visit(stage, row.id, since, Some(step.at));
            }
            here = stays.then_some((step.stage.id, step.at));
        }
        if let Some((stage, since)) = here {
            visit(stage, row.id, since, None);
        }
    }
    if let Some(first) = stages.iter().find(|s| s.phase == Phase::Lead) {
        for row in basis.data.live(Table::Lead).filter(|row| filter.takes_lead(row)) {
            let over = matches!(row.text(lead::STATUS), "converted" | "invalid");
            visit(first.id, row.id, row.date(lead::CREATED), over.then(|| row.date(lead::CLOSED)));
        }
    }
    found
}

/// One of the three times: its two figures. Ids are of deals for the sales cycle, of leads for the other two.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TimeFigure {
    /// Won (or converted) within the period, with the days it took.
    pub done: Vec<(Id, i64)>,
    /// Done, but a date is unknown or impossible: in no period.
    pub done_left_out: Vec<Id>,
    /// Begun within the period, with the time to its decision.
    pub begun: Vec<(Id, Span)>,
    /// Begun on an unknown day, or decided on an unknown or impossible one.
    pub begun_left_out: Vec<Id>,
}

impl TimeFigure {
    fn days(&self) -> Vec<i64> {
        self.done.iter().map(|(_, d)| *d).collect()
    }

    /// Whether enough are done for a mean or median.
    pub fn enough(&self) -> bool {
        self.done.len() >= FEWEST
    }

    /// The mean of those done, in tenths of a day; `None` without any.
    pub fn mean_tenths(&self) -> Option<i64> {
        mean_tenths(&self.days())
    }

    /// The median of those done, in tenths of a day; `None` without any.
    pub fn median_tenths(&self) -> Option<i64> {
        median_tenths(&self.days())
    }

    /// The time to a decision; `None` if nothing was begun.
    pub fn decision(&self) -> Option<Survival> {
        survival(&self.begun)
    }

    fn take(&mut self, id: Id, period: Period, from: Option<NaiveDate>, end: End, today: NaiveDate) {
        if let End::Done(to) = end {
            match span(from, Some(to), today) {
                None => self.done_left_out.push(id),
                Some(span) if period.holds(to) => self.done.push((id, span.days)),
                Some(_) => {}
            }
        }
        let to = match end {
            End::Done(to) | End::Missed(to) => Some(to),
            End::Open => None,
            End::Void => return,
        };
        match span(from, to, today) {
            _ if from.is_some() && !period.holds(from) => {}
            None => self.begun_left_out.push(id),
            Some(span) => self.begun.push((id, span)),
        }
    }
}

/// What became of what was begun.
#[derive(Clone, Copy)]
enum End {
    /// Won or converted, on a day that may be unknown.
    Done(Option<NaiveDate>),
    /// Lost, on a day that may be unknown.
    Missed(Option<NaiveDate>),
    /// It goes on.
    Open,
    /// It never was one.
    Void,
}

/// The three times.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ThreeTimes {
    /// Lead conversion time 线索转换时间: lead created → converted.
    pub lead: TimeFigure,
    /// Sales cycle 销售周期持续时间: deal created → won.
    pub cycle: TimeFigure,
    /// Total sales time 总销售时间: lead created → its deal won.
    pub total: TimeFigure,
}

impl ThreeTimes {
    /// The codes of the formulas, in the order of the fields.
    pub const FORMULAS: [&'static str; 3] = ["time.lead", "time.cycle", "time.total"];
}

/// A rep's times, with how they compare.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RepTimes {
    /// The rep; `None`: nobody's.
    pub rep: Option<Id>,
    /// The times.
    pub times: ThreeTimes,
    /// Of the deals that the rep won within the period, those that took longer than the team's median cycle.
    pub slower: Rate,
}

/// The three times of a whole and of each rep in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TimesReport {
    /// All that the filter takes: the team.
    pub team: ThreeTimes,
    /// Each rep, by id.
    pub reps: Vec<RepTimes>,
}

/// The three times of a filter and period, for the whole and per rep.
pub fn three_times(basis: &Basis, filter: &DealFilter, period: Period) -> TimesReport {
    let mut count = TimesCount::default();
    count.deals(basis, filter, period);
    count.leads(basis, filter, period);
    count.report()
}

/// The three times while they are counted, for who does one step at a time: the deals, the leads, the report.
#[derive(Default, Debug)]
pub struct TimesCount {
    team: ThreeTimes,
    reps: BTreeMap<Option<Id>, ThreeTimes>,
    /// The places among the ways of each deal, and of the first deal that names a lead.
    deals: IdMap<usize>,
    deal_of: IdMap<usize>,
}

impl TimesCount {
    fn both(&mut self, rep: Option<Id>) -> [&mut ThreeTimes; 2] {
        [&mut self.team, self.reps.entry(rep).or_default()]
    }

    /// Counts the deals.
    pub fn deals(&mut self, basis: &Basis, filter: &DealFilter, period: Period) {
        let prepared = filter.prepare(basis);
        for (at, path) in basis.paths().iter().enumerate() {
            self.deals.insert(path.row.id, at);
            if let Some(lead) = path.row.link(deal::LEAD) {
                self.deal_of.entry(lead).or_insert(at);
            }
            if !prepared.counts(path) {
                continue;
            }
            for times in self.both(path.responsible.0) {
                times.cycle.take(path.row.id, period, path.created, end_of(path), basis.today);
            }
        }
    }

    /// Counts the leads, with the deals that became of them: after [`TimesCount::deals`] of the same ways.
    pub fn leads(&mut self, basis: &Basis, filter: &DealFilter, period: Period) {
        let prepared = filter.prepare(basis);
        let today = basis.today;
        for row in basis.data.live(Table::Lead) {
            let (created, owner, status) = (row.date(lead::CREATED), row.link(lead::OWNER), row.text(lead::STATUS));
            let converted = status == "converted";
            let mine = prepared.takes_lead(row);
            if mine {
                let end = match status {
                    "converted" => End::Done(row.date(lead::CLOSED)),
                    "invalid" => End::Void,
                    _ => End::Open,
                };
                for times in self.both(owner) {
                    times.lead.take(row.id, period, created, end, today);
                }
            }
            let its_deal = match row.link(lead::DEAL) {
                _ if !converted => None,
                Some(deal) => self.deals.get(&deal),
                None => self.deal_of.get(&row.id),
            };
            let its_deal = its_deal.and_then(|at| basis.paths().get(*at));
            let (end, who) = match (its_deal, status) {
                (Some(path), _) => {
                    if !prepared.counts(path) {
                        continue;
                    }
                    (end_of(path), path.responsible.0)
                }
                // A converted lead whose deal is gone tells nothing of selling.
                (None, "converted" | "invalid") => continue,
                (None, _) if !mine => continue,
                (None, _) => (End::Open, owner),
            };
            for times in self.both(who) {
                times.total.take(row.id, period, created, end, today);
            }
        }
    }

    /// What was counted.
    pub fn report(self) -> TimesReport {
        let median = self.team.cycle.median_tenths();
        let reps = (self.reps.into_iter())
            .map(|(rep, times)| {
                let slow = times.cycle.done.iter().filter(|(_, days)| median.is_some_and(|m| days * 10 > m)).count();
                RepTimes { rep, slower: Rate::new(slow, times.cycle.done.len()), times }
            })
            .collect();
        TimesReport { team: self.team, reps }
    }
}

fn end_of(path: &Path) -> End {
    match path.status {
        Status::Won => End::Done(path.closed),
        Status::Lost => End::Missed(path.closed),
        Status::Open => End::Open,
        Status::Invalid => End::Void,
    }
}

#[cfg(test)]
#[path = "times_tests.rs"]
mod tests;
