//! Search and commands (Ctrl K): records by name, phone, pinyin and initials; screens, new records, undo, language, theme.

mod find;

use super::app::use_app;
use super::composes;
use super::finding::use_finding;
use super::kit::dialog::Dialog;
use super::kit::icon::{Icon, Shape};
use super::shell::Overlay;
use crate::text::words::{common, shell as words};
use find::{groups, Group};
use leptos::prelude::*;

/// The button in the top bar that looks like a search field.
#[component]
pub fn SearchButton() -> impl IntoView {
    let app = use_app();
    view! {
        <button
            type="button"
            class="search"
            data-action="palette"
            aria-keyshortcuts="Control+K"
            on:click=move |_| app.dialog.set(Some(Overlay::Palette))
        >
            <Icon shape=Shape::Search/>
            <span class="wide-only">{app.t(words::SEARCH_HINT)}</span>
            <span class="phone-only">{app.t(common::SEARCH)}</span>
            <kbd aria-hidden="true">"Ctrl K"</kbd>
        </button>
    }
}

/// The palette, when it is open.
#[component]
pub fn Palette() -> impl IntoView {
    let app = use_app();
    move || (app.dialog.get() == Some(Overlay::Palette)).then(|| view! { <Search/> })
}

#[component]
fn Search() -> impl IntoView {
    let app = use_app();
    let workspace = super::app::use_workspace();
    let finding = use_finding();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let found = Memo::new(move |_| groups(app, workspace, finding, &typed.get()));
    let count = Memo::new(move |_| found.with(|f| f.iter().map(|g| g.entries.len()).sum::<usize>()));
    let close = Callback::new(move |()| app.dialog.set(None));
    let run = move |i: usize| {
        let entry = found.with_untracked(|f| f.iter().flat_map(|g| &g.entries).nth(i).cloned());
        if let Some(entry) = entry {
            close.run(());
            entry.act.run(app);
        }
    };
    let step = move |by: isize| {
        let count = count.get_untracked() as isize;
        if count > 0 {
            at.update(|at| *at = (*at as isize + by).rem_euclid(count) as usize);
            let id = option_id(at.get_untracked());
            request_animation_frame(move || {
                if let Some(option) = document().get_element_by_id(&id) {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    option.scroll_into_view_with_scroll_into_view_options(&options);
                }
            });
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if composes(&event) {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => step(1),
            "ArrowUp" => step(-1),
            "Enter" => run(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let result = move || match typed.with(|t| t.trim().is_empty()) {
        true => String::new(),
        false => app.tf(words::PALETTE_RESULTS, &[("n", &count.get().to_string())]),
    };
    view! {
        <Dialog title=app.t(words::PALETTE) on_close=close class="palette">
            <label class="palette-field">
                <Icon shape=Shape::Search/>
                <input
                    class="find-input"
                    autofocus
                    role="combobox"
                    name="palette"
                    autocomplete="off"
                    spellcheck="false"
                    aria-label=app.t(words::PALETTE)
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || (count.get() > 0).then(|| option_id(at.get()))
                    placeholder=app.t(words::PALETTE_HINT)
                    prop:value=move || typed.get()
                    on:input=move |event| {
                        at.set(0);
                        typed.set(event_target_value(&event));
                    }
                    on:keydown=on_key
                />
            </label>
            <p class="sr-only" role="status">{result}</p>
            <div id="palette-list" class="palette-list" role="listbox" aria-label=app.t(words::PALETTE)>
                {move || {
                    let mut first = 0;
                    found
                        .get()
                        .into_iter()
                        .map(|group| {
                            let from = first;
                            first += group.entries.len();
                            group_view(group, from, at, run)
                        })
                        .collect_view()
                }}
            </div>
            {move || (count.get() == 0).then(|| view! { <p class="muted palette-none">{app.t(common::NOTHING_FOUND)}</p> })}
        </Dialog>
    }
}

fn option_id(i: usize) -> String {
    format!("palette-{i}")
}

fn group_view(
    group: Group,
    from: usize,
    at: RwSignal<usize>,
    run: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let label = use_app().t(group.label);
    view! {
        <div role="group" aria-label=label>
            <p class="palette-group" aria-hidden="true">{label}</p>
            {group
                .entries
                .into_iter()
                .enumerate()
                .map(|(i, entry)| {
                    let place = from + i;
                    view! {
                        <div
                            id=option_id(place)
                            class="palette-entry"
                            role="option"
                            data-entry=entry.key
                            aria-selected=move || (at.get() == place).to_string()
                            on:pointermove=move |_| if at.get_untracked() != place { at.set(place) }
                            on:click=move |_| run(place)
                        >
                            <Icon shape=entry.shape/>
                            <span>{entry.label}</span>
                            <small>{entry.note}</small>
                        </div>
                    }
                })
                .collect_view()}
        </div>
    }
}
