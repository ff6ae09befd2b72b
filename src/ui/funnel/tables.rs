//! The tables of the screen, from its figures.

use super::super::kit::records::Behind;
use super::super::kit::sheet::{Cell, Sheet};
use super::super::kit::show;
use super::compute::Figures;
use crate::analysis::forecast::MEASURED_FLOOR;
use crate::analysis::funnel::CohortRow;
use crate::analysis::stats::{Quantile, Rate, Survival, FEWEST};
use crate::analysis::times::TimeFigure;
use crate::domain::id::Id;
use crate::domain::money::Money;
use crate::domain::records::Table;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, figures as shared, funnel as words, tables};
use crate::text::{Lang, Text};
use crate::ui::app::App;
use chrono::Datelike;

/// How many a figure is of.
pub fn sample_size(app: App, n: usize) -> String {
    app.tf(common::SAMPLE_SIZE, &[("n", &format::number(app.lang(), n as i64))])
}

/// Why there is no figure.
pub fn too_few(app: App, n: usize, min: usize) -> String {
    app.tf(common::TOO_FEW, &[("n", &n.to_string()), ("min", &min.to_string())])
}

/// A rate with its number of cases, or why there is none.
pub fn rate(app: App, rate: Rate) -> Cell {
    match rate.permille() {
        Some(permille) => {
            let text = format::percent(app.lang(), i64::from(permille));
            Cell::figure(text.clone(), text)
        }
        None => Cell::none(too_few(app, rate.n, FEWEST)),
    }
}

fn interval(app: App, rate: Rate) -> Cell {
    match rate.interval() {
        Some((low, high)) => {
            let one = |p: u32| format::percent(app.lang(), i64::from(p));
            let text = format!("{}–{}", one(low), one(high));
            Cell::figure(text.clone(), text)
        }
        None => Cell::figure("—", ""),
    }
}

/// Days of a survival curve's quantile.
fn quantile(app: App, survival: Option<Survival>, pick: fn(&Survival) -> Quantile) -> Cell {
    match survival.as_ref().filter(|s| s.enough()).map(pick) {
        Some(Quantile::Days(days)) => Cell::figure(format::number(app.lang(), days), days.to_string()),
        Some(Quantile::MoreThan(days)) => Cell::figure(format!("> {days}"), format!("> {days}")),
        None => Cell::none(too_few(app, survival.map_or(0, |s| s.n), FEWEST)),
    }
}

/// Tenths of a day.
fn tenths(app: App, figure: &TimeFigure, value: Option<i64>) -> Cell {
    match value.filter(|_| figure.enough()) {
        Some(value) => {
            let text = format::decimal_short(app.lang(), value, 1);
            Cell::figure(text.clone(), text.replace(',', ""))
        }
        None => Cell::none(too_few(app, figure.done.len(), FEWEST)),
    }
}

fn money(app: App, amount: Money) -> Cell {
    let digits = format::minor_digits(amount.currency.code());
    let plain = format::decimal(Lang::En, amount.minor, digits).replace(',', "");
    Cell::figure(show::money(app.lang(), amount, MoneyStyle::Full), plain)
}

fn sheet(app: App, title: Text, figures: &Figures, head: &[(Text, bool)]) -> Sheet {
    let head: Vec<(&str, bool)> = head.iter().map(|(t, n)| (app.t(*t), *n)).collect();
    let period = period_text(app, figures);
    Sheet::new(app.tf(words::TABLE_CAPTION, &[("pipeline", app.t(title)), ("period", &period)]), &head)
}

/// The period in words.
pub fn period_text(app: App, figures: &Figures) -> String {
    let (from, to) = (figures.period.from, figures.period.to);
    match from.year() < 0 || to.year() > 9999 {
        true => app.t(words::WHOLE_TIME).into(),
        false => format!("{} – {}", format::date_year(app.lang(), from), format::date_year(app.lang(), to)),
    }
}

