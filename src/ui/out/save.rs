//! Writing the files and handing them to the browser.

use super::super::app::App;
use super::super::data::backup::file_name;
use super::super::data::workspace_name;
use super::super::kit::show;
use super::super::workspace::Workspace;
use super::{Columns, Wish};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::exchange::out::{self, Dates, Words};
use crate::exchange::table::{vcard, xlsx_out};
use crate::exchange::{ics, report::Problem};
use crate::text::format;
use crate::text::words::{choices, common, data, out as words, tables};
use crate::web::turn::painted;
use crate::web::{device, files};
use leptos::task::spawn_local;

/// The words of the screen's language.
struct Spoken(App);

impl Words for Spoken {
    fn label(&self, table: Table, field: &str) -> String {
        crate::text::words::fields::field_label(table.key(), field).map_or(field, |label| self.0.t(label)).to_string()
    }

    fn choice(&self, table: Table, field: &str, code: &str) -> String {
        choices::choice_label(table.key(), field, code).map_or(code, |label| self.0.t(label)).to_string()
    }

    fn name(&self, data: &Dataset, table: Table, id: Id) -> String {
        show::name(data, self.0.lang(), table, id)
    }

    fn flag(&self, yes: bool) -> String {
        self.0.t(if yes { common::YES } else { common::NO }).to_string()
    }
}

impl Dates for Spoken {
    fn birthday(&self, name: &str, customer: &str) -> String {
        self.0.tf(words::BIRTHDAY, &[("name", name), ("customer", customer)])
    }

    fn anniversary(&self, name: &str) -> String {
        self.0.tf(words::ANNIVERSARY, &[("name", name)])
    }
}

/// A file that is ready.
struct Made {
    bytes: Vec<u8>,
    /// What it is a part of the workspace.
    part: &'static str,
    ending: &'static str,
    mime: &'static str,
    /// How many records it holds.
    records: usize,
    /// How many texts were cut.
    cut: usize,
}

/// Makes a file and hands it to the browser; says how many records it has, or what went wrong.
pub fn save(app: App, workspace: Workspace, wish: Wish) {
    app.say(app.t(common::WORKING).into(), false);
    spawn_local(async move {
        // Writing takes the thread as long as it lasts: the words must stand before it begins.
        painted().await;
        let made = match workspace.peek(|data| make(app, workspace, data, wish)) {
            Ok(made) => made,
            Err(problem) => return app.say_bad(app.error_text(problem.code)),
        };
        if made.records == 0 {
            return app.say(app.t(words::NOTHING).into(), false);
        }
        let today = device::local_now().0;
        let file = file_name(&workspace_name(workspace), Some(made.part), today, made.ending);
        if !files::download(&file, made.mime, &made.bytes) {
            return app.say_bad(app.t(common::FAILED).into());
        }
        let number = |n: usize| format::number(app.lang(), n as i64);
        let text = app.tf(data::EXPORTED, &[("n", &number(made.records)), ("file", &file)]);
        match made.cut {
            0 => app.say(text, false),
            n => app.say_bad(format!("{text} {}", app.tf(words::CUT, &[("n", &number(n))]))),
        }
    });
}

fn make(app: App, workspace: Workspace, data: &Dataset, wish: Wish) -> Result<Made, Problem> {
    let spoken = Spoken(app);
    Ok(match wish {
        Wish::Rows { table, ids, columns, xlsx } => {
            let columns = match columns {
                Columns::All => out::all(data, table),
                Columns::Usual => out::usual(table),
                Columns::Named(names) => out::named(table, &names),
            };
            let header = out::header(data, &spoken, table, &columns);
            let rows = out::rows(data, &spoken, table, &columns, &ids);
            let part = tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.many));
            let made = Made {
                bytes: Vec::new(),
                part,
                ending: "csv",
                mime: "text/csv;charset=utf-8",
                records: rows.len(),
                cut: 0,
            };
            if xlsx {
                let written = xlsx_out::write(part, &header, &rows)?;
                let mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                Made { bytes: written.bytes, ending: "xlsx", mime, cut: written.cut, ..made }
            } else {
                Made { bytes: out::as_csv(&spoken, header, &rows), ..made }
            }
        }
        Wish::Cards(customers) => {
            let cards = out::cards(data, &customers);
            Made {
                bytes: vcard::write(&cards, vcard::Version::V3).into_bytes(),
                part: app.t(words::CARDS_PART),
                ending: "vcf",
                mime: "text/vcard;charset=utf-8",
                records: cards.len(),
                cut: 0,
            }
        }
        Wish::Calendar(rep) => {
            let items = out::calendar(data, &spoken, rep);
            let now = chrono::DateTime::from_timestamp_millis(device::now_ms() as i64).unwrap_or_default();
            Made {
                bytes: ics::write(&workspace_name(workspace), &items, now.naive_utc()).into_bytes(),
                part: app.t(words::CALENDAR_PART),
                ending: "ics",
                mime: "text/calendar;charset=utf-8",
                records: items.len(),
                cut: 0,
            }
        }
    })
}
