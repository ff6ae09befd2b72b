//! What every component can reach: language, theme, address, the open workspace, messages.

use super::offline::Told;
use super::part;
use super::workspace::Workspace;
use crate::domain::command::{Command, Refusal};
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::route::{Route, Screen};
use crate::storage::registry::Registry;
use crate::storage::session::{Done, Session};
use crate::text::format::list;
use crate::text::words::{commands, errors, fields, shell};
use crate::text::{Lang, Text};
use crate::web::device;
use crate::web::idb::Idb;
use leptos::prelude::*;

/// How many records a refusal names.
const NAMED: usize = 3;

/// The names of the first records. Several may have the same one, such as the goals of one rep: it is said once.
fn named(session: &Session, rows: &[(Table, Id)]) -> Vec<String> {
    let mut names = Vec::new();
    for (table, id) in rows {
        let name = session.name_of(*table, *id);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
        if names.len() == NAMED {
            break;
        }
    }
    names
}

/// Light, dark, or as the system says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// All themes, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word in preferences and in the `data-theme` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// Its name.
    pub fn label(self) -> Text {
        match self {
            Theme::System => shell::THEME_SYSTEM,
            Theme::Light => shell::THEME_LIGHT,
            Theme::Dark => shell::THEME_DARK,
        }
    }
}

/// A message at the foot of the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Toast {
    /// Its number, for the list.
    pub id: u64,
    /// Its words.
    pub text: String,
    /// It says that something went wrong.
    pub bad: bool,
    /// What it offers.
    pub act: Option<Act>,
}

/// What a message offers to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Act {
    /// Undo.
    Undo,
    /// Load the page anew, with a new version.
    Reload,
}

impl Toast {
    /// Whether it stays until it is closed. What went wrong does, and what nobody is to be hurried to.
    fn stays(&self) -> bool {
        self.bad || self.act == Some(Act::Reload)
    }
}

/// The app. A handle: copy it into closures.
#[derive(Clone, Copy)]
pub struct App {
    /// The language of the screens.
    pub lang: RwSignal<Lang>,
    /// The theme.
    pub theme: RwSignal<Theme>,
    /// Where the user is. Change it through [`App::go`].
    pub route: RwSignal<Route>,
    /// The open workspace.
    pub workspace: RwSignal<Option<Workspace>, LocalStorage>,
    /// Whether it is known which workspace the address names, if any.
    pub booted: RwSignal<bool>,
    /// The address names a workspace that is not on this device (any more).
    pub missing: RwSignal<bool>,
    /// The list of workspaces; `None` while it opens, or where the browser has no database.
    pub registry: RwSignal<Option<Registry<Idb>>, LocalStorage>,
    /// What this instance is called, where it has a name of its own.
    pub name: RwSignal<Option<String>>,
    /// What a screen reader says next.
    pub said: RwSignal<String>,
    /// Messages.
    pub toasts: RwSignal<Vec<Toast>>,
    /// The screen is being printed: everything is drawn, see `print`.
    pub printing: RwSignal<bool>,
    /// The dialog that is open over everything, by name, see `shell`.
    pub dialog: RwSignal<Option<super::shell::Overlay>>,
    /// What the browser told of the app itself.
    pub told: Told,
}

/// The app, from within any component.
pub fn use_app() -> App {
    expect_context::<App>()
}

/// The open workspace, from within any screen of it.
pub fn use_workspace() -> Workspace {
    expect_context::<Workspace>()
}

impl App {
    /// The app with its preferences.
    pub fn new() -> App {
        let lang =
            device::preference("lang").and_then(|l| Lang::from_code(&l)).unwrap_or_else(device::browser_language);
        let theme = device::preference("theme")
            .and_then(|t| Theme::ALL.into_iter().find(|x| x.code() == t))
            .unwrap_or(Theme::System);
        App {
            lang: RwSignal::new(lang),
            theme: RwSignal::new(theme),
            route: RwSignal::new(super::current_route()),
            workspace: RwSignal::new_local(None),
            booted: RwSignal::new(false),
            missing: RwSignal::new(false),
            registry: RwSignal::new_local(None),
            name: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            toasts: RwSignal::new(Vec::new()),
            printing: RwSignal::new(false),
            dialog: RwSignal::new(None),
            told: Told::new(),
        }
    }