fn titled(app: App, name: &str, what: Text) -> String {
    format!("{name} · {}", app.t(what))
}

/// What left a stage's cohort, with its records.
fn left_out(app: App, name: &str, row: &CohortRow) -> Cell {
    let parts: Vec<String> =
        [(words::LEFT_INVALID, &row.invalid), (words::LEFT_MOVED, &row.moved), (words::LEFT_UNKNOWN, &row.unknown)]
            .into_iter()
            .filter(|(_, ids)| !ids.is_empty())
            .map(|(text, ids)| app.tf(text, &[("n", &ids.len().to_string())]))
            .collect();
    let all: Vec<Id> = row.invalid.iter().chain(&row.moved).chain(&row.unknown).copied().collect();
    let cell = Cell::count(app.lang(), Behind::new(titled(app, name, words::LEFT_OUT_SHORT), row.table, all));
    cell.noted(parts.join(" · "))
}

/// The cohort funnel.
pub fn cohort(app: App, figures: &Figures) -> Sheet {
    let lang = app.lang();
    let mut sheet = sheet(
        app,
        words::BY_COHORT,
        figures,
        &[
            (tables::STAGE, false),
            (words::ENTERED, true),
            (words::BEGAN_HERE, true),
            (words::ADVANCED, true),
            (words::LOST, true),
            (words::STILL_OPEN, true),
            (words::CONVERSION, true),
            (words::INTERVAL_LABEL, true),
            (words::LEFT_OUT_SHORT, true),
        ],
    );
    for (i, row) in figures.funnel.cohort.iter().enumerate() {
        let name = &figures.stages[i];
        let list =
            |what, ids: &[Id]| Cell::count(lang, Behind::new(titled(app, name, what), row.table, ids.iter().copied()));
        let mut first = Cell::text(name);
        if figures.funnel.bottleneck == Some(i) {
            first.mark = app.t(words::BOTTLENECK).into();
        }
        let blank = || Cell::figure("", "");
        let mut cells = vec![
            first,
            Cell::count(lang, Behind::new(titled(app, name, words::ENTERED), row.table, row.ids())),
            Cell::figure(format::number(lang, row.direct as i64), row.direct.to_string()),
        ];
        match row.conversion() {
            Some(conversion) => cells.extend([
                list(words::ADVANCED, &row.advanced),
                list(words::LOST, &row.lost),
                list(words::STILL_OPEN, &row.open),
                rate(app, conversion),
                interval(app, conversion),
            ]),
            None => cells.extend([blank(), blank(), blank(), blank(), blank()]),
        }
        cells.push(left_out(app, name, row));
        sheet.rows.push(cells);
    }
    sheet
}

/// The snapshot.
pub fn snapshot(app: App, figures: &Figures) -> Sheet {
    let head = [(tables::STAGE, false), (words::NOW_HERE, true), (common::SUM, true)];
    let mut sheet = sheet(app, words::BY_SNAPSHOT, figures, &head);
    for (i, row) in figures.funnel.snapshot.iter().enumerate() {
        let name = &figures.stages[i];
        let count = Cell::count(app.lang(), Behind::new(name, row.table, row.ids.iter().copied()));
        let without = row.sum.without_amount + row.sum.unconverted.iter().map(|(_, _, n)| n).sum::<usize>();
        let sum = match row.table {
            Table::Lead => Cell::figure("", ""),
            _ if without > 0 => {
                money(app, row.sum.money()).noted(app.tf(words::LEFT_AMOUNTS, &[("n", &without.to_string())]))
            }
            _ => money(app, row.sum.money()),
        };
        sheet.rows.push(vec![Cell::text(name), count, sum]);
    }
    sheet
}

