//! Messages at the foot of the page: what was done, with Undo; what went wrong, until it is closed.

use super::super::app::{use_app, Act};
use super::super::kit::icon::{Icon, Shape};
use super::super::part;
use crate::text::words::{common, shell};
use leptos::prelude::*;

/// The messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = use_app();
    let close = move |id: u64| app.toasts.update(|list| list.retain(|t| t.id != id));
    view! {
        <p class="sr-only" role="status">{move || app.said.get()}</p>
        <div class="toasts" role="region" aria-label=app.t(shell::MESSAGES)>
            <For each=move || app.toasts.get() key=|t| t.id let:toast>
                <div class="toast" class:bad=toast.bad role=toast.bad.then_some("alert")>
                    <span>{toast.text.clone()}</span>
                    {toast
                        .act
                        .map(|act| {
                            let undo = act == Act::Undo;
                            view! {
                                <button
                                    type="button"
                                    class="toast-undo"
                                    data-toast=if undo { "undo" } else { "reload" }
                                    on:click=move |_| {
                                        close(toast.id);
                                        if undo { app.undo() } else { part::renew(app) }
                                    }
                                >
                                    {app.t(if undo { common::UNDO } else { common::RELOAD })}
                                </button>
                            }
                        })}
                    <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) on:click=move |_| close(toast.id)>
                        <Icon shape=Shape::Close/>
                    </button>
                </div>
            </For>
        </div>
    }
}
