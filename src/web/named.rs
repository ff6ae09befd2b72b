//! Files of the app that the page names in its head: `tools/site.mjs` gives them names that change with their content.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// JavaScript's own `import(…)`.
    #[wasm_bindgen(js_name = import, catch)]
    fn import_module(address: &str) -> Result<js_sys::Promise, JsValue>;
}

/// The address of a file that the page names.
pub fn address(name: &str) -> Option<String> {
    let document = web_sys::window()?.document()?;
    let path = document.query_selector(&format!("meta[name={name}]")).ok()??.get_attribute("content")?;
    let base = document.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(&path, &base).ok()?.href())
}

/// Imports a module that the page names; the browser fetches it once. `None` if it cannot be had.
pub(super) async fn module(name: &str) -> Option<JsValue> {
    JsFuture::from(import_module(&address(name)?).ok()?).await.ok()
}
