//! The rows of sample deals: deals, lines, stage changes, and the leads that they came from or that came to nothing.

use super::calendar::{Day, TODAY};
use super::customers::SOURCES;
use super::deals::{columns, credit, expected_close};
use super::journey::{NEGOTIATION, PROPOSAL};
use super::names::{self, Companies};
use super::starter;
use super::world::{entry, entry_at, World};
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::order;
use crate::domain::records::{deal, deal_line, lead, stage_change, Table};
use crate::domain::value::{Outcome, OutcomeKind, Place, Share, Value};
use crate::text::words::{lists, sample, sample_pools as pools};
use crate::text::Text;

/// How often each standard lost reason is given, per open stage.
const REASONS: [[u32; 9]; 4] = [
    [5, 3, 25, 30, 10, 15, 25, 0, 5],
    [8, 6, 22, 18, 18, 14, 20, 2, 4],
    [30, 22, 14, 6, 16, 10, 6, 3, 3],
    [40, 30, 10, 3, 5, 8, 2, 4, 3],
];

const NAMES: [Text; 8] = [
    sample::DEAL_FIRST,
    sample::DEAL_PHASE_ONE,
    sample::DEAL_PHASE_TWO,
    sample::DEAL_UPGRADE,
    sample::DEAL_RENEWAL,
    sample::DEAL_YEARLY,
    sample::DEAL_TRIAL,
    sample::DEAL_EXTENSION,
];

/// The id of a deal stage: the default pipeline's first stage is that of leads.
fn stage(no: u8) -> Id {
    Id::fixed(starter::STAGE_BLOCK, u16::from(no) + 2)
}

/// Rows of all deals.
pub fn rows(world: &mut World) {
    let mut orders = vec![String::new(); world.deals.len()];
    for column in columns(&world.deals) {
        for (at, order) in column.iter().zip(order::sequence(column.len())) {
            orders[*at] = order;
        }
    }
    for (at, order) in orders.into_iter().enumerate() {
        changes(world, at);
        lines(world, at);
        deal_row(world, at, order);
        came_from(world, at);
    }
}

fn deal_row(world: &mut World, at: usize, order: String) {
    let expected = expected_close(world, at);
    let minute = world.moment(world.deals[at].created);
    let last = world.deals[at].journey.last();
    let closed = world.deals[at].journey.closed();
    let owner = world.holder(world.deals[at].rep, closed.unwrap_or(TODAY));
    let first = world.customers[world.deals[at].customer].deals.first() == Some(&at);
    let words = if first { world.draw.pick(&[NAMES[0], NAMES[1], NAMES[6]]) } else { NAMES[1 + world.draw.below(7)] };
    let one = &world.deals[at];
    let buyer = &world.customers[one.customer];
    let name = words.with(world.lang, &[("product", world.products[one.product].name)]);
    let mut cells: Vec<(Key, Value)> = vec![
        (deal::NAME, Value::text(name)),
        (deal::CUSTOMER, Value::Ref(buyer.id)),
        (deal::PIPELINE, Value::Ref(starter::PIPELINE)),
        (deal::PLACE, Value::Place(Box::new(Place { stage: stage(last.to), order }))),
        (deal::OWNER, world.rep(owner)),
        (deal::SOURCE, entry_at("source", one.source)),
        (deal::CHANNEL, entry_at("channel", buyer.channel)),
        (deal::CREATED, minute),
    ];
    cells.extend(buyer.contacts.first().map(|id| (deal::CONTACT, Value::Ref(*id))));
    cells.extend(one.amount.map(|amount| (deal::AMOUNT, Value::Money(amount))));
    if one.amount.is_some() && one.lines.is_empty() {
        cells.push((deal::AMOUNT_TYPED, Value::Bool(true)));
    }
    cells.extend(expected.map(|day| (deal::EXPECTED_CLOSE, world.date(day))));
    cells.extend(one.origin.as_ref().map(|o| (deal::LEAD, Value::Ref(o.lead))));
    let id = one.id;
    let mut rival = None;
    if last.to >= PROPOSAL && world.draw.chance(330) {
        let competitor = world.draw.pick(&world.competitors);
        rival = Some(competitor);
        cells.extend(Key::element("competitors", &competitor.to_string()).map(|key| (key, Value::Bool(true))));
    }
    if last.status == Status::Open && world.draw.chance(60) {
        cells.push((deal::PROBABILITY, Value::Int(5 * world.draw.between(2, 18))));
    }
    if let Some(day) = closed {
        cells.push((deal::OUTCOME, outcome(world, at, day, rival)));
        if last.status == Status::Won {
            let shares = credit(world, at, day).into_iter().map(|(rep, percent)| {
                let rep = &world.reps[rep];
                Share { rep: rep.id, team: rep.team.and_then(|t| world.teams.get(t)).copied(), percent }
            });
            cells.push((deal::CREDIT, Value::Credit(shares.collect())));
        }
    }
    world.out.add(Table::Deal, id, cells);
}

