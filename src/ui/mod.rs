//! Screens, in Leptos: shell, kit, one folder per area.

use leptos::prelude::*;

/// Mounts the app.
pub fn start() {
    mount_to_body(|| view! { <main><h1>{env!("CARGO_PKG_NAME")}</h1></main> });
    // Tests and `make bench` wait for this mark: a first screen stands and takes input.
    if let Some(body) = document().body() {
        let _ = body.set_attribute("data-ready", "");
    }
}
