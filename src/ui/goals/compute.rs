//! All goals of a fiscal year with where they stand, computed in slices.

use super::super::kit::show;
use crate::analysis::basis::Basis;
use crate::analysis::calendar::Calendar;
use crate::analysis::goals::{course, parts, period, Parts, Point, Progress, Standings};
use crate::analysis::ledger::{minor, Book, Done, Ledger, Measure, Scope};
use crate::analysis::period::{Length, Period};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::{Currency, Money};
use crate::domain::records::{goal, rep, settings, team, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{choices, goal as words};
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// The tables that the screen reads.
pub const READS: &[Table] = &[
    Table::Settings,
    Table::Goal,
    Table::Deal,
    Table::StageChange,
    Table::DealLine,
    Table::Stage,
    Table::Pipeline,
    Table::Customer,
    Table::Contact,
    Table::Activity,
    Table::Rate,
    Table::Rep,
    Table::Team,
    Table::Product,
    Table::ListEntry,
];

/// The month that fiscal years begin with, 1..=12.
pub fn fiscal_start(data: &Dataset) -> u32 {
    data.settings().and_then(|s| s.int(settings::FISCAL_START)).unwrap_or(1).clamp(1, 12) as u32
}

/// A goal with where it stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    /// Where it stands.
    pub progress: Progress,
    /// What it is a part of.
    pub parent: Option<Id>,
    /// Its parts against it.
    pub parts: Vec<Parts>,
    /// Its period in words.
    pub period: String,
    /// For whom, in words.
    pub whom: String,
}

/// Someone who may have goals.
#[derive(Clone, PartialEq, Debug)]
pub struct Whom {
    /// For whom.
    pub scope: Scope,
    /// In words.
    pub name: String,
    /// How deep in the tree of teams.
    pub level: u8,
}

/// What the screen shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Goals {
    /// The day it is.
    pub today: NaiveDate,
    /// The fiscal year.
    pub year: Period,
    /// The fiscal year in words.
    pub year_name: String,
    /// Revenue is in this.
    pub currency: Currency,
    /// The goals that lie in the year at least in part, by first day, longest first.
    pub lines: Vec<Line>,
    /// Everybody, teams with their reps, and whoever else has a goal.
    pub whom: Vec<Whom>,
    /// What counts for a measure but on an unknown day, and so for no goal.
    pub unknown: Vec<(Measure, Vec<Id>)>,
}

/// The goals of a year on their way: see [`Standings`].
pub struct Making {
    lang: Lang,
    today: NaiveDate,
    year: Period,
    standings: Standings,
}

impl Making {
    /// Begins.
    pub fn new(data: &Dataset, lang: Lang, today: NaiveDate, year: Period) -> Making {
        let inside = |row: &&Row| period(row).is_some_and(|p| p.from <= year.to && p.to >= year.from);
        let goals = data.live(Table::Goal).filter(inside).map(|row| row.id).collect();
        Making { lang, today, year, standings: Standings::new(today, goals) }
    }

    /// One step further, always with the same data. With the last: all there is to show, and the book that it stands in.
    pub fn step(&mut self, data: &Dataset) -> Option<(Goals, Arc<Book>)> {
        let (found, book) = self.standings.step(data)?;
        Some((Goals::new(data, self, found, &book), book))
    }
}

impl Goals {
    fn new(data: &Dataset, making: &Making, found: Vec<Progress>, book: &Arc<Book>) -> Goals {
        let &Making { lang, today, year, .. } = making;
        let basis = Basis::new(data, today);
        let fiscal = fiscal_start(data);
        let line = |progress: Progress| {
            let row = data.get(Table::Goal, progress.goal)?;
            Some(Line {
                parent: row.link(goal::PARENT),
                parts: parts(data, row),
                period: period_name(lang, progress.period, fiscal),
                whom: scope_name(data, lang, &progress.scope),
                progress,
            })
        };
        let mut lines: Vec<Line> = found.into_iter().filter_map(line).collect();
        sort_by(&mut lines, |a, b| {
            let key = |l: &Line| (l.progress.period.from, std::cmp::Reverse(l.progress.period.to));
            key(a).cmp(&key(b)).then_with(|| a.whom.cmp(&b.whom)).then(a.progress.goal.cmp(&b.progress.goal))
        });
        let whom = whom(data, lang, &lines);
        let year_name = period_name(lang, year, fiscal);
        let ledger = Ledger::of(&basis, book.clone());
        let unknown = Measure::ALL.into_iter().map(|m| (m, ledger.unknown(m).to_vec())).collect();
        Goals { today, year, year_name, currency: basis.currency(), lines, whom, unknown }
    }

