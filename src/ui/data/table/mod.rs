//! Importing a table: CSV, pasted cells, spreadsheets, vCards. It is read, its columns are matched, what would happen is shown, then it is done;
//! nothing is changed before that. Long work is done in portions, with its progress, and can be cancelled.

mod look;
mod mapping;
mod reading;
mod report;
mod vocabulary;

pub use look::{Paste, TableView};

use super::super::app::App;
use super::super::workspace::Workspace;
use super::check::{After, Checking};
use crate::domain::command::Context;
use crate::domain::dataset::Dataset;
use crate::exchange::report::Problem;
use crate::exchange::table::columns::{decide, guess, signature, Guess, Mapping, Target};
use crate::exchange::table::plan::{Fate, Options, Plan, Planner, Rule};
use crate::exchange::table::{header, Cell, Sheet};
use crate::text::words::{data as data_words, table as words};
use crate::web::device;
use leptos::prelude::*;
use leptos::task::spawn_local;
use reading::{Origin, Reading};
use std::borrow::Cow;
use std::rc::Rc;

/// Rows that are planned without looking up: some ten milliseconds of work.
const PORTION: usize = 300;

/// What is done with rows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Both,
    Create,
    Update,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    /// What is being done, and how much of how much.
    Busy(String, usize, usize),
    /// It cannot be read: the file, and why.
    Bad(String, Problem),
    /// The columns are on screen.
    Columns,
    /// What would happen is on screen.
    Planned,
    /// Done.
    Done,
}

/// What a plan would do, with the data as they would be.
struct Outcome {
    plan: Plan,
    data: Dataset,
    /// How many changes there were when it was planned.
    changes: u64,
}

/// A table on its way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Tabling {
    app: App,
    workspace: Workspace,
    /// What looks at the data once rows were imported.
    checking: Checking,
    step: RwSignal<Step>,
    origin: StoredValue<Option<Rc<Origin>>, LocalStorage>,
    reading: RwSignal<Reading>,
    sheets: RwSignal<Rc<Vec<Sheet>>, LocalStorage>,
    warnings: RwSignal<Vec<Problem>>,
    guess: RwSignal<Option<Guess>, LocalStorage>,
    mode: RwSignal<Mode>,
    /// Make what rows name and is not there.
    making: RwSignal<bool>,
    clearing: RwSignal<bool>,
    outcome: RwSignal<Option<Rc<Outcome>>, LocalStorage>,
    cancelled: StoredValue<bool>,
}

impl Tabling {
    /// Nothing to import yet.
    pub fn new(app: App, workspace: Workspace, checking: Checking) -> Tabling {
        Tabling {
            app,
            workspace,
            checking,
            step: RwSignal::new(Step::Nothing),
            origin: StoredValue::new_local(None),
            reading: RwSignal::new(Reading::default()),
            sheets: RwSignal::new_local(Rc::new(Vec::new())),
            warnings: RwSignal::new(Vec::new()),
            guess: RwSignal::new_local(None),
            mode: RwSignal::new(Mode::Both),
            making: RwSignal::new(true),
            clearing: RwSignal::new(false),
            outcome: RwSignal::new_local(None),
            cancelled: StoredValue::new(false),
        }
    }

    /// Takes a file, whatever kind of table it holds.
    pub fn take(self, name: String, bytes: Vec<u8>) {
        self.begin(Origin { name, bytes });
    }

    /// Takes cells that were pasted.
    fn take_text(self, text: String) {
        let name = self.app.t(words::PASTED).to_string();
        self.begin(Origin { name, bytes: text.into_bytes() });
    }

    fn begin(self, origin: Origin) {
        self.reading.set(Reading::of(&origin.bytes));
        self.origin.set_value(Some(Rc::new(origin)));
        self.mode.set(Mode::Both);
        self.making.set(true);
        self.clearing.set(false);
        spawn_local(self.read());
    }

