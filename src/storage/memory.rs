//! The twin in memory: for tests, for a browser without IndexedDB, and with faults on demand.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::rc::Rc;

use super::backend::{Backend, Mode, Table, Transaction};
use super::error::{StoreError, StoreErrorCode};

type Rows = BTreeMap<u64, Rc<[u8]>>;

#[derive(Clone, Default)]
struct State {
    tables: BTreeMap<&'static str, Rows>,
    drawn: BTreeMap<&'static str, u64>,
    commits: u64,
}

#[derive(Default)]
struct Shared {
    state: State,
    fail_begin: Option<StoreErrorCode>,
    fail_commit: Option<(u32, StoreErrorCode)>,
    lasting: Option<StoreErrorCode>,
}

/// The data of a database that lives as long as somebody holds it. [`MemoryDisk::connect`] is what a tab does.
#[derive(Clone, Default)]
pub struct MemoryDisk(Rc<RefCell<Shared>>);

impl MemoryDisk {
    /// An empty database.
    pub fn new() -> Self {
        Self::default()
    }

    /// A connection of its own to the same data.
    pub fn connect(&self) -> Memory {
        Memory { disk: self.clone(), closed: Rc::new(Cell::new(false)) }
    }

    /// The next transaction, of any connection, fails when it begins.
    pub fn fail_next_begin(&self, code: StoreErrorCode) {
        self.0.borrow_mut().fail_begin = Some(code);
    }

    /// The `nth` commit of writes from now on (1 = the next one) fails and leaves nothing.
    pub fn fail_commit(&self, nth: u32, code: StoreErrorCode) {
        self.0.borrow_mut().fail_commit = Some((nth, code));
    }

    /// Every commit of writes fails, as on a full disk, until this is called with `None`.
    pub fn fail_commits(&self, code: Option<StoreErrorCode>) {
        self.0.borrow_mut().lasting = code;
    }

    /// Puts a raw value under a key, past all checks: damage on the disk, or a database written elsewhere. `None` takes it away. As in
    /// IndexedDB, keys drawn later are above those put by hand.
    pub fn tamper(&self, table: Table, key: u64, value: Option<&[u8]>) {
        let mut shared = self.0.borrow_mut();
        let State { tables, drawn, .. } = &mut shared.state;
        let rows = tables.entry(table.name).or_default();
        match value {
            Some(value) => {
                rows.insert(key, value.into());
                if table.counted {
                    let last = drawn.entry(table.name).or_default();
                    *last = key.max(*last);
                }
            }
            None => drop(rows.remove(&key)),
        }
    }

    /// The raw value under a key.
    pub fn peek(&self, table: Table, key: u64) -> Option<Vec<u8>> {
        self.0.borrow().state.tables.get(table.name)?.get(&key).map(|value| value.to_vec())
    }

    /// How many commits of writes have succeeded.
    pub fn commits(&self) -> u64 {
        self.0.borrow().state.commits
    }
}

/// A connection to a [`MemoryDisk`].
#[derive(Clone)]
pub struct Memory {
    disk: MemoryDisk,
    closed: Rc<Cell<bool>>,
}

impl Memory {
    /// A connection to an empty database of its own.
    pub fn new() -> Self {
        MemoryDisk::new().connect()
    }
}

impl Default for Memory {
    fn default() -> Self {
        Self::new()
    }
}

impl Backend for Memory {
    type Tx = MemoryTx;

    fn begin(&self, tables: &[Table], mode: Mode) -> Result<MemoryTx, StoreError> {
        if self.closed.get() {
            return Err(StoreError::new(StoreErrorCode::Closed, "the connection was closed"));
        }
        let mut shared = self.disk.0.borrow_mut();
        if let Some(code) = shared.fail_begin.take() {
            return Err(StoreError::new(code, "asked to fail"));
        }
        // Values are shared, so a copy of the maps is small: the transaction works on it and hands it back.
        let work = shared.state.clone();
        Ok(MemoryTx { disk: self.disk.clone(), work, scope: tables.to_vec(), mode })
    }

    fn close(&self) {
        self.closed.set(true);
    }
}

/// A transaction in memory.
pub struct MemoryTx {
    disk: MemoryDisk,
    work: State,
    scope: Vec<Table>,
    mode: Mode,
}

