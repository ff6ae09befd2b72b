//! A screen that lists the records of a table: search, filters, columns, sorting, ticking and editing many together, all by the
//! declaration of the fields. Customers and leads are such screens.

pub mod bulk;
pub mod columns;
pub mod filters;
pub mod order;

use super::app::{use_app, use_workspace, App};
use super::finding::{use_finding, Finding};
use super::kit::icon::{Icon, Shape};
use super::kit::show;
use super::kit::table::{Column, Grid, Ticks};
use super::workspace::Workspace;
use crate::domain::id::Id;
use crate::domain::records::{Field, Kind, Table};
use crate::text::words::common;
use leptos::prelude::*;
use order::{Filters, Sort};
use std::sync::Arc;

/// The list of one table. A handle.
#[derive(Clone, Copy)]
pub struct List {
    /// Whose rows.
    pub table: Table,
    /// What the address asks for.
    pub filters: Memo<Filters>,
    /// How it is sorted.
    pub sort: Memo<Sort>,
    /// The rows that pass, in order.
    pub rows: Memo<Arc<Vec<Id>>>,
    /// How many rows there are in all.
    pub total: Memo<usize>,
    /// Which are ticked.
    pub ticks: Ticks,
    /// The shown columns, by field name.
    pub shown: RwSignal<Vec<&'static str>>,
    /// Grows with every change of what stands in the cells: hundreds of cells that follow one count cost less than each of them
    /// following every table.
    said: Memo<u64>,
    app: App,
    workspace: Workspace,
}

/// The tables whose words stand in the cells.
fn reads(table: Table) -> [Table; 5] {
    [table, Table::ListEntry, Table::Rep, Table::Customer, Table::Deal]
}

impl List {
    /// The list of a table, within its screen.
    pub fn new(table: Table) -> List {
        let (app, workspace, finding): (App, Workspace, Finding) = (use_app(), use_workspace(), use_finding());
        let lang = app.lang();
        let filters = Memo::new(move |_| Filters::of(&app.route.get(), table));
        let sort = Memo::new(move |_| Sort::of(&app.route.get(), table));
        let sorted = Memo::new(move |_| {
            let by_name = finding.by_name(table);
            workspace.read(&reads(table), |data| order::sorted(data, lang, table, &by_name, &sort.get()))
        });
        let rows = Memo::new(move |_| {
            let read = if table == Table::Customer { vec![table, Table::Contact] } else { vec![table] };
            let ids = workspace
                .read(&read, |data| sorted.with(|s| filters.with(|f| order::filtered(data, finding, table, s, f))));
            Arc::new(ids)
        });
        let total = Memo::new(move |_| workspace.read(&[table], |data| data.rows(table).live_count()));
        let ticks = Ticks::new();
        // What is filtered away or deleted is not ticked any more: nothing is changed that is not in sight.
        Effect::new(move |_| {
            let rows = rows.get();
            let ticked = ticks.ids.with_untracked(|ids| !ids.is_empty());
            if ticked {
                let there: std::collections::HashSet<Id> = rows.iter().copied().collect();
                ticks.ids.update(|ids| ids.retain(|id| there.contains(id)));
            }
        });
        let shown = RwSignal::new(columns::preferred(table));
        let said = Memo::new(move |before: Option<&u64>| {
            workspace.today();
            workspace.read(&reads(table), |_| before.map_or(0, |n| n + 1))
        });
        List { table, filters, sort, rows, total, ticks, shown, said, app, workspace }
    }