fn outcome(world: &mut World, at: usize, day: Day, rival: Option<Id>) -> Value {
    let last = world.deals[at].journey.last();
    let mut outcome = Outcome {
        kind: match last.status {
            Status::Won => OutcomeKind::Won,
            Status::Lost => OutcomeKind::Lost,
            _ => OutcomeKind::Invalid,
        },
        date: Some(world.calendar.date(day)),
        reason: None,
        competitor: None,
        note: String::new(),
    };
    if last.status == Status::Lost {
        let forgotten = world.deals[at].journey.stays.last().is_some_and(|s| s.forgotten);
        let number = world.draw.weighted(&REASONS[usize::from(last.to.min(NEGOTIATION))]);
        let reason = if forgotten { "no_answer" } else { lists::entries("lost_reason")[number].0 };
        outcome.reason = starter::entry_id("lost_reason", reason);
        let (named, note) = match reason {
            "competitor" => (930, None),
            "price" => (350, Some(sample::LOST_NOTE_PRICE)),
            "no_budget" => (0, Some(sample::LOST_NOTE_BUDGET)),
            "product_fit" => (200, Some(sample::LOST_NOTE_FIT)),
            "no_answer" => (0, Some(sample::LOST_NOTE_SILENT)),
            _ => (0, None),
        };
        if world.draw.chance(named) {
            outcome.competitor = Some(rival.unwrap_or(world.draw.pick(&world.competitors)));
        }
        if let Some(note) = note.filter(|_| world.draw.chance(400)) {
            outcome.note = note.in_(world.lang).into();
        }
    }
    Value::Outcome(Box::new(outcome))
}

fn changes(world: &mut World, at: usize) {
    for i in 0..world.deals[at].journey.steps.len() {
        let step = world.deals[at].journey.steps[i];
        let by = world.holder(world.deals[at].rep, step.day);
        // Ids rise with the steps: they decide between changes of the same day and stamp.
        let id = world.out.id(step.day, i);
        let when = if step.status == Status::Open { world.moment(step.day) } else { world.date(step.day) };
        let cells = [
            (stage_change::DEAL, Value::Ref(world.deals[at].id)),
            (stage_change::AT, when),
            (stage_change::TO, Value::Ref(stage(step.to))),
            (stage_change::STATE, Value::text(step.status.code())),
            (stage_change::BY, world.rep(by)),
        ];
        let from = step.from.map(|from| (stage_change::FROM, Value::Ref(stage(from))));
        world.out.add(Table::StageChange, id, cells.into_iter().chain(from));
    }
}

fn lines(world: &mut World, at: usize) {
    let lines = &world.deals[at].lines;
    let (deal, created) = (world.deals[at].id, world.deals[at].created);
    for (i, (line, order)) in lines.iter().zip(order::sequence(lines.len())).enumerate() {
        let cells = [
            (deal_line::DEAL, Value::Ref(deal)),
            (deal_line::PRODUCT, Value::Ref(world.products[line.product].id)),
            (deal_line::QUANTITY, Value::Decimal(line.quantity)),
            (deal_line::PRICE, Value::Money(line.price)),
            (deal_line::ORDER, Value::text(order)),
        ];
        let id = world.out.id(created, i);
        world.out.add(Table::DealLine, id, cells);
    }
}

