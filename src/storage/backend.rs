//! What storage needs of a database: a few tables of bytes by number, and transactions over them.
//!
//! Everything else is written once above this, so that what is tested in memory is what runs in the browser.
//! Rules for both implementations, held by the contract suite:
//! - A transaction sees one state from its beginning to its end, and its own writes.
//! - All of its writes happen, or none. Only after [`Transaction::commit`] returned `Ok` are they promised.
//! - A transaction that is dropped without a commit has written nothing.
//! - While a transaction is open, its owner awaits nothing but that transaction: a browser ends it otherwise.

use std::ops::RangeInclusive;

use super::error::StoreError;

/// A table of a database. Keys are below 2⁵³, the whole numbers that JavaScript can count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Table {
    /// Its name in the database.
    pub name: &'static str,
    /// Whether the database draws its keys ([`Transaction::add`]) instead of the caller giving them.
    pub counted: bool,
}

/// All keys of a table.
pub const ALL_KEYS: RangeInclusive<u64> = 0..=(1 << 53) - 1;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reads only; several of them run side by side.
    Read,
    /// Reads and writes, alone on its tables.
    Write,
}

/// A database: opened once, it starts transactions. Clones are handles to the same connection.
pub trait Backend: Clone {
    /// Its transactions.
    type Tx: Transaction;

    /// Starts a transaction over these tables, which are all it may touch.
    ///
    /// # Errors
    /// `closed` if the connection is gone.
    fn begin(&self, tables: &[Table], mode: Mode) -> Result<Self::Tx, StoreError>;

    /// Lets go of the database. Everything begun later fails with `closed`; doing it twice does no harm.
    fn close(&self);
}

/// One transaction. The futures run on the thread that made them.
#[allow(async_fn_in_trait, reason = "there is one thread: nothing needs the futures to be Send")]
pub trait Transaction {
    /// The values under these keys, in their order. A value that is there but cannot be read comes as `None` too,
    /// so that one unreadable page does not keep the rest from loading.
    ///
    /// # Errors
    /// Any code but `quota_exceeded`: the transaction cannot read at all.
    async fn get(&self, table: Table, keys: &[u64]) -> Result<Vec<Option<Vec<u8>>>, StoreError> {
        let mut values = Vec::with_capacity(keys.len());
        self.each(table, keys, |value| values.push(value)).await?;
        Ok(values)
    }

    /// Hands out these values one by one, each when it was read, while the next ones are on their way.
    ///
    /// # Errors
    /// As for `get`; what was handed out is void then.
    async fn each(&self, table: Table, keys: &[u64], take: impl FnMut(Option<Vec<u8>>)) -> Result<(), StoreError>;

    /// The keys and values of a range, by rising key. An empty range reads nothing.
    ///
    /// # Errors
    /// As for `get`.
    async fn range(&self, table: Table, keys: RangeInclusive<u64>) -> Result<Vec<(u64, Vec<u8>)>, StoreError>;

    /// All keys of a table, rising.
    ///
    /// # Errors
    /// As for `get`.
    async fn keys(&self, table: Table) -> Result<Vec<u64>, StoreError>;

    /// The highest key of each table, `None` where it is empty.
    ///
    /// # Errors
    /// As for `get`.
    async fn last_keys(&self, tables: &[Table]) -> Result<Vec<Option<u64>>, StoreError>;

    /// Writes a value under a key, in place of any other.
    ///
    /// # Errors
    /// Those of the browser that show at once; later ones show at the commit.
    fn put(&mut self, table: Table, key: u64, value: &[u8]) -> Result<(), StoreError>;

    /// Writes values under keys that the database draws, rising and never used before, and tells them.
    ///
    /// # Errors
    /// Those of the browser, `quota_exceeded` among them.
    async fn add(&mut self, table: Table, values: &[Vec<u8>]) -> Result<Vec<u64>, StoreError>;

    /// Deletes whatever lies in a range of keys.
    ///
    /// # Errors
    /// As for `put`.
    fn delete(&mut self, table: Table, keys: RangeInclusive<u64>) -> Result<(), StoreError>;

    /// Makes the writes last, and returns once they do.
    ///
    /// # Errors
    /// Why the browser refused; nothing was written then.
    async fn commit(self) -> Result<(), StoreError>;
}
