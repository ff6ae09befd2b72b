//! Parts of the app whose code comes in files of their own, so that the first visit loads only what it shows.
//! `tools/site.mjs` cuts them out of the wasm at the functions below; code that two parts share comes in a file of its own.

use super::app::{use_app, App};
use super::workspace::Workspace;
use super::{
    board, customers, data, deals, drawer, funnel, goals, leads, offline, out, palette, quick_add, settings, shell,
    start, today,
};
use crate::domain::dataset::Dataset;
use crate::route::Screen;
use crate::sample::Size;
use crate::text::words::common;
use crate::text::Lang;
use crate::web::device;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{wasm_split, SplitLoaderError};

/// Draws a part, once its code is here.
type Draw = fn() -> AnyView;
type Loaded = Result<Draw, SplitLoaderError>;

macro_rules! parts {
    ($($(#[$doc:meta])* $part:ident $load:ident in $file:ident: $view:expr;)*) => {
        /// A part of the app with a file of its own.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub enum Part { $($(#[$doc])* $part,)* }

        impl Part {
            /// All parts, in the order in which they are fetched ahead of their use.
            const ALL: &[Part] = &[$(Part::$part),*];

            async fn load(self) -> Loaded {
                match self { $(Part::$part => $load().await,)* }
            }

            /// What the browser's timeline calls its first showing.
            fn mark(self) -> &'static str {
                match self { $(Part::$part => concat!("loudou-", stringify!($part)),)* }
            }
        }

        $(
            #[wasm_split($file, fallible)]
            fn $load() -> Loaded {
                Ok(|| $view.into_any())
            }
        )*
    };
}

parts! {
    /// The frame around the screens of a workspace. In one file with the board: what two files share comes in many small ones, which
    /// compress badly, and most visits begin there.
    Frame load_frame in board: view! { <shell::Frame/> };
    /// The board.
    Board load_board in board: view! { <board::Board/> };
    /// Drawers of records.
    Drawer load_drawer in records: view! { <drawer::Drawer/> };
    /// What may lie over every screen.
    Dialogs load_dialogs in records: view! {
        <deals::Dialogs/>
        <palette::Palette/>
        <quick_add::QuickAdd/>
        <shell::Dialogs/>
    };
    /// Today.
    Today load_today in records: view! { <today::Today/> };
    /// The customers.
    Customers load_customers in records: view! { <customers::Customers/> };
    /// The leads.
    Leads load_leads in records: view! { <leads::Leads/> };
    /// The goals.
    Goals load_goals in figures: view! { <goals::GoalsScreen/> };
    /// The funnel.
    Funnel load_funnel in figures: view! { <funnel::Funnel/> };
    /// The data screen.
    Data load_data in office: view! { <data::Data/> };
    /// What keeps the data safe: the light's dialog, reminders, automatic backups.
    Safety load_safety in office: view! { <data::safety::Safety/> };
    /// The settings.
    Settings load_settings in office: view! { <settings::Settings/> };
    /// The first screen.
    Start load_start in start: view! { <start::Start/> };
    /// What is shown in place of a workspace that is not here.
    Lost load_lost in office: view! { <start::Lost/> };
    /// What the first screen shows of a file that was chosen.
    Opening load_opening in office: view! { <start::Opening/> };
}

type Sampler = fn(&str, Size, Lang) -> Dataset;

/// The generator of sample data.
#[wasm_split(sample, fallible)]
fn load_sample() -> Result<Sampler, SplitLoaderError> {
    Ok(start::sample_data)
}

/// Sample data, once the code that makes it is here. `None`: it did not come.
pub async fn sample_data(name: &str, size: Size, lang: Lang) -> Option<Dataset> {
    let make = load_sample().await.ok()?;
    Some(make(name, size, lang))
}

type Anew = fn(App, Workspace);

/// Saving anew what only memory holds.
#[wasm_split(office, fallible)]
fn load_anew() -> Result<Anew, SplitLoaderError> {
    Ok(data::save_anew)
}

/// Saves what only memory holds anew, once the code for it is here.
pub fn save_anew(app: App, workspace: Workspace) {
    spawn_local(async move {
        match load_anew().await {
            Ok(save) => save(app, workspace),
            Err(_) => app.say_bad(app.error_text("part_missing")),
        }
    });
}

type Back = fn(App, Workspace, bool);

/// Taking back, or doing again, what replaced everything.
#[wasm_split(office, fallible)]
fn load_back() -> Result<Back, SplitLoaderError> {
    Ok(data::take_back_whole)
}

/// Takes back what replaced everything, or does it again, once the code for it is here.
pub fn take_back_whole(app: App, workspace: Workspace, undo: bool) {
    spawn_local(async move {
        match load_back().await {
            Ok(take_back) => take_back(app, workspace, undo),
            Err(_) => app.say_bad(app.error_text("part_missing")),
        }
    });
}

type OfApp = fn(App);

/// Listening to what the browser tells of the app itself.
#[wasm_split(office, fallible)]
fn load_offline() -> Result<OfApp, SplitLoaderError> {
    Ok(offline::begin)
}

/// Loading the page anew, with everything saved.
#[wasm_split(office, fallible)]
fn load_renew() -> Result<OfApp, SplitLoaderError> {
    Ok(offline::renew)
}

/// Saves everything and loads the page anew, once the code for it is here.
pub fn renew(app: App) {
    spawn_local(async move {
        match load_renew().await {
            Ok(renew) => renew(app),
            Err(_) => app.say_bad(app.error_text("part_missing")),
        }
    });
}

type Saver = fn(App, Workspace, out::Wish);

/// What writes tables, cards and calendars.
#[wasm_split(out, fallible)]
fn load_saver() -> Result<Saver, SplitLoaderError> {
    Ok(out::save)
}

/// Saves a file, once the code that writes it is here.
pub fn save(app: App, workspace: Workspace, wish: out::Wish) {
    spawn_local(async move {
        match load_saver().await {
            Ok(save) => save(app, workspace, wish),
            Err(_) => app.say_bad(app.error_text("part_missing")),
        }
    });
}

impl Part {
    /// The part that is a screen.
    pub fn of(screen: Screen) -> Part {
        match screen {
            Screen::Today => Part::Today,
            Screen::Customers => Part::Customers,
            Screen::Board => Part::Board,
            Screen::Goals => Part::Goals,
            Screen::Leads => Part::Leads,
            Screen::Funnel => Part::Funnel,
            Screen::Settings => Part::Settings,
            Screen::Data => Part::Data,
        }
    }
}

/// Shows a part; nothing until its code is here, and what to do when it does not come.
#[component]
pub fn Show(
    /// Which.
    part: Part,
    /// Run when it is shown for the first time.
    #[prop(optional)]
    on_shown: Option<Callback<()>>,
) -> impl IntoView {
    let app = use_app();
    let loaded = RwSignal::new(None::<Result<Draw, ()>>);
    let load = move || {
        spawn_local(async move {
            loaded.try_set(Some(part.load().await.map_err(drop)));
        });
    };
    load();
    move || match loaded.get() {
        None => ().into_any(),
        Some(Ok(draw)) => {
            let view = draw();
            take_cover_away();
            mark_shown(part);
            if let Some(on_shown) = on_shown {
                on_shown.run(());
            }
            view
        }
        Some(Err(())) => {
            take_cover_away();
            view! {
                <p class="page" role="alert">
                    {app.error_text("part_missing")} " "
                    <button type="button" class="button" on:click=move |_| load()>{app.t(common::RETRY)}</button>
                </p>
            }
            .into_any()
        }
    }
}

/// Takes away what `index.html` shows until there is something else to be seen.
fn take_cover_away() {
    if let Some(cover) = document().get_element_by_id("cover") {
        cover.remove();
    }
}

/// Marks the page as ready, and when the part was first there: for tests, and for measuring. A frame without its screen is not ready.
fn mark_shown(part: Part) {
    if let Some(body) = document().body().filter(|_| part != Part::Frame) {
        let _ = body.set_attribute("data-ready", "");
    }
    device::mark(part.mark());
}

/// Fetches what a workspace's screen is drawn with, while its data are still being read.
pub fn fetch_for(screen: Screen) {
    for part in [Part::Frame, Part::of(screen)] {
        spawn_local(async move { drop(part.load().await) });
    }
}

/// Fetches all other parts while nobody waits, so that they are there at once; then keeps the app for times without network.
pub fn fetch_ahead(app: App) {
    spawn_local(async move {
        for part in Part::ALL {
            // What does not come now is asked for again when it is needed.
            let _ = part.load().await;
        }
        let _ = load_sample().await;
        let _ = load_saver().await;
        if let Ok(begin) = load_offline().await {
            begin(app);
        }
    });
}
