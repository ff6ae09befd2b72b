//! Which customers, contacts and leads are probably the same, with reasons and a score: while somebody types, and all at once.
//!
//! Rows are compared that share something: a phone number, a mail address, a name. What a row says is boiled down to a few numbers
//! (hashes of what is left of it, see [`names`]), so that a hundred thousand rows are compared without looking at a text again. Something
//! that very many rows share (a switchboard, a placeholder) tells nothing: such rows are not compared by it, and the answer says so.
//!
//! The score, 0 to 100, is how sure the reasons make us together: each takes away its part of the doubt. Reasons by name count once, the
//! strongest. A name alone says little about a person, unless both work for the same customer. Weights are judgement, not statistics.

mod groups;
mod names;

use crate::domain::command::merge::is_distinct;
use crate::domain::command::Cells;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{contact, customer, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
pub use groups::{Found, Group, Pair};
use names::Names;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Tables that are looked through.
pub const TABLES: [Table; 3] = [Table::Customer, Table::Contact, Table::Lead];

/// A pair of a lower score is not worth a look.
pub const LEAST: u8 = 60;

/// More rows that share something than this are not compared by it.
pub const CROWD: usize = 40;

/// What this room cannot know: how text is folded (case, width, spaces), and how Chinese is read where the readings are at hand.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// Folds a text.
    pub fold: &'a dyn Fn(&str) -> String,
    /// The usual reading of a folded text, without tones.
    pub spell: Option<&'a dyn Fn(&str) -> String>,
}

/// Why two rows are probably the same.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Reason {
    /// One mail address.
    SameMail,
    /// One WeChat account.
    SameWechat,
    /// One phone number.
    SamePhone,
    /// One web address.
    SameWebsite,
    /// The same name but for the legal form and the way of writing.
    SameName,
    /// Names that differ in a place, a part of the company, the order of words or one letter.
    SimilarName,
    /// Names that sound the same.
    SameNamePinyin,
    /// Contacts of one customer; counts only with the name.
    SameCustomer,
}

impl Reason {
    /// All reasons.
    pub const ALL: [Reason; 8] = [
        Reason::SameMail,
        Reason::SameWechat,
        Reason::SamePhone,
        Reason::SameWebsite,
        Reason::SameName,
        Reason::SimilarName,
        Reason::SameNamePinyin,
        Reason::SameCustomer,
    ];

    /// The code of its words in `text/`.
    pub fn code(self) -> &'static str {
        match self {
            Reason::SameMail => "same_mail",
            Reason::SameWechat => "same_wechat",
            Reason::SamePhone => "same_phone",
            Reason::SameWebsite => "same_website",
            Reason::SameName => "same_name",
            Reason::SimilarName => "similar_name",
            Reason::SameNamePinyin => "same_name_pinyin",
            Reason::SameCustomer => "same_customer",
        }
    }
}

/// A row that is probably the same as what is typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Likely {
    /// Which row.
    pub id: Id,
    /// How sure, [`LEAST`] to 100.
    pub score: u8,
    /// Why.
    pub reasons: Vec<Reason>,
}

/// What a row says, boiled down: hashes, 0 where it says nothing.
#[derive(Clone, Default, Debug)]
struct Facts {
    mail: u64,
    wechat: u64,
    phones: [u64; 2],
    website: u64,
    full: u64,
    core: u64,
    spoken: u64,
    place: u64,
    customer: Option<Id>,
    person: bool,
}

/// A number that rows of the same fact share, and where such a row stands. The last bit says that the fact is a name with a letter left out.
type Mark = (u64, u32);

/// What the rows of one table share. Made once; [`follow`](Index::follow) takes in what changed since.
pub struct Index {
    table: Table,
    names: Names,
    /// Per row of the table, by its place: of what the facts were made (0: nothing), and the facts.
    rows: Vec<(u64, Facts)>,
    /// Sorted.
    marks: Vec<Mark>,
}

impl Index {
    /// An index of a table of [`TABLES`] that knows no row yet.
    pub fn new(table: Table) -> Index {
        Index { table, names: Names::new(), rows: Vec::new(), marks: Vec::new() }
    }

    /// Takes in the rows that say something else than when it last looked. To be called when the table has changed; a call with nothing
    /// new costs a look at each row.
    pub fn follow(&mut self, data: &Dataset, writing: Writing) {
        self.follow_some(data, writing, usize::MAX);
    }

