//! One of a few, all in sight.

use crate::text::Text;
use crate::ui::app::use_app;
use leptos::prelude::*;

/// A group of choices: what each means, what it is called, its code.
#[component]
pub fn Radios<T: Copy + PartialEq + Send + Sync + 'static>(
    /// Its word in the form.
    name: &'static str,
    /// What is chosen between.
    label: Text,
    /// The choices.
    options: Vec<(T, Text, &'static str)>,
    /// What is chosen.
    chosen: RwSignal<T>,
) -> impl IntoView {
    let app = use_app();
    let option = |(value, label, code): (T, Text, &'static str)| {
        view! {
            <label class="check-line">
                <input
                    type="radio"
                    name=name
                    value=code
                    prop:checked=move || chosen.get() == value
                    on:change=move |_| chosen.set(value)
                />
                {app.t(label)}
            </label>
        }
    };
    view! {
        <fieldset class="plain">
            <legend>{app.t(label)}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}
