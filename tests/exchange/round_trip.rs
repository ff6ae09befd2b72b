//! Export → import → export gives the same bytes: for what comes with the app, for a row of each kind with each field filled, for odd data.

use super::made::{odd, whole};
use super::{base, fixture, options, read_bytes, write};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::records::{flag, Table, COMMON_FIELDS};
use loudou::domain::row::Row;
use loudou::domain::value::Moment;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::import::Import;
use loudou::exchange::selection::Selection;
use loudou::sample::{sample, Size};
use loudou::text::Lang;
use proptest::prelude::*;

fn read_back(bytes: &[u8]) -> Import {
    read_bytes(bytes).unwrap_or_else(|r| panic!("{:#?}", r.problems))
}

/// Every row with its stamps is as it was, and the file too.
fn comes_back(data: &Dataset) -> Import {
    let bytes = write(data);
    let import = read_back(&bytes);
    let again = import.clone().into_dataset();
    for table in Table::ALL {
        assert_eq!(again.rows(*table).all().len(), data.rows(*table).all().len(), "{}", table.key());
        for row in data.rows(*table).all() {
            let back = again.rows(*table).get(row.id);
            assert_eq!(back, Some(row), "{}", table.key());
            // Whether a deleted row is kept is not in the file: it follows from the rows.
            assert_eq!(back.map(Row::is_kept), Some(row.is_kept()), "{}", table.key());
        }
    }
    assert_eq!(String::from_utf8(write(&again)), String::from_utf8(bytes));
    import
}

#[test]
fn what_comes_with_the_app_comes_back() {
    assert_eq!(comes_back(&base()).warnings, []);
    assert_eq!(comes_back(&Dataset::default()).rows, []);
}

#[test]
fn sample_data_comes_back() {
    let anchor = Moment::parse("2026-11-20").unwrap().date;
    for lang in Lang::ALL {
        let mut data = Dataset::default();
        sample(Size::S, 7, anchor, lang).into_iter().for_each(|(table, row)| data.insert(table, row));
        assert_eq!(comes_back(&data).warnings, []);
    }
}

#[test]
fn every_field_of_every_table_is_in_the_file() {
    let data = whole();
    let import = comes_back(&data);
    assert_eq!(import.warnings, []);
    let json: serde_json::Value = serde_json::from_slice(&write(&data)).unwrap();
    for table in Table::ALL {
        let rows = json["tables"][table.key()].as_array().unwrap();
        assert_eq!(json["counts"][table.key()].as_u64(), Some(rows.len() as u64));
        for field in COMMON_FIELDS.iter().chain(table.record().fields) {
            assert!(rows.iter().any(|row| row.get(field.name).is_some()), "{}.{} is missing", table.key(), field.name);
        }
    }
}

/// The released version 1 opens for ever. The file was written by `UPDATE_FIXTURES=1 cargo test` once, and is not written again.
#[test]
fn the_released_file_opens_and_is_written_the_same() {
    if std::env::var_os("UPDATE_FIXTURES").is_some() {
        std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/v1_full.json"), write(&whole())).unwrap();
    }
    let bytes = fixture("v1_full.json");
    let import = read_back(&bytes);
    assert_eq!(import.warnings, []);
    assert_eq!(import.counts.values().sum::<usize>(), import.rows.len());
    assert_eq!((import.counts.len(), import.counts.values().all(|n| *n > 0)), (19, true));
    // Tables that came later stand empty beside them; every row is the same line.
    let rows = |bytes: &[u8]| -> Vec<String> {
        let text = std::str::from_utf8(bytes).unwrap();
        text.lines().filter(|l| l.starts_with("{\"")).map(|l| l.trim_end_matches(',').to_string()).collect()
    };
    assert_eq!(rows(&write(&import.into_dataset())), rows(&bytes));
}

