//! A future for an IndexedDB request.
//!
//! It wakes its task from within the request's event, and wasm-bindgen polls woken tasks in the microtask that follows,
//! where the transaction is still active: code may go on with its transaction after awaiting one of these.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, IdbRequest};

use super::fault::fault;
use crate::storage::error::StoreError;

/// Where an event leaves its result and a future finds it.
pub(super) struct Slot<T>(Rc<RefCell<(Option<T>, Option<Waker>)>>);

impl<T> Clone for Slot<T> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl<T> Slot<T> {
    pub(super) fn new() -> Self {
        Self(Rc::new(RefCell::new((None, None))))
    }

    /// Leaves the result; only the first one counts.
    pub(super) fn fill(&self, value: T) {
        let waker = {
            let mut inner = self.0.borrow_mut();
            inner.0.get_or_insert(value);
            inner.1.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    pub(super) fn poll(&self, context: &Context<'_>) -> Poll<T> {
        let mut inner = self.0.borrow_mut();
        match inner.0.take() {
            Some(value) => Poll::Ready(value),
            None => {
                inner.1 = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

/// A handler that JavaScript holds.
pub(super) type Handler = Closure<dyn FnMut(Event)>;

/// What a request answers. Dropping it lets the answer go by unseen.
pub(super) struct Answer {
    request: IdbRequest,
    slot: Slot<Result<JsValue, StoreError>>,
    _handlers: [Handler; 2],
}

impl Answer {
    /// Awaits a request. If it fails, the browser ends its transaction, too.
    pub(super) fn of(request: IdbRequest) -> Self {
        Self::new(request, false)
    }

    /// Awaits a request whose failure is an answer: nothing, as if the value were not there. Its transaction goes on.
    pub(super) fn or_nothing(request: IdbRequest) -> Self {
        Self::new(request, true)
    }

    fn new(request: IdbRequest, tolerant: bool) -> Self {
        let slot = Slot::new();
        let on_success = {
            let (slot, request) = (slot.clone(), request.clone());
            Closure::new(move |_| slot.fill(request.result().map_err(|thrown| fault(&thrown))))
        };
        let on_error = {
            let (slot, request) = (slot.clone(), request.clone());
            Closure::new(move |event: Event| {
                if tolerant {
                    event.prevent_default();
                    event.stop_propagation();
                    slot.fill(Ok(JsValue::UNDEFINED));
                } else {
                    slot.fill(Err(request_fault(&request)));
                }
            })
        };
        let handlers: [Handler; 2] = [on_success, on_error];
        request.set_onsuccess(Some(handlers[0].as_ref().unchecked_ref()));
        request.set_onerror(Some(handlers[1].as_ref().unchecked_ref()));
        Self { request, slot, _handlers: handlers }
    }
}

impl Future for Answer {
    type Output = Result<JsValue, StoreError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.slot.poll(context)
    }
}

impl Drop for Answer {
    fn drop(&mut self) {
        self.request.set_onsuccess(None);
        self.request.set_onerror(None);
    }
}

/// Why a request failed.
pub(super) fn request_fault(request: &IdbRequest) -> StoreError {
    match request.error() {
        Ok(Some(exception)) => fault(&exception),
        Ok(None) => fault(&JsValue::from_str("a request failed without a reason")),
        Err(thrown) => fault(&thrown),
    }
}
