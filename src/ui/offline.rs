//! The app itself, as the browser has it: whether it works without network, newer versions, installing it, files that the system opens with it.
//! All but [`Told`] comes in a later file.

use super::app::{use_app, App};
use super::workspace::Workspace;
use crate::route::Screen;
use crate::text::words::{settings as words, shell};
use crate::web::offline::{self, News};
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

/// What was told of the app so far. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Told {
    /// Whether it works without network, as far as is known.
    pub ready: RwSignal<Option<bool>>,
    /// Whether the browser would install it.
    pub installable: RwSignal<bool>,
    /// Files that the system opens with it, until a screen takes them.
    pub files: RwSignal<Vec<File>, LocalStorage>,
}

impl Told {
    /// Nothing yet.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Told {
        Told { ready: RwSignal::new(None), installable: RwSignal::new(false), files: RwSignal::new_local(Vec::new()) }
    }
}

/// Begins to listen. The first screen is shown, and nobody waits: what is kept for later use is fetched from now on.
pub fn begin(app: App) {
    spawn_local(offline::begin(move |news| match news {
        News::Ready(ready) => app.told.ready.set(Some(ready)),
        News::Installable(can) => app.told.installable.set(can),
        News::Update => app.offer_reload(app.t(shell::UPDATE_READY).into()),
        News::Files(files) => {
            app.told.files.set(files);
            app.go_screen(Screen::Data);
        }
    }));
}

/// Loads the page anew, with the new version. What cannot be saved keeps it here.
pub fn renew(app: App) {
    spawn_local(async move {
        if let Some(workspace) = app.workspace.get_untracked().filter(|w: &Workspace| w.store().is_some()) {
            if let Err(error) = workspace.settled().await {
                return app.say_bad(app.error_text(error.code.as_str()));
            }
        }
        offline::renew().await;
    });
}

/// Hands files over that the system opens with the app, as if they had been chosen.
pub fn on_files(app: App, take: impl Fn(Vec<File>) + 'static) {
    Effect::new(move |_| {
        let files = app.told.files.get();
        if !files.is_empty() {
            app.told.files.set(Vec::new());
            take(files);
        }
    });
}

/// Installs the app, where the browser offers that.
#[component]
pub fn Install() -> impl IntoView {
    let app = use_app();
    move || {
        app.told.installable.get().then(|| {
            view! {
                <div class="field-label">
                    <span>{app.t(words::INSTALL_TITLE)}</span>
                    <button type="button" class="button" data-action="install" on:click=move |_| spawn_local(offline::install())>
                        {app.t(words::INSTALL)}
                    </button>
                    <span class="help-text">{app.t(words::INSTALL_HINT)}</span>
                </div>
            }
        })
    }
}
