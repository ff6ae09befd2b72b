//! What counts, entered a few records at a time: see the module docs of the ledger.

use super::{millionths, Measure};
use crate::analysis::basis::Basis;
use crate::analysis::path::{shares, status, Path};
use crate::analysis::rates::saturate;
use crate::analysis::split::{split, ONE};
use crate::domain::dataset::IdMap;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::records::{activity, customer, deal, deal_line, list_entry, rep, Table};
use crate::domain::row::Row;
use crate::domain::value::Share;
use chrono::NaiveDate;

#[derive(Clone, Debug)]
pub(super) struct Credit {
    pub(super) rep: Id,
    pub(super) team: Option<Id>,
    pub(super) percent: u8,
}

/// To whom an entry is credited. Most are one rep's.
#[derive(Clone, Debug)]
pub(super) enum Credited {
    To(Option<Credit>),
    Shared(Box<[Credit]>),
}

impl Credited {
    pub(super) fn shares(&self) -> &[Credit] {
        match self {
            Credited::To(one) => one.as_slice(),
            Credited::Shared(shares) => shares,
        }
    }
}

/// The customer behind an entry, for region and group.
#[derive(Clone, Copy, Debug)]
pub(super) enum Buyer {
    Known(Option<Id>),
    /// What the activity of the entry is about: followed only when it is asked, since most goals never do.
    OfActivity,
}

/// One record that counts.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) date: NaiveDate,
    pub(super) id: Id,
    /// Millionths; `None`: the amount has no rate or is missing.
    pub(super) value: Option<i64>,
    pub(super) credit: Credited,
    pub(super) buyer: Buyer,
    pub(super) products: Vec<(Id, i64)>,
}

/// Everything that was done, without the data that it came from: what may be kept while they are not held. It is worth nothing once they
/// change.
#[derive(Default, Debug)]
pub struct Book {
    pub(super) entries: [Vec<Entry>; Measure::ALL.len()],
    pub(super) unknown: [Vec<Id>; Measure::ALL.len()],
    /// The first win of each customer among the deals that were entered.
    firsts: IdMap<Entry>,
    /// How many of [`ENTERED`] are entered whole, and how many rows of the next one were looked at.
    whole: usize,
    looked_at: usize,
}

/// What counts, in the order of entering.
const ENTERED: [Table; 3] = [Table::Deal, Table::Customer, Table::Activity];

impl Book {
    /// Looks at so many records more, always of the same data. `true`: all are entered.
    pub fn enter(&mut self, basis: &Basis, records: usize) -> bool {
        let Some(table) = ENTERED.get(self.whole) else { return true };
        let rows = basis.data.rows(*table);
        let until = self.looked_at.saturating_add(records);
        for row in rows.live_within(self.looked_at..until) {
            match table {
                Table::Deal => self.deal(basis, row),
                Table::Customer => self.customer(basis, row),
                _ => self.activity(basis, row),
            }
        }
        self.looked_at = until;
        if until >= rows.all().len() {
            self.close(*table);
        }
        self.whole == ENTERED.len()
    }

    /// Sorts what came of a table.
    fn close(&mut self, table: Table) {
        if table == Table::Deal {
            let firsts =
                std::mem::take(&mut self.firsts).into_iter().map(|(buyer, entry)| Entry { id: buyer, ..entry });
            self.entries[Measure::CustomersWon as usize].extend(firsts);
        }
        (self.whole, self.looked_at) = (self.whole + 1, 0);
        // Sorting what is sorted takes little more than a look.
        self.entries.iter_mut().for_each(|list| list.sort_by_key(|e| (e.date, e.id)));
    }

    fn push(&mut self, measure: Measure, date: Option<NaiveDate>, entry: impl FnOnce(NaiveDate) -> Entry, id: Id) {
        match date {
            Some(date) => self.entries[measure as usize].push(entry(date)),
            None => self.unknown[measure as usize].push(id),
        }
    }

