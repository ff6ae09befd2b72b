//! Settings: sections with addresses of their own. Every change is a command: saved at once, and undone like any other.

mod calendar;
mod general;
mod holidays;
mod pipelines;
mod rows;
mod rules;
mod stages;

use super::app::use_app;
use super::workspace::Workspace;
use crate::domain::command::Command;
use crate::domain::key::Key;
use crate::domain::records::{list_entry, own_field, product, rate, rep, settings, team, Table};
use crate::domain::value::Value;
use crate::text::words::lists;
use crate::text::words::settings as words;
use crate::text::Text;
use crate::ui::app::App;
use leptos::prelude::*;
use rows::Rows;

/// A section: its word in the address, its title.
const SECTIONS: [(&str, Text); 9] = [
    ("general", words::SECTION_GENERAL),
    ("money", words::RATES),
    ("calendar", words::SECTION_CALENDAR),
    ("pipelines", words::SECTION_PIPELINES),
    ("lists", words::SECTION_LISTS),
    ("products", words::SECTION_PRODUCTS),
    ("people", words::SECTION_PEOPLE),
    ("rules", words::SECTION_RULES),
    ("fields", words::SECTION_OWN_FIELDS),
];

/// The screen.
#[component]
pub fn Settings() -> impl IntoView {
    let app = use_app();
    let section = Memo::new(move |_| {
        let asked = app.route.get().param("section").unwrap_or("general").to_string();
        SECTIONS.iter().find(|(word, _)| *word == asked).map_or("general", |(word, _)| *word)
    });
    view! {
        <div class="page settings-page">
            <header class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <span class="help-text">{app.t(words::SAVED_HINT)}</span>
            </header>
            <div class="settings-frame">
                <nav class="settings-nav" aria-label=app.t(words::TITLE)>
                    {SECTIONS
                        .iter()
                        .map(|(word, title)| {
                            let word = *word;
                            view! {
                                <a
                                    href=move || app.route.get().with("section", Some(word)).hash()
                                    data-section=word
                                    aria-current=move || (section.get() == word).then_some("page")
                                >
                                    {app.t(*title)}
                                </a>
                            }
                        })
                        .collect_view()}
                </nav>
                <div class="settings-body">
                    {move || match section.get() {
                        "money" => money().into_any(),
                        "calendar" => view! { <calendar::CalendarSettings/> }.into_any(),
                        "pipelines" => view! { <pipelines::Pipelines/> }.into_any(),
                        "lists" => view! { <Lists/> }.into_any(),
                        "products" => products().into_any(),
                        "people" => people().into_any(),
                        "rules" => view! { <rules::Rules/> }.into_any(),
                        "fields" => fields().into_any(),
                        _ => view! { <general::General/> }.into_any(),
                    }}
                </div>
            </div>
        </div>
    }
}

/// Writes a cell of the workspace's settings; `None` clears it.
fn set(app: App, cells: Vec<(Key, Option<Value>)>) {
    let _ = app.run(Command::Edit { table: Table::Settings, ids: vec![settings::ROW], cells });
}

/// A value of the workspace's settings, followed.
fn get(workspace: Workspace, key: Key) -> Option<Value> {
    workspace.read(&[Table::Settings], |d| d.settings().and_then(|s| s.get(key)).cloned())
}

fn heading(title: Text, hint: Option<Text>) -> impl IntoView {
    let app = use_app();
    view! {
        <h2>{app.t(title)}</h2>
        {hint.map(|hint| view! { <p class="help-text">{app.t(hint)}</p> })}
    }
}

fn money() -> impl IntoView {
    const FIELDS: &[Key] = &[rate::CURRENCY, rate::DATE, rate::RATE];
    view! {
        <section class="card-section">
            {heading(words::RATES, Some(words::RATES_HINT))}
            <Rows table=Table::Rate fields=FIELDS add=words::ADD_RATE/>
        </section>
    }
}

fn products() -> impl IntoView {
    const FIELDS: &[Key] = &[product::NAME, product::CODE, product::UNIT, product::PRICE];
    view! {
        <section class="card-section">
            {heading(words::SECTION_PRODUCTS, None)}
            <Rows table=Table::Product fields=FIELDS add=words::ADD_PRODUCT/>
        </section>
    }
}

fn people() -> impl IntoView {
    const TEAMS: &[Key] = &[team::NAME, team::PARENT, team::LEADER];
    const REPS: &[Key] = &[rep::NAME, rep::TEAM, rep::LEVEL, rep::JOINED, rep::LEFT, rep::PHONE, rep::EMAIL];
    view! {
        <section class="card-section">
            {heading(words::TEAMS, None)}
            <Rows table=Table::Team fields=TEAMS add=words::ADD_TEAM/>
        </section>
        <section class="card-section">
            {heading(words::REPS, Some(words::HAND_OVER_HINT))}
            <Rows table=Table::Rep fields=REPS add=words::ADD_REP/>
        </section>
    }
}

fn fields() -> impl IntoView {
    const FIELDS: &[Key] = &[own_field::TABLE, own_field::HOLDS, own_field::ZH, own_field::EN, own_field::OPTIONS];
    view! {
        <section class="card-section">
            {heading(words::SECTION_OWN_FIELDS, Some(words::OWN_FIELDS_HINT))}
            <Rows table=Table::OwnField fields=FIELDS add=words::ADD_FIELD/>
        </section>
    }
}

/// The lists, one at a time.
#[component]
fn Lists() -> impl IntoView {
    const FIELDS: &[Key] = &[list_entry::ZH, list_entry::EN];
    let app = use_app();
    let list = Memo::new(move |_| {
        let asked = app.route.get().param("list").unwrap_or_default().to_string();
        list_entry::LISTS.iter().find(|l| **l == asked).copied().unwrap_or(list_entry::LISTS[0])
    });
    let name = move |list: &'static str| lists::list_name(list).map_or(list, |name| app.t(name));
    view! {
        <section class="card-section">
            {heading(words::SECTION_LISTS, Some(words::LISTS_HINT))}
            <div class="pick-chips">
                {list_entry::LISTS
                    .iter()
                    .map(|word| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-choose=*word
                                aria-pressed=move || (list.get() == *word).to_string()
                                on:click=move |_| app.adjust(app.route.get_untracked().with("list", Some(word)))
                            >
                                {name(word)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            {move || {
                let fixed = vec![(list_entry::LIST, Value::text(list.get()))];
                view! { <Rows table=Table::ListEntry fields=FIELDS fixed=fixed add=words::ADD_ENTRY/> }
            }}
        </section>
    }
}
