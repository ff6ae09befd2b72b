//! What was done, by measure: one entry per record that counts, with its day, its worth and to whom it is credited.
//! Goals, last year's shares and charts by month all read it; it is built once and asked often. Going over everything that ever counted takes
//! a while, so a [`Book`] is entered a few records at a time, and a [`Ledger`] is a book that can be asked.
//!
//! - Revenue: the amount of each deal won, on its closing date at that date's rate. Units: Σ quantity of its lines.
//!   Deals won: 1 each. All three go to reps and teams by the deal's frozen shares; a won deal without credit goes whole to its owner.
//! - By product: revenue is divided among a deal's lines in proportion to their value (to their quantity, if none has a price),
//!   summing exactly to the amount; units are those of the product's lines; a deal won counts for each of its products.
//! - Customers added: on the day they were added, to their owner. First-won customers: on the closing date of their first won deal
//!   (of those with a known date; of the same day, the smallest id), credited as that deal.
//! - Visits and calls: activities of those kinds, on their day, to their rep. Region and group are those of the customer that the
//!   activity is about, directly or through a deal or contact.
//! - Customers added, visits and calls have no product: a goal for a product counts none of them.
//! - Teams not frozen in a credit are those of the reps now.

mod book;

use super::basis::{Basis, IdSet};
use super::period::Period;
use super::rates::saturate;
use crate::domain::id::Id;
use crate::domain::money::{div_round, Currency};
use crate::domain::records::{activity, contact, customer, deal, goal, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
pub use book::Book;
use book::{Buyer, Credit, Entry};
use std::sync::Arc;

/// What goals count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, PartialOrd, Ord)]
pub enum Measure {
    /// 销售额, in millionths of the workspace currency's major unit.
    Revenue,
    /// 销售量
    Units,
    /// 赢单数
    DealsWon,
    /// 新增客户
    CustomersAdded,
    /// 新成交客户
    CustomersWon,
    /// 拜访
    Visits,
    /// 电话
    Calls,
}

impl Measure {
    /// All measures, in the order of [`goal::MEASURES`].
    pub const ALL: [Measure; 7] = [
        Measure::Revenue,
        Measure::Units,
        Measure::DealsWon,
        Measure::CustomersAdded,
        Measure::CustomersWon,
        Measure::Visits,
        Measure::Calls,
    ];

    /// Its word in goals.
    pub fn code(self) -> &'static str {
        goal::MEASURES[self as usize]
    }

    /// The measure for a word in a goal.
    pub fn parse(code: &str) -> Option<Measure> {
        Measure::ALL.into_iter().find(|m| m.code() == code)
    }

    /// The table of the records that it counts.
    pub fn table(self) -> Table {
        match self {
            Measure::Revenue | Measure::Units | Measure::DealsWon => Table::Deal,
            Measure::CustomersAdded | Measure::CustomersWon => Table::Customer,
            Measure::Visits | Measure::Calls => Table::Activity,
        }
    }
}

/// For whom something counts; `None` asks nothing.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Scope {
    /// A team and those below it.
    pub team: Option<Id>,
    /// A rep.
    pub rep: Option<Id>,
    /// A region.
    pub region: Option<Id>,
    /// A product.
    pub product: Option<Id>,
    /// A customer group.
    pub group: Option<Id>,
}

impl Scope {
    /// The scope of a goal.
    pub fn of(row: &Row) -> Scope {
        Scope {
            team: row.link(goal::TEAM),
            rep: row.link(goal::REP),
            region: row.link(goal::REGION),
            product: row.link(goal::PRODUCT),
            group: row.link(goal::GROUP),
        }
    }
}

/// What was done within a scope and period.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Done {
    /// Millionths of a major unit or of a piece.
    pub value: i64,
    /// The records behind it.
    pub ids: Vec<Id>,
    /// Records that belong to it but whose amount is missing or has no rate: not in `value`.
    pub without_value: Vec<Id>,
}

/// Everything that was done, ready to be asked.
pub struct Ledger<'a, 'd> {
    basis: &'a Basis<'d>,
    book: Arc<Book>,
}