    /// The same for so many changed rows at most, so that the page can breathe in between; whether there may be more.
    pub fn follow_some(&mut self, data: &Dataset, writing: Writing, most: usize) -> bool {
        let mut more = false;
        let mut left = most;
        let rows = data.rows(self.table).all();
        let (mut changed, mut fresh) = (vec![false; rows.len().max(self.rows.len())], Vec::new());
        for (at, row) in rows.iter().enumerate() {
            let sign = if row.is_live() { self.sign(row, writing.spell.is_some()) } else { 0 };
            if self.rows.get(at).is_some_and(|(of, _)| *of == sign) {
                continue;
            }
            if left == 0 {
                more = true;
                break;
            }
            left -= 1;
            let facts = if sign == 0 {
                Facts::default()
            } else {
                self.facts(&|key| row.get(key), writing, &mut |mark| fresh.push((mark, at as u32)))
            };
            match self.rows.get_mut(at) {
                Some(there) => *there = (sign, facts),
                None => self.rows.push((sign, facts)),
            }
            changed[at] = true;
        }
        changed[rows.len()..].fill(true);
        self.rows.truncate(rows.len());
        if changed.contains(&true) {
            self.marks.retain(|(_, at)| !changed[*at as usize]);
            self.marks.append(&mut fresh);
            // Two runs, one of them sorted: the standard library's stable sort merges them.
            self.marks.sort();
        }
        more
    }

    /// The rows that are probably the same as one with these cells, the likeliest first. `of`: the row that is being edited, if it is there
    /// already; it is not compared with itself, nor with those that it is known not to be.
    pub fn similar(&self, data: &Dataset, writing: Writing, cells: &Cells, of: Option<Id>, most: usize) -> Vec<Likely> {
        let mut marks = Vec::new();
        let typed = |key: Key| cells.iter().rev().find(|(k, _)| *k == key).and_then(|(_, value)| value.as_ref());
        let facts = self.facts(&typed, writing, &mut |mark| marks.push(mark));
        let rows = data.rows(self.table).all();
        let itself = of.and_then(|id| data.rows(self.table).get(id));
        let mut found: Vec<Likely> = Vec::new();
        for mark in marks {
            let block = self.block(mark);
            // One more who answers a switchboard is no reason to search among a thousand.
            for (_, at) in block.iter().take(5 * CROWD) {
                let (Some((_, other)), Some(row)) = (self.rows.get(*at as usize), rows.get(*at as usize)) else {
                    continue;
                };
                let known = itself.is_some_and(|itself| itself.id == row.id || is_distinct(itself, row));
                if known || !row.is_live() {
                    continue;
                }
                let (score, reasons) = weigh(&facts, other, mark & 1 == 1);
                if score >= LEAST {
                    found.push(Likely { id: row.id, score, reasons });
                }
            }
        }
        // The same row by several marks: the best one tells all.
        found.sort_by_key(|likely| (likely.id, std::cmp::Reverse(likely.score)));
        found.dedup_by_key(|likely| likely.id);
        found.sort_by_key(|likely| (std::cmp::Reverse(likely.score), likely.id));
        found.truncate(most);
        found
    }

    /// All pairs of rows that are probably the same, see [`Found`].
    pub fn all(&self, data: &Dataset) -> Found {
        groups::find(self, data)
    }

    fn block(&self, mark: u64) -> &[Mark] {
        let from = self.marks.partition_point(|(other, _)| *other < mark);
        let rest = &self.marks[from..];
        &rest[..rest.partition_point(|(other, _)| *other == mark)]
    }

    fn key(&self, field: &str) -> Option<Key> {
        self.table.field_named(field).map(|field| field.key)
    }

    /// A number that changes with what the facts are made of.
    fn sign(&self, row: &Row, spelled: bool) -> u64 {
        let mut hasher = DefaultHasher::new();
        spelled.hash(&mut hasher);
        for key in FIELDS.iter().filter_map(|field| self.key(field)) {
            row.text(key).hash(&mut hasher);
        }
        let link = row.link(contact::CUSTOMER).filter(|_| self.table == Table::Contact);
        link.hash(&mut hasher);
        row.text(customer::SORT).hash(&mut hasher);
        hasher.finish() | 1
    }