/// Time in stage.
pub fn stage_times(app: App, figures: &Figures) -> Sheet {
    let head = [
        (tables::STAGE, false),
        (words::STAYS, true),
        (words::MEDIAN_DAYS, true),
        (words::P75_DAYS, true),
        (words::NORMAL, true),
        (words::LEFT_OUT_SHORT, true),
    ];
    let mut sheet = sheet(app, words::TIME_IN_STAGE, figures, &head);
    for (time, name) in figures.times.iter().zip(&figures.time_stages) {
        let survival = time.survival();
        let normal = time.normal_days.map(|d| d.to_string()).unwrap_or_default();
        let stays = Behind::new(titled(app, name, words::STAYS), time.table, time.visits.iter().map(|(id, _)| *id));
        let out = Behind::new(titled(app, name, words::LEFT_OUT_SHORT), time.table, time.left_out.iter().copied());
        sheet.rows.push(vec![
            Cell::text(name),
            Cell::count(app.lang(), stays),
            quantile(app, survival, |s| s.median),
            quantile(app, survival, |s| s.p75),
            Cell::figure(normal.clone(), normal),
            Cell::count(app.lang(), out),
        ]);
    }
    sheet
}

/// The three times of the whole.
pub fn team_times(app: App, figures: &Figures) -> Sheet {
    let head = [
        (words::FIGURE, false),
        (words::OF_THOSE_WON, true),
        (common::MEDIAN, true),
        (common::AVERAGE, true),
        (words::DECIDED_N, true),
        (words::DECIDED_MEDIAN, true),
        (words::DECIDED_P75, true),
        (words::LEFT_OUT_SHORT, true),
    ];
    let mut sheet = sheet(app, words::THREE_TIMES, figures, &head);
    let team = &figures.three.team;
    let rows = [
        (words::LEAD_TIME, words::LEAD_TIME_HINT, &team.lead, Table::Lead),
        (words::SALES_CYCLE, words::SALES_CYCLE_HINT, &team.cycle, Table::Deal),
        (words::TOTAL_TIME, words::TOTAL_TIME_HINT, &team.total, Table::Lead),
    ];
    for (name, hint, figure, table) in rows {
        let title = app.t(name);
        let decision = figure.decision();
        let list = |what, ids: Vec<Id>| Cell::count(app.lang(), Behind::new(titled(app, title, what), table, ids));
        let done = if table == Table::Lead && name == words::LEAD_TIME {
            words::OF_THOSE_CONVERTED
        } else {
            words::OF_THOSE_WON
        };
        let mut out = figure.done_left_out.clone();
        out.extend(figure.begun_left_out.iter().filter(|id| !figure.done_left_out.contains(id)));
        sheet.rows.push(vec![
            Cell::text(title).noted(app.t(hint)),
            list(done, figure.done.iter().map(|(id, _)| *id).collect()),
            tenths(app, figure, figure.median_tenths()),
            tenths(app, figure, figure.mean_tenths()),
            list(words::TO_DECISION, figure.begun.iter().map(|(id, _)| *id).collect()),
            quantile(app, decision, |s| s.median),
            quantile(app, decision, |s| s.p75),
            list(words::LEFT_OUT_SHORT, out),
        ]);
    }
    sheet
}

