//! Holds the layout: which room may know which, docs on every file, size of files, words only in `text/`.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
    found.sort();
    assert!(found.len() > 50, "the sources were not found");
    found
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.components().next().unwrap().as_os_str().to_string_lossy().trim_end_matches(".rs").to_string()
}

/// The code of a file without its tests and comments.
fn code(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]").next().unwrap();
    text.lines().filter(|l| !l.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn rooms_know_only_what_lies_before_them() {
    let may: &[(&str, &[&str])] = &[
        ("domain", &[]),
        ("text", &[]),
        ("analysis", &["domain"]),
        ("exchange", &["domain"]),
        ("storage", &["domain"]),
        ("sample", &["domain", "text"]),
        ("charts", &["domain", "analysis", "text"]),
        ("brand", &[]),
        ("route", &["domain"]),
        ("web", &["domain", "storage", "text"]),
        ("work", &["domain", "analysis", "exchange", "storage", "sample", "text"]),
        (
            "ui",
            &["domain", "analysis", "exchange", "storage", "sample", "charts", "text", "brand", "route", "web", "work"],
        ),
    ];
    for path in sources() {
        let here = room(&path);
        let Some((_, allowed)) = may.iter().find(|(name, _)| *name == here) else { continue };
        let code = code(&path);
        for (other, _) in may.iter().filter(|(name, _)| *name != here && !allowed.contains(name)) {
            for form in [format!("crate::{other}::"), format!("crate::{other};")] {
                assert!(!code.contains(&form), "{} must not know {other}", path.display());
            }
        }
    }
}

#[test]
fn pure_rooms_name_no_browser() {
    for path in sources().iter().filter(|p| !matches!(room(p).as_str(), "web" | "ui" | "bin" | "main" | "lib")) {
        let code = code(path);
        for word in ["web_sys", "js_sys", "leptos", "wasm_bindgen", "gloo_"] {
            assert!(!code.contains(word), "{} names {word}", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for_and_is_short_enough_to_read() {
    for path in sources() {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//!"), "{} has no module docs", path.display());
        assert!(text.lines().count() <= 430, "{} has {} lines", path.display(), text.lines().count());
    }
}

#[test]
fn no_visible_words_outside_text() {
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for path in sources().iter().filter(|p| room(p) != "text") {
        let code = code(path);
        assert!(!code.chars().any(chinese), "{} holds Chinese words", path.display());
    }
    // In views, a text node is a string literal that stands alone between tags.
    for path in sources().iter().filter(|p| room(p) == "ui") {
        for line in code(path).lines().map(str::trim) {
            let literal = line.strip_prefix('"').and_then(|l| l.strip_suffix('"')).filter(|l| !l.contains('"'));
            let words = literal.is_some_and(|l| {
                l.split_whitespace().filter(|w| w.len() > 3 && w.chars().all(char::is_alphabetic)).count() > 1
            });
            assert!(!words, "{} shows words that are not in text/: {line}", path.display());
        }
    }
}
