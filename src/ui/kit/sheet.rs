//! A table of figures: on the page, with records behind its numbers, and as CSV, from one description.

use super::records::{use_records, Behind};
use crate::exchange::csv::csv;
use crate::text::words::{common, figures};
use crate::ui::app::use_app;
use crate::web::files;
use leptos::prelude::*;

/// One cell.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Cell {
    /// What it shows.
    pub text: String,
    /// What it is in a CSV file, if something else: a number without grouping.
    pub plain: Option<String>,
    /// Below it, in small: why there is no figure, what was left out.
    pub note: String,
    /// The records that it counts.
    pub behind: Option<Behind>,
    /// It stands to the right.
    pub number: bool,
    /// A mark beside it that needs attention.
    pub mark: String,
    /// How far it is nested.
    pub level: u8,
}

impl Cell {
    /// Words.
    pub fn text(text: impl Into<String>) -> Cell {
        Cell { text: text.into(), ..Cell::default() }
    }

    /// A figure in words, with what a CSV file has.
    pub fn figure(text: impl Into<String>, plain: impl Into<String>) -> Cell {
        Cell { text: text.into(), plain: Some(plain.into()), number: true, ..Cell::default() }
    }

    /// How many records, which a press shows.
    pub fn count(lang: crate::text::Lang, behind: Behind) -> Cell {
        let n = behind.ids.len() as i64;
        let text = crate::text::format::number(lang, n);
        Cell { behind: (n > 0).then_some(behind), ..Cell::figure(text, n.to_string()) }
    }

    /// No figure, with the reason.
    pub fn none(reason: impl Into<String>) -> Cell {
        let note: String = reason.into();
        Cell { plain: Some(note.clone()), note, ..Cell::figure("—", "") }
    }

    /// With small words below it.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Cell {
        self.note = note.into();
        self
    }

    /// With the records behind it.
    #[must_use]
    pub fn with(mut self, behind: Behind) -> Cell {
        self.behind = (!behind.ids.is_empty()).then_some(behind);
        self
    }

    fn plain(&self) -> String {
        self.plain.clone().unwrap_or_else(|| self.text.clone())
    }
}

/// A table.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Sheet {
    /// What it is about, for those who hear it and as the name of its file.
    pub caption: String,
    /// Its columns: words, and whether they hold numbers.
    pub head: Vec<(String, bool)>,
    /// Its rows, each beginning with its name.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// A table with columns.
    pub fn new(caption: impl Into<String>, head: &[(&str, bool)]) -> Sheet {
        let head = head.iter().map(|(name, number)| (name.to_string(), *number)).collect();
        Sheet { caption: caption.into(), head, rows: Vec::new() }
    }

    /// The whole as CSV.
    pub fn csv(&self) -> Vec<u8> {
        let mut rows = vec![self.head.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>()];
        for row in &self.rows {
            let name = |(i, cell): (usize, &Cell)| match i {
                0 if !cell.mark.is_empty() => format!("{} ({})", cell.plain(), cell.mark),
                _ => cell.plain(),
            };
            rows.push(row.iter().enumerate().map(name).collect());
        }
        csv(&rows)
    }
}

/// The table on the page, with its CSV.
#[component]
pub fn SheetView(
    /// What it shows.
    #[prop(into)]
    sheet: Signal<Sheet>,
    /// The name of the CSV file, without ending.
    #[prop(into)]
    file: String,
) -> impl IntoView {
    let app = use_app();
    let name = StoredValue::new(format!("{file}.csv"));
    let download = move |_| {
        let bytes = sheet.with_untracked(Sheet::csv);
        if !name.with_value(|name| files::download(name, "text/csv;charset=utf-8", &bytes)) {
            app.say_bad(app.t(common::FAILED).into());
        }
    };
    view! {
        <div class="sheet" data-sheet=file>
            <div class="sheet-scroll" tabindex="0" role="region" aria-label=move || sheet.with(|s| s.caption.clone())>
                <table class="figures">
                    <caption class="sr-only">{move || sheet.with(|s| s.caption.clone())}</caption>
                    <thead>
                        <tr>
                            {move || {
                                let head = sheet.with(|s| s.head.clone());
                                head.into_iter().map(|(name, number)| view! { <th scope="col" class:num=number>{name}</th> }).collect_view()
                            }}
                        </tr>
                    </thead>
                    <tbody>
                        {move || {
                            let rows = sheet.with(|s| s.rows.clone());
                            rows.into_iter().map(|cells| view! { <Row cells=cells/> }).collect_view()
                        }}
                    </tbody>
                </table>
            </div>
            <div class="sheet-buttons no-print">
                <button type="button" class="quiet" on:click=download>{app.t(common::AS_CSV)}</button>
            </div>
        </div>
    }
}

#[component]
fn Row(cells: Vec<Cell>) -> impl IntoView {
    let marked = cells.first().is_some_and(|c| !c.mark.is_empty());
    let name = cells.first().map(|c| c.text.clone()).unwrap_or_default();
    let cells = cells
        .into_iter()
        .enumerate()
        .map(|(i, cell)| {
            let (number, level) = (cell.number, cell.level);
            let inside = view! { <CellView cell=cell/> };
            match i {
                0 => view! { <th scope="row" data-level=level.to_string()>{inside}</th> }.into_any(),
                _ => view! { <td class:num=number>{inside}</td> }.into_any(),
            }
        })
        .collect_view();
    view! { <tr class:marked=marked data-row=name>{cells}</tr> }
}

/// What a cell holds; also for figures that stand outside of tables.
#[component]
pub fn CellView(
    /// The cell.
    cell: Cell,
) -> impl IntoView {
    let app = use_app();
    let records = use_records();
    let text = cell.text.clone();
    let main = match cell.behind {
        None => view! { <span class="figure-text">{text}</span> }.into_any(),
        Some(behind) => {
            let label = app.tf(figures::SHOW_RECORDS, &[("title", &behind.title), ("n", &text)]);
            view! {
                <button type="button" class="figure" aria-label=label on:click=move |_| records.show(behind.clone())>{text}</button>
            }
            .into_any()
        }
    };
    view! {
        {main}
        {(!cell.mark.is_empty()).then(|| view! { <span class="rot">{cell.mark}</span> })}
        {(!cell.note.is_empty()).then(|| view! { <small class="figure-note">{cell.note}</small> })}
    }
}

/// How a figure is computed, to unfold.
#[component]
pub fn Formula(
    /// The codes of the formulas.
    codes: &'static [&'static str],
) -> impl IntoView {
    let app = use_app();
    view! {
        <details class="formula">
            <summary>{app.t(figures::HOW)}</summary>
            {codes.iter().filter_map(|code| figures::formula(code)).map(|text| view! { <p>{app.t(text)}</p> }).collect_view()}
        </details>
    }
}
