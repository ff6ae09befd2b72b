//! What else is to be known before a merge: counts, customers that two people claim, rows that stay, deals moved on both sides, clocks that are ahead.

use super::super::super::app::App;
use super::super::super::kit::cell;
use super::conflicts::when;
use crate::domain::id::Id;
use crate::domain::records::{customer, Table};
use crate::domain::stamp::Stamp;
use crate::exchange::merge::{Counts, Merged};
use crate::text::format;
use crate::text::words::{common, merge as words, tables};
use crate::text::Text;
use leptos::prelude::*;

/// How many records a note names.
const NAMED: usize = 20;

/// What changes, per table.
pub fn counts(app: App, merged: &Merged) -> impl IntoView {
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
    let lines = merged.counts.iter().map(line).collect_view();
    view! { <dl class="counts wide" aria-label=app.t(words::COUNTS)>{lines}</dl> }
}

/// The notes that there are.
pub fn notes(app: App, merged: &Merged) -> Vec<AnyView> {
    let named = |list: &mut dyn Iterator<Item = (Table, Id, &str)>| {
        let mut items: Vec<String> = list
            .take(NAMED + 1)
            .map(|(table, id, why)| {
                let name = cell::row_name(app, &merged.data, table, id);
                let kind = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
                let name = if name == kind { name } else { format!("{kind} · {name}") };
                if why.is_empty() {
                    name
                } else {
                    app.tf(common::FIELD_SAYS, &[("field", &name), ("value", why)])
                }
            })
            .collect();
        if items.len() > NAMED {
            items.pop();
            items.push("…".into());
        }
        items
    };
    let mut all = Vec::new();
    let mut note = |code: &'static str, title: Text, n: usize, items: Vec<String>| {
        if n > 0 {
            let title = app.tf(title, &[("n", &format::number(app.lang(), n as i64))]);
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
    let claimed: Vec<Id> = merged
        .conflicts
        .iter()
        .filter(|c| (c.table, c.key) == (Table::Customer, customer::OWNER))
        .filter(|c| c.sides.iter().filter(|side| side.value.is_some()).count() > 1)
        .map(|c| c.id)
        .collect();
    note("claimed", words::CLAIMED, claimed.len(), named(&mut claimed.iter().map(|id| (Table::Customer, *id, ""))));
    let why = |needed| app.t(if needed { words::STAYED_NEEDED } else { words::STAYED_EDITED });
    let stayed = named(&mut merged.stayed.iter().map(|s| (s.table, s.id, why(s.needed))));
    note("stayed", words::STAYED, merged.stayed.len(), stayed);
    let moved = named(&mut merged.moved.iter().map(|id| (Table::Deal, *id, "")));
    note("moved", words::MOVED, merged.moved.len(), moved);
    if let Some(ms) = merged.ahead {
        let text = app.tf(words::AHEAD, &[("when", &when(app, Stamp::new(ms, 0, 0)))]);
        all.push(view! { <p class="note" data-note="ahead">{text}</p> }.into_any());
    }
    all
}
