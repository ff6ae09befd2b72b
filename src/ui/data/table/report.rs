//! What an import would do, or did: counts, the first rows as they will be, the rows that are refused and why.

use super::{Outcome, Step, Tabling};
use crate::domain::id::Id;
use crate::domain::records::{flag, Kind, Table};
use crate::exchange::csv::csv;
use crate::exchange::table::plan::{Count, Fate, Rejected};
use crate::text::format;
use crate::text::words::{common, table as words, tables};
use crate::text::Text;
use crate::ui::app::App;
use crate::ui::kit::arrive::arriving;
use crate::ui::kit::{cell, show};
use crate::web::{device, files};
use crate::work::Ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// Fields of a row that are shown.
const FIELDS: usize = 8;

/// What would happen.
pub fn planned(tabling: Tabling) -> impl IntoView {
    let app = tabling.app;
    let outcome = tabling.outcome.get_untracked()?;
    let nothing = outcome.plan.nothing;
    Some(view! {
        <section class="preview table-import" data-import="planned" tabindex="-1" node_ref=arriving()>
            <h3>{app.tf(words::TITLE, &[("file", &tabling.name())])}</h3>
            {sums(app, &outcome)}
            {first_rows(tabling, &outcome)}
            {refused(tabling, &outcome)}
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| tabling.cancel()>{app.t(common::CANCEL)}</button>
                <button type="button" class="button" data-action="back-to-columns" on:click=move |_| tabling.step.set(Step::Columns)>
                    {app.t(words::BACK)}
                </button>
                <button
                    type="button"
                    class="primary"
                    data-action="import-table"
                    disabled=nothing
                    on:click=move |_| spawn_local(tabling.carry_out())
                >
                    {app.t(words::IMPORT_NOW)}
                </button>
            </div>
        </section>
    })
}

/// What happened.
pub fn done(tabling: Tabling) -> impl IntoView {
    let app = tabling.app;
    let outcome = tabling.outcome.get_untracked()?;
    Some(view! {
        <section class="preview table-import" data-import="done" tabindex="-1" node_ref=arriving()>
            <h3>{app.tf(words::TITLE, &[("file", &tabling.name())])}</h3>
            {sums(app, &outcome)}
            <p class="help-text">{app.t(words::DONE_HINT)}</p>
            {refused(tabling, &outcome)}
            <div class="buttons left">
                <button type="button" class="button" on:click=move |_| tabling.cancel()>{app.t(common::CLOSE)}</button>
            </div>
        </section>
    })
}

fn sums(app: App, outcome: &Rc<Outcome>) -> impl IntoView {
    let said = |text: Text, n: usize| app.tf(text, &[("n", &format::number(app.lang(), n as i64))]);
    let of = |(table, count): (&Table, &Count)| {
        let name = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.many));
        let parts = [(words::WOULD_CREATE, count.created), (words::WOULD_UPDATE, count.updated)];
        let parts: Vec<String> = parts.into_iter().filter(|(_, n)| *n > 0).map(|(text, n)| said(text, n)).collect();
        (!parts.is_empty())
            .then(|| view! { <div data-count=table.key()><dt>{name}</dt><dd>{parts.join(" · ")}</dd></div> })
    };
    let plan = &outcome.plan;
    let (same, bad) = (plan.unchanged, plan.rejected);
    view! {
        <dl class="counts wide" aria-label=app.t(words::WOULD)>{plan.counts.iter().filter_map(of).collect_view()}</dl>
        {(same > 0).then(|| view! { <p data-count="unchanged">{said(words::WOULD_LEAVE, same)}</p> })}
        {(bad > 0).then(|| view! { <p class="error" data-count="rejected">{said(words::WOULD_REJECT, bad)}</p> })}
    }
}

