//! The records behind a figure: a list beside the page, opened by any number. A record opens its drawer from there.

use super::grip::{is_sheet, Grip};
use super::icon::{Icon, Shape};
use super::kept::KeptMark;
use super::show;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{activity, customer, deal, goal, lead, Table};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, figures};
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::workspace::Workspace;
use crate::ui::{focus_again, Focus};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// Height of a line in pixels; `style/areas/figures.css` has the same.
const LINE: f64 = 56.0;

/// What a number counts.
#[derive(Clone, PartialEq, Debug)]
pub struct Behind {
    /// What they are, in words.
    pub title: String,
    /// In which table.
    pub table: Table,
    /// Which records.
    pub ids: Arc<Vec<Id>>,
}

impl Behind {
    /// Records of a table.
    pub fn new(title: impl Into<String>, table: Table, ids: impl IntoIterator<Item = Id>) -> Behind {
        Behind { title: title.into(), table, ids: Arc::new(ids.into_iter().collect()) }
    }
}

/// The list that is open. A screen provides it once, with a [`RecordsPanel`].
#[derive(Clone, Copy)]
pub struct Records(RwSignal<Option<Behind>>);

impl Records {
    /// Makes it reachable for everything in the screen.
    pub fn provide() -> Records {
        let records = Records(RwSignal::new(None));
        provide_context(records);
        records
    }

    /// Shows a list.
    pub fn show(self, behind: Behind) {
        self.0.set(Some(behind));
    }
}

/// The records of this page's screen.
pub fn use_records() -> Records {
    expect_context::<Records>()
}

/// The place of the list.
#[component]
pub fn RecordsPanel() -> impl IntoView {
    let records = use_records();
    move || records.0.get().map(|behind| view! { <Panel behind=behind/> })
}

#[component]
fn Panel(behind: Behind) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let records = use_records();
    let close_button = NodeRef::<html::Button>::new();
    let before = StoredValue::new_local(Focus::now());
    Effect::new(move |_| {
        if let Some(button) = close_button.get() {
            let _ = button.focus();
        }
    });
    let close = move || {
        let before = before.try_get_value().flatten();
        records.0.set(None);
        focus_again(before, true);
    };
    // Also from the page below, of which it covers a part; what lies over it closes first.
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        let dialog = document().query_selector("dialog[open]").ok().flatten();
        if event.key() == "Escape" && !event.default_prevented() && dialog.is_none() {
            close();
        }
    });
    on_cleanup(move || escape.remove());
    let n = behind.ids.len();
    let title = app.tf(figures::RECORDS_OF, &[("title", &behind.title), ("n", &format::number(app.lang(), n as i64))]);
    let heading = title.clone();
    let table = behind.table;
    let ids = StoredValue::new(behind.ids);
    let scrolled = RwSignal::new(0.0_f64);
    let list = NodeRef::<html::Div>::new();
    let shown = move || {
        let seen = list.get().map_or(800.0, |l| f64::from(l.client_height())).max(800.0);
        let first = ((scrolled.get() / LINE) as usize).saturating_sub(4).min(n);
        let last = (first + (seen / LINE) as usize + 10).min(n);
        ids.with_value(|ids| (first..last).map(|i| (i, ids[i])).collect::<Vec<_>>())
    };
    view! {
        <div
            class="records"
            role="dialog"
            aria-label=title
            data-records=n.to_string()
            // Where it covers the page, nothing below it has the focus while it is open.
            on:focusout=move |event| {
                let next = event.related_target().and_then(|t| t.dyn_into::<web_sys::Element>().ok());
                if is_sheet() && next.is_some_and(|n| n.closest(".records, .drawer").ok().flatten().is_none()) {
                    records.0.set(None);
                }
            }
        >
            <Grip close=Callback::new(move |()| close())/>
            <header>
                <h2>{heading}</h2>
                <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) node_ref=close_button on:click=move |_| close()>
                    <Icon shape=Shape::Close/>
                </button>
            </header>
            <div
                class="records-list"
                node_ref=list
                tabindex="0"
                role="region"
                aria-label=app.t(figures::HOW_MANY)
                on:scroll=move |_| {
                    if let Some(list) = list.get_untracked() {
                        scrolled.set(f64::from(list.scroll_top()));
                    }
                }
            >
                {(n == 0).then(|| view! { <p class="empty">{app.t(figures::NO_RECORDS)}</p> })}
                <div class="records-all" role="list" style:height=format!("{}px", n as f64 * LINE)>
                    <For each=shown key=|item| *item let:item>
                        <div class="records-line" role="listitem" style:transform=format!("translateY({}px)", item.0 as f64 * LINE)>
                            <Line app=app workspace=workspace table=table id=item.1/>
                        </div>
                    </For>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Line(app: App, workspace: Workspace, table: Table, id: Id) -> impl IntoView {
    let read = [table, Table::Customer, Table::Rep, Table::Stage];
    let facts = move || workspace.read(&read, |data| facts(app, workspace, data, table, id));
    view! {
        <button type="button" on:click=move |_| app.open(table, id)>
            <span class="records-name">{move || facts().0} <KeptMark table=table id=id/></span>
            <span class="records-sum">{move || facts().1}</span>
            <span class="records-note">{move || facts().2}</span>
        </button>
    }
}

/// Name, amount or day, and what else tells one record from another.
fn facts(app: App, workspace: Workspace, data: &Dataset, table: Table, id: Id) -> (String, String, String) {
    let (lang, today) = (app.lang(), workspace.today());
    let Some(row) = data.rows(table).get(id) else { return Default::default() };
    let called = |table, id: Option<Id>| id.map(|id| show::name(data, lang, table, id)).unwrap_or_default();
    let day = |date: Option<chrono::NaiveDate>| date.map(|d| format::date_short(lang, d, today)).unwrap_or_default();
    let name = show::row_name(lang, table, row);
    let join = |parts: [String; 2]| {
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(" · ")
    };
    match table {
        Table::Deal => {
            let amount = row.money(deal::AMOUNT).map(|m| show::money(lang, m, MoneyStyle::Short)).unwrap_or_default();
            let buyer = called(Table::Customer, row.link(deal::CUSTOMER));
            (name, amount, join([buyer, called(Table::Rep, row.link(deal::OWNER))]))
        }
        Table::Lead => (name, day(row.date(lead::CREATED)), called(Table::Rep, row.link(lead::OWNER))),
        Table::Customer => (name, day(row.date(customer::CREATED)), called(Table::Rep, row.link(customer::OWNER))),
        Table::Activity => {
            let sort = called(Table::ListEntry, row.link(activity::SORT));
            (join([sort, name]), day(row.date(activity::AT)), called(Table::Rep, row.link(activity::REP)))
        }
        Table::Goal => (name, day(row.date(goal::FROM)), String::new()),
        _ => (name, String::new(), String::new()),
    }
}
