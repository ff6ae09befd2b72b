//! Checking the data and putting them right: by hand, and by itself once data came from elsewhere.

use super::beside::{Beside, STOPPED};
use super::place::RecordLink;
use crate::domain::audit::{repairable, Finding};
use crate::domain::command::Command;
use crate::domain::dataset::Dataset;
use crate::domain::records::Table;
use crate::text::format;
use crate::text::words::check as words;
use crate::text::words::{common, errors, merge as cell_words, tables};
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::kit::cell;
use crate::ui::workspace::Workspace;
use crate::work::files::{audited, Audited};
use crate::work::Ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many findings of a kind are shown at first, and more at a time.
const SHOWN: usize = 20;
/// The section, to lead there.
const SECTION: &str = "data-check";

/// After what the data were checked by themselves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum After {
    /// Files were merged, or one took the place of the data.
    Files,
    /// A snapshot was restored.
    Snapshot,
}

/// What was found last. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct Checking {
    app: App,
    workspace: Workspace,
    beside: Beside,
    found: RwSignal<Option<Arc<Vec<Finding>>>>,
    rows: RwSignal<usize>,
    busy: RwSignal<bool>,
    after: RwSignal<Option<After>>,
    /// Which run counts: a later one makes earlier ones void.
    turn: StoredValue<u32>,
}

impl Checking {
    /// Nothing was checked yet.
    pub fn new(app: App, workspace: Workspace) -> Checking {
        let checking = Checking {
            app,
            workspace,
            beside: Beside::new(Some(workspace)),
            found: RwSignal::new(None),
            rows: RwSignal::new(0),
            busy: RwSignal::new(false),
            after: RwSignal::new(None),
            turn: StoredValue::new(0),
        };
        // Once there is a result, it follows the data: repairs, corrections by hand, undo.
        Effect::new(move |_| {
            workspace.changes();
            if checking.found.with_untracked(Option::is_some) {
                checking.run();
            }
        });
        checking
    }

    /// Checks, and says so after what it was done.
    pub fn after(self, what: After) {
        // What was found before was about other data.
        self.found.try_set(None);
        self.after.try_set(Some(what));
        self.run();
    }

