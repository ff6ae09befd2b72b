//! Files out and in: a download, a chosen file's bytes, text to the clipboard.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Bytes as the browser holds them.
///
/// # Errors
/// What the browser says: there is no room.
pub fn blob(bytes: &[u8], mime: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    Blob::new_with_u8_array_sequence_and_options(&parts, &options)
}

/// Hands bytes to the browser as a download. `false` if it refuses.
pub fn download(name: &str, mime: &str, bytes: &[u8]) -> bool {
    blob(bytes, mime).is_ok_and(|blob| download_blob(name, &blob))
}

/// Hands what the browser holds to it as a download. `false` if it refuses.
pub fn download_blob(name: &str, blob: &Blob) -> bool {
    let offer = || -> Result<(), JsValue> {
        let url = Url::create_object_url_with_blob(blob)?;
        let document = web_sys::window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The download reads the address after this task: it is let go of a minute later.
        gloo_timers::callback::Timeout::new(60_000, move || drop(Url::revoke_object_url(&url))).forget();
        Ok(())
    };
    offer().is_ok()
}

/// The bytes of a file that the user chose, or of a part of it.
///
/// # Errors
/// What the browser says when it cannot read the file.
pub async fn read(file: &Blob) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|e| format!("{e:?}"))?;
    Ok(js_sys::Uint8Array::new(&buffer).to_vec())
}

/// The bytes of a file of this site, by its address; `None` if it cannot be had now.
async fn fetch(path: &str) -> Option<Vec<u8>> {
    let window = web_sys::window()?;
    let response = JsFuture::from(window.fetch_with_str(path)).await.ok()?;
    let of = |name: &str| js_sys::Reflect::get(&response, &name.into()).ok();
    of("ok")?.as_bool().filter(|ok| *ok)?;
    let read: js_sys::Function = of("arrayBuffer")?.dyn_into().ok()?;
    let buffer: js_sys::Promise = read.call0(&response).ok()?.dyn_into().ok()?;
    Some(js_sys::Uint8Array::new(&JsFuture::from(buffer).await.ok()?).to_vec())
}

/// Bytes as a file, as if it had been chosen.
pub fn file_of(name: &str, bytes: &[u8]) -> Option<web_sys::File> {
    web_sys::File::new_with_u8_array_sequence(&js_sys::Array::of1(&js_sys::Uint8Array::from(bytes)), name).ok()
}

/// The bytes of a file in the page's own folder, as it is now; `None` if it cannot be had.
pub async fn fetch_beside(name: &str) -> Option<Vec<u8>> {
    fetch(&format!("./{}", String::from(js_sys::encode_uri_component(name)))).await
}

/// The bytes of a file of the app that the page names in its head; `None` if it cannot be had now.
pub async fn fetch_named(name: &str) -> Option<Vec<u8>> {
    fetch(&super::named::address(name)?).await
}

/// Decodes bytes by the browser's tables. `None`: it does not know the encoding.
pub fn decode(encoding: &str, bytes: &[u8]) -> Option<String> {
    web_sys::TextDecoder::new_with_label(encoding).ok()?.decode_with_u8_array(bytes).ok()
}

/// Puts text on the clipboard; `false` if the browser refuses.
pub async fn copy_text(text: &str) -> bool {
    match web_sys::window() {
        Some(window) => JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok(),
        None => false,
    }
}
