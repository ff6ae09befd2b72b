//! The working week and its exceptions: holidays, and weekends that are worked (调休).

use super::super::app::{use_app, use_workspace};
use super::super::kit::day::DayField;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::wrong::{Fault, Wrong};
use super::holidays::PublicHolidays;
use super::{heading, set};
use crate::domain::key::Key;
use crate::domain::records::Table;
use crate::domain::sort::sort_by;
use crate::domain::value::{Moment, Value};
use crate::text::format;
use crate::text::words::settings as words;
use crate::text::words::{common, time};
use crate::text::Text;
use chrono::NaiveDate;
use leptos::prelude::*;

/// The most days that one entry adds: longer is a typing mistake.
const MOST: i64 = 62;

/// The section.
#[component]
pub fn CalendarSettings() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let works = move |day: usize| {
        workspace.read(&[Table::Settings], |d| {
            let key = Key::element("week", &(day + 1).to_string());
            match key.and_then(|key| d.settings().and_then(|s| s.get(key))) {
                Some(Value::Bool(yes)) => *yes,
                _ => day < 5,
            }
        })
    };
    view! {
        <section class="card-section">
            {heading(words::WORKING_WEEK, None)}
            <div class="pick-chips" role="group" aria-label=app.t(words::WORKING_WEEK)>
                {time::WEEKDAYS
                    .iter()
                    .enumerate()
                    .map(|(i, name)| {
                        view! {
                            <button
                                type="button"
                                class="chip"
                                aria-pressed=move || works(i).to_string()
                                on:click=move |_| {
                                    if let Some(key) = Key::element("week", &(i + 1).to_string()) {
                                        set(app, vec![(key, Some(Value::Bool(!works(i))))]);
                                    }
                                }
                            >
                                {app.t(*name)}
                            </button>
                        }
                    })
                    .collect_view()}
            </div>
        </section>
        <PublicHolidays/>
        <Days title=words::HOLIDAYS add=words::ADD_HOLIDAY kind="off"/>
        <Days title=words::WORKING_WEEKENDS add=words::ADD_WORKING_WEEKEND kind="on"/>
    }
}

/// The days of one kind, as ranges of days that follow each other.
fn ranges(days: &[NaiveDate]) -> Vec<(NaiveDate, NaiveDate)> {
    let mut out: Vec<(NaiveDate, NaiveDate)> = Vec::new();
    for day in days {
        match out.last_mut() {
            Some((_, last)) if last.succ_opt() == Some(*day) => *last = *day,
            _ => out.push((*day, *day)),
        }
    }
    out
}

fn cells(from: NaiveDate, to: NaiveDate, value: Option<&'static str>) -> Vec<(Key, Option<Value>)> {
    from.iter_days()
        .take_while(|day| *day <= to)
        .take(MOST as usize)
        .filter_map(|day| Some((Key::element("calendar", &format::date_iso(day))?, value.map(Value::text))))
        .collect()
}

#[component]
fn Days(title: Text, add: Text, kind: &'static str) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let list = Memo::new(move |_| {
        let mut days: Vec<NaiveDate> = workspace.read(&[Table::Settings], |d| {
            let elements = d.settings().into_iter().flat_map(|s| s.elements("calendar"));
            let mine = elements.filter(|(_, value)| matches!(value, Value::Text(t) if **t == *kind));
            mine.filter_map(|(day, _)| Moment::parse(day).map(|m| m.date)).collect()
        });
        sort_by(&mut days, Ord::cmp);
        ranges(&days)
    });
    let (from, to) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let error = RwSignal::new(None::<Fault>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(first) = from.get_untracked() else {
            return error.set(Some(Fault::at("from", app.error_text("required"))));
        };
        let last = to.get_untracked().unwrap_or(first);
        if last < first {
            return error.set(Some(Fault::at("to", app.error_text("date_order"))));
        }
        if (last - first).num_days() >= MOST {
            return error.set(Some(Fault::at("to", app.error_text("out_of_range"))));
        }
        error.set(None);
        set(app, cells(first, last, Some(kind)));
        from.set(None);
        to.set(None);
    };
    let today = workspace.today();
    view! {
        <section class="card-section" data-days=kind>
            {heading(title, None)}
            <ul class="day-list">
                {move || {
                    list.get()
                        .into_iter()
                        .map(|(first, last)| {
                            let words = if first == last {
                                format::date_long(app.lang(), first)
                            } else {
                                format::date_range(app.lang(), first, last, today)
                            };
                            let label = format!("{} {words}", app.t(common::DELETE));
                            view! {
                                <li>
                                    <span>{words}</span>
                                    <button
                                        type="button"
                                        class="icon-button"
                                        aria-label=label
                                        on:click=move |_| set(app, cells(first, last, None))
                                    >
                                        <Icon shape=Shape::Trash/>
                                    </button>
                                </li>
                            }
                        })
                        .collect_view()
                }}
            </ul>
            <form class="day-form" on:submit=save>
                <DayField name="from" label=common::FROM day=from/>
                <DayField name="to" label=words::LAST_DAY day=to/>
                <button type="submit" class="button">{app.t(add)}</button>
            </form>
            <Wrong fault=error/>
        </section>
    }
}
