//! Reading a workspace file. Nothing is changed by it: the result is rows, or a report that names path and problem.
//!
//! FORMAT.md says what a file may look like. Stamps, ids, stage changes, places and orders are bookkeeping that a file written by hand
//! leaves out; it is made here, for rows without a stamp only, so that what an app wrote comes back exactly as it was.

use super::base;
use super::check;
use super::convert::{self, At, Notes};
use super::deals::{self, Hint};
use super::export::hex;
use super::header::{Header, FORMAT, MINOR, VERSION};
use super::names::{has_names, name_fields, Entries, Index};
use super::report::{with_lines, Limits, Problem, Report};
use super::scan;
pub(super) use super::store::{Item, Store};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::plain::Plain;
use crate::domain::records::{flag, settings, Table};
use crate::domain::row::Row;
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

/// What a file holds, checked: every reference has its row.
#[derive(Clone, PartialEq, Debug)]
pub struct Import {
    /// The head. Its `workspace` is always given: computed from the file's bytes where the file has none.
    pub header: Header,
    /// The rows: those of the file in its order, then those that reading added.
    pub rows: Vec<(Table, Row)>,
    /// Those of the file's rows that no app wrote: they came without stamps.
    pub by_hand: Vec<(Table, Id)>,
    /// Tables of a newer version, by name, unread.
    pub unknown: BTreeMap<String, Vec<serde_json::Value>>,
    /// What is odd but does not stand in the way.
    pub warnings: Vec<Problem>,
    /// Rows per table as they are in the file, unknown tables too.
    pub counts: BTreeMap<String, usize>,
}

impl Import {
    /// The rows as a workspace's data.
    pub fn into_dataset(self) -> Dataset {
        let mut data = Dataset::default();
        for (table, row) in self.rows {
            data.insert(table, row);
        }
        for (name, rows) in self.unknown {
            data.keep_unknown(&name, rows);
        }
        data.seen = self.header.seen;
        data
    }
}

/// Reads a file. `base`: the rows that come with the app, which a file may name without having them.
pub fn read(bytes: &[u8], base: &Dataset, limits: &Limits) -> Result<Import, Box<Report>> {
    read_without(bytes, base, limits, &Skipped::new())
}

/// What can be read of a file some of whose rows are wrong.
#[derive(Clone, PartialEq, Debug)]
pub struct Sound {
    /// The rows that are right, and whose references are.
    pub import: Import,
    /// How many rows were left out.
    pub skipped: usize,
    /// Why.
    pub problems: Vec<Problem>,
}

/// Reads a file without the rows that have problems, and without those that cannot be without these. A file that is wrong as a whole is refused.
pub fn read_sound_rows(bytes: &[u8], base: &Dataset, limits: &Limits) -> Result<Sound, Box<Report>> {
    // A row left out leaves those that name it dangling, which are found in the next round.
    let all = Limits { problems: 100_000, ..limits.clone() };
    let (mut skipped, mut problems) = (Skipped::new(), Vec::new());
    loop {
        match read_without(bytes, base, &all, &skipped) {
            Ok(import) => {
                problems.truncate(limits.problems);
                return Ok(Sound { import, skipped: skipped.len(), problems });
            }
            Err(mut report) => {
                let rows: Vec<_> = report.problems.iter().map(|problem| row_of(&problem.path)).collect();
                let before = skipped.len();
                if rows.iter().any(Option::is_none) {
                    report.problems.retain(|problem| row_of(&problem.path).is_none());
                    return Err(report);
                }
                skipped.extend(rows.into_iter().flatten());
                if skipped.len() == before {
                    return Err(report);
                }
                problems.append(&mut report.problems);
            }
        }
    }
}

/// Rows to leave out: table and index.
type Skipped = HashSet<(String, usize)>;

/// The row that a path such as `tables.deal[12].amount` leads to.
fn row_of(path: &str) -> Option<(String, usize)> {
    let (table, rest) = path.strip_prefix("tables.")?.split_once('[')?;
    Some((table.to_string(), rest.split_once(']')?.0.parse().ok()?))
}

