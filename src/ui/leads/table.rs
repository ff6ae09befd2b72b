//! The table of leads: only the rows in sight are drawn, because rows have one height.

use super::super::app::{use_app, use_workspace};
use super::super::kit::show;
use crate::domain::id::Id;
use crate::domain::records::{lead, Field, Table};
use crate::text::words::common;
use leptos::html;
use leptos::prelude::*;

/// Height of a row in pixels; `style/areas/leads.css` has the same.
const ROW: f64 = 40.0;
/// Rows drawn above and below what is in sight.
const MARGIN: usize = 8;
/// The columns after the name; those that a phone leaves out are named in the styles.
const COLUMNS: [&str; 6] = ["contact", "phone", "source", "owner", "created", "status"];

/// Leads as a table; a press on a row opens its drawer.
#[component]
pub fn LeadTable(
    /// Which leads, in order.
    ids: Signal<Vec<Id>>,
) -> impl IntoView {
    let app = use_app();
    let list = NodeRef::<html::Div>::new();
    let (top, height) = (RwSignal::new(0.0_f64), RwSignal::new(1_000.0_f64));
    let measure = move || {
        let Some(Some(list)) = list.try_get_untracked() else { return };
        top.set(f64::from(list.scroll_top()));
        let seen = f64::from(list.client_height());
        if seen > 0.0 {
            height.set(seen);
        }
    };
    Effect::new(move |_| {
        if list.get().is_some() {
            request_animation_frame(measure);
        }
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| measure());
    on_cleanup(move || resized.remove());
    let count = move || ids.with(Vec::len);
    let window = Memo::new(move |_| {
        let first = ((top.get() / ROW) as usize).saturating_sub(MARGIN);
        let last = (((top.get() + height.get()) / ROW) as usize + 1 + MARGIN).min(count());
        (first.min(last), last)
    });
    let shown = move || {
        let (first, last) = window.get();
        ids.with(|all| all.iter().copied().enumerate().skip(first).take(last - first).collect::<Vec<_>>())
    };
    let fields: Vec<&'static Field> = COLUMNS.iter().filter_map(|c| Table::Lead.field_named(c)).collect();
    let heads =
        fields.iter().map(|f| view! { <th scope="col" data-col=f.name>{app.field_label(Table::Lead, f.name)}</th> });
    let space = move |rows: usize| view! { <tr aria-hidden="true" class="space" style:height=format!("{}px", rows as f64 * ROW)></tr> };
    view! {
        <div class="table-wrap" node_ref=list tabindex="0" role="region" aria-label=app.t(common::TABLE) on:scroll=move |_| measure()>
            <table class="table leads" aria-rowcount=move || (count() + 1).to_string()>
                <thead>
                    <tr><th scope="col">{app.field_label(Table::Lead, "name")}</th>{heads.collect_view()}</tr>
                </thead>
                <tbody>
                    {move || space(window.get().0)}
                    <For each=shown key=|row| *row let:row><LeadRow at=row.0 id=row.1/></For>
                    {move || space(count() - window.get().1.min(count()))}
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn LeadRow(at: usize, id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let reads = [Table::Lead, Table::Rep, Table::ListEntry];
    let name = move || workspace.read(&reads, |d| d.get(Table::Lead, id).map(|r| r.text(lead::NAME).to_string()));
    let status = move || workspace.read(&reads, |d| d.get(Table::Lead, id).map(|r| r.text(lead::STATUS).to_string()));
    let cell = move |column: &&'static str| {
        let field = Table::Lead.field_named(column)?;
        let text = move || {
            let today = workspace.today();
            workspace.read(&reads, |d| {
                d.get(Table::Lead, id).map(|r| show::field(d, lang, today, Table::Lead, r, field)).unwrap_or_default()
            })
        };
        Some(view! { <td data-col=field.name>{text}</td> })
    };
    let open = move || app.open(Table::Lead, id);
    view! {
        <tr
            data-lead=id.to_string()
            data-state=status
            aria-rowindex=(at + 2).to_string()
            class:sel=move || app.route.get().open().is_some_and(|(_, o)| o == id)
            on:click=move |_| open()
        >
            <th scope="row">
                <button
                    type="button"
                    on:click=move |event| {
                        event.stop_propagation();
                        open();
                    }
                >
                    {name}
                </button>
            </th>
            {COLUMNS.iter().map(cell).collect_view()}
        </tr>
    }
}
