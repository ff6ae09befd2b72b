//! Broken, hostile and newer files: each is refused with code, path and line, and nothing is made of it.

use super::{base, fixture, read_bytes};
use loudou::domain::records::Table;
use loudou::exchange::import::{read, read_sound_rows};
use loudou::exchange::report::{Limits, Report};
use loudou::text::words::errors::error_text;

fn found(report: &Report) -> Vec<(&str, &str, Option<usize>)> {
    report.problems.iter().map(|p| (p.code, p.path.as_str(), p.line)).collect()
}

#[test]
fn each_bad_file_is_named_by_code_path_and_line() {
    type Expected = &'static [(&'static str, &'static str, Option<usize>)];
    let files: &[(&str, Expected)] = &[
        ("bad_not_json.json", &[("not_json", "", Some(1))]),
        ("bad_wrong_format.json", &[("wrong_format", "format", None)]),
        ("bad_truncated.json", &[("truncated", "", Some(24))]),
        ("bad_newer_version.json", &[("newer_file", "version", None)]),
        ("bad_duplicate_ids.json", &[("duplicate_id", "tables.customer[2].id", Some(4))]),
        (
            "bad_dangling.json",
            &[
                ("dangling_reference", "tables.deal[0].customer", Some(4)),
                ("name_not_found", "tables.deal[1].customer", Some(5)),
                ("ambiguous_name", "tables.deal[2].customer", Some(6)),
                ("name_not_found", "tables.deal[3].tags[0]", Some(7)),
            ],
        ),
        (
            "bad_date.json",
            &[
                ("bad_date", "tables.customer[0].created", Some(2)),
                ("bad_date", "tables.deal[0].closed", Some(3)),
                ("bad_date", "tables.task[0].due", Some(4)),
                ("bad_date", "tables.settings[0].calendar.2025-02-29", Some(5)),
            ],
        ),
        ("bad_nan.json", &[("not_json", "", Some(2))]),
        (
            "bad_number.json",
            &[
                ("bad_number", "tables.rate[0]", Some(2)),
                ("bad_number", "tables.rate[1].rate", Some(3)),
                ("bad_number", "tables.rate[2].rate", Some(4)),
                ("out_of_range", "tables.rate[3].rate", Some(5)),
                ("out_of_range", "tables.deal[0].probability", Some(7)),
                ("bad_money", "tables.deal[1].amount", Some(8)),
                ("wrong_type", "tables.deal[2].amount", Some(9)),
            ],
        ),
        ("bad_deep.json", &[("too_deep", "tables.customer[0]", Some(2)), ("too_deep", "tables.customer[1]", Some(3))]),
        (
            "bad_huge_text.json",
            &[("too_long", "tables.customer[0].name", Some(2)), ("too_long", "tables.customer[1].note", Some(3))],
        ),
    ];
    for (file, expected) in files {
        let report = read_bytes(&fixture(file)).expect_err(file);
        assert_eq!(found(&report), *expected, "{file}");
        for problem in report.problems.iter().chain(&report.warnings) {
            assert!(error_text(problem.code).is_some(), "{} has no words", problem.code);
        }
    }
}

#[test]
fn scripts_and_formulas_are_text_and_unknown_fields_are_kept() {
    let import = read_bytes(&fixture("odd_script_name.json")).unwrap();
    let warnings: Vec<_> = import.warnings.iter().map(|w| (w.code, w.path.as_str())).collect();
    assert_eq!(
        warnings,
        [
            ("control_characters", "tables.customer[2].name"),
            ("unknown_field", "tables.customer[2].rating"),
            ("unknown_field", "tables.customer[2].__proto__")
        ]
    );
    let text = String::from_utf8(super::write(&import.into_dataset())).unwrap();
    for kept in [
        "\"name\":\"<script>alert(1)</script>\"",
        "\"name\":\"Bell\\u0007\"",
        "\"rating\":{\"stars\":4.25,\"why\":null}",
        "\"__proto__\":{\"polluted\":true}",
    ] {
        assert!(text.contains(kept), "{kept} in {text}");
    }
}

/// The codes of a file with this text.
fn codes(text: &str) -> Vec<&'static str> {
    read_bytes(text.as_bytes()).map_or_else(|r| r.problems.iter().map(|p| p.code).collect(), |_| vec![])
}

fn tables(tables: &str) -> String {
    format!("{{\"format\":\"loudou-workspace\",\"version\":1,\"tables\":{tables}}}")
}

