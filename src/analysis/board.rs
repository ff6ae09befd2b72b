//! The board's figures: per column how many, how much, and weighted; over all records, not only those on screen.
//!
//! - Lead columns count open leads. Open columns count open deals. The won column and after-sales columns show the deals
//!   that are there and were won within the current period; those won on an unknown day are listed apart.
//! - Lost and invalid deals are in no column. Amounts in progress take today's rate, won ones that of their closing date.
//! - Archived stages are columns only while something is in them, so that nothing disappears.
//! - In progress and weighted, in the header, cover open columns only.

use super::basis::{Basis, Phase};
use super::filter::{DealFilter, Prepared};
use super::path::Path;
use super::period::Period;
use super::rates::{Adder, Total};
use crate::domain::dataset::IdMap;
use crate::domain::deals::{next_step, order_in, rotting_days, DealState, Status};
use crate::domain::id::Id;
use crate::domain::records::{deal, lead, task, Table};
use crate::domain::row::Row;

/// What only the board filters by.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct BoardFilter {
    /// Only deals without a next step.
    pub no_next_step: bool,
    /// Only deals whose expected close or next step lies before today.
    pub overdue: bool,
}

/// One column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Column {
    /// The stage.
    pub stage: Id,
    /// What it is for.
    pub phase: Phase,
    /// What it holds: leads in a lead column, deals in all others.
    pub table: Table,
    /// What is in it, in the order of the cards.
    pub ids: Vec<Id>,
    /// The sum of the amounts.
    pub sum: Total,
    /// The sum weighted by probability; equal to the sum once won.
    pub weighted: Total,
}

/// A column in the making: order keys with ids, sum, weighted sum.
type Cards<'a> = (Vec<(&'a str, Id)>, Adder, Adder);

/// The board of a pipeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Board {
    /// The columns in the order of the stages.
    pub columns: Vec<Column>,
    /// The sum over all open columns.
    pub in_progress: Total,
    /// The weighted sum over all open columns.
    pub weighted: Total,
    /// The sum of the deals in progress whose expected close lies in the month of today.
    pub due_this_month: Total,
    /// The deals behind `due_this_month`.
    pub due_ids: Vec<Id>,
    /// Won on an unknown day: in no period, and in no column.
    pub undated_wins: Vec<Id>,
}

