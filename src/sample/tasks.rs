//! Sample tasks: done ones along the deals, next steps of open deals (some overdue, some deals without any), care of customers.

use super::calendar::{Day, TODAY};
use super::journey::Stay;
use super::world::{entry, World};
use crate::domain::deals::Status;
use crate::domain::key::Key;
use crate::domain::records::{task, Table};
use crate::domain::value::{About, Value};
use crate::text::words::sample;
use crate::text::Text;

/// The next steps of twenty open deals in a row that are looked after: dealt out evenly, so that small samples have each kind.
const NEXT: [Next; 20] = {
    use Next::{Ahead, Missing, Overdue, Today};
    [
        Ahead, Overdue, Ahead, Ahead, Missing, Today, Ahead, Ahead, Overdue, Ahead, Ahead, Ahead, Missing, Ahead,
        Ahead, Overdue, Ahead, Today, Ahead, Ahead,
    ]
};

#[derive(Clone, Copy)]
enum Next {
    Missing,
    Overdue,
    Today,
    Ahead,
}

/// What is to be done in each open stage, and how.
const STEPS: [&[(Text, &str)]; 4] = [
    &[(sample::TASK_CALL_BACK, "call"), (sample::TASK_DECISION, "call")],
    &[(sample::TASK_VISIT, "visit"), (sample::TASK_DEMO, "demo"), (sample::TASK_DECISION, "call")],
    &[(sample::TASK_SEND_QUOTE, "mail"), (sample::TASK_CALL_BACK, "call"), (sample::TASK_SEND_SAMPLE, "mail")],
    &[(sample::TASK_CONTRACT, "mail"), (sample::TASK_INTERFACES, "mail"), (sample::TASK_VISIT, "visit")],
];

/// One task.
struct Doing {
    what: (Text, &'static str),
    about: Vec<About>,
    owner: usize,
    created: Day,
    due: Day,
    done: Option<Day>,
}

/// All tasks.
pub fn make(world: &mut World) {
    let mut open = 0;
    for at in 0..world.deals.len() {
        for i in 0..world.deals[at].journey.stays.len() {
            let stay = world.deals[at].journey.stays[i];
            if world.draw.chance(330) {
                done(world, at, stay);
            }
        }
        if world.deals[at].status() == Status::Open {
            next_step(world, at, NEXT[open % NEXT.len()]);
            open += usize::from(!world.deals[at].journey.is_forgotten());
        }
    }
    for at in 0..world.customers.len() {
        let bought = world.customers[at].deals.iter().any(|d| world.deals[*d].status() == Status::Won);
        if bought && world.draw.chance(40) {
            let what = world.draw.pick(&[
                (sample::TASK_RETURN_VISIT, "return_visit"),
                (sample::TASK_CARE, "chat"),
                (sample::TASK_BIRTHDAY, "chat"),
            ]);
            let created = TODAY - world.draw.between(1, 20) as Day;
            let next = world.draw.pick(&[Next::Overdue, Next::Ahead, Next::Ahead, Next::Ahead]);
            let due = due(world, next).unwrap_or(TODAY);
            let owner = world.holder(world.customers[at].rep, TODAY);
            let about = vec![About { table: Table::Customer, id: world.customers[at].id }];
            add(world, Doing { what, about, owner, created, due, done: None });
        }
    }
}

/// A task that was done during a stay.
fn done(world: &mut World, at: usize, stay: Stay) {
    let end = if stay.forgotten { stay.to.min(stay.from + 12) } else { stay.to };
    let created = world.draw.between(i64::from(stay.from), i64::from(end)) as Day;
    let wait = world.draw.tail(4) as Day;
    let due = world.worked_until_today(created + wait).max(created);
    let late = world.draw.pick(&[0, 0, 0, -1, 1, 3]);
    let done = world.worked_until_today((due + late).max(created)).max(created);
    let about = vec![About { table: Table::Deal, id: world.deals[at].id }];
    let owner = world.holder(world.deals[at].rep, done);
    let what = world.draw.pick(STEPS[usize::from(stay.stage.min(3))]);
    add(world, Doing { what, about, owner, created, due, done: Some(done) });
}

/// The next step of an open deal, if it has one.
fn next_step(world: &mut World, at: usize, next: Next) {
    let Some(stay) = world.deals[at].journey.stays.last().copied() else { return };
    let due = if stay.forgotten {
        // Once there was one, perhaps, but nobody took it.
        (!world.draw.chance(330)).then_some((stay.from + 10).min(TODAY - 3).max(stay.from))
    } else {
        due(world, next)
    };
    let Some(due) = due else { return };
    let created = (due - 3).min(TODAY - world.draw.between(0, 6) as Day).max(stay.from);
    let about = vec![
        About { table: Table::Deal, id: world.deals[at].id },
        About { table: Table::Customer, id: world.customers[world.deals[at].customer].id },
    ];
    let owner = world.holder(world.deals[at].rep, TODAY);
    let what = world.draw.pick(STEPS[usize::from(stay.stage.min(3))]);
    add(world, Doing { what, about, owner, created, due, done: None });
}

fn due(world: &mut World, next: Next) -> Option<Day> {
    match next {
        Next::Missing => None,
        Next::Overdue => Some(world.calendar.working_before(TODAY - world.draw.between(1, 12) as Day)),
        Next::Today => Some(TODAY),
        Next::Ahead => Some(world.calendar.working(TODAY + world.draw.between(1, 21) as Day)),
    }
}

fn add(world: &mut World, doing: Doing) {
    let due = if world.draw.chance(350) { world.moment(doing.due) } else { world.date(doing.due) };
    let priority = world.draw.weighted(&[18, 62, 20]);
    let mut cells: Vec<(Key, Value)> = vec![
        (task::TITLE, Value::text(doing.what.0.in_(world.lang))),
        (task::SORT, entry("activity_kind", doing.what.1)),
        (task::ABOUT, Value::Abouts(doing.about.into())),
        (task::OWNER, world.rep(doing.owner)),
        (task::DUE, due),
        (task::PRIORITY, Value::text(["low", "normal", "high"][priority])),
        (task::CREATED, world.moment(doing.created)),
    ];
    if world.draw.chance(300) {
        cells.push((task::MINUTES, Value::Int(15 * world.draw.between(1, 6))));
    }
    if let Some(day) = doing.done {
        cells.push((task::DONE, world.moment(day)));
        if world.draw.chance(300) {
            let words = world.draw.pick(&[sample::RESULT_DONE, sample::RESULT_LATER]);
            cells.push((task::RESULT, Value::text(words.in_(world.lang))));
        }
    }
    let id = world.out.id(doing.created, 0);
    world.out.add(Table::Task, id, cells);
}
