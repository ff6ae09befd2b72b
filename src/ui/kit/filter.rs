//! A filter that lives in the address: a chip that chooses a record.

use super::field::reference_options;
use crate::domain::records::{Kind, Table};
use crate::text::Text;
use crate::ui::app::{use_app, use_workspace};
use leptos::prelude::*;

/// A chip that chooses one of the records that `kind` may name, or none.
#[component]
pub fn FilterSelect(
    /// Its word in the address.
    name: &'static str,
    /// What it is called; shown while nothing is chosen.
    label: Text,
    /// What may be chosen: a reference or a list.
    kind: Kind,
) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let options = Memo::new(move |_| {
        workspace.read(&[Table::Rep, Table::ListEntry, Table::Product], |_| ());
        reference_options(app, workspace, kind, None)
    });
    let value = Memo::new(move |_| app.route.get().param(name).unwrap_or("").to_string());
    let choose = move |value: String| app.adjust(app.route.get_untracked().with(name, Some(&value)));
    view! {
        <select
            class="chip x"
            class:on=move || !value.get().is_empty()
            aria-label=app.t(label)
            data-filter=name
            on:change=move |event| choose(event_target_value(&event))
        >
            <option value="" selected=move || value.get().is_empty()>{app.t(label)}</option>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(id, text)| {
                        let mine = id.clone();
                        view! { <option value=id selected=move || value.get() == mine>{text}</option> }
                    })
                    .collect_view()
            }}
        </select>
    }
}
