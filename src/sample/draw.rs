//! Chance for the sample data: integers only, so that a seed gives the same rows on every machine.

use crate::domain::id::SeededIds;

/// A stream of draws from a seed.
pub struct Draw(SeededIds);

/// Shape of how long things take: per cent of the median at every sixteenth. Half end early, a few take very long.
const TAIL: [i64; 17] = [8, 20, 30, 40, 50, 61, 73, 86, 100, 117, 137, 162, 194, 240, 310, 450, 800];

impl Draw {
    /// A stream of its own.
    pub fn new(seed: u64) -> Draw {
        Draw(SeededIds::new(seed))
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A number below `n`; 0 for `n` = 0. The same on machines with 32 and 64 bits.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.bits()) * n as u128) >> 64) as usize
    }

    /// A number from `low` to `high`, both included; `low` if there is none.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        let many = u128::try_from(high - low + 1).unwrap_or(0);
        low + ((u128::from(self.bits()) * many) >> 64) as i64
    }

    /// True so many times in a thousand.
    pub fn chance(&mut self, per_mille: i64) -> bool {
        self.between(1, 1000) <= per_mille
    }

    /// One of `items`, which must not be empty.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }

    /// A place in `weights`, as often as its weight says.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut at = self.below(weights.iter().map(|w| *w as usize).sum());
        for (i, weight) in weights.iter().enumerate() {
            match at.checked_sub(*weight as usize) {
                Some(rest) => at = rest,
                None => return i,
            }
        }
        0
    }

    /// A skewed amount around a median: from a twelfth of it to eight times as much.
    pub fn tail(&mut self, median: i64) -> i64 {
        let at = self.below(16);
        let part = self.between(0, 99);
        let percent = TAIL[at] * 100 + (TAIL[at + 1] - TAIL[at]) * part;
        median * percent / 10_000
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_keep_to_their_bounds_and_weights() {
        let mut draw = Draw::new(3);
        assert_eq!(draw.below(0), 0);
        assert!((0..1000).all(|_| (-3..=4).contains(&draw.between(-3, 4))));
        assert!(!(0..1000).any(|_| draw.chance(0)) && (0..1000).all(|_| draw.chance(1000)));
        let mut counts = [0; 3];
        (0..4000).for_each(|_| counts[draw.weighted(&[1, 0, 3])] += 1);
        assert!(counts[1] == 0 && (800..1200).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn half_of_a_tail_lies_below_its_median_and_the_mean_above() {
        let mut draw = Draw::new(5);
        let many: Vec<i64> = (0..10_000).map(|_| draw.tail(1000)).collect();
        let below = many.iter().filter(|n| **n < 1000).count();
        assert!((4_800..5_200).contains(&below), "{below}");
        assert!((1_250..1_750).contains(&(many.iter().sum::<i64>() / 10_000)));
        assert!(many.iter().all(|n| (80..=8000).contains(n)));
    }
}
