//! What users can do. Every rule stands in the planning of its command: a patch that is right, or a refusal and nothing half done.

mod deals;
mod delete;
mod goals;
mod leads;
pub mod merge;
pub mod pipelines;
mod rows;
pub mod rules;
mod special;
mod tasks;

pub use delete::{needed_by, parts};
pub use goals::{GoalPart, GoalValues};
pub use leads::Conversion;
pub use merge::Take;
pub(super) use rows::amount_of_lines;
pub use rows::{is_typed, lines_total};

use super::audit::{self, Spot};
use super::dataset::Dataset;
use super::id::{Id, IdSource};
use super::key::Key;
use super::patch::Patch;
use super::records::Table;
use super::value::{Moment, Outcome, Value};
use chrono::NaiveDate;

/// What planning may know of the outside, so that the same command in the same context gives the same patch.
pub struct Context<'a> {
    /// The local date (or the exercise's virtual one).
    pub today: NaiveDate,
    /// Minutes since local midnight.
    pub minute: u16,
    /// Unix milliseconds, for ids.
    pub now_ms: u64,
    /// The rep whom this device's user chose to be.
    pub actor: Option<Id>,
    /// Where new ids come from.
    pub ids: &'a mut dyn IdSource,
}

impl Context<'_> {
    /// A new id.
    pub fn id(&mut self) -> Id {
        self.ids.new_id(self.now_ms)
    }

    /// Today, with the time.
    pub fn now(&self) -> Moment {
        Moment { date: self.today, minute: Some(self.minute) }
    }
}

/// Cells to write: a value, or `None` to clear.
pub type Cells = Vec<(Key, Option<Value>)>;

/// Where a deal goes within its column.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Position {
    /// First.
    Top,
    /// Last.
    Bottom,
    /// Just below this deal.
    After(Id),
    /// Just above this deal.
    Before(Id),
}

/// A customer that is there, or the name of one to make.
#[derive(Clone, PartialEq, Debug)]
pub enum CustomerChoice {
    /// This one.
    Existing(Id),
    /// One of this exact name if there is just one, else a new one.
    Named(String),
}

/// Everything that changes data.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// A new row of any table that needs no more than its fields. `id`: chosen by the caller who needs it next.
    Create {
        /// Which table.
        table: Table,
        /// Its id, if the caller chose one.
        id: Option<Id>,
        /// Its cells.
        cells: Cells,
    },
    /// Other values for rows of one table: one row (edit in place) or many (bulk edit).
    Edit {
        /// Which table.
        table: Table,
        /// Which rows.
        ids: Vec<Id>,
        /// The cells to write in each.
        cells: Cells,
    },
    /// Deletes rows with what belongs to them; refused while others need them.
    Delete {
        /// Which table.
        table: Table,
        /// Which rows.
        ids: Vec<Id>,
    },
    /// A row that is deleted but kept is there again, with what was deleted along with it.
    Restore {
        /// Which table.
        table: Table,
        /// Which row.
        id: Id,
    },
    /// A new deal, with its customer if that is new.
    AddDeal {
        /// Its id, if the caller chose one.
        id: Option<Id>,
        /// To whom.
        customer: CustomerChoice,
        /// In which stage it begins.
        stage: Id,
        /// Its cells, the name among them.
        cells: Cells,
    },
    /// Moves a deal on the board. Into the won stage, this is winning; out of it, reopening.
    MoveDeal {
        /// Which deal.
        deal: Id,
        /// To which stage.
        stage: Id,
        /// Where in the column.
        position: Position,
        /// Cells that are written along: what the stage asked for.
        with: Cells,
    },
    /// Ends a deal: won, lost or invalid.
    CloseDeal {
        /// Which deal.
        deal: Id,
        /// How it ended.
        outcome: Outcome,
        /// Cells that are written along.
        with: Cells,
    },
    /// Takes a closed deal up again, where it was before it closed.
    ReopenDeal {
        /// Which deal.
        deal: Id,
    },
    /// A lead becomes customer, contact and deal, and is kept.
    ConvertLead {
        /// Which lead.
        lead: Id,
        /// What it becomes.
        into: Conversion,
    },
    /// A lead that leads nowhere, or is taken up again.
    MarkLead {
        /// Which leads.
        leads: Vec<Id>,
        /// `true`: invalid; `false`: open again.
        invalid: bool,
    },
    /// A task is done. What took place is recorded as an activity, and the next step may follow at once.
    CompleteTask {
        /// Which task.
        task: Id,
        /// What came of it.
        result: String,
        /// The next task: its cells.
        next: Option<Cells>,
    },
    /// A done task is open again.
    ReopenTask {
        /// Which task.
        task: Id,
    },
    /// A new pipeline with its stages, all at once: without a won stage nothing could be won in it.
    AddPipeline {
        /// Its id, if the caller chose one.
        id: Option<Id>,
        /// Its cells.
        cells: Cells,
        /// The cells of its stages, in their order.
        stages: Vec<Cells>,
    },
    /// Removes a stage; its deals go to another one first.
    RemoveStage {
        /// Which stage.
        stage: Id,
        /// Where its deals go; needed if it has any.
        move_to: Option<Id>,
    },
    /// Puts a row of an ordered table (stage, list entry, product …) after another one of its siblings, or first.
    Reorder {
        /// Which table.
        table: Table,
        /// Which row.
        id: Id,
        /// After which one; `None`: first.
        after: Option<Id>,
    },
    /// Other values for a goal, with the reason, which is kept.
    ChangeGoal {
        /// Which goal.
        goal: Id,
        /// Its values from now on.
        to: GoalValues,
        /// Why.
        reason: String,
    },
    /// Splits a goal into parts by time or by reps; parts that are there already get the new values.
    SplitGoal {
        /// Which goal.
        goal: Id,
        /// Its parts.
        parts: Vec<GoalPart>,
        /// Why, if parts change.
        reason: String,
    },
    /// Two rows that are the same become one.
    Merge {
        /// Which table.
        table: Table,
        /// The row that stays.
        stays: Id,
        /// The row that goes: what names it names the other one afterwards.
        goes: Id,
        /// Whose value counts where a choice was made; else see [`merge`].
        take: Vec<(Key, Take)>,
    },
    /// Repairs what checking found, as far as there is one right answer.
    Repair {
        /// Which findings.
        findings: Vec<Spot>,
    },
}

