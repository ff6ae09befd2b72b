//! Files out and in: a download, the share sheet, a chosen file's bytes, text to the clipboard.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, Url};

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

/// As what a workspace file is shared: many phones let no JSON through. Whoever opens it recognises it by its content.
const SHARED_AS: [(&str, &str); 2] = [("json", "application/json"), ("txt", "text/plain")];

/// What has become of sharing.
pub enum Shared {
    /// Another app has the file.
    Done,
    /// The user thought better of it.
    Declined,
    /// The browser does not let it through.
    Refused,
}

/// A method of the browser's `navigator` that not every browser has, and what it needs to share a file in a way that it lets through.
fn sharing(name: impl Fn(&str) -> String, content: &Blob) -> Option<(JsValue, Object)> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let can: Function = Reflect::get(&navigator, &"canShare".into()).ok()?.dyn_into().ok()?;
    SHARED_AS.iter().find_map(|(ending, mime)| {
        let options = FilePropertyBag::new();
        options.set_type(mime);
        let file = File::new_with_blob_sequence_and_options(&Array::of1(content), &name(ending), &options).ok()?;
        let data = Object::new();
        Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
        can.call1(&navigator, &data).ok()?.is_truthy().then(|| (navigator.clone(), data))
    })
}

/// Whether this browser hands files to other apps.
pub fn can_share() -> bool {
    blob(b"{}", "").is_ok_and(|blob| sharing(|ending| format!("file.{ending}"), &blob).is_some())
}

/// Hands a file to another app of the device. `name` takes the ending. Needs a click that just happened.
pub async fn share(name: impl Fn(&str) -> String, content: &Blob) -> Shared {
    let Some((navigator, data)) = sharing(name, content) else { return Shared::Refused };
    let begin = || -> Result<Promise, JsValue> {
        let share: Function = Reflect::get(&navigator, &"share".into())?.dyn_into()?;
        share.call1(&navigator, &data)?.dyn_into()
    };
    let Ok(promise) = begin() else { return Shared::Refused };
    match JsFuture::from(promise).await {
        Ok(_) => Shared::Done,
        Err(error) if Reflect::get(&error, &"name".into()).is_ok_and(|name| name == "AbortError") => Shared::Declined,
        Err(_) => Shared::Refused,
    }
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
pub fn file_of(name: &str, bytes: &[u8]) -> Option<File> {
    File::new_with_u8_array_sequence(&js_sys::Array::of1(&js_sys::Uint8Array::from(bytes)), name).ok()
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
