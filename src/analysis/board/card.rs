//! What the board makes of one deal, and which leads it shows.

use super::{BoardSpec, Extra};
use crate::analysis::basis::Basis;
use crate::analysis::filter::Prepared;
use crate::analysis::path::Path;
use crate::analysis::period::Period;
use crate::domain::deals::{next_step, order_in, rotting_days, DealState, Status};
use crate::domain::money::Money;
use crate::domain::records::{deal, lead, task, Table};
use crate::domain::row::Row;
use chrono::NaiveDate;

/// What the board knows of a deal that it looked at.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Card {
    pub column: usize,
    pub order: Box<str>,
    pub amount: Option<Money>,
    pub day: NaiveDate,
    pub percent: i64,
    /// Open in an open stage.
    pub going: bool,
    /// Due in the month of today.
    pub due: bool,
    /// No next step, an overdue one, rotting.
    pub marks: [bool; 3],
    /// It passes the narrowing filters too.
    pub shown: bool,
    /// Won on an unknown day.
    pub undated: bool,
}

impl Card {
    /// Whether it stands in a column, and has the marks that are asked for.
    pub fn passes(&self, spec: &BoardSpec) -> bool {
        let wanted = [spec.no_next_step, spec.overdue, spec.rotting];
        !self.undated && wanted.iter().zip(self.marks).all(|(wanted, is)| is || !wanted)
    }
}

/// What the board makes of a deal; `None`: it is not on this board.
pub(super) fn card(basis: &Basis, spec: &BoardSpec, filter: &Prepared, path: &Path, extra: Extra) -> Option<Card> {
    let row = path.row;
    let stage = path.stage().filter(|s| s.pipeline == spec.pipeline)?;
    let day = match path.status {
        Status::Open => Some(basis.today),
        // Whatever was won in another period is the bulk of old data: it is put aside first.
        Status::Won => match path.closed {
            Some(day) if !spec.won_within.has(day) => return None,
            closed => closed,
        },
        _ => return None,
    };
    if !filter.shows(path) || !extra(Table::Deal, row) {
        return None;
    }
    let going = path.in_progress();
    let marks = if going { marks(basis, path) } else { [false; 3] };
    let mut card = Card {
        column: stage.rank,
        order: order_in(row, stage.id).into(),
        amount: row.money(deal::AMOUNT),
        day: day.unwrap_or(basis.today),
        percent: path.probability(),
        going,
        due: Period::month(basis.today).holds(row.date(deal::EXPECTED_CLOSE)),
        shown: false,
        marks,
        undated: day.is_none(),
    };
    card.shown = card.passes(spec);
    Some(card)
}

/// No next step, an overdue one, rotting.
fn marks(basis: &Basis, path: &Path) -> [bool; 3] {
    let next = next_step(basis.data, path.row.id);
    let late = next.and_then(|t| t.date(task::DUE)).is_some_and(|d| d < basis.today);
    [next.is_none(), late, rotting(basis, path).is_some()]
}

/// Whether a lead is on this board.
pub(super) fn takes_lead(basis: &Basis, spec: &BoardSpec, filter: &Prepared, row: &Row, extra: Extra) -> bool {
    let open = !matches!(row.text(lead::STATUS), "converted" | "invalid");
    if !open || !filter.takes_lead(row) || !extra(Table::Lead, row) {
        return false;
    }
    if !spec.narrowed() {
        return true;
    }
    let next = next_step(basis.data, row.id);
    let late = next.and_then(|t| t.date(task::DUE)).is_some_and(|d| d < basis.today);
    !spec.rotting && (next.is_none() || !spec.no_next_step) && (late || !spec.overdue)
}

/// Days that a deal rots, from its way: see [`crate::domain::deals::rotting_days`].
pub fn rotting(basis: &Basis, path: &Path) -> Option<i64> {
    let state = DealState { stage: path.stage().map(|s| s.id), status: path.status, since: None, closed: path.closed };
    rotting_days(basis.data, path.row, &state, basis.today)
}
