//! Win rates, of a period and of a cohort, whole and by dimension; lost reasons and competitors.
//!
//! - Win rate of a period: won closed in it ÷ (won + lost closed in it). Invalid deals count in neither. A reopened deal is open;
//!   its last close counts. Closed deals whose day is unknown are in no period and listed apart.
//! - Cohort: deals created in the period, split into won, lost, open (they sum to n); invalid ones are listed apart.
//! - By rep and team: the responsible one (see `analysis`). By product: a deal counts in each of its products, so the parts may
//!   exceed the whole. All other dimensions divide the whole; `None` holds what has no value.

use super::basis::Basis;
use super::filter::{products, DealFilter};
use super::path::Path;
use super::period::{Length, Period};
use super::stats::Rate;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, rep, Table};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What was decided in a period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WinRate {
    /// Deals won.
    pub won: Vec<Id>,
    /// Deals lost.
    pub lost: Vec<Id>,
    /// Won or lost on an unknown day: counted in no period.
    pub unknown: Vec<Id>,
}

impl WinRate {
    /// The code of the formula.
    pub const FORMULA: &'static str = "win_rate.period";

    /// Won ÷ (won + lost).
    pub fn rate(&self) -> Rate {
        Rate::new(self.won.len(), self.won.len() + self.lost.len())
    }

    fn take(&mut self, path: &Path, period: Period) {
        let list = match (path.status, path.closed) {
            (Status::Won | Status::Lost, None) => &mut self.unknown,
            (Status::Won, Some(day)) if period.has(day) => &mut self.won,
            (Status::Lost, Some(day)) if period.has(day) => &mut self.lost,
            _ => return,
        };
        list.push(path.row.id);
    }
}

/// What became of the deals created in a period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct WinCohort {
    /// Won since.
    pub won: Vec<Id>,
    /// Lost since.
    pub lost: Vec<Id>,
    /// Still open.
    pub open: Vec<Id>,
    /// Turned out invalid: not in n.
    pub invalid: Vec<Id>,
    /// Created on an unknown day: counted in no period.
    pub unknown: Vec<Id>,
}

impl WinCohort {
    /// The code of the formula.
    pub const FORMULA: &'static str = "win_rate.cohort";

    /// Won + lost + open.
    pub fn n(&self) -> usize {
        self.won.len() + self.lost.len() + self.open.len()
    }

    /// Won ÷ n: a lower bound while deals are open.
    pub fn rate(&self) -> Rate {
        Rate::new(self.won.len(), self.n())
    }
}

/// What figures may be divided by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dimension {
    /// The responsible rep.
    Rep,
    /// The responsible rep's team; for won deals the frozen one.
    Team,
    /// The customer's region.
    Region,
    /// The deal's source.
    Source,
    /// The deal's channel.
    Channel,
    /// The products of its lines.
    Product,
    /// The customer's tier.
    Tier,
    /// The customer group.
    Group,
    /// The customer's industry.
    Industry,
}

impl Dimension {
    /// The values of a deal: one, which may be `None`, except for products.
    pub fn of(self, basis: &Basis, path: &Path) -> Vec<Option<Id>> {
        let (data, row) = (basis.data, path.row);
        let buyer = |key| data.follow(Table::Deal, row, deal::CUSTOMER).and_then(|c| c.link(key));
        let (who, team) = path.responsible;
        let one = match self {
            Dimension::Rep => who,
            Dimension::Team => team.or_else(|| data.get(Table::Rep, who?)?.link(rep::TEAM)),
            Dimension::Region => buyer(customer::REGION),
            Dimension::Source => row.link(deal::SOURCE),
            Dimension::Channel => row.link(deal::CHANNEL),
            Dimension::Tier => buyer(customer::TIER),
            Dimension::Group => buyer(customer::GROUP),
            Dimension::Industry => buyer(customer::INDUSTRY),
            Dimension::Product => {
                let found = products(data, row.id);
                return if found.is_empty() { vec![None] } else { found.into_iter().map(Some).collect() };
            }
        };
        vec![one]
    }
}

fn each<'a, 'd>(basis: &'a Basis<'d>, filter: &'a DealFilter) -> impl Iterator<Item = &'a Path<'d>> {
    let prepared = filter.prepare(basis);
    basis.paths().iter().filter(move |path| prepared.counts(path))
}

/// The win rate of a period.
pub fn win_rate(basis: &Basis, filter: &DealFilter, period: Period) -> WinRate {
    let mut found = WinRate::default();
    each(basis, filter).for_each(|path| found.take(path, period));
    found
}

/// What became of the deals created in a period.
pub fn win_cohort(basis: &Basis, filter: &DealFilter, period: Period) -> WinCohort {
    let mut found = WinCohort::default();
    for path in each(basis, filter) {
        let list = match path.created {
            None => &mut found.unknown,
            Some(day) if !period.has(day) => continue,
            _ => match path.status {
                Status::Won => &mut found.won,
                Status::Lost => &mut found.lost,
                Status::Open => &mut found.open,
                Status::Invalid => &mut found.invalid,
            },
        };
        list.push(path.row.id);
    }
    found
}

/// The win rate of a period by a dimension, most decided deals first, then by id.
pub fn by(basis: &Basis, filter: &DealFilter, period: Period, dimension: Dimension) -> Vec<(Option<Id>, WinRate)> {
    let mut found: BTreeMap<Option<Id>, WinRate> = BTreeMap::new();
    for path in each(basis, filter) {
        for value in dimension.of(basis, path) {
            found.entry(value).or_default().take(path, period);
        }
    }
    let mut rows: Vec<_> = found.into_iter().filter(|(_, w)| w.rate().n + w.unknown.len() > 0).collect();
    rows.sort_by_key(|(_, w)| std::cmp::Reverse(w.rate().n));
    rows
}

