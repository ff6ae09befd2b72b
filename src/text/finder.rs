//! What records are found by: one search key per record, made once and kept until the record says something else.
//!
//! Entries stand at the places of the records in their table. A key holds the names (with pinyin and initials where the table
//! of readings is there), then other texts, folded, then phone numbers as bare digits, so that one substring scan finds all.
//! All keys lie in one buffer, one after the other, because one scan through megabytes is many times quicker than a hundred
//! thousand scans through a line.

use super::fold::fold;
use super::pinyin::{PinyinTable, Query};
use memchr::memmem;
use std::ops::Range;

/// Stands after each key and in the place of keys that are no more. Nobody types it.
const END: u8 = 0;
/// What part of all is few enough to be looked through one by one.
const FEW: usize = 4;

#[derive(Clone, Debug, Default)]
struct Entry {
    /// Of what the key was made; 0: nothing.
    sign: u64,
    /// Where in the buffer the key is.
    key: Range<u32>,
    /// How much of the key comes before the spelling, and how long that is: sorting looks at it many times.
    spelling: Range<u32>,
}

/// The search keys of one table.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    entries: Vec<Entry>,
    buffer: Vec<u8>,
    /// Where each key begins in the buffer and whose it is, in the order of the buffer; of former keys too.
    owners: Vec<(u32, u32)>,
    /// Bytes of the buffer that hold no key any more.
    waste: usize,
    /// The last search and the places that it found.
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
    pub others: [&'a str; 2],
}

