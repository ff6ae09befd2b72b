//! Tables from elsewhere, as people's programs write them and as enemies would; every way to refuse one has its words.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod tables {
    mod delimited;
    mod vcard;
    mod xlsx;

    use loudou::exchange::table::decode::Encoding;
    use loudou::exchange::table::Cell;

    /// What the browser's TextDecoder does.
    fn browser(encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let known = encoding_rs::Encoding::for_label(encoding.label().as_bytes())?;
        Some(known.decode_without_bom_handling(bytes).0.into_owned())
    }

    fn text_cell(text: &str) -> Cell {
        if text.trim().is_empty() {
            Cell::Empty
        } else {
            Cell::Text(text.to_string())
        }
    }
}

use loudou::text::words::errors::error_text;
use std::collections::BTreeSet;
use std::path::Path;

/// Words in quotes that look like codes, in the code of the files that read and write tables.
fn codes(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            codes(&path, found);
        } else if name.ends_with(".rs") {
            let source = std::fs::read_to_string(&path).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap();
            for start in [
                "problem(\"",
                "Err(\"",
                "Some(\"",
                "ok_or(\"",
                "warn(\"",
                "whole(\"",
                "_ => \"",
                "unwrap_or(\"",
                "=> \"",
            ] {
                let words = source.split(start).skip(1).map(|rest| rest.split('"').next().unwrap());
                found.extend(
                    words
                        .filter(|word| word.contains('_') && word.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
                        .map(String::from),
                );
            }
        }
    }
}

#[test]
fn refusals_have_messages() {
    let mut found = BTreeSet::new();
    codes(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/exchange/table"), &mut found);
    for code in
        ["too_big", "old_spreadsheet", "unclosed_quote", "damaged_spreadsheet", "encoding_unknown", "too_many_cells"]
    {
        assert!(found.contains(code), "{code} was not found in the source");
    }
    let silent: Vec<_> =
        found.iter().map(String::as_str).chain(["cancelled"]).filter(|code| error_text(code).is_none()).collect();
    assert!(silent.is_empty(), "codes without a message: {silent:?}");
}
