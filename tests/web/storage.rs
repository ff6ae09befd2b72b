//! Storage in a real browser. Runs on wasm32 only, in Chromium: `make test-storage`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_browser_offers_a_database() {
    let window = web_sys::window();
    let factory = window.map(|w| js_sys::Reflect::has(&w, &"indexedDB".into()));
    assert_eq!(factory, Some(Ok(true)));
}
