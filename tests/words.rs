//! Every record type, field, choice, list, command and error that the code knows has its words in both languages.

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use loudou::domain::money::Currency;
use loudou::domain::records::{list_entry, Kind, Table, COMMON_FIELDS};
use loudou::storage::error::StoreErrorCode;
use loudou::text::words::{choices, commands, duplicates, errors, fields, lists, tables};
use loudou::text::{format, Lang};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn tables_fields_and_choices_have_names() {
    for table in Table::ALL {
        assert!(tables::table_name(table.key()).is_some(), "table {}", table.key());
        for field in COMMON_FIELDS.iter().chain(table.record().fields) {
            let at = format!("{}.{}", table.key(), field.name);
            assert!(fields::field_label(table.key(), field.name).is_some(), "field {at}");
            match field.kind {
                Kind::Choice(codes) => {
                    for code in codes {
                        assert!(choices::choice_label(table.key(), field.name, code).is_some(), "choice {at} = {code}");
                    }
                }
                Kind::List(list) | Kind::Set(list) => assert!(lists::list_name(list).is_some(), "list {list} of {at}"),
                _ => {}
            }
        }
    }
}

#[test]
fn no_table_or_choice_has_words_but_no_declaration() {
    for (key, _) in tables::TABLES {
        assert!(Table::parse(key).is_some(), "table {key}");
    }
    for (table, field, code, _) in choices::CHOICES {
        let declared = Table::parse(table).and_then(|t| t.field_named(field)).map(|f| f.kind);
        assert!(matches!(declared, Some(Kind::Choice(codes)) if codes.contains(code)), "{table}.{field} = {code}");
    }
    let known: BTreeSet<&str> = list_entry::LISTS.iter().copied().collect();
    let worded: BTreeSet<&str> = lists::LISTS.iter().map(|(key, _, _)| *key).collect();
    assert_eq!(known, worded);
}

#[test]
fn commands_have_names() {
    for table in Table::ALL {
        for verb in ["create", "edit", "bulk", "delete", "restore", "merge"] {
            let code = format!("{}.{verb}", table.key());
            assert!(Lang::ALL.iter().all(|lang| commands::command_label(*lang, &code).is_some()), "{code}");
        }
    }
    for code in ["deal.move", "deal.won", "deal.lost", "deal.invalid", "deal.reopen", "stage.reorder", "data.repair"] {
        assert!(commands::command_label(Lang::En, code).is_some(), "{code}");
    }
}

#[test]
fn reasons_why_rows_are_the_same_have_words() {
    for reason in loudou::analysis::duplicates::Reason::ALL {
        assert!(duplicates::reason_label(reason.code()).is_some(), "{}", reason.code());
    }
}

#[test]
fn errors_have_messages() {
    for code in StoreErrorCode::ALL {
        assert!(errors::error_text(code.as_str()).is_some(), "{}", code.as_str());
    }
    for code in loudou::domain::audit::CODES {
        assert!(errors::error_text(code).is_some(), "{code}");
    }
    let mut codes = BTreeSet::new();
    refusals(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/domain")), &mut codes);
    assert!(codes.len() > 20 && codes.contains("win_needs_amount"), "{codes:?}");
    let silent: Vec<_> = codes.iter().filter(|code| errors::error_text(code).is_none()).collect();
    assert!(silent.is_empty(), "refusals without a message: {silent:?}");
}

/// The codes that the domain's source refuses with.
fn refusals(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            refusals(&path, codes);
        } else {
            let source = std::fs::read_to_string(&path).unwrap();
            for start in
                ["Refusal::new(\"", "Refusal::field(\"", "Refusal::rows(\"", "Refusal { code: \"", "ok_or(\"", "Err(\""]
            {
                for rest in source.split(start).skip(1) {
                    codes.insert(rest.split('"').next().unwrap().to_owned());
                }
            }
        }
    }
}

#[test]
fn amounts_have_as_many_decimals_as_the_domain_says() {
    let letters = || (b'A'..=b'Z').map(char::from);
    for a in letters() {
        for b in letters() {
            for c in letters() {
                let code = String::from_iter([a, b, c]);
                assert_eq!(format::minor_digits(&code), Currency::parse(&code).unwrap().digits(), "{code}");
            }
        }
    }
}
