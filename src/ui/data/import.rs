//! Opening a file: it is chosen or dropped, read, shown; nothing is changed before the user says what to do with it.

use super::super::app::{use_app, App};
use super::super::start;
use super::check::After;
use super::findings::Findings;
use super::merge::Merging;
use super::preview::{shown, Ask, Asking, Preview};
use super::table::Tabling;
use super::unlock::{refusal, Unlocking};
use crate::domain::dataset::Dataset;
use crate::exchange::import::{read, read_sound_rows, Import};
use crate::exchange::report::{Limits, Problem, Report};
use crate::exchange::table::{sniff, FileKind};
use crate::route::Screen;
use crate::text::words::data as words;
use crate::text::words::{common, shell, tables};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::borrow::Cow;

#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    Busy(String),
    Bad { file: String, problems: Vec<Problem>, more: usize },
    Good(Box<Preview>),
}

/// A file on its way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Importing {
    app: App,
    step: RwSignal<Step>,
    read: StoredValue<Option<Import>, LocalStorage>,
    file: StoredValue<Option<web_sys::File>, LocalStorage>,
    pub(super) asking: RwSignal<Option<Asking>>,
    unlocking: Unlocking,
    /// Where files go that are to be merged; none where no workspace is open.
    pub(super) merging: Option<Merging>,
    /// Where tables go.
    tabling: Option<Tabling>,
}

/// Reads a file. `Ok(None)`: it is encrypted, and the user will not say the passphrase.
///
/// # Errors
/// What is wrong with it.
pub async fn read_file(unlocking: Unlocking, file: &web_sys::File) -> Result<Option<Import>, Box<Report>> {
    let bytes = unlocking.read(file).await?;
    bytes.map(|bytes| read(&bytes, &start::empty_data(""), &Limits::default())).transpose()
}