fn read_without(bytes: &[u8], base: &Dataset, limits: &Limits, skipped: &Skipped) -> Result<Import, Box<Report>> {
    let mut notes = Notes::new(limits);
    let mut counts = BTreeMap::new();
    let mut header = None;
    let read = read_all(bytes, base, &mut notes, skipped, &mut header, &mut counts);
    let warnings = with_lines(std::mem::take(&mut notes.findings.warnings), bytes);
    match read {
        Some((items, unknown)) if notes.findings.problems.is_empty() => {
            let by_hand = items.iter().filter(|item| item.at.is_some_and(|at| !at.stamped));
            let by_hand = by_hand.map(|item| (item.table, item.row.id)).collect();
            let rows = items.into_iter().map(|item| (item.table, item.row)).collect();
            Ok(Import { header: header.unwrap_or_default(), rows, by_hand, unknown, warnings, counts })
        }
        _ => {
            let problems = with_lines(notes.findings.problems, bytes);
            Err(Box::new(Report { header, problems, warnings, more: notes.findings.more, counts }))
        }
    }
}

type Unknown = BTreeMap<String, Vec<serde_json::Value>>;

fn read_all(
    bytes: &[u8],
    base: &Dataset,
    notes: &mut Notes,
    skipped: &Skipped,
    header: &mut Option<Header>,
    counts: &mut BTreeMap<String, usize>,
) -> Option<(Vec<Item>, Unknown)> {
    let text = text_of(bytes, notes)?;
    let top = match scan::top(text) {
        Ok(top) => top,
        Err(error) => {
            let code = if text.trim().is_empty() { "not_json" } else { scan::code_of(&error) };
            notes.findings.problem(code, "", Some(offset_of(bytes, error.line())), &error.to_string());
            return None;
        }
    };
    let head = |key: &str| top.entries.iter().find(|(k, _)| k == key).map(|(_, v)| v);
    if head("format").and_then(Plain::as_text) != Some(FORMAT) {
        notes.findings.problem("wrong_format", "format", None, "");
        return None;
    }
    match head("version") {
        Some(Plain::Int(n)) if *n > VERSION => {
            notes.findings.problem("newer_file", "version", None, &n.to_string());
            return None;
        }
        Some(Plain::Int(n)) if *n > 0 => {}
        _ => {
            notes.findings.problem("wrong_format", "version", None, "");
            return None;
        }
    }
    for key in &top.twice {
        notes.findings.problem("bad_value", key.as_str(), None, "");
    }
    for key in &top.unknown {
        notes.findings.warn("unknown_field", key.as_str(), None, "");
    }
    let mut read = Header::read(top.entries, &mut notes.findings.problems);
    if read.minor > MINOR {
        notes.findings.warn("newer_minor", "minor", None, "");
    }
    let workspace = read.workspace.unwrap_or_else(|| {
        let mut hash = Sha256::new();
        hash.update(bytes);
        Id::computed(Id([0; 16]), "workspace", &hex(hash))
    });
    read.workspace = Some(workspace);
    let head = header.insert(read);
    let Some(tables) = top.tables else {
        notes.findings.problem("wrong_format", "tables", None, "");
        return None;
    };
    let start = bytes.as_ptr() as usize;
    let mut reader = Reader {
        start,
        workspace,
        notes,
        store: Store::new(base),
        waiting: Vec::new(),
        twins: HashMap::new(),
        seen: 0,
        skipped,
    };
    let mut unknown = Unknown::new();
    let mut present = Vec::new();
    for (name, raw) in tables {
        if counts.contains_key(&name) {
            reader.notes.findings.problem("bad_value", format!("tables.{name}"), None, "");
            continue;
        }
        let count = match Table::parse(&name) {
            Some(table) => {
                present.push(table);
                reader.table(&name, raw, head, |reader, index, raw| reader.row(table, index, raw))
            }
            None => {
                reader.notes.findings.warn("unknown_table", format!("tables.{name}"), None, "");
                let kept = unknown.entry(name.clone()).or_default();
                reader.table(&name, raw, head, |reader, index, raw| reader.unknown_row(&name, index, raw, kept))
            }
        };
        counts.insert(name, count);
    }
    let hints = reader.settle();
    let Reader { notes, mut store, .. } = reader;
    base::complete(&mut store, head, &present);
    base::fill(&mut store);
    deals::complete(&mut store, hints, workspace, notes);
    check::check(&store, notes);
    Some((store.items, unknown))
}

