//! Any cell of any row in words: what it is called, what it says. Lists of conflicts and changes speak so.

use super::own::own_field_of;
use super::show;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{Kind, Table, DELETED};
use crate::domain::value::{Outcome, Value};
use crate::text::format;
use crate::text::words::{choices, common, merge as words};
use crate::ui::app::App;
use chrono::NaiveDate;

/// What people call a row; where it has no name of its own, what it is and what it belongs to.
pub fn row_name(app: App, data: &Dataset, table: Table, id: Id) -> String {
    let Some(row) = data.rows(table).get(id) else { return String::new() };
    let name = show::row_name(app.lang(), table, row);
    let own = table.record().natural.is_some() || table.field_named("title").is_some();
    let owner = table.record().fields.iter().find_map(|field| match field.kind {
        Kind::Ref(target) if !own && target != table => {
            Some(show::name(data, app.lang(), target, row.link(field.key)?))
        }
        _ => None,
    });
    match owner {
        Some(owner) if !owner.is_empty() => app.tf(words::OF_OWNER, &[("what", &name), ("owner", &owner)]),
        _ => name,
    }
}

/// What a cell is called: its field's label, and its element's name.
pub fn label(app: App, data: &Dataset, table: Table, key: Key) -> String {
    if let Some(field) = table.field(key) {
        return app.field_label(table, field.name).to_string();
    }
    let path = table.path_of(key);
    let Some((name, element)) = key.split() else { return path.to_string() };
    let id = Id::parse(element);
    if let Some(own) = own_field_of(data, app.lang(), key) {
        return own.label;
    }
    let element = match (table.field_named(name).map(|f| f.kind), id) {
        (Some(Kind::Set(_)), Some(id)) => show::name(data, app.lang(), Table::ListEntry, id),
        _ => element.to_string(),
    };
    match table.field_named(name) {
        Some(field) => {
            app.tf(common::FIELD_SAYS, &[("field", app.field_label(table, field.name)), ("value", &element)])
        }
        None => path.to_string(),
    }
}

/// What a cell says; an empty one says so.
pub fn words(app: App, data: &Dataset, today: NaiveDate, table: Table, key: Key, value: Option<&Value>) -> String {
    let lang = app.lang();
    if key == DELETED {
        let gone = value == Some(&Value::Bool(true));
        return app.t(if gone { words::SAYS_DELETED } else { words::SAYS_THERE }).into();
    }
    let Some(value) = value else { return app.t(words::SAYS_NOTHING).into() };
    let said = match value {
        Value::Outcome(how) => outcome(app, data, today, how),
        Value::Place(place) => show::name(data, lang, Table::Stage, place.stage),
        Value::Credit(shares) => {
            let share = |s: &crate::domain::value::Share| {
                let percent = format::percent(lang, i64::from(s.percent) * 10);
                format!("{} {percent}", show::name(data, lang, Table::Rep, s.rep))
            };
            format::list(lang, &shares.iter().map(share).collect::<Vec<_>>())
        }
        Value::Other(json) => json.to_string(),
        _ => match (table.field(key), own_field_of(data, lang, key)) {
            (Some(field), _) => show::value(data, lang, today, table, field, value),
            (None, Some(own)) => own.words(lang, today, value),
            (None, None) => plain(app, value),
        },
    };
    if said.trim().is_empty() {
        app.t(words::SAYS_NOTHING).into()
    } else {
        said
    }
}

fn plain(app: App, value: &Value) -> String {
    match value {
        Value::Bool(yes) => app.t(if *yes { common::YES } else { common::NO }).into(),
        Value::Text(text) => text.to_string(),
        value => value.plain().into_json().to_string(),
    }
}

fn outcome(app: App, data: &Dataset, today: NaiveDate, how: &Outcome) -> String {
    let lang = app.lang();
    let name = |id| show::name(data, lang, Table::ListEntry, id);
    let kind = choices::choice_label(Table::StageChange.key(), "state", how.kind.code()).map(|t| app.t(t).to_string());
    let date = how.date.map(|date| format::date_short(lang, date, today));
    let parts = [kind, date, how.reason.map(name), how.competitor.map(name), Some(how.note.clone())];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
