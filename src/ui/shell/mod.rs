//! The page: the first screen or, around those of a workspace, the frame: rail, top bar, drawers, keys; over all, messages.

mod focus;
mod keys;
mod rail;
mod switcher;
mod toasts;
mod top;

use super::app::{use_app, use_workspace};
use super::fault::FaultDialog;
use super::part::{self, Part};
use super::workspace::Workspace;
use super::{data, deals, finding, help};
use crate::domain::records::Table;
use crate::route::{Route, Screen};
use crate::text::words::shell;
use crate::web::turn::painted;
pub use keys::{is_typing, KeyTable};
use leptos::prelude::*;
use leptos::task::spawn_local;
pub use rail::{face, saved_words};
use std::time::Duration;

/// What may lie over everything.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Overlay {
    /// The list of keys.
    Keys,
    /// Search and commands.
    Palette,
    /// Another name for the workspace.
    RenameWorkspace,
    /// Delete the workspace, with its name typed.
    DeleteWorkspace,
    /// Whether everything is safe, and a backup now.
    Safety,
    /// Quick add, of what the screen is about.
    QuickAdd,
    /// Quick add of a deal, customer, lead or task.
    QuickAddOf(Table),
}

/// The page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    // What stands here without a workspace is drawn anew only when it is another screen: it would forget what its user does there.
    let without = Memo::new(move |_| match (app.missing.get(), app.booted.get()) {
        (true, _) => Some(Part::Lost),
        (false, true) => Some(Part::Start),
        (false, false) => None,
    });
    view! {
        {move || {
            if let Some(workspace) = app.workspace.get() {
                provide_context(workspace);
                return view! { <part::Show part=Part::Frame/> }.into_any();
            }
            let show = |part| view! { <part::Show part on_shown=Callback::new(move |()| part::fetch_ahead(app))/> };
            without.get().map(show).into_any()
        }}
        <toasts::Toasts/>
        <FaultDialog/>
    }
}

/// The frame around the screens of the open workspace.
#[component]
pub fn Frame() -> impl IntoView {
    let app = use_app();
    keys::listen(app);
    focus::keep();
    focus::begin_at_top();
    provide_context(deals::DealMoves::new(app, use_workspace()));
    data::ask_after_first_work(use_workspace());
    follow_day(use_workspace());
    provide_context(data::Backups::new());
    provide_context(finding::Finding::new(use_workspace()));
    provide_context(help::tour::Tour::new());
    let screen = Memo::new(move |_| match app.route.get() {
        Route::In { screen, .. } => screen,
        Route::Start | Route::Open { .. } | Route::Last { .. } => Screen::Board,
    });
    Effect::new(move |_| document().set_title(&format!("{} · {}", app.t(face(screen.get()).1), app.called())));
    on_cleanup(move || document().set_title(&app.called()));
    // The frame is seen before its screen is drawn.
    let begun = RwSignal::new(false);
    spawn_local(async move {
        painted().await;
        begun.try_set(true);
    });
    // The screen comes first; what lies over it and the other screens are fetched when it is there.
    let shown = RwSignal::new(false);
    let on_shown = Callback::new(move |()| {
        spawn_local(async move {
            painted().await;
            if shown.try_get_untracked() == Some(false) {
                shown.set(true);
                part::fetch_ahead(app);
            }
        });
    });
    view! {
        <a class="skip" href="#main" on:click=move |event| {
            event.prevent_default();
            if let Some(main) = document().get_element_by_id("main") {
                use wasm_bindgen::JsCast;
                let _ = main.unchecked_into::<web_sys::HtmlElement>().focus();
            }
        }>{app.t(shell::SKIP_TO_CONTENT)}</a>
        <div class="frame">
            <rail::Rail screen=screen/>
            <top::Top/>
            <main id="main" class="main" tabindex="-1">
                {move || app.printing.get().then(|| view! { <part::Show part=Part::Paper/> })}
                {move || begun.get().then(|| view! { <part::Show part=Part::of(screen.get()) on_shown=on_shown/> })}
            </main>
            <rail::Tabs screen=screen/>
        </div>
        {move || {
            shown.get().then(|| view! {
                <part::Show part=Part::Drawer/>
                <part::Show part=Part::Dialogs/>
                <part::Show part=Part::Safety/>
            })
        }}
    }
}

/// A page that is left open knows the new day: at once when somebody comes back to it, else within a minute.
fn follow_day(workspace: Workspace) {
    let back = window_event_listener_untyped("visibilitychange", move |_| workspace.refresh_today());
    let minute = set_interval_with_handle(move || workspace.refresh_today(), Duration::from_secs(60));
    on_cleanup(move || {
        back.remove();
        if let Ok(minute) = minute {
            minute.clear();
        }
    });
}

/// The dialogs of the frame itself.
#[component]
pub fn Dialogs() -> impl IntoView {
    view! {
        <keys::KeysDialog/>
        <switcher::Dialogs/>
    }
}
