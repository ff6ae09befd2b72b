//! What will come in: weighted pipeline, forecast with its range, stage probabilities against experience, velocity.
//!
//! - In progress: open deals in open stages. Due in P: expected close within P and not before today.
//! - Weighted pipeline = Σ amount × probability over deals due in P, at today's rate. Overdue deals (expected close before today)
//!   and deals without an expected close are listed apart, whatever the period.
//! - Forecast = won in P + weighted pipeline. Range: forecast ± 1.96 × √(Σ a²p(1−p)), if deals are decided independently of one
//!   another; never below what is won already, never above winning all that is due.
//! - Measured probability of a stage: of the deals that entered it within P and are decided, those that were won. Below
//!   [`MEASURED_FLOOR`] decided deals: insufficient history.
//! - Velocity per day = open deals × win rate × mean won amount ÷ mean cycle days; the last three over deals closed in P.
//!   None with fewer than five decided or five won deals, or a cycle of 0 days.

use super::basis::{Basis, Phase};
use super::filter::DealFilter;
use super::path::{entries, Path};
use super::period::Period;
use super::rates::{saturate, Adder, Total};
use super::stats::{mean_tenths, Rate, FEWEST, Z95};
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::money::div_round;
use crate::domain::records::deal;

/// The fewest decided deals that a measured probability rests on.
pub const MEASURED_FLOOR: usize = 20;

/// Deals with their sum and their weighted sum.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Weighted {
    /// The deals.
    pub ids: Vec<Id>,
    /// Σ amount.
    pub sum: Total,
    /// Σ amount × probability.
    pub weighted: Total,
}

struct Weighing {
    ids: Vec<Id>,
    sum: Adder,
    weighted: Adder,
}

impl Weighing {
    fn new(basis: &Basis) -> Weighing {
        Weighing { ids: Vec::new(), sum: Adder::new(basis.currency()), weighted: Adder::new(basis.currency()) }
    }

    fn add(&mut self, basis: &Basis, path: &Path) {
        let amount = path.row.money(deal::AMOUNT);
        self.ids.push(path.row.id);
        self.sum.add(&basis.rates, amount, basis.today, 100);
        self.weighted.add(&basis.rates, amount, basis.today, path.probability());
    }

    fn done(self) -> Weighted {
        Weighted { ids: self.ids, sum: self.sum.total(), weighted: self.weighted.total() }
    }
}

/// The forecast of a period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forecast {
    /// The period.
    pub period: Period,
    /// Won within it.
    pub won: Total,
    /// The deals won.
    pub won_ids: Vec<Id>,
    /// Due within it.
    pub due: Weighted,
    /// In progress although their expected close has passed.
    pub overdue: Weighted,
    /// In progress without an expected close.
    pub undated: Weighted,
    /// Won + weighted, in minor units.
    pub forecast: i64,
    /// The lower end of the range, in minor units.
    pub low: i64,
    /// The upper end.
    pub high: i64,
}

impl Forecast {
    /// The code of the weighted pipeline's formula.
    pub const FORMULA_WEIGHTED: &'static str = "forecast.weighted";
    /// The code of the forecast's formula.
    pub const FORMULA: &'static str = "forecast.sum";
    /// The code of the range's formula; its words state the independence.
    pub const FORMULA_RANGE: &'static str = "forecast.range";

    /// Computes it.
    pub fn new(basis: &Basis, filter: &DealFilter, period: Period) -> Forecast {
        let filter = filter.prepare(basis);
        let (mut won, mut won_ids) = (Adder::new(basis.currency()), Vec::new());
        let (mut due, mut overdue, mut undated) = (Weighing::new(basis), Weighing::new(basis), Weighing::new(basis));
        let mut variance = 0.0_f64;
        for path in basis.paths() {
            let row = path.row;
            if !filter.counts(path) {
                continue;
            }
            if let (Status::Won, Some(day)) = (path.status, path.closed.filter(|day| period.has(*day))) {
                won.add(&basis.rates, row.money(deal::AMOUNT), day, 100);
                won_ids.push(row.id);
            }
            if !path.in_progress() {
                continue;
            }
            match row.date(deal::EXPECTED_CLOSE) {
                None => undated.add(basis, path),
                Some(day) if day < basis.today => overdue.add(basis, path),
                Some(day) if period.has(day) => {
                    due.add(basis, path);
                    let amount = row.money(deal::AMOUNT).and_then(|m| basis.rates.convert(m, basis.today));
                    let (a, p) = (amount.unwrap_or(0) as f64, path.probability() as f64 / 100.0);
                    variance += a * a * p * (1.0 - p);
                }
                Some(_) => {}
            }
        }
        let (won, due) = (won.total(), due.done());
        let forecast = won.minor.saturating_add(due.weighted.minor);
        let half = (Z95 * variance.sqrt()).round() as i64;
        Forecast {
            period,
            forecast,
            low: forecast.saturating_sub(half).max(won.minor.min(forecast)),
            high: forecast.saturating_add(half).min(won.minor.saturating_add(due.sum.minor).max(forecast)),
            won,
            won_ids,
            due,
            overdue: overdue.done(),
            undated: undated.done(),
        }
    }
}