impl Finder {
    /// Makes room for so many records, and forgets places beyond.
    pub fn resize(&mut self, count: usize) {
        if self.entries.len() == count {
            return;
        }
        for at in count..self.entries.len() {
            self.place(at, "");
        }
        self.entries.resize(count, Entry::default());
        self.owners.retain(|(_, at)| (*at as usize) < count);
        self.last = None;
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
            let [one, another] = said.others.map(fold);
            for part in [digits, one, another].iter().filter(|part| !part.is_empty()) {
                key.push('\n');
                key.push_str(part);
            }
            key
        });
        entry.sign = sign;
        entry.spelling = spelling_in(&key);
        self.place(at, &key);
        self.last = None;
        true
    }

    /// Puts a key into the buffer: where the former one was if it fits, else at the end.
    fn place(&mut self, at: usize, key: &str) {
        let Some(entry) = self.entries.get_mut(at) else { return };
        let former = entry.key.start as usize..entry.key.end as usize;
        self.buffer[former.clone()].fill(END);
        if key.len() <= former.len() {
            self.waste += former.len() - key.len();
            self.buffer[former.start..former.start + key.len()].copy_from_slice(key.as_bytes());
            entry.key.end = entry.key.start + key.len() as u32;
            return;
        }
        self.waste += former.len();
        let start = self.buffer.len() as u32;
        self.buffer.extend_from_slice(key.as_bytes());
        self.buffer.push(END);
        entry.key = start..start + key.len() as u32;
        self.owners.push((start, at as u32));
        // Each key is copied once per doubling, however often it changes.
        if self.waste > 4_096 && self.waste > self.buffer.len() / 2 {
            self.tidy();
        }
    }

    /// Writes the buffer anew without what is no key any more.
    fn tidy(&mut self) {
        let mut buffer = Vec::with_capacity(self.buffer.len().saturating_sub(self.waste));
        self.owners.clear();
        for (at, entry) in self.entries.iter_mut().enumerate() {
            if entry.key.is_empty() {
                entry.key = 0..0;
                continue;
            }
            let start = buffer.len() as u32;
            buffer.extend_from_slice(&self.buffer[entry.key.start as usize..entry.key.end as usize]);
            buffer.push(END);
            entry.key = start..start + entry.key.len() as u32;
            self.owners.push((start, at as u32));
        }
        self.buffer = buffer;
        self.waste = 0;
    }

    fn key(&self, at: u32) -> &[u8] {
        let key = self.entries.get(at as usize).map_or(0..0, |e| e.key.start as usize..e.key.end as usize);
        self.buffer.get(key).unwrap_or(&[])
    }

    /// The places of the records that a query finds, in their order; all noted ones if it is empty.
    pub fn find(&mut self, query: &Query) -> &[u32] {
        if self.last.as_ref().is_none_or(|(last, _)| last != query) {
            let found = self.narrowed(query).unwrap_or_else(|| self.scan(query));
            self.last = Some((query.clone(), found));
        }
        self.last.as_ref().map_or(&[], |(_, found)| found)
    }

    /// Looks again through the few that the last search found, where more was typed to it. `None`: they are not few, and one scan is quicker.
    fn narrowed(&self, query: &Query) -> Option<Vec<u32>> {
        let (last, found) = self.last.as_ref()?;
        if last.is_empty() || !query.narrows(last) || found.len() > self.entries.len() / FEW {
            return None;
        }
        let parts: Vec<memmem::Finder> = query.parts().map(memmem::Finder::new).collect();
        let holds = |at: &u32| parts.iter().any(|part| part.find(self.key(*at)).is_some());
        Some(found.iter().copied().filter(holds).collect())
    }

    /// Looks through all keys.
    fn scan(&self, query: &Query) -> Vec<u32> {
        if query.is_empty() {
            return (0..self.entries.len() as u32).filter(|at| self.entries[*at as usize].sign != 0).collect();
        }
        let mut places = Vec::new();
        for part in query.parts() {
            let finder = memmem::Finder::new(part);
            let (mut from, mut owner) = (0, 0);
            while let Some(found) = self.buffer.get(from..).and_then(|rest| finder.find(rest)) {
                let found = (from + found) as u32;
                // Hits come in the order of the owners, mostly of one near by.
                while self.owners.get(owner + 1).is_some_and(|(start, _)| *start <= found) {
                    owner += 1;
                }
                places.extend(self.owners.get(owner).map(|(_, at)| *at));
                // One hit is enough: on with the next key.
                from = self.owners.get(owner + 1).map_or(self.buffer.len(), |(start, _)| *start as usize);
            }
        }
        // Keys mostly lie in the order of their places; those of several parts come part by part.
        if !places.is_sorted() {
            places.sort_unstable();
        }
        places.dedup();
        places
    }

    /// The best few places for a query: those first whose name begins with it, then those whose pinyin or another part does, then
    /// those that have it somewhere within.
    pub fn best(&mut self, query: &Query, most: usize) -> Vec<u32> {
        self.find(query);
        let found = self.last.as_ref().map_or(&[][..], |(_, found)| found);
        let parts: Vec<&[u8]> = query.parts().map(str::as_bytes).collect();
        let mut ranked = [Vec::new(), Vec::new(), Vec::new()];
        for at in found {
            let key = self.key(*at);
            // The closer look only as long as its answer is wanted: a letter finds most of what there is.
            let rank = if parts.iter().any(|part| key.starts_with(part)) {
                0
            } else if ranked[1].len() < most && parts.iter().any(|part| begins_a_line(key, part)) {
                1
            } else {
                2
            };
            if ranked[rank].len() < most {
                ranked[rank].push(*at);
            }
            if ranked[0].len() == most {
                break;
            }
        }
        ranked.into_iter().flatten().take(most).collect()
    }

    /// What a record is sorted by: its name as it is pronounced where that is known, else as it is written, folded. In bytes, which
    /// sort as the characters do.
    pub fn spelling(&self, at: usize) -> &[u8] {
        let of = |e: &Entry| (e.key.start + e.spelling.start) as usize..(e.key.start + e.spelling.end) as usize;
        self.entries.get(at).and_then(|e| self.buffer.get(of(e))).unwrap_or(&[])
    }
}

