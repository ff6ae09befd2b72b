//! Plain numbers: grouped, scaled, percent, compact, durations.

use crate::text::{words::time, Lang};

/// `n` divided by `d` (more than 0), rounded half away from zero.
pub(super) const fn div_round(n: i128, d: i128) -> i128 {
    let half = if n < 0 { -(d / 2) } else { d / 2 };
    (n + half) / d
}

/// Groups the digits of a number by threes: `1234567` → `1,234,567`.
pub(super) fn grouped(n: u128) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A number without its sign that counts `10^-digits`, grouped; with `trim`, zeros at the end of the fraction are left out.
pub(super) fn scaled(n: u128, digits: u32, trim: bool) -> String {
    let scale = 10u128.pow(digits);
    let mut out = grouped(n / scale);
    let mut fraction =
        if digits == 0 { String::new() } else { format!("{:0width$}", n % scale, width = digits as usize) };
    if trim {
        fraction.truncate(fraction.trim_end_matches('0').len());
    }
    if !fraction.is_empty() {
        out.push('.');
        out.push_str(&fraction);
    }
    out
}

/// A minus sign for negative numbers. It is the hyphen of ASCII, so that copied figures can be pasted into spreadsheets.
pub(super) const fn minus(n: i128) -> &'static str {
    if n < 0 {
        "-"
    } else {
        ""
    }
}

/// A whole number with its digits grouped: `1,234`. Both languages write it alike.
pub fn number(_lang: Lang, n: i64) -> String {
    format!("{}{}", minus(n.into()), grouped(n.unsigned_abs().into()))
}

/// A number that counts `10^-digits` (`12345`, 2 → `123.45`), grouped, with all its decimals. `digits` is at most 18.
pub fn decimal(_lang: Lang, n: i64, digits: u32) -> String {
    format!("{}{}", minus(n.into()), scaled(n.unsigned_abs().into(), digits.min(18), false))
}

/// As [`decimal`], without the zeros at the end of the fraction: `1500000`, 6 → `1.5`.
pub fn decimal_short(_lang: Lang, n: i64, digits: u32) -> String {
    format!("{}{}", minus(n.into()), scaled(n.unsigned_abs().into(), digits.min(18), true))
}

/// Millionths with at most so many decimals (0 to 6), rounded: a pace such as 3.555556 → `3.6`.
pub fn rounded(lang: Lang, millionths: i64, decimals: u32) -> String {
    let decimals = decimals.min(6);
    let n = div_round(millionths.into(), 10_i128.pow(6 - decimals));
    decimal_short(lang, i64::try_from(n).unwrap_or(i64::MAX), decimals)
}

/// A percentage from thousandths: 375 → `37.5%`, 600 → `60%`.
pub fn percent(_lang: Lang, permille: i64) -> String {
    format!("{}{}%", minus(permille.into()), scaled(permille.unsigned_abs().into(), 1, true))
}

/// `n` of `total` as a percentage with up to `decimals` (at most 6) decimals; `None` if `total` is 0, because then there
/// is no share.
pub fn share(_lang: Lang, n: i64, total: i64, decimals: u32) -> Option<String> {
    if total == 0 {
        return None;
    }
    let decimals = decimals.min(6);
    let (n, total) = if total < 0 { (-i128::from(n), -i128::from(total)) } else { (n.into(), total.into()) };
    let rounded = div_round(n * 100 * 10i128.pow(decimals), total);
    Some(format!("{}{}%", minus(rounded), scaled(rounded.unsigned_abs(), decimals, true)))
}

/// The units of compact numbers, smallest first: size and sign.
const fn units(lang: Lang) -> &'static [(u128, &'static str)] {
    match lang {
        Lang::Zh => &[(10_000, "万"), (100_000_000, "亿"), (1_000_000_000_000, "万亿")],
        Lang::En => &[(1_000, "K"), (1_000_000, "M"), (1_000_000_000, "B")],
    }
}

/// Compact form of a number without its sign that counts `10^-digits`; `None` below 10,000, which is written in full.
/// One decimal; two for the greater units below ten of them, so that 1.25 million does not become 1.3.
pub(super) fn compact_scaled(lang: Lang, n: u128, digits: u32) -> Option<String> {
    let scale = 10u128.pow(digits);
    if n < 10_000 * scale {
        return None;
    }
    let units = units(lang);
    let mut at = units.iter().rposition(|(size, _)| n >= size * scale)?;
    loop {
        let (size, sign) = units[at];
        let decimals = if at > 0 && n < 10 * size * scale { 2 } else { 1 };
        let one = size * scale;
        let rounded = (n * 10u128.pow(decimals) + one / 2) / one;
        match units.get(at + 1) {
            // 9,999.96 of a unit is shown as 1 of the next one.
            Some((next, _)) if rounded >= next / size * 10u128.pow(decimals) => at += 1,
            _ => return Some(format!("{}{sign}", scaled(rounded, decimals, true))),
        }
    }
}

