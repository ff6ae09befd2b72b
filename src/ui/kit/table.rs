//! A table of any length: rows have one height and only those in sight are drawn, so a hundred thousand are as quick as ten.
//! Arrow keys move between rows, Space ticks, Shift ticks a range, Enter opens. On a phone a row is two lines instead of columns.

use crate::domain::id::Id;
use crate::text::words::{common, customer as words};
use crate::ui::app::use_app;
use crate::ui::kit::size::follow_size;
use crate::ui::{composes, print};
use crate::web::turn::painted;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashSet;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

/// Height of a row, in pixels; `style/kit/table.css` has the same.
pub const ROW: f64 = 40.0;
/// The same on a phone.
pub const ROW_PHONE: f64 = 64.0;
/// The same where fingers press it.
pub const ROW_TOUCH: f64 = 44.0;
/// Width of the column of ticks, in pixels.
const TICK: u32 = 44;
/// Rows drawn above and below what is in sight.
const MARGIN: usize = 4;
/// How many rows the first frame has.
const FIRST: usize = 10;

/// One column.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// The field's name, and what its cells are asked for by.
    pub key: &'static str,
    /// The heading.
    pub label: String,
    /// Its least width, in pixels. What room is left is shared out in proportion.
    pub width: u16,
    /// Numbers stand to the right.
    pub number: bool,
    /// It can be sorted by.
    pub sortable: bool,
}

/// Which rows are ticked. A handle.
#[derive(Clone, Copy)]
pub struct Ticks {
    /// The ids.
    pub ids: RwSignal<HashSet<Id>>,
    /// Where a range begins: the row that was ticked last.
    anchor: RwSignal<Option<Id>>,
}

impl Ticks {
    /// None.
    pub fn new() -> Ticks {
        Ticks { ids: RwSignal::new(HashSet::new()), anchor: RwSignal::new(None) }
    }

    /// Unticks all.
    pub fn clear(self) {
        self.ids.set(HashSet::new());
        self.anchor.set(None);
    }

    /// Ticks or unticks a row; with `range` all rows between it and the one before as well.
    fn toggle(self, rows: &[Id], id: Id, range: bool) {
        let on = !self.ids.with_untracked(|ids| ids.contains(&id));
        let place = |id: Id| rows.iter().position(|r| *r == id);
        let from = self.anchor.get_untracked().filter(|_| range).and_then(place);
        let (from, to) = match (from, place(id)) {
            (Some(a), Some(b)) => (a.min(b), a.max(b)),
            (_, Some(b)) => (b, b),
            _ => return,
        };
        self.anchor.set(Some(id));
        self.ids.update(|ids| {
            for id in &rows[from..=to] {
                if on {
                    ids.insert(*id);
                } else {
                    ids.remove(id);
                }
            }
        });
    }
}

impl Default for Ticks {
    fn default() -> Self {
        Ticks::new()
    }
}

