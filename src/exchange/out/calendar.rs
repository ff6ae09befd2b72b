//! Tasks and days of care as items of a calendar.

use super::Words;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, task, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Value};
use crate::exchange::ics::{Item, Shape};

/// How the calendar calls days of care.
pub trait Dates: Words {
    /// Somebody's birthday: their name and their customer's.
    fn birthday(&self, name: &str, customer: &str) -> String;
    /// A customer's anniversary.
    fn anniversary(&self, name: &str) -> String;
}

/// A rep's open tasks that have a day, the birthdays of the contacts of the rep's customers, and these customers' anniversaries. `rep`: `None` for
/// everybody's. Tasks are events: most calendars show nothing else.
pub fn calendar(data: &Dataset, words: &dyn Dates, rep: Option<Id>) -> Vec<Item> {
    let mine = |owner: Option<Id>| rep.is_none() || owner == rep;
    let mut items = Vec::new();
    let open = data.live(Table::Task).filter(|row| row.get(task::DONE).is_none() && mine(row.link(task::OWNER)));
    for row in open {
        let Some(at) = row.moment(task::DUE) else { continue };
        items.push(Item { note: about(data, words, row), ..item(row, "", at, row.text(task::TITLE).into()) });
    }
    for row in data.live(Table::Customer).filter(|row| mine(row.link(customer::OWNER))) {
        let name = row.text(customer::NAME);
        if let Some(at) = row.moment(customer::ANNIVERSARY) {
            items.push(Item { yearly: true, ..item(row, "-anniversary", at, words.anniversary(name)) });
        }
        for person in data.referring(Table::Contact, contact::CUSTOMER, row.id) {
            if let Some(at) = person.moment(contact::BIRTHDAY) {
                let title = words.birthday(person.text(contact::NAME), name);
                let note = person.text(contact::PHONE).to_string();
                items.push(Item { note, yearly: true, ..item(person, "-birthday", at, title) });
            }
        }
    }
    items
}

fn item(row: &Row, which: &str, at: Moment, title: String) -> Item {
    let uid = format!("{}{which}", row.id);
    Item { uid, shape: Shape::Event, title, at, note: String::new(), yearly: false, done: false }
}

/// Whom and what a task is about, where it takes place, and what came of it so far.
fn about(data: &Dataset, words: &dyn Words, row: &Row) -> String {
    let mut lines = Vec::new();
    if let Some(Value::Abouts(abouts)) = row.get(task::ABOUT) {
        lines.extend(abouts.iter().map(|about| words.name(data, about.table, about.id)));
    }
    lines.extend([task::WHERE, task::RESULT].map(|key| row.text(key).to_string()));
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}
