//! A goal's course: the chart and its table.

use super::super::app::use_workspace;
use super::super::kit::chart::ChartView;
use super::super::kit::records::{use_records, Behind};
use super::super::kit::sheet::{Cell, Sheet, SheetView};
use super::compute::{course_of, measure_name, value_text, Step};
use super::use_room;
use crate::analysis::goals::Point;
use crate::analysis::ledger::Measure;
use crate::charts::{self, CourseWords, Theme};
use crate::domain::money::Currency;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{common, goal as words};
use crate::text::Lang;
use crate::ui::app::App;
use leptos::prelude::*;

/// What the chart and the table show.
#[derive(Clone, PartialEq)]
struct Course {
    measure: Measure,
    currency: Currency,
    base: i64,
    title: String,
    steps: Vec<Step>,
}

/// Chart and table side by side.
#[component]
pub fn CourseView() -> impl IntoView {
    let room = use_room();
    let app = room.app;
    let lang = app.lang();
    let workspace = use_workspace();
    let course = Memo::new(move |_| {
        let today = workspace.today();
        let (progress, currency, title) = room.line(|goals, line| {
            let title = format!("{} · {} · {}", line.period, line.whom, measure_name(lang, line.progress.measure));
            (line.progress.clone(), goals.currency, title)
        })?;
        let book = room.book.get()?;
        let steps = workspace.peek(|data| course_of(data, lang, today, &progress, book));
        Some(Course { measure: progress.measure, currency, base: progress.base, title, steps })
    });
    let option = Callback::new(move |theme: Theme| {
        let chart = course.with(|course| {
            let course = course.as_ref()?;
            let names: Vec<String> = course.steps.iter().map(|s| s.name.clone()).collect();
            let points: Vec<Point> = course.steps.iter().map(|s| s.point).collect();
            let unit = match course.measure {
                Measure::Revenue => course.currency.code().to_string(),
                measure => measure_name(lang, measure).to_string(),
            };
            let words = CourseWords {
                done: app.t(words::DONE).into(),
                expected: app.t(words::EXPECTED).into(),
                goal: app.t(words::ONE).into(),
                unit,
            };
            Some(charts::course_chart(&points, course.base, &names, &words, &theme))
        })?;
        charts::option_json(&chart)
    });
    let records = use_records();
    let pick = Callback::new(move |at: usize| {
        let behind = course.with_untracked(|course| {
            let course = course.as_ref()?;
            let step = course.steps.get(at)?;
            let title = format!("{} · {}", course.title, step.name);
            Some(Behind::new(title, course.measure.table(), step.done.ids.iter().copied()))
        });
        if let Some(behind) = behind {
            records.show(behind);
        }
    });
    let sheet = Memo::new(move |_| course.with(|c| c.as_ref().map(|c| table(app, c)).unwrap_or_default()));
    let file = app.t(words::COURSE).to_lowercase();
    view! {
        <div class="beside">
            <ChartView label=app.t(words::COURSE) file=file.clone() option=option height=280.0 on_pick=pick/>
            <SheetView sheet=sheet file=file/>
        </div>
    }
}

/// A value as a cell, with the bare number for a CSV file.
pub fn value_cell(lang: Lang, currency: Currency, measure: Measure, millionths: i64) -> Cell {
    let plain = format::decimal_short(Lang::En, millionths, 6).replace(',', "");
    Cell::figure(value_text(lang, currency, measure, millionths, MoneyStyle::Full), plain)
}

fn table(app: App, course: &Course) -> Sheet {
    let head = [
        (app.t(common::PERIOD), false),
        (app.t(words::DONE_WITHIN), true),
        (app.t(words::DONE), true),
        (app.t(words::EXPECTED), true),
    ];
    let mut sheet = Sheet::new(course.title.clone(), &head);
    let cell = |value| value_cell(app.lang(), course.currency, course.measure, value);
    for step in &course.steps {
        let done = step.point.done.map_or_else(|| Cell::figure("", ""), cell);
        let title = format!("{} · {}", course.title, step.name);
        let within = match step.point.done {
            Some(_) => {
                cell(step.done.value).with(Behind::new(title, course.measure.table(), step.done.ids.iter().copied()))
            }
            None => Cell::figure("", ""),
        };
        sheet.rows.push(vec![Cell::text(&step.name), within, done, cell(step.point.expected)]);
    }
    sheet
}
