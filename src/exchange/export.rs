//! Writing a workspace file. Canonical: the same data is the same bytes, one row per line, so that versions can be compared.

use super::header::{Header, Partial};
use super::selection::{choose, Selection};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::join::MASK;
use crate::domain::plain::Plain;
use crate::domain::records::{flag, settings, Kind, Table};
use crate::domain::row::{Row, RowOut};
use crate::domain::seen::Seen;
use crate::domain::value::Value;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// What to write, and what the head says.
#[derive(Clone, PartialEq, Debug)]
pub struct ExportOptions {
    /// The workspace's id: its lineage, which travels.
    pub workspace_id: Id,
    /// What the workspace is called.
    pub name: String,
    /// The version of this app.
    pub app_version: String,
    /// Now, as RFC 3339 in UTC. The only part of the file that differs between two exports of the same data.
    pub made_at: String,
    /// `None`: everything, deleted rows too. Otherwise a part, which is marked as such and never replaces a workspace.
    pub selection: Option<Selection>,
    /// Whether the stamps go with the rows. Without them the file is shorter, and cannot be merged well.
    pub stamps: bool,
}

/// Writes a workspace file.
pub fn export(data: &Dataset, options: &ExportOptions) -> Vec<u8> {
    let chosen = options.selection.as_ref().map(|selection| choose(data, selection));
    let tables: Vec<(Table, Vec<&Row>)> = Table::ALL
        .iter()
        .map(|table| {
            let mut rows: Vec<&Row> = data
                .rows(*table)
                .all()
                .iter()
                .filter(|row| chosen.as_ref().is_none_or(|c| c.contains(&(*table, row.id))))
                .collect();
            rows.sort_unstable_by_key(|row| row.id);
            (*table, rows)
        })
        .collect();
    // What this version does not know cannot be chosen from, so a selection leaves it out.
    let unknown: Vec<(&str, Vec<String>)> =
        data.unknown_tables().filter(|_| chosen.is_none()).map(|(name, rows)| (name, lines(rows))).collect();

    let mut out = Vec::new();
    let mut hashes = Vec::new();
    head(&mut out, &header(data, options), &tables, &unknown, &mut hashes);
    out.extend_from_slice(b",\n\"tables\":{");
    let total = tables.len() + unknown.len();
    let mut hashes = hashes.into_iter();
    for (i, (table, rows)) in tables.iter().enumerate() {
        let mut body = Body::begin(&mut out, table.key());
        for row in rows {
            let reduced = options.selection.as_ref().map(|selection| reduced(selection, *table, row));
            let row = reduced.as_ref().unwrap_or(*row);
            body.row(|out| write(out, &RowOut { table: *table, row, stamps: options.stamps }));
        }
        body.end(i + 1 == total, hashes.next());
    }
    for (i, (name, rows)) in unknown.iter().enumerate() {
        let mut body = Body::begin(&mut out, name);
        for row in rows {
            body.row(|out| out.extend_from_slice(row.as_bytes()));
        }
        body.end(tables.len() + i + 1 == total, hashes.next());
    }
    out.extend_from_slice(b"\n}\n}\n");
    out
}

fn header(data: &Dataset, options: &ExportOptions) -> Header {
    let row = data.settings();
    Header {
        app_version: options.app_version.clone(),
        made_at: options.made_at.clone(),
        workspace: Some(options.workspace_id),
        name: options.name.clone(),
        exercise: row.is_some_and(|s| s.text(settings::PURPOSE) == "exercise"),
        today: row.and_then(|s| s.date(settings::TODAY)),
        partial: options.selection.as_ref().map(|s| Partial {
            owners: s.owners.clone(),
            from: s.period.map(|p| p.0),
            to: s.period.map(|p| p.1),
            without_personal: s.without_personal,
            masked: s.masked,
            template: s.template,
            without_notes: s.without_notes,
            chosen: s.chosen.as_ref().map(|(table, _)| table.key().to_string()),
        }),
        seen: if options.stamps { Seen::of(data) } else { Seen::default() },
        ..Header::default()
    }
}

