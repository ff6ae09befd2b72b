//! Data made from the declarations: a new field or record type is in these tests without anybody thinking of it.

use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::money::{Currency, Money};
use loudou::domain::records::{
    settings, stage, Field, Kind, Table, COMMON_FIELDS, DELETED, EXTERNAL, MERGED_INTO, OWN,
};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::{About, Moment, Outcome, OutcomeKind, Place, Share, Value};

/// Rows per table.
const ROWS: usize = 5;

fn id(table: Table, i: usize) -> Id {
    match table {
        Table::Settings => settings::ROW,
        _ => Id::fixed(1_000 + table as u16, i as u16),
    }
}

fn rows_of(table: Table) -> usize {
    if table == Table::Settings {
        1
    } else {
        ROWS
    }
}

fn day(n: usize) -> chrono::NaiveDate {
    Moment::parse("2026-01-01").unwrap().date + chrono::Days::new(n as u64)
}

/// A workspace where every field of every table is filled in some row.
pub fn whole() -> Dataset {
    let mut data = Dataset::default();
    for table in Table::ALL.iter().copied() {
        for i in 0..rows_of(table) {
            let mut row = Row::new(id(table, i), Stamp::new(1_790_000_000_000 + i as u64, i as u16, 7));
            for (n, field) in COMMON_FIELDS.iter().chain(table.record().fields).enumerate() {
                fill(&mut row, table, field, i, n);
            }
            if i == 1 {
                // Written later, and cleared later.
                let keys: Vec<Key> = row.cells().map(|(key, _)| key).collect();
                for key in &keys {
                    let value = row.get(*key).cloned();
                    row.put(*key, value, Some(Stamp::new(1_790_000_100_000, 1, 8)));
                }
                row.put(EXTERNAL, None, Some(Stamp::new(1_790_000_100_000, 2, 8)));
            }
            data.insert(table, row);
        }
    }
    data
}

fn fill(row: &mut Row, table: Table, field: &Field, i: usize, n: usize) {
    let last = i + 1 == rows_of(table) && table != Table::Settings;
    let element = |row: &mut Row, element: &str, value| {
        row.put(Key::element(field.name, element).unwrap(), Some(value), None);
    };
    if field.key == DELETED {
        // Pipelines other than the first are deleted: they have no won stage. Settings are never deleted.
        let deleted = last || (table == Table::Pipeline && i > 0);
        row.put(DELETED, (deleted || table == Table::Settings).then_some(Value::Bool(deleted)), None);
        return;
    }
    if field.key == MERGED_INTO {
        let merged = last || table == Table::Settings;
        row.put(MERGED_INTO, merged.then(|| Value::text(id(table, 0).to_string())), None);
        return;
    }
    if field.key == OWN {
        return element(row, &id(Table::OwnField, i).to_string(), Value::text("own value"));
    }
    match field.kind {
        Kind::Set(_) => {
            element(row, &id(Table::ListEntry, i).to_string(), Value::Bool(true));
            element(row, &id(Table::ListEntry, (i + 1) % ROWS).to_string(), Value::Bool(true));
        }
        Kind::Map if field.name == "calendar" => element(row, "2026-10-01", Value::text("off")),
        Kind::Map => element(row, "3", Value::Bool(i.is_multiple_of(2))),
        _ => row.put(field.key, value(table, field, i, n), None),
    }
}

fn value(table: Table, field: &Field, i: usize, n: usize) -> Option<Value> {
    Some(match field.kind {
        Kind::Text if field.name == "currency" => Value::text("USD"),
        Kind::Text | Kind::Note => Value::text(format!("{} {i} 文字", field.name)),
        Kind::Phone => Value::text("+86 138-0013-8000"),
        Kind::Email => Value::text("li.na@example.com"),
        Kind::Int(low, high) => Value::Int((low + i as i64).min(high)),
        Kind::Percent => Value::Int(100 - i as i64),
        Kind::Decimal => Value::Decimal(1_234_567 + i as i64),
        Kind::Bool => Value::Bool(i.is_multiple_of(2)),
        Kind::Date => Value::date(day(n)),
        Kind::Moment => Value::Moment(Moment { date: day(n), minute: (i > 0).then_some(599 + i as u16) }),
        Kind::Money => Value::Money(Money::new(123_456 - 100_000 * i as i64, Currency::parse(["CNY", "JPY"][i % 2])?)),
        Kind::Ref(Table::Pipeline) => Value::Ref(id(Table::Pipeline, 0)),
        // Rows of one table refer to the row before them, so that nothing goes round in circles.
        Kind::Ref(to) if to == table => Value::Ref(id(to, i.checked_sub(1)?)),
        Kind::Ref(to) => Value::Ref(id(to, i)),
        Kind::List(_) => Value::Ref(id(Table::ListEntry, i)),
        Kind::Abouts => Value::Abouts(
            [Table::Deal, Table::Customer, Table::Lead].into_iter().map(|t| About { table: t, id: id(t, i) }).collect(),
        ),
        Kind::Choice(codes) if table == Table::Stage && field.key == stage::PHASE => Value::text(codes[i.min(3)]),
        Kind::Choice(codes) => Value::text(codes[i % codes.len()]),
        Kind::Outcome => Value::Outcome(Box::new(Outcome {
            kind: [OutcomeKind::Won, OutcomeKind::Lost, OutcomeKind::Invalid][i % 3],
            date: (i != 1).then(|| day(n)),
            reason: (i > 0).then(|| id(Table::ListEntry, i)),
            competitor: (i > 1).then(|| id(Table::ListEntry, i - 1)),
            note: if i > 2 { "why".into() } else { String::new() },
        })),
        Kind::Place => Value::Place(Box::new(Place { stage: id(Table::Stage, i), order: format!("8{i}") })),
        Kind::Credit => Value::Credit(Box::new([
            Share { rep: id(Table::Rep, 0), team: None, percent: 60 },
            Share { rep: id(Table::Rep, 1), team: Some(id(Table::Team, i)), percent: 40 },
        ])),
        Kind::Set(_) | Kind::Map => return None,
    })
}

