//! Screens, in Leptos: shell, kit, one folder per area.

pub mod app;
pub mod board;
pub mod brand;
pub mod customers;
pub mod data;
pub mod deals;
pub mod drawer;
pub mod duplicates;
pub mod fault;
pub mod finding;
pub mod funnel;
pub mod goals;
pub mod help;
pub mod kit;
pub mod leads;
pub mod list;
pub mod offline;
pub mod out;
pub mod palette;
pub mod part;
pub mod print;
pub mod quick_add;
pub mod settings;
pub mod shell;
pub mod start;
pub mod today;
pub mod workspace;

use crate::route::Route;
use crate::web::turn::turn;
use app::App;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

/// The route of the page's address.
pub fn current_route() -> Route {
    Route::parse(&web_sys::window().and_then(|w| w.location().hash().ok()).unwrap_or_default())
}

/// Mounts the app.
pub fn start() {
    fault::watch();
    mount_to_body(Root);
}

#[component]
fn Root() -> impl IntoView {
    let app = App::new();
    provide_context(app);
    follow_address(app);
    show_preferences(app);
    brand::show(app);
    // What is called for the first time is compiled first: mounting and opening have a task each.
    spawn_local(async move {
        turn().await;
        start::boot(app);
    });
    // The page is drawn anew when the language changes: words need no closures then.
    move || {
        let _ = app.lang.get();
        view! { <shell::Shell/> }
    }
}

/// Back, Forward and typed addresses.
fn follow_address(app: App) {
    let handle = window_event_listener(leptos::ev::hashchange, move |_| {
        let route = current_route();
        if app.route.get_untracked() != route {
            let slot = |r: &Route| match r {
                Route::In { slot, .. } => Some(slot.clone()),
                Route::Start | Route::Open { .. } | Route::Last { .. } => None,
            };
            let other = slot(&app.route.get_untracked()) != slot(&route);
            app.route.set(route);
            if other {
                start::boot(app);
            }
        }
    });
    on_cleanup(move || handle.remove());
}

/// Language and theme on the root element, for styles, fonts and screen readers.
fn show_preferences(app: App) {
    Effect::new(move |_| {
        let root = document().document_element();
        if let Some(root) = root {
            let _ = root.set_attribute("lang", app.lang.get().html_lang());
            let _ = match app.theme.get() {
                app::Theme::System => root.remove_attribute("data-theme"),
                theme => root.set_attribute("data-theme", theme.code()),
            };
        }
    });
}

/// Whether a key belongs to an input method that composes a word. Some browsers tell it only by the key's number: the one that ends the
/// composing comes after it.
pub fn composes(event: &web_sys::KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == 229
}

/// The value of the input that an event came from.
pub fn input_value(event: &web_sys::Event) -> String {
    event_target_value(event)
}

/// What had the focus, and the card that it stood in: by the time that it is wanted back, the card's node may draw another one.
#[derive(Clone)]
pub struct Focus {
    element: web_sys::Element,
    card: Option<String>,
}

impl Focus {
    /// What has it now.
    pub fn now() -> Option<Focus> {
        document().active_element().map(Focus::of)
    }

    /// Something that is to have it.
    pub fn of(element: web_sys::Element) -> Focus {
        let card = card_of(&element);
        Focus { element, card }
    }

    /// Whether it is there still, and in the same card.
    pub fn is_there(&self) -> bool {
        self.element.is_connected() && self.element.tag_name() != "BODY" && card_of(&self.element) == self.card
    }

    /// Whether it came there by keyboard, as far as the browser can tell.
    pub fn is_visible(&self) -> bool {
        self.element.matches(":focus-visible").unwrap_or(false)
    }
}

fn card_of(element: &web_sys::Element) -> Option<String> {
    element.closest("[data-card]").ok().flatten()?.get_attribute("data-card")
}

/// Gives the focus back to what had it, once the page is drawn: until then, what lay over it keeps it inert. By keyboard, a card that
/// a change took to another column is followed there, where it is drawn anew. Who has gone on to something else stays there.
pub fn focus_again(before: Option<Focus>, by_keyboard: bool) {
    let Some(before) = before else { return };
    request_animation_frame(move || {
        if document().active_element().is_some_and(|a| a.tag_name() != "BODY") {
            return;
        }
        let find = |selector: &str| document().query_selector(selector).ok().flatten();
        let target = if before.is_there() {
            Some(before.element)
        } else if by_keyboard {
            let card = before.card.and_then(|id| find(&format!(".board [data-card=\"{id}\"]")));
            card.or_else(|| find(".drawer .acts button"))
                .or_else(|| find(":is(.board [data-card], .grid [data-row])[tabindex=\"0\"]"))
                .or_else(|| find("#main"))
        } else {
            None
        };
        if let Some(target) = target.and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = target.focus();
        }
    });
}

/// What is drawn from here on gives the focus back to what has it now, once it is gone.
pub fn focus_back() {
    let before = StoredValue::new_local(Focus::now());
    on_cleanup(move || focus_again(before.try_get_value().flatten(), false));
}

/// Whether the browser shows the phone layout.
pub fn is_phone() -> bool {
    window().match_media("(max-width: 760px)").ok().flatten().is_some_and(|m| m.matches())
}

/// A JavaScript function from a closure that lives as long as the page.
pub fn forever<E: wasm_bindgen::convert::FromWasmAbi + 'static>(f: impl FnMut(E) + 'static) -> js_sys::Function {
    Closure::<dyn FnMut(E)>::new(f).into_js_value().unchecked_into()
}
