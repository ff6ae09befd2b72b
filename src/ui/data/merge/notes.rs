//! What else is to be known before a merge: counts, customers that two people claim, rows that stay, deals moved on both sides, clocks that are ahead.

use super::super::super::app::App;
use super::super::super::kit::{cell, show};
use super::conflicts::when;
use super::Shown;
use crate::domain::id::Id;
use crate::domain::records::{customer, Table};
use crate::domain::stamp::Stamp;
use crate::exchange::merge::Counts;
use crate::text::format;
use crate::text::words::{common, merge as words, tables};
use crate::text::Text;
use crate::work::merging::Comparison;
use leptos::prelude::*;

/// What changes, per table.
pub fn counts(app: App, comparison: &Comparison) -> impl IntoView {
    let line = |(table, counts): (&Table, &Counts)| {
        let label = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.many));
        let parts: [(Text, usize); 4] = [
            (words::COUNT_NEW, counts.new),
            (words::COUNT_CHANGED, counts.changed),
            (words::COUNT_DELETED, counts.deleted),
            (words::COUNT_CONFLICTS, counts.conflicts),
        ];
        let said: Vec<String> = parts
            .into_iter()
            .filter(|(_, n)| *n > 0)
            .map(|(text, n)| app.tf(text, &[("n", &format::number(app.lang(), n as i64))]))
            .collect();
        view! { <div data-count=table.key()><dt>{label}</dt><dd>{said.join(" · ")}</dd></div> }
    };
    let lines = comparison.counts.iter().map(line).collect_view();
    view! { <dl class="counts wide" aria-label=app.t(words::COUNTS)>{lines}</dl> }
}

/// The notes that there are.
pub fn notes(app: App, shown: &Shown) -> Vec<AnyView> {
    let Shown { comparison, data } = shown;
    let name = |table: Table, id: Id| {
        let name = cell::row_name(app, data, table, id);
        let kind = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
        if name == kind {
            name
        } else {
            format!("{kind} · {name}")
        }
    };
    let says = |what: &str, value: &str| app.tf(common::FIELD_SAYS, &[("field", what), ("value", value)]);
    let of_owner = |id: &Id| {
        let row = data.rows(Table::Customer).get(*id);
        let owner = row.and_then(|row| row.link(customer::OWNER));
        let owner = owner.map(|owner| show::name(data, app.lang(), Table::Rep, owner)).unwrap_or_default();
        says(&cell::row_name(app, data, Table::Customer, *id), &owner)
    };
    let mut all = Vec::new();
    let mut note = |code: &'static str, title: Text, n: usize, mut items: Vec<String>| {
        if n > 0 {
            let title = app.tf(title, &[("n", &format::number(app.lang(), n as i64))]);
            if n > items.len() {
                items.push("…".into());
            }
            let items = items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view();
            all.push(
                view! {
                    <details class="note" data-note=code>
                        <summary>{title}</summary>
                        <ul>{items}</ul>
                    </details>
                }
                .into_any(),
            );
        }
    };
    let Comparison { claimed, alike, stayed, moved, .. } = comparison;
    let items = claimed.first.iter().map(|id| name(Table::Customer, *id)).collect();
    note("claimed", words::CLAIMED, claimed.total, items);
    let pair = |(one, other): &(Id, Id)| format::list(app.lang(), &[of_owner(one), of_owner(other)]);
    note("alike", words::ALIKE, alike.total, alike.first.iter().map(pair).collect());
    let why = |needed| app.t(if needed { words::STAYED_NEEDED } else { words::STAYED_EDITED });
    let items = stayed.first.iter().map(|s| says(&name(s.table, s.id), why(s.needed))).collect();
    note("stayed", words::STAYED, stayed.total, items);
    let items = moved.first.iter().map(|id| name(Table::Deal, *id)).collect();
    note("moved", words::MOVED, moved.total, items);
    if let Some(ms) = comparison.ahead {
        let text = app.tf(words::AHEAD, &[("when", &when(app, Stamp::new(ms, 0, 0)))]);
        all.push(view! { <p class="note" data-note="ahead">{text}</p> }.into_any());
    }
    all
}
