//! Sample customers with their contacts.

use super::calendar::{Day, TODAY};
use super::names::{self, Companies};
use super::world::{entry, entry_at, Customer, World};
use super::Size;
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{contact, customer, Table};
use crate::domain::value::Value;
use crate::text::words::{sample, sample_pools as pools};
use chrono::{Datelike, NaiveDate};

/// How common, thousandths added at each stage, and median days from lead to deal of the standard sources, in their order.
pub const SOURCES: [(u32, i64, i64); 10] = [
    (180, -5, 11),
    (140, 75, 5),
    (110, 0, 17),
    (160, -55, 24),
    (60, -35, 20),
    (80, -45, 14),
    (70, -25, 15),
    (90, 50, 8),
    (95, 40, 4),
    (15, 0, 12),
];

/// How common the regions are, in the order of the pool of cities.
const REGIONS: [u32; 8] = [430, 180, 130, 90, 70, 40, 40, 20];

/// Makes up `count` customers: who they are and who found them. Their rows follow once their deals are known.
pub fn make(world: &mut World, count: usize) {
    let weights: Vec<u32> =
        world.reps.iter().map(|r| if r.joined > TODAY / 2 { r.volume / 5 } else { r.volume }).collect();
    let sources = SOURCES.map(|s| s.0);
    let mut companies = Companies::default();
    for _ in 0..count {
        let draw = &mut world.draw;
        let region = draw.weighted(&REGIONS);
        let before: usize = pools::CITY_REGIONS.iter().take(region).map(|r| r.0).sum();
        let city = before + draw.below(pools::CITY_REGIONS[region].0);
        let (name, trade) = companies.name(draw, world.lang, city);
        world.customers.push(Customer {
            id: Id([0; 16]),
            name,
            rep: draw.weighted(&weights),
            city,
            trade,
            group: draw.weighted(&[14, 36, 42, 8]),
            source: draw.weighted(&sources),
            channel: draw.weighted(&[62, 18, 12, 8]),
            abroad: pools::CITY_REGIONS[region].1 == "overseas",
            created: None,
            contacts: Vec::new(),
            deals: Vec::new(),
        });
    }
}

/// Gives every customer its day, its id and its contacts: deals name both.
pub fn settle(world: &mut World) {
    let mut born = 0;
    for at in 0..world.customers.len() {
        let joined = world.reps[world.customers[at].rep].joined;
        let created = match world.customers[at].created {
            Some(day) => day,
            None => world.calendar.business_day(&mut world.draw).max(joined.min(TODAY - 5)),
        };
        let id = world.out.id(created, 0);
        let buyer = &mut world.customers[at];
        (buyer.created, buyer.id) = (Some(created), id);
        let active = !buyer.deals.is_empty();
        let weights: &[u32] = match (world.size, active) {
            (Size::L, false) => &[22, 66, 12],
            (Size::L, true) => &[0, 70, 30],
            (_, false) => &[30, 60, 10],
            (_, true) => &[0, 55, 33, 12],
        };
        for i in 0..world.draw.weighted(weights) {
            let person = people(world, at, created, i, &mut born);
            world.customers[at].contacts.push(person);
        }
    }
}

fn people(world: &mut World, at: usize, created: Day, i: usize, born: &mut usize) -> Id {
    let lang = world.lang;
    let id = world.out.id(created, i + 1);
    let name = names::person(&mut world.draw, lang);
    let role = match i {
        0 => world.draw.pick(&["decides", "decides", "influences", "buys"]),
        _ => world.draw.pick(&["influences", "uses", "buys", "blocks"]),
    };
    let mut cells: Vec<(Key, Value)> = vec![
        (contact::NAME, Value::text(name)),
        (contact::CUSTOMER, Value::Ref(world.customers[at].id)),
        (contact::TITLE, Value::text(world.draw.pick(pools::POSITIONS.in_(lang)))),
        (contact::ROLE, Value::text(role)),
        (contact::PHONE, Value::text(names::phone(&mut world.draw, lang))),
    ];
    if world.draw.chance(500) {
        cells.push((contact::EMAIL, Value::text(format!("c{}.{}@example.com", at + 1, i + 1))));
    }
    if world.draw.chance(300) {
        cells.push((contact::WECHAT, Value::text(format!("wx_{}_{}", at + 1, world.draw.below(1000)))));
    }
    if world.draw.chance(400) {
        // Now and then one that falls into the coming week, so that small samples have birthdays to show.
        let soon = *born % 40 == 3;
        *born += 1;
        let ahead = if soon { world.draw.between(0, 6) } else { world.draw.between(0, 364) };
        let day = world.calendar.date(TODAY + ahead as Day);
        let year = world.draw.between(1966, 2001) as i32;
        cells
            .extend(NaiveDate::from_ymd_opt(year, day.month(), day.day()).map(|d| (contact::BIRTHDAY, Value::date(d))));
    }
    world.out.add(Table::Contact, id, cells);
    id
}

