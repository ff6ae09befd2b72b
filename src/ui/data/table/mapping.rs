//! How the table is read, and what its columns are.

use super::look::plan;
use super::{vocabulary, Tabling};
use crate::domain::records::Table;
use crate::exchange::table::amounts::DecimalSign;
use crate::exchange::table::columns::{Column, Found, Target, TABLES};
use crate::exchange::table::dates::DateOrder;
use crate::exchange::table::decide::Decided;
use crate::exchange::table::decode::Encoding;
use crate::exchange::table::delimited::Delimiter;
use crate::exchange::table::FileKind;
use crate::text::words::{common, table as words, tables};
use crate::text::{format, Text};
use crate::ui::kit::radios::Radios;
use crate::work::table::{Head, Mode};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A labelled choice.
fn select(
    label: &str,
    name: &'static str,
    options: Vec<(String, String, bool)>,
    on: impl Fn(String) + 'static,
) -> AnyView {
    let bare = matches!(name, "order" | "sign");
    let options =
        options.into_iter().map(|(value, words, is)| view! { <option value=value selected=is>{words}</option> });
    view! {
        <label class="field-label">
            <span class:sr-only=bare>{label.to_string()}</span>
            <select class="input" name=name on:change=move |event| on(event_target_value(&event))>{options.collect_view()}</select>
        </label>
    }
    .into_any()
}

fn delimiter_name(delimiter: Delimiter) -> Text {
    match delimiter {
        Delimiter::Comma => words::DELIMITER_COMMA,
        Delimiter::Tab => words::DELIMITER_TAB,
        Delimiter::Semicolon => words::DELIMITER_SEMICOLON,
        Delimiter::Pipe => words::DELIMITER_PIPE,
    }
}

/// The view.
pub fn columns(tabling: Tabling) -> impl IntoView {
    let (app, reading) = (tabling.app, tabling.reading.get_untracked());
    let sheets = tabling.sheets.get_untracked();
    let rows = tabling.columns.with_untracked(|c| c.as_ref().map_or(0, |c| c.rows));
    let n = format::number(app.lang(), rows as i64);
    let is_text = reading.kind == Some(FileKind::Text);
    let warnings = sheets.warnings;
    let file = tabling.name();
    let again = move || spawn_local(tabling.read(Some(tabling.reading.get_untracked())));
    let encodings = is_text.then(|| {
        let options = Encoding::ALL
            .iter()
            .map(|e| (e.label().to_string(), e.label().to_uppercase(), reading.encoding == Some(*e)));
        select(app.t(words::ENCODING), "encoding", options.collect(), move |value| {
            tabling.reading.update(|r| r.encoding = Encoding::ALL.into_iter().find(|e| e.label() == value));
            again();
        })
    });
    let delimiters = is_text.then(|| {
        let found = (String::new(), app.t(words::DELIMITER_AUTO).to_string(), reading.delimiter.is_none());
        let code = |d: Delimiter| d.char().to_string();
        let each = |d: Delimiter| (code(d), app.t(delimiter_name(d)).to_string(), reading.delimiter == Some(d));
        let options = std::iter::once(found).chain(Delimiter::ALL.map(each)).collect();
        select(app.t(words::DELIMITER), "delimiter", options, move |value| {
            tabling.reading.update(|r| r.delimiter = Delimiter::ALL.into_iter().find(|d| code(*d) == value));
            again();
        })
    });
    let name = |at: usize, name: &String| match name.is_empty() {
        true => app.tf(words::SHEET_NUMBER, &[("n", &(at + 1).to_string())]),
        false => name.clone(),
    };
    let options = sheets.names.iter().enumerate().map(|(at, s)| (at.to_string(), name(at, s), at == reading.sheet));
    let options: Vec<_> = options.collect();
    let sheets = (options.len() > 1).then(|| {
        select(app.t(words::SHEET), "sheet", options, move |value| {
            tabling.reading.update(|r| r.sheet = value.parse().unwrap_or(0));
            again();
        })
    });
    let main = tabling.mapping().map_or(Table::Customer, |mapping| mapping.table);
    let kinds = TABLES.iter().map(|table| {
        let name = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
        (table.key().to_string(), name.to_string(), *table == main)
    });
    let kinds = select(app.t(words::KIND), "table", kinds.collect(), move |value| {
        spawn_local(tabling.match_columns(Table::parse(&value)));
    });
    let from = tabling.mapping().map(|mapping| mapping.preset).unwrap_or_default();
    let from = app.t(vocabulary::program(&from));
    view! {
        <section class="preview table-import" data-import="table">
            <h3>{app.tf(words::TITLE, &[("file", &file)])}</h3>
            <p class="help-text">
                {app.tf(words::ROWS, &[("n", &n)])} " · " {app.t(words::FROM)} " " <b data-preset>{from}</b>
            </p>
            {(!warnings.is_empty()).then(|| view! { <super::super::findings::Findings list=warnings file=file/> })}
            <div class="reading">{kinds} {sheets} {encodings} {delimiters}</div>
            <label class="check-line">
                <input
                    type="checkbox"
                    class="check"
                    name="header"
                    prop:checked=reading.header
                    on:change=move |event| {
                        tabling.reading.update(|r| r.header = event_target_checked(&event));
                        spawn_local(tabling.match_columns(None));
                    }
                />
                {app.t(words::HEADER)}
            </label>
            <h4>{app.t(words::COLUMNS)}</h4>
            <p class="help-text">{app.t(words::COLUMNS_HINT)}</p>
            <ul class="columns" data-list="columns">
                {move || tabling.columns.with(|columns| {
                    let columns = columns.as_ref()?;
                    let known = columns.guess.mapping.columns.iter().zip(&columns.guess.columns).zip(&columns.heads);
                    Some(known.enumerate().map(|(at, ((column, found), head))| one(tabling, main, at, column, found, head)).collect_view())
                })}
            </ul>
            <Radios
                name="mode"
                label=words::MODE
                options=vec![
                    (Mode::Both, words::MODE_BOTH, "both"),
                    (Mode::Create, words::MODE_CREATE, "create"),
                    (Mode::Update, words::MODE_UPDATE, "update"),
                ]
                chosen=tabling.mode
            />
            <label class="check-line">
                <input
                    type="checkbox"
                    class="check"
                    name="make-missing"
                    prop:checked=move || tabling.making.get()
                    on:change=move |event| tabling.making.set(event_target_checked(&event))
                />
                {app.t(words::MAKE_MISSING)}
            </label>
            <label class="check-line">
                <input
                    type="checkbox"
                    class="check"
                    name="clear-empty"
                    prop:checked=move || tabling.clearing.get()
                    on:change=move |event| tabling.clearing.set(event_target_checked(&event))
                />
                {app.t(words::CLEAR_EMPTY)}
            </label>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| tabling.cancel()>{app.t(common::CANCEL)}</button>
                <button type="button" class="primary" data-action="check-table" on:click=move |_| plan(tabling)>{app.t(words::CHECK)}</button>
            </div>
        </section>
    }
}

