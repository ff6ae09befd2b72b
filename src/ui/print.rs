//! Printing the screen: everything is drawn, not only what is in sight, in light colours, under a head that says what it is.
//!
//! `App::printing` is true meanwhile. The browser tells of its own printing (Ctrl P) right before it takes the page; what follows a signal is drawn
//! in that moment. Our own button draws first and prints after. Areas say in their CSS what paper leaves out.

use super::app::{use_app, use_workspace, App};
use super::data::workspace_name;
use super::kit::icon::{Icon, Shape};
use crate::text::format;
use crate::text::words::{common, print as words};
use gloo_events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};

/// The most rows of a table that are printed.
pub const ROWS: usize = 2_000;
/// The most cards of a column.
pub const CARDS: usize = 300;

/// Draws everything, then prints.
pub fn now(app: App) {
    set(app, true);
    // A frame to draw it, and one for what follows from that, such as charts.
    request_animation_frame(move || {
        request_animation_frame(move || {
            // Telephones go on at once and take the page later: what ends it is the browser's word.
            if window().print().is_err() {
                set(app, false);
            }
        });
    });
}

fn set(app: App, printing: bool) {
    if app.printing.get_untracked() == printing {
        return;
    }
    if let Some(root) = document().document_element() {
        let _ = if printing { root.set_attribute("data-printing", "") } else { root.remove_attribute("data-printing") };
    }
    app.printing.set(printing);
}

/// Listens for the browser's own printing, as long as it is drawn.
#[component]
pub fn Listen() -> impl IntoView {
    let app = use_app();
    let listen =
        |event: &'static str, printing: bool| EventListener::new(&window(), event, move |_| set(app, printing));
    let listeners = StoredValue::new_local(Some([listen("beforeprint", true), listen("afterprint", false)]));
    on_cleanup(move || drop(listeners.try_update_value(Option::take)));
}

/// A button that prints the screen, where it has no menu for that.
#[component]
pub fn PrintButton() -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" class="icon-button no-print" aria-label=app.t(common::PRINT) title=app.t(common::PRINT) data-action="print" on:click=move |_| now(app)>
            <Icon shape=Shape::Print/>
        </button>
    }
}

/// The head of the paper: workspace, filters, day.
#[component]
pub fn Head() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let date = format::date_long(app.lang(), workspace.today());
    let filters = filters(app);
    view! {
        <header class="print-head">
            <b>{workspace_name(workspace)}</b>
            <span>{filters.join(" · ")}</span>
            <span>{app.tf(words::ON, &[("date", &date)])}</span>
        </header>
    }
}

/// What the controls of the screen are set to, as they say it themselves.
fn filters(app: App) -> Vec<String> {
    let controls = ".main .head :is(.pick, select), .main :is(.bar, .head) [aria-pressed=true], .main .bar :is(select:not([data-sort]), input)";
    let Ok(all) = document().query_selector_all(controls) else { return Vec::new() };
    let says = |label: &str, value: &str| app.tf(common::FIELD_SAYS, &[("field", label), ("value", value)]);
    let said = |element: Element| -> Option<String> {
        let label = element.get_attribute("aria-label").unwrap_or_default();
        if let Some(select) = element.dyn_ref::<HtmlSelectElement>() {
            let chosen = select.query_selector("option:checked").ok()??.text_content()?;
            let label = if label.is_empty() { element.closest("label").ok()??.text_content()? } else { label };
            let label = label.split(&chosen).next().unwrap_or(&label).to_string();
            return (!select.value().is_empty()).then(|| says(&label, &chosen));
        }
        if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
            return (!input.value().is_empty()).then(|| says(&label, &input.value()));
        }
        // A chip's own words, without the number beside them.
        element.first_child()?.text_content()
    };
    (0..all.length()).filter_map(|i| all.item(i)?.dyn_into::<Element>().ok()).filter_map(said).collect()
}

/// A line that says how many are not on paper, if any.
#[component]
pub fn More(
    /// How many there are beyond those printed.
    #[prop(into)]
    n: Signal<usize>,
    /// They are cards, not rows.
    #[prop(optional)]
    cards: bool,
) -> impl IntoView {
    let app = use_app();
    move || {
        let more = n.get();
        (app.printing.get() && more > 0).then(|| {
            let number = format::number(app.lang(), more as i64);
            view! { <p class="print-more">{app.tf(if cards { words::MORE_CARDS } else { words::MORE_ROWS }, &[("n", &number)])}</p> }
        })
    }
}
