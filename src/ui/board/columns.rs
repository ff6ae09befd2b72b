//! What the board shows: per stage its records in order, their number and sums, over all records that pass the filters.

use super::super::kit::show;
use crate::analysis::basis::{Basis, Phase};
use crate::analysis::rates::{Adder, Total};
use crate::domain::dataset::Dataset;
use crate::domain::deals::{next_step, order_in, probability, rotting_days, stages, state, DealState, Status};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{customer, deal, deal_line, lead, stage, task, Table};
use crate::domain::row::Row;
use crate::route::Route;
use crate::text::Lang;
use chrono::{Datelike, NaiveDate};
use std::sync::Arc;

/// The filters of the board, as the address has them.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filters {
    /// Owner; `Some(None)`: nobody.
    pub owner: Option<Id>,
    /// The customer's region.
    pub region: Option<Id>,
    /// The customer's tier.
    pub tier: Option<Id>,
    /// A product of the lines.
    pub product: Option<Id>,
    /// Words in the deal's or the customer's name, folded.
    pub text: String,
    /// Only deals without a next step.
    pub no_next: bool,
    /// Only deals whose next step is overdue.
    pub overdue: bool,
    /// Only rotting deals.
    pub rotting: bool,
}

impl Filters {
    /// Reads them from the address.
    pub fn of(route: &Route) -> Filters {
        let id = |name: &str| route.param(name).and_then(Id::parse);
        let only = route.param("only").unwrap_or("");
        Filters {
            owner: id("owner"),
            region: id("region"),
            tier: id("tier"),
            product: id("product"),
            text: crate::text::fold::fold(route.param("q").unwrap_or("")),
            no_next: only == "no_next",
            overdue: only == "overdue",
            rotting: only == "rotting",
        }
    }

    fn takes(&self, data: &Dataset, row: &Row) -> bool {
        let buyer = || data.follow(Table::Deal, row, deal::CUSTOMER);
        let is = |wanted: Option<Id>, key: Key| wanted.is_none_or(|w| buyer().is_some_and(|c| c.link(key) == Some(w)));
        self.owner.is_none_or(|w| row.link(deal::OWNER) == Some(w))
            && is(self.region, customer::REGION)
            && is(self.tier, customer::TIER)
            && self.product.is_none_or(|p| {
                data.referring(Table::DealLine, deal_line::DEAL, row.id).any(|l| l.link(deal_line::PRODUCT) == Some(p))
            })
            && (self.text.is_empty()
                || crate::text::fold::fold(row.text(deal::NAME)).contains(&self.text)
                || buyer().is_some_and(|c| crate::text::fold::fold(c.text(customer::NAME)).contains(&self.text)))
    }

    fn takes_lead(&self, row: &Row) -> bool {
        let is = |wanted: Option<Id>, key: Key| wanted.is_none_or(|w| row.link(key) == Some(w));
        is(self.owner, lead::OWNER)
            && is(self.region, lead::REGION)
            && self.tier.is_none()
            && self.product.is_none()
            && !(self.no_next || self.overdue || self.rotting)
            && (self.text.is_empty() || crate::text::fold::fold(row.text(lead::NAME)).contains(&self.text))
    }
}

/// One column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// The stage.
    pub stage: Id,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub phase: Phase,
    /// Per cent.
    pub probability: i64,
    /// Its deals (leads, in a lead column), in order.
    pub ids: Vec<Id>,
    /// Σ amounts.
    pub sum: Total,
    /// Σ amounts × probability.
    pub weighted: Total,
}

/// The whole board.
#[derive(Clone, PartialEq, Debug)]
pub struct BoardData {
    /// The columns, in the order of the stages.
    pub columns: Vec<Arc<Column>>,
    /// Σ of open deals.
    pub open: Total,
    /// Σ of open deals × probability.
    pub weighted: Total,
    /// Σ of open deals that are due this month.
    pub due: Total,
    /// How many open deals have no next step, an overdue one, rot.
    pub flags: [usize; 3],
}

impl BoardData {
    /// Where a record stands: column and place.
    pub fn find(&self, id: Id) -> Option<(usize, usize)> {
        self.columns.iter().enumerate().find_map(|(c, column)| column.ids.iter().position(|i| *i == id).map(|p| (c, p)))
    }
}

