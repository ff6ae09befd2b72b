//! The stage, status and dates of a deal's row: its way, as for files written by hand; and what they change of a deal that is there.

use super::super::presets;
use super::read::Draft;
use super::record::{filled, Fields};
use super::work::Work;
use super::{Planner, Reason};
use crate::domain::deals::{history, state, Status};
use crate::domain::id::Id;
use crate::domain::records::{deal, rep, stage, stage_change, Kind, Table};
use crate::domain::sort::sort_by;
use crate::domain::value::{Moment, Outcome, OutcomeKind, Value};
use crate::exchange::way::{self, Move, Told};

/// What a row tells of its deal's way.
struct Tale {
    pipeline: Id,
    told: Told,
    /// When it should close, from a column that means either.
    expected: Option<Moment>,
    reason: Option<Id>,
    competitor: Option<Id>,
    note: String,
}

impl Planner<'_> {
    fn tale(&mut self, work: &mut Work, draft: &Draft, fields: &Fields, home: Option<Id>) -> Result<Tale, Reason> {
        let given = fields.iter().find(|(key, ..)| *key == deal::PIPELINE).and_then(|(_, value, _)| match value {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        });
        let text = |name: &str| draft.text(Table::Deal, name).map(|(text, at)| (text.to_string(), at));
        let (stage_text, status_text) = (text("stage"), text("status"));
        let mut status = None;
        if let Some((word, column)) = &status_text {
            let code = presets::value("outcome", word).or_else(|| self.state_of(word));
            status = Some(Status::parse(code.ok_or_else(|| draft.reason("bad_choice", Some(*column)))?));
        }
        let (mut stage, mut missing) = (None, None);
        if let Some((name, column)) = &stage_text {
            let reject = |code| draft.reason(code, Some(*column));
            stage = self.stage(work, name, given.or(home)).map_err(reject)?;
            if stage.is_none() && given.is_none() && home.is_some() {
                stage = self.stage(work, name, None).map_err(reject)?;
            }
            // Many programs keep the outcome among the stages.
            let word =
                presets::value("outcome", name).filter(|code| stage.is_none() && *code != "open").map(Status::parse);
            if word.is_some() && status.is_some_and(|said| Some(said) != word) {
                return Err(reject("bad_value"));
            }
            status = status.or(word);
            missing = Some((name, *column)).filter(|_| stage.is_none() && word.is_none());
        }
        let of_stage = stage.and_then(|id| self.now(work, Table::Stage, id, stage::PIPELINE));
        let of_stage = of_stage.and_then(|value| if let Value::Ref(id) = value { Some(id) } else { None });
        let column = stage_text.as_ref().map(|(_, at)| *at);
        let pipeline = given.or(of_stage).or(home).or(self.index.pipeline);
        let pipeline = pipeline.ok_or_else(|| draft.reason("pipeline_needs_won", column))?;
        if let Some((name, column)) = missing {
            let made = self.new_stage(work, pipeline, name);
            stage = Some(made.ok_or_else(|| draft.reason("name_not_found", Some(column)))?);
        }
        self.need_open_stage(work, pipeline);
        let phase = stage.and_then(|id| self.now(work, Table::Stage, id, stage::PHASE));
        let won = matches!(phase, Some(Value::Text(phase)) if matches!(&*phase, "won" | "after"));
        let ended = status.map_or(won, |status| status != Status::Open);
        let moment = |name| draft.moment(Table::Deal, name);
        let (close, closed) = (moment("close"), moment("closed"));
        if !ended && closed.is_some() {
            let column = draft.get(Table::Deal, "closed").map(|(_, at)| at);
            return Err(draft.reason("closed_but_open", column));
        }
        let told = Told {
            created: moment("created"),
            stage,
            since: moment("stage_since"),
            status,
            closed: closed.or(close).filter(|_| ended),
            outcome: None,
        };
        let entry = |of: &mut Self, work: &mut Work, name: &str, list: &'static str| match text(name) {
            Some((name, column)) if ended => of.refer(work, draft, Kind::List(list), &name, column).map(Some),
            _ => Ok(None),
        };
        let note = text("outcome_note").map(|(text, _)| text).unwrap_or_default();
        let reason = entry(self, work, "lost_reason", "lost_reason")?;
        let competitor = entry(self, work, "lost_to", "competitor")?;
        Ok(Tale { pipeline, told, expected: close.filter(|_| !ended), reason, competitor, note })
    }

    /// A status by its name on the screens.
    fn state_of(&self, word: &str) -> Option<&'static str> {
        let folded = super::super::fold::fold(word);
        let named = |code: &&&'static str| {
            self.words.choices.iter().any(|c| {
                (c.table, c.field.as_str(), c.code.as_str()) == (Table::StageChange, "state", **code)
                    && [&c.zh, &c.en].iter().any(|name| super::super::fold::fold(name) == folded)
            })
        };
        ["open", "won", "lost", "invalid"].iter().find(named).copied()
    }

    /// A new deal with its stage changes, outcome and credit.
    pub(super) fn new_deal(&mut self, work: &mut Work, draft: &Draft, mut fields: Fields) -> Result<Id, Reason> {
        let tale = self.tale(work, draft, &fields, None)?;
        let stages = self.stages(work, tale.pipeline);
        let moves = way::moves(&tale.told, &stages).map_err(|(code, field)| self.about(draft, code, field))?;
        let id = self.context.id();
        if !fields.iter().any(|(key, ..)| *key == deal::PIPELINE) {
            fields.push((deal::PIPELINE, Some(Value::Ref(tale.pipeline)), None));
        }
        if let (Some(expected), false) = (tale.expected, fields.iter().any(|(key, ..)| *key == deal::EXPECTED_CLOSE)) {
            fields.push((deal::EXPECTED_CLOSE, Some(Value::date(expected.date)), None));
        }
        let mut cells = filled(fields);
        if cells.iter().any(|(key, _)| *key == deal::AMOUNT) {
            cells.push((deal::AMOUNT_TYPED, Value::Bool(true)));
        }
        if let Some(last) = moves.last() {
            let given = outcome_of(last.status, &tale);
            let outcome = way::outcome(last.status, way::decided(&moves), given.as_ref());
            cells.extend(outcome.map(|outcome| (deal::OUTCOME, Value::Outcome(Box::new(outcome)))));
            let owner = cells.iter().find(|(key, _)| *key == deal::OWNER).map(|(_, value)| value.clone());
            if let (Status::Won, Some(Value::Ref(owner))) = (last.status, owner) {
                cells.push((deal::CREDIT, self.credit(work, owner)));
            }
            work.placed = Some((last.to, id));
        }
        self.put(work, Table::Deal, id, cells);
        self.record_moves(work, id, &moves);
        Ok(id)
    }

    fn credit(&self, work: &Work, owner: Id) -> Value {
        let team = match self.now(work, Table::Rep, owner, rep::TEAM) {
            Some(Value::Ref(team)) => Some(team),
            _ => None,
        };
        way::credit(owner, team)
    }

    /// Changes of one stamp and day are ordered by their ids in the end.
    fn record_moves(&mut self, work: &mut Work, deal: Id, moves: &[Move]) {
        let mut ids: Vec<Id> = moves.iter().map(|_| self.context.id()).collect();
        sort_by(&mut ids, Id::cmp);
        for (id, step) in ids.into_iter().zip(moves) {
            self.put(work, Table::StageChange, id, way::cells(deal, step));
        }
    }

    /// What a row changes of the way of a deal that is there: one more stage change if it says another stage or status, dated as it says, or today,
    /// but never before the latest one.
    pub(super) fn follow_deal(
        &mut self,
        work: &mut Work,
        draft: &Draft,
        id: Id,
        fields: &mut Fields,
    ) -> Result<(), Reason> {
        let Some(row) = self.data.get(Table::Deal, id) else { return Ok(()) };
        let home = row.link(deal::PIPELINE);
        let tale = self.tale(work, draft, fields, home)?;
        if let (Some(expected), false) = (tale.expected, fields.iter().any(|(key, ..)| *key == deal::EXPECTED_CLOSE)) {
            fields.push((deal::EXPECTED_CLOSE, Some(Value::date(expected.date)), None));
        }
        let Told { stage, status, since, closed, .. } = tale.told;
        let now = state(self.data, row);
        if stage.is_none() && status.is_none() || stage == now.stage && status.is_none() {
            return Ok(());
        }
        let stages = self.stages(work, tale.pipeline);
        // The rules of a new deal hold for what is said of one that is there.
        let moves = way::moves(&tale.told, &stages).map_err(|(code, field)| self.about(draft, code, field))?;
        let Some(last) = moves.last() else { return Ok(()) };
        let stays = stage.is_none() && last.status != Status::Won;
        let to = if stays { now.stage.unwrap_or(last.to) } else { last.to };
        let given = outcome_of(last.status, &tale);
        if (Some(to), last.status) == (now.stage, now.status)
            || (last.status == Status::Won && now.status == Status::Won && stage.is_none())
        {
            // The same end, told anew.
            if let Some((given, had)) = given.zip(row.outcome(deal::OUTCOME)) {
                let note = if given.note.is_empty() { had.note.clone() } else { given.note };
                let (reason, competitor) = (given.reason.or(had.reason), given.competitor.or(had.competitor));
                let outcome = Outcome { date: given.date.or(had.date), reason, competitor, note, kind: had.kind };
                fields.push((deal::OUTCOME, Some(Value::Outcome(Box::new(outcome))), None));
            }
            return Ok(());
        }
        let today = Moment::day(self.context.today);
        let told_at = if last.status == Status::Open { since } else { closed.or(since) };
        let at = told_at.unwrap_or(today);
        let latest = history(self.data, id).iter().filter_map(|change| change.date(stage_change::AT)).max();
        let at = latest.filter(|latest| *latest > at.date).map_or(at, Moment::day);
        self.record_moves(work, id, &[Move { at: Some(at), from: now.stage, to, status: last.status }]);
        let outcome = way::outcome(last.status, Some(told_at.unwrap_or(today)), given.as_ref());
        fields.push((deal::OUTCOME, outcome.map(|outcome| Value::Outcome(Box::new(outcome))), None));
        let written = fields.iter().rev().find(|(key, ..)| *key == deal::OWNER).and_then(|(_, value, _)| value.clone());
        let credit = match (last.status, written.or_else(|| row.get(deal::OWNER).cloned())) {
            (Status::Won, _) if row.get(deal::CREDIT).is_some() => row.get(deal::CREDIT).cloned(),
            (Status::Won, Some(Value::Ref(owner))) => Some(self.credit(work, owner)),
            _ => None,
        };
        fields.push((deal::CREDIT, credit, None));
        if home != Some(tale.pipeline) && !fields.iter().any(|(key, ..)| *key == deal::PIPELINE) {
            fields.push((deal::PIPELINE, Some(Value::Ref(tale.pipeline)), None));
        }
        work.placed = Some((to, id));
        Ok(())
    }

    /// A reason about one of a deal's columns, by the name that files have for it.
    fn about(&self, draft: &Draft, code: &'static str, field: &str) -> Reason {
        let names: &[&str] = match field {
            "closed" => &["closed", "close"],
            "status" => &["status", "stage"],
            "pipeline" => &["pipeline", "stage"],
            _ => &["stage"],
        };
        let column = names.iter().find_map(|name| draft.get(Table::Deal, name)).map(|(_, at)| at);
        draft.reason(code, column)
    }
}

/// What a row says of an end.
fn outcome_of(status: Status, tale: &Tale) -> Option<Outcome> {
    let kind = OutcomeKind::parse(status.code())?;
    let date = tale.told.closed.map(|at| at.date);
    let lost = kind == OutcomeKind::Lost;
    let (reason, competitor) = (tale.reason.filter(|_| lost), tale.competitor.filter(|_| lost));
    Some(Outcome { kind, date, reason, competitor, note: tale.note.clone() })
}
