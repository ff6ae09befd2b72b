//! Opening a file: it is chosen or dropped, read, shown; nothing is changed before the user says what to do with it.

mod ask;

use super::super::app::{use_app, App};
use super::super::start;
use super::super::workspace::Saving;
use super::check::After;
use super::findings::Findings;
use super::merge::Merging;
use crate::domain::dataset::Dataset;
use crate::exchange::import::{read, read_sound_rows, Import};
use crate::exchange::report::{Limits, Problem, Report};
use crate::route::Screen;
use crate::text::words::data as words;
use crate::text::words::merge as merge_words;
use crate::text::words::{common, errors, shell, tables};
use crate::text::{format, Lang};
use crate::web::files;
use ask::Ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::borrow::Cow;

/// What a file holds, for the page.
#[derive(Clone, PartialEq)]
struct Preview {
    file: String,
    name: String,
    facts: Vec<String>,
    partial: bool,
    counts: Vec<(String, usize)>,
    total: usize,
    skipped: usize,
    warnings: Vec<Problem>,
}

#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    Busy(String),
    Bad { file: String, problems: Vec<Problem>, more: usize },
    Good(Box<Preview>),
}

/// What takes the place of present data, and so is asked about first.
#[derive(Clone, Copy, PartialEq)]
enum Asking {
    /// Replacing the open workspace with the file.
    Replace,
    /// Opening the file where only memory holds the open workspace, which is gone then.
    Leave,
}

/// A file on its way in. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Importing {
    app: App,
    step: RwSignal<Step>,
    read: StoredValue<Option<Import>, LocalStorage>,
    file: StoredValue<Option<web_sys::File>, LocalStorage>,
    asking: RwSignal<Option<Asking>>,
    /// Where files go that are to be merged; none where no workspace is open.
    merging: Option<Merging>,
}

/// Reads a file.
///
/// # Errors
/// What is wrong with it.
pub async fn read_file(file: &web_sys::File) -> Result<Import, Box<Report>> {
    let bytes = bytes_of(file).await?;
    read(&bytes, &start::empty_data(""), &Limits::default())
}

async fn bytes_of(file: &web_sys::File) -> Result<Vec<u8>, Box<Report>> {
    files::read(file).await.map_err(|detail| {
        let detail = detail.chars().take(80).collect();
        let problem = Problem { code: "read_failed", path: String::new(), line: None, detail };
        Box::new(Report { problems: vec![problem], ..Report::default() })
    })
}

impl Importing {
    /// Nothing chosen yet.
    pub fn new(app: App, merging: Option<Merging>) -> Importing {
        Importing {
            app,
            step: RwSignal::new(Step::Nothing),
            read: StoredValue::new_local(None),
            file: StoredValue::new_local(None),
            asking: RwSignal::new(None),
            merging,
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
        let result = if sound_only {
            let sound = |bytes: Vec<u8>| read_sound_rows(&bytes, &start::empty_data(""), &Limits::default());
            bytes_of(&file).await.and_then(sound).map(|sound| (sound.import, sound.skipped))
        } else {
            read_file(&file).await.map(|import| (import, 0))
        };
        match result {
            Ok((import, skipped)) => {
                let preview = self.preview(name, &import, skipped);
                if self.step.try_set(Step::Good(Box::new(preview))).is_none() {
                    self.read.try_set_value(Some(import));
                }
            }
            Err(report) => {
                self.step.try_set(Step::Bad { file: name, problems: report.problems, more: report.more });
            }
        }
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
        if head.partial.is_some() {
            facts.push(app.t(words::PREVIEW_PARTIAL).into());
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
        }
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

    fn as_new(self) {
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

    fn merge(self) {
        if let (Some(merging), Some((import, preview))) = (self.merging, self.begin()) {
            self.step.set(Step::Nothing);
            merging.take_import(preview.file, import);
        }
    }

    fn replace(self) {
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
                    accept=".json,application/json"
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

fn shown(app: App, importing: Importing, preview: Preview) -> impl IntoView {
    let lang = app.lang();
    let open = app.workspace.get_untracked();
    // Only a store can keep a snapshot, and nothing is replaced without one.
    let in_memory = open.is_some_and(|w| w.saving().get_untracked() == Saving::MemoryOnly);
    let may_replace = open.is_some() && !in_memory;
    let may_merge = may_replace && importing.merging.is_some();
    let as_new = move |_| if in_memory { importing.asking.set(Some(Asking::Leave)) } else { importing.as_new() };
    let Preview { file, name, facts, partial, counts, total, skipped, warnings } = preview;
    view! {
        <section class="preview" data-import="good">
            <h3>{app.tf(words::PREVIEW_TITLE, &[("file", &file)])}</h3>
            <p class="preview-name">{name}</p>
            <ul class="data-facts">{facts.into_iter().map(|fact| view! { <li>{fact}</li> }).collect_view()}</ul>
            {counted(lang, counts)}
            <p>{app.tf(words::ROWS_READY, &[("n", &format::number(lang, total as i64))])}</p>
            {(skipped > 0)
                .then(|| view! { <p class="help-text">{app.tf(words::ROWS_SKIPPED, &[("n", &skipped.to_string())])}</p> })}
            {if warnings.is_empty() && skipped == 0 {
                view! { <p class="good">{app.t(words::NO_PROBLEMS)}</p> }.into_any()
            } else if warnings.is_empty() {
                ().into_any()
            } else {
                view! { <Findings list=warnings file=file/> }.into_any()
            }}
            {(partial && may_replace)
                .then(|| errors::error_text("partial_cannot_replace"))
                .flatten()
                .map(|(what, _)| view! { <p class="help-text">{app.t(what)}</p> })}
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| importing.cancel()>{app.t(common::CANCEL)}</button>
                {(may_replace && !partial)
                    .then(|| {
                        view! {
                            <button type="button" class="button" data-action="replace" on:click=move |_| importing.asking.set(Some(Asking::Replace))>
                                {app.t(words::REPLACE_THIS)}
                            </button>
                        }
                    })}
                <button type="button" class=if may_merge { "button" } else { "primary" } data-action="as-new" on:click=as_new>
                    {app.t(words::AS_NEW_WORKSPACE)}
                </button>
                {may_merge
                    .then(|| {
                        view! {
                            <button type="button" class="primary" data-action="merge" on:click=move |_| importing.merge()>
                                {app.t(merge_words::MERGE_THIS)}
                            </button>
                        }
                    })}
            </div>
        </section>
    }
}

fn counted(lang: Lang, counts: Vec<(String, usize)>) -> impl IntoView {
    view! {
        <dl class="counts">
            {counts
                .into_iter()
                .map(|(label, n)| view! { <div><dt>{label}</dt><dd>{format::number(lang, n as i64)}</dd></div> })
                .collect_view()}
        </dl>
    }
}
