//! The company that the sample data is about, while it is being made up: who sells what to whom. Rows come out of [`Out`].

use super::calendar::{Calendar, Day, TODAY};
use super::draw::Draw;
use super::journey::{Journey, Skill};
use super::starter;
use super::Size;
use crate::domain::id::{Id, IdSource, SeededIds};
use crate::domain::key::Key;
use crate::domain::money::{Currency, Money};
use crate::domain::records::Table;
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::{Moment, Value};
use crate::text::words::lists;
use crate::text::Lang;
use chrono::NaiveDate;

/// The rows so far, per table.
pub struct Out {
    born: Stamp,
    noon: u64,
    ids: SeededIds,
    rows: Vec<Vec<Row>>,
}

const DAY_MS: u64 = 86_400_000;

impl Out {
    /// An id made on a day, `count` steps after its noon: rows of one day sort by it.
    pub fn id(&mut self, day: Day, count: usize) -> Id {
        let back = DAY_MS * (TODAY - day).unsigned_abs() as u64;
        let ms = if day <= TODAY { self.noon.saturating_sub(back) } else { self.noon + back };
        self.ids.new_id(ms + count as u64)
    }

    /// Adds a row.
    pub fn add(&mut self, table: Table, id: Id, cells: impl IntoIterator<Item = (Key, Value)>) {
        self.put(table, Row::of(id, self.born, cells.into_iter().collect()));
    }

    /// Adds a row that is made already.
    pub fn put(&mut self, table: Table, row: Row) {
        self.rows[table as usize].push(row);
    }

    /// Writes a cell of a row that was added: for small tables, it looks through all of them.
    pub fn set(&mut self, table: Table, id: Id, key: Key, value: Value) {
        if let Some(row) = self.rows[table as usize].iter_mut().find(|row| row.id == id) {
            row.put(key, Some(value), None);
        }
    }

    /// All rows, in the order of the tables.
    pub fn finish(self) -> Vec<(Table, Row)> {
        Table::ALL.iter().zip(self.rows).flat_map(|(table, rows)| rows.into_iter().map(|row| (*table, row))).collect()
    }
}

/// Who sells.
pub struct Rep {
    /// The rep's id.
    pub id: Id,
    /// The place of their team in [`World::teams`].
    pub team: Option<usize>,
    /// First day at work; may lie before the sample.
    pub joined: Day,
    /// Last day, and who took over.
    pub left: Option<(Day, usize)>,
    /// How many deals they begin, compared with others.
    pub volume: u32,
    /// What becomes of them.
    pub skill: Skill,
    /// Size of their deals in per cent.
    pub value: i64,
}

/// What is sold.
pub struct Product {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: &'static str,
    /// Minor units of the workspace's currency.
    pub price: i64,
    /// A usual quantity; 1 for big things.
    pub quantity: i64,
}

/// To whom.
pub struct Customer {
    /// Its id.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Who found it, a place in [`World::reps`].
    pub rep: usize,
    /// Places in the pools and standard lists.
    pub city: usize,
    /// Line of business: a place in the pool of trades.
    pub trade: usize,
    /// Place in the list of customer groups.
    pub group: usize,
    /// Place in the list of sources.
    pub source: usize,
    /// Place in the list of channels.
    pub channel: usize,
    /// It lies abroad and pays in dollars.
    pub abroad: bool,
    /// When it was added; known once its first deal is.
    pub created: Option<Day>,
    /// Its people.
    pub contacts: Vec<Id>,
    /// Its deals, oldest first: places in [`World::deals`].
    pub deals: Vec<usize>,
}

/// A deal's lead.
pub struct Origin {
    /// The lead's id.
    pub lead: Id,
    /// When it came.
    pub created: Day,
}

/// One deal line.
pub struct Line {
    /// Place in [`World::products`].
    pub product: usize,
    /// Millionths.
    pub quantity: i64,
    /// Price of one unit.
    pub price: Money,
}

/// A deal.
pub struct Deal {
    /// Its id.
    pub id: Id,
    /// Place in [`World::customers`].
    pub customer: usize,
    /// Who began it, a place in [`World::reps`].
    pub rep: usize,
    /// When.
    pub created: Day,
    /// Where it went.
    pub journey: Journey,
    /// The product that it is named after.
    pub product: usize,
    /// Its lines, if the amount comes from lines.
    pub lines: Vec<Line>,
    /// What it is worth; unknown for a few early ones.
    pub amount: Option<Money>,
    /// The lead that it came from.
    pub origin: Option<Origin>,
    /// Place in the list of sources.
    pub source: usize,
}

