//! Leads 线索: all of them in a list, with one line to add the next.

mod quick;
mod table;

use super::app::{use_app, use_workspace};
use super::kit::icon::{Icon, Shape};
use crate::domain::id::Id;
use crate::domain::records::{lead, Table};
use crate::text::fold::fold;
use crate::text::format;
use crate::text::words::{choices, common, lead as words};
use leptos::prelude::*;

/// The states that the filter offers, in the order of the chips.
const STATUSES: [&str; 3] = ["open", "converted", "invalid"];

/// Leads that pass the filters, the newest first, and how many there are in each state.
#[derive(Clone, PartialEq, Default)]
struct Found {
    ids: Vec<Id>,
    counts: [usize; 3],
    all: usize,
}

/// The list of leads.
#[component]
pub fn Leads() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let status = Memo::new(move |_| {
        let wanted = app.route.get().param("status").unwrap_or("open").to_string();
        if wanted == "all" || STATUSES.contains(&wanted.as_str()) {
            wanted
        } else {
            "open".into()
        }
    });
    let text = Memo::new(move |_| fold(app.route.get().param("q").unwrap_or("")));
    let found = Memo::new(move |_| {
        let (status, text) = (status.get(), text.get());
        workspace.read(&[Table::Lead], |d| {
            let mut found = Found::default();
            let mut rows = Vec::new();
            for row in d.live(Table::Lead) {
                found.all += 1;
                let now = row.text(lead::STATUS);
                if let Some(at) = STATUSES.iter().position(|s| *s == now) {
                    found.counts[at] += 1;
                }
                let says = |key| fold(row.text(key)).contains(&text);
                let named =
                    text.is_empty() || [lead::NAME, lead::CONTACT, lead::PHONE, lead::EMAIL].into_iter().any(says);
                if (status == "all" || status == now) && named {
                    rows.push((row.moment(lead::CREATED), row.id));
                }
            }
            rows.sort_by(|a, b| b.cmp(a));
            found.ids = rows.into_iter().map(|(_, id)| id).collect();
            found
        })
    });
    let set = move |name: &'static str, value: &str| app.adjust(app.route.get_untracked().with(name, Some(value)));
    let chip = move |code: &'static str| {
        let label = choices::choice_label("lead", "status", code).unwrap_or(common::ALL_OF_THEM);
        let on = move || status.with(|s| s == code);
        let count = move || found.with(|f| STATUSES.iter().position(|s| *s == code).map_or(f.all, |at| f.counts[at]));
        view! {
            <button
                type="button"
                class="chip"
                class:on=on
                aria-pressed=move || on().to_string()
                data-status-filter=code
                on:click=move |_| set("status", if code == "open" { "" } else { code })
            >
                {app.t(label)}
                <b>{move || format::number(lang, count() as i64)}</b>
            </button>
        }
    };
    let ids = Signal::derive(move || found.with(|f| f.ids.clone()));
    view! {
        <div class="page leads-page">
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <span class="soft">
                    {move || app.tf(words::COUNT, &[("n", &format::number(lang, found.with(|f| f.ids.len()) as i64))])}
                </span>
            </div>
            <quick::QuickLead/>
            <div class="bar">
                <input
                    class="chip find"
                    type="search"
                    placeholder=app.t(words::FIND)
                    aria-label=app.t(words::FIND)
                    prop:value=app.route.get_untracked().param("q").unwrap_or("").to_string()
                    on:input=move |event| set("q", &event_target_value(&event))
                />
                {STATUSES.map(chip)}
                {chip("all")}
            </div>
            {move || match (ids.with(Vec::is_empty), found.with(|f| f.all)) {
                (false, _) => view! { <table::LeadTable ids=ids/> }.into_any(),
                (true, 0) => {
                    view! {
                        <div class="empty">
                            <Icon shape=Shape::Lead/>
                            <h2>{app.t(words::EMPTY_TITLE)}</h2>
                            <p>{app.t(words::EMPTY_HINT)}</p>
                        </div>
                    }
                        .into_any()
                }
                _ => view! { <p class="empty">{app.t(words::EMPTY_FILTERED)}</p> }.into_any(),
            }}
        </div>
    }
}
