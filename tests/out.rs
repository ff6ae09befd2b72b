//! Lists as tables, and back: what we save our own import understands.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use loudou::domain::command::Context;
use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::money::{Currency, Money};
use loudou::domain::records::{contact, customer, deal, list_entry, own_field, rep, task, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{About, Moment, Outcome, OutcomeKind, Value};
use loudou::exchange::ics;
use loudou::exchange::out::{self, Column, Dates};
use loudou::exchange::table::columns::{guess, Choice, Label, Words, TABLES};
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::plan::{plan, Fate, Options, Plan};
use loudou::exchange::table::{delimited, vcard, xlsx, xlsx_out, Cell, Sheet};
use loudou::sample::starter::starter;
use loudou::sample::{sample, Size};
use loudou::text::words::{choices, fields, tables};
use loudou::text::Lang;
use std::ops::ControlFlow;

/// The words of a language, as the screens have them.
struct Spoken(Lang);

impl out::Words for Spoken {
    fn label(&self, table: Table, field: &str) -> String {
        fields::field_label(table.key(), field).unwrap().in_(self.0).into()
    }

    fn choice(&self, table: Table, field: &str, code: &str) -> String {
        choices::choice_label(table.key(), field, code).unwrap().in_(self.0).into()
    }

    fn name(&self, data: &Dataset, table: Table, id: Id) -> String {
        let row = data.rows(table).get(id).unwrap();
        let own = if self.0 == Lang::Zh { "zh" } else { "en" };
        let key = table.field_named(own).map(|f| f.key).or(table.record().natural).unwrap();
        row.text(key).into()
    }

    fn flag(&self, yes: bool) -> String {
        let [yes_word, no_word] = if self.0 == Lang::Zh { ["是", "否"] } else { ["Yes", "No"] };
        if yes { yes_word } else { no_word }.into()
    }
}

impl Dates for Spoken {
    fn birthday(&self, name: &str, customer: &str) -> String {
        format!("{name} ({customer}) birthday")
    }

    fn anniversary(&self, name: &str) -> String {
        format!("{name} anniversary")
    }
}

fn words() -> Words {
    let mut words = Words::default();
    for table in TABLES {
        let name = tables::table_name(table.key()).unwrap().one;
        words.labels.push(Label { table, field: String::new(), zh: name.zh.into(), en: name.en.into() });
        for own in [table.key(), ""] {
            for (_, field, text) in fields::FIELDS.iter().filter(|(of, ..)| *of == own) {
                if words.labels.iter().all(|l| (l.table, l.field.as_str()) != (table, *field)) {
                    words.labels.push(Label { table, field: (*field).into(), zh: text.zh.into(), en: text.en.into() });
                }
            }
        }
    }
    for (table, field, code, text) in choices::CHOICES {
        let Some(table) = Table::parse(table) else { continue };
        let (field, code) = (field.to_string(), code.to_string());
        words.choices.push(Choice { table, field, code, zh: text.zh.into(), en: text.en.into() });
    }
    words
}

fn id(n: u8) -> Id {
    Id::v7(1_700_000_000_000, [n; 10])
}

fn insert(data: &mut Dataset, table: Table, n: u8, cells: &[(Key, Value)]) -> Id {
    data.insert(table, Row::of(id(n), Stamp::new(1, 0, 1), cells.to_vec()));
    id(n)
}

fn entry(data: &Dataset, list: &str, at: usize) -> Id {
    data.live(Table::ListEntry).filter(|row| row.text(list_entry::LIST) == list).nth(at).unwrap().id
}

/// A workspace with customers that are hard on spreadsheets, and an own field of each kind.
fn workspace() -> Dataset {
    let mut data = Dataset::default();
    starter("Test", Currency::CNY).into_iter().for_each(|(table, row)| data.insert(table, row));
    let text = |said: &str| Value::text(said);
    let lena = insert(&mut data, Table::Rep, 1, &[(rep::NAME, text("李娜"))]);
    let own: Vec<Key> = [("number", "信用额度"), ("date", "签约日"), ("yes_no", "开票"), ("text", "备用")]
        .into_iter()
        .enumerate()
        .map(|(n, (holds, zh))| {
            let cells = [
                (own_field::TABLE, text("customer")),
                (own_field::ZH, text(zh)),
                (own_field::EN, text(&format!("Own {n}"))),
                (own_field::HOLDS, text(holds)),
                (own_field::ORDER, text(&format!("a{n}"))),
            ];
            let id = insert(&mut data, Table::OwnField, 40 + n as u8, &cells);
            Key::element("own", &id.to_string()).unwrap()
        })
        .collect();
    let created = |day: &str| (customer::CREATED, Value::Moment(Moment::parse(day).unwrap()));
    let tag = insert(
        &mut data,
        Table::ListEntry,
        30,
        &[(list_entry::LIST, text("tag")), (list_entry::ZH, text("急")), (list_entry::EN, text("Urgent"))],
    );
    let region = entry(&data, "region", 0);
    let first = [
        (customer::NAME, text("=HYPERLINK(\"x\")")),
        (customer::PHONE, text("+86 138-0013-8000")),
        (customer::NOTE, text("-2+3, \"quoted\"\nsecond line; @x")),
        (customer::OWNER, Value::Ref(lena)),
        (customer::REGION, Value::Ref(region)),
        (customer::CLASS, text("key")),
        (customer::LIFE, text("new")),
        (customer::SORT, text("company")),
        (customer::ANNIVERSARY, Value::date("2001-02-03".parse().unwrap())),
        (Key::element("tags", &tag.to_string()).unwrap(), Value::Bool(true)),
        (own[0], text("-1234.5")),
        (own[1], text("2026-03-04")),
        (own[2], Value::Bool(true)),
        (own[3], text("+SUM(A1)")),
        created("2026-01-31T09:30"),
    ];
    insert(&mut data, Table::Customer, 2, &first);
    let second = [(customer::NAME, text("'-9")), (customer::PHONE, text("+8613800138001")), created("2026-02-28")];
    insert(&mut data, Table::Customer, 3, &second);
    let third = [(customer::NAME, text("Acme, \"Ltd\"")), (customer::REFERRED_BY, Value::Ref(id(3)))];
    insert(&mut data, Table::Customer, 4, &third);
    data
}

fn ids(data: &Dataset, table: Table) -> Vec<Id> {
    data.live(table).map(|row| row.id).collect()
}

fn saved(data: &Dataset, lang: Lang, table: Table, columns: &[Column], ids: &[Id]) -> Vec<u8> {
    let words = Spoken(lang);
    out::as_csv(&words, out::header(data, &words, table, columns), &out::rows(data, &words, table, columns, ids))
}

fn read(bytes: &[u8]) -> Sheet {
    let text = std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}');
    delimited::read(text, None, &Limits::default()).unwrap().0
}

