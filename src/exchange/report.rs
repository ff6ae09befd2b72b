//! What reading a file finds: problems, which stop it, and warnings, which do not.

use super::header::Header;
use crate::domain::message::Code;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much a file may hold. Beyond it, reading stops with a problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of the whole file.
    pub bytes: usize,
    /// Rows over all tables.
    pub rows: usize,
    /// Bytes of one row.
    pub row_bytes: usize,
    /// Levels of lists and maps within a row.
    pub depth: usize,
    /// Distinct names of unknown fields, tags, own fields and other elements.
    pub names: usize,
    /// Characters of such a name.
    pub name_length: usize,
    /// Problems and warnings that a report lists; the rest is counted.
    pub problems: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            bytes: 1 << 30,
            rows: 5_000_000,
            row_bytes: 1 << 20,
            depth: 32,
            names: 20_000,
            name_length: 200,
            problems: 500,
        }
    }
}

/// One thing that was found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Problem {
    /// The code of its words in `text/`.
    #[serde(with = "crate::domain::message::code")]
    pub code: Code,
    /// Where, such as `tables.deal[12].amount`; empty: the file as a whole.
    pub path: String,
    /// The line of the row, from 1, where known.
    pub line: Option<usize>,
    /// The value or name that it is about, cut to 80 characters; may be empty.
    pub detail: String,
}

/// Why a file was not read. Nothing was changed.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Report {
    /// The head, if it could be read.
    pub header: Option<Header>,
    /// What stands in the way, in the order of the file.
    pub problems: Vec<Problem>,
    /// What is odd but does not stand in the way.
    pub warnings: Vec<Problem>,
    /// Problems beyond those listed.
    pub more: usize,
    /// Rows per table, unknown tables too, as far as they were counted.
    pub counts: BTreeMap<String, usize>,
}

/// A finding whose line is not yet counted.
#[derive(Debug)]
pub(super) struct Found {
    code: &'static str,
    path: String,
    offset: Option<usize>,
    detail: String,
}

impl Found {
    pub(super) fn new(code: &'static str, path: impl Into<String>, offset: Option<usize>, detail: &str) -> Found {
        Found { code, path: path.into(), offset, detail: detail.chars().take(80).collect() }
    }
}

/// What was found so far.
#[derive(Debug, Default)]
pub(super) struct Findings {
    pub(super) problems: Vec<Found>,
    pub(super) warnings: Vec<Found>,
    pub(super) more: usize,
    most: usize,
}

impl Findings {
    pub(super) fn new(most: usize) -> Findings {
        Findings { most, ..Findings::default() }
    }

    /// Notes a problem.
    pub(super) fn problem(&mut self, code: &'static str, path: impl Into<String>, offset: Option<usize>, detail: &str) {
        if self.problems.len() < self.most {
            self.problems.push(Found::new(code, path, offset, detail));
        } else {
            self.more += 1;
        }
    }

    /// Whether a problem is noted at a path.
    pub(super) fn has_problem_at(&self, path: &str) -> bool {
        self.problems.iter().any(|found| found.path == path)
    }

    /// Notes a warning.
    pub(super) fn warn(&mut self, code: &'static str, path: impl Into<String>, offset: Option<usize>, detail: &str) {
        if self.warnings.len() < self.most {
            self.warnings.push(Found::new(code, path, offset, detail));
        }
    }
}

/// Counts the lines of findings in one pass over the file.
pub(super) fn with_lines(found: Vec<Found>, bytes: &[u8]) -> Vec<Problem> {
    let mut found = found;
    // Findings of the whole file come first, the others in the order of the file.
    found.sort_by_key(|f| f.offset);
    let (mut line, mut counted) = (1, 0);
    found
        .into_iter()
        .map(|f| {
            let line = f.offset.map(|offset| {
                let offset = offset.min(bytes.len());
                line += bytes[counted..offset].iter().filter(|b| **b == b'\n').count();
                counted = offset;
                line
            });
            Problem { code: f.code, path: f.path, line, detail: f.detail }
        })
        .collect()
}
