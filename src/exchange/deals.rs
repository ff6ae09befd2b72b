//! Deals written by hand: a stage, a status and dates stand for the stage changes, outcome, credit and place that an app keeps.

use super::base::by_hand;
use super::convert::{shown, At, Notes};
use super::names::{name_of, Entries, Index, Scope, Target};
use super::store::Store;
use super::way::{self, Move, Stages, Told};
use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::plain::Plain;
use crate::domain::records::{deal, pipeline, rep, stage, stage_change, Kind, Table};
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::{Moment, Place, Value};
use std::collections::HashMap;

/// What a deal without a stamp says beyond its declared fields.
pub(super) struct Hint {
    at: At,
    deal: Id,
    stage: Option<Plain<'static>>,
    stage_since: Option<Plain<'static>>,
    status: Option<Plain<'static>>,
    closed: Option<Plain<'static>>,
}

impl Hint {
    /// Takes the shorthand out of a deal's entries.
    pub(super) fn take(at: At, deal: Id, entries: &mut Entries) -> Hint {
        let mut take = |name: &str| {
            let found = entries.iter().position(|(n, _)| n == name)?;
            Some(entries.remove(found).1).filter(|value| *value != Plain::Null)
        };
        let (stage, stage_since) = (take("stage"), take("stage_since"));
        Hint { at, deal, stage, stage_since, status: take("status"), closed: take("closed") }
    }

    fn is_empty(&self) -> bool {
        [&self.stage, &self.stage_since, &self.status, &self.closed].iter().all(|part| part.is_none())
    }
}

/// Replaces the names in a row by ids; finds the pipeline of a deal that does not say it.
pub(super) fn resolve(
    at: &At,
    entries: &mut Entries,
    hint: Option<&mut Hint>,
    index: &Index,
    store: &Store,
    notes: &mut Notes,
) {
    let first = ["pipeline", "customer", "deal"];
    index.resolve(at, entries, Scope::default(), store, notes, |field| first.contains(&field));
    let id_in = |entries: &Entries, name: &str| entries.iter().find(|(n, _)| n == name).and_then(|(_, v)| v.as_id());
    let mut scope = Scope { pipeline: id_in(entries, "pipeline"), customer: id_in(entries, "customer") };
    if at.table == Table::StageChange {
        let of = id_in(entries, "deal").and_then(|id| store.row(Table::Deal, id));
        scope.pipeline = of.and_then(|row| row.link(deal::PIPELINE));
    }
    if let Some(hint) = hint {
        resolve_stage(at, hint, &mut scope, index, store, notes);
        if id_in(entries, "pipeline").is_none() {
            entries.retain(|(name, _)| name != "pipeline");
            entries.extend(scope.pipeline.map(|id| ("pipeline".into(), Plain::id(id))));
        }
    }
    index.resolve(at, entries, scope, store, notes, |field| !first.contains(&field));
    index.resolve_own(at, entries, store, notes);
}

fn resolve_stage(at: &At, hint: &mut Hint, scope: &mut Scope, index: &Index, store: &Store, notes: &mut Notes) {
    let default = default_pipeline(store);
    if let Some(value) = &hint.stage {
        let found = match name_of(value) {
            None => value.as_id().ok_or("bad_reference"),
            Some(name) => {
                let target = Target::row(Table::Stage);
                match index.find(target, name, *scope, store) {
                    // The same stage name in several pipelines: the usual pipeline is meant.
                    Err("ambiguous_name") if scope.pipeline.is_none() => {
                        index.find(target, name, Scope { pipeline: default, ..*scope }, store)
                    }
                    found => found,
                }
            }
        };
        hint.stage = match found {
            Ok(id) => {
                scope.pipeline = scope.pipeline.or_else(|| store.row(Table::Stage, id)?.link(stage::PIPELINE));
                Some(Plain::id(id))
            }
            Err(code) => {
                notes.problem(at, code, "stage", name_of(value).unwrap_or_default());
                None
            }
        };
    }
    scope.pipeline = scope.pipeline.or(default);
}

/// The first pipeline of the file, else the first of those that come with the app.
fn default_pipeline(store: &Store) -> Option<Id> {
    let usable = |row: &&Row| row.is_live() && !row.flag(pipeline::ARCHIVED);
    let of_file = store.table(Table::Pipeline).map(|item| &item.row).find(usable);
    of_file.or_else(|| crate::domain::deals::pipelines(store.base).into_iter().find(usable)).map(|row| row.id)
}

/// Makes the bookkeeping of deals that no app wrote. Stage changes of the file count before any shorthand.
pub(super) fn complete(store: &mut Store, hints: Vec<Hint>, workspace: Id, notes: &mut Notes) {
    complete_changes(store);
    if hints.is_empty() {
        return;
    }
    let mut histories: HashMap<Id, Vec<Move>> = histories(store);
    let pipelines = stages_of_pipelines(store);
    let mut places: HashMap<Id, String> = HashMap::new();
    for item in store.table(Table::Deal) {
        if let Some(Value::Place(place)) = item.row.get(deal::PLACE) {
            let last = places.entry(place.stage).or_default();
            *last = std::cmp::max(std::mem::take(last), place.order.clone());
        }
    }
    for hint in hints {
        let Some(position) = store.position(Table::Deal, hint.deal) else { continue };
        let row = &store.items[position].row;
        let stages = row.link(deal::PIPELINE).and_then(|id| pipelines.get(&id));
        let (Some(stages), true) = (stages, row.is_live()) else { continue };
        let moves = match histories.remove(&hint.deal) {
            Some(moves) => {
                if !hint.is_empty() {
                    notes.warn(&hint.at, "shorthand_ignored", "", "");
                }
                moves
            }
            None => match moves_of(row, &hint, stages) {
                Ok(moves) => {
                    record(store, hint.deal, workspace, &moves);
                    moves
                }
                Err((code, field)) => {
                    let value = [("stage", &hint.stage), ("status", &hint.status), ("closed", &hint.closed)];
                    let value = value.into_iter().find(|(name, _)| *name == field).and_then(|(_, v)| v.as_ref());
                    notes.problem(&hint.at, code, field, &value.map(shown).unwrap_or_default());
                    continue;
                }
            },
        };
        if let Some(Move { to, status, .. }) = moves.last() {
            finish(store, position, way::decided(&moves), *to, *status, &mut places);
        }
    }
}

