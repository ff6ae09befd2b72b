//! What numbers of tables are read as.

use loudou::domain::money::Currency;
use loudou::exchange::table::amounts::{
    currency, decimal, flag, money, percent, survey, whole, DecimalSign, NumberColumn, Reading,
};
use loudou::exchange::table::decide::Decided;
use loudou::exchange::table::Cell;
use proptest::prelude::*;

fn text(t: &str) -> Cell {
    Cell::Text(t.into())
}

fn column(cells: &[&str]) -> NumberColumn {
    let cells: Vec<Cell> = cells.iter().map(|c| text(c)).collect();
    survey(cells.iter(), false)
}

fn amount(t: &str, reading: Reading) -> Result<String, &'static str> {
    money(&text(t), reading, Currency::CNY).map(|m| format!("{} {}", m.minor, m.currency.code()))
}

#[test]
fn amounts_that_say_themselves() {
    for (t, read) in [
        ("1234", "123400 CNY"),
        ("¥1.2万", "1200000 CNY"),
        ("3亿", "30000000000 CNY"),
        ("1.234万元", "1234000 CNY"),
        ("1,234.50", "123450 CNY"),
        ("1.234,50", "123450 CNY"),
        ("1 234,50", "123450 CNY"),
        ("1\u{a0}234,50 €", "123450 EUR"),
        ("1'234.50", "123450 CNY"),
        ("12,34,567.00", "123456700 CNY"),
        ("1,234,567", "123456700 CNY"),
        ("1.234.567", "123456700 CNY"),
        ("(1,234.50)", "-123450 CNY"),
        ("-1,234.50", "-123450 CNY"),
        ("-￥１，２００", "-120000 CNY"),
        ("¥-1,200", "-120000 CNY"),
        ("US$12.5k", "1250000 USD"),
        ("$ 1,200.00", "120000 USD"),
        ("USD 1,200.00", "120000 USD"),
        ("USD $5", "500 USD"),
        ("HK$88.80", "8880 HKD"),
        ("1200元", "120000 CNY"),
        ("RMB 1,200.5", "120050 CNY"),
        ("CNY1200", "120000 CNY"),
        ("JP¥1200", "1200 JPY"),
        ("1200 JPY", "1200 JPY"),
        ("0.5", "50 CNY"),
        ("0,5", "50 CNY"),
        (".5", "50 CNY"),
        ("1234.567890", ""),
    ] {
        let want = if read.is_empty() { Err("too_many_decimals") } else { Ok(read.to_string()) };
        assert_eq!(amount(t, Reading::default()), want, "{t}");
    }
    let usd = Currency::parse("HKD").unwrap();
    assert_eq!(money(&text("$5"), Reading::default(), usd).unwrap().currency, usd);
}

#[test]
fn what_is_no_amount_is_refused() {
    for t in ["", "abc", "12abc", "1-2", "--5", "1,23,4", "1.2.3", "US$5€", "5%", "万", ",", "(5", "1..2", "١٢"] {
        assert_eq!(amount(t, Reading::default()), Err("not_a_number"), "{t}");
    }
    assert_eq!(
        amount("1.005", Reading { sign: Some(DecimalSign::Point), ..Reading::default() }),
        Err("too_many_decimals")
    );
    assert_eq!(amount("99999999999999999999", Reading::default()), Err("too_large"));
    assert_eq!(amount("9999999999999999999999999999999999999999999999", Reading::default()), Err("not_a_number"));
}

#[test]
fn the_decimal_sign_is_decided_for_the_column() {
    assert_eq!(column(&["1.234", "2.500"]).decided, Decided::Open);
    assert_eq!(amount("1.234", Reading::default()), Err("sign_open"));
    let comma = column(&["1.234", "12,5"]);
    assert_eq!((comma.sign, comma.decided), (Some(DecimalSign::Comma), Decided::By(1)));
    let german = Reading { sign: comma.sign, ..Reading::default() };
    assert_eq!(amount("1.234", german).unwrap(), "123400 CNY");
    let point = column(&["12,000", "8,500", "1,200,000"]);
    assert_eq!((point.sign, point.decided), (Some(DecimalSign::Point), Decided::By(2)));
    assert_eq!(column(&["1.234,5", "1,234.5"]).decided, Decided::Contradictory);
    assert_eq!(column(&["1234", "5"]).decided, Decided::NoMatter);
    let cells = [text("12,000")];
    assert_eq!(survey(cells.iter(), true).sign, Some(DecimalSign::Point));
    assert_eq!(column(&["¥12,000"]).sign, Some(DecimalSign::Point));
    let mixed = column(&["12", "n/a", "¥5"]);
    assert_eq!((mixed.numbers, mixed.with_currency, mixed.strays), (2, 1, vec![1]));
    // What the column says holds for every cell.
    assert_eq!(amount("1,234.50", german), Err("not_a_number"));
}

