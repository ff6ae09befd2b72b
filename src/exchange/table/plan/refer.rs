//! References by name: found, or made where that is wanted.

use super::index::{as_rep, Known};
use super::read::Draft;
use super::work::Work;
use super::{MatchBy, Planner, Reason};
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::{customer, list_entry, pipeline, product, stage, team, Kind, Table};
use crate::domain::value::Value;
use crate::exchange::way::Stages;

impl Planner<'_> {
    /// The record that a field of this kind names.
    pub(super) fn refer(
        &mut self,
        work: &mut Work,
        draft: &Draft,
        kind: Kind,
        name: &str,
        column: usize,
    ) -> Result<Id, Reason> {
        let (table, list) = match kind {
            Kind::List(list) | Kind::Set(list) => (Table::ListEntry, Some(list)),
            Kind::Ref(table) => (table, None),
            _ => return Err(draft.reason("wrong_type", Some(column))),
        };
        if let Some(id) = Id::parse(name).filter(|id| self.data.get(table, *id).is_some()) {
            return Ok(id);
        }
        let mut found = self.find(work, &Known::name(table, list, None, name));
        if found.is_empty() && table == Table::Rep {
            found = self.find(work, &Known::other(table, MatchBy::Email, name));
        }
        match found.as_slice() {
            [id] => return Ok(*id),
            [] => {}
            _ => return Err(draft.reason("ambiguous_name", Some(column))),
        }
        if !self.options.rule(table, self.main).create {
            return Err(draft.reason("name_not_found", Some(column)));
        }
        let text = Value::text(name);
        if check_name(&text).is_err() {
            return Err(draft.reason("too_long", Some(column)));
        }
        let cells = match table {
            Table::ListEntry => vec![(list_entry::LIST, Value::text(list.unwrap_or_default())), (list_entry::ZH, text)],
            Table::Rep => as_rep(name),
            Table::Team => vec![(team::NAME, text)],
            Table::Customer => vec![(customer::NAME, text)],
            Table::Product => vec![(product::NAME, text)],
            Table::Pipeline => {
                return self.new_pipeline(work, text).ok_or_else(|| draft.reason("pipeline_needs_won", Some(column)))
            }
            // Records that are more than a name are not made for being named.
            _ => return Err(draft.reason("name_not_found", Some(column))),
        };
        Ok(self.make(work, table, cells, list.unwrap_or_default()))
    }

    /// A new row. `group`: among which siblings it is ordered.
    pub(super) fn make(&mut self, work: &mut Work, table: Table, cells: Vec<(Key, Value)>, group: &str) -> Id {
        let id = self.context.id();
        self.put(work, table, id, cells);
        if table.field_named("order").is_some_and(|field| field.kind == Kind::Text) {
            work.ordered.push((table, group.to_string(), id));
        }
        id
    }

    /// A pipeline of a new name: its won stage and its first one are called as in the usual pipeline; the others come as the table names them.
    fn new_pipeline(&mut self, work: &mut Work, name: Value) -> Option<Id> {
        let usual = self.index.stages.get(&self.index.pipeline?)?;
        let won = usual.iter().find(|(_, phase)| phase == "won").map(|(id, _)| *id)?;
        let id = self.make(work, Table::Pipeline, vec![(pipeline::ZH, name)], "");
        self.copy_stage(work, id, won, "won");
        Some(id)
    }

    fn copy_stage(&mut self, work: &mut Work, pipeline: Id, like: Id, phase: &'static str) -> Id {
        let mut cells = vec![(stage::PIPELINE, Value::Ref(pipeline)), (stage::PHASE, Value::text(phase))];
        for key in [stage::ZH, stage::EN, stage::PROBABILITY, stage::NORMAL_DAYS] {
            cells.extend(self.now(work, Table::Stage, like, key).map(|value| (key, value)));
        }
        self.add_stage(work, pipeline, cells, phase)
    }

    fn add_stage(&mut self, work: &mut Work, pipeline: Id, cells: Vec<(Key, Value)>, phase: &'static str) -> Id {
        let id = self.make(work, Table::Stage, cells, &pipeline.to_string());
        work.stages.push((pipeline, id, phase));
        id
    }

    /// The stages of a pipeline, those of the row at hand too.
    pub(super) fn stages(&self, work: &Work, pipeline: Id) -> Stages {
        let mut stages = self.index.stages.get(&pipeline).cloned().unwrap_or_default();
        for (_, id, phase) in work.stages.iter().filter(|(of, ..)| *of == pipeline) {
            let at = stages.iter().position(|(_, p)| *phase == "open" && matches!(p.as_str(), "won" | "after"));
            stages.insert(at.unwrap_or(stages.len()), (*id, phase.to_string()));
        }
        stages
    }

    /// The stage of a name, in a pipeline if that is known, else in the usual one or the only one that has it. `None`: none has it.
    pub(super) fn stage(&self, work: &Work, name: &str, pipeline: Option<Id>) -> Result<Option<Id>, &'static str> {
        let in_pipeline = |scope| self.find(work, &Known::name(Table::Stage, None, scope, name));
        let found = match (in_pipeline(pipeline), pipeline) {
            (found, None) if found.len() > 1 => {
                let usual = in_pipeline(self.index.pipeline);
                if usual.is_empty() {
                    found
                } else {
                    usual
                }
            }
            (found, _) => found,
        };
        match found.as_slice() {
            [] => Ok(None),
            [id] => Ok(Some(*id)),
            _ => Err("ambiguous_name"),
        }
    }

    /// A new stage for open deals.
    pub(super) fn new_stage(&mut self, work: &mut Work, pipeline: Id, name: &str) -> Option<Id> {
        let text = Value::text(name);
        if check_name(&text).is_err() || !self.options.rule(Table::Stage, self.main).create {
            return None;
        }
        let cells =
            vec![(stage::PIPELINE, Value::Ref(pipeline)), (stage::ZH, text), (stage::PHASE, Value::text("open"))];
        Some(self.add_stage(work, pipeline, cells, "open"))
    }

    /// Gives a new pipeline a stage that deals begin in, where the table names none.
    pub(super) fn need_open_stage(&mut self, work: &mut Work, pipeline: Id) {
        if self.stages(work, pipeline).iter().any(|(_, phase)| phase == "open") {
            return;
        }
        let usual = self.index.pipeline.and_then(|usual| self.index.stages.get(&usual));
        let first = usual.and_then(|stages| stages.iter().find(|(_, phase)| phase == "open")).map(|(id, _)| *id);
        if let Some(first) = first {
            self.copy_stage(work, pipeline, first, "open");
        }
    }
}

fn check_name(value: &Value) -> Result<(), &'static str> {
    crate::domain::command::rules::check_format(Kind::Text, value)
}
