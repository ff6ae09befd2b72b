//! Opening a file: it is chosen or dropped, read, shown; nothing is changed before the user says what to do with it.

use super::super::app::{use_app, App};
use super::super::start::{self, FileRows};
use super::beside::{tell, Beside, STOPPED};
use super::check::After;
use super::findings::Findings;
use super::merge::Merging;
use super::preview::{shown, Ask as AskFirst, Asking, Preview};
use super::table::Tabling;
use super::unlock::{refusal, Unlocking};
use crate::exchange::report::{Problem, Report};
use crate::exchange::table::FileKind;
use crate::route::Screen;
use crate::text::words::data as words;
use crate::text::words::{common, shell, tables};
use crate::work::files::{File, Told};
use crate::work::{is_table, Ask, Change, Failure};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    Busy(String),
    Bad { file: String, problems: Vec<Problem>, more: usize },
    Good(Box<Preview>),
}

/// A file that the worker holds.
#[derive(Clone)]
pub struct Held {
    /// Its number there.
    pub number: u32,
    /// What it holds.
    pub file: File,
}

/// A file on its way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Importing {
    app: App,
    step: RwSignal<Step>,
    beside: Beside,
    held: StoredValue<Option<Held>>,
    file: StoredValue<Option<web_sys::File>, LocalStorage>,
    pub(super) asking: RwSignal<Option<Asking>>,
    unlocking: Unlocking,
    /// Where files go that are to be merged; none where no workspace is open.
    pub(super) merging: Option<Merging>,
    /// Where tables go.
    tabling: Option<Tabling>,
}

/// Reads a workspace file; the worker holds it then. `Ok(None)`: it was stopped.
///
/// # Errors
/// What is wrong with it.
pub async fn read_file(beside: Beside, blob: &web_sys::Blob, sound_only: bool) -> Result<Option<Held>, Box<Report>> {
    let number = beside.number();
    let told = beside.ask::<Told>(&Ask::File { number, sound_only }, Some(blob), |_, _| ()).await;
    let failed = match told {
        Ok(Told::Good(file)) => return Ok(Some(Held { number, file: *file })),
        Ok(Told::Bad { problems, more }) => Some(Report { problems, more, ..Report::default() }),
        Err(Failure { code: STOPPED, .. }) => None,
        Err(failure) => Some(refusal(failure.code, failure.detail)),
    };
    beside.forget(number);
    failed.map_or(Ok(None), |report| Err(Box::new(report)))
}

impl Importing {
    /// Nothing chosen yet. `inside`: where files go in an open workspace.
    pub fn new(app: App, unlocking: Unlocking, inside: Option<(Merging, Tabling)>) -> Importing {
        let (merging, tabling) = inside.unzip();
        Importing {
            app,
            step: RwSignal::new(Step::Nothing),
            beside: merging.map_or_else(|| Beside::new(None), |merging| merging.beside),
            held: StoredValue::new(None),
            file: StoredValue::new_local(None),
            asking: RwSignal::new(None),
            unlocking,
            merging,
            tabling,
        }
    }

    /// Takes the files that were chosen or dropped: one is looked at, several are merged.
    pub fn take_all(self, files: Vec<web_sys::File>) {
        match self.merging {
            Some(merging) if files.len() > 1 => {
                self.cancel();
                merging.take_files(files);
            }
            _ => self.take(files.into_iter().next()),
        }
    }

    /// Takes the file that was chosen or dropped.
    pub fn take(self, file: Option<web_sys::File>) {
        if let Some(file) = file {
            self.file.set_value(Some(file));
            spawn_local(self.open(false));
        }
    }

    /// Reads the file again, without the rows that have problems.
    fn without_bad_rows(self) {
        spawn_local(self.open(true));
    }