/// The three times by rep: medians of those done, beside the whole's.
pub fn rep_times(app: App, figures: &Figures) -> Sheet {
    let head = [
        (tables::REP, false),
        (words::LEAD_TIME, true),
        (words::SALES_CYCLE, true),
        (words::TOTAL_TIME, true),
        (words::WON_IN_PERIOD, true),
        (words::SLOWER, true),
    ];
    let mut sheet = sheet(app, words::REP_AGAINST_TEAM, figures, &head);
    let n_of = |figure: &TimeFigure| sample_size(app, figure.done.len());
    let median = |figure: &TimeFigure| {
        let cell = tenths(app, figure, figure.median_tenths());
        if figure.enough() {
            cell.noted(n_of(figure))
        } else {
            cell
        }
    };
    let won = |name: &str, figure: &TimeFigure| {
        let ids = figure.done.iter().map(|(id, _)| *id);
        Cell::count(app.lang(), Behind::new(titled(app, name, words::WON_IN_PERIOD), Table::Deal, ids))
    };
    let team = &figures.three.team;
    let whole = app.t(words::WHOLE_TEAM);
    sheet.rows.push(vec![
        Cell::text(whole),
        median(&team.lead),
        median(&team.cycle),
        median(&team.total),
        won(whole, &team.cycle),
        Cell::figure("", ""),
    ]);
    for (rep, name) in figures.three.reps.iter().zip(&figures.reps) {
        let times = &rep.times;
        if [&times.lead, &times.cycle, &times.total].iter().all(|figure| figure.done.is_empty()) {
            continue;
        }
        let name = name.as_deref().unwrap_or(app.t(words::NOBODY));
        sheet.rows.push(vec![
            Cell::text(name),
            median(&rep.times.lead),
            median(&rep.times.cycle),
            median(&rep.times.total),
            won(name, &rep.times.cycle),
            rate(app, rep.slower),
        ]);
    }
    sheet
}

/// Win rate by month.
pub fn trend(app: App, figures: &Figures) -> Sheet {
    let head = [(words::MONTH, false), (common::WON, true), (common::LOST, true), (words::WIN_RATE, true)];
    let mut sheet = sheet(app, words::TREND, figures, &head);
    for (part, win) in &figures.trend {
        let name = format::month(app.lang(), part.from.year(), part.from.month());
        let list = |what, ids: &[Id]| {
            Cell::count(app.lang(), Behind::new(titled(app, &name, what), Table::Deal, ids.iter().copied()))
        };
        sheet.rows.push(vec![
            Cell::text(&name),
            list(common::WON, &win.won),
            list(common::LOST, &win.lost),
            rate(app, win.rate()),
        ]);
    }
    sheet
}

/// Probabilities as set and as measured.
pub fn probabilities(app: App, figures: &Figures) -> Sheet {
    let head = [
        (tables::STAGE, false),
        (words::PROBABILITY_SET, true),
        (words::PROBABILITY_MEASURED, true),
        (common::WON, true),
        (common::LOST, true),
    ];
    let mut sheet = sheet(app, words::STAGE_PROBABILITY, figures, &head);
    for (name, stage) in &figures.probabilities {
        let list = |what, ids: &[Id]| {
            Cell::count(app.lang(), Behind::new(titled(app, name, what), Table::Deal, ids.iter().copied()))
        };
        let measured = match stage.measured() {
            Some(percent) => Cell::figure(format!("{percent}%"), format!("{percent}%")),
            None => Cell::none(format!(
                "{} · {}",
                app.t(words::LITTLE_HISTORY),
                too_few(app, stage.won.len() + stage.lost.len(), MEASURED_FLOOR)
            )),
        };
        sheet.rows.push(vec![
            Cell::text(name),
            Cell::figure(format!("{}%", stage.set), format!("{}%", stage.set)),
            measured,
            list(common::WON, &stage.won),
            list(common::LOST, &stage.lost),
        ]);
    }
    sheet
}

/// Why deals were lost.
pub fn lost(app: App, figures: &Figures) -> Sheet {
    let head = [(words::REASON, false), (common::COUNT, true)];
    let mut sheet = sheet(app, words::LOST_REASONS, figures, &head);
    for (reason, ids) in &figures.lost {
        let name = reason.as_deref().unwrap_or(app.t(words::NO_REASON));
        let count = Cell::count(app.lang(), Behind::new(name, Table::Deal, ids.iter().copied()));
        sheet.rows.push(vec![Cell::text(name), count]);
    }
    sheet
}

/// Days in words, from tenths.
pub fn days_text(app: App, tenths: i64) -> String {
    app.tf(shared::DAYS, &[("n", &format::decimal_short(app.lang(), tenths, 1))])
}
