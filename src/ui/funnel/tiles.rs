//! The key figures at the top: win rate, forecast, weighted pipeline, velocity.

use super::super::kit::records::Behind;
use super::super::kit::sheet::{Cell, CellView, Formula};
use super::super::kit::show;
use super::compute::Figures;
use super::tables::{days_text, rate, sample_size, too_few};
use super::{use_shown, Shown};
use crate::analysis::forecast::{Forecast, Velocity};
use crate::analysis::stats::FEWEST;
use crate::analysis::winrate::{WinCohort, WinRate};
use crate::domain::money::Money;
use crate::domain::records::Table;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, funnel as words};
use crate::text::Text;
use crate::ui::app::{use_app, App};
use leptos::prelude::*;

/// One key figure: its value and the figures that it is made of.
#[derive(Clone, PartialEq, Default)]
struct Tile {
    value: Cell,
    parts: Vec<(String, Cell)>,
}

/// All of them.
#[component]
pub fn Tiles() -> impl IntoView {
    view! {
        <div class="tiles">
            <TileView name="win" title=words::WIN_RATE formulas=&[WinRate::FORMULA, WinCohort::FORMULA] tile=win/>
            <TileView name="forecast" title=words::FORECAST formulas=&[Forecast::FORMULA, Forecast::FORMULA_RANGE] tile=forecast/>
            <TileView name="weighted" title=words::WEIGHTED_PIPELINE formulas=&[Forecast::FORMULA_WEIGHTED] tile=weighted/>
            <TileView name="velocity" title=words::VELOCITY formulas=&[Velocity::FORMULA] tile=velocity/>
        </div>
    }
}

#[component]
fn TileView(
    name: &'static str,
    title: Text,
    formulas: &'static [&'static str],
    tile: fn(App, &Figures) -> Tile,
) -> impl IntoView {
    let app = use_app();
    let shown: Shown = use_shown();
    let tile = Memo::new(move |_| shown.with(|f| tile(app, f)).unwrap_or_default());
    view! {
        <section class="tile" aria-label=app.t(title) data-tile=name>
            <h2>{app.t(title)}</h2>
            <div class="tile-value">{move || view! { <CellView cell=tile.get().value/> }}</div>
            <dl>
                {move || {
                    let parts = tile.get().parts;
                    parts.into_iter().map(|(name, cell)| view! { <dt>{name}</dt><dd><CellView cell=cell/></dd> }).collect_view()
                }}
            </dl>
            <Formula codes=formulas/>
        </section>
    }
}

fn deals(title: &str, ids: &[crate::domain::id::Id]) -> Behind {
    Behind::new(title, Table::Deal, ids.iter().copied())
}

fn short(app: App, figures: &Figures, minor: i64) -> String {
    show::money(app.lang(), Money::new(minor, figures.currency), MoneyStyle::Short)
}

fn win(app: App, figures: &Figures) -> Tile {
    let win = &figures.win;
    let n = sample_size(app, win.rate().n);
    let value = rate(app, win.rate());
    let value = match win.rate().interval() {
        Some((low, high)) => {
            let one = |p: u32| format::percent(app.lang(), i64::from(p));
            let interval = app.tf(words::INTERVAL, &[("low", &one(low)), ("high", &one(high))]);
            value.noted(format!("{n} · {interval}"))
        }
        None => value,
    };
    let count = |title: Text, ids: &[_]| (app.t(title).to_string(), Cell::count(app.lang(), deals(app.t(title), ids)));
    let cohort = &figures.cohort;
    let of_cohort = rate(app, cohort.rate()).with(deals(app.t(words::WIN_RATE_COHORT), &cohort.won));
    let mut parts = vec![count(common::WON, &win.won), count(common::LOST, &win.lost)];
    if !win.unknown.is_empty() {
        parts.push(count(words::LEFT_OUT_SHORT, &win.unknown));
    }
    let cohort_n = sample_size(app, cohort.n());
    let of_cohort = if cohort.rate().enough() { of_cohort.noted(cohort_n) } else { of_cohort };
    parts.push((app.t(words::WIN_RATE_COHORT).into(), of_cohort));
    Tile { value, parts }
}