impl Importing {
    /// Nothing chosen yet.
    pub fn new(app: App, unlocking: Unlocking, merging: Option<Merging>, tabling: Option<Tabling>) -> Importing {
        Importing {
            app,
            step: RwSignal::new(Step::Nothing),
            read: StoredValue::new_local(None),
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
        self.read.set_value(None);
        self.step.set(Step::Busy(app.tf(words::READING, &[("file", &name)])));
        // Reading takes the thread as long as it lasts: the words must stand before it begins.
        gloo_timers::future::TimeoutFuture::new(50).await;
        let bytes = match self.unlocking.read(&file).await {
            Ok(Some(bytes)) => bytes,
            Ok(None) => return drop(self.step.try_set(Step::Nothing)),
            Err(report) => return self.bad(name, *report),
        };
        // A file that says it is JSON is told what is wrong with its JSON.
        let kind = sniff(&bytes);
        if kind != FileKind::Json && !name.to_lowercase().ends_with(".json") {
            return match self.tabling {
                Some(tabling) => {
                    self.step.try_set(Step::Nothing);
                    tabling.take(name, bytes);
                }
                None => self.bad(name, refusal(kind.refusal().unwrap_or("table_needs_workspace"), String::new())),
            };
        }
        let (base, limits) = (start::empty_data(""), Limits::default());
        let result = if sound_only {
            read_sound_rows(&bytes, &base, &limits).map(|sound| (sound.import, sound.skipped))
        } else {
            read(&bytes, &base, &limits).map(|import| (import, 0))
        };
        drop(bytes);
        match result {
            Ok((import, skipped)) => {
                let known = self.known(&import).await;
                let preview = Preview { known, ..self.preview(name, &import, skipped) };
                if self.step.try_set(Step::Good(Box::new(preview))).is_none() {
                    self.read.try_set_value(Some(import));
                }
            }
            Err(report) => self.bad(name, *report),
        }
    }

    fn bad(self, file: String, report: Report) {
        self.step.try_set(Step::Bad { file, problems: report.problems, more: report.more });
    }

    fn preview(self, file: String, import: &Import, skipped: usize) -> Preview {
        let (app, head) = (self.app, &import.header);
        let mut facts = Vec::new();
        if !head.made_at.is_empty() {
            let date = head.made_at.get(..10).unwrap_or(&head.made_at);
            facts.push(app.tf(words::PREVIEW_MADE, &[("date", date), ("version", &head.app_version)]));
        }
        facts.push(app.tf(words::PREVIEW_FORMAT, &[("n", &head.version.to_string())]));
        if let (Some(id), Some(open)) = (head.workspace, app.workspace.get_untracked()) {
            let same = open.entry().workspace_id == id.to_string();
            facts.push(app.t(if same { words::PREVIEW_SAME } else { words::PREVIEW_OTHER }).into());
        }
        if head.exercise {
            facts.push(app.t(words::PREVIEW_EXERCISE).into());
        }
        if let Some(partial) = &head.partial {
            facts.push(app.t(if partial.template { words::PREVIEW_TEMPLATE } else { words::PREVIEW_PARTIAL }).into());
        }
        let label = |key: &str| tables::table_name(key).map_or(key, |name| app.t(name.many)).to_string();
        let counts: Vec<(String, usize)> =
            import.counts.iter().filter(|(_, n)| **n > 0).map(|(key, n)| (label(key), *n)).collect();
        let name = if head.name.is_empty() { app.t(shell::WORKSPACE_DEFAULT_NAME).into() } else { head.name.clone() };
        Preview {
            file,
            name,
            facts,
            partial: head.partial.is_some(),
            total: counts.iter().map(|(_, n)| n).sum::<usize>().saturating_sub(skipped),
            skipped,
            counts,
            warnings: import.warnings.clone(),
            known: None,
        }
    }

    async fn known(self, import: &Import) -> Option<(String, String)> {
        let registry = self.app.registry.get_untracked().filter(|_| self.merging.is_none())?;
        let origin = import.header.workspace?.to_string();
        let list = registry.list().await.ok()?;
        list.entries.into_iter().find(|entry| entry.workspace_id == origin).map(|entry| (entry.slot, entry.name))
    }

    /// Forgets the file.
    pub fn cancel(self) {
        self.read.set_value(None);
        self.step.set(Step::Nothing);
    }

    fn begin(self) -> Option<(Import, Preview)> {
        let Step::Good(preview) = self.step.get_untracked() else { return None };
        let import = self.read.try_update_value(Option::take).flatten()?;
        self.step.set(Step::Busy(self.app.t(common::WORKING).into()));
        Some((import, *preview))
    }

    pub(super) fn as_new(self) {
        let Some((import, preview)) = self.begin() else { return };
        let app = self.app;
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(50).await;
            let id = import.header.workspace.map(|id| id.to_string());
            let data = import.into_dataset();
            if let Err(error) = start::create(app, &preview.name, id, data, Screen::Board).await {
                app.say_bad(app.error_text(error.code.as_str()));
            }
            self.step.try_set(Step::Nothing);
        });
    }

    pub(super) fn merge(self) {
        if let (Some(merging), Some((import, preview))) = (self.merging, self.begin()) {
            self.step.set(Step::Nothing);
            merging.take_import(preview.file, import);
        }
    }

    pub(super) fn replace(self) {
        let app = self.app;
        let (Some(workspace), Some((import, preview))) = (app.workspace.get_untracked(), self.begin()) else { return };
        spawn_local(async move {
            gloo_timers::future::TimeoutFuture::new(50).await;
            let data: Dataset = import.into_dataset();
            match workspace.replace(|_| Cow::Borrowed(&data), "replace", &preview.file, None).await {
                Ok(()) => {
                    app.say(app.tf(words::REPLACED, &[("name", &preview.file)]), true);
                    self.merging.into_iter().for_each(|merging| merging.checking.after(After::Files));
                }
                Err(error) => {
                    app.say_bad(format!("{} {}", app.error_text(error.code.as_str()), app.t(words::NOTHING_CHANGED)))
                }
            }
            self.step.try_set(Step::Nothing);
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
            <span>{app.t(words::DROP_FILE)}</span>
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
            importing.asking.get().map(|asking| view! { <Ask importing=importing asking=asking preview=*preview/> })
        }}
    }
}
