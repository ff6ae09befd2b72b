//! A screen that lists the records of a table: search, filters, columns, sorting, ticking and editing many together, all by the
//! declaration of the fields. Customers and leads are such screens: a [`ListOf`] each, and what stands around the table.

mod bulk;
mod columns;
mod filters;
mod order;

use super::app::{use_app, use_workspace, App};
use super::finding::{use_finding, Finding};
use super::kit::icon::{Icon, Shape};
use super::kit::kept::KeptMark;
use super::kit::show;
use super::kit::table::{Column, Grid, Ticks};
use super::out::ExportMenu;
use super::workspace::Workspace;
use crate::domain::id::Id;
use crate::domain::records::{Field, Kind, Table};
use crate::domain::row::Row;
use crate::text::format::number;
use crate::text::words::common;
use crate::text::Text;
use leptos::prelude::*;
use order::{Filters, Found, Sort};
use std::sync::Arc;

/// What makes one list differ from another; the rest follows from the declaration of the fields.
#[derive(Debug)]
pub struct ListOf {
    /// Whose rows.
    pub table: Table,
    /// The order, unless the address says otherwise: by which field, and whether from the last to the first.
    pub order: (&'static str, bool),
    /// A field of codes that are chips above the list instead of one filter among others, and the code that is shown at first.
    pub tabs: Option<(&'static str, &'static str)>,
    /// On a phone: the field beside the name.
    pub badge: &'static str,
    /// On a phone: the fields of the second line.
    pub line: &'static [&'static str],
    /// What it lists.
    pub title: Text,
    /// What the search field says while it is empty.
    pub hint: Text,
    /// How many there are, with `{n}`.
    pub count: Text,
    /// How many of all are shown, with `{n}` and `{total}`.
    pub count_filtered: Text,
    /// The title of editing many together, with `{n}`.
    pub bulk: Text,
}

/// The list of one table. A handle.
#[derive(Clone, Copy)]
pub struct List {
    /// Which list.
    pub of: &'static ListOf,
    /// Whose rows.
    pub table: Table,
    /// What the address asks for.
    pub filters: Memo<Filters>,
    /// How it is sorted.
    pub sort: Memo<Sort>,
    /// The rows that pass, in order.
    pub rows: Memo<Arc<Vec<Id>>>,
    /// How many rows each tab has, and last all of them together.
    pub counts: Memo<Vec<usize>>,
    /// How many rows there are in all.
    pub total: Memo<usize>,
    /// Whether the rows can be shown yet: those of a large table are put in order piece by piece.
    pub ready: RwSignal<bool>,
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
fn reads(table: Table) -> [Table; 6] {
    [table, Table::ListEntry, Table::Rep, Table::Customer, Table::Deal, Table::Pipeline]
}

impl List {
    /// A list, within its screen.
    pub fn new(of: &'static ListOf) -> List {
        let (app, workspace, finding): (App, Workspace, Finding) = (use_app(), use_workspace(), use_finding());
        let (lang, table) = (app.lang(), of.table);
        let filters = Memo::new(move |_| Filters::of(&app.route.get(), of));
        let sort = Memo::new(move |_| Sort::of(&app.route.get(), of));
        let ready = finding.ready(table);
        let sorted = Memo::new(move |_| {
            if !ready.get() {
                return Arc::default();
            }
            let by_name = finding.by_name(table);
            sort.with(|sort| {
                workspace.read(&order::reads(table, sort), |data| order::sorted(data, lang, table, &by_name, sort))
            })
        });
        let found = Memo::new(move |_| {
            let read = if table == Table::Customer { vec![table, Table::Contact] } else { vec![table] };
            let sorted = sorted.get();
            if !ready.get() {
                return Found::default();
            }
            workspace.read(&read, |data| filters.with(|f| order::filtered(data, finding, table, &sorted, f)))
        });
        let rows = Memo::new(move |_| found.with(|f| f.ids.clone()));
        let counts = Memo::new(move |_| found.with(|f| f.counts.clone()));
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
        List { of, table, filters, sort, rows, counts, total, ready, ticks, shown, said, app, workspace }
    }

    /// The ticked rows in the order of the list, so that the same ticks give the same command.
    pub fn ticked(self) -> Vec<Id> {
        let rows = self.rows.get_untracked();
        self.ticks.ids.with_untracked(|t| rows.iter().filter(|id| t.contains(id)).copied().collect())
    }

