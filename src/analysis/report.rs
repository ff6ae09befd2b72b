//! All figures of the funnel screen together, computed in steps: the page answers between them, however much data there is.
//!
//! The figures are those of the modules beside this one; nothing is computed here. A course is worth nothing once the data change: begin anew.

use super::basis::Basis;
use super::filter::DealFilter;
use super::forecast::{stage_probabilities, Forecast, StageProbability, Velocity};
use super::funnel::{Funnel, FunnelCount};
use super::named::trend_period;
use super::path::Ways;
use super::period::{Length, Period};
use super::times::{time_in_stage, StageTime, TimesCount, TimesReport};
use super::winrate::{lost_reasons, trend, win_cohort, win_rate, WinCohort, WinRate};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use chrono::NaiveDate;

/// How many deals' ways one step finds: some milliseconds.
const DEALS: usize = 2_000;
/// How many deals one step counts in the funnel, which looks at each deal longest.
const COUNTED: usize = 10_000;

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// The day that figures look from.
    pub today: NaiveDate,
    /// The pipeline of the funnel.
    pub pipeline: Id,
    /// The period.
    pub period: Period,
    /// Which deals and leads; it names the pipeline, too.
    pub filter: DealFilter,
}

/// All figures.
#[derive(Clone, PartialEq, Debug)]
pub struct Report {
    /// Money is in this.
    pub currency: Currency,
    /// The funnel.
    pub funnel: Funnel,
    /// Time in stage.
    pub times: Vec<StageTime>,
    /// The three times.
    pub three: TimesReport,
    /// Win rate of the period.
    pub win: WinRate,
    /// Of the deals created in it.
    pub cohort: WinCohort,
    /// Win rate by month.
    pub trend: Vec<(Period, WinRate)>,
    /// What will come in.
    pub forecast: Forecast,
    /// How fast.
    pub velocity: Velocity,
    /// Set and measured probabilities by stage.
    pub probabilities: Vec<StageProbability>,
    /// Why deals were lost, with the deals; no reason: none was given.
    pub lost: Vec<(Option<Id>, Vec<Id>)>,
}

/// What has been computed.
#[derive(Default)]
struct Partly {
    counted: Option<FunnelCount>,
    funnel: Option<Funnel>,
    times: Option<Vec<StageTime>>,
    three: TimesCount,
    probabilities: Option<Vec<StageProbability>>,
    win: Option<(WinRate, WinCohort)>,
    trend: Option<Vec<(Period, WinRate)>>,
    forecast: Option<Forecast>,
    velocity: Option<Velocity>,
}

/// What is computed after the funnel, in steps of about the same work.
const STEPS: [fn(&mut Partly, &Basis, &Asked); 6] = [
    |found, basis, asked| found.times = Some(time_in_stage(basis, asked.pipeline, asked.period, &asked.filter)),
    |found, basis, asked| found.three.deals(basis, &asked.filter, asked.period),
    |found, basis, asked| found.three.leads(basis, &asked.filter, asked.period),
    |found, basis, asked| {
        found.probabilities = Some(stage_probabilities(basis, asked.pipeline, &asked.filter, asked.period));
    },
    |found, basis, asked| {
        let months = trend_period(asked.period, asked.today);
        let (filter, period) = (&asked.filter, asked.period);
        found.win = Some((win_rate(basis, filter, period), win_cohort(basis, filter, period)));
        found.trend = Some(trend(basis, filter, months, Length::Month));
    },
    |found, basis, asked| {
        found.forecast = Some(Forecast::new(basis, &asked.filter, asked.period));
        found.velocity = Some(Velocity::new(basis, &asked.filter, asked.period));
    },
];

impl Partly {
    /// Counts some deals more for the funnel, and makes it with the last of them.
    fn count(&mut self, basis: &Basis, asked: &Asked) {
        let begin = || FunnelCount::new(basis, asked.pipeline, asked.period, &asked.filter);
        let count = self.counted.get_or_insert_with(begin);
        if count.deals(basis, COUNTED) {
            count.leads(basis);
            self.funnel = self.counted.take().map(FunnelCount::funnel);
        }
    }

