//! What only the device knows: time, randomness, its language, the page's folder, and small preferences.

use crate::domain::id::{Id, IdSource};
use crate::text::Lang;
use chrono::NaiveDate;
use wasm_bindgen::JsCast;

/// Unix milliseconds.
pub fn now_ms() -> u64 {
    js_sys::Date::now().max(0.0) as u64
}

/// The local date and the minutes since local midnight.
pub fn local_now() -> (NaiveDate, u16) {
    let now = js_sys::Date::new_0();
    let date =
        NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date()).unwrap_or_default();
    (date, (now.get_hours() * 60 + now.get_minutes()) as u16)
}

/// The local date and minutes since midnight of a moment.
pub fn local_of(ms: u64) -> (NaiveDate, u16) {
    let at = js_sys::Date::new(&(ms as f64).into());
    let date =
        NaiveDate::from_ymd_opt(at.get_full_year() as i32, at.get_month() + 1, at.get_date()).unwrap_or_default();
    (date, (at.get_hours() * 60 + at.get_minutes()) as u16)
}

/// The moment as UTC in RFC 3339, for file headers.
pub fn utc_text() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Sets a mark on the browser's timeline, for measuring.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|w| w.performance()) {
        let _ = performance.mark(name);
    }
}

/// Random bytes, from the browser's generator; a page without one still gets different numbers each time.
pub fn random(into: &mut [u8]) {
    // Asked of the global object: a worker has no window.
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok();
    let crypto = crypto.and_then(|crypto| crypto.dyn_into::<web_sys::Crypto>().ok());
    let done = crypto.is_some_and(|crypto| crypto.get_random_values_with_u8_array(into).is_ok());
    if !done {
        into.iter_mut().for_each(|byte| *byte = (js_sys::Math::random() * 256.0) as u8);
    }
}

/// A random number.
pub fn random_u64() -> u64 {
    let mut bytes = [0; 8];
    random(&mut bytes);
    u64::from_le_bytes(bytes)
}

/// Ids of this page load.
pub struct RandomIds;

impl IdSource for RandomIds {
    fn new_id(&mut self, ms: u64) -> Id {
        let mut bytes = [0; 10];
        random(&mut bytes);
        Id::v7(ms, bytes)
    }
}

/// A short random name for a workspace's slot.
pub fn new_slot() -> String {
    format!("{:08x}", random_u64() as u32)
}

/// The folder of the page, such as `/loudou/`. Names of databases and preferences carry it, because all pages of one origin share them.
pub fn directory() -> String {
    let path = web_sys::window().and_then(|w| w.location().pathname().ok()).unwrap_or_default();
    path.rfind('/').map_or_else(|| "/".into(), |at| path[..=at].to_string())
}

/// The browser's language.
pub fn browser_language() -> Lang {
    web_sys::window().and_then(|w| w.navigator().language()).map_or(Lang::En, |l| Lang::from_browser_locale(&l))
}

/// A preference of this device; `None` if it was never set or cannot be read.
pub fn preference(name: &str) -> Option<String> {
    let value = storage()?.get_item(&preference_key(name)).ok()??;
    // The first versions wrote it as JSON.
    Some(value.trim_matches('"').to_string())
}

/// Sets or clears a preference. Where the browser keeps none, the choice lasts as long as the page.
pub fn set_preference(name: &str, value: Option<&str>) {
    let Some(storage) = storage() else { return };
    let _ = match value {
        Some(value) => storage.set_item(&preference_key(name), value),
        None => storage.remove_item(&preference_key(name)),
    };
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn preference_key(name: &str) -> String {
    format!("loudou:{}:{name}", directory())
}