/// A stage's probability as set, and as it turned out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageProbability {
    /// The stage.
    pub stage: Id,
    /// Per cent, as set by hand.
    pub set: i64,
    /// Entered within the period and won since.
    pub won: Vec<Id>,
    /// Entered within the period and lost since.
    pub lost: Vec<Id>,
}

impl StageProbability {
    /// The code of the formula.
    pub const FORMULA: &'static str = "probability.measured";

    /// Won ÷ decided.
    pub fn rate(&self) -> Rate {
        Rate::new(self.won.len(), self.won.len() + self.lost.len())
    }

    /// The measured probability in per cent; `None`: insufficient history.
    pub fn measured(&self) -> Option<u32> {
        self.rate().percent().filter(|_| self.rate().n >= MEASURED_FLOOR)
    }
}

/// The probabilities of the open stages of a pipeline, for deals that entered them within a period.
pub fn stage_probabilities(basis: &Basis, pipeline: Id, filter: &DealFilter, period: Period) -> Vec<StageProbability> {
    let filter = DealFilter { pipeline: Some(pipeline), ..filter.clone() };
    let filter = filter.prepare(basis);
    let stages = basis.stages(pipeline);
    let open: Vec<_> = stages.iter().filter(|s| !s.archived && s.phase == Phase::Open).collect();
    let mut found: Vec<StageProbability> = (open.iter())
        .map(|s| StageProbability { stage: s.id, set: s.probability, won: Vec::new(), lost: Vec::new() })
        .collect();
    for path in basis.paths() {
        let row = path.row;
        if !matches!(path.status, Status::Won | Status::Lost) || !filter.counts(path) {
            continue;
        }
        let way = entries(path, stages);
        for (line, stage) in found.iter_mut().zip(&open) {
            if way.entered.get(stage.rank).is_some_and(|entered| entered.is_some_and(|day| period.holds(day))) {
                let list = if path.status == Status::Won { &mut line.won } else { &mut line.lost };
                list.push(row.id);
            }
        }
    }
    found
}

/// Sales velocity with its four levers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Velocity {
    /// Lever 1: deals in progress.
    pub open: Vec<Id>,
    /// Lever 2: won ÷ decided in the period.
    pub rate: Rate,
    /// Lever 3: the mean won amount in minor units, over won deals with an amount and a rate; `None` without any.
    pub mean_won: Option<i64>,
    /// Lever 4: the mean days from created to won, in tenths; `None` without any.
    pub cycle_tenths: Option<i64>,
    /// Minor units per day; `None`: too few.
    pub per_day: Option<i64>,
    /// The won deals behind it.
    pub won: Vec<Id>,
    /// Won deals without an amount, or with one that has no rate.
    pub without_amount: usize,
}

impl Velocity {
    /// The code of the formula.
    pub const FORMULA: &'static str = "velocity";

