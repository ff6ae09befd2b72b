//! Importing a table: CSV, pasted cells, spreadsheets, vCards. It is read, its columns are matched, what would happen is shown, then it is done;
//! nothing is changed before that. The work itself is the worker's ([`work::table`](crate::work::table)), with its progress, and can be cancelled.

mod look;
mod mapping;
mod report;
mod vocabulary;

pub use look::{Paste, TableView};

use super::super::app::App;
use super::super::workspace::Workspace;
use super::beside::{tell, Beside, BROKEN, STOPPED};
use super::check::{After, Checking};
use crate::domain::dataset::Dataset;
use crate::domain::records::Table;
use crate::exchange::report::Problem;
use crate::exchange::table::columns::{Mapping, Target};
use crate::text::words::{data as data_words, table as words};
use crate::web::device;
use crate::work::excerpt::dataset;
use crate::work::table::{Columns, Decision, Mode, Planned, Read, Reading, Request};
use crate::work::{Ask, Change, Failure, Moment};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;
use web_sys::Blob;

/// How far it is.
#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    /// What is being done, and how much of how much.
    Busy(String, usize, usize),
    /// It cannot be read: the file, and why.
    Bad(String, Problem),
    /// It is being written, which cannot be cancelled.
    Writing,
    /// The columns are on screen.
    Columns,
    /// What would happen is on screen.
    Planned,
    /// Done.
    Done,
}

/// A file, or cells that were pasted.
struct Origin {
    name: String,
    blob: Blob,
}

/// What was read of it.
#[derive(Clone, Default)]
struct Sheets {
    names: Vec<String>,
    warnings: Vec<Problem>,
    /// By what its mapping is remembered.
    signature: String,
}

/// What a plan would do, with the rows that are shown as they would be.
struct Outcome {
    plan: Planned,
    data: Dataset,
}

/// A table on its way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Tabling {
    app: App,
    workspace: Workspace,
    /// What looks at the data once rows were imported.
    checking: Checking,
    beside: Beside,
    step: RwSignal<Step>,
    origin: StoredValue<Option<Rc<Origin>>, LocalStorage>,
    reading: RwSignal<Reading>,
    sheets: RwSignal<Sheets>,
    columns: RwSignal<Option<Columns>>,
    mode: RwSignal<Mode>,
    /// Make what rows name and is not there.
    making: RwSignal<bool>,
    clearing: RwSignal<bool>,
    outcome: RwSignal<Option<Rc<Outcome>>, LocalStorage>,
}

impl Tabling {
    /// Nothing to import yet.
    pub fn new(app: App, workspace: Workspace, checking: Checking) -> Tabling {
        Tabling {
            app,
            workspace,
            checking,
            beside: Beside::new(Some(workspace)),
            step: RwSignal::new(Step::Nothing),
            origin: StoredValue::new_local(None),
            reading: RwSignal::new(Reading::default()),
            sheets: RwSignal::new(Sheets::default()),
            columns: RwSignal::new(None),
            mode: RwSignal::new(Mode::Both),
            making: RwSignal::new(true),
            clearing: RwSignal::new(false),
            outcome: RwSignal::new_local(None),
        }
    }

    /// Takes a file, whatever kind of table it holds.
    pub fn take(self, name: String, blob: Blob) {
        // Whatever was under way with another table is not wanted any more.
        self.beside.stop();
        self.origin.set_value(Some(Rc::new(Origin { name, blob })));
        self.mode.set(Mode::Both);
        self.making.set(true);
        self.clearing.set(false);
        spawn_local(self.read(None));
    }

    fn cancel(self) {
        self.beside.stop();
        self.origin.set_value(None);
        self.columns.set(None);
        self.outcome.set(None);
        self.step.set(Step::Nothing);
    }

    fn name(self) -> String {
        self.origin.try_get_value().flatten().map(|origin| origin.name.clone()).unwrap_or_default()
    }

