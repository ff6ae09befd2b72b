//! Navigation: the rail at the left on a desktop, the bar at the foot on a phone.

use super::super::app::{use_app, use_workspace, App};
use super::super::data::{backup_words, Backups};
use super::super::kit::icon::{Icon, Shape};
use super::super::workspace::{Saving, Workspace};
use super::Overlay;
use crate::domain::records::{lead, task, Table};
use crate::route::{Route, Screen};
use crate::storage::error::StoreErrorCode;
use crate::text::words::shell;
use crate::text::{format, Text};
use leptos::prelude::*;

/// A screen's icon and name.
pub fn face(screen: Screen) -> (Shape, Text) {
    match screen {
        Screen::Today => (Shape::Today, shell::TODAY),
        Screen::Board => (Shape::Board, shell::BOARD),
        Screen::Leads => (Shape::Lead, shell::LEADS),
        Screen::Customers => (Shape::People, shell::CUSTOMERS),
        Screen::Goals => (Shape::Target, shell::GOALS),
        Screen::Funnel => (Shape::Chart, shell::ANALYSIS_SHORT),
        Screen::Data => (Shape::Data, shell::DATA),
        Screen::Settings => (Shape::Settings, shell::SETTINGS),
    }
}

/// Whether the bar at the foot of a phone has a screen; the others are in its menu.
pub fn at_foot(screen: Screen) -> bool {
    matches!(screen, Screen::Today | Screen::Board | Screen::Customers | Screen::Goals | Screen::Funnel)
}

/// The rail.
#[component]
pub fn Rail(
    /// Where the user is.
    screen: Memo<Screen>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    view! {
        <nav class="rail" aria-label=app.t(shell::NAV)>
            <div class="brand">
                <Icon shape=Shape::Funnel/>
                <span>{move || app.called()}</span>
                <super::switcher::Switcher/>
            </div>
            {Screen::ALL
                .iter()
                .map(|s| {
                    let s = *s;
                    let (shape, label) = face(s);
                    let count = move || count_of(workspace, app.lang(), s);
                    view! {
                        {(s == Screen::Data).then(|| view! { <hr/> })}
                        <a
                            class="nav"
                            href=Route::screen(&workspace.slot(), s).hash()
                            aria-current=move || (screen.get() == s).then_some("page")
                        >
                            <Icon shape=shape/>
                            <span>{app.t(label)}</span>
                            <b>{count}</b>
                        </a>
                    }
                })
                .collect_view()}
            <Safety/>
        </nav>
    }
}

/// How many records a screen is about, where that helps.
fn count_of(workspace: super::super::workspace::Workspace, lang: crate::text::Lang, screen: Screen) -> Option<String> {
    let n = match screen {
        Screen::Customers => workspace.read(&[Table::Customer], |d| d.rows(Table::Customer).live_count()),
        Screen::Leads => {
            workspace.read(&[Table::Lead], |d| d.live(Table::Lead).filter(|r| r.text(lead::STATUS) == "open").count())
        }
        Screen::Today => {
            let (today, me) = (workspace.today(), workspace.me());
            workspace.read(&[Table::Task], |d| {
                let open = d.live(Table::Task).filter(|t| t.get(task::DONE).is_none());
                let mine = open.filter(|t| me.is_none() || t.link(task::OWNER) == me);
                mine.filter(|t| t.date(task::DUE).is_some_and(|due| due <= today)).count()
            })
        }
        _ => return None,
    };
    Some(format::number(lang, n as i64))
}

/// Whether what is on screen is saved, in words.
pub fn saved_words(app: App, workspace: Workspace) -> String {
    match workspace.saving().get() {
        Saving::Saved => app.t(shell::SAFE_SAVED).to_string(),
        Saving::Busy(n) => app.tf(shell::SAFE_SAVING, &[("n", &n.to_string())]),
        Saving::MemoryOnly | Saving::Failed(StoreErrorCode::Closed) => app.t(shell::SAFE_MEMORY_ONLY).to_string(),
        Saving::ReadOnly => app.t(shell::SAFE_READ_ONLY).to_string(),
        Saving::Failed(_) => app.tf(shell::SAFE_UNSAVED, &[("n", &workspace.session(|s| s.unsaved()).to_string())]),
    }
}

/// The data-safety light: whether what is on screen is saved.
#[component]
fn Safety() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let saving = workspace.saving();
    let words = move || saved_words(app, workspace);
    // For tests and for support: up to which change everything is on disk.
    let saved = move || {
        saving.track();
        workspace.session(|s| s.revision().0)
    };
    // Not while a change is on its way: nothing is asked of the browser between a gesture and its picture.
    let backups = expect_context::<Backups>();
    let backup = Memo::new(move |before: Option<&(String, bool)>| {
        backups.track();
        match (saving.get(), before) {
            (Saving::Busy(_), Some(before)) => before.clone(),
            _ => backup_words(app, workspace),
        }
    });
    view! {
        <button
            type="button"
            class="safe"
            data-saving=move || state_of(&saving.get())
            data-saved=saved
            title=app.t(shell::SAFETY)
            on:click=move |_| app.dialog.set(Some(Overlay::Safety))
        >
            <i class="dot"></i>
            <span>
                <span role="status">{words}</span>
                <small class:due=move || backup.get().1>{move || backup.get().0}</small>
            </span>
        </button>
    }
}

/// The light on a phone, where there is no rail: its colour, and what it says to those who cannot see it.
#[component]
pub fn PhoneLight() -> impl IntoView {
    let app = use_app();
    let saving = use_workspace().saving();
    view! {
        <button
            type="button"
            class="icon-button phone-only"
            data-light=move || state_of(&saving.get())
            aria-label=app.t(shell::SAFETY)
            on:click=move |_| app.dialog.set(Some(Overlay::Safety))
        >
            <i class="dot"></i>
        </button>
    }
}

fn state_of(saving: &Saving) -> &'static str {
    match saving {
        Saving::Saved => "saved",
        Saving::Busy(_) => "busy",
        Saving::Failed(_) => "failed",
        Saving::MemoryOnly => "memory",
        Saving::ReadOnly => "read-only",
    }
}

/// The bar at the foot of a phone.
#[component]
pub fn Tabs(
    /// Where the user is.
    screen: Memo<Screen>,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    view! {
        <nav class="tabs" aria-label=app.t(shell::NAV)>
            {Screen::ALL
                .iter()
                .filter(|s| at_foot(**s))
                .map(|s| {
                    let s = *s;
                    let (shape, label) = face(s);
                    view! {
                        <a href=Route::screen(&workspace.slot(), s).hash() aria-current=move || (screen.get() == s).then_some("page")>
                            <Icon shape=shape/>
                            <span>{app.t(label)}</span>
                        </a>
                    }
                })
                .collect_view()}
        </nav>
    }
}
