//! Screens, in Leptos: shell, kit, one folder per area.

use leptos::prelude::*;

/// Mounts the app.
pub fn start() {
    mount_to_body(|| view! { <main></main> });
}
