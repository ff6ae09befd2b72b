//! Finding records by what people type: one set of search keys for lists, palette and type-ahead, made in idle moments.

use super::workspace::Workspace;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, deal, lead, rep, Table};
use crate::domain::row::Row;
use crate::text::finder::{Finder, Said};
use crate::text::fold::fold;
use crate::text::pinyin::{PinyinTable, Query};
use crate::web::files;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// The tables that can be searched.
pub const SEARCHED: [Table; 5] = [Table::Customer, Table::Contact, Table::Deal, Table::Lead, Table::Rep];
/// How long the page stays alone after its start before it fetches the readings of Chinese characters, in milliseconds.
const IDLE: u32 = 1_200;
/// How many keys are made before the page may breathe.
const CHUNK: usize = 2_000;

struct Inner {
    finders: [RefCell<Finder>; SEARCHED.len()],
    pinyin: RefCell<Option<PinyinTable>>,
    asked: Cell<bool>,
}

/// A handle to the search keys of the open workspace.
#[derive(Clone, Copy)]
pub struct Finding {
    workspace: Workspace,
    inner: StoredValue<Rc<Inner>, LocalStorage>,
    /// Grows when the readings are there.
    version: RwSignal<u64>,
    /// Per table: grows whenever its keys may be others. Reading one brings the keys up to date.
    fresh: [Memo<u64>; SEARCHED.len()],
}

/// The search keys, from within any screen of a workspace.
pub fn use_finding() -> Finding {
    expect_context::<Finding>()
}

fn place(table: Table) -> Option<usize> {
    SEARCHED.iter().position(|t| *t == table)
}

fn said(table: Table, row: &Row) -> Said<'_> {
    let (name, phone, other) = match table {
        Table::Customer => (customer::NAME, Some(customer::PHONE), Some(customer::EMAIL)),
        Table::Contact => (contact::NAME, Some(contact::PHONE), Some(contact::EMAIL)),
        Table::Lead => (lead::NAME, Some(lead::PHONE), Some(lead::CONTACT)),
        Table::Deal => (deal::NAME, None, None),
        _ => (rep::NAME, None, None),
    };
    Said {
        name: row.text(name),
        phone: phone.map_or("", |key| row.text(key)),
        other: other.map_or("", |key| row.text(key)),
    }
}

impl Finding {
    /// For a workspace. Provide it once, in the shell.
    pub fn new(workspace: Workspace) -> Finding {
        let inner = Inner { finders: Default::default(), pinyin: RefCell::new(None), asked: Cell::new(false) };
        let inner = StoredValue::new_local(Rc::new(inner));
        let version = RwSignal::new(0_u64);
        let fresh = SEARCHED.map(|table| {
            Memo::new(move |before: Option<&u64>| {
                version.track();
                workspace.read(&[table], |data| inner.with_value(|i| i.refresh(data, table)));
                before.map_or(1, |n| n + 1)
            })
        });
        let finding = Finding { workspace, inner, version, fresh };
        spawn_local(async move {
            TimeoutFuture::new(IDLE).await;
            finding.fetch_readings();
        });
        finding
    }

    /// Fetches the readings of Chinese characters, once. Without them names are found as they are written.
    pub fn fetch_readings(self) {
        let Some(inner) = self.inner.try_with_value(Rc::clone) else { return };
        if inner.asked.replace(true) {
            return;
        }
        spawn_local(async move {
            let table = files::fetch("./pinyin.bin").await.and_then(|bytes| PinyinTable::parse(&bytes).ok());
            let Some(table) = table else {
                // Another search may ask again: the page was offline, perhaps.
                inner.asked.set(false);
                return;
            };
            // The keys are made piece by piece, so that typing and scrolling stay smooth, and used from then on.
            for searched in SEARCHED {
                let mut at = 0;
                loop {
                    let made = self
                        .version
                        .try_get_untracked()
                        .map(|_| self.workspace.peek(|data| inner.note(data, searched, at..at + CHUNK, Some(&table))));
                    match made {
                        Some(true) => at += CHUNK,
                        Some(false) => break,
                        None => return,
                    }
                    TimeoutFuture::new(0).await;
                }
            }
            *inner.pinyin.borrow_mut() = Some(table);
            self.version.try_update(|v| *v += 1);
        });
    }

    /// Makes whoever calls run again when what the table's rows are found by changes.
    pub fn track(self, table: Table) {
        if let Some(at) = place(table) {
            // Read, not only tracked: reading is what makes the keys.
            let _ = self.fresh[at].get();
        }
    }

    /// The places, among all rows of the table, of the live rows that a query finds.
    pub fn find(self, table: Table, query: &Query) -> Vec<u32> {
        let Some(at) = place(table) else { return Vec::new() };
        self.track(table);
        self.fetch_readings();
        self.inner.with_value(|i| i.finders[at].borrow_mut().find(query))
    }

    /// The best few rows of a table for what was typed, those first whose names begin with it.
    pub fn best(self, table: Table, typed: &str, most: usize) -> Vec<Id> {
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let found = self.find(table, &query);
        let Some(at) = place(table) else { return Vec::new() };
        self.inner.with_value(|i| {
            let finder = i.finders[at].borrow();
            let mut ranked: Vec<(u8, u32)> = found.iter().map(|at| (finder.rank(*at, &query), *at)).collect();
            ranked.sort_unstable();
            ranked.truncate(most);
            self.workspace.peek(|data| ranked.iter().map(|(_, at)| data.rows(table).all()[*at as usize].id).collect())
        })
    }

    /// The search key of some other words, such as a command's.
    pub fn key_of(self, words: &str) -> String {
        self.version.track();
        self.inner.with_value(|i| match &*i.pinyin.borrow() {
            Some(table) => table.search_key(words),
            None => fold(words),
        })
    }

    /// Reads the search keys of a table, such as how its names are spelled, by the places of its rows.
    pub fn keys<T>(self, table: Table, read: impl FnOnce(&Finder) -> T) -> Option<T> {
        let at = place(table)?;
        self.track(table);
        Some(self.inner.with_value(|i| read(&i.finders[at].borrow())))
    }
}

impl Inner {
    /// Brings all keys of a table up to date.
    fn refresh(&self, data: &Dataset, table: Table) {
        let pinyin = self.pinyin.borrow();
        self.note(data, table, 0..usize::MAX, pinyin.as_ref());
    }

    /// Notes some rows of a table; `false` if there are none at these places.
    fn note(&self, data: &Dataset, table: Table, places: std::ops::Range<usize>, pinyin: Option<&PinyinTable>) -> bool {
        let Some(finder) = place(table).map(|at| &self.finders[at]) else { return false };
        let rows = data.rows(table).all();
        let mut finder = finder.borrow_mut();
        finder.resize(rows.len());
        let places = places.start.min(rows.len())..places.end.min(rows.len());
        let any = !places.is_empty();
        for at in places {
            let row = &rows[at];
            finder.note(at, row.is_live().then(|| said(table, row)), pinyin);
        }
        any
    }
}
