//! Finding records by what people type: one set of search keys for lists, palette and type-ahead, made in idle moments.

use super::workspace::Workspace;
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{contact, customer, deal, lead, rep, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by;
use crate::text::finder::{Finder, Said};
use crate::text::fold::fold;
use crate::text::pinyin::{PinyinTable, Query};
use crate::web::files;
use crate::web::turn::Slice;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::cmp::Ordering;
use std::rc::Rc;
use std::sync::Arc;

/// The tables that can be searched.
pub const SEARCHED: [Table; 5] = [Table::Customer, Table::Contact, Table::Deal, Table::Lead, Table::Rep];
/// How long the page stays alone after its start before it fetches the readings of Chinese characters, in milliseconds.
const IDLE: u32 = 1_200;
/// How many keys are made at a time: some milliseconds.
const CHUNK: usize = 400;

/// No place.
const NOBODY: u32 = u32::MAX;
/// Up to so many rows are put where they belong one by one in a list by name; for more it is sorted.
const FEW: usize = 64;

/// A row's place among all rows of its table, with its id: looking at a hundred thousand rows, each somewhere else in memory, takes longer
/// than finding.
pub type Place = (u32, Id);

struct Inner {
    finders: [RefCell<Finder>; SEARCHED.len()],
    /// Per table: how many changes of the workspace its keys have seen, and with which readings.
    seen: [Cell<Option<(u64, u64)>>; SEARCHED.len()],
    /// Per contact, by place: its customer's place, or [`NOBODY`].
    buyers: RefCell<Vec<u32>>,
    /// Per table: its rows by name, made ahead, until they are asked for.
    sorted: [RefCell<Option<Vec<Place>>>; SEARCHED.len()],
    /// Per table: the rows that may have another name since the list by name was right; `None`: any of them.
    renamed: [RefCell<Option<Vec<u32>>>; SEARCHED.len()],
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
    /// Per table: all rows, by name.
    orders: [Memo<Arc<Vec<Place>>>; SEARCHED.len()],
}

/// The search keys, from within any screen of a workspace.
pub fn use_finding() -> Finding {
    expect_context::<Finding>()
}

fn place(table: Table) -> Option<usize> {
    SEARCHED.iter().position(|t| *t == table)
}

fn said(table: Table, row: &Row) -> Said<'_> {
    let (name, phone, others) = match table {
        Table::Customer => (customer::NAME, Some(customer::PHONE), [Some(customer::EMAIL), None]),
        Table::Contact => (contact::NAME, Some(contact::PHONE), [Some(contact::EMAIL), None]),
        Table::Lead => (lead::NAME, Some(lead::PHONE), [Some(lead::CONTACT), Some(lead::EMAIL)]),
        Table::Deal => (deal::NAME, None, [None, None]),
        _ => (rep::NAME, None, [None, None]),
    };
    let text = |key: Option<Key>| key.map_or("", |key| row.text(key));
    Said { name: row.text(name), phone: text(phone), others: others.map(text) }
}

