//! Moving and closing deals from wherever the user does it: drag, menu, keys, drawer. What a stage asks for is asked here.

use super::super::app::App;
use super::super::kit::show;
use super::super::workspace::Workspace;
use super::live::BoardView;
use crate::analysis::basis::Phase;
use crate::domain::command::{Cells, Command, Position};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::Table;
use crate::domain::value::{Outcome, OutcomeKind};
use leptos::prelude::*;

/// A dialog of the board.
#[derive(Clone, PartialEq, Debug)]
pub enum Ask {
    /// The move needs these fields first.
    Fields {
        /// The command to run once they are filled.
        command: Command,
        /// Which deal.
        deal: Id,
        /// The fields.
        keys: Vec<Key>,
    },
    /// How a deal ended.
    Outcome {
        /// Which deal.
        deal: Id,
        /// Won, lost or invalid.
        kind: OutcomeKind,
    },
    /// Where a deal goes.
    Move {
        /// Which deal.
        deal: Id,
    },
}

/// The board's moves. A handle.
#[derive(Clone, Copy)]
pub struct Moves {
    app: App,
    workspace: Workspace,
    /// What the board shows.
    pub board: Memo<Option<BoardView>>,
    /// The dialog that is open.
    pub ask: RwSignal<Option<Ask>>,
    /// What a screen reader says next.
    pub announcement: RwSignal<String>,
}

impl Moves {
    /// Over a board.
    pub fn new(app: App, workspace: Workspace, board: Memo<Option<BoardView>>) -> Moves {
        Moves { app, workspace, board, ask: RwSignal::new(None), announcement: RwSignal::new(String::new()) }
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

    /// Moves a record to a stage. A lead that leaves its column is converted, in its drawer.
    pub fn to(self, id: Id, stage: Id, position: Position) {
        let phase = self.peek(|b| b.column(stage).map(|c| c.phase)).flatten();
        if self.workspace.peek(|d| d.get(Table::Lead, id).is_some()) {
            if phase.is_some_and(|p| p != Phase::Lead) {
                self.app.open(Table::Lead, id);
            }
            return;
        }
        self.run(id, Command::MoveDeal { deal: id, stage, position, with: Vec::new() });
    }

    /// Runs a move or a close; asks for what it needs.
    pub fn run(self, deal: Id, command: Command) -> bool {
        match self.app.try_run(command.clone()) {
            Ok(_) => true,
            Err(refusal) if matches!(refusal.code, "leave_needs_fields" | "win_needs_amount") => {
                let keys = refusal.fields.iter().map(|(_, key)| *key).collect();
                self.ask.set(Some(Ask::Fields { command, deal, keys }));
                false
            }
            Err(refusal) => {
                self.app.say_bad(self.app.refusal_text(&refusal));
                false
            }
        }
    }

    /// Closes a deal; what the dialog asks for came with it.
    pub fn close(self, deal: Id, outcome: Outcome, with: Cells) -> bool {
        self.run(deal, Command::CloseDeal { deal, outcome, with })
    }

    /// Asks how a deal ended.
    pub fn ask_outcome(self, deal: Id, kind: OutcomeKind) {
        if self.workspace.peek(|d| d.get(Table::Deal, deal).is_some()) {
            self.ask.set(Some(Ask::Outcome { deal, kind }));
        }
    }

    /// Moves one stage on (`1`) or back (`-1`).
    pub fn step(self, id: Id, by: isize) {
        let target = self.peek(|b| {
            let (column, _) = b.find(id)?;
            let next = column.checked_add_signed(by)?;
            b.columns.get(next).filter(|c| c.phase != Phase::Lead).map(|c| c.stage)
        });
        if let Some(Some(stage)) = target {
            self.to(id, stage, Position::Top);
        }
    }
}

/// The same command with the cells that were asked for.
pub fn with_cells(command: Command, cells: Cells) -> Command {
    match command {
        Command::MoveDeal { deal, stage, position, .. } => Command::MoveDeal { deal, stage, position, with: cells },
        Command::CloseDeal { deal, outcome, with } => {
            let with = with.into_iter().chain(cells).collect();
            Command::CloseDeal { deal, outcome, with }
        }
        other => other,
    }
}
