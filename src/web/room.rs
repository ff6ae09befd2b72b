//! How much room the browser gives, and whether it promises to keep the data.

use js_sys::Reflect;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

fn manager() -> Option<web_sys::StorageManager> {
    web_sys::window().map(|w| w.navigator().storage())
}

/// Bytes that this origin uses, and how many it may use. `None`: the browser does not tell (plain http, for one).
pub async fn used_and_quota() -> Option<(u64, u64)> {
    let estimate = JsFuture::from(manager()?.estimate().ok()?).await.ok()?;
    let number = |name: &str| Reflect::get(&estimate, &JsValue::from_str(name)).ok()?.as_f64();
    Some((number("usage")? as u64, number("quota")? as u64))
}

/// Whether the browser promised not to clear the data by itself. `None`: it does not tell.
pub async fn is_persistent() -> Option<bool> {
    JsFuture::from(manager()?.persisted().ok()?).await.ok()?.as_bool()
}

/// Asks the browser to keep the data; some ask the user. `None`: it cannot be asked.
pub async fn ask_to_persist() -> Option<bool> {
    JsFuture::from(manager()?.persist().ok()?).await.ok()?.as_bool()
}
