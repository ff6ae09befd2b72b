//! What records are found by: one search key per record, made once and kept until the record says something else.
//!
//! Entries stand at the places of the records in their table. A key holds the names (with pinyin and initials where the table
//! of readings is there), then other texts, folded, then phone numbers as bare digits, so that one substring scan finds all.

use super::fold::fold;
use super::pinyin::{PinyinTable, Query};
use std::ops::Range;

#[derive(Clone, Debug, Default)]
struct Entry {
    /// Of what the key was made; 0: nothing.
    sign: u64,
    key: String,
    /// Where in the key the spelling is: sorting looks at it many times.
    spelling: Range<u32>,
}

/// The search keys of one table.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    entries: Vec<Entry>,
    /// The last search and the places that it found: a longer one needs to look at no others.
    last: Option<(Query, Vec<u32>)>,
}

/// What a record says to those who search it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Said<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its phone number, found by its digits however it is written.
    pub phone: &'a str,
    /// Anything else.
    pub other: &'a str,
}

impl Finder {
    /// Makes room for so many records, and forgets places beyond.
    pub fn resize(&mut self, count: usize) {
        if self.entries.len() != count {
            self.entries.resize(count, Entry::default());
            self.last = None;
        }
    }

    /// Takes what the record at a place says. The key is made anew only if that is something else than before, or if the table
    /// of readings came meanwhile. Returns whether it was. `None`: there is no such record any more.
    pub fn note(&mut self, at: usize, said: Option<Said>, pinyin: Option<&PinyinTable>) -> bool {
        let Some(entry) = self.entries.get_mut(at) else { return false };
        let sign = said.map_or(0, |said| sign(&said, pinyin.is_some()));
        if entry.sign == sign {
            return false;
        }
        let key = said.map_or_else(String::new, |said| {
            let mut key = pinyin.map_or_else(|| fold(said.name), |table| table.search_key(said.name));
            let digits: String = said.phone.chars().filter(char::is_ascii_digit).collect();
            for part in [digits, fold(said.other)].iter().filter(|part| !part.is_empty()) {
                key.push('\n');
                key.push_str(part);
            }
            key
        });
        let spelling = spelling_in(&key);
        *entry = Entry { sign, key, spelling };
        self.last = None;
        true
    }

    /// The places of the records that a query finds, in their order; all noted ones if it is empty.
    pub fn find(&mut self, query: &Query) -> Vec<u32> {
        let hit = |at: u32| self.entries.get(at as usize).is_some_and(|e| e.sign != 0 && query.is_in(&e.key));
        let found: Vec<u32> = match &self.last {
            Some((last, found)) if last == query => return found.clone(),
            Some((last, found)) if query.extends(last) => found.iter().copied().filter(|at| hit(*at)).collect(),
            _ => (0..self.entries.len() as u32).filter(|at| hit(*at)).collect(),
        };
        self.last = Some((query.clone(), found.clone()));
        found
    }

    /// How well the record at a place answers a query: 0 if its name begins with it, 1 if its pinyin or another part does, 2 if it
    /// is somewhere within.
    pub fn rank(&self, at: u32, query: &Query) -> u8 {
        let Some(entry) = self.entries.get(at as usize) else { return 2 };
        match entry.key.split('\n').position(|part| query.begins(part)) {
            Some(0) => 0,
            Some(_) => 1,
            None => 2,
        }
    }

    /// What a record is sorted by: its name as it is pronounced where that is known, else as it is written, folded.
    pub fn spelling(&self, at: usize) -> &str {
        let of = |e: &'_ Entry| e.spelling.start as usize..e.spelling.end as usize;
        self.entries.get(at).and_then(|e| e.key.get(of(e))).unwrap_or("")
    }
}

/// The part of a key that [`Finder::spelling`] gives.
fn spelling_in(key: &str) -> Range<u32> {
    let mut parts = key.split('\n');
    let written = parts.next().unwrap_or("");
    let spoken = parts.next().filter(|p| !written.is_ascii() && p.starts_with(|c: char| c.is_ascii_alphabetic()));
    match spoken {
        Some(spoken) => written.len() as u32 + 1..(written.len() + 1 + spoken.len()) as u32,
        None => 0..written.len() as u32,
    }
}

/// A number that tells two sayings apart; never 0.
fn sign(said: &Said, pinyin: bool) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(pinyin);
    for text in [said.name, said.phone, said.other] {
        for chunk in text.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            hash = (hash ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
        }
        hash = (hash ^ text.len() as u64).wrapping_mul(0x0100_0000_01b3);
    }
    hash | 1
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn table() -> PinyinTable {
        PinyinTable::parse(include_bytes!("../../public/pinyin.bin")).unwrap()
    }

    fn finder(pinyin: Option<&PinyinTable>) -> Finder {
        let mut finder = Finder::default();
        finder.resize(4);
        let said = |name, phone, other| Some(Said { name, phone, other });
        finder.note(0, said("苏州恒越", "138 1234-5678", "a@hengyue.cn"), pinyin);
        finder.note(1, said("Acme Ltd", "", ""), pinyin);
        finder.note(2, said("安徽天宁", "0551", ""), pinyin);
        finder
    }

    fn find(finder: &mut Finder, typed: &str) -> Vec<u32> {
        finder.find(&Query::new(typed))
    }

    #[test]
    fn names_phones_and_the_rest_are_found() {
        let table = table();
        let mut finder = finder(Some(&table));
        for (typed, found) in [
            ("恒越", vec![0]),
            ("szhy", vec![0]),
            ("suzhou", vec![0]),
            ("13812345678", vec![0]),
            ("1234 5678", vec![0]),
            ("@HENGYUE", vec![0]),
            ("ACME", vec![1]),
            ("tianning", vec![2]),
            ("nothing", vec![]),
            ("", vec![0, 1, 2]),
        ] {
            assert_eq!(find(&mut finder, typed), found, "{typed}");
        }
    }

    #[test]
    fn typing_on_finds_what_a_fresh_search_finds() {
        let table = table();
        let mut typing = finder(Some(&table));
        for typed in ["s", "su", "su z", "su zhou", "su", "a", "ac", "acx", "ac"] {
            assert_eq!(find(&mut typing, typed), find(&mut finder(Some(&table)), typed), "{typed}");
        }
    }

    #[test]
    fn a_key_is_made_anew_only_when_the_record_or_the_table_is_another() {
        let table = table();
        let mut finder = finder(None);
        assert_eq!(find(&mut finder, "szhy"), Vec::<u32>::new());
        let said = Said { name: "苏州恒越", phone: "138 1234-5678", other: "a@hengyue.cn" };
        assert!(!finder.note(0, Some(said), None));
        assert!(finder.note(0, Some(said), Some(&table)));
        assert_eq!(find(&mut finder, "szhy"), vec![0]);
        assert!(finder.note(0, None, Some(&table)));
        assert_eq!(find(&mut finder, "szhy"), Vec::<u32>::new());
        // A place that is not there is nobody's.
        assert!(!finder.note(9, Some(said), None));
    }

    #[test]
    fn chinese_names_sort_as_they_are_spoken() {
        let table = table();
        let finder = finder(Some(&table));
        let mut order = vec![0, 1, 2];
        order.sort_by_key(|at| finder.spelling(*at));
        assert_eq!(order, vec![1, 2, 0]);
        assert_eq!([finder.rank(0, &Query::new("苏")), finder.rank(0, &Query::new("sz"))], [0, 1]);
        assert_eq!(finder.rank(0, &Query::new("zhou")), 2);
    }
}
