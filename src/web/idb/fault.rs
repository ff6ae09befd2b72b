//! The browser's errors by our names. Its own words always stay in the detail.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use crate::storage::error::{StoreError, StoreErrorCode};

/// What the browser threw or reported, as a named error.
pub fn fault(thrown: &JsValue) -> StoreError {
    let (name, message) = words(thrown);
    let code = match name.as_str() {
        "QuotaExceededError" => StoreErrorCode::QuotaExceeded,
        "SecurityError" | "NotSupportedError" => StoreErrorCode::Unavailable,
        "VersionError" => StoreErrorCode::NewerVersion,
        "InvalidStateError" => StoreErrorCode::Closed,
        "AbortError" => StoreErrorCode::Aborted,
        // A table that should be there is not; a value is there and its file is not.
        "NotFoundError" | "NotReadableError" => StoreErrorCode::Corrupt,
        _ => StoreErrorCode::Other,
    };
    StoreError::new(code, detail(&name, &message))
}

/// The same for opening a database, where some errors mean that there is no IndexedDB to be had: Firefox's private windows
/// answered `InvalidStateError`, and a database folder that cannot be read or written gives `UnknownError`.
pub(super) fn opening_fault(thrown: &JsValue) -> StoreError {
    let (name, message) = words(thrown);
    match name.as_str() {
        "InvalidStateError" | "UnknownError" => StoreError::new(StoreErrorCode::Unavailable, detail(&name, &message)),
        _ => fault(thrown),
    }
}

fn words(thrown: &JsValue) -> (String, String) {
    if let Some(exception) = thrown.dyn_ref::<DomException>() {
        (exception.name(), exception.message())
    } else if let Some(error) = thrown.dyn_ref::<js_sys::Error>() {
        (error.name().into(), error.message().into())
    } else {
        (String::new(), format!("{thrown:?}"))
    }
}

fn detail(name: &str, message: &str) -> String {
    if name.is_empty() {
        message.to_owned()
    } else {
        format!("{name}: {message}")
    }
}
