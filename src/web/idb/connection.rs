//! Opening, losing and deleting a database.

use std::future::poll_fn;
use std::rc::Rc;

use gloo_timers::callback::Timeout;
use js_sys::{Array, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Event, IdbDatabase, IdbFactory, IdbObjectStoreParameters, IdbOpenDbRequest, IdbTransaction, IdbVersionChangeEvent,
};

use super::fault::{fault, opening_fault};
use super::request::{Handler, Slot};
use super::tx::IdbTx;
use crate::storage::backend::{Backend, Mode, Table};
use crate::storage::error::{StoreError, StoreErrorCode};

/// How long other tabs have to let go of a database before it counts as blocked. They do so at once unless they are frozen
/// or in the middle of a long transaction.
const PATIENCE_MS: u32 = 3_000;

/// A connection to an IndexedDB database. Clones share it; it closes with the last of them.
#[derive(Clone)]
pub struct Idb(Rc<Connection>);

struct Connection {
    db: IdbDatabase,
    _handlers: [Handler; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.db.set_onversionchange(None);
        self.db.set_onclose(None);
        self.db.close();
    }
}

impl Idb {
    /// Opens a database, with these tables if it is new. `on_lost` is called when the browser or another tab ends the
    /// connection; by then it is closed, so that the other tab does not wait.
    ///
    /// # Errors
    /// `unavailable` without IndexedDB, `blocked` if another tab holds an older layout open, `newer_version` if the
    /// database has a newer layout; else what the browser says.
    pub async fn open(
        name: &str,
        layout: u32,
        tables: &[Table],
        on_lost: impl Fn(StoreErrorCode) + 'static,
    ) -> Result<Self, StoreError> {
        Self::open_or(name, Some(layout), tables, true, Box::new(on_lost)).await
    }

    /// The same for a database that must be there: none is made.
    ///
    /// # Errors
    /// `no_workspace` if it is not there; else as for [`open`](Self::open).
    pub async fn open_existing(
        name: &str,
        layout: u32,
        tables: &[Table],
        on_lost: impl Fn(StoreErrorCode) + 'static,
    ) -> Result<Self, StoreError> {
        Self::open_or(name, Some(layout), tables, false, Box::new(on_lost)).await
    }

    /// Opens a database in whatever layout it has, to be read.
    ///
    /// # Errors
    /// As for [`open_existing`](Self::open_existing), but for `newer_version`.
    pub async fn open_as_it_is(name: &str, on_lost: impl Fn(StoreErrorCode) + 'static) -> Result<Self, StoreError> {
        Self::open_or(name, None, &[], false, Box::new(on_lost)).await
    }

    async fn open_or(
        name: &str,
        layout: Option<u32>,
        tables: &[Table],
        create: bool,
        on_lost: Box<dyn Fn(StoreErrorCode)>,
    ) -> Result<Self, StoreError> {
        let factory = factory()?;
        let request = layout.map_or_else(|| factory.open(name), |layout| factory.open_with_u32(name, layout));
        let request = request.map_err(|thrown| opening_fault(&thrown))?;
        let tables = tables.to_vec();
        let upgrade_fault = Rc::new(RefCell::new(None));
        let on_upgrade: Handler = {
            let (request, upgrade_fault) = (request.clone(), Rc::clone(&upgrade_fault));
            Closure::new(move |event: Event| {
                // Version 0: the browser has just made it, because nobody had.
                let is_new = event.dyn_ref::<IdbVersionChangeEvent>().is_some_and(|e| e.old_version() == 0.0);
                let made = if is_new && !create {
                    Err(StoreError::new(StoreErrorCode::Missing, "there is no such database"))
                } else {
                    make_tables(&request, &tables).map_err(|thrown| fault(&thrown))
                };
                if let Err(error) = made {
                    *upgrade_fault.borrow_mut() = Some(error);
                    // Half a layout must not stay.
                    if let Some(tx) = request.transaction() {
                        let _ = tx.abort();
                    }
                }
            })
        };
        request.set_onupgradeneeded(Some(on_upgrade.as_ref().unchecked_ref()));
        let opened = answer_of(&request, true).await;
        request.set_onupgradeneeded(None);
        let db: IdbDatabase = match (opened, upgrade_fault.borrow_mut().take()) {
            (_, Some(cause)) => return Err(cause),
            (Err(error), None) => return Err(error),
            (Ok(value), None) => value.unchecked_into(),
        };
        Ok(Self::watch(db, on_lost))
    }

    fn watch(db: IdbDatabase, on_lost: impl Fn(StoreErrorCode) + 'static) -> Self {
        let on_lost = Rc::new(on_lost);
        let on_versionchange = {
            let (db, on_lost) = (db.clone(), Rc::clone(&on_lost));
            Closure::new(move |event: Event| {
                db.close();
                let upgrade = event.dyn_ref::<IdbVersionChangeEvent>().and_then(IdbVersionChangeEvent::new_version);
                on_lost(if upgrade.is_some() { StoreErrorCode::NewerVersion } else { StoreErrorCode::Closed });
            })
        };
        let on_close = Closure::new(move |_| on_lost(StoreErrorCode::Closed));
        let handlers: [Handler; 2] = [on_versionchange, on_close];
        db.set_onversionchange(Some(handlers[0].as_ref().unchecked_ref()));
        db.set_onclose(Some(handlers[1].as_ref().unchecked_ref()));
        Self(Rc::new(Connection { db, _handlers: handlers }))
    }