#[test]
fn the_file_is_canonical() {
    let bytes = write(&whole());
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.starts_with("{\n\"format\":\"loudou-workspace\",\n\"version\":1,\n") && text.ends_with("\n}\n}\n"));
    assert!(!text.contains('\r') && !text.contains('\u{feff}'));
    // The order in which rows came does not matter.
    let mut turned = Dataset::default();
    for table in Table::ALL.iter().rev() {
        whole().rows(*table).all().iter().rev().for_each(|row| turned.insert(*table, row.clone()));
    }
    assert_eq!(write(&turned), bytes);
    // One row per line, keys sorted, hashes over the lines.
    let lines: Vec<&str> = text.lines().filter(|l| l.starts_with("{\"")).map(|l| l.trim_end_matches(',')).collect();
    assert_eq!(lines.len(), Table::ALL.iter().map(|t| whole().rows(*t).all().len()).sum::<usize>());
    for line in lines {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(value.to_string(), line, "keys are sorted at every level");
    }
    // Independently: printf '%s\n' <the line of the settings> | sha256sum
    let line = text.lines().skip_while(|l| *l != "\"settings\":[").nth(1).unwrap();
    use sha2::Digest;
    let hash: String = sha2::Sha256::digest(format!("{line}\n")).iter().map(|b| format!("{b:02x}")).collect();
    assert!(text.contains(&format!("\"settings\":\"{hash}\"")));
}