    /// A goal of the year.
    pub fn line(&self, id: Id) -> Option<&Line> {
        self.lines.iter().find(|l| l.progress.goal == id)
    }

    /// The widest goal of the year for someone: of years, quarters, months the longest, of these the present one or the first.
    pub fn widest(&self, measure: Measure, scope: &Scope) -> Option<&Line> {
        let mine = self.lines.iter().filter(|l| l.progress.measure == measure && l.progress.scope == *scope);
        mine.min_by_key(|l| {
            let period = l.progress.period;
            let kind = [7, 31, 92].iter().filter(|days| period.days() > **days).count();
            (std::cmp::Reverse(kind), !period.has(self.today), period.from)
        })
    }

    /// The measures that have a goal, and revenue.
    pub fn measures(&self) -> Vec<Measure> {
        let used = |m: &Measure| *m == Measure::Revenue || self.lines.iter().any(|l| l.progress.measure == *m);
        Measure::ALL.into_iter().filter(used).collect()
    }

    /// A value of a measure in words.
    pub fn text(&self, lang: Lang, measure: Measure, millionths: i64) -> String {
        value_text(lang, self.currency, measure, millionths, MoneyStyle::Short)
    }
}

/// A value of a measure in words: money for revenue, a number for all else. Parts of a piece come from shares and from paces: one
/// decimal tells enough of them, two where they are to be checked.
pub fn value_text(lang: Lang, currency: Currency, measure: Measure, millionths: i64, style: MoneyStyle) -> String {
    match measure {
        Measure::Revenue => show::money(lang, Money::new(minor(millionths, currency), currency), style),
        _ => format::rounded(lang, millionths, if style == MoneyStyle::Short { 1 } else { 2 }),
    }
}

/// A measure in words.
pub fn measure_name(lang: Lang, measure: Measure) -> &'static str {
    choices::choice_label(Table::Goal.key(), "measure", measure.code()).map_or("", |t| t.in_(lang))
}

/// For whom a goal is, in words.
pub fn scope_name(data: &Dataset, lang: Lang, scope: &Scope) -> String {
    let named = [
        (Table::Team, scope.team),
        (Table::Rep, scope.rep),
        (Table::ListEntry, scope.region),
        (Table::Product, scope.product),
        (Table::ListEntry, scope.group),
    ];
    let names: Vec<String> =
        named.into_iter().filter_map(|(table, id)| Some(show::name(data, lang, table, id?))).collect();
    match names.is_empty() {
        true => words::SCOPE_EVERYBODY.in_(lang).into(),
        false => names.join(" · "),
    }
}

/// A period in words: a month, quarter or year if it is one, otherwise its days. Fiscal years that do not begin in January
/// are named by the year that they begin in.
pub fn period_name(lang: Lang, period: Period, fiscal_start: u32) -> String {
    let is = |length| Period::of(length, period.from, fiscal_start) == period;
    if is(Length::Month) {
        return format::month(lang, period.from.year(), period.from.month());
    }
    if is(Length::Year) {
        return match fiscal_start {
            1 => format::year(lang, period.from.year()),
            _ => format::fiscal_year(lang, period.from.year()),
        };
    }
    if is(Length::Quarter) {
        let year = Period::of(Length::Year, period.from, fiscal_start).from;
        let months = (period.from.year() - year.year()) * 12 + period.from.month0() as i32 - year.month0() as i32;
        return format::quarter(lang, year.year(), (months / 3 + 1).unsigned_abs());
    }
    if is(Length::Week) {
        return format::week(lang, period.from);
    }
    match period.from == period.to {
        true => format::date_year(lang, period.from),
        false => format!("{} – {}", format::date_year(lang, period.from), format::date_year(lang, period.to)),
    }
}

