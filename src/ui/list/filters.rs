//! The bar above a list: search, filters by the declaration, sorting for phones, columns. All but the columns live in the
//! address, so a reload and a shared link keep them.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::field::reference_options;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::columns::{offered, ColumnsDialog};
use super::order::{filter_fields, Filters, Sort, ALL, NONE};
use super::List;
use crate::analysis::duplicates::TABLES;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::route::{Route, Screen};
use crate::text::format::number;
use crate::text::words::{choices, common, customer as words, duplicates};
use leptos::prelude::*;

/// Takes all filters out of the address. Where there are none but a tab, all tabs are shown.
pub fn clear(app: App, list: List) {
    let mut route = app.route.get_untracked();
    if let (Some((tabs, _)), false) = (list.of.tabs, list.filters.with_untracked(Filters::any)) {
        route = route.with(tabs, Some(ALL));
    }
    for field in filter_fields(list.of) {
        route = route.with(field.name, None);
    }
    app.adjust(route.with("q", None));
}

/// The way to the duplicates among these rows, beside the heading. A phone has it on the data screen only, where the room is.
#[component]
pub fn DuplicatesLink(
    /// Of which list.
    list: List,
) -> impl IntoView {
    let app = use_app();
    let table = list.table;
    let look = move |_| app.go(data_screen(app).with("duplicates", Some(table.key())));
    TABLES.contains(&table).then(|| {
        view! { <button type="button" class="button wide-only" data-action="duplicates" on:click=look>{app.t(duplicates::SECTION)}</button> }
    })
}

/// The data screen of this workspace.
fn data_screen(app: App) -> Route {
    match app.route.get_untracked() {
        Route::In { slot, .. } => Route::screen(&slot, Screen::Data),
        other => other,
    }
}

/// The filters that are always there; the others come through the menu.
fn is_main(field: &Field) -> bool {
    field.is(flag::COLUMN) || matches!(field.kind, Kind::Set(_))
}

