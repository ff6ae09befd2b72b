//! Goals: changes keep their reason, splits make or change parts in one step.

use super::{rows, Cells, Context, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::patch::Patch;
use crate::domain::records::{goal, goal_change, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
use chrono::NaiveDate;

/// The three levels of a goal, in millionths of its unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GoalValues {
    /// 目标
    pub base: i64,
    /// 冲刺
    pub stretch: Option<i64>,
    /// 挑战
    pub challenge: Option<i64>,
}

impl GoalValues {
    /// Those of a goal row.
    pub fn of(row: &Row) -> GoalValues {
        GoalValues {
            base: row.decimal(goal::BASE).unwrap_or(0),
            stretch: row.decimal(goal::STRETCH),
            challenge: row.decimal(goal::CHALLENGE),
        }
    }

    /// Base, stretch and challenge rise, and none is negative.
    ///
    /// # Errors
    /// `out_of_range`, `levels_not_rising`.
    pub fn check(&self) -> Result<(), Refusal> {
        let rising = self.stretch.is_none_or(|s| s >= self.base)
            && self.challenge.is_none_or(|c| c >= self.stretch.unwrap_or(self.base));
        if self.base < 0 {
            return Err(Refusal::field("out_of_range", Table::Goal, goal::BASE));
        }
        if !rising {
            return Err(Refusal::field("levels_not_rising", Table::Goal, goal::STRETCH));
        }
        Ok(())
    }

    fn cells(&self) -> Cells {
        vec![
            (goal::BASE, Some(Value::Decimal(self.base))),
            (goal::STRETCH, self.stretch.map(Value::Decimal)),
            (goal::CHALLENGE, self.challenge.map(Value::Decimal)),
        ]
    }
}

/// One part of a split goal: a shorter period, or a narrower scope.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GoalPart {
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// For which rep; `None`: as the whole.
    pub rep: Option<Id>,
    /// For which team; `None`: as the whole.
    pub team: Option<Id>,
    /// Its values.
    pub values: GoalValues,
}

/// An edit may change anything of a goal but its values: those change with a reason, see [`change`].
pub fn not_by_edit(table: Table, cells: &Cells) -> Result<(), Refusal> {
    let values = [goal::BASE, goal::STRETCH, goal::CHALLENGE];
    match cells.iter().find(|(key, _)| table == Table::Goal && values.contains(key)) {
        Some((key, _)) => Err(Refusal::field("goal_needs_reason", table, *key)),
        None => Ok(()),
    }
}

/// Changes a goal's values and keeps what they were and why.
pub fn change(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    to: &GoalValues,
    reason: &str,
) -> Result<(), Refusal> {
    let row = data.get(Table::Goal, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Goal, id)]))?;
    let was = GoalValues::of(row);
    to.check()?;
    if was == *to {
        return Ok(());
    }
    rows::write(data, patch, Table::Goal, id, &to.cells());
    let mut cells = vec![
        (goal_change::GOAL, Value::Ref(id)),
        (goal_change::AT, Value::Moment(context.now())),
        (goal_change::REASON, Value::text(reason.trim())),
        (goal_change::BASE_BEFORE, Value::Decimal(was.base)),
        (goal_change::BASE_AFTER, Value::Decimal(to.base)),
    ];
    let optional = [
        (goal_change::STRETCH_BEFORE, was.stretch),
        (goal_change::STRETCH_AFTER, to.stretch),
        (goal_change::CHALLENGE_BEFORE, was.challenge),
        (goal_change::CHALLENGE_AFTER, to.challenge),
    ];
    cells.extend(optional.into_iter().filter_map(|(key, value)| Some((key, Value::Decimal(value?)))));
    cells.extend(context.actor.map(|me| (goal_change::BY, Value::Ref(me))));
    let change = context.id();
    patch.make(Table::GoalChange, change, cells);
    Ok(())
}

/// Makes the parts of a goal, or changes those that are there with the same period and scope.
pub fn split(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    parts: &[GoalPart],
    reason: &str,
) -> Result<(), Refusal> {
    let whole = data.get(Table::Goal, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Goal, id)]))?;
    let (from, to) = (whole.date(goal::FROM), whole.date(goal::TO));
    for (at, part) in parts.iter().enumerate() {
        part.values.check()?;
        let scope = |p: &GoalPart| (p.from, p.to, p.rep, p.team);
        if parts[..at].iter().any(|other| scope(other) == scope(part)) {
            return Err(Refusal::field("duplicate", Table::Goal, goal::FROM));
        }
        if part.from > part.to || from.is_some_and(|f| part.from < f) || to.is_some_and(|t| part.to > t) {
            return Err(Refusal::field("period_outside", Table::Goal, goal::FROM));
        }
        let (rep, team) = (
            part.rep.or(whole.link(goal::REP)),
            part.team.or(if part.rep.is_some() { None } else { whole.link(goal::TEAM) }),
        );
        let there = data.referring(Table::Goal, goal::PARENT, id).find(|g| {
            g.date(goal::FROM) == Some(part.from)
                && g.date(goal::TO) == Some(part.to)
                && g.link(goal::REP) == rep
                && g.link(goal::TEAM) == team
        });
        if let Some(there) = there {
            change(data, context, patch, there.id, &part.values, reason)?;
            continue;
        }
        let mut cells: Cells =
            [goal::MEASURE, goal::REGION, goal::PRODUCT, goal::GROUP].map(|k| (k, whole.get(k).cloned())).into();
        cells.extend([
            (goal::PARENT, Some(Value::Ref(id))),
            (goal::FROM, Some(Value::date(part.from))),
            (goal::TO, Some(Value::date(part.to))),
            (goal::REP, rep.map(Value::Ref)),
            (goal::TEAM, team.map(Value::Ref)),
        ]);
        cells.extend(part.values.cells());
        rows::create(data, context, patch, Table::Goal, None, &cells)?;
    }
    Ok(())
}
