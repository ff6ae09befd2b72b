//! While somebody types a new record: up to three that are probably the same, with the reason. It never stands in the way.

use super::super::app::{use_app, use_workspace};
use super::super::finding::use_finding;
use super::super::kit::show;
use super::{likely, note, prepare, why};
use crate::domain::command::Cells;
use crate::domain::id::Id;
use crate::domain::records::{Kind, Table};
use crate::domain::value::Value;
use crate::text::words::duplicates as words;
use gloo_events::EventListener;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// The hint below a form.
#[component]
pub fn Hint(
    /// Of which table the new record is.
    table: Table,
    /// What was entered so far.
    cells: Signal<Cells>,
    /// The form around it holds the record's fields: what is being typed there counts before the field is left.
    #[prop(optional)]
    typing: bool,
    /// What a press does; without it, the record opens beside the page.
    #[prop(optional)]
    take: Option<Callback<Id>>,
    /// Runs before a record opens: what lies over it closes.
    #[prop(optional)]
    close: Option<Callback<()>>,
) -> impl IntoView {
    let (app, workspace, finding) = (use_app(), use_workspace(), use_finding());
    let ready = RwSignal::new(false);
    // Whoever opens a form types a while: the index is made meanwhile.
    finding.fetch_readings();
    Effect::new(move |_| {
        finding.readings();
        workspace.changes();
        spawn_local(async move {
            if prepare(workspace, finding, table).await {
                ready.try_update(|ready| *ready = true);
            }
        });
    });
    let (root, typed) = (NodeRef::<html::Div>::new(), RwSignal::new(Cells::new()));
    Effect::new(move |_| {
        // What was entered is no longer only typed, and a form that begins anew has nothing typed.
        cells.track();
        typed.set(Cells::new());
    });
    let listener = StoredValue::new_local(None::<EventListener>);
    Effect::new(move |_| {
        let form = root.get().filter(|_| typing).and_then(|root| root.closest("form").ok().flatten());
        let listen = |form: web_sys::Element| {
            EventListener::new(&form, "input", move |event| {
                let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
                let field = input.as_ref().and_then(|input| table.field_named(&input.name()));
                let field = field.filter(|field| matches!(field.kind, Kind::Text | Kind::Phone | Kind::Email));
                if let (Some(input), Some(field)) = (input, field) {
                    typed.try_update(|typed| typed.push((field.key, Some(Value::text(input.value())))));
                }
            })
        };
        listener.set_value(form.map(listen));
    });
    let found = Memo::new(move |_| {
        if !ready.get() {
            return Vec::new();
        }
        let mut all = cells.get();
        typed.with(|typed| all.extend(typed.iter().cloned()));
        let found = likely(workspace, finding, table, &all);
        let words = |one: crate::analysis::duplicates::Likely| {
            workspace.peek(|data| {
                let name = show::name(data, app.lang(), table, one.id);
                (one.id, name, note(app, data, table, one.id), why(app, one.score, &one.reasons))
            })
        };
        found.into_iter().map(words).collect::<Vec<_>>()
    });
    let press = move |id: Id| match take {
        Some(take) => take.run(id),
        None => {
            if let Some(close) = close {
                close.run(());
            }
            app.open(table, id);
        }
    };
    view! {
        <div class="likely" role="status" node_ref=root>
            {move || {
                let found = found.get();
                (!found.is_empty())
                    .then(|| {
                        let lines = found
                            .into_iter()
                            .map(|(id, name, note, why)| {
                                let label = if take.is_some() { words::TAKE } else { words::OPEN };
                                let label = app.tf(label, &[("name", &name)]);
                                view! {
                                    <li>
                                        <button type="button" class="link" title=label on:click=move |_| press(id)>{name}</button>
                                        <small>{note}</small>
                                        <small>{why}</small>
                                    </li>
                                }
                            })
                            .collect_view();
                        view! {
                            <div class="hint warn" data-duplicate>
                                <span>{app.t(words::LIKELY)}</span>
                                <ul>{lines}</ul>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