impl<'a, 'd> Ledger<'a, 'd> {
    /// Collects all measures.
    pub fn new(basis: &'a Basis<'d>) -> Ledger<'a, 'd> {
        let mut book = Book::default();
        while !book.enter(basis, usize::MAX) {}
        Ledger::of(basis, Arc::new(book))
    }

    /// Of a book that was entered whole, from the same data.
    pub fn of(basis: &'a Basis<'d>, book: Arc<Book>) -> Ledger<'a, 'd> {
        Ledger { basis, book }
    }

    /// Records that count for a measure but on an unknown day: they are in no period.
    pub fn unknown(&self, measure: Measure) -> &[Id] {
        &self.book.unknown[measure as usize]
    }

    /// What was done within a scope and period. Rounded once, half away from zero.
    pub fn done(&self, measure: Measure, scope: &Scope, period: Period) -> Done {
        let teams = scope.team.map(|team| self.basis.team_tree(team));
        let list = &self.book.entries[measure as usize];
        let from = list.partition_point(|e| e.date < period.from);
        let (mut hundredths, mut done) = (0_i128, Done::default());
        for entry in list[from..].iter().take_while(|e| e.date <= period.to) {
            let Some(percent) = percent(entry, scope, teams.as_ref()).filter(|_| self.placed(entry, scope)) else {
                continue;
            };
            let value = match scope.product {
                Some(product) => entry.products.iter().find(|(p, _)| *p == product).map(|(_, value)| *value),
                None => entry.value,
            };
            match value {
                Some(value) => {
                    hundredths += i128::from(value) * i128::from(percent);
                    done.ids.push(entry.id);
                }
                None if entry.value.is_none() => done.without_value.push(entry.id),
                None => {}
            }
        }
        done.value = saturate(div_round(hundredths, 100));
        done
    }

    /// Whether an entry's customer is of the region and group of a scope.
    fn placed(&self, entry: &Entry, scope: &Scope) -> bool {
        if scope.region.is_none() && scope.group.is_none() {
            return true;
        }
        let data = self.basis.data;
        let buyer = match entry.buyer {
            Buyer::Known(id) => id.and_then(|id| data.get(Table::Customer, id)),
            Buyer::OfActivity => data.get(Table::Activity, entry.id).and_then(|row| self.buyer_of(row)),
        };
        let is = |wanted: Option<Id>, key| wanted.is_none_or(|w| buyer.is_some_and(|c| c.link(key) == Some(w)));
        is(scope.region, customer::REGION) && is(scope.group, customer::GROUP)
    }

    /// The first customer that an activity is about, directly or through a deal or contact.
    fn buyer_of(&self, row: &Row) -> Option<&'a Row> {
        let data = self.basis.data;
        let Some(Value::Abouts(abouts)) = row.get(activity::ABOUT) else { return None };
        abouts.iter().find_map(|about| {
            let row = data.get(about.table, about.id)?;
            match about.table {
                Table::Customer => Some(row),
                Table::Deal => data.follow(Table::Deal, row, deal::CUSTOMER),
                Table::Contact => data.follow(Table::Contact, row, contact::CUSTOMER),
                _ => None,
            }
        })
    }
}

/// Which part of an entry is credited to a scope's rep and team, in per cent; `None`: nothing.
fn percent(entry: &Entry, scope: &Scope, teams: Option<&IdSet>) -> Option<u64> {
    if scope.rep.is_none() && teams.is_none() {
        return Some(100);
    }
    let mine = |c: &&Credit| {
        scope.rep.is_none_or(|rep| c.rep == rep) && teams.is_none_or(|teams| c.team.is_some_and(|t| teams.contains(&t)))
    };
    let sum: u64 = entry.credit.shares().iter().filter(mine).map(|c| u64::from(c.percent)).sum();
    (sum > 0).then_some(sum)
}

/// Minor units in millionths of the major one. `None` beyond the range of numbers.
pub fn millionths(minor: i64, currency: Currency) -> Option<i64> {
    minor.checked_mul(10_i64.checked_pow(6_u32.checked_sub(currency.digits())?)?)
}

/// Millionths of a major unit as minor units, rounded half away from zero.
pub fn minor(millionths: i64, currency: Currency) -> i64 {
    saturate(div_round(i128::from(millionths), 10_i128.pow(6 - currency.digits().min(6))))
}