    async fn open(self, sound_only: bool) {
        let Some(file) = self.file.try_get_value().flatten() else { return };
        let (app, name) = (self.app, file.name());
        self.forget();
        self.step.set(Step::Busy(app.tf(words::READING, &[("file", &name)])));
        let blob = match self.unlocking.open(&file).await {
            Ok(Some(blob)) => blob,
            Ok(None) => return drop(self.step.try_set(Step::Nothing)),
            Err(report) => return self.bad(name, *report),
        };
        // A file that says it is JSON is told what is wrong with its JSON.
        match self.beside.ask::<FileKind>(&Ask::Sniff, Some(&blob), |_, _| ()).await {
            Err(Failure { code: STOPPED, .. }) => return drop(self.step.try_set(Step::Nothing)),
            Err(failure) => return self.bad(name, refusal(failure.code, failure.detail)),
            Ok(kind) if is_table(kind, &name) => {
                return match self.tabling {
                    Some(tabling) => {
                        self.step.try_set(Step::Nothing);
                        tabling.take(name, blob);
                    }
                    None => {
                        self.bad(name, refusal(kind.refusal().unwrap_or("table_needs_workspace"), String::new()));
                    }
                }
            }
            Ok(_) => {}
        }
        match read_file(self.beside, &blob, sound_only).await {
            Ok(Some(held)) => {
                let known = self.known(&held.file).await;
                let preview = Preview { known, ..self.preview(name, &held.file) };
                if self.step.try_set(Step::Good(Box::new(preview))).is_none() {
                    self.held.try_set_value(Some(held));
                }
            }
            Ok(None) => drop(self.step.try_set(Step::Nothing)),
            Err(report) => self.bad(name, *report),
        }
    }

    fn bad(self, file: String, report: Report) {
        self.step.try_set(Step::Bad { file, problems: report.problems, more: report.more });
    }

    fn preview(self, file: String, held: &File) -> Preview {
        let app = self.app;
        let mut facts = Vec::new();
        if !held.made_at.is_empty() {
            let date = held.made_at.get(..10).unwrap_or(&held.made_at);
            facts.push(app.tf(words::PREVIEW_MADE, &[("date", date), ("version", &held.app_version)]));
        }
        facts.push(app.tf(words::PREVIEW_FORMAT, &[("n", &held.version.to_string())]));
        if let (Some(id), Some(open)) = (held.workspace, app.workspace.get_untracked()) {
            let same = open.entry().workspace_id == id.to_string();
            facts.push(app.t(if same { words::PREVIEW_SAME } else { words::PREVIEW_OTHER }).into());
        }
        if held.exercise {
            facts.push(app.t(words::PREVIEW_EXERCISE).into());
        }
        if held.partial {
            facts.push(app.t(if held.template { words::PREVIEW_TEMPLATE } else { words::PREVIEW_PARTIAL }).into());
        }
        let label = |key: &str| tables::table_name(key).map_or(key, |name| app.t(name.many)).to_string();
        let counts: Vec<(String, usize)> = held.counts.iter().map(|(key, n)| (label(key), *n)).collect();
        let name = if held.name.is_empty() { app.t(shell::WORKSPACE_DEFAULT_NAME).into() } else { held.name.clone() };
        Preview {
            file,
            name,
            facts,
            partial: held.partial,
            total: counts.iter().map(|(_, n)| n).sum::<usize>().saturating_sub(held.skipped),
            skipped: held.skipped,
            counts,
            warnings: held.warnings.clone(),
            known: None,
        }
    }

    async fn known(self, held: &File) -> Option<(String, String)> {
        let registry = self.app.registry.get_untracked().filter(|_| self.merging.is_none())?;
        let origin = held.workspace?.to_string();
        let list = registry.list().await.ok()?;
        list.entries.into_iter().find(|entry| entry.workspace_id == origin).map(|entry| (entry.slot, entry.name))
    }

    fn forget(self) {
        if let Some(held) = self.held.try_update_value(Option::take).flatten() {
            self.beside.forget(held.number);
        }
    }

    /// Forgets the file.
    pub fn cancel(self) {
        self.forget();
        self.step.set(Step::Nothing);
    }

    fn begin(self) -> Option<(Held, Preview)> {
        let Step::Good(preview) = self.step.get_untracked() else { return None };
        let held = self.held.try_update_value(Option::take).flatten()?;
        self.step.set(Step::Busy(self.app.t(common::WORKING).into()));
        Some((held, *preview))
    }

    /// What was begun is over; `error`: it failed, and nothing was changed.
    fn end(self, held: &Held, error: Option<Failure>) {
        self.beside.forget(held.number);
        error.iter().for_each(|failure| tell(self.app, failure));
        self.step.try_set(Step::Nothing);
    }

    pub(super) fn as_new(self) {
        let Some((held, preview)) = self.begin() else { return };
        spawn_local(async move {
            let id = held.file.workspace.map(|id| id.to_string());
            let rows = FileRows { beside: self.beside, number: held.number };
            let made = start::create(self.app, &preview.name, id, rows, Screen::Board).await;
            self.end(&held, made.err());
        });
    }