/// A count in short: 1,234 → `1,234`; 12,345 → `1.2万` or `12.3K`.
pub fn compact(lang: Lang, n: i64) -> String {
    match compact_scaled(lang, n.unsigned_abs().into(), 0) {
        Some(text) => format!("{}{text}", minus(n.into())),
        None => number(lang, n),
    }
}

/// A number of whole days: `12 天`, `1 day`.
pub fn days(lang: Lang, n: i64) -> String {
    time::DAYS.with(lang, &[("n", &number(lang, n))])
}

/// A number of days from tenths, always with one decimal because it was measured: 125 → `12.5 天`.
pub fn days_tenths(lang: Lang, tenths: i64) -> String {
    time::DAYS.with(lang, &[("n", &decimal(lang, tenths, 1))])
}

/// A duration in minutes: `18 分钟`, `1 h 5 min`.
pub fn minutes(lang: Lang, n: i64) -> String {
    let (hours, rest) = (n / 60, n % 60);
    let (h, m) = (number(lang, hours), number(lang, if hours == 0 { rest } else { rest.abs() }));
    match (hours, rest) {
        (0, _) => time::MINUTES.with(lang, &[("n", &m)]),
        (_, 0) => time::HOURS.with(lang, &[("h", &h)]),
        _ => time::HOURS_MINUTES.with(lang, &[("h", &h), ("n", &m)]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Lang::{En, Zh};

    #[test]
    fn numbers_are_grouped() {
        for (n, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1,000"),
            (-1_234_567, "-1,234,567"),
            (i64::MIN, "-9,223,372,036,854,775,808"),
        ] {
            assert_eq!(number(Zh, n), text);
            assert_eq!(number(En, n), text);
        }
        assert_eq!(decimal(En, 12_345, 2), "123.45");
        assert_eq!(decimal(En, -5, 2), "-0.05");
        assert_eq!(decimal(En, 1_000_000, 3), "1,000.000");
        assert_eq!(decimal_short(En, 1_500_000, 6), "1.5");
        assert_eq!(decimal_short(En, -7_000_000, 6), "-7");
        for (millionths, decimals, text) in [
            (3_555_556, 1, "3.6"),
            (-2_555_556, 1, "-2.6"),
            (103_449, 1, "0.1"),
            (103_449, 2, "0.1"),
            (2_000_000, 1, "2"),
            (i64::MAX, 6, "9,223,372,036,854.775807"),
        ] {
            assert_eq!(rounded(En, millionths, decimals), text);
        }
    }

    #[test]
    fn percentages_drop_only_zeros() {
        for (permille, text) in
            [(0, "0%"), (600, "60%"), (375, "37.5%"), (1_000, "100%"), (-5, "-0.5%"), (12_345, "1,234.5%")]
        {
            assert_eq!(percent(Zh, permille), text);
        }
        for (n, total, decimals, text) in [
            (1, 3, 1, Some("33.3%")),
            (2, 3, 1, Some("66.7%")),
            (1, 8, 0, Some("13%")),
            (1, 8, 2, Some("12.5%")),
            (-1, 3, 0, Some("-33%")),
            (1, -4, 1, Some("-25%")),
            (-1, 100_000, 1, Some("0%")),
            (5, 0, 1, None),
        ] {
            assert_eq!(share(En, n, total, decimals).as_deref(), text, "{n} of {total}");
        }
    }

    #[test]
    fn compact_numbers() {
        for (n, zh, en) in [
            (9_999, "9,999", "9,999"),
            (10_000, "1万", "10K"),
            (12_345, "1.2万", "12.3K"),
            (999_949, "100万", "999.9K"),
            (999_950, "100万", "1M"),
            (1_250_000, "125万", "1.25M"),
            (12_846_000, "1,284.6万", "12.8M"),
            (99_999_499, "9,999.9万", "100M"),
            (99_999_500, "1亿", "100M"),
            (125_000_000, "1.25亿", "125M"),
            (-1_234_567_890, "-12.3亿", "-1.23B"),
            (1_200_000_000_000, "1.2万亿", "1,200B"),
        ] {
            assert_eq!(compact(Zh, n), zh);
            assert_eq!(compact(En, n), en);
        }
    }

    #[test]
    fn durations() {
        for (n, zh, en) in
            [(0, "0 天", "0 days"), (1, "1 天", "1 day"), (12, "12 天", "12 days"), (1_000, "1,000 天", "1,000 days")]
        {
            assert_eq!((days(Zh, n).as_str(), days(En, n).as_str()), (zh, en));
        }
        for (n, zh, en) in [(125, "12.5 天", "12.5 days"), (10, "1.0 天", "1.0 days"), (-3, "-0.3 天", "-0.3 days")]
        {
            assert_eq!((days_tenths(Zh, n).as_str(), days_tenths(En, n).as_str()), (zh, en));
        }
        for (n, zh, en) in [
            (18, "18 分钟", "18 min"),
            (60, "1 小时", "1 h"),
            (65, "1 小时 5 分钟", "1 h 5 min"),
            (0, "0 分钟", "0 min"),
        ] {
            assert_eq!((minutes(Zh, n).as_str(), minutes(En, n).as_str()), (zh, en));
        }
    }
}
