//! Who brought what, and what the rows of files from elsewhere are here.

use super::super::super::kit::icon::{Icon, Shape};
use super::super::super::kit::show;
use super::incoming::Incoming;
use super::Merging;
use crate::domain::id::Id;
use crate::domain::records::{list_entry, own_field, stage, Table};
use crate::domain::row::Row;
use crate::exchange::merge::{Brought, Match};
use crate::text::format;
use crate::text::words::{common, merge as words, tables};
use crate::web::device;
use leptos::prelude::*;
use std::rc::Rc;

/// How many owners are named.
const NAMED: usize = 3;

/// The table of the files.
pub fn files(merging: Merging, brought: &[Brought]) -> impl IntoView {
    let (app, lang, today) = (merging.app, merging.app.lang(), device::local_now().0);
    let number = move |n: usize| format::number(lang, n as i64);
    let row = |(at, file): (usize, Rc<Incoming>)| {
        let brought = brought.get(at).cloned().unwrap_or_default();
        let names: Vec<String> =
            file.owners.iter().take(NAMED).map(|id| show::name(&file.data, lang, Table::Rep, *id)).collect();
        let made =
            file.made.map(|day| format::relative(lang, day, today)).unwrap_or_else(|| app.t(common::UNKNOWN).into());
        let old = file.days_old().map(|n| app.tf(words::FILE_OLD, &[("n", &number(n as usize))]));
        let name = file.name.clone();
        view! {
            <tr>
                <th scope="row">
                    <span class="file-name">{name.clone()}</span>
                    {file.partial.then(|| view! { <span class="badge">{app.t(words::FILE_PARTIAL)}</span> })}
                    {file.matches.is_some().then(|| view! { <span class="badge">{app.t(words::FILE_ELSEWHERE)}</span> })}
                </th>
                <td data-label=app.t(words::FILE_OF)>{format::list(lang, &names)}</td>
                <td data-label=app.t(words::FILE_MADE)>{match old {
                    Some(old) => view! { <span class="badge warn">{old}</span> }.into_any(),
                    None => made.into_any(),
                }}</td>
                <td class="num" data-label=app.t(words::FILE_NEW)>{number(brought.new)}</td>
                <td class="num" data-label=app.t(words::FILE_CHANGED)>{number(brought.rows.saturating_sub(brought.new))}</td>
                <td class="num" data-label=app.t(words::FILE_SHARED)>{number(brought.shared)}</td>
                <td class="num" data-label=app.t(words::FILE_CONFLICTS) class:bad={brought.conflicts > 0}>{number(brought.conflicts)}</td>
                <td class="leave-out">
                    <button
                        type="button"
                        class="icon-button"
                        aria-label=app.tf(words::REMOVE_FILE, &[("file", &name)])
                        on:click=move |_| merging.leave_out(at)
                    >
                        <Icon shape=Shape::Close/>
                    </button>
                </td>
            </tr>
        }
    };
    let heads = [
        (words::FILE_NEW, true),
        (words::FILE_CHANGED, true),
        (words::FILE_SHARED, true),
        (words::FILE_CONFLICTS, true),
    ];
    view! {
        <div class="scroll-x" tabindex="0" role="region" aria-label=app.t(words::FILES)>
            <table class="merge-files" data-list="files">
                <thead>
                    <tr>
                        <th scope="col">{app.t(words::FILE)}</th>
                        <th scope="col">{app.t(words::FILE_OF)}</th>
                        <th scope="col">{app.t(words::FILE_MADE)}</th>
                        {heads.map(|(head, _)| view! { <th scope="col" class="num">{app.t(head)}</th> }).collect_view()}
                        <th><span class="sr-only">{app.t(common::ACTIONS)}</span></th>
                    </tr>
                </thead>
                <tbody>{merging.files.get_untracked().into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// The rows of files from elsewhere, each with a choice of ours. Nothing if there are none.
pub fn matching(merging: Merging) -> Option<impl IntoView> {
    let app = merging.app;
    let files = merging.files.get_untracked();
    let of_file = |(at, file): (usize, &Rc<Incoming>)| -> Vec<AnyView> {
        file.matches
            .iter()
            .flat_map(|m| m.borrow().iter().map(|found| line(merging, at, file, found)).collect::<Vec<_>>())
            .collect()
    };
    let lines: Vec<AnyView> = files.iter().enumerate().flat_map(of_file).collect();
    (!lines.is_empty()).then(|| {
        view! {
            <details class="fold-out" data-part="matching">
                <summary>{app.t(words::MATCHING)} " (" {lines.len()} ")"</summary>
                <p class="help-text">{app.t(words::MATCHING_HINT)}</p>
                <ul class="lines matching">{lines}</ul>
            </details>
        }
    })
}

fn line(merging: Merging, at: usize, file: &Incoming, found: &Match) -> AnyView {
    let (app, lang) = (merging.app, merging.app.lang());
    let (table, theirs) = (found.table, found.theirs);
    let name = show::name(&file.data, lang, table, theirs);
    let kind = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
    let what = app.tf(words::MATCH_OF, &[("name", &name), ("table", kind), ("file", &file.name)]);
    let options: Vec<(Id, String)> = merging.workspace.peek(|data| {
        let their = file.data.rows(table).get(theirs);
        let same = |key| move |a: &Row| their.is_some_and(|t| t.text(key) == a.text(key));
        let comparable = |row: &&Row| match table {
            Table::ListEntry => same(list_entry::LIST)(row),
            Table::OwnField => same(own_field::TABLE)(row) && same(own_field::HOLDS)(row),
            _ => true,
        };
        let label = |row: &Row| {
            let name = show::row_name(lang, table, row);
            match row.link(stage::PIPELINE).filter(|_| table == Table::Stage) {
                Some(pipeline) => {
                    let of = show::name(data, lang, Table::Pipeline, pipeline);
                    app.tf(words::OF_OWNER, &[("owner", &of), ("what", &name)])
                }
                None => name,
            }
        };
        data.live(table).filter(comparable).map(|row| (row.id, label(row))).collect()
    });
    let chosen = found.mine.map(|id| id.to_string()).unwrap_or_default();
    let remembered = found.remembered.then(|| view! { <small>{app.t(words::MATCH_REMEMBERED)}</small> });
    let label = what.clone();
    view! {
        <li>
            <span class="grow">{what} {remembered}</span>
            <select
                class="input"
                aria-label=label
                on:change=move |event| merging.match_row(at, theirs, Id::parse(&event_target_value(&event)))
            >
                <option value="">{app.t(words::MATCH_NEW)}</option>
                {options
                    .into_iter()
                    .map(|(id, name)| {
                        let id = id.to_string();
                        let is = id == chosen;
                        view! { <option value=id selected=is>{name}</option> }
                    })
                    .collect_view()}
            </select>
        </li>
    }
    .into_any()
}
