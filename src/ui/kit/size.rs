//! How much room an element has.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Runs when the element is there, and when it has another size: after the browser has laid the page out, so that asking for sizes then does not make it
/// do so again.
pub fn follow_size(node: NodeRef<html::Div>, resized: impl Fn() + Copy + 'static) {
    let kept = StoredValue::new_local(None::<(web_sys::ResizeObserver, Closure<dyn FnMut()>)>);
    Effect::new(move |_| {
        let Some(node) = node.get() else { return };
        let callback = Closure::<dyn FnMut()>::new(resized);
        if let Ok(observer) = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()) {
            observer.observe(&node);
            kept.set_value(Some((observer, callback)));
        }
    });
    on_cleanup(move || {
        if let Some((observer, _callback)) = kept.try_update_value(Option::take).flatten() {
            observer.disconnect();
        }
    });
}
