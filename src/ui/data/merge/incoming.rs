//! A file that is to be merged.

use super::super::import::Held;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::exchange::merge::Match;
use crate::web::device;
use crate::work::excerpt::dataset;
use chrono::NaiveDate;
use std::cell::RefCell;

/// A file beyond this age, in days, is shown as old: its sender has probably gone on working since.
pub const OLD_DAYS: i64 = 14;

/// A file that is to be merged, read. Its rows are the worker's.
pub struct Incoming {
    /// Its number there.
    pub number: u32,
    /// The file's name.
    pub name: String,
    /// The day on which it was made, if it says so.
    pub made: Option<NaiveDate>,
    /// It is a part of a workspace.
    pub partial: bool,
    /// Whose deals, customers and leads are in it, most first.
    pub owners: Vec<Id>,
    /// If it began as another workspace than the open one: which of its rows are ours.
    pub matches: Option<RefCell<Vec<Match>>>,
    /// Its owners, and the rows that are matched.
    pub data: Dataset,
}

impl Incoming {
    /// A file. `matches`: if it began as another workspace.
    pub fn of(name: String, held: Held, matches: Option<Vec<Match>>) -> Incoming {
        let Held { number, file } = held;
        Incoming {
            number,
            name,
            made: file.made_at.get(..10).and_then(|day| day.parse().ok()),
            partial: file.partial,
            owners: file.owners,
            matches: matches.map(RefCell::new),
            data: dataset(file.rows),
        }
    }

    /// How many days old it is, if that is too old.
    pub fn days_old(&self) -> Option<i64> {
        let days = (device::local_now().0 - self.made?).num_days();
        (days > OLD_DAYS).then_some(days)
    }
}
