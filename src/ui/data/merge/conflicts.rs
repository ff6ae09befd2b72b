//! The conflicts, each with its sides to choose from.

use super::super::super::app::App;
use super::super::super::kit::cell;
use super::{cell_of, Merging};
use crate::domain::records::DELETED;
use crate::domain::stamp::Stamp;
use crate::exchange::merge::{Conflict, Merged, Reason, Side};
use crate::text::format;
use crate::text::words::{merge as words, tables};
use crate::web::device;
use leptos::prelude::*;
use std::rc::Rc;

/// How many are shown at once.
const SHOWN: usize = 50;

/// When something was written, in the time of this device.
pub fn when(app: App, stamp: Stamp) -> String {
    super::super::moment(app, stamp.ms())
}

/// The list.
pub fn conflicts(merging: Merging, merged: &Rc<Merged>) -> impl IntoView {
    let app = merging.app;
    let (positions, list): (Vec<usize>, Vec<usize>) = (0..merged.conflicts.len())
        .partition(|at| cell::is_position(merged.conflicts[*at].table, merged.conflicts[*at].key));
    let total = list.len();
    let shown = RwSignal::new(SHOWN);
    let number = |n: usize| format::number(app.lang(), n as i64);
    if total == 0 && positions.is_empty() {
        return view! { <p class="good">{app.t(words::NO_CONFLICTS)}</p> }.into_any();
    }
    let rows = move || {
        let shown: Vec<usize> = list.iter().copied().take(shown.get()).collect();
        merging.merged.with_untracked(|merged| {
            let merged = merged.as_ref()?;
            Some(shown.into_iter().map(|at| one(merging, merged, at)).collect_view())
        })
    };
    let all = |label, wanted: fn(&Conflict) -> Option<usize>| {
        let choose = move |_| {
            let Some(merged) = merging.merged.get_untracked() else { return };
            merging.chosen.update(|chosen| {
                for conflict in &merged.conflicts {
                    match wanted(conflict).filter(|side| side + 1 < conflict.sides.len()) {
                        Some(side) => drop(chosen.insert(cell_of(conflict), conflict.sides[side].value.clone())),
                        None => drop(chosen.remove(&cell_of(conflict))),
                    }
                }
            });
        };
        view! { <button type="button" class="button" on:click=choose>{app.t(label)}</button> }
    };
    let mine = |conflict: &Conflict| conflict.sides.iter().position(|side| side.sources.contains(&0));
    let theirs = |conflict: &Conflict| conflict.sides.iter().rposition(|side| !side.sources.contains(&0));
    view! {
        <section class="conflicts" data-list="conflicts">
            <header>
                <h3>{app.tf(words::CONFLICTS, &[("n", &number(total))])}</h3>
                {(total > 1)
                    .then(|| {
                        view! {
                            <div class="buttons left">
                                {all(words::ALL_LATER, |_| None)} {all(words::ALL_MINE, mine)} {all(words::ALL_THEIRS, theirs)}
                            </div>
                        }
                    })}
            </header>
            <p class="help-text">{app.t(words::CONFLICTS_HINT)}</p>
            <ul class="conflict-list">{rows}</ul>
            {move || {
                let more = total.saturating_sub(shown.get());
                (more > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| shown.update(|n| *n += SHOWN)>
                                {app.tf(words::SHOW_MORE, &[("n", &more.min(SHOWN).to_string())])}
                            </button>
                        }
                    })
            }}
            {(!positions.is_empty())
                .then(|| view! { <p class="help-text">{app.tf(words::POSITIONS, &[("n", &number(positions.len()))])}</p> })}
        </section>
    }
    .into_any()
}

fn one(merging: Merging, merged: &Rc<Merged>, at: usize) -> AnyView {
    let (app, today) = (merging.app, device::local_now().0);
    let conflict = &merged.conflicts[at];
    let (table, key) = (conflict.table, conflict.key);
    let name = cell::row_name(app, &merged.data, table, conflict.id);
    let kind = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
    let field = if key == DELETED { String::new() } else { cell::label(app, &merged.data, table, key) };
    let why = match conflict.reason {
        Reason::Both => None,
        Reason::Future => Some(words::WHY_FUTURE),
        Reason::Deleted => Some(words::WHY_DELETED),
        Reason::ByHand => Some(words::WHY_BY_HAND),
    };
    let group = format!("conflict-{at}");
    let last = conflict.sides.len().saturating_sub(1);
    let cell = cell_of(conflict);
    let side = |(number, side): (usize, &Side)| {
        let says = cell::words(app, &merged.data, today, table, key, side.value.as_ref());
        let who = who(merging, side);
        let (value, group) = (side.value.clone(), group.clone());
        let checked = move || {
            merging.chosen.with(|chosen| match chosen.get(&cell) {
                Some(other) => *other == value,
                None => number == last,
            })
        };
        let value = side.value.clone();
        let choose = move |_| {
            let value = value.clone();
            merging.chosen.update(|chosen| match number == last {
                true => drop(chosen.remove(&cell)),
                false => drop(chosen.insert(cell, value)),
            });
        };
        view! {
            <label class="side">
                <input type="radio" name=group prop:checked=checked on:change=choose/>
                <span class="says">{says}</span>
                <small>{who} " · " {when(app, side.stamp)}</small>
                {(number == last).then(|| view! { <span class="badge">{app.t(words::SIDE_RESULT)}</span> })}
            </label>
        }
    };
    let title = [kind.to_string(), name, field].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    view! {
        <li data-conflict=table.key()>
            <fieldset class="plain">
                <legend>
                    <b>{title.join(" · ")}</b>
                    {why.map(|why| view! { " " <span class="badge warn">{app.t(why)}</span> })}
                </legend>
                {conflict.sides.iter().enumerate().map(side).collect_view()}
            </fieldset>
        </li>
    }
    .into_any()
}

/// This workspace, or the names of the files.
fn who(merging: Merging, side: &Side) -> String {
    let app = merging.app;
    let names: Vec<String> = merging.files.with_untracked(|files| {
        let name = |number: &usize| match number.checked_sub(1) {
            None => Some(app.t(words::SIDE_MINE).to_string()),
            Some(at) => files.get(at).map(|file| file.name.clone()),
        };
        side.sources.iter().filter_map(name).collect()
    });
    format::list(app.lang(), &names)
}