/// The table.
#[component]
pub fn Grid(
    /// What it lists.
    #[prop(into)]
    label: String,
    /// The rows, in order.
    #[prop(into)]
    rows: Signal<Arc<Vec<Id>>>,
    /// The columns.
    #[prop(into)]
    columns: Signal<Vec<Column>>,
    /// The column that it is sorted by, and whether downwards.
    #[prop(into)]
    sort: Signal<(&'static str, bool)>,
    /// Runs when a heading is pressed.
    on_sort: Callback<&'static str>,
    /// Which rows are ticked.
    ticks: Ticks,
    /// What a row is called.
    name: Callback<Id, String>,
    /// The content of a cell; reads what it shows, so that it follows changes.
    cell: Callback<(Id, &'static str), AnyView>,
    /// The two lines of a row on a phone.
    lines: Callback<Id, AnyView>,
    /// The row whose drawer is open.
    #[prop(into)]
    open: Signal<Option<Id>>,
    /// Runs when a row is to be opened.
    on_open: Callback<Id>,
) -> impl IntoView {
    let app = use_app();
    let node = NodeRef::<html::Div>::new();
    let (top, height) = (RwSignal::new(0.0_f64), RwSignal::new(1_000.0_f64));
    let narrow = RwSignal::new(crate::ui::is_phone());
    let printing = app.printing;
    // Paper has columns, wherever it is printed from.
    let phone = Memo::new(move |_| narrow.get() && !printing.get());
    let touch = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|m| m.matches());
    let row_height = if touch { ROW_TOUCH } else { ROW };
    let pitch = Memo::new(move |_| if phone.get() { ROW_PHONE } else { row_height });
    let measure = move || {
        if let Some(node) = node.get_untracked() {
            top.set(f64::from(node.scroll_top()));
            let seen = f64::from(node.client_height());
            if seen > 0.0 {
                height.set(seen);
            }
        }
    };
    follow_size(node, measure);
    let resized = window_event_listener(leptos::ev::resize, move |_| narrow.set(crate::ui::is_phone()));
    on_cleanup(move || resized.remove());
    let count = Memo::new(move |_| rows.with(|r| r.len()));
    // All rows in sight at once hold up a slow phone: the others come a frame later.
    let begun = RwSignal::new(false);
    spawn_local(async move {
        painted().await;
        begun.try_set(true);
    });
    let window = Memo::new(move |_| {
        let (count, pitch) = (count.get(), pitch.get());
        if printing.get() {
            return (0, count.min(print::ROWS));
        }
        let first = ((top.get() / pitch) as usize).saturating_sub(MARGIN).min(count);
        let last = ((top.get() + height.get()) / pitch) as usize + 1 + MARGIN;
        (first, if begun.get() { last } else { first + FIRST }.min(count))
    });
    let active = RwSignal::new(None::<Id>);
    // Tab stops at the row that was last used, if it is drawn, else at the first one in sight.
    let stop = Memo::new(move |_| {
        let (first, last) = window.get();
        let seen = (top.get() / pitch.get()).ceil() as usize;
        rows.with(|r| {
            let drawn = r.get(first..last.min(r.len()))?;
            active.get().filter(|a| drawn.contains(a)).or_else(|| r.get(seen).or_else(|| drawn.first()).copied())
        })
    });
    let go = move |to: usize| {
        let Some(id) = rows.with_untracked(|r| r.get(to).copied()) else { return };
        let Some(list) = node.get_untracked() else { return };
        active.set(Some(id));
        let (at, pitch) = (to as f64 * pitch.get_untracked(), pitch.get_untracked());
        // The heading covers the first row's height of what is in sight.
        let head = if phone.get_untracked() { 0.0 } else { row_height };
        let (seen, room) = (f64::from(list.scroll_top()), f64::from(list.client_height()) - head);
        if at < seen {
            list.set_scroll_top(at as i32);
        } else if at + pitch > seen + room {
            list.set_scroll_top((at + pitch - room).ceil() as i32);
        }
        measure();
        request_animation_frame(move || {
            let row = list.query_selector(&format!("[data-row=\"{id}\"]")).ok().flatten();
            if let Some(row) = row.and_then(|r| r.dyn_into::<HtmlElement>().ok()) {
                let _ = row.focus();
            }
        });
    };
    let on_key = move |event: KeyboardEvent, at: usize, id: Id| {
        if composes(&event) || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let last = count.get_untracked().saturating_sub(1);
        let page = ((height.get_untracked() / pitch.get_untracked()) as usize).saturating_sub(2).max(1);
        match event.key().as_str() {
            "ArrowDown" => go((at + 1).min(last)),
            "ArrowUp" => go(at.saturating_sub(1)),
            "PageDown" => go((at + page).min(last)),
            "PageUp" => go(at.saturating_sub(page)),
            "Home" => go(0),
            "End" => go(last),
            "Enter" => on_open.run(id),
            " " => rows.with_untracked(|r| ticks.toggle(r, id, event.shift_key())),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let template = Memo::new(move |_| {
        let widths: Vec<String> = columns.with(|c| c.iter().map(|c| format!("minmax({0}px,{0}fr)", c.width)).collect());
        format!("{TICK}px {}", widths.join(" "))
    });
    // Heading and rows are laid out apart, so both are told how wide they must be.
    let least = Memo::new(move |_| match phone.get() {
        true => "0".to_string(),
        false => format!("{}px", columns.with(|c| c.iter().map(|c| u32::from(c.width)).sum::<u32>()) + TICK),
    });
    let all = move || {
        ticks.ids.with(|t| !t.is_empty() && rows.with(|r| r.len() <= t.len() && r.iter().all(|id| t.contains(id))))
    };
    let tick_all = move |on: bool| {
        let ids = if on { rows.with_untracked(|r| r.iter().copied().collect()) } else { HashSet::new() };
        ticks.ids.set(ids);
    };
    let heading = move |column: Column| {
        let key = column.key;
        let state = move || match sort.get() {
            (k, down) if k == key => Some(if down { "descending" } else { "ascending" }),
            _ => None,
        };
        let arrow = move || match state() {
            Some("ascending") => "↑",
            Some(_) => "↓",
            None => "",
        };
        view! {
            <div role="columnheader" class="grid-cell" class:num=column.number aria-sort=state data-column=key>
                {if column.sortable {
                    view! {
                        <button type="button" title=app.tf(words::SORT_BY, &[("field", &column.label)]) on:click=move |_| on_sort.run(key)>
                            {column.label.clone()}
                            <span aria-hidden="true">{arrow}</span>
                        </button>
                    }
                        .into_any()
                } else {
                    view! { <span>{column.label.clone()}</span> }.into_any()
                }}
            </div>
        }
    };
    // Rows are drawn by their places and stay when other records come to stand there: typing in a search changes what all of
    // them say, and texts change many times quicker than rows are made.
    let row = move |at: usize| {
        let first = rows.with_untracked(|r| r.get(at).copied())?;
        // A row that is gone in a moment says for that moment what it said.
        let id = Memo::new(move |before: Option<&Id>| {
            rows.with(|r| r.get(at).copied()).or(before.copied()).unwrap_or(first)
        });
        let ticked = move || ticks.ids.with(|t| t.contains(&id.get()));
        Some(view! {
            <div
                class="grid-row"
                role="row"
                data-row=move || id.get().to_string()
                aria-rowindex=(at + 2).to_string()
                aria-selected=move || ticked().to_string()
                class:sel=move || open.get() == Some(id.get())
                tabindex=move || if stop.get() == Some(id.get()) { "0" } else { "-1" }
                style:transform=move || format!("translateY({}px)", at as f64 * pitch.get())
                style:grid-template-columns=move || if phone.get() { format!("{TICK}px minmax(0,1fr)") } else { template.get() }
                on:focus=move |_| active.set(Some(id.get_untracked()))
                on:click=move |_| on_open.run(id.get_untracked())
                on:keydown=move |event| on_key(event, at, id.get_untracked())
            >
                <div class="grid-cell grid-tick" role="gridcell" on:click=move |event| event.stop_propagation()>
                    <label>
                        <input
                            type="checkbox"
                            class="check"
                            tabindex="-1"
                            aria-label=move || app.tf(words::TICK, &[("name", &name.run(id.get()))])
                            prop:checked=ticked
                            on:click=move |event| rows.with_untracked(|r| ticks.toggle(r, id.get_untracked(), event.shift_key()))
                        />
                    </label>
                </div>
                {move || {
                    if phone.get() {
                        return view! { <div class="grid-cell lines" role="gridcell">{move || lines.run(id.get())}</div> }.into_any();
                    }
                    columns
                        .get()
                        .into_iter()
                        .map(|c| {
                            let key = c.key;
                            view! { <div class="grid-cell" class:num=c.number role="gridcell" data-cell=key>{move || cell.run((id.get(), key))}</div> }
                        })
                        .collect_view()
                        .into_any()
                }}
            </div>
        })
    };
    let shown = move || {
        let (first, last) = window.get();
        first..last
    };
    view! {
        <div
            class="grid"
            role="grid"
            aria-label=label
            aria-multiselectable="true"
            aria-rowcount=move || (count.get() + 1).to_string()
            node_ref=node
            data-rows=count
            on:scroll=move |_| measure()
        >
            <div class="grid-head" role="rowgroup" style:min-width=least>
                <div class="grid-row" role="row" aria-rowindex="1" style:grid-template-columns=template>
                    <div class="grid-cell grid-tick" role="columnheader">
                        <label>
                            <input
                                type="checkbox"
                                class="check"
                                aria-label=app.t(common::SELECT_ALL)
                                prop:checked=all
                                on:change=move |event| tick_all(event_target_checked(&event))
                            />
                        </label>
                    </div>
                    {move || columns.get().into_iter().map(heading).collect_view()}
                </div>
            </div>
            <div class="grid-body" role="rowgroup" style:min-width=least style:height=move || format!("{}px", count.get() as f64 * pitch.get())>
                <For each=shown key=|at| *at let:at>
                    {row(at)}
                </For>
            </div>
            <print::More n=Signal::derive(move || count.get().saturating_sub(print::ROWS))/>
        </div>
    }
}