fn text_of<'a>(bytes: &'a [u8], notes: &mut Notes) -> Option<&'a str> {
    if bytes.len() > notes.limits.bytes {
        notes.findings.problem("too_big", "", None, &bytes.len().to_string());
        return None;
    }
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(text)
        .map_err(|error| {
            // A file that ends within a character was cut off.
            let code = if error.error_len().is_none() { "truncated" } else { "not_json" };
            notes.findings.problem(code, "", Some(error.valid_up_to()), "");
        })
        .ok()
}

/// Where a line begins.
fn offset_of(bytes: &[u8], line: usize) -> usize {
    let breaks = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n').map(|(i, _)| i + 1);
    line.checked_sub(2).map_or(0, |n| breaks.clone().nth(n).unwrap_or(bytes.len()))
}

/// A row that names others: they must be known first.
struct Waiting {
    at: At,
    id: Id,
    entries: Entries,
    hint: Option<Hint>,
}

struct Reader<'a, 'n, 'l> {
    start: usize,
    workspace: Id,
    notes: &'n mut Notes<'l>,
    store: Store<'a>,
    waiting: Vec<Waiting>,
    /// How often a natural key came without an id.
    twins: HashMap<(Table, String), u32>,
    seen: usize,
    skipped: &'n Skipped,
}

