//! The board's filters. They live in the address, so a reload and a shared link keep them.

use super::super::app::use_app;
use super::super::kit::filter::FilterSelect;
use super::live::{BoardView, Wanted};
use crate::domain::records::{Kind, Table};
use crate::text::words::{board as words, common};
use leptos::prelude::*;

/// The bar of filters.
#[component]
pub fn FilterBar(
    /// What the board shows, for the numbers on the chips.
    board: Memo<Option<BoardView>>,
) -> impl IntoView {
    let app = use_app();
    let set = move |name: &'static str, value: &str| app.adjust(app.route.get_untracked().with(name, Some(value)));
    let only = move |code: &'static str, label, at: usize| {
        let on = move || app.route.get().param("only") == Some(code);
        let count = move || board.with(|b| b.as_ref().map_or(0, |b| b.marks[at]));
        view! {
            <button
                type="button"
                class="chip"
                class:on=on
                aria-pressed=move || on().to_string()
                data-only=code
                on:click=move |_| {
                    let on = app.route.get_untracked().param("only") == Some(code);
                    set("only", if on { "" } else { code });
                }
            >
                {app.t(label)}
                <b>{count}</b>
            </button>
        }
    };
    let any = move || Wanted::of(&app.route.get()).filters();
    view! {
        <div class="bar" role="group" aria-label=app.t(common::FILTER)>
            <input
                class="chip find"
                type="search"
                placeholder=app.t(words::FILTER_TEXT)
                aria-label=app.t(words::FILTER_TEXT)
                prop:value=app.route.get_untracked().param("q").unwrap_or("").to_string()
                on:input=move |event| set("q", event_target_value(&event).trim())
            />
            <FilterSelect name="owner" label=words::FILTER_OWNER kind=Kind::Ref(Table::Rep)/>
            <FilterSelect name="region" label=words::FILTER_REGION kind=Kind::List("region")/>
            <FilterSelect name="tier" label=words::FILTER_TIER kind=Kind::List("tier")/>
            <FilterSelect name="product" label=words::FILTER_PRODUCT kind=Kind::Ref(Table::Product)/>
            {only("no_next", words::FILTER_NO_NEXT, 0)}
            {only("overdue", words::FILTER_OVERDUE, 1)}
            {only("rotting", words::FILTER_ROTTING, 2)}
            <Show when=any>
                <button
                    type="button"
                    class="chip clear"
                    on:click=move |_| {
                        let mut route = app.route.get_untracked();
                        for name in ["q", "owner", "region", "tier", "product", "only"] {
                            route = route.with(name, None);
                        }
                        app.adjust(route);
                    }
                >
                    {app.t(common::CLEAR_FILTERS)}
                </button>
            </Show>
        </div>
    }
}