/// The lead of a deal, converted on the day that the deal began.
fn came_from(world: &mut World, at: usize) {
    let Some(origin) = &world.deals[at].origin else { return };
    let (id, created) = (origin.lead, origin.created);
    let (day, customer, deal) = (world.deals[at].created, world.deals[at].customer, world.deals[at].id);
    let (source, holder) = (world.deals[at].source, world.holder(world.deals[at].rep, day));
    let closed = world.moment(day);
    let buyer = &world.customers[customer];
    let (name, city, trade, channel, buyer) = (buyer.name.clone(), buyer.city, buyer.trade, buyer.channel, buyer.id);
    let mut cells = lead_cells(world, name, city, trade, source, channel);
    cells.push((lead::OWNER, world.rep(holder)));
    // Leads that came in by hand sometimes have no date: they stay out of figures by time.
    if !world.draw.chance(10) {
        cells.push((lead::CREATED, world.moment(created)));
    }
    cells.extend([
        (lead::STATUS, Value::text("converted")),
        (lead::CLOSED, closed),
        (lead::CUSTOMER, Value::Ref(buyer)),
        (lead::DEAL, Value::Ref(deal)),
    ]);
    world.out.add(Table::Lead, id, cells);
}

fn lead_cells(
    world: &mut World,
    name: String,
    city: usize,
    trade: usize,
    source: usize,
    channel: usize,
) -> Vec<(Key, Value)> {
    let mut end = 0;
    let region = pools::CITY_REGIONS.iter().find(|(n, _)| {
        end += n;
        city < end
    });
    let (lang, draw) = (world.lang, &mut world.draw);
    let mut cells = vec![
        (lead::NAME, Value::text(name)),
        (lead::PHONE, Value::text(names::phone(draw, lang))),
        (lead::SOURCE, entry_at("source", source)),
        (lead::CHANNEL, entry_at("channel", channel)),
        (lead::REGION, entry("region", region.map_or("east", |r| r.1))),
        (lead::INDUSTRY, entry("industry", pools::TRADE_INDUSTRIES[trade])),
    ];
    if draw.chance(700) {
        cells.push((lead::CONTACT, Value::text(names::person(draw, lang))));
    }
    if draw.chance(250) {
        let words = draw.pick(&[sample::INTEREST_PRICE, sample::INTEREST_DEMO, sample::INTEREST_CASE]);
        cells.push((lead::INTEREST, Value::text(words.in_(lang))));
    }
    cells
}

/// A lead that did not become a deal, for the activities about it.
pub struct LooseLead {
    /// Its id.
    pub id: Id,
    /// Whose it is, if anybody's.
    pub rep: Option<usize>,
    /// When it came.
    pub created: Day,
    /// When it was given up; `None` while open.
    pub closed: Option<Day>,
}

/// Leads that came to nothing, and those of the last weeks that are still open.
pub fn loose_leads(world: &mut World) -> Vec<LooseLead> {
    let converted = world.deals.iter().filter(|d| d.origin.is_some()).count();
    let (invalid, open) = (converted / 4, (converted / 8).max(12));
    let mut companies = Companies::default();
    let mut leads = Vec::with_capacity(invalid + open);
    for i in 0..invalid + open {
        let is_open = i >= invalid;
        let created = if is_open {
            world.calendar.working_before(TODAY - (world.draw.tail(12) as Day).min(150))
        } else {
            world.calendar.business_day(&mut world.draw).min(TODAY - 20)
        };
        let wait = 1 + world.draw.tail(16) as Day;
        let closed = (!is_open).then(|| world.worked_until_today(created + wait));
        let rep = world.draw.below(world.reps.len());
        let at_work = world.reps[rep].joined <= created;
        let rep = (at_work && !(is_open && world.draw.chance(250))).then(|| world.holder(rep, closed.unwrap_or(TODAY)));
        let source = world.draw.weighted(&SOURCES.map(|s| s.0));
        let city = world.draw.below(40);
        let (name, trade) = companies.name(&mut world.draw, world.lang, city);
        let channel = world.draw.weighted(&[62, 18, 12, 8]);
        let mut cells = lead_cells(world, name, city, trade, source, channel);
        let id = world.out.id(created, 0);
        cells.push((lead::CREATED, world.moment(created)));
        cells.push((lead::STATUS, Value::text(if is_open { "open" } else { "invalid" })));
        cells.extend(rep.map(|rep| (lead::OWNER, world.rep(rep))));
        if let Some(day) = closed {
            let closed = world.moment(day);
            cells.push((lead::CLOSED, closed));
        }
        world.out.add(Table::Lead, id, cells);
        leads.push(LooseLead { id, rep, created, closed });
    }
    leads
}
