//! Cards as phones and programs write them.

use super::browser;
use loudou::domain::value::Moment;
use loudou::exchange::table::decode::Encoding;
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::vcard::{read, write, Card, Version, COLUMNS};
use loudou::exchange::table::Cell;
use proptest::prelude::*;
use std::collections::BTreeMap;

/// The cells of the cards after the header, by column.
#[track_caller]
fn cards(bytes: &[u8]) -> Vec<BTreeMap<&'static str, String>> {
    let sheet = read(bytes, None, &browser, &Limits::default()).unwrap();
    assert_eq!(sheet.rows[0], COLUMNS.map(|name| Cell::Text(name.into())));
    let cell = |(at, cell): (usize, &Cell)| match cell {
        Cell::Empty => None,
        Cell::Text(text) => Some((COLUMNS[at], text.clone())),
        Cell::Moment(moment) => Some((COLUMNS[at], format!("[{moment}]"))),
        other => panic!("{other:?}"),
    };
    sheet.rows[1..].iter().map(|row| row.iter().enumerate().filter_map(cell).collect()).collect()
}

#[track_caller]
fn one(text: &str) -> BTreeMap<&'static str, String> {
    let text = format!("BEGIN:VCARD\r\n{text}\r\nEND:VCARD\r\n");
    cards(text.as_bytes()).remove(0)
}

#[test]
fn a_card_of_an_iphone() {
    let text = "VERSION:3.0\r\nPRODID:-//Apple Inc.//iPhone OS 17.0//EN\r\nN:Zhang;San;;;\r\nFN:张三\r\nORG:上海华东物流有限公司;采购部\r\nTITLE:采购经理\r\n\
        item1.EMAIL;type=INTERNET;type=pref:zhang.san@example.com\r\nTEL;type=CELL;type=VOICE;type=pref:138 0013 8000\r\nTEL;type=WORK;type=VOICE:021-5555 1234\r\n\
        TEL;type=HOME:010-1\r\nTEL;type=WORK;type=FAX:021-5555 0000\r\nitem2.ADR;type=WORK;type=pref:;;南京东路 1 号;上海市;上海;200001;中国\r\nBDAY:1985-03-12\r\n\
        NOTE:喜欢喝茶\\, 不喝酒\\n周一不在\r\nPHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQ\r\n SkZJRg==";
    let card = one(text);
    let expected = [
        ("name", "张三"),
        ("customer", "上海华东物流有限公司"),
        ("title", "采购经理"),
        ("phone", "021-5555 1234"),
        ("mobile", "138 0013 8000"),
        ("email", "zhang.san@example.com"),
        ("address", "中国上海上海市南京东路 1 号 200001"),
        ("birthday", "[1985-03-12]"),
        ("note", "喜欢喝茶, 不喝酒\n周一不在\n010-1"),
    ];
    assert_eq!(card, expected.map(|(k, v)| (k, v.to_string())).into());
}

#[test]
fn a_card_of_an_old_phone() {
    let quoted = "VERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E5=BC=A0;=E4=B8=89;;;\r\n\
        NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=CE=D2=\r\n=C3=C7=0D=0A2=3D2\r\nTEL;CELL:13800138000\r\nTEL;WORK;VOICE:10010";
    let card = one(quoted);
    assert_eq!(card["name"], "张三");
    assert_eq!(card["note"], "我们\r\n2=2");
    assert_eq!((card["mobile"].as_str(), card["phone"].as_str()), ("13800138000", "10010"));

    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN:王;小明\r\nORG:联通公司\r\nEND:VCARD\r\nBEGIN:VCARD\r\nN:Smith;Anna;B.;Dr.;\r\nEND:VCARD";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [text.as_bytes().to_vec(), gb, utf16] {
        let cards = cards(&bytes);
        assert_eq!(cards[0]["name"], "王小明");
        assert_eq!(cards[0]["customer"], "联通公司");
        assert_eq!(cards[1]["name"], "Dr. Anna B. Smith");
    }
}

#[test]
fn a_card_of_the_present_standard() {
    let card = one("VERSION:4.0\nFN:Anna \n  Smith\nTEL;VALUE=uri;TYPE=\"cell,voice\":tel:+49-171-1\nADR:;;1\\, High St;Leeds;;LS1;UK\nBDAY:19850312T101500\nEMAIL:a@b.de\nEMAIL:a@b.de\nEMAIL:c@d.de");
    assert_eq!(card["name"], "Anna  Smith");
    assert_eq!(card["mobile"], "+49-171-1");
    assert_eq!(card["address"], "1, High St, Leeds, LS1, UK");
    assert_eq!(card["birthday"], "[1985-03-12]");
    assert_eq!((card["email"].as_str(), card["note"].as_str()), ("a@b.de", "c@d.de"));
    assert_eq!(one("FN:x\nBDAY:--0312")["birthday"], "--0312");
}

