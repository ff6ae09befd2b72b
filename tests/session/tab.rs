//! One tab on a workspace: a session, its store, and the loop that a browser runs between them.

use crate::desk::{dataset, ANN, DAY};
use loudou::domain::command::{Command, Context, Refusal};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::{Id, SeededIds};
use loudou::domain::key::Key;
use loudou::domain::records::Table;
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::storage::error::StoreError;
use loudou::storage::fold::{fold, replace_all};
use loudou::storage::memory::{Memory, MemoryDisk};
use loudou::storage::opening::Opening;
use loudou::storage::root::Entry;
use loudou::storage::session::{Done, Session};
use loudou::storage::store::{Appended, Store};
use pollster::block_on;
use std::cell::{Ref, RefCell};

pub struct Tab {
    pub session: RefCell<Session>,
    pub store: Store<Memory>,
    pub refused: Vec<Refusal>,
    ids: SeededIds,
    /// The clock, a millisecond further with each command.
    pub ms: u64,
    load: u64,
}

/// A disk that holds the desk's workspace.
pub fn disk() -> MemoryDisk {
    disk_with(&dataset())
}

pub fn disk_with(data: &Dataset) -> MemoryDisk {
    let disk = MemoryDisk::new();
    let made = block_on(replace_all(&Store::new(disk.connect()), data, "create", "", Stamp::ZERO, 1));
    assert!(made.unwrap().is_some());
    disk
}

pub fn history(store: &Store<Memory>) -> Vec<Entry> {
    block_on(store.history(None, 100)).unwrap().entries
}

impl Tab {
    pub fn open(disk: &MemoryDisk, load: u64) -> Tab {
        let store = Store::new(disk.connect());
        let session = block_on(Opening::read_undoable(&store, load)).unwrap().finish();
        let (ids, ms) = (SeededIds::new(load), 1_800_000_000_000);
        Tab { session: RefCell::new(session), store, refused: Vec::new(), ids, ms, load }
    }

    fn with<T>(&mut self, act: impl FnOnce(&mut Session, &mut Context) -> T) -> T {
        self.ms += 1;
        let mut context = Context { today: DAY, minute: 600, now_ms: self.ms, actor: Some(ANN), ids: &mut self.ids };
        act(&mut self.session.borrow_mut(), &mut context)
    }

    pub fn try_run(&mut self, command: Command) -> Result<Option<Done>, Refusal> {
        self.with(|session, context| session.execute(context, command))
    }

    pub fn run(&mut self, command: Command) -> Done {
        self.try_run(command).unwrap().expect("changes nothing")
    }

    pub fn create(&mut self, table: Table, cells: Vec<(Key, Option<Value>)>) -> Id {
        self.run(Command::Create { table, id: None, cells }).row.unwrap().1
    }

    pub fn edit(&mut self, table: Table, id: Id, key: Key, value: Option<Value>) -> Done {
        self.run(Command::Edit { table, ids: vec![id], cells: vec![(key, value)] })
    }

    pub fn undo(&mut self) -> Option<Done> {
        self.with(|session, context| session.undo(context)).unwrap()
    }

    pub fn redo(&mut self) -> Option<Done> {
        self.with(|session, context| session.redo(context)).unwrap()
    }

    /// One step of saving; `false`: nothing waits.
    pub fn save_one(&mut self) -> Result<bool, StoreError> {
        let Some((revision, bytes)) = self.session.borrow().to_save() else { return Ok(false) };
        match block_on(self.store.append(revision, &bytes))? {
            Appended::Done(revision) => self.session.borrow_mut().saved(revision),
            Appended::Behind(missed) => self.take(missed),
        }
        Ok(true)
    }

    fn take(&mut self, missed: loudou::storage::store::Missed) {
        let mut refused = if missed.reload {
            let opening = block_on(Opening::read_undoable(&self.store, self.load + 1_000)).unwrap();
            let there = opening.stamps();
            self.with(|session, context| session.reopen(context, opening.finish(), &there))
        } else {
            self.with(|session, context| session.catch_up(context, &missed.entries, missed.revision)).1
        };
        self.refused.append(&mut refused);
    }

    pub fn save(&mut self) {
        while self.save_one().unwrap() {}
    }

    /// Reads what other tabs wrote.
    pub fn look(&mut self) {
        let revision = self.session.borrow().revision();
        let missed = block_on(self.store.missed_since(revision)).unwrap();
        self.take(missed);
    }

    pub fn fold(&mut self) -> Result<bool, StoreError> {
        self.ms += 1;
        block_on(fold(&self.session, &self.store, self.ms))
    }

    pub fn rows(&self) -> Vec<(Table, Vec<Row>)> {
        rows_of(&self.session.borrow().data)
    }

    pub fn row(&self, table: Table, id: Id) -> Option<Row> {
        self.session.borrow().data.get(table, id).cloned()
    }

    pub fn session(&self) -> Ref<'_, Session> {
        self.session.borrow()
    }
}

/// All rows with stamps and tombstones, by id: tabs keep them in different order.
pub fn rows_of(data: &Dataset) -> Vec<(Table, Vec<Row>)> {
    let sorted = |table: &Table| {
        let mut rows = data.rows(*table).all().to_vec();
        rows.sort_by_key(|row| row.id);
        (*table, rows)
    };
    Table::ALL.iter().map(sorted).collect()
}

/// A row as screens see it: without its stamps.
pub type ShownRow = (Table, Id, Vec<(Key, Value)>);

/// What users see: the cells of live rows.
pub fn shown(data: &Dataset) -> Vec<ShownRow> {
    let mut rows: Vec<_> = Table::ALL.iter().flat_map(|t| data.live(*t).map(move |r| (*t, r))).collect();
    rows.sort_by_key(|(table, row)| (*table, row.id));
    rows.iter().map(|(t, r)| (*t, r.id, r.cells().map(|(k, v)| (k, v.clone())).collect())).collect()
}
