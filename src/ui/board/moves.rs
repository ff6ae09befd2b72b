//! The board's handle: what it shows, and the moves of its cards.

use super::super::app::App;
use super::super::deals::DealMoves;
use super::super::kit::show;
use super::super::workspace::Workspace;
use super::live::BoardView;
use crate::analysis::basis::Phase;
use crate::domain::command::Position;
use crate::domain::id::Id;
use crate::domain::records::Table;
use leptos::prelude::*;

/// The board's moves. A handle.
#[derive(Clone, Copy)]
pub struct Moves {
    app: App,
    workspace: Workspace,
    /// What the board shows.
    pub board: Memo<Option<BoardView>>,
    /// What moves and closes.
    pub deals: DealMoves,
    /// The record whose drawer is open.
    pub opened: Memo<Option<Id>>,
}

impl Moves {
    /// Over a board.
    pub fn new(app: App, workspace: Workspace, board: Memo<Option<BoardView>>, deals: DealMoves) -> Moves {
        let opened = Memo::new(move |_| app.route.with(|route| route.open().map(|(_, id)| id)));
        Moves { app, workspace, board, deals, opened }
    }

    /// The app.
    pub fn app(self) -> App {
        self.app
    }

    /// The workspace.
    pub fn workspace(self) -> Workspace {
        self.workspace
    }

    /// A stage's name in the language of the screen.
    pub fn stage_name(self, stage: Id) -> String {
        self.workspace.peek(|d| show::name(d, self.app.lang(), Table::Stage, stage))
    }

    /// Reads the board without being told of changes.
    pub fn peek<T>(self, f: impl FnOnce(&BoardView) -> T) -> Option<T> {
        self.board.with_untracked(|b| b.as_ref().map(f))
    }

    /// Opens the drawer of a deal or a lead.
    pub fn open(self, id: Id) {
        let is_deal = self.workspace.peek(|d| d.get(Table::Deal, id).is_some());
        self.app.open(if is_deal { Table::Deal } else { Table::Lead }, id);
    }

    /// Moves one stage on (`1`) or back (`-1`).
    pub fn step(self, id: Id, by: isize) {
        let target = self.peek(|b| {
            let (column, _) = b.find(id)?;
            let next = column.checked_add_signed(by)?;
            b.columns.get(next).filter(|c| c.phase != Phase::Lead).map(|c| c.stage)
        });
        if let Some(Some(stage)) = target {
            self.deals.to(id, stage, Position::Top);
        }
    }
}