impl MemoryTx {
    // IndexedDB refuses a table outside the transaction's scope, and so must its twin.
    fn rows(&self, table: Table) -> Result<Option<&Rows>, StoreError> {
        self.in_scope(table)?;
        Ok(self.work.tables.get(table.name))
    }

    fn in_scope(&self, table: Table) -> Result<(), StoreError> {
        if self.scope.contains(&table) {
            Ok(())
        } else {
            Err(StoreError::misuse(format!("{} is not a table of this transaction", table.name)))
        }
    }

    fn rows_mut(&mut self, table: Table) -> Result<&mut Rows, StoreError> {
        self.in_scope(table)?;
        if self.mode == Mode::Read {
            return Err(StoreError::misuse("a transaction for reading cannot write"));
        }
        Ok(self.work.tables.entry(table.name).or_default())
    }
}

impl Transaction for MemoryTx {
    async fn each(&self, table: Table, keys: &[u64], take: impl FnMut(Option<Vec<u8>>)) -> Result<(), StoreError> {
        let rows = self.rows(table)?;
        keys.iter().map(|key| rows.and_then(|rows| rows.get(key)).map(|value| value.to_vec())).for_each(take);
        Ok(())
    }

    async fn range(&self, table: Table, keys: RangeInclusive<u64>) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        let Some(rows) = self.rows(table)?.filter(|_| !keys.is_empty()) else { return Ok(Vec::new()) };
        Ok(rows.range(keys).map(|(key, value)| (*key, value.to_vec())).collect())
    }

    async fn keys(&self, table: Table) -> Result<Vec<u64>, StoreError> {
        Ok(self.rows(table)?.map(|rows| rows.keys().copied().collect()).unwrap_or_default())
    }

    async fn last_keys(&self, tables: &[Table]) -> Result<Vec<Option<u64>>, StoreError> {
        tables.iter().map(|table| Ok(self.rows(*table)?.and_then(|rows| rows.keys().next_back().copied()))).collect()
    }

    fn put(&mut self, table: Table, key: u64, value: &[u8]) -> Result<(), StoreError> {
        if table.counted && self.work.drawn.get(table.name).is_none_or(|drawn| key > *drawn) {
            return Err(StoreError::misuse(format!("{} draws its own keys", table.name)));
        }
        self.rows_mut(table)?.insert(key, value.into());
        Ok(())
    }

    async fn add(&mut self, table: Table, values: &[Vec<u8>]) -> Result<Vec<u64>, StoreError> {
        if !table.counted {
            return Err(StoreError::misuse(format!("{} draws no keys", table.name)));
        }
        let mut next = self.work.drawn.get(table.name).copied().unwrap_or(0);
        let mut keys = Vec::with_capacity(values.len());
        for value in values {
            next += 1;
            self.rows_mut(table)?.insert(next, value.as_slice().into());
            keys.push(next);
        }
        self.work.drawn.insert(table.name, next);
        Ok(keys)
    }

    fn delete(&mut self, table: Table, keys: RangeInclusive<u64>) -> Result<(), StoreError> {
        let rows = self.rows_mut(table)?;
        if !keys.is_empty() {
            let doomed: Vec<u64> = rows.range(keys).map(|(key, _)| *key).collect();
            doomed.iter().for_each(|key| drop(rows.remove(key)));
        }
        Ok(())
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        if self.mode == Mode::Read {
            return Ok(());
        }
        let mut shared = self.disk.0.borrow_mut();
        if let Some(code) = shared.lasting {
            return Err(StoreError::new(code, "asked to fail"));
        }
        if let Some((nth, code)) = shared.fail_commit.take() {
            if nth <= 1 {
                return Err(StoreError::new(code, "asked to fail"));
            }
            shared.fail_commit = Some((nth - 1, code));
        }
        // Nothing here ever waits, so two transactions cannot overlap; if a caller makes them, nobody's write is lost.
        if shared.state.commits != self.work.commits {
            return Err(StoreError::new(StoreErrorCode::Aborted, "another transaction committed in between"));
        }
        self.work.commits += 1;
        shared.state = self.work;
        Ok(())
    }
}