    fn run(self) {
        let Some(turn) = self.turn.try_update_value(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        self.busy.set(true);
        spawn_local(async move {
            // Several changes at once are looked at once.
            gloo_timers::future::TimeoutFuture::new(50).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            let today = untrack(|| self.workspace.today());
            let audited = match self.workspace.store() {
                Some(_) => self.beside.ask_saved(&Ask::Audit { today }, |_, _| ()).await,
                None => Ok(self.workspace.peek(|data| audited(data, today))),
            };
            self.busy.try_set(false);
            match audited {
                Ok(Audited { found, rows }) => {
                    self.rows.try_set(rows);
                    self.found.try_set(Some(Arc::new(found)));
                }
                Err(failure) if failure.code != STOPPED => self.app.say_bad(self.app.error_text(failure.code)),
                Err(_) => {}
            }
        });
    }

    fn repair(self) {
        let findings = self.found.with_untracked(|found| found.as_ref().map(|f| repairable(f))).unwrap_or_default();
        spawn_local(async move {
            // Where there is no store, undo is all there is.
            if self.workspace.store().is_some() && self.workspace.keep_snapshot("data.repair ").await.is_err() {
                return self.app.say_bad(self.app.error_text("snapshot_failed"));
            }
            let _ = self.app.run(Command::Repair { findings });
        });
    }
}

/// The line that says what the check after something found, and leads there.
#[component]
pub fn Notice(
    /// The check.
    checking: Checking,
    /// After what it is shown here.
    at: After,
) -> impl IntoView {
    let app = use_app();
    let lead = move |_| {
        let section = document().get_element_by_id(SECTION);
        if let Some(heading) = section.and_then(|s| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(s).ok()) {
            heading.scroll_into_view();
            let _ = heading.focus();
        }
    };
    move || {
        let found = checking.found.get().filter(|_| checking.after.get() == Some(at))?;
        let n = found.len().to_string();
        Some(match found.len() {
            0 => view! { <p class="good" data-notice="0">{sound(app, checking)}</p> }.into_any(),
            _ => view! {
                <p class="note" data-notice=n.clone()>
                    <button type="button" class="link" on:click=lead>{app.tf(words::FOUND_LEAD, &[("n", &n)])}</button>
                </p>
            }
            .into_any(),
        })
    }
}

fn sound(app: App, checking: Checking) -> String {
    app.tf(words::SOUND, &[("n", &format::number(app.lang(), checking.rows.get() as i64))])
}

/// The section of the data screen.
#[component]
pub fn CheckSection(
    /// The check.
    checking: Checking,
) -> impl IntoView {
    let app = use_app();
    let label = move || app.t(if checking.found.with(Option::is_some) { words::AGAIN } else { words::RUN });
    view! {
        <section class="card-section" aria-labelledby=SECTION data-part="check">
            <h2 id=SECTION tabindex="-1">{app.t(words::TITLE)}</h2>
            <p class="help-text">{app.t(words::HINT)}</p>
            <div class="buttons left">
                <button
                    type="button"
                    class="button"
                    data-action="check"
                    disabled=move || checking.busy.get()
                    on:click=move |_| checking.run()
                >
                    {label}
                </button>
                {move || checking.busy.get().then(|| view! { <span class="help-text" role="status">{app.t(words::CHECKING)}</span> })}
            </div>
            <div class="checked" aria-live="polite">
                {move || checking.found.get().map(|found| view! { <Found checking=checking found=found/> })}
            </div>
        </section>
    }
}

#[component]
fn Found(checking: Checking, found: Arc<Vec<Finding>>) -> impl IntoView {
    let app = use_app();
    if found.is_empty() {
        return view! {
            <p class="good" data-check="sound">{sound(app, checking)}</p>
            <p class="help-text">{app.t(words::WHAT)}</p>
        }
        .into_any();
    }
    let number = |n: usize| format::number(app.lang(), n as i64);
    let can = repairable(&found).len();
    let rest = found.len() - can;
    let mut kinds: Vec<&'static str> = Vec::new();
    for finding in found.iter() {
        if !kinds.contains(&finding.spot.code) {
            kinds.push(finding.spot.code);
        }
    }
    let groups = kinds.into_iter().map(|code| view! { <Kind code=code found=found.clone()/> }).collect_view();
    view! {
        <p data-check="found"><b>{app.tf(words::FOUND, &[("n", &number(found.len()))])}</b></p>
        {groups}
        {(can > 0)
            .then(|| {
                view! {
                    <div class="buttons left">
                        <button type="button" class="primary" data-action="repair" on:click=move |_| checking.repair()>
                            {app.tf(words::REPAIR, &[("n", &number(can))])}
                        </button>
                        <span class="help-text">{app.t(common::CAN_BE_UNDONE)}</span>
                    </div>
                }
            })}
        {(rest > 0).then(|| view! { <p class="help-text">{app.tf(words::REST, &[("n", &number(rest))])}</p> })}
    }
    .into_any()
}

/// The findings of one kind.
#[component]
fn Kind(code: &'static str, found: Arc<Vec<Finding>>) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let here: Vec<usize> = (0..found.len()).filter(|at| found[*at].spot.code == code).collect();
    let total = here.len();
    let can = here.iter().filter(|at| !found[**at].repair.is_empty()).count();
    let (what, next) = errors::error_text(code).map_or((code, ""), |(what, next)| (app.t(what), app.t(next)));
    let shown = RwSignal::new(SHOWN);
    let number = move |n: usize| format::number(app.lang(), n as i64);
    let lines = move || {
        here.iter()
            .take(shown.get())
            .map(|at| {
                let finding = &found[*at];
                let name = workspace.peek(|data| line(app, data, finding));
                view! {
                    <li data-finding=finding.spot.table.key()><RecordLink table=finding.spot.table id=finding.spot.id name=name/></li>
                }
            })
            .collect_view()
    };
    view! {
        <details class="finding" data-kind=code open>
            <summary>
                <b>{what}</b>
                <span class="badge">{number(total)}</span>
                {(can > 0).then(|| view! { <span class="badge good">{app.tf(words::CAN_REPAIR, &[("n", &number(can))])}</span> })}
            </summary>
            <p class="help-text">{next}</p>
            <ul>{lines}</ul>
            {move || {
                (shown.get() < total)
                    .then(|| {
                        view! {
                            <button type="button" class="button" on:click=move |_| shown.update(|n| *n += SHOWN)>
                                {app.tf(cell_words::SHOW_MORE, &[("n", &(total - shown.get()).min(SHOWN).to_string())])}
                            </button>
                        }
                    })
            }}
        </details>
    }
}

/// What a finding is about: the row, the field, and the other row if there is one.
fn line(app: App, data: &Dataset, finding: &Finding) -> String {
    let (table, id) = (finding.spot.table, finding.spot.id);
    let kind = |table: Table| tables::table_name(table.key()).map_or(table.key(), |name| app.t(name.one));
    let named = |table: Table, id| {
        // What has no name of its own is called by its kind.
        match cell::row_name(app, data, table, id) {
            name if name.is_empty() => kind(table).to_string(),
            name if name.contains(kind(table)) => name,
            name => format!("{} · {name}", kind(table)),
        }
    };
    let mut line = named(table, id);
    if let Some(key) = finding.spot.key {
        line = app.tf(words::LINE, &[("record", &line), ("field", &cell::label(app, data, table, key))]);
    }
    match finding.about {
        Some((table, id)) => app.tf(words::NAMES, &[("line", &line), ("other", &named(table, id))]),
        None => line,
    }
}
