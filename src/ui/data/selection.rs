//! Export of a part: by owner and period, or the records of a filtered list; how much of each record goes along.

use super::super::app::{use_app, use_workspace, App};
use super::super::kit::day::DayField;
use super::super::kit::dialog::Dialog;
use super::super::kit::radios::Radios;
use super::super::kit::show;
use super::backup::export_file;
use super::folder::Backups;
use super::unlock::{weakness, Passphrase};
use crate::domain::id::Id;
use crate::domain::records::{rep, Table};
use crate::domain::sort::sort_by;
use crate::exchange::selection::Selection;
use crate::text::words::common;
use crate::text::words::data as words;
use crate::text::{format, words::tables};
use chrono::NaiveDate;
use leptos::prelude::*;

/// What becomes of phone numbers, mail addresses and the like.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Personal {
    Whole,
    Masked,
    LeftOut,
}

/// How much of each record goes along, and behind which passphrase. A handle: copy it into closures.
#[derive(Clone, Copy)]
struct Extent {
    personal: RwSignal<Personal>,
    without_notes: RwSignal<bool>,
    passphrase: RwSignal<String>,
}

impl Extent {
    fn new() -> Extent {
        Extent {
            personal: RwSignal::new(Personal::Whole),
            without_notes: RwSignal::new(false),
            passphrase: RwSignal::new(String::new()),
        }
    }

    /// A selection of everything, to this extent.
    fn selection(self) -> Selection {
        let personal = self.personal.get_untracked();
        Selection {
            without_personal: personal == Personal::LeftOut,
            masked: personal == Personal::Masked,
            without_notes: self.without_notes.get_untracked(),
            ..Selection::default()
        }
    }

    /// The typed passphrase, if any.
    ///
    /// # Errors
    /// Why it will not do, in words.
    fn passphrase(self, app: App) -> Result<Option<String>, String> {
        let typed = Some(self.passphrase.get_untracked()).filter(|typed| !typed.is_empty());
        match typed.as_ref().and_then(|typed| weakness(app, typed)) {
            Some(weakness) => Err(weakness),
            None => Ok(typed),
        }
    }
}

#[component]
fn ExtentFields(extent: Extent) -> impl IntoView {
    let app = use_app();
    view! {
        <Radios
            name="personal"
            label=words::EXPORT_PERSONAL
            options=vec![
                (Personal::Whole, words::EXPORT_PERSONAL_WHOLE, "whole"),
                (Personal::Masked, words::EXPORT_PERSONAL_MASKED, "masked"),
                (Personal::LeftOut, words::EXPORT_PERSONAL_LEFT_OUT, "left-out"),
            ]
            chosen=extent.personal
        />
        <label class="check-line">
            <input
                type="checkbox"
                class="check"
                name="without-notes"
                on:change=move |event| extent.without_notes.set(event_target_checked(&event))
            />
            {app.t(words::EXPORT_WITHOUT_NOTES)}
        </label>
        <Passphrase typed=extent.passphrase label=words::PASSPHRASE_OPTIONAL/>
    }
}

/// The dialog about the records of a filtered list, while there are any to be exported.
#[component]
pub fn ChosenDialog() -> impl IntoView {
    let backups = expect_context::<Backups>();
    move || backups.chosen.get().map(|(table, ids)| view! { <Chosen table=table ids=ids/> })
}

#[component]
fn Chosen(table: Table, ids: Vec<Id>) -> impl IntoView {
    let (app, workspace, backups) = (use_app(), use_workspace(), expect_context::<Backups>());
    let extent = Extent::new();
    let weak = RwSignal::new(None::<String>);
    let close = Callback::new(move |()| backups.chosen.set(None));
    let n = format::number(app.lang(), ids.len() as i64);
    let many = tables::table_name(table.key()).map_or("", |name| app.t(name.many));
    let what = app.tf(words::EXPORT_CHOSEN_HINT, &[("n", &n), ("table", many)]);
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match extent.passphrase(app) {
            Ok(passphrase) => {
                let selection = Selection { chosen: Some((table, ids.clone())), ..extent.selection() };
                export_file(app, workspace, Some(selection), passphrase, || ());
                close.run(());
            }
            Err(weakness) => weak.set(Some(weakness)),
        }
    };
    view! {
        <Dialog title=app.t(words::EXPORT_CHOSEN) on_close=close>
            <form class="form" data-form="chosen" on:submit=send>
                <p>{what}</p>
                <ExtentFields extent=extent/>
                {move || weak.get().map(|why| view! { <p class="error" role="alert">{why}</p> })}
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary" data-action="export-chosen">{app.t(common::EXPORT)}</button>
                </div>
            </form>
        </Dialog>
    }
}

/// Choices of a partial export: whose records, of when, and how much of them.
#[component]
pub fn SelectionForm() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let owners = RwSignal::new(Vec::<Id>::new());
    let (from, to) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let extent = Extent::new();
    let reps: Vec<(Id, String)> = workspace.peek(|d| {
        let mut rows: Vec<_> = d.live(Table::Rep).collect();
        sort_by(&mut rows, |a, b| a.text(rep::ORDER).cmp(b.text(rep::ORDER)).then(a.id.cmp(&b.id)));
        rows.into_iter().map(|row| (row.id, show::row_name(lang, Table::Rep, row))).collect()
    });
    let send = move |_| {
        let period = match (from.get_untracked(), to.get_untracked()) {
            (None, None) => None,
            // The range that dates of files may have.
            (from, to) => {
                let (first, last) = (NaiveDate::from_ymd_opt(1900, 1, 1), NaiveDate::from_ymd_opt(2199, 12, 31));
                from.or(first).zip(to.or(last))
            }
        };
        let selection = Selection { owners: owners.get_untracked(), period, ..extent.selection() };
        match extent.passphrase(app) {
            Ok(passphrase) => export_file(app, workspace, Some(selection), passphrase, || ()),
            Err(weakness) => app.say_bad(weakness),
        }
    };
    view! {
        <details class="fold-out" data-part="selection">
            <summary>{app.t(words::EXPORT_SELECTION)}</summary>
            <div class="form">
                {(!reps.is_empty())
                    .then(|| {
                        view! {
                            <fieldset class="plain">
                                <legend>{app.t(words::EXPORT_BY_OWNER)}</legend>
                                <div class="pick-chips">
                                    {reps
                                        .into_iter()
                                        .map(|(id, name)| {
                                            view! {
                                                <button
                                                    type="button"
                                                    class="chip"
                                                    aria-pressed=move || owners.with(|list| list.contains(&id)).to_string()
                                                    on:click=move |_| owners.update(|list| {
                                                        match list.iter().position(|o| *o == id) {
                                                            Some(at) => drop(list.remove(at)),
                                                            None => list.push(id),
                                                        }
                                                    })
                                                >
                                                    {name}
                                                </button>
                                            }
                                        })
                                        .collect_view()}
                                </div>
                                <p class="help-text">{app.t(words::EXPORT_EVERYBODY)}</p>
                            </fieldset>
                        }
                    })}
                <fieldset class="plain">
                    <legend>{app.t(words::EXPORT_RANGE)}</legend>
                    <div class="two">
                        <DayField name="from" label=common::FROM day=from/>
                        <DayField name="to" label=common::TO day=to/>
                    </div>
                </fieldset>
                <ExtentFields extent=extent/>
                <p class="help-text">{app.t(words::EXPORT_PARTIAL_HINT)}</p>
                <div class="buttons">
                    <button type="button" class="button" data-action="export-part" on:click=send>{app.t(words::EXPORT_SELECTION)}</button>
                </div>
            </div>
        </details>
    }
}
