//! Makes `public/pinyin.bin`, the readings of Chinese characters that `loudou::text::pinyin` searches by:
//! `cargo run --example pinyin_table`.
//!
//! The usual reading of each character comes from the `pinyin` crate (MIT licence); characters with several readings
//! that matter in names come from `src/text/heteronyms.txt`, because the crate's lists of readings are full of ones that
//! nobody uses any more.

use pinyin::ToPinyin;
use std::collections::{BTreeMap, BTreeSet};

/// The block of common characters, CJK Unified Ideographs.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fff;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut readings: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    for code in FIRST..=LAST {
        if let Some(pinyin) = char::from_u32(code).and_then(|c| c.to_pinyin()) {
            readings.insert(code, vec![plain(pinyin.plain())]);
        }
    }
    for line in include_str!("../src/text/heteronyms.txt").lines().filter(|line| !line.starts_with('#')) {
        let mut words = line.split(' ');
        let c = words.next().and_then(|word| word.chars().next()).ok_or("a line without a character")?;
        readings.insert(c as u32, words.map(str::to_owned).collect());
    }

    let syllables: Vec<&String> = readings.values().flatten().collect::<BTreeSet<_>>().into_iter().collect();
    let number = |syllable: &String| syllables.binary_search(&syllable).map_err(|_| "a syllable is not listed");
    let sets: Vec<&Vec<String>> =
        readings.values().filter(|set| set.len() > 1).collect::<BTreeSet<_>>().into_iter().collect();

    let mut file = b"LPY1".to_vec();
    put(&mut file, syllables.len())?;
    for syllable in &syllables {
        file.push(u8::try_from(syllable.len())?);
        file.extend(syllable.bytes());
    }
    put(&mut file, sets.len())?;
    for set in &sets {
        file.push(u8::try_from(set.len())?);
        for syllable in *set {
            put(&mut file, number(syllable)?)?;
        }
    }
    let last = readings.keys().last().copied().unwrap_or(FIRST);
    put(&mut file, FIRST as usize)?;
    put(&mut file, (last - FIRST + 1) as usize)?;
    for code in FIRST..=last {
        let value = match readings.get(&code).map(Vec::as_slice) {
            None | Some([]) => 0,
            Some([one]) => 1 + number(one)?,
            Some(_) => {
                1 + syllables.len() + sets.binary_search(&&readings[&code]).map_err(|_| "a set is not listed")?
            }
        };
        put(&mut file, value)?;
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/pinyin.bin");
    std::fs::write(path, &file)?;
    println!("{} characters, {} syllables, {} bytes", readings.len(), syllables.len(), file.len());
    Ok(())
}

/// A syllable in the letters that people type: `v` for the umlaut u, no circumflex.
fn plain(syllable: &str) -> String {
    syllable.replace('ü', "v").replace('ê', "e")
}

fn put(file: &mut Vec<u8>, n: usize) -> Result<(), std::num::TryFromIntError> {
    file.extend(u16::try_from(n)?.to_le_bytes());
    Ok(())
}