/// Stage changes by hand: the order of the file decides within a day; the state follows from the stage where it is not said.
fn complete_changes(store: &mut Store) {
    let phases: HashMap<Id, bool> = store
        .table(Table::Stage)
        .map(|item| (item.row.id, matches!(item.row.text(stage::PHASE), "won" | "after")))
        .collect();
    for (i, row) in by_hand(store, Table::StageChange).enumerate() {
        row.born = Stamp::new((i >> 16) as u64, i as u16, 0);
        if row.get(stage_change::STATE).is_none() {
            let won = row.link(stage_change::TO).and_then(|id| phases.get(&id)).is_some_and(|won| *won);
            row.put(stage_change::STATE, Some(Value::text(if won { "won" } else { "open" })), None);
        }
    }
}

fn histories(store: &Store) -> HashMap<Id, Vec<Move>> {
    let mut rows: Vec<&Row> = store.table(Table::StageChange).map(|item| &item.row).filter(|r| r.is_live()).collect();
    rows.sort_by_key(|row| (row.date(stage_change::AT), row.born, row.id));
    let mut histories: HashMap<Id, Vec<Move>> = HashMap::new();
    for row in rows {
        if let (Some(of), Some(to)) = (row.link(stage_change::DEAL), row.link(stage_change::TO)) {
            let status = Status::parse(row.text(stage_change::STATE));
            histories.entry(of).or_default().push(Move { at: row.moment(stage_change::AT), from: None, to, status });
        }
    }
    histories
}

fn stages_of_pipelines(store: &Store) -> HashMap<Id, Stages> {
    let usable = |row: &&Row| row.is_live() && !row.flag(stage::ARCHIVED);
    let mut rows: Vec<&Row> = store.table(Table::Stage).map(|item| &item.row).filter(usable).collect();
    rows.sort_by_key(|row| (row.text(stage::ORDER), row.id));
    let mut pipelines: HashMap<Id, Stages> = HashMap::new();
    for row in rows {
        if let Some(of) = row.link(stage::PIPELINE) {
            pipelines.entry(of).or_default().push((row.id, row.text(stage::PHASE).to_string()));
        }
    }
    pipelines
}

/// The moves that a deal's shorthand stands for. The error: a code and the field that it is about.
fn moves_of(row: &Row, hint: &Hint, stages: &Stages) -> Result<Vec<Move>, (&'static str, &'static str)> {
    let outcome = row.outcome(deal::OUTCOME);
    let moment = |value: &Option<Plain<'static>>, field| match value.as_ref().map(|v| Kind::Moment.read(v)) {
        None => Ok(None),
        Some(Ok(Value::Moment(m))) => Ok(Some(m)),
        Some(_) => Err(("bad_date", field)),
    };
    let status = match hint.status.as_ref().map(|s| s.as_text().unwrap_or_default()) {
        Some(code @ ("open" | "won" | "lost" | "invalid")) => Some(Status::parse(code)),
        Some(_) => return Err(("bad_choice", "status")),
        None => None,
    };
    let told = Told {
        created: row.moment(deal::CREATED),
        stage: hint.stage.as_ref().and_then(Plain::as_id),
        since: moment(&hint.stage_since, "stage_since")?,
        status,
        closed: moment(&hint.closed, "closed")?.or_else(|| outcome?.date.map(Moment::day)),
        outcome: outcome.map(|o| o.kind),
    };
    way::moves(&told, stages)
}

fn record(store: &mut Store, of: Id, workspace: Id, moves: &[Move]) {
    for (i, step) in moves.iter().enumerate() {
        let id = Id::computed(workspace, Table::StageChange.key(), &format!("{of}#{i}"));
        let row = Row::of(id, Stamp::new(0, i as u16, 0), way::cells(of, step));
        if store.claim(Table::StageChange, id) {
            store.add(Table::StageChange, row, None);
        }
    }
}

/// Outcome, credit and place, where the deal does not have them.
fn finish(
    store: &mut Store,
    position: usize,
    at: Option<Moment>,
    stage: Id,
    status: Status,
    places: &mut HashMap<Id, String>,
) {
    let row = &store.items[position].row;
    let owner = row.link(deal::OWNER).filter(|_| status == Status::Won);
    let credit = owner.map(|rep| way::credit(rep, store.row(Table::Rep, rep).and_then(|row| row.link(rep::TEAM))));
    let outcome = way::outcome(status, at, row.outcome(deal::OUTCOME));
    let row = &mut store.items[position].row;
    if let Some(outcome) = outcome {
        row.put(deal::OUTCOME, Some(Value::Outcome(Box::new(outcome))), None);
    }
    if row.get(deal::CREDIT).is_none() {
        row.put(deal::CREDIT, credit, None);
    }
    if row.get(deal::PLACE).is_none() {
        let last = places.entry(stage).or_default();
        *last = order::between(Some(last.as_str()).filter(|l| !l.is_empty()), None);
        let place = Place { stage, order: last.clone() };
        row.put(deal::PLACE, Some(Value::Place(Box::new(place))), None);
    }
}