    fn cancel(self) {
        self.cancelled.set_value(true);
        self.origin.set_value(None);
        self.sheets.set(Rc::new(Vec::new()));
        self.guess.set(None);
        self.outcome.set(None);
        self.step.set(Step::Nothing);
    }

    fn name(self) -> String {
        self.origin.try_get_value().flatten().map(|origin| origin.name.clone()).unwrap_or_default()
    }

    /// Reads the file anew: it was chosen, or another encoding or delimiter was.
    async fn read(self) {
        let Some(origin) = self.origin.try_get_value().flatten() else { return };
        self.cancelled.set_value(false);
        let words = self.app.tf(data_words::READING, &[("file", &origin.name)]);
        self.step.set(Step::Busy(words.clone(), 0, 0));
        gloo_timers::future::TimeoutFuture::new(30).await;
        let reading = self.reading.get_untracked();
        let progress = |done, all| {
            self.step.try_set(Step::Busy(words.clone(), done, all));
            self.cancelled.try_get_value() == Some(false)
        };
        match reading::read(&origin, &reading, &progress).await {
            Ok(Some((sheets, warnings))) => {
                self.reading.update(|r| r.header = sheets.get(r.sheet).is_some_and(header::has_header));
                self.sheets.set(Rc::new(sheets));
                self.warnings.set(warnings);
                self.match_columns(None);
            }
            Ok(None) => {}
            Err(problem) => self.step.set(Step::Bad(origin.name.clone(), problem)),
        }
    }

    fn sheet<T>(self, f: impl FnOnce(&Sheet) -> T) -> Option<T> {
        let at = self.reading.with_untracked(|r| r.sheet);
        self.sheets.with_untracked(|sheets| sheets.get(at).map(f))
    }

    /// Finds what the columns are: as it was decided for such a table before, else by names and content.
    fn match_columns(self, table: Option<crate::domain::records::Table>) {
        let header = self.reading.with_untracked(|r| r.header);
        let vocabulary = vocabulary::words();
        let found = self.sheet(|sheet| {
            let mut found = self.workspace.peek(|data| guess(sheet, header, &vocabulary, data, table, None));
            if let Some(mapping) = self.remembered(sheet).filter(|_| table.is_none()) {
                found.mapping.preset.clone_from(&mapping.preset);
                found.mapping.table = mapping.table;
                for (at, column) in mapping.columns.into_iter().enumerate().take(found.columns.len()) {
                    let (_, dates, numbers) = decide(sheet, header, at, column.target.clone());
                    found.mapping.columns[at] = column;
                    (found.columns[at].dates, found.columns[at].numbers) = (dates, numbers);
                }
            }
            found
        });
        self.guess.set(found);
        self.step.set(Step::Columns);
    }

    fn memory(self, sheet: &Sheet) -> Option<String> {
        let header = self.reading.with_untracked(|r| r.header);
        sheet.rows.first().filter(|_| header).map(|row| format!("mapping:{}", signature(row)))
    }

    fn remembered(self, sheet: &Sheet) -> Option<Mapping> {
        let mapping = Mapping::from_text(&device::preference(&self.memory(sheet)?)?)?;
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        (mapping.columns.len() == width).then_some(mapping)
    }

    /// Another field for a column.
    fn set_target(self, at: usize, target: Option<Target>) {
        let header = self.reading.with_untracked(|r| r.header);
        let decided = self.sheet(|sheet| decide(sheet, header, at, target));
        self.guess.update(|guess| {
            if let (Some(guess), Some((column, dates, numbers))) = (guess, decided) {
                guess.mapping.columns[at] = column;
                (guess.columns[at].dates, guess.columns[at].numbers) = (dates, numbers);
            }
        });
    }

