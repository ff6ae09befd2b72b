//! Search keys for Chinese names: the name itself, its pinyin and its initials, so that one plain substring scan finds
//! 苏州恒越 by `恒越`, `hengyue` and `szhy`.
//!
//! The table of readings is a file of its own (`pinyin.bin`, fetched once), so that it weighs nothing in the program.
//! `examples/pinyin_table.rs` makes it. Its layout, integers little-endian: `LPY1`; count of syllables (u16), each as
//! length (u8) and ASCII; count of sets (u16), each as length (u8) and syllable numbers (u16); first character (u16),
//! count of characters (u16), per character a number (u16): 0 for no reading, n for syllable n-1, and beyond the
//! syllables for a set.

use super::fold::fold;
use std::fmt;

/// Between the parts of a search key. Folded text never holds it, so no query can match across two parts.
const SEPARATOR: char = '\n';

/// How many spellings a name with characters of several readings gets at most.
const MAX_SPELLINGS: usize = 8;

/// The file is not a pinyin table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadTable;

impl fmt::Display for BadTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a pinyin table")
    }
}

impl std::error::Error for BadTable {}

/// The readings of Chinese characters. The default one knows none: names are then found by their characters only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PinyinTable {
    syllables: Vec<String>,
    /// Syllable numbers of all sets of readings, one after the other. Each syllable alone is a set too and stands at its
    /// own number, so that a character's number finds its readings without a detour.
    readings: Vec<u16>,
    /// Where each set begins and ends in `readings`.
    sets: Vec<(u32, u32)>,
    first: u32,
    numbers: Vec<u16>,
}

/// Reads the file from front to back.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, n: usize) -> Result<&'a [u8], BadTable> {
        let (head, rest) = self.0.split_at_checked(n).ok_or(BadTable)?;
        self.0 = rest;
        Ok(head)
    }

    fn byte(&mut self) -> Result<u8, BadTable> {
        self.bytes(1).map(|b| b[0])
    }

    fn number(&mut self) -> Result<u16, BadTable> {
        self.bytes(2).map(|b| u16::from_le_bytes([b[0], b[1]]))
    }
}

impl PinyinTable {
    /// Reads a table from the file's bytes.
    ///
    /// # Errors
    /// [`BadTable`] if the bytes are not such a file, are cut off, or name syllables that they don't hold.
    pub fn parse(bytes: &[u8]) -> Result<PinyinTable, BadTable> {
        let mut file = Reader(bytes);
        if file.bytes(4)? != b"LPY1" {
            return Err(BadTable);
        }
        let mut table = PinyinTable::default();
        for _ in 0..file.number()? {
            let length = file.byte()?;
            let syllable = std::str::from_utf8(file.bytes(length.into())?).map_err(|_| BadTable)?;
            if syllable.is_empty() || !syllable.bytes().all(|b| b.is_ascii_lowercase()) {
                return Err(BadTable);
            }
            table.syllables.push(syllable.to_owned());
            let at = table.readings.len();
            table.readings.push(u16::try_from(at).map_err(|_| BadTable)?);
            table.sets.push((at as u32, at as u32 + 1));
        }
        for _ in 0..file.number()? {
            let (from, length) = (table.readings.len() as u32, file.byte()?);
            for _ in 0..length {
                let syllable = file.number()?;
                if usize::from(syllable) >= table.syllables.len() {
                    return Err(BadTable);
                }
                table.readings.push(syllable);
            }
            if length == 0 {
                return Err(BadTable);
            }
            table.sets.push((from, from + u32::from(length)));
        }
        table.first = file.number()?.into();
        let count = file.number()?;
        table.numbers = (0..count).map(|_| file.number()).collect::<Result<_, _>>()?;
        if !file.0.is_empty() || table.numbers.iter().any(|n| usize::from(*n) > table.sets.len()) {
            return Err(BadTable);
        }
        Ok(table)
    }

    /// The readings of a character without tones, the usual one first; empty for anything but a known Chinese character.
    pub fn readings(&self, c: char) -> Vec<&str> {
        self.set(c).iter().map(|syllable| self.syllables[usize::from(*syllable)].as_str()).collect()
    }

    /// The syllable numbers of a character.
    fn set(&self, c: char) -> &[u16] {
        let number = (c as u32).checked_sub(self.first).and_then(|at| self.numbers.get(at as usize));
        match number.and_then(|n| usize::from(*n).checked_sub(1)) {
            Some(at) => &self.readings[self.sets[at].0 as usize..self.sets[at].1 as usize],
            None => &[],
        }
    }