    fn facts<'a>(&self, get: &dyn Fn(Key) -> Option<&'a Value>, writing: Writing, each: &mut dyn FnMut(u64)) -> Facts {
        let text = |field: &str| match self.key(field).and_then(get) {
            Some(Value::Text(text)) => (writing.fold)(text),
            _ => String::new(),
        };
        let person = match self.table {
            Table::Contact => true,
            Table::Customer => matches!(get(customer::SORT), Some(Value::Text(sort)) if &**sort == "person"),
            _ => false,
        };
        let name = self.names.of(&text("name"), person);
        let long = name.core.chars().nth(1).is_some();
        let spoken = writing.spell.map_or_else(|| name.spoken.clone(), |spell| spell(&name.spoken));
        let facts = Facts {
            mail: number("mail", &names::mail(&text("email"))),
            wechat: number("wechat", &text("wechat")),
            phones: self.names.phones(&text("phone")).map(|phone| number("phone", &phone)),
            website: number("website", &names::website(&text("website"))),
            full: number("full", &name.full),
            core: if long { number("core", &name.core) } else { 0 },
            spoken: if long { number("spoken", &spoken) } else { 0 },
            place: number("place", &name.place),
            customer: match get(contact::CUSTOMER) {
                Some(Value::Ref(id)) if self.table == Table::Contact => Some(*id),
                _ => None,
            },
            person,
        };
        let Facts { mail, wechat, phones, website, full, core, spoken, .. } = facts;
        [mail, wechat, phones[0], phones[1], website, full, core, spoken]
            .into_iter()
            .filter(|n| *n != 0)
            .for_each(&mut *each);
        misspelled(&name.core, &mut |core| each(number("near", core) | 1));
        facts
    }
}

const FIELDS: [&str; 5] = ["name", "phone", "email", "website", "wechat"];

/// A number for a fact; even, and 0 for nothing.
fn number(kind: &str, text: &str) -> u64 {
    if text.is_empty() {
        return 0;
    }
    let mut hasher = DefaultHasher::new();
    (kind, text).hash(&mut hasher);
    (hasher.finish() & !1).max(2)
}

/// A name of an alphabetic script, and it with each letter of its long words left out in turn: two names of which one letter is missing, too
/// much or another share one of them. In short words a letter makes another word (Dale, Vale), and digits tell names apart. In
/// Chinese another sign is another name.
fn misspelled(core: &str, each: &mut dyn FnMut(&str)) {
    const LONG: usize = 7;
    if !core.is_ascii() || core.len() > 60 || !core.split(' ').any(|word| word.len() >= LONG) {
        return;
    }
    each(core);
    let (bytes, mut from) = (core.as_bytes(), 0);
    for word in core.split(' ') {
        for at in (from..from + word.len()).filter(|at| word.len() >= LONG && bytes[*at].is_ascii_alphabetic()) {
            // Of a letter that comes twice either can be left out: the same is left.
            if at == 0 || bytes[at - 1] != bytes[at] {
                each(&format!("{}{}", &core[..at], &core[at + 1..]));
            }
        }
        from += word.len() + 1;
    }
}

/// How sure two rows are the same, and why. `near`: their names differ in a letter.
fn weigh(one: &Facts, other: &Facts, near: bool) -> (u8, Vec<Reason>) {
    let same = |a: u64, b: u64| a != 0 && a == b;
    let person = one.person && other.person;
    let colleagues = one.customer.is_some() && one.customer == other.customer;
    let mut reasons: Vec<(Reason, u32)> = Vec::new();
    if same(one.mail, other.mail) {
        reasons.push((Reason::SameMail, 85));
    }
    if same(one.wechat, other.wechat) {
        reasons.push((Reason::SameWechat, 90));
    }
    if one.phones.iter().any(|phone| other.phones.iter().any(|p| same(*phone, *p))) {
        // People of one company share its number.
        reasons.push((Reason::SamePhone, if one.customer.is_some() { 50 } else { 75 }));
    }
    if same(one.website, other.website) {
        reasons.push((Reason::SameWebsite, 65));
    }
    let elsewhere = one.place != 0 && other.place != 0 && one.place != other.place;
    let by_name = if same(one.full, other.full) {
        Some((Reason::SameName, [80, 45, 85]))
    } else if same(one.core, other.core) || near {
        Some((Reason::SimilarName, if elsewhere { [35, 35, 70] } else { [62, 35, 70] }))
    } else if same(one.spoken, other.spoken) {
        Some((Reason::SameNamePinyin, if elsewhere { [30, 25, 60] } else { [60, 25, 60] }))
    } else {
        None
    };
    if let Some((reason, [company, someone, colleague])) = by_name {
        let weight = if colleagues {
            colleague
        } else if person {
            someone
        } else {
            company
        };
        reasons.push((reason, weight));
        if colleagues {
            reasons.push((Reason::SameCustomer, 0));
        }
    }
    let doubt = reasons.iter().fold(10_000, |doubt, (_, weight)| doubt * (100 - weight) / 100);
    let score = (100 - doubt / 100) as u8;
    (if reasons.is_empty() { 0 } else { score }, reasons.into_iter().map(|(reason, _)| reason).collect())
}

#[cfg(test)]
mod tests;
