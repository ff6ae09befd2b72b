//! The change log: all changes that this device keeps, newest first, page by page from the store, and filtered by the address.

mod entry;
mod filters;

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::Entry;
use crate::domain::records::Table;
use crate::route::Route;
use crate::storage::bulk::LOG_USUAL;
use crate::storage::log::{about, Change, LogFilter};
use crate::storage::root::Revision;
use crate::text::fold::fold;
use crate::text::format;
use crate::text::words::log as words;
use crate::text::words::{common, data as data_words, shell};
use crate::ui::app::{use_app, use_workspace, App};
use crate::ui::kit::cell;
use crate::ui::workspace::{Saving, Workspace};
use crate::web::device;
use chrono::NaiveDate;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// Changes shown at first, and more at a time.
const PAGE: usize = 50;

/// What the address asks for.
#[derive(Clone, PartialEq, Default, Debug)]
struct Asked {
    /// Changes of this record and what belongs to it.
    record: Option<(Table, Id)>,
    table: Option<Table>,
    actor: Option<Id>,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    text: String,
}

impl Asked {
    /// The words of the address, but the record's.
    const FILTERS: [&str; 5] = ["kind", "rep", "from", "to", "q"];

    fn of(route: &Route) -> Asked {
        let day = |name| route.param(name).and_then(|day| day.parse().ok());
        Asked {
            record: route.record("log"),
            table: route.param("kind").and_then(Table::parse),
            actor: route.param("rep").and_then(Id::parse),
            from: day("from"),
            to: day("to"),
            text: fold(route.param("q").unwrap_or_default()),
        }
    }

    fn any(&self) -> bool {
        *self != Asked { record: self.record, ..Asked::default() }
    }

    /// The filter, with the record's rows as the data have them now.
    fn filter(&self, data: &Dataset) -> LogFilter {
        let rows = self.record.map(|(table, id)| about(data, table, id));
        LogFilter { table: self.table, rows, actor: self.actor, from: self.from, to: self.to }
    }
}

/// What is shown of the log. A handle: copy it into closures.
#[derive(Clone, Copy)]
struct Log {
    app: App,
    workspace: Workspace,
    asked: Memo<Asked>,
    list: RwSignal<Vec<Arc<Change>>>,
    older: RwSignal<Option<Revision>>,
    unreadable: RwSignal<usize>,
    /// Whether the first page was read.
    read: RwSignal<bool>,
    /// Which reading counts: a later one makes earlier ones void.
    turn: StoredValue<u32>,
}

impl Log {
    /// Reads the newest `most` changes, or with `more` those that follow what is shown.
    fn load(self, most: usize, more: bool) {
        let Some(store) = self.workspace.store() else { return };
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        let before = self.older.get_untracked().filter(|_| more);
        let asked = self.asked.get_untracked();
        spawn_local(async move {
            let (app, workspace) = (self.app, self.workspace);
            let filter = workspace.peek(|data| asked.filter(data));
            let wanted = |entry: &Entry| {
                filter.wants(entry, device::local_of(entry.at_ms).0)
                    && (asked.text.is_empty() || workspace.peek(|data| says(app, data, entry, &asked.text)))
            };
            let page = store.changes(before, most, &wanted).await;
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            match page {
                Ok(page) => {
                    let found = page.changes.into_iter().map(Arc::new);
                    self.list.update(|list| {
                        if !more {
                            list.clear();
                        }
                        list.extend(found);
                    });
                    self.older.set(page.older);
                    self.unreadable.update(|n| *n = page.unreadable + if more { *n } else { 0 });
                    self.read.set(true);
                }
                Err(error) => app.say_bad(app.error_text(error.code.as_str())),
            }
        });
    }
}

/// What was done, in the words of the command; an undo and a redo say that they are one.
fn what(app: App, entry: &Entry) -> String {
    let done = app.done_text(&entry.command, &entry.subject);
    match (entry.undoes, entry.redo) {
        (None, _) => done,
        (Some(_), false) => app.tf(shell::UNDO_WHAT, &[("what", &done)]),
        (Some(_), true) => app.tf(shell::REDO_WHAT, &[("what", &done)]),
    }
}