    /// Says that something is being done, and how far it is.
    fn busy(self, words: String) -> impl Fn(usize, usize) + 'static {
        self.step.try_set(Step::Busy(words.clone(), 0, 0));
        move |done, all| drop(self.step.try_set(Step::Busy(words.clone(), done, all)))
    }

    /// What stood in the way, said; then the step before, unless the table is gone with the worker.
    fn failed(self, failure: &Failure, step: Step) {
        tell(self.app, failure);
        match failure.code {
            STOPPED => {}
            BROKEN => drop(self.step.try_set(Step::Nothing)),
            _ => drop(self.step.try_set(step)),
        }
    }

    /// Reads the file: it was chosen, or is to be read in another way.
    async fn read(self, reading: Option<Reading>) {
        let Some(origin) = self.origin.try_get_value().flatten() else { return };
        let tell = self.busy(self.app.tf(data_words::READING, &[("file", &origin.name)]));
        match self.beside.ask(&Ask::Table { reading }, Some(&origin.blob), tell).await {
            Ok(Read::Good { reading, sheets, warnings, signature }) => {
                self.reading.try_set(reading);
                self.sheets.try_set(Sheets { names: sheets, warnings, signature });
                self.match_columns(None).await;
            }
            Ok(Read::Bad(problem)) => drop(self.step.try_set(Step::Bad(origin.name.clone(), problem))),
            Err(failure) => self.failed(&failure, Step::Nothing),
        }
    }

    /// Finds what the columns are: as it was decided for such a table before, else by names and content.
    async fn match_columns(self, table: Option<Table>) {
        let Some(header) = self.reading.try_with_untracked(|r| r.header) else { return };
        let remembered = self.memory().filter(|_| table.is_none()).and_then(|key| device::preference(&key));
        match self.beside.ask_saved(&Ask::Columns { header, table, remembered }, |_, _| ()).await {
            Ok(columns) => {
                self.columns.try_set(Some(columns));
                self.step.try_set(Step::Columns);
            }
            Err(failure) => self.failed(&failure, Step::Nothing),
        }
    }

    fn memory(self) -> Option<String> {
        let header = self.reading.try_with_untracked(|r| r.header)?;
        self.sheets.with_untracked(|sheets| header.then(|| format!("mapping:{}", sheets.signature)))
    }

    /// What a column is called; empty where nothing says so.
    fn head(self, at: usize) -> String {
        let name = |columns: &Columns| columns.heads.get(at).map(|head| head.name.clone());
        self.columns.with_untracked(|columns| columns.as_ref().and_then(name)).unwrap_or_default()
    }

    fn mapping(self) -> Option<Mapping> {
        self.columns.try_with_untracked(|c| c.as_ref().map(|c| c.guess.mapping.clone())).flatten()
    }

    /// Changes what a column is, and remembers it for the next table of this kind.
    fn change_column(self, change: impl FnOnce(&mut Columns)) {
        self.columns.try_update(|columns| columns.as_mut().map(change));
        self.remember();
    }

    fn remember(self) {
        if let (Some(key), Some(mapping)) = (self.memory(), self.mapping()) {
            device::set_preference(&key, Some(&mapping.to_text()));
        }
    }

    /// Another field for a column.
    async fn set_target(self, at: usize, target: Option<Target>) {
        match self.beside.ask(&Ask::Decide { at, target }, None, |_, _| ()).await {
            Ok(Some(Decision { column, dates, numbers })) => self.change_column(|columns| {
                columns.guess.mapping.columns[at] = column;
                (columns.guess.columns[at].dates, columns.guess.columns[at].numbers) = (dates, numbers);
            }),
            Ok(None) => {}
            Err(failure) => self.failed(&failure, Step::Columns),
        }
    }

    /// Finds out what would happen, and shows it.
    async fn plan(self) {
        let Some(mapping) = self.mapping() else { return };
        self.remember();
        let (_, minute) = device::local_now();
        let request = Request {
            mapping,
            mode: self.mode.get_untracked(),
            making: self.making.get_untracked(),
            clearing: self.clearing.get_untracked(),
            moment: Moment {
                today: untrack(|| self.workspace.today()),
                minute,
                now_ms: device::now_ms(),
                actor: untrack(|| self.workspace.me()),
            },
            stamp: self.workspace.next_stamp(),
        };
        let tell = self.busy(self.app.t(words::PLANNING).into());
        match self.beside.ask_saved::<Planned>(&Ask::Plan(Box::new(request)), tell).await {
            Ok(mut plan) => {
                let data = dataset(std::mem::take(&mut plan.rows));
                self.outcome.try_set(Some(Rc::new(Outcome { plan, data })));
                self.step.try_set(Step::Planned);
            }
            Err(failure) => self.failed(&failure, Step::Columns),
        }
    }

    /// Does what was shown.
    async fn carry_out(self) {
        let app = self.app;
        let Some(outcome) = self.outcome.get_untracked() else { return };
        self.step.set(Step::Writing);
        let work = async |_: &_, change: Change| {
            let done = self.beside.ask::<bool>(&Ask::Import { change }, None, |_, _| ()).await;
            done.map(|done| done.then_some(()))
        };
        match self.workspace.replace_by::<(), Failure>("import", &self.name(), work).await {
            Ok(Some(())) => {
                app.say(app.tf(data_words::IMPORTED, &[("n", &outcome.plan.imported.to_string())]), true);
                self.step.try_set(Step::Done);
                self.checking.after(After::Files);
            }
            Ok(None) => {
                app.say(app.t(words::PLANNED_ANEW).into(), false);
                self.plan().await;
            }
            Err(failure) => self.failed(&failure, Step::Planned),
        }
    }
}
