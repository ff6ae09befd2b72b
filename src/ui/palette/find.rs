//! What the palette offers for what was typed.

use super::super::app::{App, Theme};
use super::super::finding::Finding;
use super::super::help::{
    self,
    tour::{use_tour, Tour},
};
use super::super::kit::icon::Shape;
use super::super::kit::suggest::offer;
use super::super::print;
use super::super::shell::{face, Overlay};
use super::super::workspace::Workspace;
use crate::domain::id::Id;
use crate::domain::records::{contact, Table};
use crate::route::Screen;
use crate::text::pinyin::Query;
use crate::text::words::{common, customer, deal, help as help_words, keys, lead, shell as words};
use crate::text::{Lang, Text};
use leptos::prelude::Set;

/// Records that are offered per table.
const OFFERED: usize = 6;

/// One line.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// For tests: the record's id, or the command's word.
    pub key: String,
    /// Its picture.
    pub shape: Shape,
    /// Its words.
    pub label: String,
    /// What tells it from others.
    pub note: String,
    /// What it does.
    pub act: Act,
}

/// What a line does.
#[derive(Clone, Copy, PartialEq)]
pub enum Act {
    /// Opens a record's drawer.
    Open(Table, Id),
    /// Adds a record.
    Add(Table),
    /// Goes to a screen.
    Go(Screen),
    /// Takes back the last change.
    Undo,
    /// Does again what was taken back.
    Redo,
    /// Lists the keys.
    Keys,
    /// Opens the help of the screen.
    Help,
    /// Begins the tour.
    Tour(Tour),
    /// Prints the screen.
    Print,
    /// Chooses a theme.
    Theme(Theme),
    /// Chooses a language.
    Lang(Lang),
}

impl Act {
    /// Does it.
    pub fn run(self, app: App) {
        match self {
            Act::Open(table, id) => app.open(table, id),
            Act::Add(table) => app.dialog.set(Some(Overlay::QuickAddOf(table))),
            Act::Go(screen) => app.go_screen(screen),
            Act::Undo => app.undo(),
            Act::Redo => app.redo(),
            Act::Help => help::open(app),
            Act::Tour(tour) => tour.begin(app),
            Act::Print => print::now(app),
            Act::Keys => app.dialog.set(Some(Overlay::Keys)),
            Act::Theme(theme) => app.set_theme(theme),
            Act::Lang(lang) => app.set_lang(lang),
        }
    }
}

/// Lines of one sort.
#[derive(Clone, PartialEq)]
pub struct Group {
    /// Its heading.
    pub label: Text,
    /// Its lines.
    pub entries: Vec<Entry>,
}

/// All groups that have something to offer.
pub fn groups(app: App, workspace: Workspace, finding: Finding, typed: &str) -> Vec<Group> {
    let tables = [
        (Table::Customer, words::PALETTE_CUSTOMERS, Shape::People),
        (Table::Deal, words::PALETTE_DEALS, Shape::Board),
        (Table::Contact, words::PALETTE_CONTACTS, Shape::Phone),
        (Table::Lead, words::PALETTE_LEADS, Shape::Lead),
    ];
    let records = tables.into_iter().map(|(table, label, shape)| {
        let entry = |id| {
            let offer = offer(app, workspace, table, id);
            // A contact is shown where it belongs.
            let of = workspace
                .peek(|d| d.get(table, id).and_then(|r| r.link(contact::CUSTOMER)).filter(|_| table == Table::Contact));
            let target = of.map_or((table, id), |customer| (Table::Customer, customer));
            let act = Act::Open(target.0, target.1);
            Entry { key: id.to_string(), shape, label: offer.name, note: offer.note, act }
        };
        Group { label, entries: finding.best(table, typed, OFFERED).into_iter().map(entry).collect() }
    });
    let commands = Group { label: words::PALETTE_COMMANDS, entries: commands(app, finding, typed) };
    records.chain([commands]).filter(|g| !g.entries.is_empty()).collect()
}

fn commands(app: App, finding: Finding, typed: &str) -> Vec<Entry> {
    let query = Query::new(typed);
    let mut all: Vec<(&str, Shape, String, Act)> = Vec::new();
    for (key, table, label) in [
        ("new-deal", Table::Deal, deal::NEW),
        ("new-customer", Table::Customer, customer::NEW),
        ("new-lead", Table::Lead, lead::NEW),
        ("new-task", Table::Task, deal::ADD_TASK),
    ] {
        all.push((key, Shape::Plus, app.t(label).into(), Act::Add(table)));
    }
    // Help opens at the page of the screen, below.
    for screen in Screen::ALL.into_iter().filter(|screen| *screen != Screen::Help) {
        let (shape, name) = face(screen);
        all.push((screen.path(), shape, app.tf(words::PALETTE_GO, &[("place", app.t(name))]), Act::Go(screen)));
    }
    all.push(("export", Shape::File, app.t(common::EXPORT).into(), Act::Go(Screen::Data)));
    all.push(("undo", Shape::Undo, app.t(keys::UNDO).into(), Act::Undo));
    all.push(("redo", Shape::Redo, app.t(keys::REDO).into(), Act::Redo));
    all.push(("keys", Shape::Keyboard, app.t(words::HELP_KEYS).into(), Act::Keys));
    all.push(("help", Shape::Help, app.t(words::HELP).into(), Act::Help));
    all.push(("tour", Shape::Arrow, app.t(help_words::TOUR_TAKE).into(), Act::Tour(use_tour())));
    all.push(("print", Shape::Print, app.t(common::PRINT).into(), Act::Print));
    for theme in Theme::ALL {
        let label = format!("{}{}{}", app.t(words::THEME), app.t(words::COLON), app.t(theme.label()));
        all.push((theme.code(), Shape::Sun, label, Act::Theme(theme)));
    }
    for lang in Lang::ALL.into_iter().filter(|l| *l != app.lang()) {
        let label = format!("{}{}{}", app.t(words::LANGUAGE), app.t(words::COLON), lang.own_name());
        all.push((lang.code(), Shape::Globe, label, Act::Lang(lang)));
    }
    all.into_iter()
        .filter(|(key, _, label, _)| query.is_empty() || query.is_in(&finding.key_of(label)) || query.is_in(key))
        .map(|(key, shape, label, act)| Entry { key: key.into(), shape, label, note: String::new(), act })
        .collect()
}
