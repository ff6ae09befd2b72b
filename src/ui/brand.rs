//! The instance's own name and colour on the page, from `config.json` beside it.

use super::app::App;
use crate::brand::{Accent, Brand};
use crate::web::files;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

/// Puts them on the page once the file is here; without one the app goes by its own.
pub fn show(app: App) {
    spawn_local(async move {
        let Some(bytes) = files::fetch_beside("config.json").await else { return };
        let Ok(config) = js_sys::JSON::parse(&String::from_utf8_lossy(&bytes)) else { return };
        let said = |name: &str| js_sys::Reflect::get(&config, &name.into()).ok()?.as_string();
        let brand = Brand::new(said("name").as_deref(), said("accent").as_deref());
        if let Some(accent) = brand.accent {
            colour(accent);
        }
        if let Some(name) = brand.name {
            document().set_title(&name);
            app.name.set(Some(name));
        }
    });
}

fn colour(accent: Accent) {
    let Some(root) = document().document_element().and_then(|root| root.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    let Accent { light, light_soft, dark, dark_soft } = accent;
    let shades = [("--accent", light, dark), ("--accent-soft", light_soft, dark_soft)];
    for (name, light, dark) in shades {
        let _ = root.style().set_property(name, &format!("light-dark({},{})", light.css(), dark.css()));
    }
    let _ = root.style().set_property("--on-accent", "light-dark(#fff,#000)");
}
