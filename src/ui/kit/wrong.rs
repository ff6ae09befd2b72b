//! What is wrong with a form that is filled by hand: said below its fields, tied to the field that it is about, which gets the focus.

use crate::domain::command::Refusal;
use crate::ui::app::App;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What is wrong.
#[derive(Clone, PartialEq, Debug)]
pub struct Fault {
    text: String,
    field: Option<&'static str>,
}

impl Fault {
    /// With the field called `name` in the form.
    pub fn at(name: &'static str, text: impl Into<String>) -> Fault {
        Fault { text: text.into(), field: Some(name) }
    }

    /// What a command refused; its first field is the one, where the form has it.
    pub fn of(app: App, refusal: &Refusal) -> Fault {
        let field = refusal.fields.first().map(|(table, key)| table.path_of(*key));
        Fault { text: app.refusal_text(refusal), field }
    }
}

impl From<String> for Fault {
    fn from(text: String) -> Fault {
        Fault { text, field: None }
    }
}

/// The place where it is said; within the form, or right beside it.
#[component]
pub fn Wrong(
    /// What is wrong, if anything.
    #[prop(into)]
    fault: Signal<Option<Fault>>,
) -> impl IntoView {
    let node = NodeRef::<html::P>::new();
    let id = format!("wrong-{:x}", crate::web::device::random_u64() as u32);
    let mine = id.clone();
    Effect::new(move |_| {
        let fault = fault.get();
        let Some(place) = node.get() else { return };
        let Some(form) = place.closest("form").ok().flatten().or_else(|| place.parent_element()) else { return };
        let find = |selector: String| form.query_selector(&selector).ok().flatten();
        if let Some(former) = find(format!("[aria-errormessage=\"{mine}\"]")) {
            for name in ["aria-errormessage", "aria-describedby", "aria-invalid"] {
                let _ = former.remove_attribute(name);
            }
        }
        let field = fault.and_then(|f| f.field).and_then(|name| find(format!("[name=\"{name}\"]")));
        if let Some(field) = field {
            let says = [("aria-errormessage", mine.as_str()), ("aria-describedby", &mine), ("aria-invalid", "true")];
            for (name, value) in says {
                let _ = field.set_attribute(name, value);
            }
            let _ = field.unchecked_into::<HtmlElement>().focus();
        }
    });
    view! { <p id=id class="field-error" role="alert" node_ref=node>{move || fault.with(|f| f.as_ref().map(|f| f.text.clone()))}</p> }
}

/// Leads to the first field of a form in which something is wrong, once that is drawn.
pub fn focus_wrong(form: NodeRef<html::Form>) {
    request_animation_frame(move || {
        let form = form.try_get_untracked().flatten();
        let wrong: Option<Element> = form.and_then(|f| f.query_selector("[aria-invalid=true]").ok().flatten());
        if let Some(wrong) = wrong.and_then(|w| w.dyn_into::<HtmlElement>().ok()) {
            let _ = wrong.focus();
        }
    });
}
