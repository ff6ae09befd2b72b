//! Workspace files: what they hold, making them the data of a workspace, and writing them. And looking through the data.

use super::desk::{Desk, Surroundings};
use super::excerpt::{excerpt, Sent};
use super::{Change, Failure};
use crate::domain::audit::{audit, Finding};
use crate::domain::dataset::{Dataset, IdMap};
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::{customer, deal, lead, settings, Table};
use crate::exchange::export::{export, ExportOptions};
use crate::exchange::import::{read, read_sound_rows};
use crate::exchange::merge::{matches, Match, Source, MATCHED};
use crate::exchange::report::{Limits, Problem};
use crate::exchange::selection::{choose, Selection};
use crate::sample::starter::starter_data;
use crate::storage::fold::replace_all;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Owners whose names are sent.
const OWNERS: usize = 3;

/// A file that was read.
pub struct Held {
    pub(super) source: Source<'static>,
}

/// What came of reading a file.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub enum Told {
    /// It cannot be read.
    Bad {
        /// Why.
        problems: Vec<Problem>,
        /// Problems beyond these.
        more: usize,
    },
    /// What it holds.
    Good(Box<File>),
}

/// What a file holds.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct File {
    /// What the workspace is called; empty if it does not say.
    pub name: String,
    /// When it was made, RFC 3339 in UTC; empty if it does not say.
    pub made_at: String,
    /// The version of the app that wrote it; empty if it does not say.
    pub app_version: String,
    /// The format's version.
    pub version: i64,
    /// The workspace's id.
    pub workspace: Option<Id>,
    /// A training exercise.
    pub exercise: bool,
    /// It is a part of a workspace.
    pub partial: bool,
    /// It says how a team works, and holds no customers.
    pub template: bool,
    /// Rows per table, by the table's name; unknown tables too.
    pub counts: Vec<(String, usize)>,
    /// Rows that are left out.
    pub skipped: usize,
    /// What is odd.
    pub warnings: Vec<Problem>,
    /// Whose deals, customers and leads are in it, most first.
    pub owners: Vec<Id>,
    /// The rows of the tables that are matched, and the owners.
    pub rows: Vec<Sent>,
}

/// What the data were found to be.
#[derive(Serialize, Deserialize, Clone, PartialEq, Debug)]
pub struct Audited {
    /// What is not as it should be.
    pub found: Vec<Finding>,
    /// Rows that are shown.
    pub rows: usize,
}

impl<S: Surroundings> Desk<S> {
    pub(super) fn read_file(&mut self, number: u32, bytes: &[u8], sound_only: bool) -> Told {
        let base = starter_data("", Currency::CNY);
        let limits = Limits::default();
        let result = match sound_only {
            true => read_sound_rows(bytes, &base, &limits).map(|sound| (sound.import, sound.skipped)),
            false => read(bytes, &base, &limits).map(|import| (import, 0)),
        };
        match result {
            Err(report) => Told::Bad { problems: report.problems, more: report.more },
            Ok((import, skipped)) => {
                let head = import.header.clone();
                let counts = import.counts.iter().filter(|(_, n)| **n > 0).map(|(key, n)| (key.clone(), *n)).collect();
                let warnings = import.warnings.clone();
                let source = Source::of_file(import);
                let owners = owners(&source.data);
                let named = owners.iter().take(OWNERS).map(|id| (Table::Rep, *id));
                let words =
                    MATCHED.into_iter().flat_map(|table| source.data.live(table).map(move |row| (table, row.id)));
                let rows = excerpt(&source.data, words.chain(named));
                self.files.insert(number, Held { source });
                Told::Good(Box::new(File {
                    name: head.name,
                    made_at: head.made_at,
                    app_version: head.app_version,
                    version: head.version,
                    workspace: head.workspace,
                    exercise: head.exercise,
                    partial: head.partial.is_some(),
                    template: head.partial.is_some_and(|partial| partial.template),
                    counts,
                    skipped,
                    warnings,
                    owners,
                    rows,
                }))
            }
        }
    }