/// The win rate of each part of a period: trends by month, quarter …
pub fn trend(basis: &Basis, filter: &DealFilter, period: Period, length: Length) -> Vec<(Period, WinRate)> {
    let mut parts: Vec<(Period, WinRate)> =
        period.split(length).into_iter().map(|part| (part, WinRate::default())).collect();
    for path in each(basis, filter) {
        let Some(day) = path.closed else { continue };
        let at = parts.partition_point(|(part, _)| part.to < day);
        if let Some((part, found)) = parts.get_mut(at) {
            found.take(path, *part);
        }
    }
    parts
}

/// Why deals were lost in a period, most frequent first: the reason, and the deals. `None`: no reason was given.
pub fn lost_reasons(basis: &Basis, filter: &DealFilter, period: Period) -> Vec<(Option<Id>, Vec<Id>)> {
    lost_by(basis, filter, period, |o| o.reason)
}

/// To whom deals were lost in a period, most frequent first: the competitor, and the deals. `None`: nobody was named.
pub fn lost_to(basis: &Basis, filter: &DealFilter, period: Period) -> Vec<(Option<Id>, Vec<Id>)> {
    lost_by(basis, filter, period, |o| o.competitor)
}

fn lost_by(
    basis: &Basis,
    filter: &DealFilter,
    period: Period,
    part: impl Fn(&crate::domain::value::Outcome) -> Option<Id>,
) -> Vec<(Option<Id>, Vec<Id>)> {
    let mut found: BTreeMap<Option<Id>, Vec<Id>> = BTreeMap::new();
    for path in
        each(basis, filter).filter(|p| p.status == Status::Lost && p.closed.is_some_and(|d: NaiveDate| period.has(d)))
    {
        let value = path.row.outcome(deal::OUTCOME).and_then(&part);
        found.entry(value).or_default().push(path.row.id);
    }
    let mut rows: Vec<_> = found.into_iter().collect();
    rows.sort_by_key(|(_, ids)| std::cmp::Reverse(ids.len()));
    rows
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};

    #[test]
    fn the_last_close_counts_and_unknown_days_stay_apart() {
        let mut kit = Kit::new();
        let won = kit.deal("2026-01-05", &[("2026-01-05", 1, "open"), ("2026-03-10", 4, "won")]);
        let lost = kit.deal("2026-01-05", &[("2026-01-05", 1, "open"), ("2026-03-31", 1, "lost")]);
        kit.deal("2026-03-05", &[("2026-03-05", 1, "open"), ("2026-03-10", 4, "won"), ("2026-04-01", 3, "open")]);
        let later = kit.deal(
            "2026-02-05",
            &[
                ("2026-02-05", 1, "open"),
                ("2026-03-10", 1, "lost"),
                ("2026-03-20", 2, "open"),
                ("2026-04-02", 4, "won"),
            ],
        );
        kit.deal("2026-03-05", &[("2026-03-05", 1, "open"), ("2026-03-06", 1, "invalid")]);
        let unknown = kit.deal("2026-03-05", &[("", 1, "open"), ("", 1, "lost")]);
        let basis = Basis::new(&kit.data, day("2026-06-01"));
        let march = Period::month(day("2026-03-15"));
        let found = win_rate(&basis, &DealFilter::default(), march);
        assert_eq!((&found.won, &found.lost), (&vec![won], &vec![lost]));
        assert_eq!(found.unknown, [unknown]);
        let april = win_rate(&basis, &DealFilter::default(), Period::month(day("2026-04-15")));
        assert_eq!((april.won, april.lost), (vec![later], vec![]));
        let months = trend(&basis, &DealFilter::default(), Period::new(march.from, day("2026-04-30")), Length::Month);
        assert_eq!(months.iter().map(|(_, w)| (w.won.len(), w.lost.len())).collect::<Vec<_>>(), [(1, 1), (1, 0)]);
        let cohort = win_cohort(&basis, &DealFilter::default(), march);
        assert_eq!((cohort.n(), cohort.invalid.len()), (2, 1));
    }

    #[test]
    fn a_hand_over_does_not_change_whose_win_it_was() {
        let mut kit = Kit::new();
        let (anna, bo) = (kit.rep("a"), kit.rep("b"));
        let deal = kit.deal("2026-01-05", &[("2026-01-05", 1, "open"), ("2026-03-10", 4, "won")]);
        kit.credit(deal, &[(anna, 100)]);
        kit.owner(deal, bo);
        let lost = kit.deal("2026-01-05", &[("2026-01-05", 1, "open"), ("2026-03-10", 1, "lost")]);
        kit.owner(lost, bo);
        let basis = Basis::new(&kit.data, day("2026-06-01"));
        let parts = by(&basis, &DealFilter::default(), Period::year(day("2026-01-01")), Dimension::Rep);
        let of = |who| parts.iter().find(|(id, _)| *id == Some(who)).unwrap().1.rate();
        assert_eq!((of(anna), of(bo)), (Rate::new(1, 1), Rate::new(0, 1)));
        let mine = win_rate(&basis, &DealFilter::owner(bo), Period::year(day("2026-01-01")));
        assert_eq!((mine.won.len(), mine.lost.len()), (0, 1));
    }
}
