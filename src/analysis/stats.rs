//! Small statistics: rates with their interval, mean and median, and survival curves with censoring.
//!
//! Calculated in floating point, shown as integers: rates in tenths of a per cent (permille), days in tenths of a day,
//! each rounded half up.

/// Below this many cases a rate or a median says too little to be shown.
pub const FEWEST: usize = 5;

/// `k` of `n` cases.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Rate {
    /// All cases.
    pub n: usize,
    /// Those that count, at most `n`.
    pub k: usize,
}

impl Rate {
    /// `k` of `n`.
    pub fn new(k: usize, n: usize) -> Rate {
        Rate { n, k }
    }

    /// Whether there are enough cases to show a rate.
    pub fn enough(self) -> bool {
        self.n >= FEWEST
    }

    /// The rate in permille, 0..=1000, rounded half up; `None` with too few cases.
    pub fn permille(self) -> Option<u32> {
        self.enough().then(|| self.raw_permille())
    }

    /// The rate in per cent, 0..=100, rounded half up; `None` with too few cases.
    pub fn percent(self) -> Option<u32> {
        self.enough().then(|| ((self.k * 200 + self.n) / (self.n * 2)) as u32)
    }

    /// The rate in permille whatever the number of cases; 0 without any. For drawing, not for telling.
    pub fn raw_permille(self) -> u32 {
        if self.n == 0 {
            return 0;
        }
        ((self.k * 2000 + self.n) / (self.n * 2)) as u32
    }

    /// The 95 % Wilson score interval in permille, rounded half up; `None` with too few cases.
    pub fn interval(self) -> Option<(u32, u32)> {
        let (low, high) = wilson(self.k, self.n)?;
        let permille = |p: f64| (p * 1000.0 + 0.5).floor() as u32;
        self.enough().then(|| (permille(low), permille(high)))
    }

    /// Whether this rate is lower than another: exact, by cross-multiplication.
    pub fn below(self, other: Rate) -> bool {
        (self.k as u128) * (other.n as u128) < (other.k as u128) * (self.n as u128)
    }
}

/// The 97.5 % quantile of the normal distribution.
pub const Z95: f64 = 1.959_963_984_540_054;

/// The 95 % Wilson score interval of `k` of `n`, within 0..=1; `None` without cases.
pub fn wilson(k: usize, n: usize) -> Option<(f64, f64)> {
    if n == 0 {
        return None;
    }
    let (k, n) = (k as f64, n as f64);
    let p = k / n;
    let z2 = Z95 * Z95;
    let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt() / (1.0 + z2 / n);
    Some(((centre - half).max(0.0), (centre + half).min(1.0)))
}

/// The mean in tenths, rounded half up; `None` without values.
pub fn mean_tenths(values: &[i64]) -> Option<i64> {
    if values.is_empty() {
        return None;
    }
    let sum: i128 = values.iter().map(|v| i128::from(*v)).sum();
    let n = values.len() as i128;
    i64::try_from((sum * 20 + n).div_euclid(2 * n)).ok()
}

/// The median in tenths (of an even number, the mean of the middle two); `None` without values.
pub fn median_tenths(values: &[i64]) -> Option<i64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable();
    let n = sorted.len();
    let at = |i: usize| sorted.get(i).copied();
    match n % 2 {
        1 => at(n / 2).map(|v| v * 10),
        _ => Some((at((n / 2).checked_sub(1)?)? + at(n / 2)?) * 5),
    }
}

/// How long something lasted, in whole days, and whether its end was seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// Days, 0 or more.
    pub days: i64,
    /// It ended; otherwise it goes on and is only known to last at least this long.
    pub ended: bool,
}

/// A quantile of a survival curve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Quantile {
    /// So many days.
    Days(i64),
    /// More than so many days: the curve ends, with the longest span seen, above the quantile.
    MoreThan(i64),
}

/// What the Kaplan–Meier estimate says of spans.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Survival {
    /// How many spans.
    pub n: usize,
    /// How many of them ended.
    pub ended: usize,
    /// The first day by which half had ended.
    pub median: Quantile,
    /// The first day by which three quarters had ended.
    pub p75: Quantile,
}

impl Survival {
    /// Whether there are enough spans to show a median.
    pub fn enough(&self) -> bool {
        self.n >= FEWEST
    }
}

