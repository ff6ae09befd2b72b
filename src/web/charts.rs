//! The chart module (`page/charts.js`): imported when the first chart is shown, and the few calls that the app makes.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

#[wasm_bindgen]
extern "C" {
    /// The module once it is there.
    #[derive(Clone)]
    pub type Module;

    #[wasm_bindgen(method, catch)]
    fn create(this: &Module, element: &Element, locale: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn draw(this: &Module, chart: &JsValue, option: &str) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = onClick)]
    fn on_click(this: &Module, chart: &JsValue, callback: &js_sys::Function) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn picture(this: &Module, chart: &JsValue, background: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn resize(this: &Module, chart: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch)]
    fn dispose(this: &Module, chart: &JsValue) -> Result<(), JsValue>;
}

/// Imports the module; the browser fetches it once. `None` if it cannot be had: tables stand in for charts then.
pub async fn load() -> Option<Module> {
    Some(super::named::module("loudou-charts").await?.unchecked_into())
}

/// A chart on the page. Dropping it frees it.
pub struct Chart {
    module: Module,
    chart: JsValue,
    _click: Option<Closure<dyn FnMut(JsValue, JsValue)>>,
}

impl Chart {
    /// Makes a chart in an element that has a size. `locale`: `ZH` or `EN`. `picked` runs with the position of the mark that
    /// was clicked in its series. `None` if the browser refuses, for want of a canvas, say.
    pub fn new(
        module: Module,
        element: &Element,
        locale: &str,
        picked: Option<Box<dyn FnMut(usize)>>,
    ) -> Option<Chart> {
        let chart = module.create(element, locale).ok()?;
        let click = picked.map(|mut picked| {
            Closure::new(move |_series: JsValue, at: JsValue| {
                if let Some(at) = at.as_f64().filter(|at| *at >= 0.0) {
                    picked(at as usize);
                }
            })
        });
        if let Some(click) = &click {
            module.on_click(&chart, click.as_ref().unchecked_ref()).ok()?;
        }
        Some(Chart { module, chart, _click: click })
    }

    /// Shows an option, given as JSON, in place of what was shown. `false` if it could not be drawn.
    pub fn draw(&self, option: &str) -> bool {
        self.module.draw(&self.chart, option).is_ok()
    }

    /// Fits the chart to its element.
    pub fn resize(&self) {
        let _ = self.module.resize(&self.chart);
    }

    /// The chart as PNG on a background (a CSS colour).
    pub fn picture(&self, background: &str) -> Option<Vec<u8>> {
        let url = self.module.picture(&self.chart, background).ok()?.as_string()?;
        let (_, data) = url.split_once(',')?;
        // `atob` gives one character per byte.
        Some(web_sys::window()?.atob(data).ok()?.chars().map(|c| c as u8).collect())
    }
}

impl Drop for Chart {
    fn drop(&mut self) {
        let _ = self.module.dispose(&self.chart);
    }
}

/// A CSS expression's colour as a canvas understands it, in the light or dark of the page now.
pub fn colour(probe: &HtmlElement, expression: &str) -> String {
    let read = || {
        probe.style().set_property("color", expression).ok()?;
        let style = web_sys::window()?.get_computed_style(probe).ok()??;
        style.get_property_value("color").ok()
    };
    read().unwrap_or_default()
}

/// The font families of an element.
pub fn font(probe: &HtmlElement) -> String {
    let read = || web_sys::window()?.get_computed_style(probe).ok()??.get_property_value("font-family").ok();
    read().unwrap_or_default()
}

/// Puts a PNG on the clipboard; `false` where the browser cannot or may not.
pub async fn copy_picture(png: &[u8]) -> bool {
    let copy = || -> Result<js_sys::Promise, JsValue> {
        let options = web_sys::BlobPropertyBag::new();
        options.set_type("image/png");
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(png));
        let blob = web_sys::Blob::new_with_u8_array_sequence_and_options(&parts, &options)?;
        let content = js_sys::Object::new();
        js_sys::Reflect::set(&content, &"image/png".into(), &blob)?;
        // Not every browser has these: they are looked for, not bound.
        let class: js_sys::Function = js_sys::Reflect::get(&js_sys::global(), &"ClipboardItem".into())?.dyn_into()?;
        let item = js_sys::Reflect::construct(&class, &js_sys::Array::of1(&content))?;
        let navigator = js_sys::Reflect::get(&js_sys::global(), &"navigator".into())?;
        let clipboard = js_sys::Reflect::get(&navigator, &"clipboard".into())?;
        let write: js_sys::Function = js_sys::Reflect::get(&clipboard, &"write".into())?.dyn_into()?;
        write.call1(&clipboard, &js_sys::Array::of1(&item))?.dyn_into()
    };
    match copy() {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