    fn held(&self, number: u32) -> Result<&Held, Failure> {
        self.files.get(&number).ok_or(Failure::of("other"))
    }

    pub(super) fn file_rows(&self, number: u32) -> Vec<Sent> {
        let Some(held) = self.files.get(&number) else { return Vec::new() };
        let rows =
            |table: &Table| held.source.data.rows(*table).all().iter().map(|row| Sent::of(*table, row)).collect();
        Table::ALL.iter().flat_map(|table| -> Vec<Sent> { rows(table) }).collect()
    }

    pub(super) async fn create(
        &mut self,
        number: u32,
        directory: &str,
        slot: &str,
        change: Change,
    ) -> Result<(), Failure> {
        let data = &self.held(number)?.source.data;
        let store = self.around.new_one(directory, slot).await?;
        let made = replace_all(&store, data, &change.command, &change.subject, change.stamp, change.now_ms).await;
        store.close();
        Ok(made.map(drop)?)
    }

    pub(super) async fn replace_by_file(&mut self, number: u32, change: Change) -> Result<bool, Failure> {
        let held = self.files.remove(&number).ok_or(Failure::of("other"))?;
        let done = self.write(&held.source.data, change).await;
        self.files.insert(number, held);
        done
    }

    pub(super) async fn matches(&mut self, number: u32) -> Result<Vec<Match>, Failure> {
        self.current().await?;
        let mine = self.data().ok_or(Failure::of("unavailable"))?;
        Ok(matches(mine, &self.held(number)?.source.data))
    }

    pub(super) async fn export(&mut self, made_at: String, selection: Option<Selection>) -> Result<usize, Failure> {
        let known = self.entry().await?.and_then(|entry| Id::parse(&entry.workspace_id));
        let workspace = known.unwrap_or_else(|| self.around.ids().new_id(0));
        let (data, _) = self.current().await?;
        let (file, records) = written(data, workspace, made_at, selection);
        self.made = Some(file);
        Ok(records)
    }

    pub(super) async fn audit(&mut self, today: NaiveDate) -> Result<Audited, Failure> {
        let (data, _) = self.current().await?;
        Ok(audited(data, today))
    }
}

/// A workspace file of data, and how many records it holds. `workspace`: the workspace's id; `made_at`: now, as RFC 3339 in UTC; `selection`: a part, else
/// everything.
pub fn written(data: &Dataset, workspace: Id, made_at: String, selection: Option<Selection>) -> (Vec<u8>, usize) {
    let records = match &selection {
        Some(selection) => choose(data, selection).len(),
        None => Table::ALL.iter().map(|table| data.rows(*table).live_count()).sum(),
    };
    let options = ExportOptions {
        workspace_id: workspace,
        name: data.settings().map(|row| row.text(settings::NAME).to_string()).unwrap_or_default(),
        app_version: env!("CARGO_PKG_VERSION").into(),
        made_at,
        selection,
        stamps: true,
    };
    (export(data, &options), records)
}

/// Looks through data. `today`: the local day.
pub fn audited(data: &Dataset, today: NaiveDate) -> Audited {
    let rows = Table::ALL.iter().map(|table| data.rows(*table).live_count()).sum();
    Audited { found: audit(data, today), rows }
}

fn owners(data: &Dataset) -> Vec<Id> {
    let mut counts: IdMap<usize> = IdMap::default();
    for (table, key) in [(Table::Deal, deal::OWNER), (Table::Customer, customer::OWNER), (Table::Lead, lead::OWNER)] {
        for rep in data.live(table).filter_map(|row| row.link(key)) {
            *counts.entry(rep).or_default() += 1;
        }
    }
    let mut owners: Vec<(Id, usize)> = counts.into_iter().collect();
    owners.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    owners.into_iter().map(|(id, _)| id).collect()
}
