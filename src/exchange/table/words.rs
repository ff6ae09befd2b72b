//! Words of other programs' tables: month names, units, signs of currencies, yes and no. They stand in `words.txt`.

use crate::domain::sort::sort_by_key;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a kind of word has: its spellings with what they mean, longer ones first.
type Kinds = HashMap<&'static str, Vec<(&'static str, &'static str)>>;

fn kinds() -> &'static Kinds {
    static KINDS: OnceLock<Kinds> = OnceLock::new();
    KINDS.get_or_init(|| {
        let mut kinds = Kinds::new();
        for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
            let mut parts = line.split(' ');
            if let (Some(kind), Some(meaning)) = (parts.next(), parts.next()) {
                kinds.entry(kind).or_default().extend(parts.map(|word| (word, meaning)));
            }
        }
        kinds.values_mut().for_each(|words| sort_by_key(words, |(word, _)| std::cmp::Reverse(word.len())));
        kinds
    })
}

/// All words of a kind, each with its meaning, longer ones first.
pub(super) fn all(kind: &str) -> &'static [(&'static str, &'static str)] {
    kinds().get(kind).map_or(&[], Vec::as_slice)
}

/// What a word of a kind means.
pub(super) fn meaning(kind: &str, word: &str) -> Option<&'static str> {
    all(kind).iter().find(|(w, _)| *w == word).map(|(_, meaning)| *meaning)
}
