//! The board's figures: per column how many, how much, and weighted; over all records, not only those on screen.
//!
//! - Lead columns count open leads. Open columns count open deals. The won column and after-sales columns show the deals
//!   that are there and were won within the current period; those won on an unknown day are listed apart.
//! - Lost and invalid deals are in no column. Amounts in progress take today's rate, won ones that of their closing date.
//! - Archived stages are columns only while something is in them, so that nothing disappears.
//! - In progress and weighted, in the header, cover open columns only.
//! - A board can follow a change instead of being computed anew: [`Board::follow`]. Both give the same board; a test holds them to it.

mod card;

use super::basis::{Basis, Phase};
use super::filter::DealFilter;
use super::path::{status, Path};
use super::period::Period;
use super::rates::{Adder, Total};
use crate::domain::dataset::IdMap;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::patch::{Patch, RowChange};
use crate::domain::records::{activity, deal, deal_line, lead, stage_change, task, Table};
use crate::domain::row::Row;
use crate::domain::value::{OutcomeKind, Value};
use card::{card, takes_lead, Card};
use std::collections::BTreeSet;
use std::sync::Arc;

pub use card::rotting;

/// What a board shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BoardSpec {
    /// The pipeline.
    pub pipeline: Id,
    /// When the deals in the won and after-sales columns were won.
    pub won_within: Period,
    /// Which deals and leads; its own pipeline is ignored. Owners are those on the cards.
    pub filter: DealFilter,
    /// Only open deals without a next step; leads likewise.
    pub no_next_step: bool,
    /// Only open deals whose next step lies before today; leads likewise.
    pub overdue: bool,
    /// Only rotting deals.
    pub rotting: bool,
}

impl BoardSpec {
    /// All of a pipeline, with what was won within a period.
    pub fn new(pipeline: Id, won_within: Period) -> BoardSpec {
        let filter = DealFilter::default();
        BoardSpec { pipeline, won_within, filter, no_next_step: false, overdue: false, rotting: false }
    }

    /// What its deals and leads are asked.
    fn asked(&self) -> DealFilter {
        DealFilter { pipeline: Some(self.pipeline), ..self.filter.clone() }
    }

    fn narrowed(&self) -> bool {
        self.no_next_step || self.overdue || self.rotting
    }
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

#[derive(Clone, Debug)]
struct Lane {
    keys: Vec<(Box<str>, Id)>,
    sum: Adder,
    weighted: Adder,
}

/// What a board asks of deals and leads beside its filters.
pub type Extra<'a> = &'a dyn Fn(Table, &Row) -> bool;

/// The board of a pipeline.
#[derive(Clone, Debug)]
pub struct Board {
    /// The columns in the order of the stages. A column that a change did not touch stays the same allocation.
    pub columns: Vec<Arc<Column>>,
    /// The sum over all open columns.
    pub in_progress: Total,
    /// The weighted sum over all open columns.
    pub weighted: Total,
    /// The sum of the deals in progress whose expected close lies in the month of today.
    pub due_this_month: Total,
    /// The deals behind `due_this_month`.
    pub due_ids: BTreeSet<Id>,
    /// How many deals in progress have no next step, an overdue one, rot; before narrowing by those.
    pub marks: [usize; 3],
    /// Won on an unknown day: in no period, and in no column.
    pub undated_wins: BTreeSet<Id>,
    spec: BoardSpec,
    cards: IdMap<Card>,
    lanes: Vec<Lane>,
    header: [Adder; 3],
}

impl PartialEq for Board {
    fn eq(&self, other: &Board) -> bool {
        self.columns == other.columns
            && (&self.in_progress, &self.weighted, &self.due_this_month)
                == (&other.in_progress, &other.weighted, &other.due_this_month)
            && (&self.due_ids, self.marks, &self.undated_wins) == (&other.due_ids, other.marks, &other.undated_wins)
    }
}

/// A board on its way: its deals are looked at in stretches, so that a page can answer meanwhile. Nothing may change between
/// two of them.
#[derive(Default)]
pub struct Making {
    cards: Vec<(Id, Card)>,
    looked_at: usize,
}

impl Making {
    /// Looks at so many deals more. `false`: there are no more.
    pub fn look(&mut self, basis: &Basis, spec: &BoardSpec, extra: Extra, count: usize) -> bool {
        let within = spec.won_within;
        let wanted = |row: &Row| match status(basis, row) {
            Status::Open => true,
            // Whatever was won in another period is the bulk of old data: it is put aside before its way is found.
            Status::Won => match row.outcome(deal::OUTCOME).filter(|o| o.kind == OutcomeKind::Won) {
                Some(outcome) => outcome.date.is_none_or(|date| within.has(date)),
                None => true,
            },
            _ => false,
        };
        let asked = spec.asked();
        let filter = asked.prepare(basis);
        let deals = basis.data.rows(Table::Deal);
        let until = self.looked_at.saturating_add(count);
        let rows = deals.live_within(self.looked_at..until).filter(|row| wanted(row));
        self.looked_at = until;
        self.cards
            .extend(rows.filter_map(|row| Some((row.id, card(basis, spec, &filter, &Path::of(basis, row), extra)?))));
        self.looked_at < deals.all().len()
    }