fn one(tabling: Tabling, main: Table, at: usize, column: &Column, found: &Found, head: &Head) -> AnyView {
    let app = tabling.app;
    let Head { name, examples } = head.clone();
    let name = if name.is_empty() { app.tf(words::COLUMN_NUMBER, &[("n", &(at + 1).to_string())]) } else { name };
    let groups = tabling.workspace.peek(|data| {
        let target = |target: &Target| {
            let is = column.target.as_ref() == Some(target);
            view! { <option value=target.to_string() selected=is>{vocabulary::target_name(app, data, target)}</option> }
        };
        vocabulary::targets(data, main)
            .iter()
            .map(|(table, list)| {
                let label = tables::table_name(table.key()).map_or(table.key(), |t| app.t(t.one));
                view! { <optgroup label=label>{list.iter().map(target).collect_view()}</optgroup> }
            })
            .collect_view()
    });
    let (label, column_name) = (name.clone(), name.clone());
    let change = move |event| spawn_local(tabling.set_target(at, Target::parse(&event_target_value(&event))));
    view! {
        <li class:open=found.is_open(column) data-column=column_name>
            <b class="column-name">{name}</b>
            <span class="examples">{format::list(app.lang(), &examples)}</span>
            <select class="input" aria-label=label on:change=change>
                <option value="" selected=column.target.is_none()>{app.t(words::LEFT_OUT)}</option>
                {groups}
            </select>
            <span class="how">{orders(tabling, at, column, found)} {signs(tabling, at, column, found)}</span>
        </li>
    }
    .into_any()
}

fn change(tabling: Tabling, at: usize, f: impl FnOnce(&mut Column)) {
    tabling.change_column(|columns| columns.guess.mapping.columns.get_mut(at).map(f).unwrap_or_default());
}

/// Which row settled it.
fn settled(tabling: Tabling, decided: Decided) -> Option<String> {
    let header = tabling.reading.with_untracked(|r| r.header);
    match decided {
        Decided::By(row) => {
            let n = row + 1 + usize::from(header);
            Some(tabling.app.tf(words::DECIDED_BY, &[("n", &n.to_string())]))
        }
        _ => None,
    }
}

/// A choice between readings of a column, with what settled it.
fn readings(
    tabling: Tabling,
    (name, ask): (&'static str, Text),
    all: Vec<(&'static str, Text, bool)>,
    decided: Decided,
    chosen: impl Fn(String) + 'static,
) -> AnyView {
    let app = tabling.app;
    let open = all.iter().all(|(.., is)| !is);
    let each = all.into_iter().map(|(code, words, is)| (code.to_string(), app.t(words).to_string(), is));
    let options = std::iter::once((String::new(), app.t(ask).to_string(), open)).chain(each).collect();
    let why = settled(tabling, decided).map(|why| view! { <small>{why}</small> });
    view! { {select(app.t(ask), name, options, chosen)} {why} }.into_any()
}

fn orders(tabling: Tabling, at: usize, column: &Column, found: &Found) -> Option<AnyView> {
    let decided = found.dates.as_ref()?.decided;
    if decided == Decided::NoMatter {
        return None;
    }
    let name = |order| match order {
        DateOrder::Ymd => words::ORDER_YMD,
        DateOrder::Dmy => words::ORDER_DMY,
        DateOrder::Mdy => words::ORDER_MDY,
    };
    let all = DateOrder::ALL.map(|order| (order.code(), name(order), column.order == Some(order))).into();
    let chosen = move |value: String| change(tabling, at, |column| column.order = DateOrder::parse(&value));
    Some(readings(tabling, ("order", words::ORDER_ASK), all, decided, chosen))
}

fn signs(tabling: Tabling, at: usize, column: &Column, found: &Found) -> Option<AnyView> {
    let decided = found.numbers.as_ref()?.decided;
    if matches!(decided, Decided::NoMatter | Decided::Language) {
        return None;
    }
    let name = |sign| match sign {
        DecimalSign::Point => words::SIGN_POINT,
        DecimalSign::Comma => words::SIGN_COMMA,
    };
    let all = DecimalSign::ALL.map(|sign| (sign.code(), name(sign), column.numbers.sign == Some(sign))).into();
    let chosen = move |value: String| change(tabling, at, |column| column.numbers.sign = DecimalSign::parse(&value));
    Some(readings(tabling, ("sign", words::SIGN_ASK), all, decided, chosen))
}
