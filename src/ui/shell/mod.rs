//! The frame around every screen: rail, top bar, screens, drawers, messages, keys.

mod keys;
mod rail;
mod switcher;
mod toasts;
mod top;

use super::app::{use_app, use_workspace};
use super::{
    board, customers, data, deals, drawer, finding, funnel, goals, leads, palette, quick_add, settings, start, today,
};
use crate::domain::records::Table;
use crate::route::{Route, Screen};
use crate::text::words::shell;
use leptos::prelude::*;
pub use rail::{face, BUILT};

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
    /// Quick add, of what the screen is about.
    QuickAdd,
    /// Quick add of a deal, customer, lead or task.
    QuickAddOf(Table),
}

/// The page.
#[component]
pub fn Shell() -> impl IntoView {
    let app = use_app();
    view! {
        {move || match app.workspace.get() {
            Some(workspace) => {
                provide_context(workspace);
                view! { <Inside/> }.into_any()
            }
            None => view! { <start::Start/> }.into_any(),
        }}
        <toasts::Toasts/>
    }
}

#[component]
fn Inside() -> impl IntoView {
    let app = use_app();
    keys::listen(app);
    provide_context(deals::DealMoves::new(app, use_workspace()));
    data::ask_after_first_work(use_workspace());
    provide_context(finding::Finding::new(use_workspace()));
    let screen = Memo::new(move |_| match app.route.get() {
        Route::In { screen, .. } => screen,
        Route::Start => Screen::Board,
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
                {move || match screen.get() {
                    Screen::Today => view! { <today::Today/> }.into_any(),
                    Screen::Customers => view! { <customers::Customers/> }.into_any(),
                    Screen::Board => view! { <board::Board/> }.into_any(),
                    Screen::Goals => view! { <goals::GoalsScreen/> }.into_any(),
                    Screen::Leads => view! { <leads::Leads/> }.into_any(),
                    Screen::Funnel => view! { <funnel::Funnel/> }.into_any(),
                    Screen::Settings => view! { <settings::Settings/> }.into_any(),
                    Screen::Data => view! { <data::Data/> }.into_any(),
                }}
            </main>
            <rail::Tabs screen=screen/>
        </div>
        <drawer::Drawer/>
        <deals::Dialogs/>
        <palette::Palette/>
        <quick_add::QuickAdd/>
        <keys::KeysDialog/>
        <switcher::Dialogs/>
    }
}
