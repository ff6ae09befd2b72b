//! All figures of the screen, with their names, computed in slices.

use super::super::app::{use_app, use_workspace};
use super::super::kit::show;
use super::super::kit::sliced::Newest;
use super::filters::Wanted;
use crate::analysis::filter::DealFilter;
use crate::analysis::forecast::{Forecast, StageProbability, Velocity};
use crate::analysis::funnel::Funnel;
use crate::analysis::period::Period;
use crate::analysis::report::{Asked, Course, Report};
use crate::analysis::times::{StageTime, TimesReport};
use crate::analysis::winrate::{WinCohort, WinRate};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{settings, Table};
use crate::text::Lang;
use crate::web::turn::Slice;
use chrono::NaiveDate;
use js_sys::Promise;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

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

/// Blocks that are drawn one after the other.
pub const BLOCKS: usize = 7;

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

/// What the screen asks for.
pub fn asked(data: &Dataset, today: NaiveDate, pipeline: Id, wanted: &Wanted) -> Asked {
    let fiscal = data.settings().and_then(|s| s.int(settings::FISCAL_START)).unwrap_or(1).clamp(1, 12);
    let filter = DealFilter {
        pipeline: Some(pipeline),
        owners: wanted.owner.into_iter().collect(),
        region: wanted.region,
        product: wanted.product,
        ..DealFilter::default()
    };
    Asked { today, pipeline, period: wanted.period(today, fiscal as u32), filter }
}

impl Figures {
    /// A report in the words of the screen.
    pub fn new(data: &Dataset, lang: Lang, period: Period, report: Report) -> Figures {
        let called = |table, id| show::name(data, lang, table, id);
        let Report { currency, funnel, times, three, win, cohort, trend, forecast, velocity, probabilities, lost } =
            report;
        Figures {
            period,
            currency,
            stages: funnel.cohort.iter().map(|r| called(Table::Stage, r.stage)).collect(),
            time_stages: times.iter().map(|t| called(Table::Stage, t.stage)).collect(),
            reps: three.reps.iter().map(|r| r.rep.map(|id| called(Table::Rep, id))).collect(),
            probabilities: probabilities.into_iter().map(|p| (called(Table::Stage, p.stage), p)).collect(),
            lost: lost.into_iter().map(|(why, ids)| (why.map(|id| called(Table::ListEntry, id)), ids)).collect(),
            funnel,
            times,
            three,
            win,
            cohort,
            trend,
            forecast,
            velocity,
        }
    }
}

/// The figures for each block of the screen.
pub type Blocks = [RwSignal<Option<Arc<Figures>>>; BLOCKS];

/// The figures of what is asked for now, `None` until they are there. Much data is work of half a second, and drawing it as much again: both are
/// done in slices, block by block, and begun anew when the data, the filters or the day change. With it, whether that goes on.
pub fn computed(chosen: Memo<Option<Id>>, wanted: Memo<Wanted>) -> (Blocks, RwSignal<bool>) {
    let workspace = use_workspace();
    let lang = use_app().lang();
    let blocks: Blocks = std::array::from_fn(|_| RwSignal::new(None));
    let busy = RwSignal::new(true);
    let newest = Newest::new();
    Effect::new(move |_| {
        let go = newest.begin();
        let today = workspace.today();
        let asked = workspace.read(READS, |data| Some(asked(data, today, chosen.get()?, &wanted.get())));
        busy.set(asked.is_some());
        let Some(asked) = asked else { return blocks.iter().for_each(|block| block.set(None)) };
        spawn_local(async move {
            let mut slice = Slice::begin();
            let period = asked.period;
            let step = |course: &mut Course, data: &Dataset| Some(Figures::new(data, lang, period, course.step(data)?));
            let Some(figures) = go.take(workspace, &mut slice, Course::new(asked), step).await else { return };
            let figures = Arc::new(figures);
            for block in blocks {
                slice.breathe().await;
                if !go.holds() {
                    return;
                }
                block.set(Some(figures.clone()));
                drawn().await;
            }
            if go.holds() {
                busy.set(false);
            }
        });
    });
    (blocks, busy)
}

/// Waits until what has just changed is drawn anew: the effects of a change run after it, before anything that was put off later.
async fn drawn() {
    let _ = JsFuture::from(Promise::resolve(&JsValue::UNDEFINED)).await;
}
