//! All figures of the screen, computed in one go.

use super::super::kit::show;
use super::filters::Wanted;
use crate::analysis::basis::Basis;
use crate::analysis::filter::DealFilter;
use crate::analysis::forecast::{stage_probabilities, Forecast, StageProbability, Velocity};
use crate::analysis::funnel::Funnel;
use crate::analysis::named::trend_period;
use crate::analysis::period::{Length, Period};
use crate::analysis::times::{three_times, time_in_stage, StageTime, TimesReport};
use crate::analysis::winrate::{self, WinCohort, WinRate};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{settings, Table};
use crate::text::Lang;
use chrono::NaiveDate;

/// The tables that the screen reads.
pub const READS: &[Table] = &[
    Table::Settings,
    Table::Pipeline,
    Table::Stage,
    Table::Deal,
    Table::StageChange,
    Table::Customer,
    Table::Lead,
    Table::DealLine,
    Table::Rate,
    Table::Rep,
    Table::Team,
    Table::ListEntry,
];

/// A row of a table with its name in words.
pub type NamedRow<T> = (String, T);

/// What the screen shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Figures {
    /// The period that was asked for.
    pub period: Period,
    /// Money is in this.
    pub currency: Currency,
    /// The funnel.
    pub funnel: Funnel,
    /// The names of its stages.
    pub stages: Vec<String>,
    /// Time in stage.
    pub times: Vec<StageTime>,
    /// The names of these stages.
    pub time_stages: Vec<String>,
    /// The three times.
    pub three: TimesReport,
    /// The names of their reps; `None` for nobody's.
    pub reps: Vec<Option<String>>,
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
    pub probabilities: Vec<NamedRow<StageProbability>>,
    /// Why deals were lost; no name: no reason was given.
    pub lost: Vec<(Option<String>, Vec<Id>)>,
}

impl Figures {
    /// Computes everything.
    pub fn new(data: &Dataset, lang: Lang, today: NaiveDate, pipeline: Id, wanted: &Wanted) -> Figures {
        let basis = Basis::new(data, today);
        let fiscal = data.settings().and_then(|s| s.int(settings::FISCAL_START)).unwrap_or(1).clamp(1, 12);
        let period = wanted.period(today, fiscal as u32);
        let filter = DealFilter {
            pipeline: Some(pipeline),
            owners: wanted.owner.into_iter().collect(),
            region: wanted.region,
            product: wanted.product,
            ..DealFilter::default()
        };
        let called = |table, id| show::name(data, lang, table, id);
        let funnel = Funnel::new(&basis, pipeline, period, &filter);
        let times = time_in_stage(&basis, pipeline, period, &filter);
        let three = three_times(&basis, &filter, period);
        let probabilities = stage_probabilities(&basis, pipeline, &filter, period);
        Figures {
            period,
            currency: basis.currency(),
            stages: funnel.cohort.iter().map(|r| called(Table::Stage, r.stage)).collect(),
            time_stages: times.iter().map(|t| called(Table::Stage, t.stage)).collect(),
            reps: three.reps.iter().map(|r| r.rep.map(|id| called(Table::Rep, id))).collect(),
            win: winrate::win_rate(&basis, &filter, period),
            cohort: winrate::win_cohort(&basis, &filter, period),
            trend: winrate::trend(&basis, &filter, trend_period(period, today), Length::Month),
            forecast: Forecast::new(&basis, &filter, period),
            velocity: Velocity::new(&basis, &filter, period),
            probabilities: probabilities.into_iter().map(|p| (called(Table::Stage, p.stage), p)).collect(),
            lost: winrate::lost_reasons(&basis, &filter, period)
                .into_iter()
                .map(|(reason, ids)| (reason.map(|id| called(Table::ListEntry, id)), ids))
                .collect(),
            funnel,
            times,
            three,
        }
    }
}