fn forecast(app: App, figures: &Figures) -> Tile {
    let f = &figures.forecast;
    let range = format!("{} – {}", short(app, figures, f.low), short(app, figures, f.high));
    let all: Vec<_> = f.won_ids.iter().chain(&f.due.ids).copied().collect();
    let n = sample_size(app, all.len());
    let value = Cell::text(short(app, figures, f.forecast))
        .noted(format!("{n} · {range}"))
        .with(deals(app.t(words::FORECAST), &all));
    let sum = |title: Text, minor, ids: &[_]| {
        (app.t(title).to_string(), Cell::text(short(app, figures, minor)).with(deals(app.t(title), ids)))
    };
    let parts = vec![
        sum(words::WON_IN_PERIOD, f.won.minor, &f.won_ids),
        sum(words::WEIGHTED_PIPELINE, f.due.weighted.minor, &f.due.ids),
    ];
    Tile { value, parts: with_left_out(app, parts, &[&f.won, &f.due.sum]) }
}

fn with_left_out(
    app: App,
    mut parts: Vec<(String, Cell)>,
    totals: &[&crate::analysis::rates::Total],
) -> Vec<(String, Cell)> {
    let without =
        |t: &&crate::analysis::rates::Total| t.without_amount + t.unconverted.iter().map(|u| u.2).sum::<usize>();
    let n: usize = totals.iter().map(without).sum();
    if n > 0 {
        let note = app.tf(words::LEFT_AMOUNTS, &[("n", &n.to_string())]);
        parts.push((app.t(words::LEFT_OUT_SHORT).into(), Cell::text(note)));
    }
    parts
}

fn weighted(app: App, figures: &Figures) -> Tile {
    let f = &figures.forecast;
    let n = sample_size(app, f.due.ids.len());
    let value = Cell::text(short(app, figures, f.due.weighted.minor))
        .noted(n)
        .with(deals(app.t(words::WEIGHTED_PIPELINE), &f.due.ids));
    let part = |title: Text, weighted: &crate::analysis::forecast::Weighted| {
        let n = sample_size(app, weighted.ids.len());
        let sum = Cell::text(short(app, figures, weighted.sum.minor));
        (app.t(title).to_string(), sum.noted(n).with(deals(app.t(title), &weighted.ids)))
    };
    let parts = vec![
        part(words::DUE_IN_PERIOD, &f.due),
        part(common::OVERDUE, &f.overdue),
        part(words::NO_CLOSE_DATE, &f.undated),
    ];
    Tile { value, parts }
}

fn velocity(app: App, figures: &Figures) -> Tile {
    let v = &figures.velocity;
    let value = match v.per_day {
        Some(minor) => Cell::text(app.tf(words::PER_DAY, &[("sum", &short(app, figures, minor))])),
        None => Cell::none(too_few(app, v.won.len().min(v.rate.n), FEWEST)),
    };
    let amount = match v.mean_won {
        Some(minor) => Cell::text(short(app, figures, minor)).with(deals(app.t(words::LEVER_AMOUNT), &v.won)),
        None => Cell::text("—"),
    };
    let cycle = v.cycle_tenths.map_or_else(|| "—".to_string(), |tenths| days_text(app, tenths));
    Tile {
        value,
        parts: vec![
            (app.t(words::LEVER_OPEN).into(), Cell::count(app.lang(), deals(app.t(words::LEVER_OPEN), &v.open))),
            (app.t(words::WIN_RATE).into(), rate(app, v.rate)),
            (app.t(words::LEVER_AMOUNT).into(), amount),
            (app.t(words::LEVER_CYCLE).into(), Cell::text(cycle).with(deals(app.t(words::LEVER_CYCLE), &v.won))),
        ],
    }
}