/// What our import would do with a table that we saved, with nobody's hand on the mapping.
fn planned(data: &Dataset, sheet: &Sheet, table: Table) -> Plan {
    let guess = guess(sheet, true, &words(), data, None, None);
    assert_eq!(guess.mapping.table, table, "{:?}", sheet.rows[0]);
    let mut ids = SeededIds::new(9);
    let today = "2026-11-22".parse().unwrap();
    let context = Context { today, minute: 600, now_ms: 1_795_000_000_000, actor: None, ids: &mut ids };
    plan(data, &sheet.rows[1..], &guess.mapping, Options::new(&guess.mapping, data), &words(), context)
}

#[test]
fn our_own_table_of_customers_changes_nothing() {
    let data = workspace();
    let ids = ids(&data, Table::Customer);
    for lang in Lang::ALL {
        for columns in [out::usual(Table::Customer), out::all(&data, Table::Customer)] {
            let sheet = read(&saved(&data, lang, Table::Customer, &columns, &ids));
            assert_eq!(sheet.rows.len(), 4);
            let plan = planned(&data, &sheet, Table::Customer);
            assert!(plan.rejected.is_empty(), "{:?}", plan.rejected);
            assert_eq!(plan.with(Fate::Unchanged), 3, "{:?} {:?}", plan.counts, plan.patch);
        }
    }
}

#[test]
fn a_spreadsheet_of_customers_changes_nothing_either() {
    let data = workspace();
    let (words_zh, columns) = (Spoken(Lang::Zh), out::all(&data, Table::Customer));
    let header = out::header(&data, &words_zh, Table::Customer, &columns);
    let rows = out::rows(&data, &words_zh, Table::Customer, &columns, &ids(&data, Table::Customer));
    let file = xlsx_out::write("客户", &header, &rows).unwrap();
    let sheet = xlsx::read(&file.bytes, &Limits::default(), &mut |_| ControlFlow::Continue(())).unwrap().remove(0);
    let plan = planned(&data, &sheet, Table::Customer);
    assert_eq!((plan.rejected.len(), plan.with(Fate::Unchanged)), (0, 3), "{:?}", plan.patch);
    // A formula is a text, a number is one, a day is a day.
    let cell = |name: &str| sheet.rows[1][header.iter().position(|title| title == name).unwrap()].clone();
    assert_eq!(cell("客户名称"), Cell::Text("=HYPERLINK(\"x\")".into()));
    assert_eq!(cell("信用额度"), Cell::Number(-1234.5));
    assert_eq!(cell("签约日"), Cell::Moment(Moment::parse("2026-03-04").unwrap()));
    assert_eq!(cell("电话"), Cell::Text("+86 138-0013-8000".into()));
}

