//! The tour: a card at the edge of the screen that goes from one thing to the next and marks it. It blocks nothing, can be left at any step, and
//! is offered on the board, once, after the first workspace was made. Where it stands is a preference, so a reload or another language goes on with it.

use super::super::app::{use_app, App};
use super::super::kit::icon::{Icon, Shape};
use super::super::shell::is_typing;
use crate::route::{Route, Screen};
use crate::text::words::{common, help as words};
use crate::text::Text;
use crate::web::device;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// The preference that keeps it: `offer`, the number of a step, or `done`.
const PREFERENCE: &str = "tour";
/// Frames for which a step waits for what it is about to be drawn.
const FRAMES: u32 = 120;

/// A step: what it marks (the first thing in sight of each selector), and what it says.
struct Step {
    marks: &'static [&'static str],
    title: Text,
    text: Text,
}

const STEPS: [Step; 7] = [
    Step { marks: &[".board"], title: words::TOUR_BOARD, text: words::TOUR_BOARD_TEXT },
    Step { marks: &[".top .primary"], title: words::TOUR_ADD, text: words::TOUR_ADD_TEXT },
    Step { marks: &[".board .col:nth-child(n+2) .card"], title: words::TOUR_MOVE, text: words::TOUR_MOVE_TEXT },
    Step { marks: &[".board .col:nth-child(n+2) .card"], title: words::TOUR_OPEN, text: words::TOUR_OPEN_TEXT },
    Step {
        marks: &["nav a[href$=\"/goals\"]", "nav a[href$=\"/funnel\"]"],
        title: words::TOUR_FIGURES,
        text: words::TOUR_FIGURES_TEXT,
    },
    Step { marks: &[".safe, [data-light]"], title: words::TOUR_DATA, text: words::TOUR_DATA_TEXT },
    Step { marks: &["[data-action=help], .top .phone-only"], title: words::TOUR_HELP, text: words::TOUR_HELP_TEXT },
];

/// Where the tour stands: `None`: it is not shown; 0: it is offered; else the number of the step. A handle.
#[derive(Clone, Copy, PartialEq)]
pub struct Tour(RwSignal<Option<usize>>);

/// The tour, from within any screen.
pub fn use_tour() -> Tour {
    expect_context::<Tour>()
}

/// Has the tour offered once the first workspace is there.
pub fn offer_after_first() {
    if device::preference(PREFERENCE).is_none() {
        device::set_preference(PREFERENCE, Some("offer"));
    }
}

impl Tour {
    /// Where it was left.
    #[allow(clippy::new_without_default)]
    pub fn new() -> Tour {
        let at = device::preference(PREFERENCE).and_then(|kept| match kept.as_str() {
            "offer" => Some(0),
            step => step.parse().ok().filter(|step| (1..=STEPS.len()).contains(step)),
        });
        Tour(RwSignal::new(at))
    }

    /// Begins it, on the board, which most of it is about.
    pub fn begin(self, app: App) {
        if !matches!(app.route.get_untracked(), Route::In { screen: Screen::Board, .. }) {
            app.go_screen(Screen::Board);
        }
        self.go(1);
    }

    fn go(self, step: usize) {
        device::set_preference(PREFERENCE, Some(&step.to_string()));
        self.0.set(Some(step));
    }

    fn leave(self) {
        device::set_preference(PREFERENCE, Some("done"));
        self.0.set(None);
        if let Some(main) = document().get_element_by_id("main").and_then(|main| main.dyn_into::<HtmlElement>().ok()) {
            let _ = main.focus();
        }
    }
}

