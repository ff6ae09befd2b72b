//! Rules of single record types that no declaration can say. They look at rows as a patch leaves them.

use super::goals::GoalValues;
use super::{pipelines, Refusal};
use crate::domain::dataset::Dataset;
use crate::domain::deals;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::patch::{Patch, RowChange};
use crate::domain::records::{
    deal, deal_line, goal, own_field, rate, rep, settings, stage, stage_change, team, Table, DELETED,
};
use crate::domain::value::{parse_decimal, Moment, OutcomeKind, Value};
use chrono::NaiveDate;

/// A row as a patch leaves it.
struct After<'a> {
    data: &'a Dataset,
    patch: &'a Patch,
    change: &'a RowChange,
}

impl<'a> After<'a> {
    fn get(&self, key: Key) -> Option<&'a Value> {
        self.patch.after(self.data, self.change.table, self.change.id, key)
    }

    fn text(&self, key: Key) -> &'a str {
        match self.get(key) {
            Some(Value::Text(t)) => t,
            _ => "",
        }
    }

    fn date(&self, key: Key) -> Option<NaiveDate> {
        match self.get(key) {
            Some(Value::Moment(m)) => Some(m.date),
            _ => None,
        }
    }

    fn decimal(&self, key: Key) -> Option<i64> {
        match self.get(key) {
            Some(Value::Decimal(n)) => Some(*n),
            _ => None,
        }
    }

    fn link(&self, key: Key) -> Option<Id> {
        match self.get(key) {
            Some(Value::Ref(id)) => Some(*id),
            _ => None,
        }
    }

    fn writes(&self, keys: &[Key]) -> bool {
        self.change.cells.iter().any(|c| keys.contains(&c.key))
    }

    fn refuse(&self, code: &'static str, key: Key) -> Result<(), Refusal> {
        Err(Refusal::field(code, self.change.table, key))
    }
}

/// Checks a row that is made or edited.
pub fn check(data: &Dataset, patch: &Patch, change: &RowChange) -> Result<(), Refusal> {
    let row = After { data, patch, change };
    own_values(&row)?;
    match change.table {
        Table::Settings => currency(&row, settings::CURRENCY),
        Table::Rate => check_rate(&row),
        Table::Team => no_loop(&row, team::PARENT, "team_loop"),
        Table::Rep => in_order(&row, rep::JOINED, rep::LEFT),
        Table::Stage => check_stage(&row),
        Table::Deal => check_deal(&row),
        Table::DealLine => match row.decimal(deal_line::QUANTITY) {
            Some(..=0) => row.refuse("out_of_range", deal_line::QUANTITY),
            _ => Ok(()),
        },
        Table::StageChange => keeps_its_turn(&row),
        Table::Goal => check_goal(&row),
        _ => Ok(()),
    }
}

fn currency(row: &After, key: Key) -> Result<(), Refusal> {
    match Currency::parse(row.text(key)) {
        Some(currency) if currency.code() == row.text(key) => Ok(()),
        _ => row.refuse("bad_currency", key),
    }
}

fn in_order(row: &After, first: Key, last: Key) -> Result<(), Refusal> {
    match (row.date(first), row.date(last)) {
        (Some(a), Some(b)) if a > b => row.refuse("date_order", last),
        _ => Ok(()),
    }
}

/// A currency has one rate from a day on: two would leave it to chance which one counts.
fn check_rate(row: &After) -> Result<(), Refusal> {
    currency(row, rate::CURRENCY)?;
    if !matches!(row.decimal(rate::RATE), Some(1..)) {
        return row.refuse("out_of_range", rate::RATE);
    }
    let made = row.patch.rows.iter().filter(|r| r.table == Table::Rate).map(|r| r.id);
    let twin = row.data.live(Table::Rate).map(|r| r.id).chain(made).find(|id| {
        let after = |key| row.patch.after(row.data, Table::Rate, *id, key);
        *id != row.change.id
            && after(DELETED) != Some(&Value::Bool(true))
            && after(rate::CURRENCY) == row.get(rate::CURRENCY)
            && after(rate::DATE) == row.get(rate::DATE)
    });
    match twin {
        Some(twin) => {
            Err(Refusal { code: "duplicate", fields: vec![(Table::Rate, rate::DATE)], rows: vec![(Table::Rate, twin)] })
        }
        None => Ok(()),
    }
}

fn no_loop(row: &After, parent: Key, code: &'static str) -> Result<(), Refusal> {
    if !row.writes(&[parent]) {
        return Ok(());
    }
    let (table, start) = (row.change.table, row.change.id);
    let (mut at, mut steps) = (start, 0);
    while let Some(Value::Ref(above)) = row.patch.after(row.data, table, at, parent) {
        steps += 1;
        if *above == start || steps > 100 {
            return row.refuse(code, parent);
        }
        at = *above;
    }
    Ok(())
}

