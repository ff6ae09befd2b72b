//! Merging files into the open workspace: one that somebody sent, or those of the whole team at once. Everything is shown before it is done.

mod conflicts;
mod files;
mod incoming;
mod notes;
mod view;

pub use view::MergeView;

use super::super::app::App;
use super::super::workspace::Workspace;
use super::check::{After, Checking};
use super::unlock::Unlocking;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::Table;
use crate::domain::stamp::{Clock, Stamp};
use crate::domain::value::Value;
use crate::exchange::import::Import;
use crate::exchange::merge::{adopt, merge, settle, Choice, Conflict, Merged, Source};
use crate::text::words::{data as data_words, merge as words};
use crate::web::device;
use incoming::Incoming;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::borrow::Cow;
use std::collections::HashMap;
use std::rc::Rc;

/// A cell that is in conflict.
type Cell = (Table, Id, Key);

/// How far it is.
#[derive(Clone, PartialEq)]
enum Step {
    /// No file.
    Nothing,
    /// Something takes its time.
    Busy(String),
    /// What a merge would do is on screen.
    Shown,
    /// Done: how many rows are new, changed, deleted.
    Done([usize; 3]),
}

/// A merge in the making. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Merging {
    app: App,
    workspace: Workspace,
    /// What looks at the data once they were merged, or replaced by a file.
    pub checking: Checking,
    unlocking: Unlocking,
    step: RwSignal<Step>,
    files: RwSignal<Vec<Rc<Incoming>>, LocalStorage>,
    merged: RwSignal<Option<Rc<Merged>>, LocalStorage>,
    /// What was chosen otherwise than the later write, per cell.
    chosen: RwSignal<HashMap<Cell, Option<Value>>, LocalStorage>,
}

impl Merging {
    /// Nothing to merge yet.
    pub fn new(app: App, workspace: Workspace, unlocking: Unlocking, checking: Checking) -> Merging {
        Merging {
            app,
            workspace,
            unlocking,
            checking,
            step: RwSignal::new(Step::Nothing),
            files: RwSignal::new_local(Vec::new()),
            merged: RwSignal::new_local(None),
            chosen: RwSignal::new_local(HashMap::new()),
        }
    }

    /// Takes a file that was read.
    pub fn take_import(self, name: String, import: Import) {
        let incoming = Incoming::of(name, import, self.workspace);
        self.files.update(|files| files.push(Rc::new(incoming)));
        spawn_local(self.compare());
    }

    /// Takes files that were chosen or dropped, those that can be read.
    pub fn take_files(self, chosen: Vec<web_sys::File>) {
        spawn_local(async move {
            for file in chosen {
                let name = file.name();
                self.step.set(Step::Busy(self.app.tf(data_words::READING, &[("file", &name)])));
                gloo_timers::future::TimeoutFuture::new(30).await;
                match super::import::read_file(self.unlocking, &file).await {
                    Ok(None) => {}
                    Ok(Some(import)) => {
                        let incoming = Incoming::of(name, import, self.workspace);
                        self.files.update(|files| files.push(Rc::new(incoming)));
                    }
                    Err(report) => {
                        let why = report.problems.first().map(|p| self.app.error_text(p.code)).unwrap_or_default();
                        self.app.say_bad(format!("{} {why}", self.app.tf(data_words::NOT_READ, &[("file", &name)])));
                    }
                }
            }
            self.compare().await;
        });
    }

    fn leave_out(self, number: usize) {
        self.files.update(|files| drop(files.remove(number)));
        spawn_local(self.compare());
    }

    fn cancel(self) {
        self.files.set(Vec::new());
        self.chosen.update(HashMap::clear);
        self.merged.set(None);
        self.step.set(Step::Nothing);
    }

    /// Says which of ours a file's row is, or that it is new.
    fn match_row(self, file: usize, theirs: Id, mine: Option<Id>) {
        if let Some(file) = self.files.get_untracked().get(file) {
            if let Some(found) = file.matches.borrow_mut().iter_mut().find(|m| m.theirs == theirs) {
                (found.mine, found.remembered) = (mine, false);
            }
        }
        spawn_local(self.compare());
    }