    fn options(self, mapping: &Mapping, data: &Dataset) -> Options {
        let mut options = Options::new(mapping, data);
        options.clear = self.clearing.get_untracked();
        let (mode, making) = (self.mode.get_untracked(), self.making.get_untracked());
        let usual = options.rule(mapping.table, mapping.table);
        let main = Rule { create: mode != Mode::Update, update: mode != Mode::Create, keys: usual.keys };
        for table in crate::exchange::table::columns::TABLES {
            let rule = Rule { create: making, ..options.rule(table, mapping.table) };
            options.rules.insert(table, if table == mapping.table { main.clone() } else { rule });
        }
        options
    }

    /// Finds out what would happen, and shows it.
    async fn plan(self) {
        let app = self.app;
        let (Some(sheet), Some(guess)) = (self.sheet(Sheet::clone), self.guess.get_untracked()) else { return };
        if let Some(key) = self.memory(&sheet) {
            device::set_preference(&key, Some(&guess.mapping.to_text()));
        }
        self.cancelled.set_value(false);
        let rows = sheet.rows.len().saturating_sub(usize::from(self.reading.with_untracked(|r| r.header)));
        self.step.set(Step::Busy(app.t(words::PLANNING).into(), 0, rows));
        gloo_timers::future::TimeoutFuture::new(30).await;
        let changes = self.workspace.session(|s| s.revision().0 + s.unsaved() as u64);
        let (before, vocabulary) = (self.workspace.peek(Dataset::clone), vocabulary::words());
        let (today, actor) = (self.workspace.today(), self.workspace.me());
        let mut ids = device::RandomIds;
        let (_, minute) = device::local_now();
        let context = Context { today, minute, now_ms: device::now_ms(), actor, ids: &mut ids };
        let options = self.options(&guess.mapping, &before);
        let mut planner = Planner::new(&before, &guess.mapping, options, &vocabulary, context);
        for portion in sheet.rows[sheet.rows.len() - rows..].chunks(PORTION) {
            planner.rows(portion);
            self.step.try_set(Step::Busy(app.t(words::PLANNING).into(), planner.done(), rows));
            gloo_timers::future::TimeoutFuture::new(0).await;
            if self.cancelled.try_get_value() != Some(false) {
                return;
            }
        }
        let plan = planner.finish();
        let mut data = before.clone();
        plan.patch.apply(&mut data, self.workspace.next_stamp());
        self.outcome.set(Some(Rc::new(Outcome { plan, data, changes })));
        self.step.set(Step::Planned);
    }

    /// Does what was shown.
    async fn carry_out(self) {
        let app = self.app;
        let Some(outcome) = self.outcome.get_untracked() else { return };
        if outcome.changes != self.workspace.session(|s| s.revision().0 + s.unsaved() as u64) {
            app.say(app.t(words::PLANNED_ANEW).into(), false);
            return self.plan().await;
        }
        self.step.set(Step::Busy(app.t(words::WRITING).into(), 0, 0));
        gloo_timers::future::TimeoutFuture::new(30).await;
        let stamp = self.workspace.next_stamp();
        let make = |data: &Dataset| {
            let mut data = data.clone();
            outcome.plan.patch.apply(&mut data, stamp);
            data.seen.observe(stamp);
            Cow::Owned(data)
        };
        match self.workspace.replace(make, "import", &self.name(), None).await {
            Ok(()) => {
                let n = outcome.plan.with(Fate::Created) + outcome.plan.with(Fate::Updated);
                app.say(app.tf(data_words::IMPORTED, &[("n", &n.to_string())]), true);
                self.step.set(Step::Done);
                self.checking.after(After::Files);
            }
            Err(error) => {
                let nothing = app.t(data_words::NOTHING_CHANGED);
                app.say_bad(format!("{} {nothing}", app.error_text(error.code.as_str())));
                self.step.set(Step::Planned);
            }
        }
    }
}

/// A cell as it stands in the table.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Moment(moment) => moment.to_string(),
        Cell::Flag(flag) => flag.to_string(),
    }
}