/// Whether the words of a change hold a text, folded: what was done, the names of its rows, its values before and after.
fn says(app: App, data: &Dataset, entry: &Entry, text: &str) -> bool {
    let holds = |said: &str| fold(said).contains(text);
    let today = device::local_now().0;
    holds(&what(app, entry))
        || entry.patch.rows.iter().any(|row| {
            holds(&cell::row_name(app, data, row.table, row.id))
                || row.cells.iter().filter(|c| !row.table.is_position(c.key)).any(|c| {
                    let says = |value: &Option<_>| {
                        value.is_some() && holds(&cell::words(app, data, today, row.table, c.key, value.as_ref()))
                    };
                    says(&c.before) || says(&c.after)
                })
        })
}

/// The section of the data screen.
#[component]
pub fn ChangeLog() -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    let log = Log {
        app,
        workspace,
        asked: Memo::new(move |_| Asked::of(&app.route.get())),
        list: RwSignal::new(Vec::new()),
        older: RwSignal::new(None),
        unreadable: RwSignal::new(0),
        read: RwSignal::new(false),
        turn: StoredValue::new(0),
    };
    let saving = workspace.saving();
    Effect::new(move |before: Option<Asked>| {
        let asked = log.asked.get();
        workspace.changes();
        // What is on its way to the store is in the log once it is there.
        if saving.get() == Saving::Saved {
            let same = before.as_ref() == Some(&asked);
            let shown = if same { log.list.with_untracked(Vec::len) } else { 0 };
            log.load(shown.max(PAGE), false);
        }
        asked
    });
    let section = NodeRef::<html::Section>::new();
    // Only who is led to a record's changes: filters must leave the focus where it is.
    let record = Memo::new(move |_| log.asked.with(|asked| asked.record));
    Effect::new(move |_| {
        // Led there too soon, the page has nothing yet to scroll to.
        let led = log.read.get() && record.get().is_some();
        if let Some(section) = section.get().filter(|_| led) {
            request_animation_frame(move || {
                section.scroll_into_view();
                let _ = section.focus();
            });
        }
    });
    let limit = format::number(app.lang(), i64::from(LOG_USUAL));
    let nothing = move || {
        let any = log.asked.with(|asked| asked.any() || asked.record.is_some());
        let text = if any { words::NOTHING } else { data_words::LOG_EMPTY };
        (log.read.get() && log.list.with(Vec::is_empty)).then(|| view! { <p>{app.t(text)}</p> })
    };
    view! {
        <section class="card-section log" aria-labelledby="data-log" data-part="log" tabindex="-1" node_ref=section>
            <h2 id="data-log">{app.t(data_words::SECTION_LOG)}</h2>
            <p class="help-text">{app.tf(words::HINT, &[("n", &limit)])}</p>
            <Show
                when=move || workspace.store().is_some()
                fallback=move || view! { <p>{app.t(words::NO_STORE)}</p> }
            >
                <filters::Filters asked=log.asked/>
                <ol class="log-list" data-list="log">
                    <For each=move || log.list.get() key=|change| (change.revision.0, change.entry.stamp) let:change>
                        <entry::Line change=change asked=log.asked/>
                    </For>
                </ol>
                {nothing}
                {move || {
                    let n = log.unreadable.get();
                    (n > 0).then(|| view! { <p class="help-text">{app.tf(words::UNREADABLE, &[("n", &n.to_string())])}</p> })
                }}
                {move || {
                    log.older
                        .get()
                        .map(|_| {
                            view! {
                                <div class="buttons left">
                                    <button type="button" class="button" data-action="more-log" on:click=move |_| log.load(PAGE, true)>
                                        {app.t(common::SHOW_MORE)}
                                    </button>
                                </div>
                            }
                        })
                }}
            </Show>
        </section>
    }
}