#[test]
fn cells_are_safe_in_a_spreadsheet_and_phones_and_numbers_are_whole() {
    let data = workspace();
    let csv = String::from_utf8(saved(
        &data,
        Lang::En,
        Table::Customer,
        &out::all(&data, Table::Customer),
        &ids(&data, Table::Customer),
    ))
    .unwrap();
    for part in
        ["'=HYPERLINK(", ",+86 138-0013-8000,", ",-1234.5,", "'+SUM(A1)", ",2026-01-31 09:30,", "\n'-9,", ",Yes,"]
    {
        assert!(csv.contains(part), "{part} is not in {csv}");
    }
}

#[test]
fn only_the_rows_and_columns_that_were_asked_for() {
    let data = workspace();
    let columns = out::named(Table::Customer, &["name", "phone", "nothing"]);
    let csv = saved(&data, Lang::Zh, Table::Customer, &columns, &[id(3), id(99), id(4)]);
    let text = String::from_utf8(csv).unwrap();
    assert_eq!(text, "\u{feff}客户名称,电话\r\n'-9,+8613800138001\r\n\"Acme, \"\"Ltd\"\"\",\r\n");
}

#[test]
fn deals_with_what_follows_from_their_history() {
    let mut data = workspace();
    let stage = data.live(Table::Stage).nth(1).unwrap();
    let (stage, pipeline) = (stage.id, stage.link(loudou::domain::records::stage::PIPELINE).unwrap());
    let reason = entry(&data, "lost_reason", 0);
    let cells = [
        (deal::NAME, Value::text("Alpha")),
        (deal::CUSTOMER, Value::Ref(id(4))),
        (deal::PIPELINE, Value::Ref(pipeline)),
        (deal::AMOUNT, Value::Money(Money::new(-123_456, Currency::parse("USD").unwrap()))),
        (deal::PROBABILITY, Value::Int(35)),
        (
            deal::OUTCOME,
            Value::Outcome(Box::new(Outcome {
                kind: OutcomeKind::Lost,
                date: "2026-05-06".parse().ok(),
                reason: Some(reason),
                competitor: None,
                note: "=1".into(),
            })),
        ),
    ];
    let alpha = insert(&mut data, Table::Deal, 10, &cells);
    use loudou::domain::records::stage_change as change;
    let moved = [
        (change::DEAL, Value::Ref(alpha)),
        (change::TO, Value::Ref(stage)),
        (change::STATE, Value::text("lost")),
        (change::AT, Value::date("2026-05-06".parse().unwrap())),
    ];
    insert(&mut data, Table::StageChange, 11, &moved);
    let sheet = read(&saved(&data, Lang::En, Table::Deal, &out::all(&data, Table::Deal), &[alpha]));
    let cell = |name: &str| {
        let at = sheet.rows[0].iter().position(|title| title.text() == name).unwrap_or_else(|| panic!("no {name}"));
        sheet.rows[1].get(at).map_or("", Cell::text).to_string()
    };
    for (name, value) in [
        ("Deal name", "Alpha"),
        ("Customer", "Acme, \"Ltd\""),
        ("Status", "Lost"),
        ("Stage", "Qualified"),
        ("Amount", "-1234.56"),
        ("Currency", "USD"),
        ("Probability (%)", "35"),
        ("Closed", "2026-05-06"),
        ("Lost reason", "Price too high"),
        ("Outcome note", "=1"),
    ] {
        assert_eq!(cell(name), value, "{name}");
    }
}