fn first_rows(tabling: Tabling, outcome: &Rc<Outcome>) -> Option<AnyView> {
    let app = tabling.app;
    let main = tabling.mapping()?.table;
    let today = device::local_now().0;
    let line = |(fate, id): &(Fate, Id)| {
        let id = *id;
        let row = outcome.data.rows(main).get(id)?;
        let says = |key| {
            let label = cell::label(app, &outcome.data, main, key);
            let value = cell::words(app, &outcome.data, today, main, key, row.get(key));
            view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
        };
        // Whether somebody typed an amount is not what anybody imported.
        let kept = |key| main.field(key).is_some_and(|f| f.is(flag::INTERNAL) && f.kind == Kind::Bool);
        let keys = row.cells().map(|(key, _)| key).filter(|key| !main.is_position(*key) && !kept(*key));
        let fate = match fate {
            Fate::Created => words::FATE_CREATED,
            Fate::Updated => words::FATE_UPDATED,
            Fate::Unchanged => words::FATE_UNCHANGED,
            Fate::Rejected => words::FATE_REJECTED,
        };
        Some(view! {
            <li>
                <p>
                    <span class="badge">{app.t(fate)}</span>
                    " "
                    <b>{show::row_name(app.lang(), main, row)}</b>
                </p>
                <dl class="counts wide">{keys.take(FIELDS).map(says).collect_view()}</dl>
            </li>
        })
    };
    let lines: Vec<_> = outcome.plan.first.iter().filter_map(line).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="fold-out" open data-part="first-rows">
                <summary>{app.t(words::FIRST_ROWS)}</summary>
                <ul class="first-rows">{lines}</ul>
            </details>
        }
        .into_any()
    })
}

/// Why a row is refused, in words.
fn why(tabling: Tabling, rejected: &Rejected) -> String {
    let (app, reason) = (tabling.app, &rejected.reason);
    let column = reason.column.map(|at| {
        let name = match tabling.head(at) {
            name if name.is_empty() => app.tf(words::COLUMN_NUMBER, &[("n", &(at + 1).to_string())]),
            name => name,
        };
        match reason.value.is_empty() {
            true => name,
            false => app.tf(words::REJECTED_AT, &[("column", &name), ("value", &reason.value)]),
        }
    });
    [column, Some(app.error_text(reason.code))].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn refused(tabling: Tabling, outcome: &Rc<Outcome>) -> Option<AnyView> {
    let app = tabling.app;
    let header = tabling.reading.with_untracked(|r| r.header);
    let (all, first) = (outcome.plan.rejected, &outcome.plan.refused);
    if all == 0 {
        return None;
    }
    let line = |rejected: &Rejected| {
        let n = (rejected.row + 1 + usize::from(header)).to_string();
        let row = app.tf(words::REJECTED_ROW, &[("n", &n)]);
        view! { <li><code>{row}</code><span>{why(tabling, rejected)}</span></li> }
    };
    let more = all.saturating_sub(first.len());
    Some(
        view! {
            <section class="findings" data-findings="rejected">
                <header>
                    <h3>{app.tf(words::WOULD_REJECT, &[("n", &all.to_string())])}</h3>
                    <button
                        type="button"
                        class="button"
                        data-action="rejected-file"
                        on:click=move |_| spawn_local(give_back(tabling))
                    >
                        {app.t(words::REJECTED_FILE)}
                    </button>
                </header>
                <ul>{first.iter().map(line).collect_view()}</ul>
                {(more > 0).then(|| view! { <p>{app.tf(common::AND_MORE, &[("n", &more.to_string())])}</p> })}
            </section>
        }
        .into_any(),
    )
}

/// The refused rows as a table like the one that came, with the reason beside each.
async fn give_back(tabling: Tabling) {
    let app = tabling.app;
    let rejected: Vec<Rejected> = match tabling.beside.ask(&Ask::Rejected, None, |_, _| ()).await {
        Ok(rejected) => rejected,
        Err(failure) => return app.say_bad(app.error_text(failure.code)),
    };
    let width = tabling.mapping().map_or(0, |mapping| mapping.columns.len());
    let mut rows: Vec<Vec<String>> = Vec::new();
    if tabling.reading.with_untracked(|r| r.header) {
        let names = (0..width).map(|at| tabling.head(at));
        rows.push(names.chain([app.t(words::REJECTED_REASON).into()]).collect());
    }
    for rejected in &rejected {
        let mut row: Vec<String> = rejected.cells.iter().map(|cell| cell.text().to_string()).collect();
        row.resize(width, String::new());
        row.push(why(tabling, rejected));
        rows.push(row);
    }
    let name = tabling.name();
    let stem = name.rsplit_once('.').map_or(name.as_str(), |(stem, _)| stem);
    let file = format!("{stem}-{}.csv", app.t(words::REJECTED_NAME));
    if !files::download(&file, "text/csv", &csv(&rows)) {
        app.say_bad(app.t(common::FAILED).into());
    }
}
