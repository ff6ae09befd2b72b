//! All records of a table that are probably the same as others: pairs with reasons, to merge or to tell apart.

use super::super::app::{use_app, use_workspace, App};
use super::super::duplicates::{note, prepare, why, with_index, MergeDialog};
use super::super::finding::use_finding;
use super::super::kit::show;
use crate::analysis::duplicates::{Found, Pair, TABLES};
use crate::domain::command::merge::{is_distinct, not_the_same};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::text::format;
use crate::text::words::{duplicates as words, merge as merge_words, tables};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many pairs are shown at once.
const SHOWN: usize = 30;

#[derive(Clone, PartialEq)]
enum Step {
    Nothing,
    Busy,
    Shown(Arc<Found>),
}

/// Whether a pair is still one: both are there, and nobody said that they are not the same.
fn holds(data: &Dataset, table: Table, pair: &Pair) -> bool {
    let rows = data.get(table, pair.one).zip(data.get(table, pair.other));
    rows.is_some_and(|(one, other)| !is_distinct(one, other))
}

/// The section of the data screen. The address can ask for a table: `?duplicates=lead`.
#[component]
pub fn Duplicates() -> impl IntoView {
    let (app, workspace, finding) = (use_app(), use_workspace(), use_finding());
    let asked = app.route.get_untracked().param("duplicates").and_then(Table::parse);
    let table = RwSignal::new(asked.filter(|table| TABLES.contains(table)).unwrap_or(Table::Customer));
    let step = RwSignal::new(Step::Nothing);
    let shown = RwSignal::new(SHOWN);
    let merging = RwSignal::new(None::<(Id, Id)>);
    let look = move || {
        step.set(Step::Busy);
        shown.set(SHOWN);
        finding.fetch_readings();
        let table = table.get_untracked();
        spawn_local(async move {
            if prepare(workspace, finding, table).await {
                let found = with_index(workspace, finding, table, |index, data, _| index.all(data));
                step.try_set(found.map_or(Step::Nothing, |found| Step::Shown(Arc::new(found))));
            }
        });
    };
    let root = NodeRef::<html::Section>::new();
    if asked.is_some() {
        look();
        Effect::new(move |_| {
            if let Some(root) = root.get() {
                request_animation_frame(move || root.scroll_into_view());
            }
        });
    }
    // What was merged or told apart meanwhile is gone from the list, and comes back with Undo.
    let pairs = Memo::new(move |_| {
        let Step::Shown(found) = step.get() else { return Vec::new() };
        let table = table.get();
        workspace.read(&[table], |data| {
            let all = found.groups.iter().flat_map(|group| &group.pairs);
            all.filter(|pair| holds(data, table, pair)).cloned().collect::<Vec<_>>()
        })
    });
    let number = move |n: usize| format::number(app.lang(), n as i64);
    let said = move || match step.get() {
        Step::Nothing => String::new(),
        Step::Busy => app.t(words::LOOKING).to_string(),
        Step::Shown(found) => {
            let mut parts = vec![match pairs.with(Vec::len) {
                0 => app.t(words::FOUND_NONE).to_string(),
                n => app.tf(words::FOUND, &[("n", &number(n))]),
            }];
            if found.crowds > 0 {
                parts.push(app.tf(words::CROWDS, &[("n", &number(found.crowds))]));
            }
            if found.cut {
                parts.push(app.t(words::CUT).to_string());
            }
            parts.join(" ")
        }
    };
    let tab = move |one: Table| {
        let name = tables::table_name(one.key()).map_or(one.key(), |name| app.t(name.many));
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || (table.get() == one).to_string()
                data-table=one.key()
                on:click=move |_| {
                    step.set(Step::Nothing);
                    table.set(one);
                }
            >
                {name}
            </button>
        }
    };
    let lines = move || {
        let table = table.get();
        pairs.with(|pairs| {
            pairs.iter().take(shown.get()).map(|pair| line(app, table, pair.clone(), merging)).collect_view()
        })
    };
    view! {
        <section class="card-section" aria-labelledby="data-duplicates" node_ref=root data-section="duplicates">
            <h2 id="data-duplicates">{app.t(words::SECTION)}</h2>
            <p class="help-text">{app.t(words::SECTION_HINT)}</p>
            <div class="pick-chips" role="group" aria-labelledby="data-duplicates">{TABLES.map(tab).collect_view()}</div>
            <div class="buttons left">
                <button type="button" class="button" data-action="duplicates" on:click=move |_| look()>{app.t(words::LOOK)}</button>
                <span role="status" data-found>{said}</span>
            </div>
            <ul class="lines pairs">{lines}</ul>
            {move || {
                let more = pairs.with(Vec::len).saturating_sub(shown.get());
                (more > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| shown.update(|n| *n += SHOWN)>
                                {app.tf(merge_words::SHOW_MORE, &[("n", &number(more.min(SHOWN)))])}
                            </button>
                        }
                    })
            }}
        </section>
        {move || {
            merging
                .get()
                .map(|pair| {
                    let close = Callback::new(move |_| merging.set(None));
                    view! { <MergeDialog table=table.get_untracked() pair=pair close=close/> }
                })
        }}
    }
}

fn line(app: App, table: Table, pair: Pair, merging: RwSignal<Option<(Id, Id)>>) -> impl IntoView {
    let workspace = use_workspace();
    let (one, other) = (pair.one, pair.other);
    let side = move |id: Id| {
        let (name, note) = workspace.peek(|data| (show::name(data, app.lang(), table, id), note(app, data, table, id)));
        view! {
            <span>
                <button type="button" class="link" on:click=move |_| app.open(table, id)>{name}</button>
                <small>{note}</small>
            </span>
        }
    };
    let apart = move |_| {
        if let Some(command) = not_the_same(table, one, other) {
            let _ = app.run(command);
        }
    };
    view! {
        <li data-pair>
            <div class="grow">{side(one)} {side(other)} <small class="why">{why(app, pair.score, &pair.reasons)}</small></div>
            <button type="button" class="button" data-act="merge" on:click=move |_| merging.set(Some((one, other)))>{app.t(words::MERGE)}</button>
            <button type="button" class="button" data-act="apart" on:click=apart>{app.t(words::NOT_THE_SAME)}</button>
        </li>
    }
}
