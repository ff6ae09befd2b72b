//! The head of a workspace file: what it is, who made it when, and what is in it.

use super::report::Found;
use crate::domain::id::Id;
use crate::domain::plain::{Entries, Plain};
use crate::domain::seen::Seen;
use crate::domain::value::Moment;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What `format` says in every workspace file.
pub const FORMAT: &str = "loudou-workspace";
/// The version that this app writes. A file of a higher one is not read.
pub const VERSION: i64 = 1;
/// Additions within the version. A file of a higher one is read; what is unknown is kept.
pub const MINOR: i64 = 1;
/// The keys of the head that this version knows, `tables` aside.
pub const KEYS: &[&str] = &[
    "format",
    "version",
    "minor",
    "app_version",
    "made_at",
    "workspace",
    "name",
    "kind",
    "today",
    "partial",
    "seen",
    "counts",
    "sha256",
];

/// What a partial file is a part of.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Partial {
    /// Whose records; empty: everybody's.
    pub owners: Vec<Id>,
    /// First day of the period; `None`: from the beginning.
    pub from: Option<NaiveDate>,
    /// Last day of the period; `None`: to the end.
    pub to: Option<NaiveDate>,
    /// Phone numbers, mail addresses and other personal fields were left out.
    pub without_personal: bool,
    /// Phone numbers and mail addresses were masked.
    pub masked: bool,
    /// How a team works: no customers, deals or activities.
    pub template: bool,
    /// Remarks were left out.
    pub without_notes: bool,
    /// The key of the table whose records were chosen one by one, as a filtered list shows them; they came with all that hangs on them.
    pub chosen: Option<String>,
}

/// The head of a file.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Header {
    /// The format's version, see [`VERSION`].
    pub version: i64,
    /// Additions within the version, see [`MINOR`].
    pub minor: i64,
    /// The version of the app that wrote it; empty if it does not say.
    pub app_version: String,
    /// When it was made, RFC 3339 in UTC; empty if it does not say.
    pub made_at: String,
    /// The workspace's id: its lineage. `None` for a file written by hand without one.
    pub workspace: Option<Id>,
    /// What the workspace is called; empty if it does not say.
    pub name: String,
    /// A training exercise, not real data.
    pub exercise: bool,
    /// The fixed today of an exercise.
    pub today: Option<NaiveDate>,
    /// What it is a part of; `None`: it is the whole workspace.
    pub partial: Option<Partial>,
    /// Which writes its author had seen: how a merge tells who knew of what.
    pub seen: Seen,
    /// Rows per table, as the file states them.
    pub counts: BTreeMap<String, i64>,
    /// SHA-256 per table in hexadecimal, as the file states them.
    pub sha256: BTreeMap<String, String>,
}

impl Header {
    /// Reads the entries of the head. What is wrong goes to `problems`.
    pub(super) fn read(entries: Vec<(String, Plain)>, problems: &mut Vec<Found>) -> Header {
        let mut header = Header { version: VERSION, ..Header::default() };
        for (key, value) in entries {
            if value != Plain::Null && header.take(&key, value).is_none() {
                problems.push(Found::new("bad_value", key, None, ""));
            }
        }
        header
    }