/// The card, while there is something to say.
#[component]
pub fn TourCard() -> impl IntoView {
    let app = use_app();
    let tour = use_tour();
    Effect::new(move |_| {
        unmark();
        if let Some(step) = tour.0.get().and_then(|at| STEPS.get(at.checked_sub(1)?)) {
            mark(tour, step, 0);
        }
    });
    on_cleanup(unmark);
    // Escape leaves it from anywhere, but what lies over the screen closes first.
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let busy = event.default_prevented() || event.is_composing() || is_typing(&event);
        let over = app.dialog.get_untracked().is_some() || app.route.get_untracked().open().is_some();
        if event.key() == "Escape" && !busy && !over && tour.0.get_untracked().is_some() {
            tour.leave();
        }
    });
    on_cleanup(move || keys.remove());
    let on_board = Memo::new(move |_| matches!(app.route.get(), Route::In { screen: Screen::Board, .. }));
    move || {
        let at = tour.0.get()?;
        match at.checked_sub(1).and_then(|i| STEPS.get(i)) {
            Some(step) => Some(card(app, tour, at, step).into_any()),
            // Only where it begins: elsewhere nobody asked for a card over what may not scroll out from under it.
            None => on_board.get().then(|| offer(app, tour).into_any()),
        }
    }
}

fn offer(app: App, tour: Tour) -> impl IntoView {
    view! {
        <aside class="tour no-print" aria-label=app.t(words::TOUR) data-tour="0">
            <h2>{app.t(words::TOUR_OFFER)}</h2>
            <p>{app.t(words::TOUR_OFFER_TEXT)}</p>
            <div class="buttons">
                <button type="button" class="button" data-action="tour-leave" on:click=move |_| tour.leave()>{app.t(words::TOUR_LATER)}</button>
                <button type="button" class="primary" data-action="tour-next" on:click=move |_| tour.begin(app)>{app.t(words::TOUR_TAKE)}</button>
            </div>
        </aside>
    }
}

fn card(app: App, tour: Tour, at: usize, step: &'static Step) -> impl IntoView {
    let title = NodeRef::<leptos::html::H2>::new();
    // What is read aloud begins with the step's title.
    Effect::new(move |_| {
        if let Some(title) = title.get() {
            let _ = title.focus();
        }
    });
    let last = at == STEPS.len();
    let count = app.tf(words::TOUR_STEP, &[("n", &at.to_string()), ("total", &STEPS.len().to_string())]);
    view! {
        <aside class="tour no-print" aria-label=app.t(words::TOUR) data-tour=at.to_string()>
            <header>
                <small>{count}</small>
                <button type="button" class="icon-button" aria-label=app.t(words::TOUR_LEAVE) data-action="tour-leave" on:click=move |_| tour.leave()>
                    <Icon shape=Shape::Close/>
                </button>
            </header>
            <h2 tabindex="-1" node_ref=title>{app.t(step.title)}</h2>
            <p>{app.t(step.text)}</p>
            <div class="buttons">
                {(at > 1)
                    .then(|| view! { <button type="button" class="button" on:click=move |_| tour.go(at - 1)>{app.t(common::PREVIOUS)}</button> })}
                <button
                    type="button"
                    class="primary"
                    data-action="tour-next"
                    on:click=move |_| if last { tour.leave() } else { tour.go(at + 1) }
                >
                    {app.t(if last { common::DONE } else { common::NEXT })}
                </button>
            </div>
        </aside>
    }
}

/// Marks what a step is about, once it is drawn: its screen may only be coming.
fn mark(tour: Tour, step: &'static Step, frame: u32) {
    let mut found = false;
    for selector in step.marks {
        let Some(element) = first_in_sight(selector) else { continue };
        let _ = element.set_attribute("data-toured", "");
        if !found {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        }
        found = true;
    }
    if !found && frame < FRAMES {
        request_animation_frame(move || {
            let now = tour.0.try_get_untracked().flatten().and_then(|at| STEPS.get(at.checked_sub(1)?));
            if now.is_some_and(|now| std::ptr::eq(now, step)) {
                mark(tour, step, frame + 1);
            }
        });
    }
}

fn first_in_sight(selector: &str) -> Option<HtmlElement> {
    let all = document().query_selector_all(selector).ok()?;
    (0..all.length())
        .filter_map(|i| all.item(i)?.dyn_into::<HtmlElement>().ok())
        .find(|element| element.offset_width() > 0)
}

fn unmark() {
    while let Ok(Some(element)) = document().query_selector("[data-toured]") {
        let _ = element.remove_attribute("data-toured");
    }
}
