//! The first screen: start empty, look around in sample data, open a file; and the workspaces that are here.

mod lost;
mod open;

pub use lost::Lost;
pub use open::{boot, create, on_lost, sample_data, FileRows};

use super::app::{use_app, App};
use super::data::folder::Restore;
use super::data::{import, unlock};
use super::kit::icon::{Icon, Shape};
use super::offline::on_files;
use super::part::{self, Part};
use crate::domain::money::Currency;
use crate::route::{Route, Screen};
use crate::sample::starter::starter_data;
use crate::sample::Size;
use crate::storage::registry::WorkspaceEntry;
use crate::text::words::{common, shell};
use crate::text::{format, Lang, Text};
use crate::web::folder::can_choose;
use crate::web::turn::painted;
use crate::web::{device, files};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The first screen.
#[component]
pub fn Start() -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(None::<String>);
    let size = RwSignal::new(Size::M);
    let file = RwSignal::new_local(None::<web_sys::File>);
    let restoring = RwSignal::new(false);
    provide_context(ChosenFile { file, restoring });
    let missing = RwSignal::new(None::<String>);
    // A link to a file beside the page, such as a team's template: shown, and nothing is made before the user says so.
    Effect::new(move |_| {
        let Route::Open { from } = app.route.get() else { return };
        spawn_local(async move {
            let found = files::fetch_beside(&from).await.and_then(|bytes| files::file_of(&from, &bytes));
            missing.try_set(found.is_none().then_some(from));
            file.try_set(found);
        });
    });
    on_files(app, move |files| drop(file.try_set(files.into_iter().next())));
    let input = NodeRef::<leptos::html::Input>::new();
    // `sample`: of that size; else empty.
    let begin = move |sample: Option<Size>| {
        busy.set(Some(app.t(if sample.is_some() { shell::SAMPLE_MAKING } else { common::WORKING }).into()));
        spawn_local(async move {
            // The words that say what goes on.
            painted().await;
            let name = app.t(sample.map_or(shell::WORKSPACE_DEFAULT_NAME, |_| shell::WORKSPACE_SAMPLE_NAME));
            let data = match sample {
                Some(size) => part::sample_data(name, size, app.lang()).await,
                None => Some(starter_data(name, Currency::CNY)),
            };
            let failed = match data {
                Some(data) => create(app, name, None, data, Screen::Board).await.err().map(|e| e.code),
                None => Some("part_missing"),
            };
            if let Some(code) = failed {
                app.say_bad(app.error_text(code));
            }
            busy.try_set(None);
        });
    };
    let sizes = [(Size::S, "S", shell::SAMPLE_S), (Size::M, "M", shell::SAMPLE_M), (Size::L, "L", shell::SAMPLE_L)];
    view! {
        <main class="start" id="main">
            <div class="start-top">
                <div class="start-brand"><Icon shape=Shape::Funnel/>{move || app.called()}</div>
                <Languages/>
            </div>
            <h1>{app.t(shell::START_TITLE)}</h1>
            <p class="start-lead">{app.t(shell::TAGLINE)}</p>
            <div class="choices">
                <div class="choice-box">
                    <button
                        class="choice"
                        data-choice="empty"
                        disabled=move || busy.get().is_some()
                        on:click=move |_| begin(None)
                    >
                        {face(app, Shape::Board, shell::START_EMPTY, shell::START_EMPTY_HINT)}
                    </button>
                </div>
                <div class="choice-box">
                    <button
                        class="choice"
                        data-choice="sample"
                        disabled=move || busy.get().is_some()
                        on:click=move |_| begin(Some(size.get_untracked()))
                    >
                        {face(app, Shape::Chart, shell::START_SAMPLE, shell::START_SAMPLE_HINT)}
                    </button>
                    <label class="choice-size">
                        <span>{app.t(shell::SAMPLE_SIZE)}</span>
                        <select
                            class="input"
                            data-size
                            on:change=move |event| {
                                if let Some(chosen) = Size::parse(&event_target_value(&event)) {
                                    size.set(chosen);
                                }
                            }
                        >
                            {sizes
                                .map(|(one, letter, words)| {
                                    view! {
                                        <option value=letter selected=move || size.get() == one>{app.t(words)}</option>
                                    }
                                })
                                .collect_view()}
                        </select>
                    </label>
                </div>
                <div class="choice-box">
                    <button
                        class="choice"
                        data-choice="file"
                        disabled=move || busy.get().is_some()
                        on:click=move |_| {
                            if let Some(input) = input.get_untracked() {
                                input.click();
                            }
                        }
                    >
                        {face(app, Shape::File, shell::START_FILE, shell::START_FILE_HINT)}
                    </button>
                    <input
                        type="file"
                        hidden=true
                        data-file
                        node_ref=input
                        on:change=move |event| file.set(import::chosen(&event).into_iter().next())
                    />
                </div>
            </div>
            {move || missing.get().map(|name| view! { <p class="error" role="alert">{app.tf(shell::OPEN_MISSING, &[("file", &name)])}</p> })}
            {can_choose().then(|| view! {
                <p>
                    <button type="button" class="button" data-choice="folder" on:click=move |_| restoring.set(true)>
                        {app.t(shell::START_FOLDER)}
                    </button>
                </p>
            })}
            {move || (restoring.get() || file.with(Option::is_some)).then(|| view! { <part::Show part=Part::Opening/> })}
            <p role="status" class="start-busy">{move || busy.get()}</p>
            <p class="start-privacy">{app.t(shell::START_PRIVACY)}</p>
            <List/>
        </main>
    }
}

