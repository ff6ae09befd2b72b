//! Everything out: lists as CSV and spreadsheets, contacts as cards, tasks and days of care as a calendar. The menus are here; what writes the files
//! ([`save`]) comes in a file of its own when it is first used.

mod save;

use super::app::{use_app, use_workspace};
use super::data::Backups;
use super::kit::icon::{Icon, Shape};
use super::kit::menu::{Item, Menu};
use super::{part, print};
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::text::words::{common, out as words};
use leptos::prelude::*;

pub use save::save;

/// What is to be saved.
#[derive(Clone, PartialEq, Debug)]
pub enum Wish {
    /// Rows of a table.
    Rows {
        /// Whose.
        table: Table,
        /// Which, in this order.
        ids: Vec<Id>,
        /// Which columns.
        columns: Columns,
        /// As a spreadsheet, else as CSV.
        xlsx: bool,
    },
    /// The contacts of customers.
    Cards(Vec<Id>),
    /// Tasks and days of care of a rep; `None`: everybody's.
    Calendar(Option<Id>),
}

/// Which columns a table gets.
#[derive(Clone, PartialEq, Debug)]
pub enum Columns {
    /// All that is known.
    All,
    /// The table's usual ones.
    Usual,
    /// Those of these names.
    Named(Vec<&'static str>),
}

/// The menu of a list: what it shows, as a file.
#[component]
pub fn ExportMenu(
    /// Whose rows.
    table: Table,
    /// Which, in this order.
    ids: Callback<(), Vec<Id>>,
    /// The shown columns; without it the table's usual ones.
    #[prop(optional)]
    shown: Option<Callback<(), Vec<&'static str>>>,
    /// A class for the button.
    class: &'static str,
    /// The button shows words, not only an icon.
    #[prop(optional)]
    words_shown: bool,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let backups = expect_context::<Backups>();
    let items = Callback::new(move |()| {
        let item = move |label, wish: fn(Vec<Id>) -> Wish| {
            Item::new(app.t(label), move || part::save(app, workspace, wish(ids.run(()))))
        };
        let rows = move |label, all: bool, xlsx: bool| {
            Item::new(app.t(label), move || {
                let columns = match shown {
                    _ if all => Columns::All,
                    Some(shown) => Columns::Named(shown.run(())),
                    None => Columns::Usual,
                };
                part::save(app, workspace, Wish::Rows { table, ids: ids.run(()), columns, xlsx });
            })
        };
        let mut items = vec![
            rows(words::SHOWN_XLSX, false, true),
            rows(words::SHOWN_CSV, false, false),
            rows(words::ALL_XLSX, true, true),
            rows(words::ALL_CSV, true, false),
        ];
        items.push(Item::new(app.t(words::WORKSPACE_FILE), move || match ids.run(()) {
            ids if ids.is_empty() => app.say(app.t(words::NOTHING).into(), false),
            ids => backups.chosen.set(Some((table, ids))),
        }));
        items.push(Item::new(app.t(common::PRINT), move || print::now(app)));
        match table {
            Table::Customer => items.push(item(words::CARDS, Wish::Cards)),
            Table::Task => items.push(Item::new(app.t(words::CALENDAR), move || {
                part::save(app, workspace, Wish::Calendar(untrack(|| workspace.me())));
            })),
            _ => {}
        }
        items
    });
    let label = Signal::derive(move || app.t(common::EXPORT).to_string());
    view! {
        <Menu label=label items=items class=class right=true>
            <Icon shape=Shape::Out/>
            {words_shown.then(|| app.t(common::EXPORT))}
        </Menu>
    }
}
