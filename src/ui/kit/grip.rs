//! Sheets: on narrow screens what opens beside the page lies over it. It is pulled down by its grip to close it.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// Pulled further than this, in pixels, a sheet closes.
const FAR: f64 = 96.0;

/// Whether what opens beside the page covers it; `style/kit/layers.css` has the same width.
pub fn is_sheet() -> bool {
    window().match_media("(max-width: 959px)").ok().flatten().is_some_and(|m| m.matches())
}

/// The grip at the head of a sheet; its parent is what is pulled. There is a button that does the same.
#[component]
pub fn Grip(
    /// Closes the sheet.
    close: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let from = RwSignal::new(None::<f64>);
    let sheet = move || node.get_untracked()?.parent_element()?.dyn_into::<HtmlElement>().ok();
    let put = move |by: f64| {
        if let Some(sheet) = sheet() {
            let _ = match by > 0.0 {
                true => sheet.style().set_property("transform", &format!("translateY({by}px)")),
                false => sheet.style().remove_property("transform").map(drop),
            };
        }
    };
    let pulled = move |event: &PointerEvent| from.get_untracked().map(|y| f64::from(event.client_y()) - y);
    let down = move |event: PointerEvent| {
        from.set(Some(f64::from(event.client_y())));
        if let Some(node) = node.get_untracked() {
            let _ = node.set_pointer_capture(event.pointer_id());
        }
    };
    let up = move |event: PointerEvent| {
        let by = pulled(&event).unwrap_or_default();
        from.set(None);
        put(0.0);
        if by > FAR {
            close.run(());
        }
    };
    view! {
        <div
            class="grip"
            aria-hidden="true"
            node_ref=node
            on:pointerdown=down
            on:pointermove=move |event| pulled(&event).into_iter().for_each(put)
            on:pointerup=up
            on:pointercancel=move |_| {
                from.set(None);
                put(0.0);
            }
        ></div>
    }
}
