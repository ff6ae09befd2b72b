//! What is damaged in the store: told, and handed out byte by byte for whoever may repair it.

use crate::storage::root::{Damage, Part};
use crate::storage::session::Session;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::ui::app::{use_app, use_workspace, App};
use crate::web::{device, files};
use leptos::prelude::*;
use serde_json::{json, Value};

/// Says how many stored parts are damaged, if any are.
pub fn tell(app: App, n: usize) {
    if n > 0 {
        let what = app.tf(words::QUARANTINE, &[("n", &n.to_string())]);
        app.say_bad(format!("{what} {}", app.t(words::QUARANTINE_HINT)));
    }
}

/// The notice, if there is damage.
#[component]
pub fn DamageNotice() -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let export = move |_| {
        let parts: Vec<Value> = workspace.session(|s| s.damaged.iter().map(described).collect());
        let text = serde_json::to_string_pretty(&parts).unwrap_or_default();
        let name = format!("loudou-damaged-{}.json", device::local_now().0);
        if !files::download(&name, "application/json", text.as_bytes()) {
            app.say_bad(app.t(common::FAILED).into());
        }
    };
    move || {
        // Folding keeps it in a snapshot; the next start finds it no more.
        workspace.saving().track();
        let n = workspace.session(|s: &Session| s.damaged.len());
        (n > 0).then(|| {
            view! {
                <div class="findings" data-findings="damage">
                    <header>
                        <h3>{app.tf(words::QUARANTINE, &[("n", &n.to_string())])}</h3>
                        <button type="button" class="button" data-action="export-damage" on:click=export>{app.t(words::QUARANTINE_EXPORT)}</button>
                    </header>
                    <p>{app.t(words::QUARANTINE_HINT)}</p>
                </div>
            }
        })
    }
}

/// Which part it is, and its bytes in hexadecimal.
fn described(damage: &Damage) -> Value {
    let part = match &damage.part {
        Part::Root(number) => json!({ "root": number.0 }),
        Part::Page(page) => json!({ "page": page.id.0, "table": page.table, "rows": page.rows }),
        Part::Entry(revision) => json!({ "entry": revision.0 }),
    };
    let bytes = damage.bytes.as_ref().map(|bytes| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    json!({ "part": part, "bytes": bytes })
}