    /// The field whose codes are tabs.
    pub fn tab_field(self) -> Option<&'static Field> {
        self.table.field_named(self.of.tabs?.0)
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
            ("name", _) => view! { <b>{text}</b> {self.kept_mark(id)} }.into_any(),
            ("class", _) if self.code_of(id, field) == "key" => {
                view! { <span class="key"><Icon shape=Shape::Star/>{text}</span> }.into_any()
            }
            ("tier", _) => view! { <span class="badge">{text}</span> }.into_any(),
            ("status", _) => view! { <span class="state" data-state=self.code_of(id, field)>{text}</span> }.into_any(),
            (_, Kind::Set(_)) => view! { <span class="muted">{text}</span> }.into_any(),
            _ => text.into_any(),
        }
    }

    fn code_of(self, id: Id, field: &Field) -> String {
        let code = |row: &crate::domain::row::Row| row.text(field.key).to_string();
        self.workspace.peek(|data| data.get(self.table, id).map(code).unwrap_or_default())
    }

    /// Says of a deleted row why it is here.
    fn kept_mark(self, id: Id) -> Option<impl IntoView> {
        self.said.track();
        let kept = self.workspace.peek(|data| data.get(self.table, id).is_some_and(Row::is_kept));
        kept.then(|| view! { " " <KeptMark table=self.table id=id/> })
    }

    /// A row's two lines on a phone: its name and the badge; then what else says most.
    fn lines(self, id: Id) -> AnyView {
        let of = move |key: &str| self.table.field_named(key).map(|f| self.text_of(id, f)).unwrap_or_default();
        let rest = move || {
            let parts: Vec<String> = self.of.line.iter().map(|k| of(k)).filter(|t| !t.is_empty()).collect();
            parts.join(" · ")
        };
        let badge = move || {
            // Under a tab of its own, each row would say the same.
            let said = self.tab_field().is_some_and(|f| f.name == self.of.badge) && self.filters.with(Filters::has_tab);
            let text = if said { String::new() } else { of(self.of.badge) };
            (!text.is_empty()).then(|| view! { <span class="badge">{text}</span> })
        };
        view! {
            <span><b>{move || self.name_of(id)}</b>{move || self.kept_mark(id)}{badge}</span>
            <small><span>{rest}</span></small>
        }
        .into_any()
    }

    fn sort_by(self, key: &'static str) {
        let now = self.sort.get_untracked();
        let sort = Sort { field: key, down: now.field == key && !now.down };
        self.app.adjust(self.app.route.get_untracked().with("by", Some(&sort.param(self.of))));
    }
}

/// How wide a column is at least, in pixels.
fn width(field: &Field) -> u16 {
    match (field.name, field.kind) {
        ("name", _) => 210,
        ("tier", _) => 72,
        (_, Kind::Phone) => 166,
        (_, Kind::Moment) => 164,
        (_, Kind::Ref(_)) => 110,
        (_, Kind::Email | Kind::Set(_) | Kind::Date) => 150,
        _ => 100,
    }
}

/// The table of a list.
#[component]
fn ListGrid(
    /// Which.
    list: List,
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
            label=app.t(list.of.title)
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
fn NothingFound(list: List) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="empty">
            <Icon shape=Shape::Search/>
            <p>{app.t(common::NOTHING_FOUND)}</p>
            <button type="button" class="button" on:click=move |_| filters::clear(app, list)>{app.t(common::CLEAR_FILTERS)}</button>
        </div>
    }
}

/// What stands below the bar of a list.
#[derive(Clone, Copy, PartialEq)]
enum Body {
    /// There is nothing to list.
    Empty,
    /// The rows are not ready.
    Nothing,
    /// None passes the filters.
    NothingFound,
    Rows,
}

/// The screen of a list.
#[component]
pub fn ListScreen(
    /// Which.
    list: List,
    /// What stands at the end of the heading.
    #[prop(optional, into)]
    head: ViewFn,
    /// What stands between the heading and the bar.
    #[prop(optional, into)]
    above: ViewFn,
    /// What stands in place of the table while there are no rows at all.
    #[prop(into)]
    empty: ViewFn,
    /// More that can be done with the ticked rows.
    #[prop(optional, into)]
    bulk: ViewFn,
) -> impl IntoView {
    let app = use_app();
    let count = move || {
        if !list.ready.get() {
            return String::new();
        }
        let (shown, total) = (list.rows.with(|r| r.len()), list.total.get());
        let (n, all) = (number(app.lang(), shown as i64), number(app.lang(), total as i64));
        match shown == total {
            true => app.tf(list.of.count, &[("n", &all)]),
            false => app.tf(list.of.count_filtered, &[("n", &n), ("total", &all)]),
        }
    };
    let ids = Callback::new(move |()| list.rows.get_untracked().to_vec());
    let shown = Callback::new(move |()| untrack(|| list.fields()).into_iter().map(|f| f.name).collect());
    let body = Memo::new(move |_| match (list.total.get(), list.ready.get(), list.rows.with(|r| r.is_empty())) {
        (0, ..) => Body::Empty,
        (_, false, _) => Body::Nothing,
        (_, _, true) => Body::NothingFound,
        _ => Body::Rows,
    });
    view! {
        <div class="page list-page" data-list-of=list.table.key() aria-busy=move || (!list.ready.get()).to_string()>
            <div class="head">
                <h1>{app.t(list.of.title)}</h1>
                <span class="muted" role="status" data-count>{count}</span>
                <filters::Tabs list=list/>
                <span class="grow"></span>
                <filters::DuplicatesLink list=list/>
                <ExportMenu table=list.table ids=ids shown=shown class="button" words_shown=true/>
                {head.run()}
            </div>
            {above.run()}
            <filters::ListBar list=list/>
            {move || match body.get() {
                Body::Empty => empty.run(),
                Body::Nothing => ().into_any(),
                Body::NothingFound => view! { <NothingFound list=list/> }.into_any(),
                Body::Rows => view! { <ListGrid list=list/> }.into_any(),
            }}
            <bulk::BulkBar list=list more=bulk/>
        </div>
    }
}