/// The languages, each in its own words: the first visit only guesses which one it is.
#[component]
fn Languages() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="start-langs" role="group" aria-label=app.t(shell::LANGUAGE)>
            {Lang::ALL
                .map(|lang| {
                    view! {
                        <button
                            type="button"
                            class="chip"
                            lang=lang.html_lang()
                            data-lang=lang.code()
                            aria-pressed=(app.lang() == lang).to_string()
                            on:click=move |_| app.set_lang(lang)
                        >
                            {lang.own_name()}
                        </button>
                    }
                })
                .collect_view()}
        </div>
    }
}

/// The file that was chosen on the first screen, or is to be found in a backup folder.
#[derive(Clone, Copy)]
struct ChosenFile {
    file: RwSignal<Option<web_sys::File>, LocalStorage>,
    restoring: RwSignal<bool>,
}

/// What the chosen file holds, and what can be done with it.
#[component]
pub fn Opening() -> impl IntoView {
    let unlocking = unlock::Unlocking::default();
    let importing = import::Importing::new(use_app(), unlocking, None);
    let ChosenFile { file, restoring } = expect_context();
    Effect::new(move |_| importing.take(file.get()));
    let on_file = Callback::new(move |chosen| file.set(Some(chosen)));
    view! {
        {restoring.get_untracked().then(|| view! { <Restore on_file=on_file at_once=true/> })}
        <import::Result importing=importing/>
        <unlock::Unlock unlocking=unlocking/>
    }
}

fn face(app: App, shape: Shape, title: Text, hint: Text) -> impl IntoView {
    view! {
        <Icon shape=shape/>
        <span class="choice-title">{app.t(title)}</span>
        <span class="choice-hint">{app.t(hint)}</span>
    }
}

/// The workspaces of this browser, the last opened first.
#[component]
fn List() -> impl IntoView {
    let app = use_app();
    let entries = RwSignal::new(Vec::<WorkspaceEntry>::new());
    Effect::new(move |_| {
        if let Some(registry) = app.registry.get() {
            spawn_local(async move {
                match open::all(&registry).await {
                    Ok(list) => drop(entries.try_set(list)),
                    Err(error) => app.say_bad(app.error_text(error.code.as_str())),
                }
            });
        }
    });
    let (today, _) = device::local_now();
    let line = move |entry: WorkspaceEntry| {
        let (day, _) = device::local_of(entry.opened_at_ms);
        let when = format::relative(app.lang(), day, today);
        view! {
            <li>
                <a href=Route::screen(&entry.slot, Screen::Board).hash()>
                    <span>{entry.name}</span>
                    <small>{app.tf(shell::WORKSPACE_OPENED_AT, &[("when", &when)])}</small>
                </a>
            </li>
        }
    };
    view! {
        <Show when=move || !entries.get().is_empty()>
            <h2>{app.t(shell::WORKSPACES)}</h2>
            <ul class="workspaces">{move || entries.get().into_iter().map(line).collect_view()}</ul>
        </Show>
    }
}
