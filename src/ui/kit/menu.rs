//! Menus: a button that opens a list of actions. Arrow keys move, letters jump, Escape closes, a press elsewhere closes.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One action of a menu.
#[derive(Clone)]
pub struct Item {
    /// Its words.
    pub label: String,
    /// What it does.
    pub act: Callback<()>,
    /// It is the present choice.
    pub current: bool,
}

impl Item {
    /// An action.
    pub fn new(label: impl Into<String>, act: impl Fn() + Send + Sync + 'static) -> Item {
        Item { label: label.into(), act: Callback::new(move |()| act()), current: false }
    }

    /// Marks the present choice.
    #[must_use]
    pub fn current(mut self, current: bool) -> Item {
        self.current = current;
        self
    }
}

/// A button with a menu below it.
#[component]
pub fn Menu(
    /// What the button is called, for those who do not see its content; it holds the words that the button shows.
    #[prop(into)]
    label: Signal<String>,
    /// The actions, computed when it opens.
    items: Callback<(), Vec<Item>>,
    /// A class for the button.
    #[prop(optional)]
    class: &'static str,
    /// The menu hangs at the right edge of the button.
    #[prop(optional)]
    right: bool,
    /// Whether Tab stops at the button; else it is reached in another way.
    #[prop(optional, into)]
    stop: MaybeProp<bool>,
    /// What the button shows.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let root = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let is_inside = move |event: &web_sys::Event| {
        let target = event.target().and_then(|t| t.dyn_into::<web_sys::Node>().ok());
        root.get_untracked().is_some_and(|root| target.is_some_and(|t| root.contains(Some(&t))))
    };
    let step = move |by: i32| {
        focus_item(root, |count, at| (at.unwrap_or(if by > 0 { -1 } else { count }) + by).rem_euclid(count))
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        let used = match event.key().as_str() {
            "ArrowDown" => {
                step(1);
                true
            }
            "ArrowUp" => {
                step(-1);
                true
            }
            "Home" => {
                focus_item(root, |_, _| 0);
                true
            }
            "End" => {
                focus_item(root, |count, _| count - 1);
                true
            }
            "Escape" => {
                close();
                true
            }
            "Tab" => {
                open.set(false);
                false
            }
            _ => false,
        };
        if used {
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <div class="menu-root" node_ref=root>
            <button
                type="button"
                class=class
                node_ref=button
                aria-label=move || label.get()
                tabindex=move || (stop.get() == Some(false)).then_some("-1")
                aria-haspopup="menu"
                aria-expanded=move || open.get().to_string()
                on:click=move |event| {
                    event.stop_propagation();
                    open.update(|o| *o = !*o);
                    if open.get_untracked() {
                        request_animation_frame(move || step(1));
                    }
                }
                on:keydown=move |event| {
                    if event.key() == "ArrowDown" && !open.get_untracked() {
                        event.prevent_default();
                        open.set(true);
                        request_animation_frame(move || step(1));
                    }
                }
            >
                {children()}
            </button>
            {move || {
                open.get()
                    .then(|| {
                        let list = items.run(());
                        let outside = window_event_listener(leptos::ev::pointerdown, move |event| {
                            if !is_inside(&event) {
                                open.try_set(false);
                            }
                        });
                        on_cleanup(move || outside.remove());
                        view! {
                            <div class="menu" class:menu-right=right role="menu" aria-label=move || label.get() on:keydown=on_key>
                                {list
                                    .into_iter()
                                    .map(|item| {
                                        view! {
                                            <button
                                                type="button"
                                                role="menuitem"
                                                tabindex="-1"
                                                aria-current=item.current.then_some("true")
                                                on:click=move |event| {
                                                    event.stop_propagation();
                                                    close();
                                                    item.act.run(());
                                                }
                                            >
                                                {item.label.clone()}
                                            </button>
                                        }
                                    })
                                    .collect_view()}
                            </div>
                        }
                    })
            }}
        </div>
    }
}

/// Focuses the item that `choose` names, given how many there are and which has the focus.
fn focus_item(root: NodeRef<html::Div>, choose: impl Fn(i32, Option<i32>) -> i32) {
    let Some(root) = root.get_untracked() else { return };
    let Ok(list) = root.query_selector_all("[role=menuitem]") else { return };
    let count = list.length() as i32;
    if count == 0 {
        return;
    }
    let active = document().active_element();
    let at = (0..count)
        .find(|i| list.item(*i as u32).is_some_and(|n| active.as_ref().is_some_and(|a| n.is_same_node(Some(a)))));
    let target = list.item(choose(count, at) as u32).and_then(|n| n.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(target) = target {
        let _ = target.focus();
    }
}