/// Computes the board of a pipeline. Won and after-sales columns show what entered them in the present month.
pub fn compute(data: &Dataset, lang: Lang, today: NaiveDate, pipeline: Id, filters: &Filters) -> BoardData {
    let basis = Basis::new(data, today);
    let rows: Vec<&Row> = stages(data, pipeline).into_iter().filter(|s| !s.flag(stage::ARCHIVED)).collect();
    let currency = basis.currency();
    let mut lists: Vec<Vec<(&str, Id)>> = vec![Vec::new(); rows.len()];
    let mut sums: Vec<(Adder, Adder)> = rows.iter().map(|_| (Adder::new(currency), Adder::new(currency))).collect();
    let (mut open, mut weighted, mut due) = (Adder::new(currency), Adder::new(currency), Adder::new(currency));
    let mut flags = [0; 3];
    for row in data.live(Table::Deal).filter(|row| row.link(deal::PIPELINE) == Some(pipeline)) {
        let now = state(data, row);
        let Some(at) = rows.iter().position(|s| now.stage == Some(s.id)) else { continue };
        let phase = Phase::parse(rows[at].text(stage::PHASE));
        let shown = match now.status {
            Status::Open => phase == Phase::Open,
            Status::Won => {
                phase >= Phase::Won && now.since.is_some_and(|d| (d.year(), d.month()) == (today.year(), today.month()))
            }
            Status::Lost | Status::Invalid => false,
        };
        if !shown || !filters.takes(data, row) {
            continue;
        }
        let amount = row.money(deal::AMOUNT);
        let day = now.closed.unwrap_or(today);
        let percent = probability(data, row, &now);
        if now.status == Status::Open {
            let is = marks(data, row, &now, today);
            is.iter().zip(&mut flags).for_each(|(is, n)| *n += usize::from(*is));
            if (filters.no_next && !is[0]) || (filters.overdue && !is[1]) || (filters.rotting && !is[2]) {
                continue;
            }
            open.add(&basis.rates, amount, today, 100);
            weighted.add(&basis.rates, amount, today, percent);
            if row.date(deal::EXPECTED_CLOSE).is_some_and(|d| (d.year(), d.month()) == (today.year(), today.month())) {
                due.add(&basis.rates, amount, today, 100);
            }
        } else if filters.no_next || filters.overdue || filters.rotting {
            continue;
        }
        lists[at].push((order_in(row, rows[at].id), row.id));
        sums[at].0.add(&basis.rates, amount, day, 100);
        sums[at].1.add(&basis.rates, amount, day, percent);
    }
    let columns = rows.iter().zip(lists).zip(sums).map(|((row, mut list), (sum, weighted))| {
        let phase = Phase::parse(row.text(stage::PHASE));
        let ids = if phase == Phase::Lead {
            open_leads(data, pipeline, basis_first(data), filters)
        } else {
            list.sort_unstable();
            list.into_iter().map(|(_, id)| id).collect()
        };
        Arc::new(Column {
            stage: row.id,
            name: show::row_name(lang, Table::Stage, row),
            phase,
            probability: row.int(stage::PROBABILITY).unwrap_or(0),
            ids,
            sum: sum.total(),
            weighted: weighted.total(),
        })
    });
    BoardData { columns: columns.collect(), open: open.total(), weighted: weighted.total(), due: due.total(), flags }
}

/// No next step, an overdue one, rotting.
fn marks(data: &Dataset, row: &Row, now: &DealState, today: NaiveDate) -> [bool; 3] {
    let next = next_step(data, row.id);
    let late = next.and_then(|t| t.date(task::DUE)).is_some_and(|d| d < today);
    [next.is_none(), late, rotting_days(data, row, now, today).is_some()]
}

fn basis_first(data: &Dataset) -> Option<Id> {
    crate::domain::deals::pipelines(data).first().map(|p| p.id)
}

/// Open leads of a pipeline, newest first; leads without a pipeline belong to the first one.
fn open_leads(data: &Dataset, pipeline: Id, first: Option<Id>, filters: &Filters) -> Vec<Id> {
    let mut rows: Vec<&Row> = data
        .live(Table::Lead)
        .filter(|r| {
            r.text(lead::STATUS) == "open"
                && r.link(lead::PIPELINE).or(first) == Some(pipeline)
                && filters.takes_lead(r)
        })
        .collect();
    rows.sort_by_key(|r| std::cmp::Reverse((r.moment(lead::CREATED), r.id)));
    rows.into_iter().map(|r| r.id).collect()
}