    /// Finds out what a merge would do, and shows it.
    async fn compare(self) {
        if self.files.with_untracked(Vec::is_empty) {
            return self.cancel();
        }
        self.step.set(Step::Busy(self.app.t(words::COMPARING).into()));
        // Comparing takes the thread as long as it lasts: the words must stand before it begins.
        gloo_timers::future::TimeoutFuture::new(30).await;
        let merged = self.workspace.peek(|data| self.join(data).0);
        self.chosen.update(|chosen| {
            let there: Vec<Cell> = merged.conflicts.iter().map(cell_of).collect();
            chosen.retain(|cell, _| there.contains(cell));
        });
        self.merged.set(Some(Rc::new(merged)));
        self.step.set(Step::Shown);
    }

    /// The merge of these data and the files; and a stamp that is later than all of them.
    fn join(self, data: &Dataset) -> (Merged, Stamp) {
        let files = self.files.get_untracked();
        let mine = Source::of(data);
        let mut clock = Clock::new(device::random_u64());
        let all = files.iter().map(|file| &file.source).chain([&mine]);
        all.flat_map(|source| source.seen.stamps()).for_each(|stamp| clock.observe(stamp));
        let now = clock.tick(device::now_ms());
        let adopted: Vec<Option<Source>> =
            files.iter().map(|file| file.elsewhere.then(|| adopt(&file.source, &file.matches.borrow(), now))).collect();
        let theirs = files.iter().zip(&adopted).map(|(file, adopted)| adopted.as_ref().unwrap_or(&file.source));
        let sources: Vec<&Source> = std::iter::once(&mine).chain(theirs).collect();
        (merge(&sources, device::now_ms()), clock.tick(device::now_ms()))
    }

    /// Merges, with what was chosen.
    fn carry_out(self) {
        let (app, files) = (self.app, self.files.get_untracked());
        self.step.set(Step::Busy(app.t(words::COMPARING).into()));
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(30).await;
            let sums = RwSignal::new([0; 3]);
            // Asked anew when it is carried out: what was done here meanwhile is merged as well.
            let make = |data: &Dataset| {
                let (mut merged, stamp) = self.join(data);
                let choices = self.chosen.with_untracked(|chosen| choices(&merged.conflicts, chosen));
                settle(&mut merged.data, &merged.conflicts, &choices, stamp);
                let sum = |of: fn(&crate::exchange::merge::Counts) -> usize| merged.counts.values().map(of).sum();
                sums.set([sum(|c| c.new), sum(|c| c.changed), sum(|c| c.deleted)]);
                Cow::Owned(merged.data)
            };
            let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
            let subject = crate::text::format::list(app.lang(), &names);
            match self.workspace.replace(make, "merge", &subject, None).await {
                Ok(()) => {
                    app.say(app.tf(words::MERGED, &[("n", &files.len().to_string())]), true);
                    self.cancel();
                    self.step.set(Step::Done(sums.get_untracked()));
                    self.checking.after(After::Files);
                }
                Err(error) => {
                    let nothing = app.t(data_words::NOTHING_CHANGED);
                    app.say_bad(format!("{} {nothing}", app.error_text(error.code.as_str())));
                    self.step.set(Step::Shown);
                }
            }
        });
    }
}

fn cell_of(conflict: &Conflict) -> Cell {
    (conflict.table, conflict.id, conflict.key)
}

/// What was chosen, by the numbers of the conflicts as they are now.
fn choices(conflicts: &[Conflict], chosen: &HashMap<Cell, Option<Value>>) -> Vec<Choice> {
    let choice = |(number, conflict): (usize, &Conflict)| {
        let value = chosen.get(&cell_of(conflict))?;
        let side = conflict.sides.iter().position(|side| side.value == *value)?;
        Some(Choice { conflict: number, side })
    };
    conflicts.iter().enumerate().filter_map(choice).collect()
}
