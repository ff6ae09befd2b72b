//! A labelled field for a day.

use crate::domain::value::Moment;
use crate::text::{format, Text};
use crate::ui::app::use_app;
use chrono::NaiveDate;
use leptos::prelude::*;

/// A day, or none.
#[component]
pub fn DayField(
    /// Its name in the page.
    name: &'static str,
    /// What it is called.
    label: Text,
    /// The day.
    day: RwSignal<Option<NaiveDate>>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <label class="field-label">
            <span>{app.t(label)}</span>
            <input
                type="date"
                class="input"
                name=name
                prop:value=move || day.get().map(format::date_iso).unwrap_or_default()
                on:change=move |event| day.set(Moment::parse(&event_target_value(&event)).map(|m| m.date))
            />
        </label>
    }
}