/// What a customer has bought so far.
struct Record {
    wins: usize,
    first: Option<Day>,
    last: Option<Day>,
    open: bool,
    minor: i64,
}

fn record(world: &World, at: usize) -> Record {
    let mut record = Record { wins: 0, first: None, last: None, open: false, minor: 0 };
    for deal in world.customers[at].deals.iter().map(|d| &world.deals[*d]) {
        match deal.journey.last().status {
            Status::Won => {
                let day = deal.journey.closed();
                record.wins += 1;
                record.first = record.first.into_iter().chain(day).min();
                record.last = record.last.max(day);
                record.minor += deal.in_yuan();
            }
            Status::Open => record.open = true,
            _ => {}
        }
    }
    record
}

/// The rows of the customers.
pub fn rows(world: &mut World) {
    for at in 0..world.customers.len() {
        let bought = record(world, at);
        let life = match (bought.first, bought.last) {
            (None, _) if !bought.open && world.draw.chance(60) => "lost",
            (None, _) => "prospect",
            (_, Some(last)) if last < TODAY - 450 && !bought.open => "lost",
            (Some(first), _) if bought.wins == 1 && first > TODAY - 365 => "new",
            _ => "mature",
        };
        let tier = match bought.minor / 100 {
            400_000.. => "a",
            120_000.. => "b",
            _ if world.draw.chance(60) => "b",
            _ => "c",
        };
        let key = tier == "a" || world.draw.chance(30);
        let free = !bought.open && bought.wins == 0 && world.draw.chance(140);
        let owner = world.holder(world.customers[at].rep, TODAY);
        let created = world.customers[at].created.unwrap_or(0);
        let created = world.moment(created);
        let referrer = world.draw.below(at.max(1));
        let buyer = &world.customers[at];
        let region = pools::CITY_REGIONS.iter().scan(0, |sum, (n, key)| {
            *sum += n;
            Some((*sum, *key))
        });
        let region = region.into_iter().find(|(end, _)| buyer.city < *end).map_or("east", |(_, key)| key);
        let referral =
            crate::text::words::lists::entries("source").get(buyer.source).is_some_and(|s| s.0 == "referral");
        let referred_by = (referral && at > 0).then(|| world.customers[referrer].id);
        let mut cells: Vec<(Key, Value)> = vec![
            (customer::NAME, Value::text(buyer.name.as_str())),
            (customer::SORT, Value::text("company")),
            (customer::CLASS, Value::text(if key { "key" } else { "ordinary" })),
            (customer::TIER, entry("tier", tier)),
            (customer::LIFE, Value::text(life)),
            (customer::REGION, entry("region", region)),
            (customer::INDUSTRY, entry("industry", pools::TRADE_INDUSTRIES[buyer.trade])),
            (customer::SOURCE, entry_at("source", buyer.source)),
            (customer::CHANNEL, entry_at("channel", buyer.channel)),
            (customer::GROUP, entry_at("customer_group", buyer.group)),
            (customer::CREATED, created),
        ];
        if !free {
            cells.push((customer::OWNER, world.rep(owner)));
        }
        cells.extend(referred_by.map(|id| (customer::REFERRED_BY, Value::Ref(id))));
        let id = buyer.id;
        more_cells(world, at, bought.first, &mut cells);
        world.out.add(Table::Customer, id, cells);
    }
}

/// Cells that only some customers have.
fn more_cells(world: &mut World, at: usize, first: Option<Day>, cells: &mut Vec<(Key, Value)>) {
    let lang = world.lang;
    let draw = &mut world.draw;
    if draw.chance(700) {
        cells.push((customer::PHONE, Value::text(names::phone(draw, lang))));
    }
    if draw.chance(150) {
        cells.push((customer::EMAIL, Value::text(format!("info{}@example.com", at + 1))));
    }
    if draw.chance(120) {
        let words = draw.pick(&[sample::NEEDS_STOCK, sample::NEEDS_SITES, sample::NEEDS_COST]);
        cells.push((customer::NEEDS, Value::text(words.in_(lang))));
    }
    if draw.chance(60) {
        let words = draw.pick(&[sample::PREFERS_VISITS, sample::PREFERS_MAIL]);
        cells.push((customer::PREFERENCES, Value::text(words.in_(lang))));
    }
    if draw.chance(180) {
        let tag = draw.pick(&world.tags);
        cells.push((tag, Value::Bool(true)));
        let other = draw.pick(&world.tags);
        if other != tag && draw.chance(300) {
            cells.push((other, Value::Bool(true)));
        }
    }
    if let Some(first) = first.filter(|_| world.draw.chance(300)) {
        cells.push((customer::ANNIVERSARY, world.date(first)));
    }
}
