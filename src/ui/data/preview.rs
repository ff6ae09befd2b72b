//! What a file holds, on screen, and what can be done with it.

use super::super::app::{use_app, App};
use super::super::kit::dialog::Dialog;
use super::super::workspace::Saving;
use super::findings::Findings;
use super::import::Importing;
use crate::exchange::report::Problem;
use crate::route::{Route, Screen};
use crate::text::words::data as words;
use crate::text::words::merge as merge_words;
use crate::text::words::{common, errors};
use crate::text::{format, Lang};
use leptos::prelude::*;

/// What a file holds, for the page.
#[derive(Clone, PartialEq)]
pub struct Preview {
    /// The file's name.
    pub file: String,
    /// What the workspace is called.
    pub name: String,
    /// What there is to know of it.
    pub facts: Vec<String>,
    /// It is a part of a workspace.
    pub partial: bool,
    /// Rows per table, by the table's name.
    pub counts: Vec<(String, usize)>,
    /// Rows in all.
    pub total: usize,
    /// Rows that are left out.
    pub skipped: usize,
    /// What is odd.
    pub warnings: Vec<Problem>,
    /// A workspace of this device with the same origin, where none is open: its local name and what it is called.
    pub known: Option<(String, String)>,
}

/// What takes the place of present data, and so is asked about first.
#[derive(Clone, Copy, PartialEq)]
pub enum Asking {
    /// Replacing the open workspace with the file.
    Replace,
    /// Opening the file where only memory holds the open workspace, which is gone then.
    Leave,
}

/// The view.
pub fn shown(app: App, importing: Importing, preview: Preview) -> impl IntoView {
    let lang = app.lang();
    let open = app.workspace.get_untracked();
    // Only a store can keep a snapshot, and nothing is replaced without one.
    let in_memory = open.is_some_and(|w| w.saving().get_untracked() == Saving::MemoryOnly);
    let may_replace = open.is_some_and(|w| w.store().is_some());
    let may_merge = may_replace && importing.merging.is_some();
    let as_new = move |_| if in_memory { importing.asking.set(Some(Asking::Leave)) } else { importing.as_new() };
    let Preview { file, name, facts, partial, counts, total, skipped, warnings, known } = preview;
    view! {
        <section class="preview" data-import="good">
            <h3>{app.tf(words::PREVIEW_TITLE, &[("file", &file)])}</h3>
            <p class="preview-name">{name}</p>
            {known
                .map(|(slot, name)| {
                    view! {
                        <p class="help-text" data-known>
                            {app.t(words::PREVIEW_KNOWN)} " "
                            <a class="link" href=Route::screen(&slot, Screen::Board).hash()>{name}</a>
                        </p>
                    }
                })}
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

/// Asks before present data are gone.
#[component]
pub fn Ask(
    /// The file.
    importing: Importing,
    /// What is asked.
    asking: Asking,
    /// What it holds.
    preview: Preview,
) -> impl IntoView {
    let app = use_app();
    let name = app.workspace.get_untracked().map(super::workspace_name).unwrap_or_default();
    let n = format::number(app.lang(), preview.total as i64);
    let close = Callback::new(move |()| importing.asking.set(None));
    let (title, question, hint, action) = match asking {
        Asking::Replace => (words::REPLACE_THIS, words::REPLACE_CONFIRM, words::REPLACE_HINT, "replace-now"),
        Asking::Leave => (words::AS_NEW_WORKSPACE, words::LEAVE_CONFIRM, words::LEAVE_HINT, "leave-now"),
    };
    view! {
        <Dialog title=app.t(title) on_close=close>
            <p>{app.tf(question, &[("name", &name), ("n", &n)])}</p>
            <p class="help-text">{app.t(hint)}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                <button
                    type="button"
                    class="primary"
                    data-action=action
                    on:click=move |_| {
                        close.run(());
                        match asking {
                            Asking::Replace => importing.replace(),
                            Asking::Leave => importing.as_new(),
                        }
                    }
                >
                    {app.t(title)}
                </button>
            </div>
        </Dialog>
    }
}
