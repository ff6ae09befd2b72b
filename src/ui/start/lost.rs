//! In place of a workspace that the address names and this browser does not have: why, and the ways back. Nothing is begun by itself.

use super::super::app::use_app;
use super::super::data::folder::Restore;
use super::super::data::{import, unlock};
use super::super::kit::icon::{Icon, Shape};
use super::super::offline::on_files;
use super::{Languages, List};
use crate::route::Route;
use crate::text::words::shell;
use leptos::prelude::*;

/// The screen.
#[component]
pub fn Lost() -> impl IntoView {
    let app = use_app();
    let unlocking = unlock::Unlocking::default();
    let importing = import::Importing::new(app, unlocking, None);
    on_files(app, move |files| importing.take_all(files));
    view! {
        <main class="start lost-page" id="main" data-lost>
            <div class="start-top">
                <div class="start-brand"><Icon shape=Shape::Funnel/>{move || app.called()}</div>
                <Languages/>
            </div>
            <h1>{app.t(shell::LOST_TITLE)}</h1>
            <p class="start-lead">{app.t(shell::LOST_NOTHING_MADE)}</p>
            <p>{app.t(shell::LOST_WHY)}</p>
            <h2>{app.t(shell::LOST_BACK)}</h2>
            <Restore on_file=Callback::new(move |file| importing.take(Some(file)))/>
            <import::Chooser importing=importing/>
            <import::Result importing=importing/>
            <unlock::Unlock unlocking=unlocking/>
            <p><a class="button" data-action="to-start" href=Route::Start.hash()>{app.t(shell::LOST_START)}</a></p>
            <List/>
        </main>
    }
}
