//! What nothing else caught. `public/fault.js` catches it, shows the dialog that stands here, and keeps a report; it does not need the compiled
//! app for that, which may be what broke.

use super::app::use_app;
use crate::text::words::{common, fault as words};
use crate::web::{device, files};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where reports are kept, as `public/fault.js` names it.
const KEPT: &str = "faults";

/// Tells `public/fault.js` of panics: where, and the words that stand in the code. What was made at run time may hold somebody's data.
pub fn watch() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        let place = info.location().map(ToString::to_string).unwrap_or_default();
        let said = info.payload().downcast_ref::<&str>().copied().unwrap_or_default();
        let init = web_sys::CustomEventInit::new();
        init.set_detail(&format!("{place} {said}").into());
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("loudou-panic", &init) {
            let _ = window().dispatch_event(&event);
        }
    }));
}

/// The dialog, closed until `public/fault.js` opens it.
#[component]
pub fn FaultDialog() -> impl IntoView {
    let app = use_app();
    let button = move |name: &'static str, label, class: &'static str| {
        view! { <button type="button" class=class data-fault-part=name>{app.t(label)}</button> }
    };
    view! {
        <dialog class="dialog" data-fault aria-labelledby="fault-title">
            <div class="dialog-body">
                <h2 id="fault-title">{app.t(words::TITLE)}</h2>
                <p>{app.t(words::SAVED)}</p>
                <p class="help-text">{app.t(words::AGAIN)}</p>
                <p class="error" role="alert" data-fault-part="failed" hidden=true>{app.t(words::EXPORT_FAILED)}</p>
                <details class="fold-out">
                    <summary>{app.t(words::REPORT)}</summary>
                    <pre class="report" data-fault-part="report"></pre>
                    <div class="buttons left">
                        <button type="button" class="button" data-fault-part="copy" data-done=app.t(words::COPIED)>{app.t(words::COPY)}</button>
                    </div>
                </details>
                <div class="buttons">
                    {button("go-on", words::GO_ON, "button")}
                    {button("export", words::EXPORT, "button")}
                    {button("reload", words::RELOAD, "primary")}
                </div>
            </div>
        </dialog>
    }
}

/// The reports that this device has kept, on the data screen; nothing if there are none.
#[component]
pub fn KeptReports() -> impl IntoView {
    let app = use_app();
    let kept = RwSignal::new(device::preference(KEPT));
    let copy = move |_| {
        spawn_local(async move {
            let done = files::copy_text(&kept.get_untracked().unwrap_or_default()).await;
            app.say(app.t(if done { words::COPIED } else { common::FAILED }).into(), false);
        });
    };
    let forget = move |_| {
        device::set_preference(KEPT, None);
        kept.set(None);
    };
    move || {
        kept.get().map(|reports| {
            view! {
                <section class="card-section" aria-labelledby="data-faults" data-part="faults">
                    <h2 id="data-faults">{app.t(words::KEPT_TITLE)}</h2>
                    <p class="help-text">{app.t(words::KEPT_HINT)}</p>
                    <pre class="report" tabindex="0">{reports}</pre>
                    <div class="buttons left">
                        <button type="button" class="button" data-action="copy-faults" on:click=copy>{app.t(words::COPY)}</button>
                        <button type="button" class="button" data-action="forget-faults" on:click=forget>{app.t(words::FORGET)}</button>
                    </div>
                </section>
            }
        })
    }
}