    pub(super) fn merge(self) {
        if let (Some(merging), Some((held, preview))) = (self.merging, self.begin()) {
            self.step.set(Step::Nothing);
            merging.take_held(preview.file, held);
        }
    }

    pub(super) fn replace(self) {
        let app = self.app;
        let (Some(workspace), Some((held, preview))) = (app.workspace.get_untracked(), self.begin()) else { return };
        spawn_local(async move {
            let work = async |_: &_, change: Change| {
                let ask = Ask::Replace { number: held.number, change };
                self.beside.ask::<bool>(&ask, None, |_, _| ()).await.map(|done| done.then_some(()))
            };
            let done = workspace.replace_by::<(), Failure>("replace", &preview.file, work).await;
            if let Ok(Some(())) = done {
                app.say(app.tf(words::REPLACED, &[("name", &preview.file)]), true);
                self.merging.into_iter().for_each(|merging| merging.checking.after(After::Files));
            }
            self.end(&held, done.map_or_else(Some, |done| done.is_none().then(|| Failure::of("stale"))));
        });
    }
}

/// The button that chooses a file, and a place to drop one.
#[component]
pub fn Chooser(
    /// Where the file goes.
    importing: Importing,
) -> impl IntoView {
    let app = use_app();
    let over = RwSignal::new(false);
    view! {
        <div
            class="drop"
            class:over=move || over.get()
            on:dragover=move |event| {
                event.prevent_default();
                over.set(true);
            }
            on:dragleave=move |_| over.set(false)
            on:drop=move |event| {
                event.prevent_default();
                over.set(false);
                importing.take_all(event.data_transfer().and_then(|d| d.files()).map(listed).unwrap_or_default());
            }
        >
            <label class="button file-button">
                <input
                    type="file"
                    class="sr-only"
                    multiple=importing.merging.is_some()
                    data-file
                    on:change=move |event| importing.take_all(chosen(&event))
                />
                {app.t(words::CHOOSE_FILE)}
            </label>
            <span>{app.t(if importing.merging.is_some() { words::DROP_FILE } else { words::DROP_WORKSPACE })}</span>
        </div>
    }
}

/// What a file input chose. Empties it, so that the same file can be chosen again.
pub fn chosen(event: &web_sys::Event) -> Vec<web_sys::File> {
    let input: web_sys::HtmlInputElement = event_target(event);
    let files = input.files().map(listed).unwrap_or_default();
    input.set_value("");
    files
}

fn listed(files: web_sys::FileList) -> Vec<web_sys::File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// What has become of the file: words while it is read, what it holds, or why it cannot be read.
#[component]
pub fn Result(
    /// The file.
    importing: Importing,
) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="import" aria-live="polite">
            {move || match importing.step.get() {
                Step::Nothing => ().into_any(),
                Step::Busy(words) => view! { <p class="busy" role="status">{words}</p> }.into_any(),
                Step::Bad { file, problems, more } => {
                    // A problem outside the rows is one of the whole file.
                    let rows_only = problems.iter().all(|p| p.path.starts_with("tables.") && p.path.contains('['));
                    view! {
                        <div class="import-bad" role="alert" data-import="bad">
                            <p>
                                <b>{app.tf(words::NOT_READ, &[("file", &file)])}</b>
                                " "
                                {app.t(words::NOTHING_CHANGED)}
                            </p>
                            <Findings list=problems more=more file=file bad=true/>
                            <div class="buttons">
                                <button type="button" class="button" on:click=move |_| importing.cancel()>{app.t(common::CLOSE)}</button>
                                {rows_only
                                    .then(|| {
                                        view! {
                                            <button
                                                type="button"
                                                class="button"
                                                data-action="sound-rows"
                                                on:click=move |_| importing.without_bad_rows()
                                            >
                                                {app.t(words::WITHOUT_BAD_ROWS)}
                                            </button>
                                        }
                                    })}
                            </div>
                        </div>
                    }
                        .into_any()
                }
                Step::Good(preview) => shown(app, importing, *preview).into_any(),
            }}
        </div>
        {move || {
            let Step::Good(preview) = importing.step.get() else { return None };
            importing.asking.get().map(|asking| view! { <AskFirst importing=importing asking=asking preview=*preview/> })
        }}
    }
}
