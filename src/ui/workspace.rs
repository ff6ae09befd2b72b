//! The open workspace as screens see it: data to read, commands to run, whether they are saved.

mod anew;
mod keeping;
mod replace;
mod saving;

use crate::domain::command::{plan, Command, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::patch::Entry;
use crate::domain::records::{settings, Table};
use crate::storage::error::{StoreError, StoreErrorCode};
use crate::storage::fold;
use crate::storage::opening::Opening;
use crate::storage::registry::WorkspaceEntry;
use crate::storage::session::{Done, Session};
use crate::storage::store::{Appended, Missed, Store};
use crate::web::device;
use crate::web::idb::Idb;
use crate::web::tabs::Tabs;
use chrono::NaiveDate;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

/// How many of the newest changes screens can follow one by one.
const FOLLOWABLE: usize = 32;

/// Whether what is on screen is on disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Saving {
    /// Everything is committed.
    Saved,
    /// So many changes are on their way.
    Busy(usize),
    /// The store refused; the work is in memory and can be saved again or exported.
    Failed(StoreErrorCode),
    /// There is no store: memory holds the work until the page closes.
    MemoryOnly,
    /// A newer app wrote it: it can be read and exported, and nothing is changed.
    ReadOnly,
}

struct Inner {
    entry: RefCell<WorkspaceEntry>,
    session: RefCell<Session>,
    store: RefCell<Option<Store<Idb>>>,
    tabs: RefCell<Option<Tabs>>,
    busy: Cell<bool>,
    /// A replacement of everything is being taken back.
    taking_back: Cell<bool>,
    revisions: Vec<RwSignal<u64>>,
    /// Counts the changes of the data, and the newest of them, for screens that follow changes.
    changes: RwSignal<u64>,
    recent: RefCell<VecDeque<Rc<Entry>>>,
    saving: RwSignal<Saving>,
    me: RwSignal<Option<Id>>,
    today: RwSignal<NaiveDate>,
    /// Queued commands that another tab's changes made impossible.
    refused: RwSignal<Vec<Refusal>>,
    /// What screens keep between two visits, by its type.
    kept: RefCell<Vec<Box<dyn Any>>>,
}

/// A handle to the open workspace.
#[derive(Clone, Copy)]
pub struct Workspace(StoredValue<Rc<Inner>, LocalStorage>);

impl PartialEq for Workspace {
    fn eq(&self, other: &Self) -> bool {
        self.slot() == other.slot()
    }
}

impl Workspace {
    /// Opens a workspace on its store; without one, on nothing but memory.
    ///
    /// # Errors
    /// Those of the store; nothing was changed.
    pub async fn open(entry: WorkspaceEntry, store: Option<Store<Idb>>) -> Result<Workspace, StoreError> {
        let session = match &store {
            Some(store) => read(store).await?.finish(),
            None => Session::open(Default::default(), device::random_u64()),
        };
        device::mark("loudou-data");
        Ok(Workspace::with_session(entry, store, session))
    }