    /// A phrase. The whole page is drawn anew when the language changes, so this need not be in a closure.
    pub fn t(self, text: Text) -> &'static str {
        text.in_(self.lang.get_untracked())
    }

    /// What this instance is called.
    pub fn called(self) -> String {
        self.name.get().unwrap_or_else(|| self.t(shell::APP).into())
    }

    /// A phrase with values in it.
    pub fn tf(self, text: Text, values: &[(&str, &str)]) -> String {
        text.with(self.lang.get_untracked(), values)
    }

    /// The language, untracked.
    pub fn lang(self) -> Lang {
        self.lang.get_untracked()
    }

    /// Goes somewhere; the browser's Back comes back.
    pub fn go(self, route: Route) {
        if let Some(window) = web_sys::window() {
            let _ = window.location().set_hash(&route.hash());
        }
        self.route.set(route);
    }

    /// Changes the address in place: a filter, a drawer; Back does not stop there.
    pub fn adjust(self, route: Route) {
        if let Some(history) = web_sys::window().and_then(|w| w.history().ok()) {
            let _ = history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&route.hash()));
        }
        self.route.set(route);
    }

    /// Goes to a screen of the open workspace.
    pub fn go_screen(self, screen: Screen) {
        if let Some(workspace) = self.workspace.get_untracked() {
            self.go(Route::screen(&workspace.slot(), screen));
        }
    }

    /// Opens a record's drawer beside what is shown.
    pub fn open(self, table: Table, id: Id) {
        self.go(self.route.get_untracked().with_open(Some((table, id))));
    }

    /// Closes the drawer.
    pub fn close_drawer(self) {
        self.go(self.route.get_untracked().with_open(None));
    }

    /// Runs a command and tells what it did, with Undo. A refusal is told too, and returned for the form that caused it.
    ///
    /// # Errors
    /// The refusal.
    pub fn run(self, command: Command) -> Result<Option<Done>, Refusal> {
        let result = self.try_run(command);
        if let Err(refusal) = &result {
            self.say_bad(self.refusal_text(refusal));
        }
        result
    }

    /// The same, but a refusal is only returned: the caller shows it at the field.
    ///
    /// # Errors
    /// The refusal.
    pub fn try_run(self, command: Command) -> Result<Option<Done>, Refusal> {
        let Some(workspace) = self.workspace.get_untracked() else { return Err(Refusal::new("not_found")) };
        let done = workspace.execute(command)?;
        if let Some(done) = &done {
            self.say(self.done_text(&done.command, &done.subject), true);
        }
        Ok(done)
    }

    /// Undo, with its message.
    pub fn undo(self) {
        self.back_or_forth(true);
    }

    /// Redo, with its message.
    pub fn redo(self) {
        self.back_or_forth(false);
    }

    fn back_or_forth(self, undo: bool) {
        let Some(workspace) = self.workspace.get_untracked() else { return };
        if workspace.session(|s| s.whole(!undo).is_some()) {
            return part::take_back_whole(self, workspace, undo);
        }
        let (result, what, nothing) = if undo {
            (workspace.undo(), shell::UNDO_WHAT, shell::NOTHING_TO_UNDO)
        } else {
            (workspace.redo(), shell::REDO_WHAT, shell::NOTHING_TO_REDO)
        };
        match result {
            Ok(Some(done)) => {
                let mut text = self.tf(what, &[("what", &self.done_text(&done.command, &done.subject))]);
                if !done.kept.is_empty() {
                    text.push(' ');
                    text.push_str(&self.tf(shell::UNDO_LEFT_ALONE, &[("n", &done.kept.len().to_string())]));
                }
                self.say(text, false);
            }
            Ok(None) => self.say(self.t(nothing).into(), false),
            Err(refusal) => self.say_bad(self.refusal_text(&refusal)),
        }
    }

    /// What a change did, in words: the command and the row's name.
    pub fn done_text(self, command: &str, subject: &str) -> String {
        let label = commands::command_label(self.lang(), command).unwrap_or_else(|| command.to_string());
        if subject.is_empty() {
            return label;
        }
        self.tf(shell::DID_WHAT, &[("what", &label), ("name", subject)])
    }

    /// A refusal in words: what, which fields, what to do.
    pub fn refusal_text(self, refusal: &Refusal) -> String {
        let mut text = self.error_text(refusal.code);
        let names: Vec<&str> =
            refusal.fields.iter().map(|(table, key)| self.field_label(*table, table.path_of(*key))).collect();
        if !names.is_empty() {
            let fields = list(self.lang(), &names);
            text = self.tf(shell::FIELDS_COLON, &[("fields", &fields), ("text", &text)]);
        }
        let rows = self.workspace.get_untracked().map(|w| w.session(|s| named(s, &refusal.rows))).unwrap_or_default();
        if !rows.is_empty() {
            text.push(' ');
            text.push_str(
                &self.tf(
                    shell::IN_THE_WAY,
                    &[("rows", &list(self.lang(), &rows)), ("n", &refusal.rows.len().to_string())],
                ),
            );
        }
        text
    }

    /// An error's message and what to do next.
    pub fn error_text(self, code: &str) -> String {
        match errors::error_text(code) {
            Some((message, next)) => format!("{} {}", self.t(message), self.t(next)).trim().to_string(),
            None => code.to_string(),
        }
    }

    /// A field's label.
    pub fn field_label(self, table: Table, field: &'static str) -> &'static str {
        fields::field_label(table.key(), field).map_or(field, |label| self.t(label))
    }

    /// Says something at the foot of the page, for a while.
    pub fn say(self, text: String, undo: bool) {
        self.toast(text, false, undo.then_some(Act::Undo));
    }

    /// Says that something went wrong, until it is closed.
    pub fn say_bad(self, text: String) {
        self.toast(text, true, None);
    }

    /// Says why the page could be loaded anew, and offers it, until it is closed.
    pub fn offer_reload(self, text: String) {
        self.toast(text, false, Some(Act::Reload));
    }

    /// Has a screen reader say something. Of what is said in one go only the last is heard.
    pub fn announce(self, text: String) {
        // The same words again are no change of the page, and would not be heard.
        let again = self.said.with_untracked(|said| *said == text);
        self.said.set(if again { format!("{text}\u{a0}") } else { text });
    }

    fn toast(self, text: String, bad: bool, act: Option<Act>) {
        let id = device::random_u64();
        if !bad {
            self.announce(text.clone());
        }
        let toast = Toast { id, text, bad, act };
        let stays = toast.stays();
        self.toasts.update(|list| {
            // One message at a time is enough, and what stays is beside it.
            list.retain(|t| t.stays() && t.text != toast.text);
            list.push(toast);
        });
        if !stays {
            let toasts = self.toasts;
            gloo_timers::callback::Timeout::new(6_000, move || toasts.update(|list| list.retain(|t| t.id != id)))
                .forget();
        }
    }

    /// Chooses the language.
    pub fn set_lang(self, lang: Lang) {
        device::set_preference("lang", Some(lang.code()));
        self.lang.set(lang);
    }

    /// Chooses the theme.
    pub fn set_theme(self, theme: Theme) {
        device::set_preference("theme", Some(theme.code()));
        self.theme.set(theme);
    }
}

impl Default for App {
    fn default() -> Self {
        App::new()
    }
}