    /// The shown fields.
    fn fields(self) -> Vec<&'static Field> {
        self.shown.with(|shown| columns::offered(self.table).filter(|f| shown.contains(&f.name)).collect())
    }

    fn name_of(self, id: Id) -> String {
        self.said.track();
        self.workspace.peek(|data| show::name(data, self.app.lang(), self.table, id))
    }

    fn text_of(self, id: Id, field: &Field) -> String {
        self.said.track();
        let today = untrack(|| self.workspace.today());
        self.workspace.peek(|data| {
            let row = data.get(self.table, id);
            row.map(|row| show::field(data, self.app.lang(), today, self.table, row, field)).unwrap_or_default()
        })
    }

    fn cell(self, id: Id, key: &'static str) -> AnyView {
        let Some(field) = self.table.field_named(key) else { return ().into_any() };
        let text = self.text_of(id, field);
        if key == "owner" {
            if text.is_empty() {
                return view! { <span class="muted">{self.app.t(common::NO_OWNER)}</span> }.into_any();
            }
            let initial = super::board::initial(&text);
            return view! { <span class="person"><i class="av" aria-hidden="true">{initial}</i><span>{text}</span></span> }
                .into_any();
        }
        if text.is_empty() {
            return ().into_any();
        }
        match (key, field.kind) {
            ("name", _) => view! { <b>{text}</b> }.into_any(),
            ("class", _) if self.code_of(id, field) == "key" => {
                view! { <span class="key"><Icon shape=Shape::Star/>{text}</span> }.into_any()
            }
            ("tier", _) => view! { <span class="badge">{text}</span> }.into_any(),
            (_, Kind::Set(_)) => view! { <span class="muted">{text}</span> }.into_any(),
            _ => text.into_any(),
        }
    }

    fn code_of(self, id: Id, field: &Field) -> String {
        let code = |row: &crate::domain::row::Row| row.text(field.key).to_string();
        self.workspace.peek(|data| data.get(self.table, id).map(code).unwrap_or_default())
    }

    /// A row's two lines on a phone: its name and tier; then what else says most.
    fn lines(self, id: Id) -> AnyView {
        let of = move |key: &str| self.table.field_named(key).map(|f| self.text_of(id, f)).unwrap_or_default();
        let rest = move || {
            let parts: Vec<String> = ["contact", "phone", "status", "region", "owner"]
                .iter()
                .map(|k| of(k))
                .filter(|t| !t.is_empty())
                .collect();
            parts.join(" · ")
        };
        let tier = move || Some(of("tier")).filter(|t| !t.is_empty()).map(|t| view! { <span class="badge">{t}</span> });
        view! {
            <span><b>{move || self.name_of(id)}</b>{tier}</span>
            <small><span>{rest}</span></small>
        }
        .into_any()
    }

    fn sort_by(self, key: &'static str) {
        let now = self.sort.get_untracked();
        let sort = Sort { field: key, down: now.field == key && !now.down };
        self.app.adjust(self.app.route.get_untracked().with("by", Some(&sort.param())));
    }
}

/// How wide a column is at least, in pixels.
fn width(field: &Field) -> u16 {
    match (field.name, field.kind) {
        ("name", _) => 210,
        (_, Kind::Phone) => 132,
        (_, Kind::Moment) => 192,
        (_, Kind::Email | Kind::Set(_) | Kind::Date) => 150,
        _ => 100,
    }
}

/// The table of a list.
#[component]
pub fn ListGrid(
    /// Which.
    list: List,
    /// What it lists.
    label: &'static str,
) -> impl IntoView {
    let app = use_app();
    let table = list.table;
    let columns = Memo::new(move |_| {
        list.fields()
            .into_iter()
            .map(|f| Column {
                key: f.name,
                label: app.field_label(table, f.name).to_string(),
                width: width(f),
                number: matches!(f.kind, Kind::Int(..) | Kind::Percent | Kind::Decimal | Kind::Money),
                sortable: !matches!(f.kind, Kind::Set(_)),
            })
            .collect::<Vec<_>>()
    });
    let open = Memo::new(move |_| app.route.get().open().filter(|(t, _)| *t == table).map(|(_, id)| id));
    view! {
        <Grid
            label=label
            rows=list.rows
            columns=columns
            sort=Signal::derive(move || list.sort.with(|s| (s.field, s.down)))
            on_sort=Callback::new(move |key| list.sort_by(key))
            ticks=list.ticks
            name=Callback::new(move |id| list.name_of(id))
            cell=Callback::new(move |(id, key)| list.cell(id, key))
            lines=Callback::new(move |id| list.lines(id))
            open=open
            on_open=Callback::new(move |id| app.open(table, id))
        />
    }
}

/// What stands in place of the table when no row passes the filters.
#[component]
pub fn NothingFound() -> impl IntoView {
    let app = use_app();
    view! {
        <div class="empty">
            <Icon shape=Shape::Search/>
            <p>{app.t(common::NOTHING_FOUND)}</p>
            <button type="button" class="button" on:click=move |_| filters::clear(app)>{app.t(common::CLEAR_FILTERS)}</button>
        </div>
    }
}