/// The bar.
#[component]
pub fn ListBar(
    /// Of which list.
    list: List,
) -> impl IntoView {
    let app = use_app();
    let (of, table) = (list.of, list.table);
    let choosing = RwSignal::new(false);
    // Filters that were asked for through the menu, or that the address has.
    let more = RwSignal::new(Vec::<&'static str>::new());
    let shown = Memo::new(move |_| {
        let route = app.route.get();
        let there = |f: &&Field| is_main(f) || route.param(f.name).is_some() || more.with(|m| m.contains(&f.name));
        filter_fields(of).filter(there).map(|f| f.name).collect::<Vec<_>>()
    });
    let items = Callback::new(move |()| {
        let now = shown.get_untracked();
        filter_fields(of)
            .filter(|f| !now.contains(&f.name))
            .map(|f| {
                let name = f.name;
                Item::new(app.field_label(table, name), move || more.update(|m| m.push(name)))
            })
            .collect()
    });
    let hidden = move || shown.with(|s| s.len()) < filter_fields(of).count();
    view! {
        <div class="bar" role="search">
            <label class="list-find">
                <Icon shape=Shape::Search/>
                <input
                    type="search"
                    class="find-input"
                    name="q"
                    aria-label=app.t(common::SEARCH)
                    placeholder=app.t(of.hint)
                    autocomplete="off"
                    prop:value=move || list.filters.with(|f| f.text.clone())
                    on:input=move |event| app.adjust(app.route.get_untracked().with("q", Some(&event_target_value(&event))))
                />
            </label>
            <SortSelect list=list/>
            <For each=move || shown.get() key=|name| *name let:name>
                {table.field_named(name).map(|field| view! { <FilterSelect list=list field=field/> })}
            </For>
            <Show when=hidden>
                <Menu label=app.t(words::MORE_FILTERS) items=items class="chip x">
                    <Icon shape=Shape::Plus/>
                    {app.t(words::MORE_FILTERS)}
                </Menu>
            </Show>
            <Show when=move || list.filters.with(|f| f.any())>
                <button type="button" class="chip clear" on:click=move |_| clear(app, list)>{app.t(common::CLEAR_FILTERS)}</button>
            </Show>
            <span class="grow"></span>
            <button type="button" class="chip x" data-action="columns" on:click=move |_| choosing.set(true)>{app.t(common::COLUMNS)}</button>
        </div>
        {move || choosing.get().then(|| view! { <ColumnsDialog list=list close=Callback::new(move |()| choosing.set(false))/> })}
    }
}

#[component]
fn FilterSelect(list: List, field: &'static Field) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let table = list.table;
    let name = field.name;
    let options = Memo::new(move |_| {
        workspace.read(&[Table::Rep, Table::ListEntry], |_| ());
        let mut options: Vec<(String, String)> = match field.kind {
            Kind::Choice(codes) => codes
                .iter()
                .map(|c| {
                    (c.to_string(), choices::choice_label(table.key(), name, c).map_or(*c, |t| app.t(t)).to_string())
                })
                .collect(),
            Kind::Set(set) => reference_options(app, workspace, Kind::List(set), None),
            kind => reference_options(app, workspace, kind, None),
        };
        let nothing = if name == "owner" { common::NO_OWNER } else { common::NOT_SET };
        options.push((NONE.to_string(), app.t(nothing).to_string()));
        options
    });
    let value = Memo::new(move |_| app.route.get().param(name).unwrap_or("").to_string());
    let label = app.field_label(table, name);
    view! {
        <select
            class="chip"
            class:on=move || value.with(|v| !v.is_empty())
            aria-label=label
            data-filter=name
            on:change=move |event| app.adjust(app.route.get_untracked().with(name, Some(&event_target_value(&event))))
        >
            <option value="" selected=move || value.with(|v| v.is_empty())>{label}</option>
            {move || {
                options
                    .get()
                    .into_iter()
                    .map(|(code, text)| {
                        let mine = code.clone();
                        view! { <option value=code selected=move || value.with(|v| *v == mine)>{text}</option> }
                    })
                    .collect_view()
            }}
        </select>
    }
}

/// The tabs of a list, each with the number of rows that pass the other filters.
#[component]
pub fn Tabs(
    /// Of which list.
    list: List,
) -> impl IntoView {
    let app = use_app();
    let (field, (_, first)) = list.tab_field().zip(list.of.tabs)?;
    let Kind::Choice(codes) = field.kind else { return None };
    let choose = move |code: &str| {
        let word = Some(code).filter(|c| *c != first);
        app.adjust(app.route.get_untracked().with(field.name, word));
    };
    let chip = move |(at, code): (usize, &'static str)| {
        let label = choices::choice_label(list.table.key(), field.name, code).unwrap_or(common::ALL_OF_THEM);
        let count = move || number(app.lang(), list.counts.with(|c| c.get(at).copied().unwrap_or(0)) as i64);
        let on = Memo::new(move |_| list.filters.with(|f| f.is_tab(code)));
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || on.get().to_string()
                data-tab=code
                on:click=move |_| choose(code)
            >
                {app.t(label)}
                <b>{count}</b>
            </button>
        }
    };
    Some(view! {
        <div class="list-tabs" role="group" aria-label=app.field_label(list.table, field.name)>
            {codes.iter().copied().chain([ALL]).enumerate().map(chip).collect_view()}
        </div>
    })
}

/// Sorting where there are no headings to press.
#[component]
fn SortSelect(list: List) -> impl IntoView {
    let app = use_app();
    let table = list.table;
    let now = move || list.sort.with(|s| s.param(list.of));
    view! {
        <select
            class="chip only-phone"
            aria-label=app.t(common::SORT)
            data-sort
            on:change=move |event| app.adjust(app.route.get_untracked().with("by", Some(&event_target_value(&event))))
        >
            {offered(table)
                .filter(|f| !matches!(f.kind, Kind::Set(_)))
                .flat_map(|f| [(f, false), (f, true)])
                .map(|(f, down)| {
                    let code = Sort { field: f.name, down }.param(list.of);
                    let mine = code.clone();
                    let arrow = if down { "↓" } else { "↑" };
                    view! {
                        <option value=code selected=move || now() == mine>{format!("{} {arrow}", app.field_label(table, f.name))}</option>
                    }
                })
                .collect_view()}
        </select>
    }
}
