//! The top bar: search, quick add, undo, language, and the banner when something could not be saved.

use super::super::app::{use_app, use_workspace, Theme};
use super::super::help;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::super::palette::SearchButton;
use super::super::part;
use super::super::workspace::Saving;
use super::Overlay;
use crate::route::Screen;
use crate::storage::error::StoreErrorCode;
use crate::text::words::{common, shell};
use leptos::prelude::*;

/// The top bar.
#[component]
pub fn Top() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let saving = workspace.saving();
    // What can be undone changes with every change of the data, and each of those goes through saving.
    let label = move |undo: bool| {
        saving.track();
        let what = workspace.session(|s| {
            let last = if undo { s.can_undo() } else { s.can_redo() };
            last.map(|(command, subject)| (command.to_string(), subject.to_string()))
        });
        what.map(|(command, subject)| {
            app.tf(
                if undo { shell::UNDO_WHAT } else { shell::REDO_WHAT },
                &[("what", &app.done_text(&command, &subject))],
            )
        })
    };
    let undo = Memo::new(move |_| label(true));
    let redo = Memo::new(move |_| label(false));
    let other = app.lang().next();
    let themes = Callback::new(move |()| {
        Theme::ALL
            .into_iter()
            .map(|theme| {
                Item::new(app.t(theme.label()), move || app.set_theme(theme))
                    .current(app.theme.get_untracked() == theme)
            })
            .collect()
    });
    view! {
        <header class="top">
            <super::switcher::PhoneMenu/>
            <SearchButton/>
            <super::rail::PhoneLight/>
            <span class="grow"></span>
            <button
                type="button"
                class="icon-button"
                aria-label=move || undo.get().unwrap_or_else(|| app.t(shell::NOTHING_TO_UNDO).into())
                title=move || undo.get().unwrap_or_else(|| app.t(shell::NOTHING_TO_UNDO).into())
                aria-disabled=move || undo.get().is_none().then_some("true")
                data-action="undo"
                on:click=move |_| app.undo()
            >
                <Icon shape=Shape::Undo/>
            </button>
            <button
                type="button"
                class="icon-button"
                aria-label=move || redo.get().unwrap_or_else(|| app.t(shell::NOTHING_TO_REDO).into())
                title=move || redo.get().unwrap_or_else(|| app.t(shell::NOTHING_TO_REDO).into())
                aria-disabled=move || redo.get().is_none().then_some("true")
                data-action="redo"
                on:click=move |_| app.redo()
            >
                <Icon shape=Shape::Redo/>
            </button>
            <button type="button" class="icon-button" aria-label=app.t(shell::HELP) title=app.t(shell::HELP) data-action="help" on:click=move |_| help::open(app)>
                <Icon shape=Shape::Help/>
            </button>
            <Menu label=app.t(shell::THEME) items=themes class="icon-button" right=true>
                <Icon shape=Shape::Sun/>
            </Menu>
            <button
                type="button"
                class="icon-button lang"
                lang=other.html_lang()
                on:click=move |_| app.set_lang(other)
            >
                {other.own_name()}
            </button>
            <button type="button" class="primary" on:click=move |_| app.dialog.set(Some(Overlay::QuickAdd))>
                <Icon shape=Shape::Plus/>
                {app.t(shell::QUICK_ADD)}
            </button>
        </header>
        {move || match saving.get() {
            Saving::Failed(code) => {
                // A database that is gone cannot be tried again: it is made anew.
                let gone = code == StoreErrorCode::Closed;
                let retry = move |_| if gone { part::save_anew(app, workspace) } else { workspace.save() };
                Some(
                    view! {
                        <div class="banner" role="alert">
                            <Icon shape=Shape::Warning/>
                            <span>{app.error_text(code.as_str())}</span>
                            <button type="button" class="button" data-action="retry" on:click=retry>
                                {app.t(if gone { shell::SAVE_ANEW } else { common::RETRY })}
                            </button>
                            <button type="button" class="button" data-action="export" on:click=move |_| app.go_screen(Screen::Data)>{app.t(common::EXPORT)}</button>
                        </div>
                    },
                )
            }
            Saving::ReadOnly => Some(
                view! {
                    <div class="banner" role="alert">
                        <Icon shape=Shape::Warning/>
                        <span>{app.error_text("read_only")}</span>
                        <button type="button" class="button" data-action="export" on:click=move |_| app.go_screen(Screen::Data)>{app.t(common::EXPORT)}</button>
                    </div>
                },
            ),
            _ => None,
        }}
    }
}