#[test]
fn smaller_mistakes_have_their_codes() {
    let id = "0190a000-0000-7000-8000-000000000001";
    for (text, code) in [
        (String::new(), "not_json"),
        ("  \n".into(), "not_json"),
        ("[]".into(), "wrong_format"),
        ("[".repeat(1_000_000), "wrong_format"),
        ("{}".into(), "wrong_format"),
        ("{\"format\":\"loudou-workspace\"}".into(), "wrong_format"),
        ("{\"format\":\"loudou-workspace\",\"version\":1}".into(), "wrong_format"),
        ("{\"format\":\"loudou-workspace\",\"version\":\"1\",\"tables\":{}}".into(), "wrong_format"),
        ("{\"format\":\"loudou-workspace\",\"version\":0,\"tables\":{}}".into(), "wrong_format"),
        (tables("[]"), "wrong_format"),
        (format!("{} x", tables("{}")), "not_json"),
        (tables("{\"deal\":{}}"), "wrong_type"),
        (tables("{\"deal\":[1]}"), "wrong_type"),
        (tables("{\"customer\":[],\"customer\":[]}"), "bad_value"),
        (tables("{\"customer\":[{\"name\":\"A\",\"name\":\"B\"}]}"), "bad_value"),
        (tables("{\"customer\":[{}]}"), "required"),
        (tables("{\"customer\":[{\"name\":\"  \"}]}"), "required"),
        (tables("{\"customer\":[{\"name\":7}]}"), "wrong_type"),
        (tables("{\"customer\":[{\"name\":\"A\",\"sort\":\"firm\"}]}"), "bad_choice"),
        (tables("{\"customer\":[{\"name\":\"A\",\"tags.x\":true}]}"), "bad_value"),
        (tables("{\"customer\":[{\"name\":\"A\",\"own\":{\"size\":3}}]}"), "name_not_found"),
        (tables("{\"customer\":[{\"name\":\"A\",\"id\":\"one\"}]}"), "bad_value"),
        (tables("{\"customer\":[{\"name\":\"A\",\"stamp\":\"yesterday\"}]}"), "bad_value"),
        (tables(&format!("{{\"customer\":[{{\"name\":\"A\",\"stamp\":\"{}\"}}]}}", "f".repeat(32))), "stamp_too_late"),
        (tables(&format!("{{\"settings\":[{{\"id\":\"{id}\",\"name\":\"W\",\"currency\":\"CNY\"}}]}}")), "bad_value"),
        (tables("{\"settings\":[{\"name\":\"W\",\"currency\":\"yuan\"}]}"), "bad_currency"),
        (tables("{\"team\":[{\"name\":\"A\",\"parent\":\"B\"},{\"name\":\"B\",\"parent\":\"A\"}]}"), "team_loop"),
        (tables("{\"pipeline\":[{\"zh\":\"P\"}],\"stage\":[]}"), "pipeline_needs_won"),
    ] {
        assert!(error_text(code).is_some(), "{code} has no words");
        assert_eq!(codes(&text).first(), Some(&code), "{}", &text[..text.len().min(200)]);
    }
}

#[test]
fn sound_rows_can_be_read_without_the_others() {
    let text = tables(
        "{\"customer\":[{\"name\":\"A\",\"created\":\"2026-02-30\"},{\"name\":\"B\"}],\
         \"deal\":[{\"name\":\"D\",\"customer\":\"A\"},{\"name\":\"E\",\"customer\":\"B\"}],\
         \"deal_line\":[{\"deal\":\"D\",\"product\":\"P\",\"quantity\":1},{\"deal\":\"E\",\"product\":\"P\",\"quantity\":1}],\
         \"product\":[{\"name\":\"P\"}]}",
    );
    let sound = read_sound_rows(text.as_bytes(), &base(), &Limits::default()).unwrap();
    let paths: Vec<_> = sound.problems.iter().map(|p| (p.code, p.path.as_str())).collect();
    assert_eq!(
        paths,
        [
            ("bad_date", "tables.customer[0].created"),
            ("name_not_found", "tables.deal[0].customer"),
            ("name_not_found", "tables.deal_line[0].deal")
        ]
    );
    assert_eq!(sound.skipped, 3);
    let data = sound.import.into_dataset();
    let live = |table| data.live(table).count();
    assert_eq!((live(Table::Customer), live(Table::Deal), live(Table::DealLine)), (1, 1, 1));
    // What is wrong as a whole stays wrong.
    for name in ["bad_not_json.json", "bad_truncated.json", "bad_newer_version.json"] {
        let report = read_sound_rows(&fixture(name), &base(), &Limits::default()).expect_err(name);
        assert_eq!(report.problems.len(), 1, "{name}");
    }
}

