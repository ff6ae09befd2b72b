//! Sorting that costs little wasm: the standard library's sort is 3 kB of code for each type it sorts, this one a tenth.
//! It sorts numbers of places, in one copy for all types, and then puts the items in their places. Where a hundred thousand items
//! are sorted at every turn (analysis), the standard library's own is quicker and used directly.

use std::cmp::Ordering;
use std::collections::BTreeSet;

/// Sorts; what is equal stays in its order.
pub fn sort_by<T>(items: &mut [T], mut order: impl FnMut(&T, &T) -> Ordering) {
    let mut places: Vec<u32> = (0..items.len() as u32).collect();
    sort_places(&mut places, &mut |a, b| order(&items[a as usize], &items[b as usize]));
    // Each item moves once: along every cycle, the item that belongs here comes here.
    for start in 0..places.len() {
        let mut at = start;
        loop {
            let from = std::mem::replace(&mut places[at], at as u32) as usize;
            if from == start || from == at {
                break;
            }
            items.swap(at, from);
            at = from;
        }
    }
}

/// The same by a key.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], mut key: impl FnMut(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

fn sort_places(places: &mut [u32], order: &mut dyn FnMut(u32, u32) -> Ordering) {
    places.sort_by(|a, b| order(*a, *b));
}

/// A set, without the sort that collecting one brings along.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_sorts_as_the_standard_library_does() {
        // A small generator of numbers, so that many orders with many equal keys are seen.
        let mut state = 1_u64;
        for n in 0..200 {
            let mut ours: Vec<(u8, usize)> = (0..n)
                .map(|at| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    ((state >> 60) as u8, at)
                })
                .collect();
            let mut theirs = ours.clone();
            sort_by_key(&mut ours, |(key, _)| *key);
            theirs.sort_by_key(|(key, _)| *key);
            assert_eq!(ours, theirs);
            sort_by(&mut ours, |a, b| b.cmp(a));
            theirs.sort_by(|a, b| b.cmp(a));
            assert_eq!(ours, theirs);
        }
    }
}
