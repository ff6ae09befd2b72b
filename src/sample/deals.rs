//! Sample deals: whose they are, what they are worth, where they went.

use super::calendar::{Day, TODAY};
use super::customers::SOURCES;
use super::journey::{self, Journey, Skill, NEGOTIATION, WON};
use super::world::{yuan, Deal, Line, Origin, World, CURRENCY};
use crate::domain::deals::Status;
use crate::domain::money::{div_round, Currency, Money};

/// Yuan for a dollar in price lists, in tenths: list prices in dollars are round.
const LIST_RATE: i64 = 72;

impl Deal {
    /// About what it is worth in the workspace's currency, for goals and tiers; 0 if unknown.
    pub fn in_yuan(&self) -> i64 {
        self.amount.map_or(0, |a| if a.currency == CURRENCY { a.minor } else { a.minor * LIST_RATE / 10 })
    }

    /// Open, or how it ended.
    pub fn status(&self) -> Status {
        self.journey.last().status
    }
}

/// Makes up `count` deals, oldest first.
pub fn make(world: &mut World, count: usize) {
    let mut days: Vec<Day> = (0..count).map(|_| world.calendar.business_day(&mut world.draw)).collect();
    days.sort_unstable();
    let mut of_rep = vec![Vec::new(); world.reps.len()];
    for (i, customer) in world.customers.iter().enumerate() {
        of_rep[customer.rep].push(i);
    }
    let dollars = Currency::parse("USD").unwrap_or(CURRENCY);
    for (i, created) in days.into_iter().enumerate() {
        let at_work = |r: &super::world::Rep| r.joined <= created && r.left.is_none_or(|(left, _)| created <= left);
        let weights: Vec<u32> = world.reps.iter().map(|r| if at_work(r) { r.volume } else { 0 }).collect();
        let rep = world.draw.weighted(&weights);
        let Some(customer) = choose(world, &of_rep[rep]) else { continue };
        let first = world.customers[customer].deals.is_empty();
        let source = if first || world.draw.chance(600) {
            world.customers[customer].source
        } else {
            world.draw.weighted(&SOURCES.map(|s| s.0))
        };
        let origin = world.draw.chance(if first { 620 } else { 250 }).then(|| {
            let wait = 1 + world.draw.tail(SOURCES[source].2) as Day;
            Origin { lead: world.out.id(created - wait, 0), created: created - wait }
        });
        if first {
            let early = if origin.is_some() { 0 } else { world.draw.below(20) as Day };
            world.customers[customer].created = Some(created - early);
        }
        let skill = world.reps[rep].skill;
        let skill = Skill { going_on: skill.going_on + SOURCES[source].1, ..skill };
        let journey = journey::travel(&mut world.draw, &world.calendar, created, skill);
        let currency = if world.customers[customer].abroad { dollars } else { CURRENCY };
        let product = world.draw.weighted(&[16, 7, 4, 11, 14, 8, 12, 4, 8, 9, 3, 4]);
        let (lines, amount) = worth(world, customer, rep, product, currency, &journey);
        let id = world.out.id(created, 0);
        world.customers[customer].deals.push(i);
        world.deals.push(Deal { id, customer, rep, created, journey, product, lines, amount, origin, source });
    }
}

/// A few customers have many deals, many have few.
fn choose(world: &mut World, of: &[usize]) -> Option<usize> {
    let at = world.draw.below(of.len()).min(world.draw.below(of.len()));
    of.get(at).copied()
}

/// Lines for two thirds of the deals, a typed amount for the others; few early ones have none yet.
fn worth(
    world: &mut World,
    customer: usize,
    rep: usize,
    product: usize,
    currency: Currency,
    journey: &Journey,
) -> (Vec<Line>, Option<Money>) {
    // Large companies buy more.
    let size = [220, 110, 70, 130][world.customers[customer].group] * world.reps[rep].value / 100;
    if world.draw.chance(330) {
        let last = journey.last();
        if last.status == Status::Open && last.to == 0 && world.draw.chance(350) {
            return (Vec::new(), None);
        }
        let minor = (world.draw.tail(900) * size / 100).max(10) * 10_000;
        return (Vec::new(), Some(in_currency(minor, 50_000, currency)));
    }
    let mut lines: Vec<Line> = Vec::new();
    for i in 0..1 + world.draw.weighted(&[50, 32, 18]) {
        let product = if i == 0 { product } else { world.draw.below(world.products.len()) };
        if lines.iter().any(|l| l.product == product) {
            continue;
        }
        let (price, usual) = (world.products[product].price, world.products[product].quantity);
        let mut quantity = (world.draw.tail(usual * 100) * size / 10_000).max(1) * 1_000_000;
        if usual > 10 && world.draw.chance(60) {
            quantity += 500_000;
        }
        let discount = world.draw.pick(&[0, 0, 0, 5, 8, 10, 12, 15]);
        let price = in_currency(price * (100 - discount) / 100, 100, currency);
        lines.push(Line { product, quantity, price });
    }
    let sum =
        lines.iter().map(|l| div_round(i128::from(l.quantity) * i128::from(l.price.minor), 1_000_000) as i64).sum();
    (lines, Some(Money::new(sum, currency)))
}

/// An amount in minor units of the workspace's currency, put into another at the rate of price lists, rounded to `step`.
fn in_currency(minor: i64, step: i64, currency: Currency) -> Money {
    let minor = if currency == CURRENCY { minor } else { minor * 10 / LIST_RATE };
    Money { currency, ..yuan((minor / step).max(1) * step) }
}

/// The deals of each stage (0..=5), the latest first, lost and invalid ones too: the columns of the board.
pub fn columns(deals: &[Deal]) -> [Vec<usize>; 6] {
    let mut columns: [Vec<usize>; 6] = Default::default();
    for (i, deal) in deals.iter().enumerate().rev() {
        columns[usize::from(deal.journey.last().to)].push(i);
    }
    columns
}

/// Who is credited with a deal that was won on a day: mostly who had it, sometimes two.
pub fn credit(world: &mut World, deal: usize, day: Day) -> Vec<(usize, u8)> {
    let holder = world.holder(world.deals[deal].rep, day);
    let helper = world.draw.below(world.reps.len());
    let shared = world.draw.chance(50) && helper != holder && world.reps[helper].joined <= day;
    let there = world.holder(helper, day) == helper;
    if shared && there {
        vec![(holder, 70), (helper, 30)]
    } else {
        vec![(holder, 100)]
    }
}

/// When an open deal should close: some are late, a few have no date.
pub fn expected_close(world: &mut World, deal: usize) -> Option<Day> {
    let draw = &mut world.draw;
    let journey = &world.deals[deal].journey;
    if let Some(closed) = journey.closed() {
        // What was expected then: mostly a little too early.
        let least = world.deals[deal].created + 3;
        return draw.chance(850).then(|| (closed + draw.between(-21, 9) as Day).max(least));
    }
    if draw.chance(70) {
        return None;
    }
    if journey.is_forgotten() || draw.chance(90) {
        return Some(TODAY - draw.between(1, 40) as Day);
    }
    let ahead = 15 * i64::from(WON - journey.last().to.min(NEGOTIATION));
    Some(TODAY + draw.between(2, ahead + 20) as Day)
}