    /// What a name is found by: the folded name, and if it holds Chinese characters its spellings in pinyin and in
    /// initials, each apart from the next. Make it once per record; scan it with [`Query`].
    pub fn search_key(&self, name: &str) -> String {
        let mut key = fold(name);
        let units: Vec<(char, &[u16])> =
            key.chars().map(|c| (c, self.set(c))).filter(|(c, set)| c.is_alphanumeric() || !set.is_empty()).collect();
        if units.iter().all(|(_, set)| set.is_empty()) {
            return key;
        }
        let choices = choices(&units.iter().map(|(_, set)| set.len().max(1)).collect::<Vec<_>>());
        key.reserve(choices.len() * units.len() * 5);
        let spell = |out: &mut String, choice: &[usize], letters: usize| {
            for ((c, set), at) in units.iter().zip(choice) {
                match set.get(*at).map(|syllable| &self.syllables[usize::from(*syllable)]) {
                    None => out.push(*c),
                    Some(syllable) => out.push_str(syllable.get(..letters).unwrap_or(syllable)),
                }
            }
        };
        for choice in &choices {
            key.push(SEPARATOR);
            spell(&mut key, choice, usize::MAX);
        }
        let mut initials: Vec<String> = Vec::with_capacity(choices.len());
        for choice in &choices {
            let mut one = String::with_capacity(units.len());
            spell(&mut one, choice, 1);
            // Readings often begin alike.
            if !initials.contains(&one) {
                key.push(SEPARATOR);
                key.push_str(&one);
                initials.push(one);
            }
        }
        key
    }

    /// Whether a name is found by what was typed: by its characters, its pinyin or its initials.
    pub fn matches(&self, name: &str, query: &str) -> bool {
        Query::new(query).is_in(&self.search_key(name))
    }
}

/// Which reading to take at each place, given how many there are: all combinations if they are few, else the usual
/// readings and then those that differ from them in one place, up to the bound.
fn choices(counts: &[usize]) -> Vec<Vec<usize>> {
    let usual = vec![0; counts.len()];
    let all = counts.iter().try_fold(1usize, |n, count| n.checked_mul(*count).filter(|n| *n <= MAX_SPELLINGS));
    let mut out = vec![usual.clone()];
    if all.is_some() {
        for (place, count) in counts.iter().enumerate() {
            let so_far = out.clone();
            for at in 1..*count {
                out.extend(so_far.iter().cloned().map(|mut choice| {
                    choice[place] = at;
                    choice
                }));
            }
        }
        return out;
    }
    for (place, count) in counts.iter().enumerate() {
        for at in 1..*count {
            let mut choice = usual.clone();
            choice[place] = at;
            out.push(choice);
        }
    }
    out.truncate(MAX_SPELLINGS);
    out
}

/// What was typed into a search field, in the form that keys are scanned with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Query {
    text: String,
    /// The same without spaces and apostrophes, for pinyin typed in syllables (`xi'an`, `su zhou`).
    tight: Option<String>,
}

impl Query {
    /// Takes what was typed. `ü` counts as `v`, as input methods have it.
    pub fn new(typed: &str) -> Query {
        let text = fold(typed).replace('ü', "v");
        let tight: String = text.chars().filter(|c| !matches!(c, ' ' | '\'' | '’')).collect();
        let tight = (tight != text && !tight.is_empty() && tight.is_ascii()).then_some(tight);
        Query { text, tight }
    }

    /// Whether nothing was typed; then every key matches.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// What a key holds if it is found: any one of these.
    pub fn parts(&self) -> impl Iterator<Item = &str> {
        [Some(&self.text), self.tight.as_ref()].into_iter().flatten().map(String::as_str)
    }

    /// Whether it finds nothing but what another one finds, as after typing more.
    pub fn narrows(&self, other: &Query) -> bool {
        self.parts().all(|part| other.parts().any(|less| part.contains(less)))
    }