    /// All of it.
    fn report(&mut self, basis: &Basis, asked: &Asked) -> Option<Report> {
        let (win, cohort) = self.win.take()?;
        Some(Report {
            currency: basis.currency(),
            funnel: self.funnel.take()?,
            times: self.times.take()?,
            three: std::mem::take(&mut self.three).report(),
            win,
            cohort,
            trend: self.trend.take()?,
            forecast: self.forecast.take()?,
            velocity: self.velocity.take()?,
            probabilities: self.probabilities.take()?,
            lost: lost_reasons(basis, &asked.filter, asked.period),
        })
    }
}

/// The figures on their way.
pub struct Course {
    asked: Asked,
    ways: Ways,
    complete: bool,
    found: Partly,
    next: usize,
}

impl Course {
    /// Begins.
    pub fn new(asked: Asked) -> Course {
        Course { asked, ways: Ways::default(), complete: false, found: Partly::default(), next: 0 }
    }

    /// One step further, always with the same data; the figures, with the last one.
    pub fn step(&mut self, data: &Dataset) -> Option<Report> {
        let basis = Basis::new(data, self.asked.today);
        if !self.complete {
            self.complete = self.ways.find(&basis, DEALS);
            return None;
        }
        let basis = basis.with_ways(std::mem::take(&mut self.ways));
        let report = if self.found.funnel.is_none() {
            self.found.count(&basis, &self.asked);
            None
        } else if let Some(step) = STEPS.get(self.next) {
            step(&mut self.found, &basis, &self.asked);
            self.next += 1;
            None
        } else {
            self.found.report(&basis, &self.asked)
        };
        self.ways = basis.into_ways();
        report
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::sampled;
    use crate::analysis::times::three_times;
    use crate::domain::deals::pipelines;

    #[test]
    fn figures_in_steps_are_the_figures() {
        let (today, data) = sampled(1);
        let pipeline = pipelines(&data)[0].id;
        let (period, filter) = (Period::year(today), DealFilter::pipeline(pipeline));
        let mut course = Course::new(Asked { today, pipeline, period, filter: filter.clone() });
        let report = (0..100).find_map(|_| course.step(&data)).unwrap();
        let basis = Basis::new(&data, today);
        assert!(report.win.rate().n > 0);
        let whole = Report {
            currency: basis.currency(),
            funnel: Funnel::new(&basis, pipeline, period, &filter),
            times: time_in_stage(&basis, pipeline, period, &filter),
            three: three_times(&basis, &filter, period),
            win: win_rate(&basis, &filter, period),
            cohort: win_cohort(&basis, &filter, period),
            trend: trend(&basis, &filter, trend_period(period, today), Length::Month),
            forecast: Forecast::new(&basis, &filter, period),
            velocity: Velocity::new(&basis, &filter, period),
            probabilities: stage_probabilities(&basis, pipeline, &filter, period),
            lost: lost_reasons(&basis, &filter, period),
        };
        assert!(report == whole);
    }

    #[test]
    fn ways_found_a_few_at_a_time_are_all_ways() {
        let (today, data) = sampled(2);
        let basis = Basis::new(&data, today);
        let mut ways = Ways::default();
        let slices = (1..).find(|_| ways.find(&basis, 7)).unwrap();
        assert_eq!(slices, basis.paths().len() / 7 + 1);
        let again = Basis::new(&data, today).with_ways(ways);
        let told = |basis: &Basis| basis.paths().iter().map(|p| format!("{} {:?}", p.row.id, **p)).collect::<Vec<_>>();
        assert_eq!(told(&again), told(&basis));
    }

    #[test]
    fn a_funnel_counted_a_few_deals_at_a_time_is_the_funnel() {
        let (today, data) = sampled(3);
        let basis = Basis::new(&data, today);
        let pipeline = pipelines(&data)[0].id;
        let (period, filter) = (Period::year(today), DealFilter::pipeline(pipeline));
        let mut count = FunnelCount::new(&basis, pipeline, period, &filter);
        let times = (1..).find(|_| count.deals(&basis, 7)).unwrap();
        assert_eq!(times, basis.paths().len().div_ceil(7));
        count.leads(&basis);
        assert!(count.funnel() == Funnel::new(&basis, pipeline, period, &filter));
    }
}
