//! The blocks of the screen: chart and table side by side, with formula, CSV and picture.

use super::super::kit::chart::ChartView;
use super::super::kit::records::{use_records, Behind};
use super::super::kit::sheet::{Formula, Sheet, SheetView};
use super::compute::Figures;
use super::{tables, use_shown};
use crate::analysis::forecast::StageProbability;
use crate::analysis::funnel::Funnel;
use crate::analysis::times::{StageTime, ThreeTimes};
use crate::analysis::winrate::WinRate;
use crate::charts::{self, FunnelView, StageTimeWords, Theme};
use crate::domain::records::Table;
use crate::text::format;
use crate::text::words::funnel as words;
use crate::text::Text;
use crate::ui::app::{use_app, App};
use crate::ui::is_phone;
use chrono::Datelike;
use leptos::prelude::*;

/// A table that follows the figures.
fn sheet_of(make: fn(App, &Figures) -> Sheet) -> Memo<Sheet> {
    let (app, shown) = (use_app(), use_shown());
    Memo::new(move |_| shown.with(|f| make(app, f)).unwrap_or_default())
}

/// A file's name: what it is, in the language of the screen.
fn file(app: App, title: Text) -> String {
    app.t(title).replace(' ', "-").to_lowercase()
}

/// The funnel with its table.
#[component]
pub fn FunnelPart(
    /// Whether the snapshot is shown instead of the cohort.
    snapshot: Memo<bool>,
) -> impl IntoView {
    let app = use_app();
    let shown = use_shown();
    let records = use_records();
    let option = Callback::new(move |theme: Theme| {
        let now = snapshot.get();
        let (view, title) =
            if now { (FunnelView::Snapshot, words::BY_SNAPSHOT) } else { (FunnelView::Cohort, words::BY_COHORT) };
        let chart =
            shown.with(|f| charts::funnel_chart(&f.funnel, view, &labels(app, f, now), app.t(title), &theme))?;
        charts::option_json(&chart)
    });
    let pick = Callback::new(move |at: usize| {
        let behind = shown.with(|f| {
            let name = f.stages.get(at)?;
            Some(match snapshot.get_untracked() {
                true => f.funnel.snapshot.get(at).map(|r| Behind::new(name, r.table, r.ids.iter().copied()))?,
                false => f.funnel.cohort.get(at).map(|r| Behind::new(name, r.table, r.ids()))?,
            })
        });
        if let Some(behind) = behind.flatten() {
            records.show(behind);
        }
    });
    let sheet = Memo::new(move |_| {
        let make = if snapshot.get() { tables::snapshot } else { tables::cohort };
        shown.with(|f| make(app, f)).unwrap_or_default()
    });
    let height = Signal::derive(move || shown.with(|f| f.stages.len()).unwrap_or(6).clamp(3, 12) as f64 * 46.0 + 16.0);
    let empty = move || {
        !snapshot.get() && shown.with(|f| f.funnel.cohort.iter().all(|r| r.n() + r.unknown.len() == 0)).unwrap_or(false)
    };
    view! {
        <section class="block" aria-label=app.t(words::TITLE) data-block="funnel">
            <p class="block-hint">
                {move || app.t(if snapshot.get() { words::BY_SNAPSHOT_HINT } else { words::BY_COHORT_HINT })}
                " "
                {move || shown.with(|f| tables::period_text(app, f))}
            </p>
            <Show when=empty>
                <p class="block-empty">{app.t(words::EMPTY)}</p>
            </Show>
            <div class="beside">
                <ChartView label=app.t(words::TITLE) file=file(app, words::TITLE) option=option height=height on_pick=pick/>
                <SheetView sheet=sheet file=file(app, words::TITLE)/>
            </div>
            <Formula codes=&[Funnel::FORMULA, Funnel::FORMULA_SNAPSHOT]/>
        </section>
    }
}

/// What stands at each stage of the chart: name, number, conversion.
fn labels(app: App, figures: &Figures, snapshot: bool) -> Vec<String> {
    let lang = app.lang();
    // Beside the funnel of a phone a line has no room for both.
    let gap = if is_phone() { "\n" } else { "  " };
    let name = |(i, name): (usize, &String)| {
        if snapshot {
            let n = figures.funnel.snapshot.get(i).map_or(0, |r| r.ids.len());
            return format!("{name}{gap}{}", format::number(lang, n as i64));
        }
        let Some(row) = figures.funnel.cohort.get(i) else { return name.clone() };
        let n = format::number(lang, row.n() as i64);
        match row.conversion().and_then(|c| c.permille()) {
            Some(permille) => format!("{name}{gap}{n} → {}", format::percent(lang, i64::from(permille))),
            None => format!("{name}{gap}{n}"),
        }
    };
    figures.stages.iter().enumerate().map(name).collect()
}

