//! Small datasets by hand, for the tests of figures: one pipeline with stages 0 lead, 1 to 3 open, 4 won, 5 after-sales.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::{Currency, Money};
use crate::domain::records::{
    customer, deal, deal_line, lead, pipeline, product, rate, rep, settings, stage, stage_change, team, Table,
};
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::{parse_decimal, Moment, Outcome, OutcomeKind, Share, Value};
use chrono::NaiveDate;

/// A day.
pub fn day(text: &str) -> NaiveDate {
    Moment::parse(text).expect(text).date
}

/// A dataset in the making. Rows get rising ids and stamps.
pub struct Kit {
    /// What was made so far.
    pub data: Dataset,
    next: u16,
    /// The customer of deals that are made without one.
    pub customer: Id,
}

impl Kit {
    /// The pipeline.
    pub const PIPELINE: Id = Id::fixed(0xf0, 1);

    /// The stage at a rank.
    pub const fn stage(rank: u16) -> Id {
        Id::fixed(0xf1, rank)
    }

    /// The pipeline and nothing else.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Kit {
        let mut kit = Kit { data: Dataset::default(), next: 0, customer: Id::fixed(0, 0) };
        kit.put(Table::Settings, settings::ROW, &[(settings::CURRENCY, Value::text("CNY"))]);
        kit.put(
            Table::Pipeline,
            Kit::PIPELINE,
            &[(pipeline::ZH, Value::text("p")), (pipeline::ORDER, Value::text("a"))],
        );
        for (rank, phase) in ["lead", "open", "open", "open", "won", "after"].iter().enumerate() {
            kit.put(
                Table::Stage,
                Kit::stage(rank as u16),
                &[
                    (stage::PIPELINE, Value::Ref(Kit::PIPELINE)),
                    (stage::PHASE, Value::text(*phase)),
                    (stage::PROBABILITY, Value::Int(20 * rank as i64)),
                    (stage::NORMAL_DAYS, Value::Int(10)),
                    (stage::ORDER, Value::text(format!("{rank}"))),
                ],
            );
        }
        kit.customer = kit.add(Table::Customer, &[(customer::NAME, Value::text("c"))]);
        kit
    }

    /// Puts a row with an id.
    pub fn put(&mut self, table: Table, id: Id, cells: &[(Key, Value)]) {
        self.next += 1;
        let mut row = Row::new(id, Stamp::new(u64::from(self.next), 0, 1));
        cells.iter().for_each(|(key, value)| row.put(*key, Some(value.clone()), None));
        self.data.insert(table, row);
    }

    /// Adds a row.
    pub fn add(&mut self, table: Table, cells: &[(Key, Value)]) -> Id {
        let id = Id::fixed(0xff, self.next + 1);
        self.put(table, id, cells);
        id
    }

    /// Writes a cell.
    pub fn set(&mut self, table: Table, id: Id, key: Key, value: Value) {
        assert!(self.data.update(table, id, None, |row| row.put(key, Some(value), None)));
    }

    /// Adds a deal with its changes: day (empty: unknown), rank of the stage, state.
    pub fn deal(&mut self, created: &str, steps: &[(&str, u16, &str)]) -> Id {
        let steps: Vec<_> = steps.iter().map(|(at, rank, state)| (*at, Kit::stage(*rank), *state)).collect();
        self.deal_through(created, &steps)
    }

    /// Adds a deal with changes to any stages.
    pub fn deal_through(&mut self, created: &str, steps: &[(&str, Id, &str)]) -> Id {
        let mut cells = vec![
            (deal::NAME, Value::text("d")),
            (deal::CUSTOMER, Value::Ref(self.customer)),
            (deal::PIPELINE, Value::Ref(Kit::PIPELINE)),
        ];
        cells.extend(Moment::parse(created).map(|m| (deal::CREATED, Value::Moment(m))));
        let id = self.add(Table::Deal, &cells);
        let mut from = None;
        for (at, to, state) in steps {
            let mut cells = vec![
                (stage_change::DEAL, Value::Ref(id)),
                (stage_change::TO, Value::Ref(*to)),
                (stage_change::STATE, Value::text(*state)),
            ];
            cells.extend(Moment::parse(at).map(|m| (stage_change::AT, Value::Moment(m))));
            cells.extend(from.map(|from| (stage_change::FROM, Value::Ref(from))));
            self.add(Table::StageChange, &cells);
            from = Some(*to);
        }
        id
    }

    /// Sets the outcome of a deal.
    pub fn outcome(&mut self, deal: Id, kind: &str, date: Option<&str>) {
        let kind = OutcomeKind::parse(kind).unwrap();
        let outcome = Outcome { kind, date: date.map(day), reason: None, competitor: None, note: String::new() };
        self.set(Table::Deal, deal, deal::OUTCOME, Value::Outcome(Box::new(outcome)));
    }

    /// Sets the amount of a deal, in minor units of a currency.
    pub fn amount(&mut self, deal: Id, minor: i64, currency: &str) {
        let money = Money::new(minor, Currency::parse(currency).unwrap());
        self.set(Table::Deal, deal, deal::AMOUNT, Value::Money(money));
    }

    /// Sets the owner of a deal.
    pub fn owner(&mut self, deal: Id, rep: Id) {
        self.set(Table::Deal, deal, deal::OWNER, Value::Ref(rep));
    }

    /// Sets the frozen credit of a deal; the team is the rep's.
    pub fn credit(&mut self, deal: Id, shares: &[(Id, u8)]) {
        let team = |rep: Id| self.data.get(Table::Rep, rep).and_then(|r| r.link(rep::TEAM));
        let shares = shares.iter().map(|(rep, percent)| Share { rep: *rep, team: team(*rep), percent: *percent });
        let value = Value::Credit(shares.collect());
        self.set(Table::Deal, deal, deal::CREDIT, value);
    }

    /// Adds a rep.
    pub fn rep(&mut self, name: &str) -> Id {
        self.add(Table::Rep, &[(rep::NAME, Value::text(name))])
    }

    /// Adds a team below another.
    pub fn team(&mut self, parent: Option<Id>) -> Id {
        let cells: Vec<_> = parent.map(|p| (team::PARENT, Value::Ref(p))).into_iter().collect();
        self.add(Table::Team, &cells)
    }

    /// Adds a product.
    pub fn product(&mut self) -> Id {
        self.add(Table::Product, &[(product::NAME, Value::text("p"))])
    }

    /// Adds a deal line; the price in fen.
    pub fn line(&mut self, deal: Id, product: Id, quantity: &str, price: i64) -> Id {
        self.add(
            Table::DealLine,
            &[
                (deal_line::DEAL, Value::Ref(deal)),
                (deal_line::PRODUCT, Value::Ref(product)),
                (deal_line::QUANTITY, Value::Decimal(parse_decimal(quantity).unwrap())),
                (deal_line::PRICE, Value::Money(Money::new(price, Currency::CNY))),
            ],
        )
    }

    /// Adds a lead.
    pub fn lead(&mut self, created: &str, status: &str, closed: &str) -> Id {
        let mut cells = vec![(lead::NAME, Value::text("l")), (lead::STATUS, Value::text(status))];
        cells.extend(Moment::parse(created).map(|m| (lead::CREATED, Value::Moment(m))));
        cells.extend(Moment::parse(closed).map(|m| (lead::CLOSED, Value::Moment(m))));
        self.add(Table::Lead, &cells)
    }

    /// Adds an exchange rate.
    pub fn rate(&mut self, currency: &str, date: &str, value: &str) -> Id {
        self.add(
            Table::Rate,
            &[
                (rate::CURRENCY, Value::text(currency)),
                (rate::DATE, Value::date(day(date))),
                (rate::RATE, Value::Decimal(parse_decimal(value).unwrap())),
            ],
        )
    }
}

/// Sample data of the smallest size, and the day that they were made for.
#[cfg(test)]
pub fn sampled(seed: u64) -> (NaiveDate, Dataset) {
    use crate::sample::{sample, Size};
    let today = day("2026-11-21");
    let mut data = Dataset::default();
    for (table, row) in sample(Size::S, seed, today, crate::text::Lang::Zh) {
        data.insert(table, row);
    }
    (today, data)
}