    /// The board of the deals that were looked at, and of all leads.
    pub fn board(self, basis: &Basis, spec: BoardSpec, extra: Extra) -> Board {
        let (of, asked) = (spec.clone(), spec.asked());
        let filter = asked.prepare(basis);
        let leads = basis.data.live(Table::Lead).filter(|row| takes_lead(basis, &of, &filter, row, extra));
        Board::of(basis, spec, &mut self.cards.into_iter(), &mut { leads })
    }
}

impl Board {
    /// The codes of the formulas: in progress, weighted, due this month.
    pub const FORMULAS: [&'static str; 3] = ["board.in_progress", "board.weighted", "board.due"];

    /// Computes a board. `extra` asks of deals and leads what no other figure does, such as a search text.
    pub fn new(basis: &Basis, spec: BoardSpec, extra: Extra) -> Board {
        let mut making = Making::default();
        making.look(basis, &spec, extra, usize::MAX);
        making.board(basis, spec, extra)
    }

    /// The board that `spec` and `extra` narrow this one down to, which has all deals and leads of the same pipeline and period:
    /// its cards are chosen from, not made anew.
    pub fn narrowed(&self, basis: &Basis, spec: BoardSpec, extra: Extra) -> Board {
        let (of, asked) = (spec.clone(), spec.asked());
        let filter = asked.prepare(basis);
        let cards = self.cards.iter().filter_map(|(id, card)| {
            let row = basis.data.get(Table::Deal, *id)?;
            let wanted = filter.shows_row(row) && extra(Table::Deal, row);
            wanted.then(|| (*id, Card { shown: card.passes(&of), ..card.clone() }))
        });
        let leads = self.columns.iter().filter(|column| column.table == Table::Lead).flat_map(|column| &column.ids);
        let leads = leads.filter_map(|id| basis.data.get(Table::Lead, *id));
        Board::of(basis, spec, &mut { cards }, &mut leads.filter(|row| takes_lead(basis, &of, &filter, row, extra)))
    }

    fn of(
        basis: &Basis,
        spec: BoardSpec,
        cards: &mut dyn Iterator<Item = (Id, Card)>,
        leads: &mut dyn Iterator<Item = &Row>,
    ) -> Board {
        let fresh = || Adder::new(basis.currency());
        let lanes: Vec<Lane> = (basis.stages(spec.pipeline).iter())
            .map(|_| Lane { keys: Vec::new(), sum: fresh(), weighted: fresh() })
            .collect();
        let header = [fresh(), fresh(), fresh()];
        let zero = || fresh().total();
        let mut board = Board {
            columns: Vec::new(),
            in_progress: zero(),
            weighted: zero(),
            due_this_month: zero(),
            due_ids: BTreeSet::new(),
            marks: [0; 3],
            undated_wins: BTreeSet::new(),
            spec,
            cards: IdMap::default(),
            lanes,
            header,
        };
        for (id, card) in cards {
            if card.shown {
                board.lanes[card.column].keys.push((card.order.clone(), id));
            }
            board.count(basis, id, &card, true);
            board.cards.insert(id, card);
        }
        board.lanes.iter_mut().for_each(|lane| lane.keys.sort_unstable());
        board.leads(basis, leads);
        board.finish(basis, None);
        board
    }

    /// Follows a change that was just made to the data, in time that depends on the change, not on the data.
    /// `false`: the change is of a kind that may touch everything (stages, teams, rates, settings …); compute the board anew.
    /// `basis` must be of the data after the change, `extra` the same as before.
    pub fn follow(&mut self, basis: &Basis, patch: &Patch, extra: Extra) -> bool {
        let Some((deals, leads)) = touched(basis, patch) else { return false };
        let (spec, asked) = (self.spec.clone(), self.spec.asked());
        let filter = asked.prepare(basis);
        let mut lanes = BTreeSet::new();
        for id in deals {
            let path = basis.data.get(Table::Deal, id).map(|row| Path::of(basis, row));
            let now = path.and_then(|path| card(basis, &spec, &filter, &path, extra));
            if let Some(before) = self.cards.remove(&id) {
                lanes.insert(before.column);
                let key = (before.order.clone(), id);
                let keys = &mut self.lanes[before.column].keys;
                if let (true, Ok(at)) = (before.shown, keys.binary_search(&key)) {
                    keys.remove(at);
                }
                self.count(basis, id, &before, false);
            }
            if let Some(now) = now {
                lanes.insert(now.column);
                let key = (now.order.clone(), id);
                let keys = &mut self.lanes[now.column].keys;
                if let (true, Err(at)) = (now.shown, keys.binary_search(&key)) {
                    keys.insert(at, key);
                }
                self.count(basis, id, &now, true);
                self.cards.insert(id, now);
            }
        }
        if leads {
            let rows = basis.data.live(Table::Lead);
            let mut rows = rows.filter(|row| takes_lead(basis, &spec, &filter, row, extra));
            lanes.extend(self.leads(basis, &mut rows));
        }
        self.finish(basis, Some(&lanes));
        true
    }

    /// Adds a card to all sums, or takes it out.
    fn count(&mut self, basis: &Basis, id: Id, card: &Card, add: bool) {
        let rates = &basis.rates;
        let change = |adder: &mut Adder, percent: i64| match add {
            true => adder.add(rates, card.amount, card.day, percent),
            false => adder.remove(rates, card.amount, card.day, percent),
        };
        let list = |set: &mut BTreeSet<Id>| match add {
            true => drop(set.insert(id)),
            false => drop(set.remove(&id)),
        };
        if card.undated {
            list(&mut self.undated_wins);
            return;
        }
        for (mark, n) in card.marks.iter().zip(&mut self.marks).filter(|(mark, _)| **mark) {
            *n = if add { *n + usize::from(*mark) } else { n.saturating_sub(1) };
        }
        if !card.shown {
            return;
        }
        let lane = &mut self.lanes[card.column];
        change(&mut lane.sum, 100);
        change(&mut lane.weighted, card.percent);
        if card.going {
            change(&mut self.header[0], 100);
            change(&mut self.header[1], card.percent);
            if card.due {
                change(&mut self.header[2], 100);
                list(&mut self.due_ids);
            }
        }
    }

    /// Fills the lead column anew; returns its place.
    fn leads(&mut self, basis: &Basis, leads: &mut dyn Iterator<Item = &Row>) -> Option<usize> {
        let first = basis.stages(self.spec.pipeline).iter().find(|s| s.phase == Phase::Lead && !s.archived)?;
        let mut rows: Vec<&Row> = leads.collect();
        // The newest on top; leads without a day after them.
        rows.sort_by_key(|row| std::cmp::Reverse((row.moment(lead::CREATED), row.id)));
        let mut sum = Adder::new(basis.currency());
        rows.iter().for_each(|_| sum.add(&basis.rates, None, basis.today, 100));
        let keys = rows.into_iter().map(|row| ("".into(), row.id)).collect();
        self.lanes[first.rank] = Lane { keys, weighted: sum.clone(), sum };
        Some(first.rank)
    }

    /// Makes the public parts of the sums; columns outside `changed` stay the same allocation.
    fn finish(&mut self, basis: &Basis, changed: Option<&BTreeSet<usize>>) {
        let mut before = std::mem::take(&mut self.columns).into_iter().peekable();
        for (stage, lane) in basis.stages(self.spec.pipeline).iter().zip(&self.lanes) {
            let old = before.next_if(|column| column.stage == stage.id);
            if stage.archived && lane.keys.is_empty() {
                continue;
            }
            if let (Some(old), Some(false)) = (old, changed.map(|changed| changed.contains(&stage.rank))) {
                self.columns.push(old);
                continue;
            }
            self.columns.push(Arc::new(Column {
                stage: stage.id,
                phase: stage.phase,
                table: if stage.phase == Phase::Lead { Table::Lead } else { Table::Deal },
                ids: lane.keys.iter().map(|(_, id)| *id).collect(),
                sum: lane.sum.total(),
                weighted: lane.weighted.total(),
            }));
        }
        let [in_progress, weighted, due] = &self.header;
        (self.in_progress, self.weighted, self.due_this_month) = (in_progress.total(), weighted.total(), due.total());
    }
}

/// The deals that a change may move or recount, and whether it touches leads. `None`: it may touch everything.
fn touched(basis: &Basis, patch: &Patch) -> Option<(BTreeSet<Id>, bool)> {
    let (mut deals, mut leads) = (BTreeSet::new(), false);
    for change in &patch.rows {
        let row = basis.data.rows(change.table).get(change.id);
        match change.table {
            Table::Deal => drop(deals.insert(change.id)),
            Table::Lead => leads = true,
            Table::StageChange => deals.extend(named(change, row, stage_change::DEAL)),
            Table::DealLine => deals.extend(named(change, row, deal_line::DEAL)),
            Table::Activity => deals.extend(named(change, row, activity::ABOUT)),
            Table::Task => {
                deals.extend(named(change, row, task::ABOUT));
                leads = true;
            }
            Table::Customer => {
                deals.extend(basis.data.referring(Table::Deal, deal::CUSTOMER, change.id).map(|d| d.id));
            }
            Table::Settings | Table::Rate | Table::Team | Table::Rep | Table::Pipeline | Table::Stage => return None,
            _ => {}
        }
    }
    Some((deals, leads))
}

/// The records that a row names in a field, before and after a change.
fn named(change: &RowChange, row: Option<&Row>, key: crate::domain::key::Key) -> Vec<Id> {
    let cells = change.cells.iter().filter(|c| c.key == key);
    let values = cells.flat_map(|c| [c.before.as_ref(), c.after.as_ref()]);
    values.chain([row.and_then(|r| r.get(key))]).flatten().flat_map(Value::ids).collect()
}

#[cfg(test)]
mod tests;