    fn take(&mut self, key: &str, value: Plain) -> Option<()> {
        match (key, value) {
            ("format", Plain::Text(_)) => {}
            ("version", Plain::Int(n)) if n > 0 => self.version = n,
            ("minor", Plain::Int(n)) if n >= 0 => self.minor = n,
            ("app_version", Plain::Text(t)) => self.app_version = t.into_owned(),
            ("made_at", Plain::Text(t)) => self.made_at = t.into_owned(),
            ("workspace", value) => self.workspace = Some(value.as_id()?),
            ("name", Plain::Text(t)) => self.name = t.into_owned(),
            ("kind", Plain::Text(t)) if t == "real" || t == "exercise" => self.exercise = t == "exercise",
            ("today", value) => self.today = Some(day(&value)?),
            ("partial", value) => self.partial = Some(partial(&value)?),
            ("seen", Plain::List(stamps)) => {
                self.seen = stamps.iter().map(Plain::as_stamp).collect::<Option<_>>()?;
            }
            ("counts", Plain::Map(map)) => {
                for (table, n) in map {
                    let Plain::Int(n) = n else { return None };
                    self.counts.insert(table.into_owned(), n);
                }
            }
            ("sha256", Plain::Map(map)) => {
                for (table, hash) in map {
                    self.sha256.insert(table.into_owned(), hash.as_text()?.to_string());
                }
            }
            _ => return None,
        }
        Some(())
    }

    /// The entries before `counts`, in the order of the file.
    pub(super) fn entries(&self) -> Vec<(&'static str, Plain<'_>)> {
        let mut out = vec![("format", Plain::text(FORMAT)), ("version", Plain::Int(VERSION))];
        if MINOR > 0 {
            out.push(("minor", Plain::Int(MINOR)));
        }
        out.push(("app_version", Plain::text(self.app_version.as_str())));
        out.push(("made_at", Plain::text(self.made_at.as_str())));
        out.extend(self.workspace.map(|id| ("workspace", Plain::text(id.to_string()))));
        out.push(("name", Plain::text(self.name.as_str())));
        out.push(("kind", Plain::text(if self.exercise { "exercise" } else { "real" })));
        out.extend(self.today.map(|d| ("today", date_text(d))));
        if let Some(partial) = &self.partial {
            let mut map: Entries = Vec::new();
            // What the first version did not know is said only where it is so.
            let so = |name: &'static str, is: bool| is.then(|| (name.into(), Plain::Bool(true)));
            map.extend(partial.chosen.as_deref().map(|table| ("chosen".into(), Plain::text(table))));
            map.extend(partial.from.map(|d| ("from".into(), date_text(d))));
            map.extend(so("masked", partial.masked));
            if !partial.owners.is_empty() {
                let owners = partial.owners.iter().map(|id| Plain::id(*id)).collect();
                map.push(("owners".into(), Plain::List(owners)));
            }
            map.extend(so("template", partial.template));
            map.extend(partial.to.map(|d| ("to".into(), date_text(d))));
            map.extend(so("without_notes", partial.without_notes));
            map.push(("without_personal".into(), Plain::Bool(partial.without_personal)));
            out.push(("partial", Plain::Map(map)));
        }
        let seen: Vec<Plain> = self.seen.stamps().map(Plain::stamp).collect();
        if !seen.is_empty() {
            out.push(("seen", Plain::List(seen)));
        }
        out
    }
}

fn date_text(date: NaiveDate) -> Plain<'static> {
    Plain::text(Moment::day(date).to_string())
}

fn day(value: &Plain) -> Option<NaiveDate> {
    Moment::parse(value.as_text()?).filter(|m| m.minute.is_none()).map(|m| m.date)
}

fn partial(value: &Plain) -> Option<Partial> {
    let Plain::Map(_) = value else { return (*value == Plain::Bool(true)).then(Partial::default) };
    let date = |name| match value.get(name) {
        None | Some(Plain::Null) => Some(None),
        Some(date) => day(date).map(Some),
    };
    let said = |name| value.get(name) == Some(&Plain::Bool(true));
    let owners = match value.get("owners") {
        None => Vec::new(),
        Some(Plain::List(ids)) => ids.iter().map(Plain::as_id).collect::<Option<_>>()?,
        Some(_) => return None,
    };
    Some(Partial {
        owners,
        from: date("from")?,
        to: date("to")?,
        without_personal: said("without_personal"),
        masked: said("masked"),
        template: said("template"),
        without_notes: said("without_notes"),
        chosen: value.get("chosen").and_then(Plain::as_text).map(str::to_string),
    })
}