/// Why a command was not carried out. Nothing was changed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Refusal {
    /// The code of its words in `text/`.
    pub code: &'static str,
    /// The fields that it is about, by table and key.
    pub fields: Vec<(Table, Key)>,
    /// The rows that stand in the way.
    pub rows: Vec<(Table, Id)>,
}

impl Refusal {
    /// A refusal that needs no more words.
    pub fn new(code: &'static str) -> Refusal {
        Refusal { code, fields: Vec::new(), rows: Vec::new() }
    }

    /// About a field.
    pub fn field(code: &'static str, table: Table, key: Key) -> Refusal {
        Refusal { code, fields: vec![(table, key)], rows: Vec::new() }
    }

    /// With the rows that stand in the way.
    pub fn rows(code: &'static str, rows: Vec<(Table, Id)>) -> Refusal {
        Refusal { code, fields: Vec::new(), rows }
    }
}

/// A planned change, with the code of what it is and the row that it is about.
#[derive(Clone, PartialEq, Debug)]
pub struct Plan {
    /// The command's code in `text/`.
    pub code: String,
    /// The row that the change log and the toast name; `None` for many.
    pub subject: Option<(Table, Id)>,
    /// The change.
    pub patch: Patch,
}

/// Checks a command and computes its patch.
pub fn plan(data: &Dataset, context: &mut Context, command: &Command) -> Result<Plan, Refusal> {
    let mut patch = Patch::default();
    // A device may still name a rep who is gone: that must not refuse whatever is done on it.
    let actor = context.actor.map(|rep| data.heir(Table::Rep, rep).unwrap_or(rep));
    let actor = actor.filter(|rep| data.get(Table::Rep, *rep).is_some());
    let Context { today, minute, now_ms, .. } = *context;
    let context = &mut Context { today, minute, now_ms, actor, ids: &mut *context.ids };
    let one = |table, ids: &[Id]| (ids.len() == 1).then(|| (table, ids[0]));
    let (code, subject) = match command {
        Command::Create { table, id, cells } => {
            rows::typed(*table, cells, true)?;
            let id = rows::create(data, context, &mut patch, *table, *id, cells)?;
            (format!("{}.create", table.key()), Some((*table, id)))
        }
        Command::Edit { table, ids, cells } => {
            rows::typed(*table, cells, false)?;
            goals::not_by_edit(*table, cells)?;
            rows::edit(data, &mut patch, *table, ids, cells)?;
            (format!("{}.{}", table.key(), if ids.len() == 1 { "edit" } else { "bulk" }), one(*table, ids))
        }
        Command::Delete { table, ids } => {
            delete::delete(data, &mut patch, *table, ids)?;
            (format!("{}.delete", table.key()), one(*table, ids))
        }
        Command::Restore { table, id } => {
            delete::restore(data, &mut patch, *table, *id)?;
            (format!("{}.restore", table.key()), Some((*table, *id)))
        }
        Command::AddDeal { id, customer, stage, cells } => {
            rows::typed(Table::Deal, cells, true)?;
            let id = deals::add(data, context, &mut patch, *id, customer, *stage, cells)?;
            ("deal.create".into(), Some((Table::Deal, id)))
        }
        Command::MoveDeal { deal, stage, position, with } => {
            rows::typed_along(Table::Deal, with)?;
            let code = deals::move_to(data, context, &mut patch, *deal, *stage, *position, with)?;
            (code.into(), Some((Table::Deal, *deal)))
        }
        Command::CloseDeal { deal, outcome, with } => {
            rows::typed_along(Table::Deal, with)?;
            deals::close(data, context, &mut patch, *deal, outcome, with)?;
            (format!("deal.{}", outcome.kind.code()), Some((Table::Deal, *deal)))
        }
        Command::ReopenDeal { deal } => {
            deals::reopen(data, context, &mut patch, *deal)?;
            ("deal.reopen".into(), Some((Table::Deal, *deal)))
        }
        Command::ConvertLead { lead, into } => {
            rows::typed(Table::Deal, &into.cells, true)?;
            leads::convert(data, context, &mut patch, *lead, into)?;
            ("lead.convert".into(), Some((Table::Lead, *lead)))
        }
        Command::MarkLead { leads, invalid } => {
            leads::mark(data, context, &mut patch, leads, *invalid)?;
            (if *invalid { "lead.invalid" } else { "lead.reopen" }.into(), one(Table::Lead, leads))
        }
        Command::CompleteTask { task, result, next } => {
            rows::typed(Table::Task, next.as_ref().unwrap_or(&Vec::new()), true)?;
            tasks::complete(data, context, &mut patch, *task, result, next.as_ref())?;
            ("task.complete".into(), Some((Table::Task, *task)))
        }
        Command::ReopenTask { task } => {
            tasks::reopen(data, &mut patch, *task)?;
            ("task.reopen".into(), Some((Table::Task, *task)))
        }
        Command::AddPipeline { id, cells, stages } => {
            rows::typed(Table::Pipeline, cells, true)?;
            let id = pipelines::add(data, context, &mut patch, *id, cells, stages)?;
            ("pipeline.create".into(), Some((Table::Pipeline, id)))
        }
        Command::RemoveStage { stage, move_to } => {
            pipelines::remove_stage(data, context, &mut patch, *stage, *move_to)?;
            ("stage.delete".into(), Some((Table::Stage, *stage)))
        }
        Command::Reorder { table, id, after } => {
            pipelines::reorder(data, &mut patch, *table, *id, *after)?;
            (format!("{}.reorder", table.key()), Some((*table, *id)))
        }
        Command::ChangeGoal { goal, to, reason } => {
            goals::change(data, context, &mut patch, *goal, to, reason)?;
            ("goal.edit".into(), Some((Table::Goal, *goal)))
        }
        Command::SplitGoal { goal, parts, reason } => {
            goals::split(data, context, &mut patch, *goal, parts, reason)?;
            ("goal.split".into(), Some((Table::Goal, *goal)))
        }
        Command::Merge { table, stays, goes, take } => {
            merge::merge(data, &mut patch, *table, (*stays, *goes), take)?;
            (format!("{}.merge", table.key()), Some((*table, *stays)))
        }
        Command::Repair { findings } => {
            audit::repair(data, context.today, findings, &mut patch);
            ("data.repair".into(), None)
        }
    };
    // These two type nothing: what they come across may break today's rules, and must not stop them.
    let typed = !matches!(command, Command::Merge { .. } | Command::Repair { .. });
    if typed {
        rows::settle_amounts(data, &mut patch);
    }
    patch.settle();
    delete::revive(data, &mut patch);
    if typed {
        rules::check(data, &patch)?;
    }
    Ok(Plan { code, subject, patch })
}