#[test]
fn made_at_is_all_that_differs() {
    let later = ExportOptions { made_at: "2027-01-01T00:00:00Z".into(), ..options() };
    let (a, b) = (String::from_utf8(write(&base())).unwrap(), String::from_utf8(export(&base(), &later)).unwrap());
    let different: Vec<_> = a.lines().zip(b.lines()).filter(|(a, b)| a != b).collect();
    assert_eq!(different, [("\"made_at\":\"2026-11-21T08:00:00Z\",", "\"made_at\":\"2027-01-01T00:00:00Z\",")]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn odd_data_comes_back(seed in any::<u64>()) {
        comes_back(&odd(seed));
    }

    #[test]
    fn a_selection_is_whole_in_itself(seed in any::<u64>(), personal in any::<bool>()) {
        let data = odd(seed);
        let rep = data.live(Table::Rep).next().map(|row| row.id);
        let day = |t: &str| Moment::parse(t).unwrap().date;
        let selection = Selection {
            owners: rep.into_iter().collect(),
            period: (seed % 2 == 0).then(|| (day("2000-01-01"), day("2050-12-31"))),
            without_personal: !personal, ..Selection::default()
        };
        let bytes = export(&data, &ExportOptions { selection: Some(selection), ..options() });
        // A reference without its row would be a problem.
        let import = read_back(&bytes);
        let partial = import.header.partial.clone().unwrap();
        prop_assert_eq!(partial.without_personal, !personal);
        for (table, row) in &import.rows {
            for field in table.record().fields.iter().filter(|f| f.is(flag::PERSONAL)) {
                prop_assert!(personal || row.get(field.key).is_none());
            }
            let before = data.rows(*table).get(row.id).unwrap();
            prop_assert!(!personal || before == row);
        }
    }

    #[test]
    fn any_bytes_are_refused_without_a_crash(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert!(read_bytes(&bytes).is_err());
    }

    #[test]
    fn a_damaged_file_never_crashes(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = fixture("v1_small.json");
        let at = at.index(bytes.len());
        bytes[at] = byte;
        if let Ok(import) = read_bytes(&bytes) {
            comes_back(&import.into_dataset());
        }
    }
}

#[test]
fn a_selection_by_owner_brings_what_it_refers_to_and_no_more() {
    let data = read_back(&fixture("v1_small.json")).into_dataset();
    let id = |data: &Dataset, table: Table, name: &str| -> Option<Id> {
        let key = table.record().natural.unwrap();
        data.live(table).find(|row| row.text(key) == name).map(|row| row.id)
    };
    let tom = id(&data, Table::Rep, "Tom Baker").unwrap();
    let part = |owners: Vec<Id>, period: Option<(&str, &str)>| {
        let day = |t: &str| Moment::parse(t).unwrap().date;
        let period = period.map(|(from, to)| (day(from), day(to)));
        let selection = Selection { owners, period, without_personal: true, ..Selection::default() };
        read_back(&export(&data, &ExportOptions { selection: Some(selection), ..options() })).into_dataset()
    };
    let toms = part(vec![tom], None);
    assert!(id(&toms, Table::Deal, "Harbor cameras").is_some());
    assert!(id(&toms, Table::Deal, "巡检机器人一期").is_none(), "another rep's deal");
    assert!(id(&toms, Table::Customer, "上海明远科技有限公司").is_some(), "it referred Tom's customer");
    assert!(id(&toms, Table::Rep, "李娜").is_some(), "she owns that customer");
    assert_eq!((toms.live(Table::Activity).count(), toms.live(Table::Task).count()), (1, 1));
    assert_eq!(toms.live(Table::Stage).count(), 7);
    // Deals that were open at some time in July: not the one won in June, nor the one lost in May, nor the one of September.
    let july = part(vec![], Some(("2026-07-01", "2026-07-31")));
    let mut names: Vec<&str> = july.live(Table::Deal).map(|d| d.text(loudou::domain::records::deal::NAME)).collect();
    names.sort_unstable();
    assert_eq!(names, ["Spare parts", "维保服务"], "both began on an unknown day");
    assert_eq!(july.live(Table::Activity).count(), 0);
}

#[test]
fn chosen_records_bring_what_hangs_on_them_and_no_more() {
    let data = read_back(&fixture("v1_small.json")).into_dataset();
    let find = |table: Table, name: &str| {
        let key = table.record().natural.unwrap();
        data.live(table).find(|row| row.text(key) == name).map(|row| row.id).unwrap()
    };
    let part = |table: Table, names: &[&str]| {
        let chosen = Some((table, names.iter().map(|name| find(table, name)).collect()));
        // Owners and period are of the other kind of choice.
        let selection = Selection { chosen, owners: vec![find(Table::Rep, "Tom Baker")], ..Selection::default() };
        let import = read_back(&export(&data, &ExportOptions { selection: Some(selection), ..options() }));
        assert_eq!(import.header.partial.clone().unwrap().chosen.as_deref(), Some(table.key()));
        import.into_dataset()
    };
    let names = |data: &Dataset, table: Table| -> Vec<String> {
        let key = table.record().natural.unwrap();
        let mut names: Vec<String> = data.live(table).map(|row| row.text(key).to_string()).collect();
        names.sort_unstable();
        names
    };
    let counts = |data: &Dataset| {
        [Table::Contact, Table::StageChange, Table::Activity, Table::Task].map(|table| data.live(table).count())
    };
    let one = part(Table::Customer, &["上海明远科技有限公司"]);
    assert_eq!(names(&one, Table::Customer), ["上海明远科技有限公司"]);
    assert_eq!(names(&one, Table::Deal), ["巡检机器人一期", "维保服务"]);
    assert_eq!((counts(&one)[0], counts(&one)[2], counts(&one)[3]), (1, 0, 0));
    let other = part(Table::Customer, &["Blue Harbor Ltd."]);
    assert_eq!(
        names(&other, Table::Customer),
        ["Blue Harbor Ltd.", "上海明远科技有限公司"],
        "one was referred by the other"
    );
    assert_eq!(names(&other, Table::Deal), ["Harbor cameras", "Spare parts", "试用"]);
    assert_eq!((counts(&other)[0], counts(&other)[2], counts(&other)[3]), (1, 1, 1), "the task hangs on a deal");
    assert_eq!(counts(&one)[1] + counts(&other)[1], counts(&data)[1], "each deal has its whole history");
    let deal = part(Table::Deal, &["Harbor cameras"]);
    assert_eq!(names(&deal, Table::Deal), ["Harbor cameras"]);
    assert_eq!((counts(&deal)[2], counts(&deal)[3]), (1, 1));
    let none = part(Table::Lead, &[]);
    assert_eq!((names(&none, Table::Customer).len(), none.live(Table::Stage).count()), (0, 7));
}