    /// The names of all databases of this origin; none where the browser does not tell.
    pub async fn names() -> Vec<String> {
        let listed = async {
            let factory = factory().ok()?;
            let list: js_sys::Function = Reflect::get(&factory, &"databases".into()).ok()?.dyn_into().ok()?;
            let promise: js_sys::Promise = list.call0(&factory).ok()?.dyn_into().ok()?;
            wasm_bindgen_futures::JsFuture::from(promise).await.ok()?.dyn_into::<Array>().ok()
        };
        let name_of = |found: JsValue| Reflect::get(&found, &"name".into()).ok()?.as_string();
        listed.await.map(|list| list.iter().filter_map(name_of).collect()).unwrap_or_default()
    }

    /// Deletes a database; one that does not exist is deleted already.
    ///
    /// # Errors
    /// `blocked` if another tab does not let go of it. The browser deletes it then as soon as that tab is gone.
    pub async fn delete(name: &str) -> Result<(), StoreError> {
        let request = factory()?.delete_database(name).map_err(|thrown| opening_fault(&thrown))?;
        answer_of(&request, false).await.map(drop)
    }
}

impl Backend for Idb {
    type Tx = IdbTx;

    fn begin(&self, tables: &[Table], mode: Mode) -> Result<IdbTx, StoreError> {
        let db = &self.0.db;
        let names: Array = tables.iter().map(|table| JsValue::from_str(table.name)).collect();
        let (mode_name, options) = match mode {
            Mode::Read => ("readonly", Object::new()),
            Mode::Write => ("readwrite", Object::new()),
        };
        // web-sys counts the options of a transaction as unstable, so they are passed by hand.
        let start = || {
            Reflect::set(&options, &"durability".into(), &"strict".into())?;
            let function: js_sys::Function = Reflect::get(db, &"transaction".into())?.dyn_into()?;
            function.call3(db, &names, &mode_name.into(), &options)
        };
        let tx: IdbTransaction = start().map_err(|thrown| fault(&thrown))?.unchecked_into();
        Ok(IdbTx::new(tx, mode))
    }

    fn close(&self) {
        self.0.db.close();
    }
}

fn make_tables(request: &IdbOpenDbRequest, tables: &[Table]) -> Result<(), JsValue> {
    let db: IdbDatabase = request.result()?.dyn_into()?;
    let there = db.object_store_names();
    for table in tables.iter().filter(|table| !there.contains(table.name)) {
        let parameters = IdbObjectStoreParameters::new();
        parameters.set_auto_increment(table.counted);
        db.create_object_store_with_optional_parameters(table.name, &parameters)?;
    }
    Ok(())
}

/// The factory, where there is one: some browsers hide it in private windows, some throw when it is asked for.
fn factory() -> Result<IdbFactory, StoreError> {
    let found = Reflect::get(&js_sys::global(), &"indexedDB".into()).map_err(|thrown| opening_fault(&thrown))?;
    found
        .dyn_into()
        .map_err(|_| StoreError::new(StoreErrorCode::Unavailable, "this browser or window offers no IndexedDB"))
}

/// Handlers of a request to open or delete, taken off again whichever way it ends.
struct Opening<'a> {
    request: &'a IdbOpenDbRequest,
    opens: bool,
    answered: bool,
    _handlers: [Handler; 3],
}

impl Drop for Opening<'_> {
    fn drop(&mut self) {
        self.request.set_onerror(None);
        self.request.set_onblocked(None);
        self.request.set_onsuccess(None);
        if self.opens && !self.answered {
            // A connection that comes after nobody waits for it must not stand in other tabs' way.
            let request = self.request.clone();
            let close: js_sys::Function = Closure::once_into_js(move || {
                if let Ok(db) = request.result() {
                    db.unchecked_into::<IdbDatabase>().close();
                }
            })
            .unchecked_into();
            self.request.set_onsuccess(Some(&close));
        }
    }
}

async fn answer_of(request: &IdbOpenDbRequest, opens: bool) -> Result<JsValue, StoreError> {
    let slot = Slot::new();
    let on_success: Handler = {
        let (slot, request) = (slot.clone(), request.clone());
        Closure::new(move |_| slot.fill(request.result().map_err(|thrown| fault(&thrown))))
    };
    let on_error: Handler = {
        let (slot, request) = (slot.clone(), request.clone());
        Closure::new(move |event: Event| {
            event.prevent_default();
            slot.fill(Err(match request.error() {
                Ok(Some(exception)) => opening_fault(&exception),
                Ok(None) => StoreError::misuse("opening failed without a reason"),
                Err(thrown) => opening_fault(&thrown),
            }));
        })
    };
    let on_blocked: Handler = {
        let slot = slot.clone();
        let timer = RefCell::new(None);
        Closure::new(move |_| {
            let slot = slot.clone();
            let blocked = StoreError::new(StoreErrorCode::Blocked, "another tab holds the database open");
            *timer.borrow_mut() = Some(Timeout::new(PATIENCE_MS, move || slot.fill(Err(blocked))));
        })
    };
    request.set_onsuccess(Some(on_success.as_ref().unchecked_ref()));
    request.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    request.set_onblocked(Some(on_blocked.as_ref().unchecked_ref()));
    let mut opening = Opening { request, opens, answered: false, _handlers: [on_success, on_error, on_blocked] };
    let answer = poll_fn(|context| slot.poll(context)).await;
    opening.answered = answer.is_ok();
    answer
}