/// The Kaplan–Meier (product-limit) estimate: at each day with ends, the part that goes on is multiplied by 1 − ends ÷ at risk.
/// Spans that go on leave after the ends of their day. `None` without spans.
pub fn kaplan_meier(spans: &[Span]) -> Option<Survival> {
    let mut sorted = spans.to_vec();
    sorted.sort_unstable_by_key(|s| s.days);
    let longest = sorted.last()?.days;
    let (mut median, mut p75) = (None, None);
    let (mut left, mut survival, mut i) = (sorted.len(), 1.0_f64, 0);
    while i < sorted.len() {
        let day = sorted[i].days;
        let same = sorted[i..].iter().take_while(|s| s.days == day);
        let (count, ends) = same.fold((0, 0), |(n, e), s| (n + 1, e + usize::from(s.ended)));
        if ends > 0 {
            survival *= 1.0 - ends as f64 / left as f64;
            // A product of fractions that is one half on paper may miss it by a few ulps.
            let reached = |q: f64| survival <= q + 1e-9;
            median = median.or(reached(0.5).then_some(day));
            p75 = p75.or(reached(0.25).then_some(day));
        }
        left -= count;
        i += count;
    }
    let quantile = |day: Option<i64>| day.map_or(Quantile::MoreThan(longest), Quantile::Days);
    let ended = sorted.iter().filter(|s| s.ended).count();
    Some(Survival { n: sorted.len(), ended, median: quantile(median), p75: quantile(p75) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn wilson_agrees_with_statsmodels() {
        // statsmodels 0.15.0, proportion_confint(k, n, method="wilson")
        for (k, n, low, high) in [
            (0, 5, 0.0, 0.434_482_464_783),
            (5, 5, 0.565_517_535_217, 1.0),
            (7, 20, 0.181_191_824_101, 0.567_145_723_315),
            (130, 1000, 0.110_563_774_625, 0.152_268_026_654),
        ] {
            let (l, h) = wilson(k, n).unwrap();
            assert!((l - low).abs() < 1e-11 && (h - high).abs() < 1e-11, "{k}/{n}: {l} {h}");
        }
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn rates_round_half_up_and_say_when_they_are_too_few() {
        assert_eq!(Rate::new(1, 8).permille(), Some(125));
        assert_eq!(Rate::new(1, 16).permille(), Some(63), "62.5 goes up");
        assert_eq!(Rate::new(1, 8).percent(), Some(13));
        assert_eq!((Rate::new(4, 4).permille(), Rate::new(4, 4).interval()), (None, None));
        assert_eq!(Rate::new(5, 5).interval(), Some((566, 1000)));
        assert!(Rate::new(1, 3).below(Rate::new(34, 100)) && !Rate::new(1, 3).below(Rate::new(2, 6)));
    }

    #[test]
    fn means_and_medians_are_in_tenths() {
        assert_eq!((mean_tenths(&[]), median_tenths(&[])), (None, None));
        assert_eq!((mean_tenths(&[1, 2, 2]), median_tenths(&[9, 1, 2])), (Some(17), Some(20)));
        assert_eq!(median_tenths(&[4, 1]), Some(25));
    }

    #[test]
    fn kaplan_meier_on_the_textbook_example() {
        // Freireich et al. 1963, 6-MP arm: median 23 weeks, the 75th percentile is not reached (longest 35).
        let ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        let going = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];
        let spans: Vec<Span> = (ended.iter().map(|d| Span { days: *d, ended: true }))
            .chain(going.iter().map(|d| Span { days: *d, ended: false }))
            .collect();
        let curve = kaplan_meier(&spans).unwrap();
        assert_eq!((curve.n, curve.ended), (21, 9));
        assert_eq!((curve.median, curve.p75), (Quantile::Days(23), Quantile::MoreThan(35)));
    }

    #[test]
    fn kaplan_meier_without_censoring_is_the_empirical_quantile() {
        let spans: Vec<Span> = [3, 1, 4, 2].iter().map(|d| Span { days: *d, ended: true }).collect();
        let curve = kaplan_meier(&spans).unwrap();
        assert_eq!((curve.median, curve.p75), (Quantile::Days(2), Quantile::Days(3)));
        assert_eq!(kaplan_meier(&[Span { days: 8, ended: false }]).unwrap().median, Quantile::MoreThan(8));
        assert_eq!(kaplan_meier(&[]), None);
    }
}
