//! Messages at the foot of the page: what was done, with Undo; what went wrong, until it is closed.

use super::super::app::use_app;
use super::super::kit::icon::{Icon, Shape};
use crate::text::words::{common, shell};
use leptos::prelude::*;

/// The messages.
#[component]
pub fn Toasts() -> impl IntoView {
    let app = use_app();
    let close = move |id: u64| app.toasts.update(|list| list.retain(|t| t.id != id));
    view! {
        <p class="sr-only" role="status">{move || app.said.get()}</p>
        <section class="toasts" aria-label=app.t(shell::MESSAGES)>
            <For each=move || app.toasts.get() key=|t| t.id let:toast>
                <div class="toast" class:bad=toast.bad role=toast.bad.then_some("alert")>
                    <span>{toast.text.clone()}</span>
                    {toast
                        .undo
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="toast-undo"
                                    on:click=move |_| {
                                        close(toast.id);
                                        app.undo();
                                    }
                                >
                                    {app.t(common::UNDO)}
                                </button>
                            }
                        })}
                    <button type="button" class="icon-button" aria-label=app.t(common::CLOSE) on:click=move |_| close(toast.id)>
                        <Icon shape=Shape::Close/>
                    </button>
                </div>
            </For>
        </section>
    }
}
