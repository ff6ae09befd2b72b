//! What programs and fields are called on screen, and which fields a column may hold.

use super::super::super::app::App;
use crate::domain::dataset::Dataset;
use crate::domain::records::{own_field, Table};
use crate::exchange::table::columns::{beside, Target, TABLES};
use crate::text::words::table as words;
use crate::text::Text;
use crate::ui::kit::show;

/// What a program is called.
pub fn program(preset: &str) -> Text {
    match preset {
        "zoho" => words::FROM_ZOHO,
        "hubspot" => words::FROM_HUBSPOT,
        "pipedrive" => words::FROM_PIPEDRIVE,
        "salesforce" => words::FROM_SALESFORCE,
        "fxiaoke" => words::FROM_FXIAOKE,
        "wukong" => words::FROM_WUKONG,
        _ => words::FROM_PLAIN,
    }
}

/// What a target is called.
pub fn target_name(app: App, data: &Dataset, target: &Target) -> String {
    if let Some(id) = target.own().and_then(crate::domain::id::Id::parse) {
        return show::name(data, app.lang(), Table::OwnField, id);
    }
    let text = match target.field.as_str() {
        "id" => words::FIELD_ID,
        "external" => words::FIELD_EXTERNAL,
        "stage" => words::FIELD_STAGE,
        "stage_since" => words::FIELD_STAGE_SINCE,
        "closed" => words::FIELD_CLOSED,
        "close" => words::FIELD_CLOSE,
        "lost_reason" => words::FIELD_LOST_REASON,
        "lost_to" => words::FIELD_LOST_TO,
        "outcome_note" => words::FIELD_OUTCOME_NOTE,
        "currency" => words::FIELD_CURRENCY,
        "first_name" => words::FIELD_FIRST_NAME,
        "last_name" => words::FIELD_LAST_NAME,
        "status" if target.table == Table::Deal => words::FIELD_STATUS,
        _ => {
            let name = target.table.field_named(&target.field).map_or("?", |field| field.name);
            return app.field_label(target.table, name).to_string();
        }
    };
    app.t(text).to_string()
}

/// The fields that a column may hold, by table, the main one first.
pub fn targets(data: &Dataset, main: Table) -> Vec<(Table, Vec<Target>)> {
    let others = TABLES.into_iter().filter(|table| *table != main && is_beside(main, *table));
    let of = |table: Table| {
        let declared = table.record().fields.iter().map(|field| field.name);
        let mut list: Vec<Target> = declared.chain(beside(table)).filter_map(|name| Target::of(table, name)).collect();
        let own = data.live(Table::OwnField).filter(|row| row.text(own_field::TABLE) == table.key());
        list.extend(own.filter_map(|row| Target::of(table, &format!("own.{}", row.id))));
        list.dedup();
        (table, list)
    };
    std::iter::once(main).chain(others).map(of).collect()
}

/// Whether rows of one table may hold some of another one as well.
fn is_beside(main: Table, other: Table) -> bool {
    match main {
        Table::Deal => {
            matches!(other, Table::Customer | Table::Contact | Table::Rep | Table::Product | Table::DealLine)
        }
        Table::Contact | Table::Lead => matches!(other, Table::Customer | Table::Rep),
        Table::DealLine => matches!(other, Table::Deal | Table::Product),
        Table::Customer => matches!(other, Table::Contact | Table::Rep),
        Table::Activity | Table::Task => matches!(other, Table::Customer | Table::Deal | Table::Contact | Table::Rep),
        _ => false,
    }
}