/// Everybody, the tree of teams with their reps, reps without a team, and whatever else the goals are for.
fn whom(data: &Dataset, lang: Lang, lines: &[Line]) -> Vec<Whom> {
    let everybody = Whom { scope: Scope::default(), name: words::SCOPE_EVERYBODY.in_(lang).into(), level: 0 };
    let mut found = vec![everybody];
    let reps = |of: Option<Id>| {
        let mut list: Vec<_> = data
            .live(Table::Rep)
            .filter(|r| r.link(rep::TEAM).filter(|t| data.get(Table::Team, *t).is_some()) == of)
            .map(|r| (show::row_name(lang, Table::Rep, r), r.id))
            .collect();
        sort_by(&mut list, Ord::cmp);
        list
    };
    let has_goal = |scope: &Scope| lines.iter().any(|l| l.progress.scope == *scope);
    let mut waiting: Vec<(Id, u8)> = Vec::new();
    let below = |parent: Option<Id>| {
        let mut list: Vec<_> = data
            .live(Table::Team)
            .filter(|t| t.link(team::PARENT).filter(|p| data.get(Table::Team, *p).is_some()) == parent)
            .map(|t| (show::row_name(lang, Table::Team, t), t.id))
            .collect();
        sort_by(&mut list, Ord::cmp);
        list
    };
    waiting.extend(below(None).into_iter().rev().map(|(_, id)| (id, 1)));
    let mut seen = Vec::new();
    while let Some((id, level)) = waiting.pop() {
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let scope = Scope { team: Some(id), ..Scope::default() };
        found.push(Whom { scope, name: show::name(data, lang, Table::Team, id), level });
        for (name, rep) in reps(Some(id)) {
            found.push(Whom { scope: Scope { rep: Some(rep), ..Scope::default() }, name, level: level + 1 });
        }
        waiting.extend(below(Some(id)).into_iter().rev().map(|(_, id)| (id, level + 1)));
    }
    for (name, rep) in reps(None) {
        found.push(Whom { scope: Scope { rep: Some(rep), ..Scope::default() }, name, level: 1 });
    }
    // Reps who left stay where they are only if they have a goal.
    let left =
        |w: &Whom| w.scope.rep.and_then(|id| data.get(Table::Rep, id)).is_some_and(|r| r.date(rep::LEFT).is_some());
    found.retain(|w| !left(w) || has_goal(&w.scope));
    for line in lines {
        if !found.iter().any(|w| w.scope == line.progress.scope) {
            found.push(Whom { scope: line.progress.scope, name: line.whom.clone(), level: 1 });
        }
    }
    found
}

/// A part of a goal's course.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The part in words.
    pub name: String,
    /// What was done and expected by its end.
    pub point: Point,
    /// What was done within it.
    pub done: Done,
}

/// The course of a goal, by months or, if it is shorter than two of them, by weeks or days.
pub fn course_of(data: &Dataset, lang: Lang, today: NaiveDate, progress: &Progress, book: Arc<Book>) -> Vec<Step> {
    let basis = Basis::new(data, today);
    let ledger = Ledger::of(&basis, book);
    let by = match progress.period.days() {
        0..=7 => Length::Day,
        8..=58 => Length::Week,
        _ => Length::Month,
    };
    let name = |part: Period| match by {
        Length::Month => format::month_name(lang, part.from.month()),
        _ => format::date_short(lang, part.to, today),
    };
    course(&ledger, &Calendar::of(data), today, progress, by)
        .into_iter()
        .map(|point| Step {
            name: name(point.part),
            done: ledger.done(progress.measure, &progress.scope, point.part),
            point,
        })
        .collect()
}
