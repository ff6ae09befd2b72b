//! Which writes a workspace has seen: per page load the latest one. A merge needs it to tell an update, made by someone who knew the value that
//! it replaces, from a conflict, made by someone who did not.
//!
//! A page load's stamps rise and files carry everything that was written before them, so whoever has seen a load's write has seen its earlier
//! ones. What is forgotten is at worst listed once too often; the outcome of a merge does not depend on it.

use super::dataset::Dataset;
use super::records::Table;
use super::sort::sort_by;
use super::stamp::Stamp;
use std::collections::BTreeMap;

/// The latest write of each page load.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Seen(BTreeMap<u64, Stamp>);

impl Seen {
    /// How many page loads are remembered, the latest ones: the writing of a team of ten in more than a year, in some 140 kB of a file.
    pub const MOST: usize = 4_000;

    /// All that a workspace has seen: what it remembers, and what its rows carry.
    pub fn of(data: &Dataset) -> Seen {
        let mut seen = data.seen.clone();
        let mut last = Stamp::ZERO;
        for row in Table::ALL.iter().flat_map(|table| data.rows(*table).all()) {
            for stamp in row.stamps().map(|(_, stamp)| stamp).chain([row.born]) {
                // Neighbours often were written together.
                if stamp != last {
                    seen.observe(stamp);
                    last = stamp;
                }
            }
        }
        seen.cut();
        seen
    }

    /// Takes note of a write.
    pub fn observe(&mut self, stamp: Stamp) {
        let last = self.0.entry(stamp.load()).or_default();
        *last = stamp.max(*last);
    }

    /// Takes note of all that another one has seen.
    pub fn join(&mut self, other: &Seen) {
        other.0.values().for_each(|stamp| self.observe(*stamp));
        self.cut();
    }

    /// Whether this write was seen. What comes with the app or was written by hand carries no load, and everybody has it.
    pub fn knows(&self, stamp: Stamp) -> bool {
        stamp.load() == 0 || self.0.get(&stamp.load()).is_some_and(|last| *last >= stamp)
    }

    /// The latest writes, one per page load, by load.
    pub fn stamps(&self) -> impl Iterator<Item = Stamp> + '_ {
        self.0.values().copied().filter(|stamp| stamp.load() != 0)
    }

    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.stamps().next().is_none()
    }

    fn cut(&mut self) {
        if self.0.len() > Self::MOST {
            let mut stamps: Vec<Stamp> = self.0.values().copied().collect();
            sort_by(&mut stamps, |a, b| b.cmp(a));
            stamps.truncate(Self::MOST);
            self.0 = stamps.into_iter().map(|stamp| (stamp.load(), stamp)).collect();
        }
    }
}

impl FromIterator<Stamp> for Seen {
    fn from_iter<I: IntoIterator<Item = Stamp>>(stamps: I) -> Seen {
        let mut seen = Seen::default();
        stamps.into_iter().for_each(|stamp| seen.observe(stamp));
        seen.cut();
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_load_that_was_seen_was_seen_up_to_its_latest_write() {
        let seen: Seen = [Stamp::new(10, 0, 1), Stamp::new(30, 0, 1), Stamp::new(20, 0, 2)].into_iter().collect();
        assert!(seen.knows(Stamp::new(20, 5, 1)) && seen.knows(Stamp::new(30, 0, 1)));
        assert!(!seen.knows(Stamp::new(30, 1, 1)) && !seen.knows(Stamp::new(1, 0, 3)));
        assert!(seen.knows(Stamp::ZERO) && seen.knows(Stamp::new(0, 7, 0)));
    }

    #[test]
    fn the_latest_loads_are_remembered_in_whatever_order_they_are_joined() {
        let many = |from: u64| -> Seen { (from..from + 3_000).map(|n| Stamp::new(n, 0, n + 1)).collect() };
        let join = |parts: [u64; 3]| {
            let mut all = Seen::default();
            parts.into_iter().for_each(|from| all.join(&many(from)));
            all
        };
        let all = join([0, 3_000, 6_000]);
        assert_eq!(all.stamps().count(), Seen::MOST);
        assert_eq!(all, join([6_000, 0, 3_000]));
        assert!(all.knows(Stamp::new(8_999, 0, 9_000)) && !all.knows(Stamp::new(4_999, 0, 5_000)));
    }
}