/// Pieces of text that trip programs up.
const PIECES: &[&str] = &[
    "",
    " ",
    "\"",
    "\\",
    "/",
    "\u{0}",
    "\u{1f}",
    "\n",
    "\r\n",
    "\t",
    "\u{7f}",
    "\u{2028}",
    "\u{feff}",
    "汉",
    "😀",
    "e\u{301}",
    "<b>",
    "=1",
    "null",
    "NaN",
    "\u{202e}",
    "{",
    "]",
    ",",
    "名称",
    "\u{10ffff}",
    ".",
    "id",
];

/// A workspace of odd but allowed values: any subset of rows and fields, any stamps, cleared cells, unknown fields and tables.
pub fn odd(seed: u64) -> Dataset {
    let mut random = SeededIds::new(seed);
    let mut below = move |n: usize| (random.next_u64() % n as u64) as usize;
    let mut data = whole();
    for table in Table::ALL.iter().copied() {
        for i in 0..rows_of(table) {
            let key_of = |f: &'static Field| f.key;
            let fields: Vec<Key> = COMMON_FIELDS.iter().chain(table.record().fields).map(key_of).collect();
            let text = |below: &mut dyn FnMut(usize) -> usize| -> String {
                (0..below(6)).map(|_| PIECES[below(PIECES.len())]).collect()
            };
            data.update(table, id(table, i), None, |row| {
                for key in fields {
                    let stamp = Stamp::new(below(1 << 40) as u64, below(65_536) as u16, below(1 << 30) as u64);
                    let plain_text = matches!(table.kind_of(key), Some(Kind::Text | Kind::Note))
                        && !matches!(table.path_of(key), "currency" | "merged_into");
                    match below(5) {
                        0 => row.put(key, None, None),
                        1 => row.put(key, None, Some(stamp)),
                        2 if plain_text => row.put(key, Some(Value::text(text(&mut below))), Some(stamp)),
                        3 if row.get(key).is_some() => row.put(key, row.get(key).cloned(), Some(stamp)),
                        _ => {}
                    }
                }
                if below(3) == 0 {
                    row.put(DELETED, Some(Value::Bool(below(2) == 0)), None);
                }
                if below(3) == 0 {
                    let json = unknown(&mut below, 3);
                    row.put(Key::dynamic("from_the_future").unwrap(), Some(Value::Other(Box::new(json))), None);
                    let json =
                        serde_json::json!({ "n": f64::from_bits(below(1 << 52) as u64 | 0x3ff0_0000_0000_0000) });
                    row.put(Key::dynamic("odd name.x").unwrap(), Some(Value::Other(Box::new(json))), None);
                }
            });
        }
    }
    if below(2) == 0 {
        let rows = (0..below(4)).map(|_| unknown(&mut below, 3)).collect();
        data.keep_unknown("robots", rows);
    }
    data
}

fn unknown(below: &mut dyn FnMut(usize) -> usize, depth: usize) -> serde_json::Value {
    use serde_json::Value as J;
    match below(if depth == 0 { 5 } else { 7 }) {
        0 => J::Null,
        1 => J::Bool(below(2) == 0),
        2 => J::from(below(1 << 60) as i64 - (1 << 59)),
        3 => J::from(f64::from_bits((below(1 << 60) as u64) | 1) * 1e-3),
        4 => J::from(PIECES[below(PIECES.len())]),
        5 => J::Array((0..below(4)).map(|_| unknown(below, depth - 1)).collect()),
        _ => J::Object(
            (0..below(4)).map(|_| (PIECES[below(PIECES.len())].to_string(), unknown(below, depth - 1))).collect(),
        ),
    }
}
