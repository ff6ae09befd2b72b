//! The conflicts, each with its sides to choose from.

use super::super::super::app::App;
use super::super::super::kit::cell;
use super::{Merging, Page, PAGE};
use crate::domain::records::DELETED;
use crate::domain::stamp::Stamp;
use crate::exchange::merge::{Reason, Side};
use crate::text::format;
use crate::text::words::{merge as words, tables};
use crate::web::device;
use crate::work::merging::{cell_of, Comparison, Rule};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::HashMap;
use std::rc::Rc;

/// When something was written, in the time of this device.
pub fn when(app: App, stamp: Stamp) -> String {
    super::super::moment(app, stamp.ms())
}

/// The list.
pub fn conflicts(merging: Merging, comparison: &Comparison) -> impl IntoView {
    let app = merging.app;
    let (total, positions) = (comparison.conflicts, comparison.positions);
    let number = |n: usize| format::number(app.lang(), n as i64);
    if total == 0 && positions == 0 {
        return view! { <p class="good">{app.t(words::NO_CONFLICTS)}</p> }.into_any();
    }
    let all = |label, rule: Rule| {
        let choose = move |_| {
            merging.chosen.update(HashMap::clear);
            merging.rule.set(rule);
        };
        view! { <button type="button" class="button" on:click=choose>{app.t(label)}</button> }
    };
    let rows = move |number: usize| {
        let page = merging.pages.with_untracked(|pages| pages.get(number).cloned());
        page.map(|page| (0..page.list.len()).map(|at| one(merging, &page, at)).collect_view())
    };
    view! {
        <section class="conflicts" data-list="conflicts">
            <header>
                <h3>{app.tf(words::CONFLICTS, &[("n", &number(total))])}</h3>
                {(total > 1)
                    .then(|| {
                        view! {
                            <div class="buttons left">
                                {all(words::ALL_LATER, Rule::Later)} {all(words::ALL_MINE, Rule::Mine)} {all(words::ALL_THEIRS, Rule::Theirs)}
                            </div>
                        }
                    })}
            </header>
            <p class="help-text">{app.t(words::CONFLICTS_HINT)}</p>
            <ul class="conflict-list">
                <For each=move || 0..merging.pages.with(Vec::len) key=|number| *number children=rows/>
            </ul>
            {move || {
                let there: usize = merging.pages.with(|pages| pages.iter().map(|page| page.list.len()).sum());
                let more = total.saturating_sub(there);
                (more > 0)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| spawn_local(merging.more_conflicts())>
                                {app.tf(words::SHOW_MORE, &[("n", &more.min(PAGE).to_string())])}
                            </button>
                        }
                    })
            }}
            {(positions > 0)
                .then(|| view! { <p class="help-text">{app.tf(words::POSITIONS, &[("n", &number(positions))])}</p> })}
        </section>
    }
    .into_any()
}

fn one(merging: Merging, page: &Rc<Page>, at: usize) -> AnyView {
    let (app, today, data) = (merging.app, device::local_now().0, &page.data);
    let conflict = &page.list[at];
    let (table, key) = (conflict.table, conflict.key);
    let name = cell::row_name(app, data, table, conflict.id);
    let kind = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
    let field = if key == DELETED { String::new() } else { cell::label(app, data, table, key) };
    let why = match conflict.reason {
        Reason::Both => None,
        Reason::Future => Some(words::WHY_FUTURE),
        Reason::Deleted => Some(words::WHY_DELETED),
        Reason::ByHand => Some(words::WHY_BY_HAND),
    };
    let group = format!("conflict-{}", page.from + at);
    let last = conflict.sides.len().saturating_sub(1);
    let cell = cell_of(conflict);
    let side = |(number, side): (usize, &Side)| {
        let says = cell::words(app, data, today, table, key, side.value.as_ref());
        let who = who(merging, side);
        let (value, group) = (side.value.clone(), group.clone());
        let rules = Rule::ALL.into_iter().filter(|rule| rule.side(conflict) == number).collect::<Vec<_>>();
        let checked = move || {
            let by_rule = rules.contains(&merging.rule.get());
            merging.chosen.with(|chosen| chosen.get(&cell).map_or(by_rule, |other| *other == value))
        };
        let value = side.value.clone();
        let choose = move |_| drop(merging.chosen.try_update(|chosen| chosen.insert(cell, value.clone())));
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