#[test]
fn limits_are_kept() {
    let limits = Limits { bytes: 400, rows: 2, row_bytes: 60, depth: 3, names: 2, name_length: 10, problems: 2 };
    let code = |text: &str| {
        let report = read(text.as_bytes(), &base(), &limits).expect_err(text);
        report.problems.first().map(|p| p.code)
    };
    assert_eq!(code(&" ".repeat(401)), Some("too_big"));
    assert_eq!(code(&tables("{\"team\":[{\"name\":\"A\"},{\"name\":\"B\"},{\"name\":\"C\"}]}")), Some("too_big"));
    assert_eq!(code(&tables(&format!("{{\"team\":[{{\"name\":\"{}\"}}]}}", "x".repeat(60)))), Some("too_long"));
    assert_eq!(code(&tables("{\"team\":[{\"name\":\"A\",\"x\":[[[]]]}]}")), Some("too_deep"));
    assert_eq!(code(&tables("{\"team\":[{\"name\":\"A\",\"x\":1,\"y\":1,\"z\":1}]}")), Some("too_many_names"));
    assert_eq!(code(&tables("{\"team\":[{\"name\":\"A\",\"abcdefghijk\":1}]}")), Some("too_many_names"));
    let many = tables("{\"team\":[{\"a\":1},{\"b\":1}],\"rep\":[1,1,1]}");
    let report = read(many.as_bytes(), &base(), &Limits { rows: 9, ..limits.clone() }).expect_err("many");
    assert_eq!((report.problems.len(), report.more), (2, 3));
}

#[test]
fn what_is_odd_but_harmless_is_a_warning() {
    let stamp = "0".repeat(32);
    for (text, code, path) in [
        (tables("{}").replace("1,", "1,\"minor\":7,"), "newer_minor", "minor"),
        (tables("{}").replace("1,", "1,\"colour\":7,"), "unknown_field", "colour"),
        (tables("{\"robot\":[{\"id\":\"x\"}]}"), "unknown_table", "tables.robot"),
        (tables("{\"rep\":[]}").replace("1,", "1,\"counts\":{\"rep\":2},"), "wrong_count", "tables.rep"),
        (tables("{\"rep\":[]}").replace("1,", "1,\"sha256\":{\"rep\":\"00\"},"), "wrong_hash", "tables.rep"),
        (
            tables(&format!("{{\"rep\":[{{\"name\":\"A\",\"level\":\"guru\",\"stamp\":\"{stamp}\"}}]}}")),
            "unknown_choice",
            "tables.rep[0].level",
        ),
    ] {
        let import = read_bytes(text.as_bytes()).unwrap_or_else(|r| panic!("{text}: {:?}", r.problems));
        let warnings: Vec<_> = import.warnings.iter().map(|w| (w.code, w.path.as_str())).collect();
        assert_eq!(warnings, [(code, path)], "{text}");
        assert!(error_text(code).is_some(), "{code} has no words");
    }
    let newer =
        tables(&format!("{{\"rep\":[{{\"name\":\"A\",\"external\":{{\"erp\":[1,2]}},\"stamp\":\"{stamp}\"}}]}}"));
    let import = read_bytes(newer.as_bytes()).unwrap();
    assert_eq!(import.warnings.iter().map(|w| w.code).collect::<Vec<_>>(), ["unknown_choice"]);
    let written = String::from_utf8(super::write(&import.into_dataset())).unwrap();
    assert!(written.contains("\"external\":{\"erp\":[1,2]}"));
    for code in ["shorthand_ignored", "control_characters", "too_many_names", "too_big", "truncated"] {
        assert!(error_text(code).is_some(), "{code} has no words");
    }
}

#[test]
fn a_file_cut_anywhere_is_refused() {
    let whole = fixture("v1_small.json");
    let end = whole.iter().rposition(|b| *b == b'}').unwrap();
    for cut in (1..end).step_by(13) {
        let report = read_bytes(&whole[..cut]).expect_err("cut");
        assert_eq!(report.problems[0].code, "truncated", "cut at {cut}");
    }
}

#[test]
fn a_stamp_that_would_win_every_merge_is_refused_where_it_stands() {
    use loudou::domain::stamp::Stamp;
    let file = |ms: u64| {
        let (row, cell) = (Stamp::new(1, 0, 0), Stamp::new(ms, 0, 1));
        tables(&format!("{{\"customer\":[{{\"name\":\"A\",\"stamp\":\"{row}\",\"stamps\":{{\"name\":\"{cell}\"}}}}]}}"))
    };
    let report = read_bytes(file(Stamp::LAST_MS + 1).as_bytes()).unwrap_err();
    let problem = &report.problems[0];
    assert_eq!((problem.code, problem.path.as_str()), ("stamp_too_late", "tables.customer[0].stamps.name"));
    assert!(read_bytes(file(Stamp::LAST_MS).as_bytes()).is_ok());
}
