//! What is drawn only when it comes into sight.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};

/// How far around what is seen counts too, so that scrolling there finds it drawn.
const AHEAD: &str = "300px";

/// Whether the element is, or has ever been, near to what its page shows. `true` at once where the browser does not tell.
pub fn seen(node: NodeRef<html::Div>) -> RwSignal<bool> {
    let seen = RwSignal::new(false);
    let kept = StoredValue::new_local(None::<(IntersectionObserver, Closure<dyn FnMut(js_sys::Array)>)>);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let near = |entry: JsValue| entry.unchecked_into::<IntersectionObserverEntry>().is_intersecting();
            if entries.iter().any(near) {
                seen.try_set(true);
            }
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(AHEAD);
        // The page scrolls within the frame: the margin counts from what scrolls.
        options.set_root(node.closest(".page").ok().flatten().as_ref());
        match IntersectionObserver::new_with_options(callback.as_ref().unchecked_ref(), &options) {
            Ok(observer) => {
                observer.observe(&node);
                kept.set_value(Some((observer, callback)));
            }
            Err(_) => seen.set(true),
        }
    });
    on_cleanup(move || {
        if let Some((observer, _callback)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
    seen
}
