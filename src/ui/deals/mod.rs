//! What is done to deals and tasks from every screen: moving, closing, completing. What such a change asks for is asked here.

mod complete;
mod convert;
mod dialogs;

pub use dialogs::Dialogs;

use super::app::App;
use super::workspace::Workspace;
use crate::analysis::basis::Phase;
use crate::domain::command::{Cells, Command, Position};
use crate::domain::deals::{stages, state};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{deal, stage, Table};
use crate::domain::value::{Outcome, OutcomeKind};
use leptos::prelude::*;

/// A question that a change asks.
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
    /// What a lead becomes.
    Convert {
        /// Which lead.
        lead: Id,
        /// Where its deal begins; `None`: in the first open stage.
        stage: Option<Id>,
    },
    /// The next step of a deal that has none.
    NextStep {
        /// Which deal.
        deal: Id,
    },
    /// What came of a task, and what comes next.
    Complete {
        /// Which task.
        task: Id,
    },
}

/// Moves and closes deals; the shell provides it to every screen. A handle.
#[derive(Clone, Copy)]
pub struct DealMoves {
    app: App,
    workspace: Workspace,
    /// The question that is open.
    pub ask: RwSignal<Option<Ask>>,
}

impl DealMoves {
    /// Over a workspace.
    pub fn new(app: App, workspace: Workspace) -> DealMoves {
        DealMoves { app, workspace, ask: RwSignal::new(None) }
    }

    /// Moves a record to a stage. A lead that leaves its column is converted: what it becomes is asked.
    pub fn to(self, id: Id, stage: Id, position: Position) {
        if self.workspace.peek(|d| d.get(Table::Lead, id).is_some()) {
            let phase = self.workspace.peek(|d| d.get(Table::Stage, stage).map(|s| Phase::parse(s.text(stage::PHASE))));
            if phase.is_some_and(|p| p != Phase::Lead) {
                let stage = (phase == Some(Phase::Open)).then_some(stage);
                self.ask.set(Some(Ask::Convert { lead: id, stage }));
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
}

/// The stages that a deal may go to, in their order: those of its pipeline without lead columns and archived ones; and the one that
/// it is in.
pub fn stages_of(workspace: Workspace, id: Id) -> (Vec<Id>, Option<Id>) {
    workspace.read(&[Table::Deal, Table::Stage, Table::StageChange], |data| {
        let Some(row) = data.get(Table::Deal, id) else { return (Vec::new(), None) };
        let here = state(data, row).stage;
        let of = row.link(deal::PIPELINE).map(|p| stages(data, p)).unwrap_or_default();
        let open = |s: &&crate::domain::row::Row| {
            Some(s.id) == here || (!s.flag(stage::ARCHIVED) && Phase::parse(s.text(stage::PHASE)) != Phase::Lead)
        };
        (of.into_iter().filter(open).map(|s| s.id).collect(), here)
    })
}

/// The same command with the cells that were asked for.
pub fn with_cells(command: Command, cells: Cells) -> Command {
    match command {
        Command::MoveDeal { deal, stage, position, with } => {
            let with = with.into_iter().chain(cells).collect();
            Command::MoveDeal { deal, stage, position, with }
        }
        Command::CloseDeal { deal, outcome, with } => {
            let with = with.into_iter().chain(cells).collect();
            Command::CloseDeal { deal, outcome, with }
        }
        other => other,
    }
}
