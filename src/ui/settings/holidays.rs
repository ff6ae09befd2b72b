//! Public holidays, a year at a time, from the file that comes with the app or from one of the user's own.

use super::super::app::{use_app, use_workspace, App};
use super::super::workspace::Workspace;
use super::heading;
use crate::domain::command::Command;
use crate::domain::key::Key;
use crate::domain::records::{settings, Table};
use crate::domain::value::Value;
use crate::exchange::holidays::{read, Exceptions, Wrong};
use crate::text::format;
use crate::text::words::settings as words;
use crate::web::files;
use chrono::Datelike;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The section.
#[component]
pub fn PublicHolidays() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    // `None` while it is on its way.
    let known = RwSignal::new(None::<Result<Known, ()>>);
    spawn_local(async move {
        let bytes = files::fetch_named("loudou-holidays").await;
        known.try_set(Some(bytes.and_then(|bytes| Known::of(&bytes)).ok_or(())));
    });
    let input = NodeRef::<html::Input>::new();
    let error = RwSignal::new(None::<&'static str>);
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        spawn_local(async move {
            // Chosen again, the same file is a change again.
            let bytes = files::read(&file).await.unwrap_or_default();
            input.set_value("");
            error.try_set(match read(&bytes) {
                Ok(days) => {
                    add(app, workspace, &days);
                    None
                }
                Err(wrong) => Some(app.t(match wrong {
                    Wrong::Unknown => words::HOLIDAYS_UNKNOWN,
                    Wrong::Day => words::HOLIDAYS_DAY,
                    Wrong::Empty => words::HOLIDAYS_EMPTY,
                    Wrong::Large => words::HOLIDAYS_LARGE,
                })),
            });
        });
    };
    view! {
        <section class="card-section" data-part="public-holidays">
            {heading(words::PUBLIC_HOLIDAYS, None)}
            {move || known.get().map(|known| match known {
                Ok(known) => known.view(app, workspace).into_any(),
                Err(()) => view! { <p class="help-text" role="status">{app.t(words::PUBLIC_HOLIDAYS_NONE)}</p> }.into_any(),
            })}
            <div class="day-form">
                <input
                    type="file"
                    accept=".ics,.json,text/calendar,application/json"
                    class="sr-only"
                    tabindex="-1"
                    aria-hidden="true"
                    node_ref=input
                    on:change=chosen
                />
                <button type="button" class="button" on:click=move |_| if let Some(input) = input.get_untracked() { input.click() }>
                    {app.t(words::HOLIDAYS_FILE)}
                </button>
                <p class="help-text">{app.t(words::HOLIDAYS_FILE_HINT)}</p>
            </div>
            <p class="field-error" role="alert">{move || error.get()}</p>
        </section>
    }
}

/// The file that comes with the app.
#[derive(Clone)]
struct Known {
    days: Exceptions,
    source: String,
}

impl Known {
    fn of(bytes: &[u8]) -> Option<Known> {
        let file: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        let source = file.get("source")?.as_str()?.to_string();
        Some(Known { days: read(bytes).ok()?, source })
    }

    fn of_year(&self, year: i32) -> Exceptions {
        self.days.iter().filter(|(day, _)| day.year() == year).map(|(day, works)| (*day, *works)).collect()
    }

    /// What is known, and a button for each year that is worth having now: the last, this one, and those to come.
    fn view(self, app: App, workspace: Workspace) -> impl IntoView {
        let year = |day: Option<&chrono::NaiveDate>| day.map(Datelike::year).unwrap_or_default();
        let (from, to) = (year(self.days.keys().next()), year(self.days.keys().next_back()));
        let hint = [("from", &*from.to_string()), ("to", &*to.to_string()), ("source", &*self.source)];
        let years = (workspace.today().year() - 1).min(to)..=to;
        view! {
            <p class="help-text">{app.tf(words::PUBLIC_HOLIDAYS_HINT, &hint)}</p>
            <div class="pick-chips" role="group" aria-label=app.t(words::PUBLIC_HOLIDAYS)>
                {years
                    .map(|year| {
                        let days = StoredValue::new(self.of_year(year));
                        let here = move || days.with_value(|days| missing(workspace, days).is_empty());
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-year=year.to_string()
                                aria-pressed=move || here().to_string()
                                on:click=move |_| days.with_value(|days| add(app, workspace, days))
                            >
                                {year.to_string()}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        }
    }
}

/// The days that the calendar lacks or has otherwise, as cells.
fn missing(workspace: Workspace, days: &Exceptions) -> Vec<(Key, Option<Value>)> {
    workspace.read(&[Table::Settings], |data| {
        let cell = |(day, works): (&chrono::NaiveDate, &bool)| {
            let key = Key::element("calendar", &format::date_iso(*day))?;
            let value = Value::text(if *works { "on" } else { "off" });
            let there = data.get(Table::Settings, settings::ROW).is_some_and(|row| row.get(key) == Some(&value));
            (!there).then_some((key, Some(value)))
        };
        days.iter().filter_map(cell).collect()
    })
}

/// Writes them, in one change.
fn add(app: App, workspace: Workspace, days: &Exceptions) {
    let cells = untrack(|| missing(workspace, days));
    if cells.is_empty() {
        return app.say(app.t(words::HOLIDAYS_THERE).into(), false);
    }
    let of = |what: &str| cells.iter().filter(|(_, value)| *value == Some(Value::text(what))).count().to_string();
    let said = app.tf(words::HOLIDAYS_ADDED, &[("off", &of("off")), ("on", &of("on"))]);
    if app.run(Command::Edit { table: Table::Settings, ids: vec![settings::ROW], cells }).is_ok() {
        app.say(said, true);
    }
}