    fn deal(&mut self, basis: &Basis, row: &Row) {
        // Most deals of old data are lost or go on: they are put aside before their way is found.
        if status(basis, row) != Status::Won {
            return;
        }
        let closed = Path::of(basis, row).closed;
        let buyer = basis.data.follow(Table::Deal, row, deal::CUSTOMER);
        let Some(date) = closed else {
            for measure in [Measure::Revenue, Measure::Units, Measure::DealsWon] {
                self.unknown[measure as usize].push(row.id);
            }
            return;
        };
        let lines = Lines::of(basis, row, date);
        let amount = row.money(deal::AMOUNT).and_then(|m| basis.rates.convert(m, date));
        let revenue = amount.and_then(|minor| millionths(minor, basis.currency()));
        let credit = credit(basis, row);
        let entry = |value: Option<i64>, products| Entry {
            date,
            id: row.id,
            value,
            credit: credit.clone(),
            buyer: Buyer::Known(buyer.map(|c| c.id)),
            products,
        };
        let shared = revenue.map(|value| lines.divide(value)).unwrap_or_default();
        let units: i64 = lines.products.iter().fold(0, |sum: i64, (_, q)| sum.saturating_add(*q));
        let won = entry(Some(ONE), lines.products.iter().map(|(p, _)| (*p, ONE)).collect());
        if let Some(buyer) = buyer {
            let mine = self.firsts.entry(buyer.id).or_insert_with(|| won.clone());
            if (won.date, won.id) < (mine.date, mine.id) {
                *mine = won.clone();
            }
        }
        self.entries[Measure::Revenue as usize].push(entry(revenue, shared));
        self.entries[Measure::Units as usize].push(entry(Some(units), lines.products.clone()));
        self.entries[Measure::DealsWon as usize].push(won);
    }

    fn customer(&mut self, basis: &Basis, row: &Row) {
        let entry = |date| Entry {
            date,
            id: row.id,
            value: Some(ONE),
            credit: whole(basis, row.link(customer::OWNER)),
            buyer: Buyer::Known(Some(row.id)),
            products: Vec::new(),
        };
        self.push(Measure::CustomersAdded, row.date(customer::CREATED), entry, row.id);
    }

    fn activity(&mut self, basis: &Basis, row: &Row) {
        let measure = match row.link(activity::SORT) {
            Some(sort) if sort == list_entry::VISIT => Measure::Visits,
            Some(sort) if sort == list_entry::CALL => Measure::Calls,
            _ => return,
        };
        let entry = |date| Entry {
            date,
            id: row.id,
            value: Some(ONE),
            credit: whole(basis, row.link(activity::REP)),
            buyer: Buyer::OfActivity,
            products: Vec::new(),
        };
        self.push(measure, row.date(activity::AT), entry, row.id);
    }
}

fn team_of(basis: &Basis, rep: Id) -> Option<Id> {
    basis.data.get(Table::Rep, rep)?.link(rep::TEAM)
}

fn whole(basis: &Basis, rep: Option<Id>) -> Credited {
    Credited::To(rep.map(|rep| Credit { rep, team: team_of(basis, rep), percent: 100 }))
}

fn credit(basis: &Basis, row: &Row) -> Credited {
    let frozen = shares(row);
    if frozen.is_empty() {
        return whole(basis, row.link(deal::OWNER));
    }
    let credit = |s: &Share| Credit { rep: s.rep, team: s.team.or_else(|| team_of(basis, s.rep)), percent: s.percent };
    Credited::Shared(frozen.iter().map(credit).collect())
}

/// A deal's lines by product.
struct Lines {
    /// Product and units in millionths, by product.
    products: Vec<(Id, i64)>,
    /// Weights of the products in the amount.
    weights: Vec<i64>,
}

impl Lines {
    fn of(basis: &Basis, row: &Row, day: NaiveDate) -> Lines {
        let mut found: Vec<(Id, i64, i64)> = Vec::new();
        for line in basis.data.referring(Table::DealLine, deal_line::DEAL, row.id) {
            let Some(product) = line.link(deal_line::PRODUCT) else { continue };
            let quantity = line.decimal(deal_line::QUANTITY).unwrap_or(0);
            let price = line.money(deal_line::PRICE).and_then(|m| basis.rates.convert(m, day)).unwrap_or(0);
            let worth = saturate(i128::from(quantity) * i128::from(price) / i128::from(ONE));
            match found.iter_mut().find(|(p, ..)| *p == product) {
                Some((_, units, value)) => {
                    *units = units.saturating_add(quantity);
                    *value = value.saturating_add(worth);
                }
                None => found.push((product, quantity, worth)),
            }
        }
        found.sort_unstable();
        let priced = found.iter().any(|(_, _, worth)| *worth > 0);
        Lines {
            products: found.iter().map(|(p, units, _)| (*p, *units)).collect(),
            weights: found.iter().map(|(_, units, worth)| if priced { *worth } else { *units }).collect(),
        }
    }

    fn divide(&self, value: i64) -> Vec<(Id, i64)> {
        let parts = split(value, &self.weights, 1);
        self.products.iter().map(|(p, _)| *p).zip(parts).collect()
    }
}
