//! Modal dialogs on the browser's own `<dialog>`: focus stays within, Escape closes, the page behind is inert.

use super::icon::{Icon, Shape};
use crate::text::words::common;
use crate::ui::app::use_app;
use crate::ui::{focus_again, Focus};
use leptos::html;
use leptos::prelude::*;

/// A dialog that is open as long as it is drawn. Closing gives the focus back to where it was.
#[component]
pub fn Dialog(
    /// Its title.
    #[prop(into)]
    title: String,
    /// Runs when the user closes it.
    on_close: Callback<()>,
    /// A class for its size.
    #[prop(optional)]
    class: &'static str,
    /// Its content.
    children: Children,
) -> impl IntoView {
    let app = use_app();
    let node = NodeRef::<html::Dialog>::new();
    let heading = title.clone();
    let before = Focus::now();
    let by_keyboard = before.as_ref().is_some_and(Focus::is_visible);
    let before = StoredValue::new_local(before);
    Effect::new(move |_| {
        if let Some(dialog) = node.get() {
            if !dialog.open() {
                let _ = dialog.show_modal();
            }
        }
    });
    on_cleanup(move || focus_again(before.try_get_value().flatten(), by_keyboard));
    view! {
        <dialog
            class=format!("dialog {class}")
            node_ref=node
            aria-label=title
            on:cancel=move |event: web_sys::Event| {
                event.prevent_default();
                on_close.run(());
            }
            on:mousedown=move |event: web_sys::MouseEvent| {
                // A press on the dialog element itself is one on its backdrop.
                if node.get_untracked().is_some_and(|d| event.target().as_ref() == Some(d.as_ref())) {
                    on_close.run(());
                }
            }
        >
            <div class="dialog-body">
                <header class="dialog-head">
                    <h2>{heading}</h2>
                    <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) on:click=move |_| on_close.run(())>
                        <Icon shape=Shape::Close/>
                    </button>
                </header>
                {children()}
            </div>
        </dialog>
    }
}
