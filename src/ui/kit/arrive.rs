//! What takes the place of something longer comes into view and takes the focus, so that nobody has to look for it.

use leptos::html;
use leptos::prelude::*;

/// Give it to a section with `tabindex="-1"`.
pub fn arriving() -> NodeRef<html::Section> {
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            request_animation_frame(move || {
                section.scroll_into_view();
                let _ = section.focus();
            });
        }
    });
    section
}
