//! The way of a deal that is told by a few dates: a stage, a status, when it began and ended. Stage changes, outcome and credit follow,
//! as far as the dates tell. Files written by hand and tables from other programs both tell it so.

use crate::domain::deals::Status;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::records::stage_change;
use crate::domain::value::{Moment, Outcome, OutcomeKind, Share, Value};

/// What is told of a deal.
#[derive(Clone, Copy, Default)]
pub(super) struct Told {
    pub(super) created: Option<Moment>,
    /// Where it is, or was when it ended.
    pub(super) stage: Option<Id>,
    /// Since when it is there.
    pub(super) since: Option<Moment>,
    pub(super) status: Option<Status>,
    /// When it ended.
    pub(super) closed: Option<Moment>,
    /// The outcome that it has already.
    pub(super) outcome: Option<OutcomeKind>,
}

/// A move: when, from where, to where, and what it made of the deal.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Move {
    pub(super) at: Option<Moment>,
    pub(super) from: Option<Id>,
    pub(super) to: Id,
    pub(super) status: Status,
}

/// Stages of a pipeline in order: id, phase.
pub(super) type Stages = Vec<(Id, String)>;

/// The moves that it took, as far as the dates are known. The error: a code and what it is about, by its name in files.
pub(super) fn moves(told: &Told, stages: &Stages) -> Result<Vec<Move>, (&'static str, &'static str)> {
    let find = |phase: &str| stages.iter().find(|(_, p)| p == phase).map(|(id, _)| *id);
    let first = find("open").ok_or(("bad_reference", "pipeline"))?;
    let Told { created, since, closed, .. } = *told;
    let stage = match told.stage {
        Some(id) => Some(stages.iter().find(|(s, _)| *s == id).ok_or(("bad_reference", "stage"))?),
        None => None,
    };
    let phase = stage.map_or("", |(_, phase)| phase.as_str());
    let after = matches!(phase, "won" | "after");
    let by_stage = if after { Status::Won } else { Status::Open };
    let status = told.status.or(told.outcome.map(Status::from)).unwrap_or(by_stage);
    if phase == "lead" {
        return Err(("stage_not_for_deals", "stage"));
    }
    if (after && status != Status::Won) || told.outcome.is_some_and(|kind| Status::from(kind) != status) {
        return Err(("bad_value", "status"));
    }
    let in_order = |a: Option<Moment>, b: Option<Moment>| a.zip(b).is_some_and(|(a, b)| a.date <= b.date);
    if status != Status::Open && created.zip(closed).is_some_and(|(a, b)| b.date < a.date) {
        return Err(("date_order", "closed"));
    }
    let reached = stage.filter(|_| !after).map_or(first, |(id, _)| *id);
    let mut moves: Vec<Move> = Vec::new();
    if status == Status::Open {
        if reached == first {
            moves.push(Move { at: since.or(created), from: None, to: first, status });
        } else {
            // An unknown date sorts before a known one: then the last move alone is told.
            if in_order(created, since) {
                moves.push(Move { at: created, from: None, to: first, status });
            }
            moves.push(Move { at: since, from: moves.last().map(|m| m.to), to: reached, status });
        }
        return Ok(moves);
    }
    let closed = closed.or(since.filter(|_| phase == "won"));
    if in_order(created, closed) {
        moves.push(Move { at: created, from: None, to: first, status: Status::Open });
        if reached != first && in_order(created, since) && in_order(since, closed) {
            moves.push(Move { at: since, from: Some(first), to: reached, status: Status::Open });
        }
    }
    let to = if status == Status::Won { find("won").ok_or(("pipeline_needs_won", "pipeline"))? } else { reached };
    moves.push(Move { at: closed, from: moves.last().map(|m| m.to), to, status });
    if phase == "after" {
        let at = since.filter(|_| in_order(closed, since)).or(closed);
        moves.push(Move { at, from: Some(to), to: stage.map_or(to, |(id, _)| *id), status: Status::Won });
    }
    Ok(moves)
}

/// When it ended for the last time, or came to where it is: when it first had the status that it has now. Moves after that (after-sales) do not count.
pub(super) fn decided(moves: &[Move]) -> Option<Moment> {
    let status = moves.last()?.status;
    moves.iter().rev().take_while(|step| step.status == status).last()?.at
}

/// The cells of a move's stage change.
pub(super) fn cells(deal: Id, step: &Move) -> Vec<(Key, Value)> {
    let mut cells = vec![
        (stage_change::DEAL, Value::Ref(deal)),
        (stage_change::TO, Value::Ref(step.to)),
        (stage_change::STATE, Value::text(step.status.code())),
    ];
    cells.extend(step.at.map(|at| (stage_change::AT, Value::Moment(at))));
    cells.extend(step.from.map(|from| (stage_change::FROM, Value::Ref(from))));
    cells
}

/// How a deal ended whose last move was this: with what is `given` of it, or just that. `None`: it is open.
pub(super) fn outcome(status: Status, at: Option<Moment>, given: Option<&Outcome>) -> Option<Outcome> {
    let kind = match status {
        Status::Open => return None,
        Status::Won => OutcomeKind::Won,
        Status::Lost => OutcomeKind::Lost,
        Status::Invalid => OutcomeKind::Invalid,
    };
    let date = at.map(|m| m.date);
    Some(match given {
        Some(given) => Outcome { date: given.date.or(date), ..given.clone() },
        None => Outcome { kind, date, reason: None, competitor: None, note: String::new() },
    })
}

/// The whole credit to one rep, in the team of that time.
pub(super) fn credit(rep: Id, team: Option<Id>) -> Value {
    Value::Credit(Box::new([Share { rep, team, percent: 100 }]))
}