impl Reader<'_, '_, '_> {
    /// Reads a table's rows, and compares their number and hash with what the head states. Returns the number.
    fn table<'r>(
        &mut self,
        name: &str,
        raw: &'r RawValue,
        head: &Header,
        mut each: impl FnMut(&mut Self, usize, &'r RawValue),
    ) -> usize {
        let (mut hash, mut count, path) = (Sha256::new(), 0, format!("tables.{name}"));
        let offset = raw.get().as_ptr() as usize - self.start;
        let listed = scan::rows(raw, &mut |index, raw| {
            hash.update(raw.get());
            hash.update(b"\n");
            count += 1;
            self.seen += 1;
            let left_out = !self.skipped.is_empty() && self.skipped.contains(&(name.to_string(), index));
            if self.seen <= self.notes.limits.rows && !left_out {
                each(self, index, raw);
            }
        });
        if listed.is_err() {
            self.notes.findings.problem("wrong_type", path.as_str(), Some(offset), "");
        }
        if self.seen > self.notes.limits.rows {
            self.notes.findings.problem("too_big", path.as_str(), Some(offset), &self.seen.to_string());
        }
        if head.counts.get(name).is_some_and(|stated| *stated != count as i64) {
            self.notes.findings.warn("wrong_count", path.as_str(), Some(offset), &count.to_string());
        }
        if head.sha256.get(name).is_some_and(|stated| !stated.eq_ignore_ascii_case(&hex(hash))) {
            self.notes.findings.warn("wrong_hash", path.as_str(), Some(offset), "");
        }
        count
    }

    fn unknown_row(&mut self, name: &str, index: usize, raw: &RawValue, kept: &mut Vec<serde_json::Value>) {
        let offset = Some(raw.get().as_ptr() as usize - self.start);
        let path = || format!("tables.{name}[{index}]");
        if raw.get().len() > self.notes.limits.row_bytes {
            return self.notes.findings.problem("too_long", path(), offset, "");
        }
        match serde_json::from_str(raw.get()) {
            Ok(row) => kept.push(row),
            Err(error) => self.notes.findings.problem(scan::code_of(&error), path(), offset, ""),
        }
    }

    fn row(&mut self, table: Table, index: usize, raw: &RawValue) {
        let mut at = At { table, index, offset: raw.get().as_ptr() as usize - self.start, stamped: false };
        let Some(mut entries) = self.entries(&at, raw) else { return };
        let find = |name: &str| entries.iter().find(|(n, _)| n == name).map(|(_, v)| v);
        at.stamped = find("stamp").is_some_and(|s| *s != Plain::Null);
        let id = match find("id").filter(|id| **id != Plain::Null) {
            Some(id) => match id.as_id() {
                Some(id) => id,
                None => return self.notes.problem(&at, "bad_value", "id", &convert::shown(id)),
            },
            None if table == Table::Settings => settings::ROW,
            None => self.computed_id(table, &entries, raw),
        };
        if !self.store.claim(table, id) {
            return self.notes.problem(&at, "duplicate_id", "id", &id.to_string());
        }
        let hint = (table == Table::Deal && !at.stamped).then(|| Hint::take(at, id, &mut entries));
        if hint.is_some() || has_names(table, &mut entries) {
            self.waiting.push(Waiting { at, id, entries, hint });
        } else {
            let row = convert::row(&at, id, entries, self.notes);
            self.store.add(table, row, Some(at));
        }
    }

    /// Parses a row, within the limits.
    fn entries(&mut self, at: &At, raw: &RawValue) -> Option<Entries> {
        if raw.get().len() > self.notes.limits.row_bytes {
            self.notes.problem(at, "too_long", "", "");
            return None;
        }
        let entries = match serde_json::from_str::<Plain>(raw.get()) {
            Ok(plain) if scan::depth(&plain) > self.notes.limits.depth => Err("too_deep"),
            Ok(Plain::Map(entries)) => Ok(entries),
            Ok(_) => Err("wrong_type"),
            Err(error) => Err(scan::code_of(&error)),
        };
        let entries = match entries {
            Ok(entries) => entries,
            Err(code) => {
                self.notes.problem(at, code, "", "");
                return None;
            }
        };
        let mut names: Vec<&str> = entries.iter().map(|(name, _)| &**name).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|w| w[0] == w[1]) {
            self.notes.problem(at, "bad_value", twice[0], "");
            return None;
        }
        Some(entries)
    }

    /// The id of a row without one: of its name and required references, or of all it says, counted where these occur again.
    fn computed_id(&mut self, table: Table, entries: &Entries, raw: &RawValue) -> Id {
        let names = name_fields(table);
        let required = table.record().fields.iter().filter(|f| f.is(flag::REQUIRED)).map(|f| f.name);
        let mut key = String::new();
        if let Some(name) = names.first() {
            for field in required.chain([*name]) {
                let value = entries.iter().find(|(n, _)| n == field).map(|(_, v)| v.clone().into_json().to_string());
                key.push_str(&format!("{field}={}\n", value.unwrap_or_default()));
            }
        } else {
            key.push_str(raw.get());
        }
        let twin = self.twins.entry((table, key.clone())).or_insert(0);
        *twin += 1;
        if *twin > 1 {
            key.push_str(&format!("#{twin}"));
        }
        Id::computed(self.workspace, table.key(), &key)
    }

    /// Reads the rows that waited for names. What is referred to comes first: the order of the tables.
    fn settle(&mut self) -> Vec<Hint> {
        let mut waiting = std::mem::take(&mut self.waiting);
        let mut hints = Vec::new();
        if waiting.is_empty() {
            return hints;
        }
        let mut index = Index::default();
        index.add_base(self.store.base);
        self.store.items.iter().for_each(|item| index.add_row(item.table, &item.row));
        waiting.iter().for_each(|w| index.add_entries(w.at.table, w.id, &w.entries));
        waiting.sort_by_key(|w| w.at.table);
        for Waiting { at, id, mut entries, mut hint } in waiting {
            deals::resolve(&at, &mut entries, hint.as_mut(), &index, &self.store, self.notes);
            let row = convert::row(&at, id, entries, self.notes);
            self.store.add(at.table, row, Some(at));
            hints.extend(hint);
        }
        hints
    }
}