    /// Opens a workspace that a newer app wrote, as far as it can be read. Its store is not needed any more then.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn open_to_read(entry: WorkspaceEntry, store: &Store<Idb>) -> Result<Workspace, StoreError> {
        let workspace = Workspace::with_session(entry, None, read(store).await?.finish());
        workspace.saving().set(Saving::ReadOnly);
        device::mark("loudou-data");
        Ok(workspace)
    }

    /// A workspace whose session is open already.
    pub fn with_session(entry: WorkspaceEntry, store: Option<Store<Idb>>, session: Session) -> Workspace {
        let slot = entry.slot.clone();
        let inner = Inner {
            me: RwSignal::new(device::preference(&format!("me:{slot}")).and_then(|id| Id::parse(&id))),
            saving: RwSignal::new(if store.is_some() { Saving::Saved } else { Saving::MemoryOnly }),
            revisions: Table::ALL.iter().map(|_| RwSignal::new(0)).collect(),
            changes: RwSignal::new(0),
            recent: RefCell::new(VecDeque::new()),
            today: RwSignal::new(today_of(&session.data)),
            refused: RwSignal::new(Vec::new()),
            kept: RefCell::default(),
            entry: RefCell::new(entry),
            session: RefCell::new(session),
            store: RefCell::new(store),
            tabs: RefCell::new(None),
            busy: Cell::new(false),
            taking_back: Cell::new(false),
        };
        let workspace = Workspace(StoredValue::new_local(Rc::new(inner)));
        let tabs = Tabs::join(&device::directory(), &slot, move || workspace.look());
        workspace.inner(|i| *i.tabs.borrow_mut() = Some(tabs));
        workspace
    }

    fn inner<T>(self, f: impl FnOnce(&Inner) -> T) -> T {
        self.0.with_value(|inner| f(inner))
    }

    /// Lets go of the database, so that it can be deleted. The page loads anew after that.
    pub fn close(self) {
        self.inner(|i| {
            i.tabs.borrow_mut().take();
            if let Some(store) = i.store.borrow_mut().take() {
                store.close();
            }
        });
    }

    /// Its local name.
    pub fn slot(self) -> String {
        self.inner(|i| i.entry.borrow().slot.clone())
    }

    /// Its line in the registry.
    pub fn entry(self) -> WorkspaceEntry {
        self.inner(|i| i.entry.borrow().clone())
    }

    /// Takes a new line for the registry.
    pub fn set_entry(self, entry: WorkspaceEntry) {
        self.inner(|i| *i.entry.borrow_mut() = entry);
    }

    /// Its store, if it has one.
    pub fn store(self) -> Option<Store<Idb>> {
        self.inner(|i| i.store.borrow().clone())
    }

    /// Reads data without being told of changes.
    pub fn peek<T>(self, f: impl FnOnce(&Dataset) -> T) -> T {
        self.inner(|i| f(&i.session.borrow().data))
    }

    /// Reads data; whatever reads is computed anew when one of these tables changes.
    pub fn read<T>(self, tables: &[Table], f: impl FnOnce(&Dataset) -> T) -> T {
        self.inner(|i| tables.iter().for_each(|t| i.revisions[*t as usize].track()));
        self.peek(f)
    }

    /// Reads the session.
    pub fn session<T>(self, f: impl FnOnce(&Session) -> T) -> T {
        self.inner(|i| f(&i.session.borrow()))
    }

    /// How many changes there were: read in a memo, it is computed anew at each.
    pub fn changes(self) -> u64 {
        self.inner(|i| i.changes).get()
    }

    /// The changes after a count, oldest first. `None`: they cannot be followed one by one (another tab wrote, everything was
    /// replaced, or there were too many): compute anew.
    pub fn changes_since(self, seen: u64) -> Option<Vec<Rc<Entry>>> {
        self.inner(|i| {
            let missing = i.changes.get_untracked().checked_sub(seen)? as usize;
            let recent = i.recent.borrow();
            let first = recent.len().checked_sub(missing)?;
            Some(recent.iter().skip(first).cloned().collect())
        })
    }

    /// Keeps what a screen computed for its next visit. Whoever takes it looks whether it still holds: see
    /// [`changes_since`](Self::changes_since).
    pub fn keep<T: 'static>(self, value: T) {
        self.inner(|i| i.kept.borrow_mut().push(Box::new(value)));
    }

    /// Whether something of this kind is kept.
    pub fn has_kept<T: 'static>(self) -> bool {
        self.inner(|i| i.kept.borrow().iter().any(|value| value.is::<T>()))
    }

    /// Takes what was kept.
    pub fn take_kept<T: 'static>(self) -> Option<T> {
        self.inner(|i| {
            let mut kept = i.kept.borrow_mut();
            let at = kept.iter().position(|value| value.is::<T>())?;
            kept.swap_remove(at).downcast().ok().map(|value| *value)
        })
    }

    /// Whether changes are saved.
    pub fn saving(self) -> RwSignal<Saving> {
        self.inner(|i| i.saving)
    }

    /// The rep whom this device's user chose to be.
    pub fn me(self) -> Option<Id> {
        let me = self.inner(|i| i.me);
        me.get().filter(|id| self.peek(|d| d.get(Table::Rep, *id).is_some()))
    }

    /// Chooses who I am, on this device.
    pub fn set_me(self, me: Option<Id>) {
        device::set_preference(&format!("me:{}", self.slot()), me.map(|id| id.to_string()).as_deref());
        self.inner(|i| i.me).set(me);
    }

    /// The local date, or the exercise's virtual one.
    pub fn today(self) -> NaiveDate {
        self.inner(|i| i.today).get()
    }

    /// Takes a new date at midnight.
    pub fn refresh_today(self) {
        let today = self.peek(today_of);
        let signal = self.inner(|i| i.today);
        if signal.get_untracked() != today {
            signal.set(today);
        }
    }

    /// The workspace's currency.
    pub fn currency(self) -> Currency {
        self.read(&[Table::Settings], |d| d.settings().and_then(|s| Currency::parse(s.text(settings::CURRENCY))))
            .unwrap_or(Currency::CNY)
    }

    /// Commands of this tab that another tab's changes made impossible, since the last look.
    pub fn take_refused(self) -> Vec<Refusal> {
        let signal = self.inner(|i| i.refused);
        let list = signal.get();
        if !list.is_empty() {
            signal.set(Vec::new());
        }
        list
    }

    /// Runs a command: in memory at once, on disk as soon as it can.
    ///
    /// # Errors
    /// The refusal of a rule; nothing is changed then.
    pub fn execute(self, command: Command) -> Result<Option<Done>, Refusal> {
        self.change(|session, context| session.execute(context, command))
    }

    /// Whether a command would change something now. Nothing is changed.
    ///
    /// # Errors
    /// The refusal that it would meet.
    pub fn would_change(self, command: &Command) -> Result<bool, Refusal> {
        let plan = self.with_context(|context| self.peek(|data| plan(data, context, command)))?;
        Ok(!plan.patch.is_empty())
    }

    /// Takes back the last command.
    ///
    /// # Errors
    /// As for [`execute`](Self::execute).
    pub fn undo(self) -> Result<Option<Done>, Refusal> {
        self.change(|session, context| session.undo(context))
    }

    /// Does again what was undone.
    ///
    /// # Errors
    /// As for [`execute`](Self::execute).
    pub fn redo(self) -> Result<Option<Done>, Refusal> {
        self.change(|session, context| session.redo(context))
    }

    fn change(
        self,
        f: impl FnOnce(&mut Session, &mut Context) -> Result<Option<Done>, Refusal>,
    ) -> Result<Option<Done>, Refusal> {
        if self.saving().with_untracked(|saving| *saving == Saving::ReadOnly) {
            return Err(Refusal::new("read_only"));
        }
        let done = self.inner(|i| self.with_context(|context| f(&mut i.session.borrow_mut(), context)))?;
        if let Some(done) = &done {
            self.inner(|i| {
                let mut recent = i.recent.borrow_mut();
                recent.push_back(done.entry.clone());
                if done.tables != done.entry.patch.tables() {
                    // Rows came or went that the entry does not name (see `dataset::kept`): whoever follows entries begins anew.
                    recent.clear();
                } else if recent.len() > FOLLOWABLE {
                    recent.pop_front();
                }
                drop(recent);
                i.changes.update(|n| *n += 1);
            });
            self.touched(&done.tables);
            if self.store().is_some() {
                self.saving().set(Saving::Busy(self.session(Session::unsaved)));
            }
            self.save();
        }
        Ok(done)
    }

    fn with_context<T>(self, f: impl FnOnce(&mut Context) -> T) -> T {
        let (_, minute) = device::local_now();
        let today = self.inner(|i| i.today).get_untracked();
        let me = self.inner(|i| i.me).get_untracked().filter(|id| self.peek(|d| d.get(Table::Rep, *id).is_some()));
        f(&mut Context { today, minute, now_ms: device::now_ms(), actor: me, ids: &mut device::RandomIds })
    }

    /// A new id, for a caller who needs to know it before the command runs.
    pub fn new_id(self) -> Id {
        self.with_context(|context| context.id())
    }

    /// Changes that came otherwise than one by one.
    fn touched_at_large(self, tables: &[Table]) {
        self.inner(|i| {
            i.recent.borrow_mut().clear();
            i.changes.update(|n| *n += 1);
        });
        self.touched(tables);
    }

    fn touched(self, tables: &[Table]) {
        for table in tables {
            self.inner(|i| i.revisions[*table as usize]).update(|r| *r += 1);
        }
    }
}

/// Reads a workspace into memory. Each page comes as an event of its own, so the browser has its turn between them.
async fn read(store: &Store<Idb>) -> Result<Opening, StoreError> {
    Opening::read_undoable(store, device::random_u64()).await
}

fn today_of(data: &Dataset) -> NaiveDate {
    data.settings().and_then(|s| s.date(settings::TODAY)).unwrap_or_else(|| device::local_now().0)
}
