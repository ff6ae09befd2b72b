//! The sample company itself: teams, reps, products, competitors, tags, exchange rates, its calendar.

use super::calendar::{exceptions, Day, TODAY};
use super::journey::Skill;
use super::names;
use super::starter::{entry_id, starter};
use super::world::{yuan, Product, Rep, World, CURRENCY};
use super::Size;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::order;
use crate::domain::records::{list_entry, product, rate, rep, team, Table};
use crate::domain::value::Value;
use crate::text::words::{lists, sample, sample_pools};
use crate::text::{Lang, Text};
use chrono::Datelike;
use std::collections::HashSet;

/// A kind of rep: level, volume, better or worse at going on (thousandths), pace and size of deals in per cent.
struct Profile(&'static str, u32, i64, i64, i64, Trait);

enum Trait {
    Usual,
    /// Gets stuck with the proposal.
    Stuck,
    /// Came some weeks ago.
    New,
    /// Left some months ago; the rep before took over.
    Left,
}

const PROFILES: [Profile; 12] = [
    Profile("senior", 120, 60, 85, 120, Trait::Usual),
    Profile("middle", 110, 20, 95, 100, Trait::Usual),
    Profile("junior", 100, -30, 115, 80, Trait::Usual),
    Profile("senior", 95, 80, 90, 125, Trait::Usual),
    Profile("middle", 100, 10, 100, 100, Trait::Stuck),
    Profile("middle", 105, 15, 100, 105, Trait::Usual),
    Profile("junior", 135, -60, 85, 65, Trait::Usual),
    Profile("senior", 80, 45, 130, 150, Trait::Usual),
    Profile("junior", 110, -20, 110, 75, Trait::New),
    Profile("middle", 100, 30, 95, 100, Trait::Usual),
    Profile("junior", 90, -15, 105, 90, Trait::Usual),
    Profile("middle", 95, 0, 105, 95, Trait::Left),
];

/// Code, price in yuan, unit and usual quantity of the products of the pool, in its order.
const PRODUCTS: [(&str, i64, Text, i64); 12] = [
    ("WMS-S", 58_000, sample::UNIT_SET, 1),
    ("WMS-E", 198_000, sample::UNIT_SET, 1),
    ("SW-100", 320_000, sample::UNIT_SET, 1),
    ("DS-200", 88_000, sample::UNIT_SET, 1),
    ("ST-300", 42_000, sample::UNIT_SET, 2),
    ("CC-400", 76_000, sample::UNIT_SET, 1),
    ("BC-20", 2_600, sample::UNIT_PIECE, 16),
    ("SV-01", 3_500, sample::UNIT_DAY, 12),
    ("SV-02", 24_000, sample::UNIT_YEAR, 1),
    ("DB-500", 36_000, sample::UNIT_SET, 1),
    ("TR-01", 8_800, sample::UNIT_SESSION, 2),
    ("CL-10", 6_000, sample::UNIT_YEAR, 3),
];

/// Settings, lists, teams, reps, products and rates.
pub fn make(world: &mut World) {
    let name = sample::COMPANY.in_(world.lang);
    let anchor = world.calendar.date(TODAY);
    for (table, mut row) in starter(name, CURRENCY) {
        if table == Table::Settings {
            for (date, word) in [anchor.year() - 1, anchor.year()].into_iter().flat_map(exceptions) {
                if let Some(key) = Key::element("calendar", &date.to_string()) {
                    row.put(key, Some(Value::text(word)), None);
                }
            }
        }
        world.out.put(table, row);
    }
    world.competitors = more_entries(world, "competitor", sample_pools::COMPETITORS);
    world.competitors.extend(lists::entries("competitor").iter().filter_map(|(key, _)| entry_id("competitor", key)));
    let tags = more_entries(world, "tag", sample_pools::TAGS);
    world.tags = tags.iter().filter_map(|id| Key::element("tags", &id.to_string())).collect();
    teams(world);
    reps(world);
    products(world);
    rates(world);
}

/// Entries behind the standard ones of a list.
fn more_entries(world: &mut World, list: &str, pool: sample_pools::Pool) -> Vec<Id> {
    let (zh, en) = (pool.in_(Lang::Zh), pool.in_(Lang::En));
    let mut before = order::sequence(lists::entries(list).len()).pop();
    let mut ids = Vec::new();
    for (zh, en) in zh.iter().zip(en) {
        let id = world.out.id(0, ids.len());
        let order = order::between(before.as_deref(), None);
        let cells = [
            (list_entry::LIST, Value::text(list)),
            (list_entry::ZH, Value::text(*zh)),
            (list_entry::EN, Value::text(*en)),
            (list_entry::ORDER, Value::text(order.as_str())),
        ];
        world.out.add(Table::ListEntry, id, cells);
        before = Some(order);
        ids.push(id);
    }
    ids
}

fn teams(world: &mut World) {
    let lang = world.lang;
    let (divisions, count) = match world.size {
        Size::S => (0, 0),
        Size::M => (0, 3),
        Size::L => (2, 8),
    };
    for (i, order) in order::sequence(divisions).into_iter().enumerate() {
        let name = sample::DIVISION.with(lang, &[("n", &(i + 1).to_string())]);
        let id = world.out.id(0, i);
        world.out.add(Table::Team, id, [(team::NAME, Value::text(name)), (team::ORDER, Value::text(order))]);
        world.divisions.push(id);
    }
    for (i, order) in order::sequence(count).into_iter().enumerate() {
        let region = lists::entries("region").get(i).map_or("", |(_, name)| name.in_(lang));
        let name = sample::TEAM_OF.with(lang, &[("region", region)]);
        let id = world.out.id(0, i);
        let above = world.divisions.get(i * divisions / count).map(|above| (team::PARENT, Value::Ref(*above)));
        let cells = [(team::NAME, Value::text(name)), (team::ORDER, Value::text(order))];
        world.out.add(Table::Team, id, cells.into_iter().chain(above));
        world.teams.push(id);
    }
}

fn reps(world: &mut World) {
    let count = match world.size {
        Size::S => 1,
        Size::M => PROFILES.len(),
        Size::L => 40,
    };
    let mut names = HashSet::new();
    for (i, order) in order::sequence(count).into_iter().enumerate() {
        // A single rep is one in the middle.
        let profile = &PROFILES[if count == 1 { 5 } else { i % PROFILES.len() }];
        let mut name = names::person(&mut world.draw, world.lang);
        while !names.insert(name.clone()) {
            name = names::person(&mut world.draw, world.lang);
        }
        let joined: Day = match profile.5 {
            Trait::New => TODAY - 75,
            _ => -(60 + world.draw.below(700) as Day),
        };
        let left = matches!(profile.5, Trait::Left).then_some((TODAY - 150, i - i.min(1)));
        let team = (!world.teams.is_empty()).then(|| i % world.teams.len());
        let id = world.out.id(joined.max(0), i);
        let (going_on, pace) = (profile.2 + world.draw.between(-10, 10), profile.3 + world.draw.between(-5, 5));
        let cells = [
            (rep::NAME, Value::text(name)),
            (rep::LEVEL, Value::text(profile.0)),
            (rep::PHONE, Value::text(names::phone(&mut world.draw, world.lang))),
            (rep::EMAIL, Value::text(format!("rep{}@example.com", i + 1))),
            (rep::JOINED, world.date(joined)),
            (rep::ORDER, Value::text(order)),
        ];
        let more = [
            team.and_then(|t| world.teams.get(t)).map(|t| (rep::TEAM, Value::Ref(*t))),
            left.map(|(day, _)| (rep::LEFT, world.date(day))),
        ];
        world.out.add(Table::Rep, id, cells.into_iter().chain(more.into_iter().flatten()));
        let skill = Skill { going_on, pace, stuck: matches!(profile.5, Trait::Stuck) };
        world.reps.push(Rep { id, team, joined, left, volume: profile.1, skill, value: profile.4 });
    }
    // Reps stand behind their teams in the file, but the first of each team leads it.
    for (team, leader) in world.teams.iter().zip(&world.reps) {
        world.out.set(Table::Team, *team, team::LEADER, Value::Ref(leader.id));
    }
    world.efforts = vec![[[0; 12]; 2]; count];
}

fn products(world: &mut World) {
    let pool = sample_pools::PRODUCTS.in_(world.lang);
    let orders = order::sequence(pool.len());
    for ((name, order), (code, price, unit, quantity)) in pool.iter().zip(orders).zip(PRODUCTS) {
        let id = world.out.id(0, world.products.len());
        let cells = [
            (product::NAME, Value::text(*name)),
            (product::CODE, Value::text(code)),
            (product::UNIT, Value::text(unit.in_(world.lang))),
            (product::PRICE, Value::Money(yuan(price * 100))),
            (product::ORDER, Value::text(order)),
        ];
        world.out.add(Table::Product, id, cells);
        world.products.push(Product { id, name, price: price * 100, quantity });
    }
}

/// What a dollar costs, in ten-thousandths of a yuan, about each quarter.
fn rates(world: &mut World) {
    let mut price = 71_800;
    for quarter in 0..9 {
        let day = quarter * 92 - 30;
        price = (price + world.draw.between(-900, 800)).clamp(69_500, 73_500);
        let id = world.out.id(day, 0);
        let cells = [
            (rate::CURRENCY, Value::text("USD")),
            (rate::DATE, world.date(day)),
            (rate::RATE, Value::Decimal(price * 100)),
        ];
        world.out.add(Table::Rate, id, cells);
    }
}
