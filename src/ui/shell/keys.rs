//! Keys that work everywhere, and the dialog that lists all keys. No key acts while an input method composes.

use super::super::app::{use_app, App};
use super::super::kit::dialog::Dialog;
use super::super::{composes, focus_again, Focus};
use super::Overlay;
use crate::text::words::keys as words;
use crate::web::device;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Whether a key event belongs to something that takes text.
pub fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    let target = event.target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|t| {
        matches!(t.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
            || t.closest("dialog, [role=menu]").ok().flatten().is_some()
    })
}

/// Listens as long as the shell is there.
pub fn listen(app: App) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        if composes(&event) || event.default_prevented() {
            return;
        }
        let command = event.ctrl_key() || event.meta_key();
        let key = event.key();
        let lower = key.to_lowercase();
        if command && !event.alt_key() {
            let before = Focus::now();
            match (lower.as_str(), event.shift_key(), is_typing(&event)) {
                ("z", false, false) => app.undo(),
                ("z", true, false) | ("y", false, false) => app.redo(),
                ("k", false, _) => app.dialog.set(Some(Overlay::Palette)),
                _ => return,
            }
            event.prevent_default();
            focus_again(before, true);
            return;
        }
        if is_typing(&event) || event.alt_key() {
            return;
        }
        match key.as_str() {
            "n" | "N" | "?" if !letters() => return,
            "n" | "N" => app.dialog.set(Some(Overlay::QuickAdd)),
            "?" => app.dialog.set(Some(Overlay::Keys)),
            "Escape" if app.route.get_untracked().open().is_some() => app.close_drawer(),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || handle.remove());
}

/// Whether single letters act wherever the focus is. Who speaks to the computer, or hits keys by accident, turns that off.
fn letters() -> bool {
    device::preference(LETTERS).is_none()
}

/// The preference's name; it is there when they are off.
const LETTERS: &str = "no-letters";

/// The keys, by where they work.
#[component]
pub fn KeyTable() -> impl IntoView {
    let app = use_app();
    words::LISTED
        .iter()
        .map(|(group, keys)| {
            view! {
                <h3>{app.t(*group)}</h3>
                <dl class="keys">
                    {keys
                        .iter()
                        .map(|(combination, does)| {
                            view! {
                                <dt>{combination.iter().map(|k| view! { <kbd>{*k}</kbd> }).collect_view()}</dt>
                                <dd>{app.t(*does)}</dd>
                            }
                        })
                        .collect_view()}
                </dl>
            }
        })
        .collect_view()
}

/// The list of keys, over any screen.
#[component]
pub fn KeysDialog() -> impl IntoView {
    let app = use_app();
    move || {
        (app.dialog.get() == Some(Overlay::Keys)).then(|| {
            view! {
                <Dialog title=app.t(words::TITLE) on_close=Callback::new(move |()| app.dialog.set(None))>
                    <KeyTable/>
                    <label class="tick-line">
                        <input
                            type="checkbox"
                            class="check"
                            name="letters"
                            prop:checked=letters()
                            on:change=move |event| device::set_preference(LETTERS, (!event_target_checked(&event)).then_some("1"))
                        />
                        {app.t(words::LETTERS)}
                    </label>
                </Dialog>
            }
        })
    }
}