/// Writes the head. The hashes are known only after the rows: their places are left in `hashes`.
fn head(
    out: &mut Vec<u8>,
    header: &Header,
    tables: &[(Table, Vec<&Row>)],
    unknown: &[(&str, Vec<String>)],
    hashes: &mut Vec<usize>,
) {
    out.push(b'{');
    for (i, (key, value)) in header.entries().iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        write(out, key);
        out.push(b':');
        write(out, value);
    }
    let named = tables.iter().map(|(t, rows)| (t.key(), rows.len()));
    let named: Vec<(&str, usize)> = named.chain(unknown.iter().map(|(n, rows)| (*n, rows.len()))).collect();
    out.extend_from_slice(b",\n\"counts\":");
    write(out, &Plain::Map(named.iter().map(|(n, count)| ((*n).into(), Plain::Int(*count as i64))).collect()));
    out.extend_from_slice(b",\n\"sha256\":{");
    for (i, (name, _)) in named.iter().enumerate() {
        out.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        write(out, name);
        out.extend_from_slice(b":\"");
        hashes.push(out.len());
        out.extend_from_slice(&[b'0'; 64]);
        out.push(b'"');
    }
    out.extend_from_slice(b"\n}");
}

/// One table's rows on their way out.
struct Body<'a> {
    out: &'a mut Vec<u8>,
    hash: Sha256,
    any: bool,
}

impl<'a> Body<'a> {
    fn begin(out: &'a mut Vec<u8>, name: &str) -> Body<'a> {
        out.push(b'\n');
        write(out, name);
        out.extend_from_slice(b":[");
        Body { out, hash: Sha256::new(), any: false }
    }

    fn row(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        self.out.extend_from_slice(if self.any { b",\n" } else { b"\n" });
        self.any = true;
        let from = self.out.len();
        write(self.out);
        self.hash.update(&self.out[from..]);
        self.hash.update(b"\n");
    }

    fn end(self, last: bool, hash_at: Option<usize>) {
        self.out.extend_from_slice(match (self.any, last) {
            (true, true) => b"\n]",
            (true, false) => b"\n],",
            (false, true) => b"]",
            (false, false) => b"],",
        });
        if let Some(at) = hash_at {
            self.out[at..at + 64].copy_from_slice(hex(self.hash).as_bytes());
        }
    }
}

/// The hexadecimal text of a finished hash.
pub(super) fn hex(hash: Sha256) -> String {
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn write(out: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    // Neither writing into memory nor our own types can fail, and maps have text keys.
    let written = serde_json::to_writer(&mut *out, value);
    debug_assert!(written.is_ok());
}

/// Rows of an unknown table as lines, by id, then by content.
fn lines(rows: &[serde_json::Value]) -> Vec<String> {
    let mut lines: Vec<(String, String)> = rows
        .iter()
        .map(|row| (row.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_string(), row.to_string()))
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, line)| line).collect()
}

/// A row without what the selection leaves out. What is left out leaves no trace, and a masked value says less than an open one, so a merge takes
/// nothing away.
fn reduced(selection: &Selection, table: Table, row: &Row) -> Row {
    let mut row = row.clone();
    for field in table.record().fields {
        let (key, kind) = (field.key, field.kind);
        if field.is(flag::PERSONAL) && selection.masked && matches!(kind, Kind::Phone | Kind::Email) {
            let masked = masked(kind, row.text(key));
            let stamp = row.stamp_of(key);
            row.put(key, row.get(key).map(|_| Value::text(masked)), stamp);
        } else if field.is(flag::PERSONAL) && (selection.masked || selection.without_personal)
            || kind == Kind::Note && selection.without_notes && !field.is(flag::REQUIRED)
        {
            row.put(key, None, None);
        }
    }
    row
}

/// `138••••8000`, `l••••@example.com`: enough to tell two apart, not enough to call.
fn masked(kind: Kind, text: &str) -> String {
    let dots = || std::iter::repeat_n(MASK, 4);
    if let (Kind::Email, Some((name, host))) = (kind, text.split_once('@')) {
        return name.chars().take(1).chain(dots()).chain(['@']).chain(host.chars()).collect();
    }
    let chars: Vec<char> = text.chars().collect();
    let shown = if chars.len() >= 10 { (3, 4) } else { (chars.len() / 4, chars.len() / 4) };
    chars[..shown.0].iter().copied().chain(dots()).chain(chars[chars.len() - shown.1..].iter().copied()).collect()
}
