//! Splitting a goal: integer parts that sum exactly to the whole.

use super::rates::saturate;
use crate::domain::money::div_round;

/// Millionths in one: goals count in millionths of a major unit or of a piece.
pub const ONE: i64 = 1_000_000;

/// Divides `whole` in proportion to `weights` (negative ones count as 0; all 0: equally) into multiples of `grain`,
/// by the largest remainder, the earlier of equals first. What is less than a grain goes to the last part.
/// The parts sum exactly to the whole; there are as many as weights.
pub fn split(whole: i64, weights: &[i64], grain: i64) -> Vec<i64> {
    let n = weights.len();
    if n == 0 {
        return Vec::new();
    }
    let grain = i128::from(grain.max(1));
    let mut weights: Vec<i128> = weights.iter().map(|w| i128::from((*w).max(0))).collect();
    let mut sum: i128 = weights.iter().sum();
    if sum == 0 {
        weights = vec![1; n];
        sum = n as i128;
    }
    let (sign, size) = (i128::from(whole.signum()), i128::from(whole).abs());
    let (grains, rest) = (size / grain, size % grain);
    let mut parts: Vec<i128> = weights.iter().map(|w| grains * w / sum).collect();
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|i| (std::cmp::Reverse(grains * weights[*i] % sum), *i));
    let missing = (grains - parts.iter().sum::<i128>()) as usize;
    order.iter().take(missing).for_each(|i| parts[*i] += 1);
    parts.iter_mut().for_each(|part| *part *= grain);
    parts[n - 1] += rest;
    parts.into_iter().map(|part| saturate(part * sign)).collect()
}

/// Equal parts.
pub fn equal(whole: i64, n: usize, grain: i64) -> Vec<i64> {
    split(whole, &vec![1; n], grain)
}

/// A higher level (stretch over the goal, challenge over stretch) divided like the parts of the level below it: each part is at
/// least as high as the one below, and their sum is exact wherever that allows it.
pub fn level(whole: i64, below: &[i64], grain: i64) -> Vec<i64> {
    split(whole, below, grain).into_iter().zip(below).map(|(part, below)| part.max(*below)).collect()
}

/// A value grown by some per cent (may be negative), rounded half away from zero to a multiple of `grain`.
pub fn grown(last: i64, percent: i64, grain: i64) -> i64 {
    let grain = i128::from(grain.max(1));
    let grown = i128::from(last) * i128::from(100 + percent);
    saturate(div_round(grown, 100 * grain) * grain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_largest_remainders_get_the_rest() {
        assert_eq!(equal(100 * ONE, 3, ONE), [34 * ONE, 33 * ONE, 33 * ONE]);
        assert_eq!(split(10, &[1, 2, 4], 1), [1, 3, 6], "1.43, 2.86, 5.71");
        assert_eq!(split(7, &[0, 0], 1), [4, 3]);
        assert_eq!(split(10 * ONE + 5, &[1, 1], ONE), [5 * ONE, 5 * ONE + 5]);
        assert_eq!(split(-10, &[1, 2, 4], 1), [-1, -3, -6]);
        assert_eq!(split(10, &[], 1), [] as [i64; 0]);
    }

    #[test]
    fn growth_is_rounded_to_the_grain() {
        assert_eq!(grown(1_234_567 * ONE, 15, 1000 * ONE), 1_420_000 * ONE);
        assert_eq!((grown(10, 25, 1), grown(-10, 25, 1), grown(200, -50, 1)), (13, -13, 100));
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole_and_stay_within_a_grain_of_their_share(
            whole in 0..1_000_000_000_000i64,
            weights in prop::collection::vec(0..1000i64, 1..15),
            grain in prop::sample::select(vec![1, 100, ONE]),
        ) {
            let parts = split(whole, &weights, grain);
            prop_assert_eq!(parts.iter().sum::<i64>(), whole);
            let sum: i64 = weights.iter().sum();
            for (part, weight) in parts.iter().zip(&weights).filter(|_| sum > 0) {
                let share = whole as f64 * *weight as f64 / sum as f64;
                prop_assert!((*part as f64 - share).abs() <= 2.0 * grain as f64);
            }
        }
    }

    #[test]
    fn levels_rise_in_every_part() {
        let base = split(11, &[5, 3, 2, 1], 1);
        let stretch = level(13, &base, 1);
        assert_eq!((stretch.iter().sum::<i64>(), base.iter().sum::<i64>()), (13, 11));
        assert!(stretch.iter().zip(&base).all(|(s, b)| s >= b), "{stretch:?} {base:?}");
        // Parts that a hand made larger than the whole keep their own size.
        assert_eq!(level(10, &[8, 8], 1), [8, 8]);
        assert_eq!(level(10, &[0, 0], 1), [5, 5]);
    }
}
