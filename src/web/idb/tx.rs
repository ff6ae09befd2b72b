//! One IndexedDB transaction.

use std::collections::VecDeque;
use std::future::poll_fn;
use std::ops::RangeInclusive;

use js_sys::{Array, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{IdbCursor, IdbCursorDirection, IdbKeyRange, IdbObjectStore, IdbTransaction};

use super::fault::fault;
use super::request::{Answer, Handler, Slot};
use crate::storage::backend::{Mode, Table, Transaction};
use crate::storage::error::{StoreError, StoreErrorCode};

/// How many values are read ahead of the one that is worked on: enough that nobody waits, few enough to hold.
const AHEAD: usize = 16;

/// A transaction of an [`Idb`](super::Idb) connection. Dropped without a commit, it is aborted.
pub struct IdbTx {
    tx: IdbTransaction,
    end: Slot<Result<(), StoreError>>,
    mode: Mode,
    ended: bool,
    _handlers: [Handler; 2],
}

impl IdbTx {
    pub(super) fn new(tx: IdbTransaction, mode: Mode) -> Self {
        let end = Slot::new();
        let on_complete = {
            let end = end.clone();
            Closure::new(move |_| end.fill(Ok(())))
        };
        let on_abort = {
            let (end, tx) = (end.clone(), tx.clone());
            // The cause stands in the transaction and nowhere else.
            Closure::new(move |_| {
                end.fill(Err(match tx.error() {
                    Some(exception) => fault(&exception),
                    None => StoreError::new(StoreErrorCode::Aborted, "the browser gave no reason"),
                }));
            })
        };
        let handlers: [Handler; 2] = [on_complete, on_abort];
        tx.set_oncomplete(Some(handlers[0].as_ref().unchecked_ref()));
        tx.set_onabort(Some(handlers[1].as_ref().unchecked_ref()));
        Self { tx, end, mode, ended: false, _handlers: handlers }
    }

    fn store(&self, table: Table) -> Result<IdbObjectStore, StoreError> {
        self.tx.object_store(table.name).map_err(|thrown| fault(&thrown))
    }
}

impl IdbTx {
    /// Writes one of the browser's own objects under a name; `None` takes it away.
    pub(super) fn put_object(&self, table: Table, name: &str, object: Option<&JsValue>) -> Result<(), StoreError> {
        let (store, name) = (self.store(table)?, JsValue::from_str(name));
        let asked = match object {
            Some(object) => store.put_with_key(object, &name),
            None => store.delete(&name),
        };
        asked.map(drop).map_err(|thrown| fault(&thrown))
    }

    /// What was written so; undefined if nothing was.
    pub(super) async fn object(&self, table: Table, name: &str) -> Result<JsValue, StoreError> {
        let request = self.store(table)?.get(&JsValue::from_str(name)).map_err(|thrown| fault(&thrown))?;
        Answer::or_nothing(request).await
    }
}

impl Drop for IdbTx {
    fn drop(&mut self) {
        self.tx.set_oncomplete(None);
        self.tx.set_onabort(None);
        if !self.ended && self.mode == Mode::Write {
            // It fails if the browser ended the transaction already, and that is as good.
            let _ = self.tx.abort();
        }
    }
}

impl Transaction for IdbTx {
    async fn each(&self, table: Table, keys: &[u64], mut take: impl FnMut(Option<Vec<u8>>)) -> Result<(), StoreError> {
        let store = self.store(table)?;
        let ask = |key: &u64| store.get(&js_key(*key)).map(Answer::or_nothing).map_err(|thrown| fault(&thrown));
        let (first, later) = keys.split_at(keys.len().min(AHEAD));
        let mut asked = first.iter().map(ask).collect::<Result<VecDeque<_>, _>>()?;
        let mut later = later.iter();
        while let Some(answer) = asked.pop_front() {
            let value = bytes_of(&answer.await?);
            // Before the value is worked on: the browser reads meanwhile.
            if let Some(key) = later.next() {
                asked.push_back(ask(key)?);
            }
            take(value);
        }
        Ok(())
    }

    async fn range(&self, table: Table, keys: RangeInclusive<u64>) -> Result<Vec<(u64, Vec<u8>)>, StoreError> {
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let store = self.store(table)?;
        let within = key_range(&keys)?;
        let found = Answer::of(store.get_all_keys_with_key(&within).map_err(|thrown| fault(&thrown))?);
        let values = Answer::or_nothing(store.get_all_with_key(&within).map_err(|thrown| fault(&thrown))?);
        let found = keys_of(found.await?)?;
        // One unreadable value fails the whole request; then they are read one by one, and that one comes empty.
        let values = match values.await?.dyn_into::<Array>() {
            Ok(values) => values.iter().map(|value| bytes_of(&value)).collect(),
            Err(_) => self.get(table, &found).await?,
        };
        Ok(found.into_iter().zip(values.into_iter().map(Option::unwrap_or_default)).collect())
    }

    async fn keys(&self, table: Table) -> Result<Vec<u64>, StoreError> {
        let request = self.store(table)?.get_all_keys().map_err(|thrown| fault(&thrown))?;
        keys_of(Answer::of(request).await?)
    }

    async fn last_keys(&self, tables: &[Table]) -> Result<Vec<Option<u64>>, StoreError> {
        let mut answers = Vec::with_capacity(tables.len());
        for table in tables {
            let request = self
                .store(*table)?
                .open_key_cursor_with_range_and_direction(&JsValue::NULL, IdbCursorDirection::Prev)
                .map_err(|thrown| fault(&thrown))?;
            answers.push(Answer::of(request));
        }
        let mut keys = Vec::with_capacity(tables.len());
        for answer in answers {
            let found = answer.await?;
            keys.push(match found.dyn_ref::<IdbCursor>() {
                Some(cursor) => Some(key_of(&cursor.key().map_err(|thrown| fault(&thrown))?)?),
                None => None,
            });
        }
        Ok(keys)
    }

    fn put(&mut self, table: Table, key: u64, value: &[u8]) -> Result<(), StoreError> {
        let value = Uint8Array::from(value);
        self.store(table)?.put_with_key(&value, &js_key(key)).map(drop).map_err(|thrown| fault(&thrown))
    }

    async fn add(&mut self, table: Table, values: &[Vec<u8>]) -> Result<Vec<u64>, StoreError> {
        let store = self.store(table)?;
        let mut answers = Vec::with_capacity(values.len());
        for value in values {
            let request = store.add(&Uint8Array::from(value.as_slice())).map_err(|thrown| fault(&thrown))?;
            answers.push(Answer::of(request));
        }
        let mut keys = Vec::with_capacity(values.len());
        for answer in answers {
            keys.push(key_of(&answer.await?)?);
        }
        Ok(keys)
    }

    fn delete(&mut self, table: Table, keys: RangeInclusive<u64>) -> Result<(), StoreError> {
        let store = self.store(table)?;
        if keys.is_empty() {
            return Ok(());
        }
        store.delete(&key_range(&keys)?.into()).map(drop).map_err(|thrown| fault(&thrown))
    }

    async fn commit(mut self) -> Result<(), StoreError> {
        if self.mode == Mode::Write {
            // It spares the browser the wait for further requests. Where it fails the transaction has ended, and how it
            // ended is what counts.
            #[allow(deprecated, reason = "web-sys marks it so; the standard and all browsers have it")]
            let _ = self.tx.commit();
            poll_fn(|context| self.end.poll(context)).await?;
        }
        self.ended = true;
        Ok(())
    }
}

fn js_key(key: u64) -> JsValue {
    JsValue::from_f64(key as f64)
}

fn key_range(keys: &RangeInclusive<u64>) -> Result<IdbKeyRange, StoreError> {
    IdbKeyRange::bound(&js_key(*keys.start()), &js_key(*keys.end())).map_err(|thrown| fault(&thrown))
}

fn key_of(value: &JsValue) -> Result<u64, StoreError> {
    match value.as_f64() {
        Some(key) if key >= 0.0 && key.fract() == 0.0 => Ok(key as u64),
        _ => Err(StoreError::corrupt(format!("{value:?} is no key of ours"))),
    }
}

fn keys_of(value: JsValue) -> Result<Vec<u64>, StoreError> {
    value.dyn_into::<Array>().map_err(|other| fault(&other))?.iter().map(|key| key_of(&key)).collect()
}

fn bytes_of(value: &JsValue) -> Option<Vec<u8>> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec)
}
