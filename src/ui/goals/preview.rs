//! What a goal could be split into, and how much each part would get.

use super::compute::{fiscal_start, period_name};
use crate::analysis::basis::Basis;
use crate::analysis::calendar::Calendar;
use crate::analysis::goals::{last_year_weights, period, working_day_weights};
use crate::analysis::ledger::{Book, Ledger, Measure, Scope};
use crate::analysis::period::{Length, Period};
use crate::analysis::split::{equal, grown, split, ONE};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{goal, rep, team, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::text::Lang;
use crate::ui::kit::show;
use chrono::NaiveDate;
use std::sync::Arc;

/// Into what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Into {
    /// Parts of its period.
    Time(Length),
    /// The teams below its team, or all top ones.
    Teams,
    /// The reps of its team and of those below.
    Reps,
}

/// By what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum By {
    /// Equal shares.
    Equal,
    /// The working days of each part of time.
    Days,
    /// What was done a year earlier.
    LastYear,
    /// What was done a year earlier, grown by some per cent, whatever that sums up to.
    Growth(i64),
    /// What the parts have now.
    Hand,
}

/// One part that a goal could be split into.
#[derive(Clone, PartialEq, Debug)]
pub struct Share {
    /// In words.
    pub name: String,
    /// When.
    pub period: Period,
    /// For which rep, if that is narrower.
    pub rep: Option<Id>,
    /// For which team, if that is narrower.
    pub team: Option<Id>,
    /// What it has already.
    pub present: Option<i64>,
}

/// What a goal can be split into: only what gives more than one part, or one that is narrower.
pub fn choices(data: &Dataset, lang: Lang, row: &Row) -> Vec<Into> {
    let all =
        [Into::Time(Length::Quarter), Into::Time(Length::Month), Into::Time(Length::Week), Into::Teams, Into::Reps];
    let fits = |into: &Into| match into {
        Into::Time(length) => {
            let days = period(row).map_or(0, |p| p.days());
            let usual = match length {
                Length::Quarter => days > 92,
                Length::Month => days > 31,
                _ => (8..=92).contains(&days),
            };
            usual && shares(data, lang, row, *into).len() > 1
        }
        Into::Teams | Into::Reps => row.link(goal::REP).is_none() && !shares(data, lang, row, *into).is_empty(),
    };
    all.into_iter().filter(fits).collect()
}

/// The parts of a way to split.
pub fn shares(data: &Dataset, lang: Lang, row: &Row, into: Into) -> Vec<Share> {
    let Some(whole) = period(row) else { return Vec::new() };
    let fiscal = fiscal_start(data);
    let own = row.link(goal::TEAM);
    let present = |period: Period, rep: Option<Id>, team: Option<Id>| {
        let team = team.or(if rep.is_some() { None } else { own });
        let rep = rep.or(row.link(goal::REP));
        data.referring(Table::Goal, goal::PARENT, row.id)
            .find(|g| {
                g.date(goal::FROM) == Some(period.from)
                    && g.date(goal::TO) == Some(period.to)
                    && g.link(goal::REP) == rep
                    && g.link(goal::TEAM) == team
                    && g.text(goal::MEASURE) == row.text(goal::MEASURE)
            })
            .and_then(|g| g.decimal(goal::BASE))
    };
    let mut found: Vec<Share> = match into {
        Into::Time(length) => (whole.split(length).into_iter())
            .map(|part| Share {
                name: period_name(lang, part, fiscal),
                period: part,
                rep: None,
                team: None,
                present: present(part, None, None),
            })
            .collect(),
        Into::Teams => (data.live(Table::Team))
            .filter(|t| t.link(team::PARENT).filter(|p| data.get(Table::Team, *p).is_some()) == own)
            .map(|t| Share {
                name: show::row_name(lang, Table::Team, t),
                period: whole,
                rep: None,
                team: Some(t.id),
                present: present(whole, None, Some(t.id)),
            })
            .collect(),
        Into::Reps => {
            let basis = Basis::new(data, whole.from);
            let teams = own.map(|id| basis.team_tree(id));
            let mine = |r: &&Row| {
                let team = r.link(rep::TEAM);
                let here = teams.as_ref().is_none_or(|teams| team.is_some_and(|t| teams.contains(&t)));
                here && r.date(rep::LEFT).is_none_or(|left| left > whole.from)
            };
            (data.live(Table::Rep).filter(mine))
                .map(|r| Share {
                    name: show::row_name(lang, Table::Rep, r),
                    period: whole,
                    rep: Some(r.id),
                    team: None,
                    present: present(whole, Some(r.id), None),
                })
                .collect()
        }
    };
    if !matches!(into, Into::Time(_)) {
        sort_by(&mut found, |a, b| a.name.cmp(&b.name));
    }
    found
}

/// The size of what parts are multiples of: hundreds for large revenue, ones for all else.
pub fn grain(measure: Measure, whole: i64, parts: usize) -> i64 {
    let each = whole / i64::try_from(parts.max(1)).unwrap_or(1);
    if measure == Measure::Revenue && each >= 10_000 * ONE {
        100 * ONE
    } else {
        ONE
    }
}

/// How much each part gets, and whether last year has anything to go by.
pub fn values(
    data: &Dataset,
    today: NaiveDate,
    book: &Arc<Book>,
    row: &Row,
    shares: &[Share],
    by: By,
) -> (Vec<i64>, bool) {
    let base = row.decimal(goal::BASE).unwrap_or(0);
    let Some(measure) = Measure::parse(row.text(goal::MEASURE)) else { return (Vec::new(), false) };
    let grain = grain(measure, base, shares.len());
    let last_year = || {
        let basis = Basis::new(data, today);
        let ledger = Ledger::of(&basis, book.clone());
        let own = Scope::of(row);
        let scope = |s: &Share| match (s.rep, s.team) {
            (None, None) => own,
            (Some(_), _) => Scope { rep: s.rep, team: None, ..own },
            (None, Some(_)) => Scope { team: s.team, ..own },
        };
        let parts: Vec<(Scope, Period)> = shares.iter().map(|s| (scope(s), s.period)).collect();
        last_year_weights(&ledger, measure, &parts)
    };
    match by {
        By::Equal => (equal(base, shares.len(), grain), true),
        By::Days => {
            let periods: Vec<Period> = shares.iter().map(|s| s.period).collect();
            (split(base, &working_day_weights(&Calendar::of(data), &periods), grain), true)
        }
        By::LastYear => {
            let weights = last_year();
            let any = weights.iter().any(|w| *w > 0);
            (split(base, &weights, grain), any)
        }
        By::Growth(percent) => {
            let weights = last_year();
            let any = weights.iter().any(|w| *w > 0);
            (weights.into_iter().map(|w| grown(w, percent, grain)).collect(), any)
        }
        By::Hand => (shares.iter().map(|s| s.present.unwrap_or(0)).collect(), true),
    }
}