fn begins_a_line(key: &[u8], part: &[u8]) -> bool {
    key.split(|byte| *byte == b'\n').any(|line| line.starts_with(part))
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
    for text in [said.name, said.phone, said.others[0], said.others[1]] {
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
        let said = |name, phone, other| Some(Said { name, phone, others: [other, ""] });
        finder.note(0, said("苏州恒越", "138 1234-5678", "a@hengyue.cn"), pinyin);
        finder.note(1, said("Acme Ltd", "", ""), pinyin);
        finder.note(2, said("安徽天宁", "0551", ""), pinyin);
        finder
    }

    fn find(finder: &mut Finder, typed: &str) -> Vec<u32> {
        finder.find(&Query::new(typed)).to_vec()
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
    fn a_key_is_made_anew_only_when_the_record_or_the_table_is_another() {
        let table = table();
        let mut finder = finder(None);
        assert_eq!(find(&mut finder, "szhy"), Vec::<u32>::new());
        let said = Said { name: "苏州恒越", phone: "138 1234-5678", others: ["a@hengyue.cn", ""] };
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
    }

    #[test]
    fn names_that_begin_so_come_first() {
        let table = table();
        let mut finder = Finder::default();
        finder.resize(5);
        for (at, name) in ["新苏商", "张苏", "苏州", "sunny", "苏杭"].into_iter().enumerate() {
            finder.note(at, Some(Said { name, ..Said::default() }), Some(&table));
        }
        let mut best = |typed: &str, most| finder.best(&Query::new(typed), most);
        assert_eq!(best("苏", 5), vec![2, 4, 0, 1]);
        assert_eq!(best("苏", 3), vec![2, 4, 0]);
        assert_eq!(best("苏", 1), vec![2]);
        // Written so, then spoken so, then somewhere within.
        assert_eq!(best("su", 5), vec![3, 2, 4, 0, 1]);
    }

    #[test]
    fn typing_on_finds_what_searching_anew_finds() {
        let table = table();
        let mut finder = Finder::default();
        finder.resize(400);
        let names = ["苏州恒越", "Acme Ltd", "安徽天宁电子", "西安 x'an", "xian", "重庆长安", "杭州苏商"];
        for at in 0..400 {
            let name = if at % 20 == 0 { names[at / 20 % names.len()] } else { "北京" };
            finder.note(at, Some(Said { name, phone: "138 0000", ..Said::default() }), Some(&table));
        }
        for typed in ["苏州恒", "szhy", "xi'an", "xi an", "suzhou", "acme l", "1380", "beijing", "qqq"] {
            let letters: Vec<char> = typed.chars().collect();
            // Forth, letter by letter, and back.
            for end in (1..=letters.len()).chain((0..letters.len()).rev()) {
                let typed: String = letters[..end].iter().collect();
                let mut fresh = finder.clone();
                fresh.last = None;
                assert_eq!(find(&mut finder, &typed), find(&mut fresh, &typed), "{typed}");
            }
        }
    }

    #[test]
    fn keys_that_change_again_and_again_are_found_as_fresh_ones_are() {
        let table = table();
        let names = ["苏州恒越", "Acme", "安徽天宁电子科技有限公司", "", "x\u{0}y", "重庆长安", "苏"];
        let mut finder = Finder::default();
        let mut now = vec![None; 300];
        let mut seed = 7_u32;
        for step in 0..4_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (at, name) = ((seed >> 8) as usize % now.len(), (seed >> 20) as usize % (names.len() + 1));
            now[at] = names.get(name).copied();
            // Rows that were made and taken back leave their places.
            let count = if step % 900 > 800 { 200 } else { 300 };
            finder.resize(count);
            let pinyin = (step > 2_000).then_some(&table);
            for (at, name) in now.iter().enumerate().take(count) {
                finder.note(at, name.map(|name| Said { name, phone: "1", ..Said::default() }), pinyin);
            }
            if step % 50 == 0 {
                let mut fresh = Finder::default();
                fresh.resize(count);
                for (at, name) in now.iter().enumerate().take(count) {
                    fresh.note(at, name.map(|name| Said { name, phone: "1", ..Said::default() }), pinyin);
                }
                for typed in ["苏", "ac", "cm", "sz", "su zhou", "1", "y", ""] {
                    assert_eq!(find(&mut finder, typed), find(&mut fresh, typed), "{typed} after {step}");
                }
            }
        }
        assert!(finder.buffer.len() < 300 * 100, "{} bytes", finder.buffer.len());
    }
}