    /// Computes it.
    pub fn new(basis: &Basis, filter: &DealFilter, period: Period) -> Velocity {
        let filter = filter.prepare(basis);
        let (mut open, mut won, mut lost) = (Vec::new(), Vec::new(), 0_usize);
        let (mut amounts, mut days, mut without_amount) = (Vec::new(), Vec::new(), 0);
        for path in basis.paths() {
            let row = path.row;
            if !filter.counts(path) {
                continue;
            }
            if path.in_progress() {
                open.push(row.id);
            }
            let Some(day) = path.closed.filter(|day| period.has(*day)) else { continue };
            match path.status {
                Status::Won => {
                    won.push(row.id);
                    match row.money(deal::AMOUNT).and_then(|m| basis.rates.convert(m, day)) {
                        Some(minor) => amounts.push(minor),
                        None => without_amount += 1,
                    }
                    let took = path.created.map(|created| (day - created).num_days());
                    days.extend(took.filter(|d| *d >= 0));
                }
                Status::Lost => lost += 1,
                _ => {}
            }
        }
        let total: i128 = amounts.iter().map(|a| i128::from(*a)).sum();
        let rate = Rate::new(won.len(), won.len() + lost);
        let mean = |n: usize| saturate(div_round(total, n as i128));
        let spent: i128 = days.iter().map(|d| i128::from(*d)).sum();
        let enough = rate.enough() && amounts.len() >= FEWEST && days.len() >= FEWEST && spent > 0;
        // open × (won ÷ decided) × (total ÷ amounts) ÷ (spent ÷ days), in one division.
        let per_day = enough.then(|| {
            let top = open.len() as i128 * rate.k as i128 * total * days.len() as i128;
            saturate(div_round(top, rate.n as i128 * amounts.len() as i128 * spent))
        });
        Velocity {
            open,
            rate,
            mean_won: (!amounts.is_empty()).then(|| mean(amounts.len())),
            cycle_tenths: mean_tenths(&days),
            per_day,
            won,
            without_amount,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};
    use crate::domain::records::Table;
    use crate::domain::value::Value;

    fn due(kit: &mut Kit, rank: u16, minor: i64, close: &str) -> Id {
        let id = kit.deal("2026-01-01", &[("2026-01-01", rank, "open")]);
        kit.amount(id, minor, "CNY");
        if !close.is_empty() {
            kit.set(Table::Deal, id, deal::EXPECTED_CLOSE, Value::date(day(close)));
        }
        id
    }

    #[test]
    fn forecast_is_won_plus_weighted_with_overdue_apart() {
        let mut kit = Kit::new();
        let own = due(&mut kit, 1, 10_000, "2026-06-20");
        kit.set(Table::Deal, own, deal::PROBABILITY, Value::Int(50));
        due(&mut kit, 3, 20_000, "2026-06-30");
        let late = due(&mut kit, 2, 30_000, "2026-06-14");
        due(&mut kit, 2, 40_000, "2026-07-01");
        let undated = due(&mut kit, 2, 50_000, "");
        let won = kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-06-02", 4, "won")]);
        kit.amount(won, 100_000, "CNY");
        let basis = Basis::new(&kit.data, day("2026-06-15"));
        let found = Forecast::new(&basis, &DealFilter::default(), Period::month(day("2026-06-15")));
        // 100 × 50 % + 200 × 60 % = 170
        assert_eq!((found.due.weighted.minor, found.due.sum.minor, found.won.minor), (17_000, 30_000, 100_000));
        assert_eq!((&found.overdue.ids, &found.undated.ids), (&vec![late], &vec![undated]));
        assert_eq!(found.forecast, 117_000);
        // √(10000² × 0.25 + 20000² × 0.24) = 11000 fen; × 1.96 = 21559.6; both ends are cut at the possible.
        assert_eq!((found.low, found.high), (100_000, 130_000));
    }

    #[test]
    fn the_range_follows_the_variance() {
        let mut kit = Kit::new();
        for _ in 0..100 {
            let id = due(&mut kit, 1, 10_000, "2026-06-20");
            kit.set(Table::Deal, id, deal::PROBABILITY, Value::Int(50));
        }
        let basis = Basis::new(&kit.data, day("2026-06-15"));
        let found = Forecast::new(&basis, &DealFilter::default(), Period::month(day("2026-06-15")));
        // σ = √(100 × 10000² × 0.25) = 50000 fen; 1.95996 σ = 97998.
        assert_eq!((found.forecast, found.low, found.high), (500_000, 402_002, 597_998));
    }

    #[test]
    fn measured_probability_needs_history() {
        let mut kit = Kit::new();
        for i in 0..20 {
            let end = if i % 4 == 0 { (4, "won") } else { (2, "lost") };
            kit.deal(
                "2026-01-01",
                &[("2026-01-01", 1, "open"), ("2026-01-02", 2, "open"), ("2026-01-09", end.0, end.1)],
            );
        }
        kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        let basis = Basis::new(&kit.data, day("2026-06-15"));
        let found = stage_probabilities(&basis, Kit::PIPELINE, &DealFilter::default(), Period::always());
        let seen: Vec<_> = found.iter().map(|s| (s.set, s.rate(), s.measured())).collect();
        assert_eq!(
            seen,
            [(20, Rate::new(5, 20), Some(25)), (40, Rate::new(5, 20), Some(25)), (60, Rate::new(5, 5), None)]
        );
    }

    #[test]
    fn velocity_and_its_levers() {
        let mut kit = Kit::new();
        for i in 0..5 {
            let id =
                kit.deal("2026-06-01", &[("2026-06-01", 1, "open"), (["2026-06-11", "2026-06-21"][i % 2], 4, "won")]);
            kit.amount(id, 10_000 * (i as i64 + 1), "CNY");
        }
        for _ in 0..5 {
            kit.deal("2026-06-01", &[("2026-06-01", 1, "open"), ("2026-06-03", 1, "lost")]);
        }
        due(&mut kit, 1, 1, "");
        due(&mut kit, 2, 1, "");
        let basis = Basis::new(&kit.data, day("2026-06-30"));
        let found = Velocity::new(&basis, &DealFilter::default(), Period::month(day("2026-06-30")));
        // 2 open × 50 % × 300 yuan ÷ 14 days = 21.43 yuan a day
        assert_eq!((found.open.len(), found.rate, found.mean_won), (2, Rate::new(5, 10), Some(30_000)));
        assert_eq!((found.cycle_tenths, found.per_day), (Some(140), Some(2143)));
        let may = Velocity::new(&basis, &DealFilter::default(), Period::month(day("2026-05-30")));
        assert_eq!((may.per_day, may.mean_won), (None, None));
    }
}