impl Finding {
    /// For a workspace. Provide it once, in the shell.
    pub fn new(workspace: Workspace) -> Finding {
        let inner = Inner {
            finders: Default::default(),
            seen: Default::default(),
            buyers: RefCell::default(),
            sorted: Default::default(),
            renamed: Default::default(),
            pinyin: RefCell::new(None),
            asked: Cell::new(false),
        };
        let inner = StoredValue::new_local(Rc::new(inner));
        let version = RwSignal::new(0_u64);
        let fresh = SEARCHED.map(|table| {
            Memo::new(move |before: Option<&u64>| {
                let version = version.get();
                workspace.read(&[table], |data| inner.with_value(|i| i.refresh(workspace, data, table, version)));
                before.map_or(1, |n| n + 1)
            })
        });
        let orders = std::array::from_fn(|at| {
            Memo::new(move |before: Option<&Arc<Vec<Place>>>| {
                // Read, not only tracked: reading is what makes the keys.
                let _ = fresh[at].get();
                let order = workspace.peek(|data| inner.with_value(|i| i.by_name(data, at, before)));
                Arc::new(order)
            })
        });
        let finding = Finding { workspace, inner, version, fresh, orders };
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
            let table = files::fetch_named("loudou-pinyin").await.and_then(|bytes| PinyinTable::parse(&bytes).ok());
            let Some(table) = table else {
                // Another search may ask again: the page was offline, perhaps.
                inner.asked.set(false);
                return;
            };
            // The keys are made piece by piece, so that typing and scrolling stay smooth. Whoever needs all of a table's keys meanwhile makes them
            // with the readings, too.
            let Some(version) = self.version.try_get_untracked() else { return };
            *inner.pinyin.borrow_mut() = Some(table);
            let begun = untrack(|| self.workspace.changes());
            let mut slice = Slice::begin();
            for searched in SEARCHED {
                let Some(order) = self.make(&inner, searched, &mut slice).await else { return };
                if let Some(at) = place(searched) {
                    inner.keep_order(at, order);
                }
            }
            // What changed meanwhile is followed from there.
            inner.seen.iter().for_each(|seen| seen.set(Some((begun, version + 1))));
            self.version.try_update(|v| *v += 1);
        });
    }

    /// Makes the keys of a table and its list by name, piece by piece. `None`: its workspace is not on screen any more.
    async fn make(self, inner: &Inner, table: Table, slice: &mut Slice) -> Option<Vec<Place>> {
        let mut at = 0;
        while self.is_here().then(|| self.workspace.peek(|data| inner.note(data, table, at..at + CHUNK)))? {
            at += CHUNK;
            slice.breathe().await;
        }
        // Short stretches first, then two and two of them together, again a few rows at a time.
        let mut order = self.workspace.peek(|data| as_they_lie(data, table));
        for rows in order.chunks_mut(CHUNK) {
            inner.sort_by_name(table, rows);
            slice.breathe().await;
        }
        let mut stretch = CHUNK;
        while stretch < order.len() {
            let mut merged = Vec::with_capacity(order.len());
            for two in order.chunks(2 * stretch) {
                let mut two = two.split_at(stretch.min(two.len()));
                while self.is_here().then(|| inner.merge_by_name(table, &mut two, &mut merged))? {
                    slice.breathe().await;
                }
            }
            (order, stretch) = (merged, 2 * stretch);
        }
        Some(order)
    }

    /// Whether a table's keys and its list by name are there. If not, they are made from now on, piece by piece, so that a list shows its frame
    /// meanwhile.
    pub fn ready(self, table: Table) -> RwSignal<bool> {
        let Some(at) = place(table) else { return RwSignal::new(true) };
        let inner = self.inner.get_value();
        let seen = inner.seen[at].get();
        let ready = RwSignal::new(seen.is_some() && inner.renamed[at].borrow().is_some());
        if !ready.get_untracked() {
            spawn_local(async move {
                let now = untrack(|| (self.workspace.changes(), self.version.get()));
                let Some(order) = self.make(&inner, table, &mut Slice::begin()).await else { return };
                // Somebody may have needed all of it at once meanwhile.
                if inner.seen[at].get() == seen {
                    inner.keep_order(at, order);
                    inner.seen[at].set(Some(seen.unwrap_or(now)));
                }
                ready.try_set(true);
            });
        }
        ready
    }

    /// Makes whoever calls run again when what the table's rows are found by changes.
    pub fn track(self, table: Table) {
        if let Some(at) = place(table) {
            // Read, not only tracked: reading is what makes the keys.
            let _ = self.fresh[at].get();
        }
    }

    /// Per place among all rows of a table whether a query finds the row there; a customer is found by its contacts too.
    pub fn hits(self, table: Table, query: &Query) -> Vec<bool> {
        let mut hits = vec![false; self.workspace.peek(|data| data.rows(table).all().len())];
        self.find(table, query, |at| hits[at as usize] = true);
        if table == Table::Customer {
            let mut contacts = Vec::new();
            self.find(Table::Contact, query, |at| contacts.push(at));
            self.inner.with_value(|i| {
                let buyers = i.buyers.borrow();
                for buyer in contacts.into_iter().filter_map(|at| buyers.get(at as usize)) {
                    if let Some(hit) = hits.get_mut(*buyer as usize) {
                        *hit = true;
                    }
                }
            });
        }
        hits
    }

    /// Runs for every place whose row a query finds.
    fn find(self, table: Table, query: &Query, mut found: impl FnMut(u32)) {
        let Some(at) = place(table) else { return };
        self.track(table);
        self.fetch_readings();
        self.inner.with_value(|i| i.finders[at].borrow_mut().find(query).iter().for_each(|at| found(*at)));
    }

    /// Grows when the readings of Chinese characters are there, by which more is found.
    pub fn readings(self) -> u64 {
        self.version.get()
    }

    /// Whether its workspace is still on screen: what goes on in idle moments asks before it goes on.
    pub fn is_here(self) -> bool {
        self.version.try_get_untracked().is_some()
    }

    /// Runs with the usual reading of Chinese words, where the readings are here.
    pub fn with_spelling<T>(self, run: impl FnOnce(Option<&dyn Fn(&str) -> String>) -> T) -> T {
        self.inner.with_value(|i| match &*i.pinyin.borrow() {
            Some(table) => {
                let spell = |text: &str| {
                    let mut spelled = String::new();
                    for c in text.chars() {
                        match table.readings(c).first() {
                            Some(reading) => spelled.push_str(reading),
                            None => spelled.push(c),
                        }
                    }
                    spelled
                };
                run(Some(&spell))
            }
            None => run(None),
        })
    }

    /// The best few rows of a table for what was typed, those first whose names begin with it.
    pub fn best(self, table: Table, typed: &str, most: usize) -> Vec<Id> {
        let query = Query::new(typed);
        if query.is_empty() {
            return Vec::new();
        }
        let Some(at) = place(table) else { return Vec::new() };
        self.track(table);
        self.fetch_readings();
        let found = self.inner.with_value(|i| i.finders[at].borrow_mut().best(&query, most));
        self.workspace.peek(|data| {
            let rows = data.rows(table).all();
            found.iter().filter_map(|at| rows.get(*at as usize)).map(|row| row.id).collect()
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

    /// All rows of a table by name, as it is spoken where that is known. Kept while the workspace is open: sorting a
    /// hundred thousand names takes longer than showing them.
    pub fn by_name(self, table: Table) -> Arc<Vec<Place>> {
        place(table).map(|at| self.orders[at].get()).unwrap_or_default()
    }
}

/// All rows of a table, as they lie.
fn as_they_lie(data: &Dataset, table: Table) -> Vec<Place> {
    data.rows(table).all().iter().zip(0..).map(|(row, at)| (at, row.id)).collect()
}

fn by_spelling(finder: &Finder, a: &Place, b: &Place) -> Ordering {
    finder.spelling(a.0 as usize).cmp(finder.spelling(b.0 as usize)).then_with(|| a.1.cmp(&b.1))
}

impl Inner {
    /// Brings the keys of a table up to date: those of the rows that changed if the changes can be followed, else all.
    fn refresh(&self, workspace: Workspace, data: &Dataset, table: Table, version: u64) {
        let Some(at) = place(table) else { return };
        let now = untrack(|| workspace.changes());
        let former = self.seen[at].replace(Some((now, version)));
        let followed = former.filter(|(_, of)| *of == version).and_then(|(seen, _)| workspace.changes_since(seen));
        let Some(entries) = followed else {
            self.note(data, table, 0..usize::MAX);
            self.renamed[at].replace(None);
            return;
        };
        let rows = data.rows(table);
        for change in entries.iter().flat_map(|entry| &entry.patch.rows).filter(|change| change.table == table) {
            let changed = rows.position(change.id).unwrap_or(rows.all().len());
            self.note(data, table, changed..changed + 1);
            if let Some(renamed) = &mut *self.renamed[at].borrow_mut() {
                renamed.push(changed as u32);
            }
        }
    }

    /// Keeps the rows of a table by name until they are asked for.
    fn keep_order(&self, at: usize, order: Vec<Place>) {
        self.sorted[at].replace(Some(order));
        self.renamed[at].replace(Some(Vec::new()));
    }

    /// All rows by name. `before`: the former order, which is right for all rows but those that were renamed.
    fn by_name(&self, data: &Dataset, at: usize, before: Option<&Arc<Vec<Place>>>) -> Vec<Place> {
        let (table, rows) = (SEARCHED[at], data.rows(SEARCHED[at]).all());
        let before = self.sorted[at].take().or_else(|| before.map(|before| before.to_vec()));
        let renamed = self.renamed[at].replace(Some(Vec::new()));
        // A row that could not be saved may be gone since its place was noted: then all begins anew.
        let before = before.filter(|before| before.len() <= rows.len());
        let few = |before: &Vec<Place>, renamed: &[u32]| renamed.len() + rows.len() - before.len() <= FEW;
        let (mut order, mut renamed) = match (before, renamed) {
            (Some(before), Some(renamed)) if few(&before, &renamed) => (before, renamed),
            _ => return self.sorted_anew(data, table),
        };
        renamed.extend(order.len() as u32..rows.len() as u32);
        order.retain(|(at, _)| !renamed.contains(at));
        let Some(finder) = place(table).map(|at| self.finders[at].borrow()) else { return order };
        for (i, at) in renamed.iter().enumerate() {
            let Some(row) = rows.get(*at as usize).filter(|_| !renamed[..i].contains(at)) else { continue };
            let this = (*at, row.id);
            let to = order.partition_point(|other| by_spelling(&finder, other, &this).is_lt());
            order.insert(to, this);
        }
        order
    }

    fn sorted_anew(&self, data: &Dataset, table: Table) -> Vec<Place> {
        let mut order = as_they_lie(data, table);
        self.sort_by_name(table, &mut order);
        order
    }

    /// Sorts rows by name.
    fn sort_by_name(&self, table: Table, rows: &mut [Place]) {
        let Some(finder) = place(table).map(|at| self.finders[at].borrow()) else { return };
        sort_by(rows, |a, b| by_spelling(&finder, a, b));
    }

    /// Takes some rows of two sorted stretches in the order of both; `false` if there are none left.
    fn merge_by_name<'a>(&self, table: Table, two: &mut (&'a [Place], &'a [Place]), merged: &mut Vec<Place>) -> bool {
        let Some(finder) = place(table).map(|at| self.finders[at].borrow()) else { return false };
        for _ in 0..CHUNK {
            let from = match (two.0.first(), two.1.first()) {
                (None, None) => return false,
                (Some(a), Some(b)) if by_spelling(&finder, a, b).is_gt() => &mut two.1,
                (None, _) => &mut two.1,
                _ => &mut two.0,
            };
            let Some((first, rest)) = from.split_first() else { return false };
            merged.push(*first);
            *from = rest;
        }
        true
    }

    /// Notes some rows of a table; `false` if there are none at these places.
    fn note(&self, data: &Dataset, table: Table, places: std::ops::Range<usize>) -> bool {
        let Some(finder) = place(table).map(|at| &self.finders[at]) else { return false };
        let rows = data.rows(table).all();
        let customers = data.rows(Table::Customer);
        let (mut finder, mut buyers) = (finder.borrow_mut(), self.buyers.borrow_mut());
        let pinyin = self.pinyin.borrow();
        finder.resize(rows.len());
        if table == Table::Contact {
            buyers.resize(rows.len(), NOBODY);
        }
        let places = places.start.min(rows.len())..places.end.min(rows.len());
        let any = !places.is_empty();
        for at in places {
            let row = &rows[at];
            let live = data.rows(table).is_live_at(at);
            finder.note(at, live.then(|| said(table, row)), pinyin.as_ref());
            if table == Table::Contact {
                let buyer = row.link(contact::CUSTOMER).and_then(|id| customers.position(id));
                buyers[at] = buyer.map_or(NOBODY, |at| at as u32);
            }
        }
        any
    }
}