#[test]
fn numbers_of_spreadsheets_lose_their_noise_only() {
    let read = |n: f64| money(&Cell::Number(n), Reading::default(), Currency::CNY).map(|m| m.minor);
    assert_eq!(read(0.1 + 0.2), Ok(30));
    assert_eq!(read(1234.5), Ok(123_450));
    assert_eq!(read(-1e9), Ok(-100_000_000_000));
    assert_eq!(read(1.0 / 3.0), Err("too_many_decimals"));
    assert_eq!(read(1e300), Err("not_a_number"));
    assert_eq!(read(1e18), Err("too_large"));
    assert_eq!(read(f64::NAN), Err("not_a_number"));
    assert_eq!(read(5e-324), Err("too_many_decimals"));
    assert_eq!(read(0.0), Ok(0));
}

#[test]
fn per_cent_numbers_and_flags() {
    let plain = Reading::default();
    assert_eq!(percent(&text("60%"), plain), Ok(60));
    assert_eq!(percent(&text("60"), plain), Ok(60));
    assert_eq!(percent(&text("60.00 %"), plain), Ok(60));
    assert_eq!(percent(&text("101"), plain), Err("out_of_range"));
    assert_eq!(percent(&text("12.5%"), plain), Err("too_many_decimals"));
    let cells = [Cell::Number(0.6), Cell::Number(1.0)];
    let parts = Reading { parts_of_one: survey(cells.iter(), false).parts_of_one, ..plain };
    assert_eq!(cells.each_ref().map(|c| percent(c, parts)), [Ok(60), Ok(100)]);
    assert!(!column(&["0", "1"]).parts_of_one && !column(&["60", "0.5"]).parts_of_one && column(&["0.5"]).parts_of_one);
    assert_eq!(decimal(&text("2.5"), plain), Ok(2_500_000));
    assert_eq!(whole(&text("1,234,567"), plain), Ok(1_234_567));
    assert_eq!(whole(&text("2.5"), plain), Err("too_many_decimals"));
    for yes in [text("是"), text(" YES"), text("TRUE"), text("1"), text("√"), Cell::Flag(true), Cell::Number(1.0)] {
        assert_eq!(flag(&yes), Ok(true), "{yes:?}");
    }
    for no in [text("否"), text("no"), text("False"), text("0"), Cell::Flag(false), Cell::Number(0.0)] {
        assert_eq!(flag(&no), Ok(false), "{no:?}");
    }
    assert_eq!(flag(&text("maybe")), Err("not_yes_or_no"));
}

#[test]
fn units_and_currencies_that_stand_elsewhere() {
    let thousands = Reading { unit: 4, ..Reading::default() };
    assert_eq!(amount("1.5", thousands).unwrap(), "1500000 CNY");
    assert_eq!(currency("US Dollar (USD)", Currency::CNY), Currency::parse("USD"));
    assert_eq!(currency("人民币", Currency::CNY), Some(Currency::CNY));
    assert_eq!(currency("points", Currency::CNY), None);
}

proptest! {
    #[test]
    fn anything_is_read_or_refused(t in "\\PC{0,30}", u in "[0-9.,' ()¥$€万亿k%-]{0,24}", f in proptest::num::f64::ANY) {
        for cell in [text(&t), text(&u), Cell::Number(f)] {
            survey([&cell].into_iter(), false);
            for sign in [None, Some(DecimalSign::Point), Some(DecimalSign::Comma)] {
                let reading = Reading { sign, ..Reading::default() };
                let _ = (money(&cell, reading, Currency::CNY), percent(&cell, reading), decimal(&cell, reading), flag(&cell));
            }
            let _ = currency(&t, Currency::CNY);
        }
    }

    #[test]
    fn amounts_read_back(minor in -10_000_000_000i64..10_000_000_000, comma: bool) {
        let (group, point) = if comma { ('.', ',') } else { (',', '.') };
        let (whole, cents) = (minor.unsigned_abs() / 100, minor.unsigned_abs() % 100);
        let digits = whole.to_string();
        let mut grouped = String::new();
        for (i, c) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i) % 3 == 0 {
                grouped.push(group);
            }
            grouped.push(c);
        }
        let written = format!("{}{grouped}{point}{cents:02}", if minor < 0 { "-" } else { "" });
        prop_assert_eq!(money(&text(&written), Reading::default(), Currency::CNY).unwrap().minor, minor);
    }
}
