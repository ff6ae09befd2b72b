//! Merging files into the open workspace: one that somebody sent, or those of the whole team at once. Everything is shown before it is done. The
//! work itself is the worker's ([`work::merging`](crate::work::merging)).

mod conflicts;
mod files;
mod incoming;
mod notes;
mod view;

pub use view::MergeView;

use super::super::app::App;
use super::super::workspace::Workspace;
use super::beside::{tell, Beside, BROKEN, STOPPED};
use super::check::{After, Checking};
use super::import::{read_file, Held};
use super::unlock::Unlocking;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::value::Value;
use crate::exchange::merge::{Conflict, Match};
use crate::exchange::report::Report;
use crate::text::words::{data as data_words, merge as words};
use crate::web::device;
use crate::work::excerpt::dataset;
use crate::work::merging::{Cell, Choices, Comparison, Conflicts, Request, Rule};
use crate::work::{Ask, Change, Failure};
use incoming::Incoming;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::rc::Rc;

/// Conflicts that are fetched at a time.
const PAGE: usize = 50;

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

/// What a merge would do, with the rows that are named.
struct Shown {
    comparison: Comparison,
    data: Dataset,
}

/// Some conflicts, with the rows that they name.
struct Page {
    from: usize,
    list: Vec<Conflict>,
    data: Dataset,
}