/// A pipeline has exactly one won stage from the moment it gets one, and a stage with deals stays what and where it is.
fn check_stage(row: &After) -> Result<(), Refusal> {
    let was = row.data.get(Table::Stage, row.change.id);
    let was_won = was.is_some_and(|w| w.text(stage::PHASE) == "won");
    let about = vec![(Table::Stage, row.change.id)];
    let moves = was.is_some() && row.writes(&[stage::PHASE, stage::PIPELINE]);
    if was_won && (moves || row.get(stage::ARCHIVED) == Some(&Value::Bool(true))) {
        return Err(Refusal::rows("pipeline_needs_won", about));
    }
    let Some(pipeline) = row.link(stage::PIPELINE) else { return Ok(()) };
    if row.text(stage::PHASE) == "won" {
        let made = row.patch.rows.iter().filter(|r| r.made && r.table == Table::Stage).map(|r| r.id);
        let stages = row.data.referring(Table::Stage, stage::PIPELINE, pipeline).map(|s| s.id).chain(made);
        let other = stages.filter(|id| *id != row.change.id).find(|id| {
            let after = |key| row.patch.after(row.data, Table::Stage, *id, key);
            after(stage::PIPELINE) == Some(&Value::Ref(pipeline))
                && matches!(after(stage::PHASE), Some(Value::Text(t)) if &**t == "won")
        });
        if let Some(other) = other {
            return Err(Refusal::rows("pipeline_needs_won", vec![(Table::Stage, other)]));
        }
    }
    let Some(was) = was else { return Ok(()) };
    let leaves = moves || row.writes(&[stage::ARCHIVED]) && row.get(stage::ARCHIVED) == Some(&Value::Bool(true));
    if leaves {
        pipelines::can_go(row.data, was, &[row.change.id])?;
        let here = pipelines::standing(row.data, row.change.id);
        if !here.is_empty() {
            return Err(Refusal::rows("stage_has_deals", here.iter().map(|d| (Table::Deal, d.id)).collect()));
        }
    }
    Ok(())
}

/// A won deal keeps an amount, and its credits make up a hundred per cent.
fn check_deal(row: &After) -> Result<(), Refusal> {
    let won = matches!(row.get(deal::OUTCOME), Some(Value::Outcome(o)) if o.kind == OutcomeKind::Won);
    if won && row.writes(&[deal::AMOUNT]) && row.get(deal::AMOUNT).is_none() {
        return row.refuse("win_needs_amount", deal::AMOUNT);
    }
    if let (Some(Value::Credit(shares)), true) = (row.get(deal::CREDIT), row.writes(&[deal::CREDIT])) {
        let sum: u32 = shares.iter().map(|s| u32::from(s.percent)).sum();
        if !won || sum != 100 {
            return row.refuse("credit_sum", deal::CREDIT);
        }
    }
    Ok(())
}

/// The date of a stage change may be put right, but not so that another change comes to be the latest.
fn keeps_its_turn(row: &After) -> Result<(), Refusal> {
    if row.change.made || !row.writes(&[stage_change::AT]) {
        return Ok(());
    }
    let Some(deal) = row.link(stage_change::DEAL) else { return Ok(()) };
    let changes = deals::history(row.data, deal);
    let Some(turn) = changes.iter().position(|c| c.id == row.change.id) else { return Ok(()) };
    let at = row.date(stage_change::AT);
    let date = |c: &&crate::domain::row::Row| c.date(stage_change::AT);
    let fits = changes[..turn].iter().all(|c| date(c) <= at) && changes[turn + 1..].iter().all(|c| at <= date(c));
    if fits {
        Ok(())
    } else {
        row.refuse("date_order", stage_change::AT)
    }
}

fn check_goal(row: &After) -> Result<(), Refusal> {
    in_order(row, goal::FROM, goal::TO)?;
    if let Some(base) = row.decimal(goal::BASE) {
        let (stretch, challenge) = (row.decimal(goal::STRETCH), row.decimal(goal::CHALLENGE));
        GoalValues { base, stretch, challenge }.check()?;
    }
    no_loop(row, goal::PARENT, "goal_cycle")
}

/// Values of own fields are what the own field holds. A number is kept as decimal text, so that it survives every version.
fn own_values(row: &After) -> Result<(), Refusal> {
    for cell in &row.change.cells {
        let (Some(("own", field)), Some(value)) = (cell.key.split(), &cell.after) else { continue };
        let Some(field) = Id::parse(field).and_then(|id| row.data.get(Table::OwnField, id)) else { continue };
        let fits = match (field.text(own_field::HOLDS), value) {
            ("number", Value::Int(_)) | ("yes_no", Value::Bool(_)) | ("text", Value::Text(_)) => Ok(()),
            ("number", Value::Text(t)) => parse_decimal(t).map(drop).ok_or("bad_number"),
            ("date", Value::Text(t)) => Moment::parse(t).filter(|m| m.minute.is_none()).map(drop).ok_or("bad_date"),
            ("choice", Value::Text(t)) => {
                field.text(own_field::OPTIONS).lines().any(|o| o.trim() == &**t).then_some(()).ok_or("bad_choice")
            }
            _ => Err("wrong_type"),
        };
        fits.map_err(|code| Refusal::field(code, row.change.table, cell.key))?;
    }
    Ok(())
}
