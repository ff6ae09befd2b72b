//! A text field that offers records while typing: arrow keys choose, Enter takes, and what is typed may stay as it is.

use super::show;
use crate::domain::id::Id;
use crate::domain::records::{contact, deal, Table};
use crate::domain::row::Row;
use crate::text::words::{common, tables};
use crate::ui::app::{use_app, App};
use crate::ui::composes;
use crate::ui::finding::use_finding;
use crate::ui::workspace::Workspace;
use leptos::prelude::*;

/// Records that are offered per table.
const OFFERED: usize = 6;

/// A record that is offered.
#[derive(Clone, PartialEq, Debug)]
pub struct Offer {
    /// Its table.
    pub table: Table,
    /// Which.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// What tells it from others of that name.
    pub note: String,
}

/// A record in the words of an offer: a deal and a contact with their customer, anything else with its phone number.
pub fn offer(app: App, workspace: Workspace, table: Table, id: Id) -> Offer {
    let lang = app.lang();
    workspace.peek(|data| {
        let name = show::name(data, lang, table, id);
        let of = |key| {
            data.get(table, id)
                .and_then(|r| data.follow(table, r, key))
                .map(|r| show::row_name(lang, Table::Customer, r))
        };
        let note = match table {
            Table::Deal => of(deal::CUSTOMER),
            Table::Contact => of(contact::CUSTOMER),
            _ => table.field_named("phone").and_then(|f| data.get(table, id).map(|r| r.text(f.key).to_string())),
        };
        let kept = data.get(table, id).is_some_and(Row::is_kept).then(|| app.t(common::KEPT).to_string());
        let notes: Vec<String> = kept.into_iter().chain(note.filter(|n| !n.is_empty())).collect();
        Offer { table, id, name, note: notes.join(" · ") }
    })
}

/// The field.
#[component]
pub fn Suggest(
    /// Its label.
    label: &'static str,
    /// Its name in the form.
    name: &'static str,
    /// Records of these tables are offered.
    tables: &'static [Table],
    /// What is typed.
    text: RwSignal<String>,
    /// The record that was taken; typing on lets go of it.
    chosen: RwSignal<Option<(Table, Id)>>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// It must be filled.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let app = use_app();
    let workspace = crate::ui::app::use_workspace();
    let finding = use_finding();
    let open = RwSignal::new(false);
    let at = RwSignal::new(None::<usize>);
    let offers = Memo::new(move |_| {
        let typed = text.get();
        if !open.get() {
            return Vec::new();
        }
        let of = |table: Table| {
            finding.best(table, &typed, OFFERED).into_iter().map(move |id| offer(app, workspace, table, id))
        };
        tables.iter().copied().flat_map(of).collect::<Vec<_>>()
    });
    let take = move |offer: Offer| {
        text.set(offer.name);
        chosen.set(Some((offer.table, offer.id)));
        open.set(false);
    };
    let root = format!("s-{name}-{:x}", crate::web::device::random_u64() as u32);
    let (list_id, error_id) = (format!("{root}-list"), format!("{root}-error"));
    let option_id = {
        let root = root.clone();
        move |i: usize| format!("{root}-{i}")
    };
    let active = {
        let option_id = option_id.clone();
        move || at.get().map(&option_id)
    };
    let step = move |by: isize| {
        let count = offers.with_untracked(Vec::len) as isize;
        if count > 0 {
            let now = at.get_untracked().map_or(if by > 0 { -1 } else { count }, |i| i as isize);
            at.set(Some((now + by).rem_euclid(count) as usize));
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if composes(&event) {
            return;
        }
        let any = offers.with_untracked(|o| !o.is_empty());
        match event.key().as_str() {
            "ArrowDown" if any => step(1),
            "ArrowUp" if any => step(-1),
            "Enter" if any && at.get_untracked().is_some() => {
                let offer = at.get_untracked().and_then(|i| offers.with_untracked(|o| o.get(i).cloned()));
                offer.into_iter().for_each(take);
            }
            "Escape" if any => open.set(false),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let several = tables.len() > 1;
    view! {
        <div class="field suggest" data-field=name>
            <label class="field-label">
                <span>{label}{required.then(|| view! { <span class="required" aria-hidden="true">"*"</span> })}</span>
                <input
                    class="input"
                    name=name
                    role="combobox"
                    autocomplete="off"
                    aria-autocomplete="list"
                    aria-controls=list_id.clone()
                    aria-expanded=move || offers.with(|o| !o.is_empty()).to_string()
                    aria-activedescendant=active
                    aria-invalid=move || error.get().map(|_| "true")
                    aria-describedby=error_id.clone()
                    prop:value=move || text.get()
                    on:input=move |event| {
                        text.set(event_target_value(&event));
                        chosen.set(None);
                        at.set(None);
                        open.set(true);
                    }
                    on:blur=move |_| open.set(false)
                    on:keydown=on_key
                />
            </label>
            <ul id=list_id class="offers" role="listbox" aria-label=label hidden=move || offers.with(Vec::is_empty)>
                {move || {
                    let option_id = option_id.clone();
                    offers
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(move |(i, offer)| {
                            let kind = several.then(|| tables::table_name(offer.table.key()).map(|n| app.t(n.one))).flatten();
                            let (name, note) = (offer.name.clone(), offer.note.clone());
                            view! {
                                <li
                                    id=option_id(i)
                                    role="option"
                                    aria-selected=move || (at.get() == Some(i)).to_string()
                                    // Before the field loses the focus, which closes the list.
                                    on:pointerdown=move |event| {
                                        event.prevent_default();
                                        take(offer.clone());
                                    }
                                >
                                    <span>{name}</span>
                                    <small>{kind} " " {note}</small>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <p id=error_id class="field-error" role="alert">{move || error.get()}</p>
        </div>
    }
}
