//! Sample activities along the deals and leads, and return visits after a deal is won.

use super::calendar::{Day, TODAY};
use super::deal_rows::LooseLead;
use super::journey::Stay;
use super::starter;
use super::world::{Efforts, World};
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{activity, list_entry, Table};
use crate::domain::value::{About, Value};
use crate::text::words::{lists, sample, sample_pools as pools};
use crate::text::Text;
use chrono::Datelike;

/// How common the standard activity kinds are in each open stage: call, visit, mail, chat, meeting, demo.
const KINDS: [[u32; 6]; 4] =
    [[50, 10, 20, 20, 0, 0], [30, 30, 10, 18, 12, 0], [24, 10, 28, 10, 12, 16], [28, 24, 18, 8, 22, 0]];

const NOTES: [&[Text]; 4] = [
    &[sample::NOTE_INTRO, sample::NOTE_NEEDS, sample::NOTE_NO_ANSWER],
    &[sample::NOTE_NEEDS, sample::NOTE_BOSS, sample::NOTE_INTERFACE, sample::NOTE_NO_ANSWER],
    &[sample::NOTE_QUOTE, sample::NOTE_INTERFACE, sample::NOTE_BUDGET],
    &[sample::NOTE_PRICE, sample::NOTE_CONTRACT, sample::NOTE_BUDGET],
];

/// What one activity was.
struct Doing {
    kind: &'static str,
    day: Day,
    rep: Option<usize>,
    about: Vec<About>,
    note: Option<Text>,
    satisfaction: Option<i64>,
    place: Option<usize>,
}

/// All activities.
pub fn make(world: &mut World, leads: &[LooseLead]) {
    for at in 0..world.deals.len() {
        for i in 0..world.deals[at].journey.stays.len() {
            let stay = world.deals[at].journey.stays[i];
            during(world, at, stay);
        }
        if world.deals[at].status() == Status::Won {
            afterwards(world, at);
        }
    }
    for lead in leads {
        let end = lead.closed.unwrap_or(TODAY);
        for _ in 0..world.draw.weighted(&[40, 40, 20]) {
            let day = world.draw.between(i64::from(lead.created), i64::from(end)) as Day;
            let day = world.calendar.working_before(day).max(lead.created);
            let kind = world.draw.pick(&["call", "call", "mail", "chat"]);
            let note = world.draw.pick(&[sample::NOTE_INTRO, sample::NOTE_NO_ANSWER]);
            let about = vec![About { table: Table::Lead, id: lead.id }];
            add(world, Doing { kind, day, rep: lead.rep, about, note: Some(note), satisfaction: None, place: None });
        }
    }
}

/// Activities while a deal waits in a stage: more in longer stays, none any more once it is forgotten.
fn during(world: &mut World, at: usize, stay: Stay) {
    let end = if stay.forgotten { stay.to.min(stay.from + 12) } else { stay.to };
    let days = end - stay.from;
    let count = 1 + (days / 8).min(4) + Day::from(world.draw.chance(50));
    let open = stay.to == TODAY && !stay.forgotten && world.deals[at].status() == Status::Open;
    for i in 0..count {
        let mut day = stay.from + (days * (i + 1)) / (count + 1);
        day += world.draw.between(0, i64::from(days / (count + 2))) as Day;
        if open && i + 1 == count && world.draw.chance(850) {
            day = day.max(TODAY - world.draw.between(0, 9) as Day);
        }
        let day = world.worked_until_today(day.min(TODAY)).min(stay.to.max(stay.from));
        let stage = usize::from(stay.stage.min(3));
        let kind = lists::entries("activity_kind")[world.draw.weighted(&KINDS[stage])].0;
        let note = match kind {
            "visit" => Some(sample::NOTE_VISIT),
            "demo" => Some(sample::NOTE_DEMO),
            _ => Some(world.draw.pick(NOTES[stage])),
        };
        let note = note.filter(|_| world.draw.chance(550));
        let rep = Some(world.holder(world.deals[at].rep, day));
        let (about, place) = about_deal(world, at);
        add(world, Doing { kind, day, rep, about, note, satisfaction: None, place: Some(place) });
    }
}

/// Return visits to customers who bought.
fn afterwards(world: &mut World, at: usize) {
    let Some(won) = world.deals[at].journey.closed() else { return };
    let mut day = won;
    for _ in 0..world.draw.weighted(&[30, 40, 20, 10]) {
        day = world.calendar.working(day + 14 + world.draw.tail(45) as Day);
        if day > TODAY {
            return;
        }
        let note = world.draw.pick(&[sample::NOTE_AFTER, sample::NOTE_AFTER, sample::NOTE_REFERRAL]);
        let satisfaction = Some(1 + world.draw.weighted(&[3, 6, 16, 42, 33]) as i64);
        let note = Some(note).filter(|_| satisfaction >= Some(4));
        let rep = Some(world.holder(world.deals[at].rep, day));
        let (about, place) = about_deal(world, at);
        add(world, Doing { kind: "return_visit", day, rep, about, note, satisfaction, place: Some(place) });
    }
}

fn about_deal(world: &World, at: usize) -> (Vec<About>, usize) {
    let deal = &world.deals[at];
    let buyer = &world.customers[deal.customer];
    let about = vec![About { table: Table::Deal, id: deal.id }, About { table: Table::Customer, id: buyer.id }];
    (about, buyer.city)
}

fn add(world: &mut World, doing: Doing) {
    let draw = &mut world.draw;
    let (minutes, goes_there) = match doing.kind {
        "call" => (Some(5 * draw.between(1, 5)), false),
        "visit" | "return_visit" => (Some(15 * draw.between(3, 10)), true),
        "meeting" | "demo" => (Some(15 * draw.between(2, 7)), false),
        _ => (None, false),
    };
    let id: Id = world.out.id(doing.day, 0);
    let kind = starter::entry_id("activity_kind", doing.kind).unwrap_or(list_entry::CALL);
    let mut cells: Vec<(Key, Value)> = vec![
        (activity::SORT, Value::Ref(kind)),
        (activity::ABOUT, Value::Abouts(doing.about.into())),
        (activity::AT, world.moment(doing.day)),
    ];
    cells.extend(doing.rep.map(|rep| (activity::REP, world.rep(rep))));
    cells.extend(minutes.map(|n| (activity::MINUTES, Value::Int(n))));
    cells.extend(doing.note.map(|note| (activity::NOTE, Value::text(note.in_(world.lang)))));
    cells.extend(doing.satisfaction.map(|n| (activity::SATISFACTION, Value::Int(n))));
    if let Some(city) = doing.place.filter(|_| goes_there) {
        cells.push((activity::WHERE, Value::text(pools::CITIES.in_(world.lang)[city])));
    }
    world.out.add(Table::Activity, id, cells);
    let date = world.calendar.date(doing.day);
    if date.year() == world.calendar.date(TODAY).year() {
        count(&mut world.efforts, doing.rep, kind, date.month0() as usize);
    }
}

fn count(efforts: &mut Efforts, rep: Option<usize>, kind: Id, month: usize) {
    let which = match kind {
        sort if sort == list_entry::VISIT => 0,
        sort if sort == list_entry::CALL => 1,
        _ => return,
    };
    if let Some(rep) = rep.and_then(|rep| efforts.get_mut(rep)) {
        rep[which][month] += 1;
    }
}
