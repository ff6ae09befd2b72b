//! The workspaces of this browser: switch, new, rename, delete.

use super::super::app::{use_app, use_workspace, App};
use super::super::data::workspace_name;
use super::super::help;
use super::super::kit::dialog::Dialog;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::super::kit::wrong::{Fault, Wrong};
use super::super::workspace::Workspace;
use super::{rail, Overlay};
use crate::domain::command::Command;
use crate::domain::records::{settings, Table};
use crate::domain::value::Value;
use crate::route::{Route, Screen};
use crate::storage::registry::WorkspaceEntry;
use crate::text::words::{common, shell};
use crate::web::device;
use crate::web::folder::Folder;
use crate::web::idb::delete_workspace;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The workspace's name with a menu below it.
#[component]
pub fn Switcher() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let name = Memo::new(move |_| {
        workspace
            .read(&[Table::Settings], |d| d.settings().map(|s| s.text(settings::NAME).to_string()).unwrap_or_default())
    });
    let others = RwSignal::new(Vec::<WorkspaceEntry>::new());
    // The registry's line is a copy of the name, so that a list needs no look into each workspace: renamed, undone or
    // replaced, it follows.
    Effect::new(move |_| {
        let (name, registry) = (name.get(), app.registry.get());
        let Some(registry) = registry.filter(|_| workspace.store().is_some()) else { return };
        spawn_local(async move {
            let mut entry = workspace.entry();
            if entry.name != name && !name.is_empty() {
                entry.name = name;
                if registry.put(&entry).await.is_ok() {
                    workspace.set_entry(entry);
                }
            }
            if let Ok(list) = registry.list().await {
                let slot = workspace.slot();
                others.try_set(list.entries.into_iter().filter(|e| e.slot != slot).collect());
            }
        });
    });
    let items = Callback::new(move |()| {
        let mut items = vec![Item::new(name.get_untracked(), || ()).current(true)];
        for entry in others.get_untracked().into_iter().take(12) {
            let route = Route::screen(&entry.slot, Screen::Board);
            items.push(Item::new(entry.name, move || go(&route)));
        }
        items.extend(actions(app));
        items
    });
    view! {
        {move || {
            // What is seen must be part of what is said.
            let label = app.tf(shell::WORKSPACE_MENU, &[("name", &name.get())]);
            view! {
                <Menu label=label items=items class="ws" right=true>
                    <span data-workspace>{name}</span>
                    <Icon shape=Shape::Down/>
                </Menu>
            }
        }}
    }
}

/// What can be done with workspaces.
fn actions(app: App) -> Vec<Item> {
    vec![
        Item::new(app.t(shell::WORKSPACE_NEW), || go(&Route::Start)),
        Item::new(app.t(shell::WORKSPACE_RENAME), move || app.dialog.set(Some(Overlay::RenameWorkspace))),
        Item::new(app.t(shell::WORKSPACE_DELETE), move || app.dialog.set(Some(Overlay::DeleteWorkspace))),
    ]
}

/// On a phone, what the bar at the foot has no room for: the other screens, and the workspaces.
#[component]
pub fn PhoneMenu() -> impl IntoView {
    let app = use_app();
    let items = Callback::new(move |()| {
        let screens = Screen::ALL.iter().filter(|s| !rail::at_foot(**s));
        let mut items: Vec<Item> = screens
            .map(|s| {
                let s = *s;
                Item::new(app.t(rail::face(s).1), move || match s {
                    Screen::Help => help::open(app),
                    s => app.go_screen(s),
                })
            })
            .collect();
        items.push(Item::new(app.t(shell::WORKSPACE_SWITCH), || go(&Route::Start)));
        items.extend(actions(app).into_iter().skip(1));
        items
    });
    view! {
        <div class="phone-only">
            <Menu label=app.t(common::MORE) items=items class="icon-button">
                <Icon shape=Shape::More/>
            </Menu>
        </div>
    }
}

/// Another workspace begins on a fresh page: the address changes, and the page loads anew.
fn go(route: &Route) {
    let _ = window().location().set_hash(&route.hash());
}

/// The dialogs of the menu.
#[component]
pub fn Dialogs() -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    move || match app.dialog.get() {
        Some(Overlay::RenameWorkspace) => Some(rename(app, workspace).into_any()),
        Some(Overlay::DeleteWorkspace) => Some(delete(app, workspace).into_any()),
        _ => None,
    }
}

fn rename(app: App, workspace: Workspace) -> impl IntoView {
    let close = Callback::new(move |()| app.dialog.set(None));
    let typed = RwSignal::new(workspace_name(workspace));
    let error = RwSignal::new(None::<Fault>);
    let save = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let cells = vec![(settings::NAME, Some(Value::text(typed.get_untracked().trim())))];
        match app.try_run(Command::Edit { table: Table::Settings, ids: vec![settings::ROW], cells }) {
            Ok(_) => close.run(()),
            Err(refusal) => error.set(Some(Fault::of(app, &refusal))),
        }
    };
    view! {
        <Dialog title=app.t(shell::WORKSPACE_RENAME) on_close=close>
            <form class="form" on:submit=save>
                <label class="field-label">
                    <span>{app.t(shell::WORKSPACE_NAME)}</span>
                    <input
                        class="input"
                        name="name"
                        autofocus=true
                        autocomplete="off"
                        maxlength="200"
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <Wrong fault=error/>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary">{app.t(common::RENAME)}</button>
                </div>
            </form>
        </Dialog>
    }
}

fn delete(app: App, workspace: Workspace) -> impl IntoView {
    let close = Callback::new(move |()| app.dialog.set(None));
    let name = workspace_name(workspace);
    let typed = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let right = {
        let name = name.clone();
        Memo::new(move |_| typed.with(|t| t.trim() == name.trim()))
    };
    let act = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !right.get_untracked() || busy.get_untracked() {
            return;
        }
        busy.set(true);
        spawn_local(delete_now(app, workspace));
    };
    view! {
        <Dialog title=app.t(shell::WORKSPACE_DELETE) on_close=close>
            <form class="form" on:submit=act>
                <p>{app.tf(shell::WORKSPACE_DELETE_WARN, &[("name", &name)])} " " {app.t(common::CANNOT_BE_UNDONE)}</p>
                <label class="field-label">
                    <span>{app.t(shell::WORKSPACE_DELETE_TYPE)}</span>
                    <input
                        class="input"
                        name="confirm"
                        autofocus=true
                        autocomplete="off"
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <div class="buttons">
                    <button type="button" class="button" on:click=move |_| close.run(())>{app.t(common::CANCEL)}</button>
                    <button type="submit" class="primary danger" disabled=move || !right.get() || busy.get()>
                        {app.t(shell::WORKSPACE_DELETE)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

async fn delete_now(app: App, workspace: Workspace) {
    let slot = workspace.slot();
    // Without a database there is nothing to delete but what the page forgets by itself.
    if let Some(registry) = app.registry.get_untracked() {
        workspace.close();
        if let Err(error) = delete_workspace(&device::directory(), &registry, &slot).await {
            return app.say_bad(app.error_text(error.code.as_str()));
        }
    }
    let directory = device::directory();
    if Folder::kept(&directory, &slot).await.is_some() {
        // Where this cannot be written, a name stays that no workspace has any more.
        let _ = Folder::keep(None, &directory, &slot).await;
    }
    device::set_preference(&format!("backup:{slot}"), None);
    device::set_preference(&format!("remind:{slot}"), None);
    device::set_preference(&format!("me:{slot}"), None);
    app.route.set(Route::Start);
    go(&Route::Start);
    let _ = window().location().reload();
}
