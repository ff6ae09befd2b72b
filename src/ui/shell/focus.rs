//! What has the focus may vanish under the hand that pressed it: a form that closes, a line that is deleted. Who works by keyboard goes on
//! at what stands in its place.

use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement, MutationObserver, MutationObserverInit};

/// How long the part that changed may take to say itself where the focus goes, in milliseconds.
const PATIENCE: u32 = 80;
/// What may take its place. No text fields: on a phone they would open the keyboard.
const TARGETS: &str = "button:not(:disabled):not([tabindex=\"-1\"]), select, summary, a[href], [tabindex=\"0\"]";

/// Keeps the focus in its place as long as the shell is there.
pub fn keep() {
    // What has the focus, and all that it stands in, from the inside out.
    let last = StoredValue::new_local(Vec::<Element>::new());
    // What is about to go on, until something has the focus again.
    let waiting = StoredValue::new_local(None::<Timeout>);
    let focused = window_event_listener(leptos::ev::focusin, move |event| {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let by_keyboard = target.filter(|t| t.matches(":focus-visible").unwrap_or(false));
        let around = std::iter::successors(by_keyboard, |e| e.parent_element());
        last.set_value(around.collect());
        waiting.set_value(None);
    });
    let look = Closure::<dyn FnMut()>::new(move || {
        let gone = last.try_with_value(|l| l.first().is_some_and(|e| !e.is_connected()));
        if gone != Some(true) {
            return;
        }
        // Kept no longer than needed: it holds on to all that it stood in.
        let former = last.try_update_value(std::mem::take).unwrap_or_default();
        if !nothing_focused() {
            return;
        }
        let _ = waiting.try_set_value(Some(Timeout::new(PATIENCE, move || {
            if nothing_focused() {
                go_on(&former);
            }
        })));
    });
    let observer = MutationObserver::new(look.as_ref().unchecked_ref()).ok();
    if let (Some(observer), Some(body)) = (&observer, document().body()) {
        let all = MutationObserverInit::new();
        all.set_child_list(true);
        all.set_subtree(true);
        let _ = observer.observe_with_options(&body, &all);
    }
    let kept = StoredValue::new_local(Some((observer, look)));
    on_cleanup(move || {
        focused.remove();
        if let Some((Some(observer), _look)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}

/// The first stop of a page that took the place of another is its first link; the browser would go on where what was pressed had stood.
pub fn begin_at_top() {
    request_animation_frame(|| {
        let Some(body) = document().body().filter(|_| nothing_focused()) else { return };
        let _ = body.set_attribute("tabindex", "-1");
        let _ = body.focus();
        let _ = body.remove_attribute("tabindex");
    });
}

fn nothing_focused() -> bool {
    document().active_element().is_none_or(|a| a.tag_name() == "BODY")
}

/// Goes to what looks like the former in the innermost place that is still there, else to the first that can be reached there.
fn go_on(former: &[Element]) {
    let Some((gone, around)) = former.split_first() else { return };
    let Some(place) = around.iter().find(|e| e.is_connected()) else { return };
    let main = || document().get_element_by_id("main");
    let found = if place.query_selector("#main").is_ok_and(|m| m.is_some()) || place.id() == "main" {
        main()
    } else {
        let list = place.query_selector_all(TARGETS).ok();
        let at = |i| list.as_ref().and_then(|l| l.item(i)).and_then(|n| n.dyn_into::<Element>().ok());
        let all = || (0..).map_while(at);
        let alike = all().find(|e| e.tag_name() == gone.tag_name() && e.class_name() == gone.class_name());
        alike.or_else(|| all().next()).or_else(main)
    };
    if let Some(found) = found.and_then(|f| f.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
