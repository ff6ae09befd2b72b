//! The module that keeps the app at hand without network (`page/offline.js`), and the few calls that the app makes.

use super::named;
use wasm_bindgen::prelude::*;
use web_sys::File;

#[wasm_bindgen]
extern "C" {
    type Module;

    #[wasm_bindgen(method, catch)]
    fn begin(this: &Module, tell: &js_sys::Function) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn renew(this: &Module) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn install(this: &Module) -> Result<JsValue, JsValue>;
}

/// What there is to tell of the app itself.
#[derive(Clone)]
pub enum News {
    /// Whether it starts without network; `false`: not at this address.
    Ready(bool),
    /// Another version is here, and waits for a reload.
    Update,
    /// Whether the browser would install it.
    Installable(bool),
    /// The system opens these files with it.
    Files(Vec<File>),
}

async fn load() -> Option<Module> {
    Some(named::module("loudou-offline").await?.unchecked_into())
}

/// Begins to tell, as long as the page lives. A second call does nothing.
pub async fn begin(tell: impl Fn(News) + 'static) {
    let Some(module) = load().await else { return };
    let tell = Closure::<dyn Fn(String, JsValue)>::new(move |what: String, value: JsValue| {
        tell(match what.as_str() {
            "ready" => News::Ready(value.is_truthy()),
            "update" => News::Update,
            "installable" => News::Installable(value.is_truthy()),
            "files" => News::Files(js_sys::Array::from(&value).iter().map(JsCast::unchecked_into).collect()),
            _ => return,
        });
    });
    let _ = module.begin(tell.into_js_value().unchecked_ref());
}

/// Loads the page anew, with the version that waits if there is one. What is not saved then is lost.
pub async fn renew() {
    match load().await {
        Some(module) => drop(module.renew()),
        None => drop(web_sys::window().map(|window| window.location().reload())),
    }
}

/// Has the browser ask whether to install the app. Needs a click that just happened.
pub async fn install() {
    if let Some(module) = load().await {
        let _ = module.install();
    }
}