/// Files on their way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Merging {
    app: App,
    workspace: Workspace,
    /// What looks at the data once they were merged, or replaced by a file.
    pub checking: Checking,
    /// What holds the files.
    pub beside: Beside,
    unlocking: Unlocking,
    step: RwSignal<Step>,
    files: RwSignal<Vec<Rc<Incoming>>, LocalStorage>,
    shown: RwSignal<Option<Rc<Shown>>, LocalStorage>,
    pages: RwSignal<Vec<Rc<Page>>, LocalStorage>,
    /// Whose say counts where nothing was chosen, and what was chosen, per cell.
    rule: RwSignal<Rule>,
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
            beside: Beside::new(Some(workspace)),
            step: RwSignal::new(Step::Nothing),
            files: RwSignal::new_local(Vec::new()),
            shown: RwSignal::new_local(None),
            pages: RwSignal::new_local(Vec::new()),
            rule: RwSignal::new(Rule::default()),
            chosen: RwSignal::new_local(HashMap::new()),
        }
    }

    /// Takes a file that was read.
    pub fn take_held(self, name: String, held: Held) {
        spawn_local(async move {
            if self.add(name, held).await {
                self.compare().await;
            }
        });
    }

    /// Takes files that were chosen or dropped, those that can be read.
    pub fn take_files(self, chosen: Vec<web_sys::File>) {
        spawn_local(async move {
            for file in chosen {
                let name = file.name();
                self.step.set(Step::Busy(self.app.tf(data_words::READING, &[("file", &name)])));
                match self.read(&file).await {
                    Ok(None) => {}
                    Ok(Some(held)) => {
                        if !self.add(name, held).await {
                            return;
                        }
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

    async fn read(self, file: &web_sys::File) -> Result<Option<Held>, Box<Report>> {
        match self.unlocking.open(file).await? {
            Some(blob) => read_file(self.beside, &blob, false).await,
            None => Ok(None),
        }
    }

    /// Puts a file to the others. `false`: that failed, and was said.
    async fn add(self, name: String, held: Held) -> bool {
        let same = held.file.workspace.is_some_and(|id| id.to_string() == self.workspace.entry().workspace_id);
        let matches = match same {
            true => None,
            false => {
                let ask = Ask::Match { number: held.number };
                match self.beside.ask_saved::<Vec<Match>>(&ask, |_, _| ()).await {
                    Ok(matches) => Some(matches),
                    Err(failure) => {
                        self.failed(&failure);
                        return false;
                    }
                }
            }
        };
        let incoming = Rc::new(Incoming::of(name, held, matches));
        self.files.try_update(|files| files.push(incoming)).is_some()
    }

    /// Says what stood in the way, and begins anew.
    fn failed(self, failure: &Failure) {
        tell(self.app, failure);
        if failure.code != STOPPED {
            self.cancel();
        }
    }

    fn leave_out(self, number: usize) {
        self.files.update(|files| self.beside.forget(files.remove(number).number));
        spawn_local(self.compare());
    }

    fn cancel(self) {
        for file in self.files.try_update(std::mem::take).unwrap_or_default() {
            self.beside.forget(file.number);
        }
        self.rule.try_set(Rule::default());
        self.chosen.try_update(HashMap::clear);
        self.shown.try_set(None);
        self.pages.try_set(Vec::new());
        self.step.try_set(Step::Nothing);
    }

    /// Says which of ours a file's row is, or that it is new.
    fn match_row(self, file: usize, theirs: Id, mine: Option<Id>) {
        if let Some(matches) = self.files.get_untracked().get(file).and_then(|file| file.matches.as_ref()) {
            if let Some(found) = matches.borrow_mut().iter_mut().find(|m| m.theirs == theirs) {
                (found.mine, found.remembered) = (mine, false);
            }
        }
        spawn_local(self.compare());
    }

    fn request(self) -> Request {
        let file = |file: &Rc<Incoming>| (file.number, file.matches.as_ref().map(|m| m.borrow().clone()));
        Request {
            files: self.files.with_untracked(|files| files.iter().map(file).collect()),
            now_ms: device::now_ms(),
            load: device::random_u64(),
        }
    }

    /// Finds out what a merge would do, and shows it.
    async fn compare(self) {
        if self.files.try_with_untracked(Vec::is_empty) != Some(false) {
            return self.cancel();
        }
        self.step.set(Step::Busy(self.app.t(words::COMPARING).into()));
        match self.beside.ask_saved::<Comparison>(&Ask::Compare(self.request()), |_, _| ()).await {
            Err(failure) => self.failed(&failure),
            Ok(mut comparison) => {
                let data = dataset(std::mem::take(&mut comparison.rows));
                self.pages.try_set(Vec::new());
                if comparison.conflicts > 0 {
                    self.more_conflicts().await;
                }
                self.shown.try_set(Some(Rc::new(Shown { comparison, data })));
                self.step.try_set(Step::Shown);
            }
        }
    }

    /// Fetches the next conflicts.
    async fn more_conflicts(self) {
        let there = |pages: &Vec<Rc<Page>>| pages.iter().map(|page| page.list.len()).sum();
        let Some(from) = self.pages.try_with_untracked(there) else { return };
        match self.beside.ask::<Conflicts>(&Ask::Conflicts { from, most: PAGE }, None, |_, _| ()).await {
            Ok(Conflicts { list, rows }) => {
                let page = Rc::new(Page { from, list, data: dataset(rows) });
                self.pages.try_update(|pages| pages.push(page));
            }
            Err(failure) => self.failed(&failure),
        }
    }

    /// Merges, with what was chosen.
    async fn carry_out(self) {
        let (app, files) = (self.app, self.files.get_untracked());
        self.step.set(Step::Busy(app.t(words::COMPARING).into()));
        let cells = self.chosen.with_untracked(|chosen| chosen.iter().map(|(cell, v)| (*cell, v.clone())).collect());
        let choices = Choices { rule: self.rule.get_untracked(), cells };
        let request = self.request();
        // Asked anew when it is carried out: what was done here meanwhile is merged as well, though the screen may be left by then.
        let work = async |_: &_, change: Change| {
            let ask = Ask::Merge { request: request.clone(), choices: choices.clone(), change };
            self.beside.ask(&ask, None, |_, _| ()).await
        };
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let subject = crate::text::format::list(app.lang(), &names);
        match self.workspace.replace_by::<[usize; 3], Failure>("merge", &subject, work).await {
            Ok(Some(sums)) => {
                app.say(app.tf(words::MERGED, &[("n", &files.len().to_string())]), true);
                self.cancel();
                self.step.try_set(Step::Done(sums));
                self.checking.after(After::Files);
            }
            Ok(None) => self.failed(&Failure::of("stale")),
            // The files are gone with the worker.
            Err(failure) if failure.code == BROKEN => self.failed(&failure),
            Err(failure) => {
                tell(app, &failure);
                self.step.try_set(Step::Shown);
            }
        }
    }
}
