//! What of the log is shown: a record that one came from, type, person, days, text. All of it lives in the address.

use super::Asked;
use crate::domain::records::{Kind, Table};
use crate::text::words::log as words;
use crate::text::words::{common, tables};
use crate::text::Text;
use crate::ui::app::{use_app, use_workspace};
use crate::ui::kit::cell;
use crate::ui::kit::filter::FilterSelect;
use crate::ui::kit::icon::{Icon, Shape};
use leptos::prelude::*;

/// The bar above the log.
#[component]
pub fn Filters(
    /// What is asked for.
    asked: Memo<Asked>,
) -> impl IntoView {
    let app = use_app();
    let set = move |name: &str, value: &str| app.adjust(app.route.get_untracked().with(name, Some(value)));
    let clear = move |_| {
        app.adjust(Asked::FILTERS.iter().fold(app.route.get_untracked(), |route, name| route.with(name, None)));
    };
    let param = move |name: &'static str| move || app.route.get().param(name).unwrap_or_default().to_string();
    let day = move |label: Text, name: &'static str| {
        view! {
            <label class="chip day">
                <span>{app.t(label)}</span>
                <input
                    type="date"
                    name=name
                    prop:value=param(name)
                    on:change=move |event| set(name, &event_target_value(&event))
                />
            </label>
        }
    };
    let kind = Memo::new(move |_| asked.with(|asked| asked.table));
    let kinds = Table::ALL.iter().map(|table| {
        let name = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.many));
        view! { <option value=table.key() selected=move || kind.get() == Some(*table)>{name}</option> }
    });
    view! {
        <RecordChip asked=asked/>
        <div class="bar" role="search">
            <label class="list-find">
                <Icon shape=Shape::Search/>
                <input
                    type="search"
                    class="find-input"
                    name="q"
                    autocomplete="off"
                    aria-label=app.t(words::SEARCH_HINT)
                    placeholder=app.t(words::SEARCH_HINT)
                    prop:value=param("q")
                    on:input=move |event| set("q", &event_target_value(&event))
                />
            </label>
            <select
                class="chip x"
                class:on=move || kind.get().is_some()
                aria-label=app.t(words::FILTER_KIND)
                data-filter="kind"
                on:change=move |event| set("kind", &event_target_value(&event))
            >
                <option value="" selected=move || kind.get().is_none()>{app.t(words::FILTER_KIND)}</option>
                {kinds.collect_view()}
            </select>
            <FilterSelect name="rep" label=words::FILTER_WHO kind=Kind::Ref(Table::Rep)/>
            {day(words::FILTER_FROM, "from")}
            {day(words::FILTER_TO, "to")}
            <Show when=move || asked.with(Asked::any)>
                <button type="button" class="chip clear" on:click=clear>{app.t(common::CLEAR_FILTERS)}</button>
            </Show>
        </div>
    }
}

/// The record whose changes are shown, and the way back to all.
#[component]
fn RecordChip(asked: Memo<Asked>) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let record = Memo::new(move |_| asked.with(|asked| asked.record));
    move || {
        let (table, id) = record.get()?;
        let kind = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.one));
        let name = workspace.read(&[table], |data| cell::row_name(app, data, table, id));
        let said = app.tf(words::ONLY_RECORD, &[("record", &format!("{kind} · {name}"))]);
        let all = move |_| app.adjust(app.route.get_untracked().with("log", None));
        Some(view! {
            <p class="only-record" data-log-of=table.key()>
                <b>{said}</b>
                <button type="button" class="link" data-action="log-all" on:click=all>{app.t(words::SHOW_ALL)}</button>
            </p>
        })
    }
}