#[test]
fn files_without_cards_and_cards_without_end() {
    let code = |text: &str| {
        read(text.as_bytes(), None, &browser, &Limits::default()).map(|s| s.rows.len()).map_err(|p| p.code)
    };
    assert_eq!(code("name,phone\n"), Err("empty_table"));
    assert_eq!(code("BEGIN:VCARD\nEND:VCARD\n"), Err("empty_table"));
    assert_eq!(code("FN:outside\nBEGIN:VCARD\nFN:a\nBEGIN:VCARD\nFN:b"), Ok(3));
    let many = format!("BEGIN:VCARD\n{}", "TEL:1\n".repeat(2000));
    assert_eq!(code(&many), Err("too_many_cells"));
    let few = Limits { rows: 1, ..Limits::default() };
    let two = b"BEGIN:VCARD\nFN:a\nEND:VCARD\nBEGIN:VCARD\nFN:b\nEND:VCARD\n";
    let refused = read(two, None, &browser, &few).unwrap_err();
    assert_eq!((refused.code, refused.line), ("too_many_rows", Some(5)));
}

/// Lines as the standard says how long they are, without their folds.
#[track_caller]
fn unfolded(text: &str) -> Vec<String> {
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
    text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_string).collect()
}

fn card(texts: &[String]) -> Card {
    let text = |at: usize| texts[at].trim().to_string();
    Card {
        name: text(0),
        customer: text(1),
        title: text(2),
        phone: text(3),
        mobile: text(4),
        email: text(5),
        address: text(6),
        birthday: Moment::parse("1984-02-29"),
        note: text(7),
    }
}

#[test]
fn cards_are_written_as_the_standards_say() {
    let texts = ["张三", "Acme, Inc.", "", "021-1", "138", "a@b.cn", "南京东路 1 号", "a\nb"].map(String::from);
    assert_eq!(
        unfolded(&write(&[card(&texts)], Version::V3)),
        [
            "BEGIN:VCARD",
            "VERSION:3.0",
            "FN:张三",
            "N:张三;;;;",
            "ORG:Acme\\, Inc.",
            "TEL;TYPE=WORK,VOICE:021-1",
            "TEL;TYPE=CELL:138",
            "EMAIL:a@b.cn",
            "ADR:;;南京东路 1 号;;;;",
            "NOTE:a\\nb",
            "BDAY:1984-02-29",
            "END:VCARD",
        ]
    );
    assert!(write(&[card(&texts)], Version::V4).contains("\r\nTEL;TYPE=cell:138\r\n"));
}

proptest! {
    #[test]
    fn what_was_written_comes_back(texts in prop::collection::vec("[a-z客户,;:\\\\\"\n=é 😀]{0,40}", 8), v4: bool) {
        let card = card(&texts);
        let version = if v4 { Version::V4 } else { Version::V3 };
        let text = write(&[card.clone(), card.clone()], version);
        unfolded(&text);
        let read = cards(text.as_bytes());
        prop_assert_eq!(read.len(), 2);
        let get = |name: &str| read[1].get(name).cloned().unwrap_or_default();
        prop_assert_eq!(get("name"), card.name.clone());
        prop_assert_eq!(get("customer"), card.customer.clone());
        prop_assert_eq!(get("title"), card.title.clone());
        prop_assert_eq!(get("email"), card.email.clone());
        prop_assert_eq!(get("birthday"), "[1984-02-29]");
        // The same number in both places is one number, and one alone in the other column's kind stays where it is.
        if card.phone != card.mobile {
            prop_assert_eq!(get("phone"), card.phone.clone());
            prop_assert_eq!(get("mobile"), card.mobile.clone());
        }
        prop_assert_eq!(get("note"), card.note.clone());
    }

    #[test]
    fn any_bytes_can_be_read(bytes: Vec<u8>, cut in 0_usize..400) {
        let _ = read(&bytes, None, &browser, &Limits::default());
        let card = "BEGIN:VCARD\r\nN;ENCODING=QUOTED-PRINTABLE;CHARSET=GBK:=CE=D2=\r\n=C3;\\;;x\r\n x\r\nTEL;TYPE=\"CELL:1\r\nBDAY:é1850312\r\nEND:VCARD";
        let mut bytes = [&card.as_bytes()[..cut.min(card.len())], &bytes].concat();
        let _ = read(&bytes, None, &browser, &Limits::default());
        bytes.reverse();
        let _ = read(&bytes, Some(Encoding::Gb18030), &browser, &Limits::default());
    }
}