impl Board {
    /// The codes of the formulas: in progress, weighted, due this month.
    pub const FORMULAS: [&'static str; 3] = ["board.in_progress", "board.weighted", "board.due"];

    /// Computes the board of a pipeline. `extra` asks of deals and leads what no other figure does (such as a search text).
    pub fn new(
        basis: &Basis,
        pipeline: Id,
        won_within: Period,
        filter: &DealFilter,
        board: BoardFilter,
        extra: impl Fn(Table, &Row) -> bool,
    ) -> Board {
        let filter = DealFilter { pipeline: Some(pipeline), ..filter.clone() };
        let filter = filter.prepare(basis);
        let stages = basis.stages(pipeline);
        let at: IdMap<usize> = stages.iter().map(|s| (s.id, s.rank)).collect();
        let fresh = || Adder::new(basis.currency());
        let mut cards: Vec<Cards> = stages.iter().map(|_| (Vec::new(), fresh(), fresh())).collect();
        let (mut in_progress, mut weighted, mut due) = (fresh(), fresh(), fresh());
        let (mut due_ids, mut undated_wins) = (Vec::new(), Vec::new());
        let month = Period::month(basis.today);
        for row in basis.data.live(Table::Deal) {
            let path = Path::of(basis, row);
            let Some(stage) = path.stage().filter(|s| s.pipeline == pipeline) else { continue };
            if !takes(basis, &filter, board, &path) || !extra(Table::Deal, row) {
                continue;
            }
            let day = match (path.status, stage.phase) {
                (Status::Open, _) => basis.today,
                (Status::Won, _) => match path.closed {
                    Some(day) if won_within.has(day) => day,
                    Some(_) => continue,
                    None => {
                        undated_wins.push(row.id);
                        continue;
                    }
                },
                _ => continue,
            };
            let amount = row.money(deal::AMOUNT);
            let Some(column) = at.get(&stage.id).and_then(|i| cards.get_mut(*i)) else { continue };
            column.0.push((order_in(row, stage.id), row.id));
            column.1.add(&basis.rates, amount, day, 100);
            column.2.add(&basis.rates, amount, day, path.probability());
            if path.in_progress() {
                in_progress.add(&basis.rates, amount, day, 100);
                weighted.add(&basis.rates, amount, day, path.probability());
                if period_holds(row, month) {
                    due.add(&basis.rates, amount, day, 100);
                    due_ids.push(row.id);
                }
            }
        }
        if let Some(first) = stages.iter().find(|s| s.phase == Phase::Lead && !s.archived) {
            let open = |row: &&Row| !matches!(row.text(lead::STATUS), "converted" | "invalid");
            let wanted =
                |row: &&Row| filter.takes_lead(row) && lead_takes(basis, board, row) && extra(Table::Lead, row);
            let mut leads: Vec<&Row> = basis.data.live(Table::Lead).filter(open).filter(wanted).collect();
            // The newest on top; leads without a day after them.
            leads.sort_by_key(|row| (std::cmp::Reverse(row.moment(lead::CREATED)), row.id));
            let (ids, sum, weighted) = &mut cards[first.rank];
            for row in leads {
                ids.push(("", row.id));
                sum.add(&basis.rates, None, basis.today, 100);
                weighted.add(&basis.rates, None, basis.today, 0);
            }
        }
        let columns = (stages.iter().zip(cards))
            .filter(|(stage, (ids, ..))| !stage.archived || !ids.is_empty())
            .map(|(stage, (mut ids, sum, weighted))| {
                if stage.phase != Phase::Lead {
                    ids.sort_unstable();
                }
                Column {
                    stage: stage.id,
                    phase: stage.phase,
                    table: if stage.phase == Phase::Lead { Table::Lead } else { Table::Deal },
                    ids: ids.into_iter().map(|(_, id)| id).collect(),
                    sum: sum.total(),
                    weighted: weighted.total(),
                }
            })
            .collect();
        Board {
            columns,
            in_progress: in_progress.total(),
            weighted: weighted.total(),
            due_this_month: due.total(),
            due_ids,
            undated_wins,
        }
    }
}

fn period_holds(row: &Row, period: Period) -> bool {
    period.holds(row.date(deal::EXPECTED_CLOSE))
}

fn takes(basis: &Basis, filter: &Prepared, board: BoardFilter, path: &Path) -> bool {
    if !filter.shows(path) {
        return false;
    }
    let next = || next_step(basis.data, path.row.id);
    if board.no_next_step && (path.status != Status::Open || next().is_some()) {
        return false;
    }
    let late = |day: Option<chrono::NaiveDate>| day.is_some_and(|d| d < basis.today);
    !board.overdue
        || path.status == Status::Open
            && (late(path.row.date(deal::EXPECTED_CLOSE)) || late(next().and_then(|t| t.date(task::DUE))))
}

fn lead_takes(basis: &Basis, board: BoardFilter, row: &Row) -> bool {
    let next = || next_step(basis.data, row.id);
    !(board.no_next_step && next().is_some())
        && (!board.overdue || next().and_then(|t| t.date(task::DUE)).is_some_and(|d| d < basis.today))
}

/// Days that a deal rots, from its way: see [`crate::domain::deals::rotting_days`].
pub fn rotting(basis: &Basis, path: &Path) -> Option<i64> {
    let state = DealState { stage: path.stage().map(|s| s.id), status: path.status, since: None, closed: path.closed };
    rotting_days(basis.data, path.row, &state, basis.today)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::testkit::{day, Kit};
    use crate::domain::records::stage;
    use crate::domain::value::{About, Place, Value};

    fn board(kit: &Kit, board: BoardFilter) -> Board {
        let basis = Basis::new(&kit.data, day("2026-06-15"));
        let june = Period::month(day("2026-06-15"));
        Board::new(&basis, Kit::PIPELINE, june, &DealFilter::default(), board, |_, _| true)
    }

    #[test]
    fn columns_hold_what_is_there_and_the_header_what_is_open() {
        let mut kit = Kit::new();
        let place = |kit: &mut Kit, id: Id, rank: u16, order: &str| {
            let place = Place { stage: Kit::stage(rank), order: order.into() };
            kit.set(Table::Deal, id, deal::PLACE, Value::Place(Box::new(place)));
        };
        let low = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        place(&mut kit, low, 1, "b");
        kit.amount(low, 10_000, "CNY");
        kit.set(Table::Deal, low, deal::EXPECTED_CLOSE, Value::date(day("2026-06-30")));
        let high = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        place(&mut kit, high, 1, "a");
        kit.amount(high, 5_000, "EUR");
        let strayed = kit.deal("2026-01-01", &[("2026-01-01", 2, "open"), ("2026-01-02", 1, "open")]);
        place(&mut kit, strayed, 2, "z");
        kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-06-01", 1, "lost")]);
        let won = kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-06-01", 4, "won")]);
        kit.amount(won, 3_000, "CNY");
        let served = kit.deal("2026-01-01", &[("2026-06-01", 4, "won"), ("2026-06-02", 5, "won")]);
        kit.deal("2026-01-01", &[("2026-05-31", 4, "won")]);
        let undated = kit.deal("2026-01-01", &[("", 4, "won")]);
        let lead = kit.lead("2026-06-01", "", "");
        kit.lead("2026-06-01", "converted", "2026-06-02");
        let found = board(&kit, BoardFilter::default());
        let ids: Vec<&[Id]> = found.columns.iter().map(|c| &c.ids[..]).collect();
        assert_eq!(ids, [&[lead][..], &[strayed, high, low], &[], &[], &[won], &[served]]);
        let first = &found.columns[1];
        assert_eq!((first.sum.minor, first.weighted.minor, first.sum.n), (10_000, 2_000, 3));
        assert_eq!(first.sum.unconverted.len(), 1);
        assert_eq!(found.columns[4].weighted.minor, 3_000);
        assert_eq!((found.in_progress.minor, found.weighted.minor), (10_000, 2_000));
        assert_eq!((found.due_this_month.minor, found.due_ids, found.undated_wins), (10_000, vec![low], vec![undated]));
    }

    #[test]
    fn archived_columns_stay_while_something_is_in_them() {
        let mut kit = Kit::new();
        kit.set(Table::Stage, Kit::stage(2), stage::ARCHIVED, Value::Bool(true));
        assert_eq!(board(&kit, BoardFilter::default()).columns.len(), 5);
        kit.deal("2026-01-01", &[("2026-01-01", 2, "open")]);
        assert_eq!(board(&kit, BoardFilter::default()).columns.len(), 6);
    }

    #[test]
    fn without_next_step_and_overdue() {
        let mut kit = Kit::new();
        let step = |kit: &mut Kit, deal: Id, due: &str| {
            let about = Value::Abouts(Box::new([About { table: Table::Deal, id: deal }]));
            kit.add(Table::Task, &[(task::ABOUT, about), (task::DUE, Value::date(day(due)))]);
        };
        let bare = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        let planned = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        step(&mut kit, planned, "2026-06-15");
        let late = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        step(&mut kit, late, "2026-06-14");
        let slipped = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
        kit.set(Table::Deal, slipped, deal::EXPECTED_CLOSE, Value::date(day("2026-06-14")));
        let ids = |filter: BoardFilter| board(&kit, filter).columns[1].ids.clone();
        assert_eq!(ids(BoardFilter { no_next_step: true, overdue: false }), [bare, slipped]);
        assert_eq!(ids(BoardFilter { no_next_step: false, overdue: true }), [late, slipped]);
        assert_eq!(ids(BoardFilter { no_next_step: true, overdue: true }), [slipped]);
    }
}
