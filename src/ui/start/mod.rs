//! The first screen: start empty, look around in sample data, open a file; and the workspaces that are here.

mod open;

pub use open::{boot, create, empty_data, sample_data};

use super::app::{use_app, App};
use super::data::import;
use super::kit::icon::{Icon, Shape};
use crate::domain::dataset::Dataset;
use crate::route::{Route, Screen};
use crate::sample::Size;
use crate::storage::registry::WorkspaceEntry;
use crate::text::words::{common, shell};
use crate::text::{format, Text};
use crate::web::device;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The first screen.
#[component]
pub fn Start() -> impl IntoView {
    let app = use_app();
    let busy = RwSignal::new(None::<String>);
    let size = RwSignal::new(Size::M);
    let importing = import::Importing::new(app);
    let input = NodeRef::<leptos::html::Input>::new();
    let begin = move |words: Text, name: Text, make: Box<dyn FnOnce(&str) -> Dataset>| {
        busy.set(Some(app.t(words).into()));
        spawn_local(async move {
            // One frame for the words that say what goes on.
            gloo_timers::future::TimeoutFuture::new(30).await;
            let name = app.t(name);
            if let Err(error) = create(app, name, None, make(name), Screen::Board).await {
                app.say_bad(app.error_text(error.code.as_str()));
            }
            busy.try_set(None);
        });
    };
    let sizes = [(Size::S, "S", shell::SAMPLE_S), (Size::M, "M", shell::SAMPLE_M), (Size::L, "L", shell::SAMPLE_L)];
    view! {
        <main class="start" id="main">
            <div class="start-brand"><Icon shape=Shape::Funnel/>{app.t(shell::APP)}</div>
            <h1>{app.t(shell::START_TITLE)}</h1>
            <p class="start-lead">{app.t(shell::TAGLINE)}</p>
            <div class="choices">
                <div class="choice-box">
                    <button
                        class="choice"
                        data-choice="empty"
                        disabled=move || busy.get().is_some()
                        on:click=move |_| begin(common::WORKING, shell::WORKSPACE_DEFAULT_NAME, Box::new(empty_data))
                    >
                        {face(app, Shape::Board, shell::START_EMPTY, shell::START_EMPTY_HINT)}
                    </button>
                </div>
                <div class="choice-box">
                    <button
                        class="choice"
                        data-choice="sample"
                        disabled=move || busy.get().is_some()
                        on:click=move |_| {
                            let (size, lang) = (size.get_untracked(), app.lang());
                            begin(
                                shell::SAMPLE_MAKING,
                                shell::WORKSPACE_SAMPLE_NAME,
                                Box::new(move |name: &str| sample_data(name, size, lang)),
                            );
                        }
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
                        accept=".json,application/json"
                        data-file
                        node_ref=input
                        on:change=move |event| import::choose(importing, &event)
                    />
                </div>
            </div>
            <import::Result importing=importing/>
            <p role="status" class="start-busy">{move || busy.get()}</p>
            <p class="start-privacy">{app.t(shell::START_PRIVACY)}</p>
            <List/>
        </main>
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
                match registry.list().await {
                    Ok(list) => drop(entries.try_set(list.entries)),
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