/// Time in stage.
#[component]
pub fn StageTimePart() -> impl IntoView {
    let app = use_app();
    let shown = use_shown();
    let records = use_records();
    let option = Callback::new(move |theme: Theme| {
        let words = StageTimeWords {
            median: app.t(words::MEDIAN_DAYS).into(),
            p75: app.t(words::P75_DAYS).into(),
            normal: app.t(words::NORMAL).into(),
            unit: String::new(),
        };
        let chart = shown.with(|f| charts::stage_time_chart(&f.times, &f.time_stages, &words, &theme))?;
        charts::option_json(&chart)
    });
    let pick = Callback::new(move |at: usize| {
        let behind = shown.with(|f| {
            let (time, name) = f.times.get(at).zip(f.time_stages.get(at))?;
            Some(Behind::new(name, time.table, time.visits.iter().map(|(id, _)| *id)))
        });
        if let Some(behind) = behind.flatten() {
            records.show(behind);
        }
    });
    view! {
        <section class="block" aria-label=app.t(words::TIME_IN_STAGE) data-block="stage-time">
            <h2>{app.t(words::TIME_IN_STAGE)}</h2>
            <div class="beside">
                <ChartView label=app.t(words::TIME_IN_STAGE) file=file(app, words::TIME_IN_STAGE) option=option height=300.0 on_pick=pick/>
                <SheetView sheet=sheet_of(tables::stage_times) file=file(app, words::TIME_IN_STAGE)/>
            </div>
            <Formula codes=&[StageTime::FORMULA]/>
        </section>
    }
}

/// The three times, of the whole and by rep.
#[component]
pub fn ThreeTimesPart() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="block" aria-label=app.t(words::THREE_TIMES) data-block="three-times">
            <h2>{app.t(words::THREE_TIMES)}</h2>
            <SheetView sheet=sheet_of(tables::team_times) file=file(app, words::THREE_TIMES)/>
            <h3>{app.t(words::REP_AGAINST_TEAM)}</h3>
            <SheetView sheet=sheet_of(tables::rep_times) file=file(app, words::REP_AGAINST_TEAM)/>
            <Formula codes=&ThreeTimes::FORMULAS/>
        </section>
    }
}

/// Win rate by month.
#[component]
pub fn TrendPart() -> impl IntoView {
    let app = use_app();
    let shown = use_shown();
    let records = use_records();
    let option = Callback::new(move |theme: Theme| {
        let chart = shown.with(|f| {
            let rates: Vec<_> = f.trend.iter().map(|(_, win)| win.rate()).collect();
            let name = |p: &crate::analysis::period::Period| {
                let month = format::month_name(app.lang(), p.from.month());
                if p.from.month() == 1 {
                    format!("{}\n{}", month, p.from.year())
                } else {
                    month
                }
            };
            let names: Vec<String> = f.trend.iter().map(|(part, _)| name(part)).collect();
            charts::trend_chart(&rates, &names, app.t(words::WIN_RATE), &theme)
        })?;
        charts::option_json(&chart)
    });
    let pick = Callback::new(move |at: usize| {
        let behind = shown.with(|f| {
            let (part, win) = f.trend.get(at)?;
            let name = format::month(app.lang(), part.from.year(), part.from.month());
            Some(Behind::new(name, Table::Deal, win.won.iter().chain(&win.lost).copied()))
        });
        if let Some(behind) = behind.flatten() {
            records.show(behind);
        }
    });
    view! {
        <section class="block" aria-label=app.t(words::TREND) data-block="trend">
            <h2>{format!("{} · {}", app.t(words::WIN_RATE), app.t(words::TREND))}</h2>
            <div class="beside">
                <ChartView label=app.t(words::TREND) file=file(app, words::TREND) option=option height=300.0 on_pick=pick/>
                <SheetView sheet=sheet_of(tables::trend) file=file(app, words::TREND)/>
            </div>
            <Formula codes=&[WinRate::FORMULA]/>
        </section>
    }
}

/// Probabilities as set and as measured.
#[component]
pub fn ProbabilityPart() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="block" aria-label=app.t(words::STAGE_PROBABILITY) data-block="probability">
            <h2>{app.t(words::STAGE_PROBABILITY)}</h2>
            <SheetView sheet=sheet_of(tables::probabilities) file=file(app, words::STAGE_PROBABILITY)/>
            <Formula codes=&[StageProbability::FORMULA]/>
        </section>
    }
}

/// Why deals were lost.
#[component]
pub fn LostPart() -> impl IntoView {
    let app = use_app();
    view! {
        <section class="block" aria-label=app.t(words::LOST_REASONS) data-block="lost">
            <h2>{app.t(words::LOST_REASONS)}</h2>
            <SheetView sheet=sheet_of(tables::lost) file=file(app, words::LOST_REASONS)/>
        </section>
    }
}