/// Calls and visits of each rep in the months of the anchor's year, for their goals.
pub type Efforts = Vec<[[i64; 12]; 2]>;

/// Everything that is being made up.
pub struct World {
    /// How much.
    pub size: Size,
    /// Names of which language.
    pub lang: Lang,
    /// Its days.
    pub calendar: Calendar,
    /// Chance.
    pub draw: Draw,
    /// The rows.
    pub out: Out,
    /// Teams that have reps.
    pub teams: Vec<Id>,
    /// Teams above those.
    pub divisions: Vec<Id>,
    /// Reps.
    pub reps: Vec<Rep>,
    /// Products.
    pub products: Vec<Product>,
    /// Entries of the list of competitors.
    pub competitors: Vec<Id>,
    /// Keys of the elements of the set of tags.
    pub tags: Vec<Key>,
    /// Customers.
    pub customers: Vec<Customer>,
    /// Deals, oldest first.
    pub deals: Vec<Deal>,
    /// Counted on the way.
    pub efforts: Efforts,
}

/// The currency of the sample company.
pub const CURRENCY: Currency = Currency::CNY;

impl World {
    /// An empty company at the end of whose two years `anchor` stands.
    pub fn new(size: Size, seed: u64, anchor: NaiveDate, lang: Lang) -> World {
        let epoch = NaiveDate::default();
        let noon = u64::try_from((anchor - epoch).num_days()).unwrap_or(0) * DAY_MS + DAY_MS / 2;
        let mut draw = Draw::new(seed);
        let ids = SeededIds::new(draw.bits());
        World {
            size,
            lang,
            calendar: Calendar::new(anchor, size == Size::S),
            draw,
            // Of yesterday: a stamp of later today would look like a clock that is ahead.
            out: Out {
                born: Stamp::new(noon.saturating_sub(86_400_000), 0, 0),
                noon,
                ids,
                rows: vec![Vec::new(); Table::ALL.len()],
            },
            teams: Vec::new(),
            divisions: Vec::new(),
            reps: Vec::new(),
            products: Vec::new(),
            competitors: Vec::new(),
            tags: Vec::new(),
            customers: Vec::new(),
            deals: Vec::new(),
            efforts: Vec::new(),
        }
    }

    /// Who looks after a rep's deals and customers on a day: the rep, or who took over.
    pub fn holder(&self, rep: usize, day: Day) -> usize {
        match self.reps[rep].left {
            Some((left, next)) if day > left => next,
            _ => rep,
        }
    }

    /// A reference to a rep.
    pub fn rep(&self, rep: usize) -> Value {
        Value::Ref(self.reps[rep].id)
    }

    /// A day as a value.
    pub fn date(&self, day: Day) -> Value {
        Value::date(self.calendar.date(day))
    }

    /// A day with a time of the working day, 9:00 to 17:30.
    pub fn moment(&mut self, day: Day) -> Value {
        let minute = 540 + 10 * self.draw.below(52) as u16;
        Value::Moment(Moment { date: self.calendar.date(day), minute: Some(minute) })
    }

    /// The day itself or the next one that is worked; never after today.
    pub fn worked_until_today(&self, day: Day) -> Day {
        let day = self.calendar.working(day);
        if day > TODAY {
            self.calendar.working_before(TODAY)
        } else {
            day
        }
    }
}

/// A reference to the entry of a standard list by its key; the list's first one if there is none of that key.
pub fn entry(list: &str, key: &str) -> Value {
    let at = lists::entries(list).iter().position(|(k, _)| *k == key).unwrap_or(0);
    entry_at(list, at)
}

/// A reference to the entry of a standard list by its place.
pub fn entry_at(list: &str, at: usize) -> Value {
    let id = lists::entries(list).get(at).and_then(|(key, _)| starter::entry_id(list, key));
    Value::Ref(id.unwrap_or(starter::PIPELINE))
}

/// An amount of the workspace's currency.
pub fn yuan(minor: i64) -> Money {
    Money::new(minor, CURRENCY)
}