    /// Whether a key made by [`PinyinTable::search_key`], or any folded text, contains it.
    pub fn is_in(&self, key: &str) -> bool {
        self.parts().any(|part| key.contains(part))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;

    const FILE: &[u8] = include_bytes!("../../public/pinyin.bin");
    const HETERONYMS: &str = include_str!("heteronyms.txt");

    fn table() -> PinyinTable {
        PinyinTable::parse(FILE).unwrap()
    }

    #[test]
    fn a_key_holds_name_pinyin_and_initials() {
        let table = table();
        assert_eq!(table.search_key("苏州恒越"), "苏州恒越\nsuzhouhengyue\nszhy");
        assert_eq!(table.search_key("ＷＭＳ 标准版（二期）"), "wms 标准版(二期)\nwmsbiaozhunbanerqi\nwmsbzbeq");
        assert_eq!(table.search_key(" Acme  Ltd "), "acme ltd");
        assert_eq!(table.search_key(""), "");
        assert_eq!(PinyinTable::default().search_key("苏州"), "苏州");
    }

    #[test]
    fn names_are_found_in_every_usual_reading() {
        let table = table();
        for (name, queries) in [
            ("重庆长安", &["chongqing", "zhongqing", "cqca", "重庆", "changan", "庆长"][..]),
            ("长沙银行", &["changsha", "csyh", "yinhang", "yinxing"]),
            ("单晓明", &["shanxiaoming", "dan", "sxm", "dxm"]),
            ("曾国藩", &["zeng", "zgf", "ceng"]),
            ("景行科技", &["jingxing", "jinghang", "jxkj", "jhkj"]),
            ("乐清", &["yueqing", "leqing"]),
            ("吕布", &["lvbu", "LÜ bu", "lb"]),
            ("西安", &["xian", "xi'an", "xi an", "XIAN"]),
            ("佛山", &["foshan", "fs"]),
            ("成都六安", &["chengdu", "liuan"]),
            ("長江", &["changjiang", "cj"]),
            ("Acme Ltd", &["acme", "e l", "ACME　LTD"]),
        ] {
            for query in queries {
                assert!(table.matches(name, query), "{name} by {query}: {:?}", table.search_key(name));
            }
        }
        for (name, query) in
            [("苏州", "hangzhou"), ("苏州", "zhousu"), ("苏州", "苏州s"), ("acme", "ac me x"), ("无锡", "wuxis")]
        {
            assert!(!table.matches(name, query), "{name} by {query}");
        }
        assert!(table.matches("苏州", "  "), "nothing typed matches everything");
    }

    #[test]
    fn spellings_are_bounded() {
        let table = table();
        let key = table.search_key("重长行乐单曾解仇区查盖朴重长行乐单曾");
        let lines: Vec<&str> = key.split('\n').collect();
        assert!(lines.len() <= 1 + 2 * MAX_SPELLINGS, "{}", lines.len());
        assert_eq!(&lines[1][..20], "zhongchangxingledanz");
        // Two places with two readings each: all four in full; initials differ in all four too.
        assert_eq!(table.search_key("重乐").split('\n').count(), 1 + 4 + 4);
        assert_eq!(choices(&[2, 1, 2]), [[0, 0, 0], [1, 0, 0], [0, 0, 1], [1, 0, 1]]);
        assert_eq!(choices(&[3, 3, 3]).len(), 7);
        assert_eq!(choices(&[2; 40]).len(), MAX_SPELLINGS);
        assert_eq!(choices(&[]).len(), 1);
    }

    #[test]
    fn the_file_is_made_from_the_present_list_and_small() {
        let table = table();
        assert!(FILE.len() <= 60_000, "{} bytes", FILE.len());
        let mut lines = 0;
        for line in HETERONYMS.lines().filter(|line| !line.starts_with('#')) {
            let mut words = line.split(' ');
            let c = words.next().unwrap().chars().next().unwrap();
            assert_eq!(table.readings(c), words.collect::<Vec<_>>(), "{c}: run `cargo run --example pinyin_table`");
            lines += 1;
        }
        assert!(lines > 200);
        for (c, reading) in [('苏', "su"), ('女', "nv"), ('龍', "long"), ('一', "yi"), ('龥', "yu"), ('鑫', "xin")]
        {
            assert_eq!(table.readings(c), [reading]);
        }
        assert!(table.readings('a').is_empty() && table.readings('。').is_empty() && table.readings('𠮷').is_empty());
    }

    #[test]
    fn broken_files_are_refused() {
        assert_eq!(PinyinTable::parse(b""), Err(BadTable));
        assert_eq!(PinyinTable::parse(b"<!doctype html>"), Err(BadTable));
        for cut in [3, 5, 100, 3_000, FILE.len() / 2, FILE.len() - 1] {
            assert_eq!(PinyinTable::parse(&FILE[..cut]), Err(BadTable), "cut at {cut}");
        }
        let mut longer = FILE.to_vec();
        longer.push(0);
        assert_eq!(PinyinTable::parse(&longer), Err(BadTable));
        let mut wild = FILE.to_vec();
        let last = wild.len() - 2;
        wild[last..].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(PinyinTable::parse(&wild), Err(BadTable));
    }
}