#[test]
fn every_table_of_a_whole_workspace_comes_out_and_is_known_again() {
    let mut data = Dataset::default();
    let anchor = "2026-11-22".parse().unwrap();
    sample(Size::S, 7, anchor, Lang::Zh).into_iter().for_each(|(table, row)| data.insert(table, row));
    for table in out::TABLES {
        let ids = ids(&data, table);
        for lang in Lang::ALL {
            let columns = out::all(&data, table);
            let bytes = saved(&data, lang, table, &columns, &ids);
            let sheet = read(&bytes);
            assert_eq!(sheet.rows.len(), ids.len() + 1, "{table:?}");
            assert!(sheet.rows.iter().all(|row| row.len() <= columns.len()));
        }
    }
    for table in [Table::Customer, Table::Lead, Table::Deal] {
        let sheet = read(&saved(&data, Lang::En, table, &out::all(&data, table), &ids(&data, table)));
        let plan = planned(&data, &sheet, table);
        assert_eq!(plan.rejected.first(), None, "{table:?}");
        assert_eq!(plan.with(Fate::Unchanged), sheet.rows.len() - 1, "{table:?} {:?}", plan.counts);
    }
}

#[test]
fn contacts_as_cards_are_read_back() {
    let mut data = workspace();
    let person = [
        (contact::NAME, Value::text("王芳")),
        (contact::CUSTOMER, Value::Ref(id(4))),
        (contact::PHONE, Value::text("+86 138-0013-8002")),
        (contact::BIRTHDAY, Value::date("1985-03-12".parse().unwrap())),
        (contact::NOTE, Value::text("a;b\nc")),
    ];
    insert(&mut data, Table::Contact, 20, &person);
    let cards = out::cards(&data, &[id(2), id(4)]);
    let file = vcard::write(&cards, vcard::Version::V3);
    let decoder = |_, _: &[u8]| None;
    let sheet = vcard::read(file.as_bytes(), None, &decoder, &Limits::default()).unwrap();
    assert_eq!(sheet.rows.len(), 2);
    let row: Vec<&str> = sheet.rows[1].iter().map(Cell::text).collect();
    assert_eq!(row[..6], ["王芳", "Acme, \"Ltd\"", "", "", "+86 138-0013-8002", ""]);
    assert_eq!(sheet.rows[1][7], Cell::Moment(Moment::parse("1985-03-12").unwrap()));
    assert_eq!(out::cards(&data, &[id(3)]), []);
}

#[test]
fn a_calendar_has_open_tasks_and_days_of_care_of_the_rep() {
    let mut data = workspace();
    let about = [About { table: Table::Customer, id: id(4) }];
    let tasks = [
        (21, "call", Some("2026-12-01T14:30"), Some(id(1)), false),
        (22, "done", Some("2026-12-01"), Some(id(1)), true),
        (23, "no day", None, Some(id(1)), false),
        (24, "others", Some("2026-12-02"), None, false),
    ];
    for (n, title, due, owner, done) in tasks {
        let mut cells =
            vec![(task::TITLE, Value::text(title)), (task::ABOUT, Value::Abouts(about.to_vec().into_boxed_slice()))];
        cells.extend(due.map(|due| (task::DUE, Value::Moment(Moment::parse(due).unwrap()))));
        cells.extend(owner.map(|owner| (task::OWNER, Value::Ref(owner))));
        cells.extend(done.then(|| (task::DONE, Value::date("2026-11-01".parse().unwrap()))));
        insert(&mut data, Table::Task, n, &cells);
    }
    for (n, customer) in [(25, 2), (26, 4)] {
        let birthday = (contact::BIRTHDAY, Value::date("1984-02-29".parse().unwrap()));
        let cells = [(contact::NAME, Value::text("王芳")), (contact::CUSTOMER, Value::Ref(id(customer))), birthday];
        insert(&mut data, Table::Contact, n, &cells);
    }
    let titles = |rep| {
        let mut titles: Vec<String> =
            out::calendar(&data, &Spoken(Lang::En), rep).into_iter().map(|item| item.title).collect();
        titles.sort();
        titles
    };
    let first = "=HYPERLINK(\"x\")";
    assert_eq!(titles(Some(id(1))), [&format!("{first} anniversary"), "call", &format!("王芳 ({first}) birthday")]);
    assert_eq!(titles(None).len(), 5);
    let items = out::calendar(&data, &Spoken(Lang::En), Some(id(1)));
    let mut uids: Vec<&str> = items.iter().map(|item| item.uid.as_str()).collect();
    uids.sort_unstable();
    uids.dedup();
    assert_eq!(uids.len(), items.len());
    let text = ics::write("X", &items, "2026-11-22T00:00:00".parse().unwrap());
    assert!(text.contains("SUMMARY:call\r\n") && text.contains("DTSTART:20261201T143000\r\n"));
    assert!(text.contains("DESCRIPTION:Acme\\, \"Ltd\"\r\n"), "{text}");
    assert!(text.contains("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1\r\n"));
}
