//! Entry rules: which fields must be filled, and which may hold no value twice.

use super::super::app::{use_app, use_workspace};
use super::super::workspace::Workspace;
use super::{get, heading, set};
use crate::domain::key::Key;
use crate::domain::records::{flag, Field, Kind, Table};
use crate::domain::value::Value;
use crate::text::words::settings as words;
use crate::text::words::tables;
use leptos::prelude::*;

/// The tables that people fill in.
const TABLES: [Table; 7] =
    [Table::Customer, Table::Contact, Table::Lead, Table::Deal, Table::Activity, Table::Task, Table::Product];

/// Whether a rule about a field makes sense: it can be typed, and is no yes or no.
fn may_require(field: &Field) -> bool {
    !field.is(flag::INTERNAL) && !matches!(field.kind, Kind::Bool | Kind::Map)
}

/// Whether values of a field can tell rows apart.
fn may_be_unique(field: &Field) -> bool {
    matches!(field.kind, Kind::Text | Kind::Phone | Kind::Email)
}

fn key_of(table: Table, field: &Field) -> Option<Key> {
    Key::element("rules", &format!("{}:{}", table.key(), field.name))
}

fn has(workspace: Workspace, key: Key, word: &str) -> bool {
    matches!(get(workspace, key), Some(Value::Text(t)) if t.split(' ').any(|w| w == word))
}

/// The section.
#[component]
pub fn Rules() -> impl IntoView {
    let app = use_app();
    let table = Memo::new(move |_| {
        let asked = app.route.get().param("table").and_then(Table::parse);
        asked.filter(|t| TABLES.contains(t)).unwrap_or(TABLES[0])
    });
    let name = move |table: Table| tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.one));
    view! {
        <section class="card-section">
            {heading(words::SECTION_RULES, Some(words::RULES_HINT))}
            <div class="pick-chips">
                {TABLES
                    .iter()
                    .map(|t| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                data-choose=t.key()
                                aria-pressed=move || (table.get() == *t).to_string()
                                on:click=move |_| app.adjust(app.route.get_untracked().with("table", Some(t.key())))
                            >
                                {name(*t)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
            <div class="rule-list">
                {move || {
                    let table = table.get();
                    let fields = table.record().fields.iter().filter(|f| may_require(f));
                    fields.map(|field| view! { <Rule table=table field=field/> }).collect_view()
                }}
            </div>
        </section>
    }
}

#[component]
fn Rule(table: Table, field: &'static Field) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let key = key_of(table, field)?;
    let switch = move |word: &'static str| {
        let mut rules: Vec<&str> =
            ["required", "unique"].into_iter().filter(|w| has(workspace, key, w) != (*w == word)).collect();
        rules.dedup();
        let value = (!rules.is_empty()).then(|| Value::text(rules.join(" ")));
        set(app, vec![(key, value)]);
    };
    // What the declaration demands holds in every workspace.
    let always = field.is(flag::REQUIRED);
    Some(view! {
        <div class="rule" data-rule=field.name>
            <span>{app.field_label(table, field.name)}</span>
            <label class="check-line">
                <input
                    type="checkbox"
                    class="check"
                    name="required"
                    disabled=always
                    prop:checked=move || always || has(workspace, key, "required")
                    on:change=move |_| switch("required")
                />
                {app.t(words::RULE_REQUIRED)}
            </label>
            {may_be_unique(field)
                .then(|| {
                    view! {
                        <label class="check-line">
                            <input
                                type="checkbox"
                                class="check"
                                name="unique"
                                prop:checked=move || has(workspace, key, "unique")
                                on:change=move |_| switch("unique")
                            />
                            {app.t(words::RULE_UNIQUE)}
                        </label>
                    }
                })}
        </div>
    })
}
