//! Adding, moving, closing and reopening deals.
//!
//! A deal's stage is its latest stage change by date, so a new change is never dated before the ones that are there: a deal that was
//! moved today and signed last week is won today on the board, and last week in its outcome, which is the date that figures use.
//! Closing a closed deal again in the same way corrects its outcome and makes no further move. Going to another pipeline asks
//! for nothing: the deal does not go on, it goes elsewhere.

use super::{rows, Cells, Context, CustomerChoice, Position, Refusal};
use crate::domain::columns::Standing;
use crate::domain::dataset::Dataset;
use crate::domain::deals::{history, order_in, state, won_stage, Status};
use crate::domain::id::Id;
use crate::domain::order;
use crate::domain::patch::Patch;
use crate::domain::records::{customer, deal, rep, stage, stage_change, Table};
use crate::domain::row::Row;
use crate::domain::value::{Moment, Outcome, OutcomeKind, Place, Share, Value};

/// Makes a deal in a stage, and its customer if that is new. Beginning in the won stage is winning it.
pub fn add(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Option<Id>,
    customer: &CustomerChoice,
    stage: Id,
    cells: &Cells,
) -> Result<Id, Refusal> {
    let to = usable_stage(data, stage)?;
    let begin = match to.text(stage::PHASE) {
        "open" => stage,
        "won" => crate::domain::deals::first_open_stage(data, pipeline_of(to)?).unwrap_or(stage),
        _ => return Err(Refusal::new("stage_not_for_deals")),
    };
    let id = id.unwrap_or_else(|| context.id());
    let customer = choose_customer(data, context, patch, customer)?;
    let mut cells = rows::tidy(Table::Deal, cells);
    if !cells.iter().any(|(k, _)| *k == deal::OWNER) {
        cells.extend(context.actor.map(|me| (deal::OWNER, Value::Ref(me))));
    }
    let created = match cells.iter().find(|(k, _)| *k == deal::CREATED) {
        Some((_, Value::Moment(moment))) => *moment,
        _ => {
            cells.push((deal::CREATED, Value::Moment(context.now())));
            context.now()
        }
    };
    if cells.iter().any(|(k, _)| *k == deal::AMOUNT) {
        cells.push((deal::AMOUNT_TYPED, Value::Bool(true)));
    }
    cells.push((deal::CUSTOMER, Value::Ref(customer)));
    cells.push((deal::PIPELINE, Value::Ref(pipeline_of(to)?)));
    cells.push((deal::PLACE, place_at(data, begin, id, Position::Top)));
    patch.make(Table::Deal, id, cells);
    record(data, context, patch, id, created, None, begin, Status::Open);
    if begin != stage {
        let outcome = Outcome {
            kind: OutcomeKind::Won,
            date: Some(context.today),
            reason: None,
            competitor: None,
            note: String::new(),
        };
        win(data, context, patch, id, begin, stage, &outcome)?;
    }
    Ok(id)
}

/// The customer that is chosen, made if its name is new. Several of that name need a choice.
pub fn choose_customer(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    choice: &CustomerChoice,
) -> Result<Id, Refusal> {
    let name = match choice {
        CustomerChoice::Existing(id) => return Ok(*id),
        CustomerChoice::Named(name) => name.trim(),
    };
    if name.is_empty() {
        return Err(Refusal::field("required", Table::Deal, deal::CUSTOMER));
    }
    let same: Vec<Id> =
        data.live(Table::Customer).filter(|row| row.text(customer::NAME) == name).map(|row| row.id).collect();
    match same.as_slice() {
        [one] => Ok(*one),
        [] => {
            let cells = vec![
                (customer::NAME, Some(Value::text(name))),
                (customer::LIFE, Some(Value::text("prospect"))),
                (customer::OWNER, context.actor.map(Value::Ref)),
            ];
            rows::create(data, context, patch, Table::Customer, None, &cells)
        }
        several => Err(Refusal::rows("ambiguous_name", several.iter().map(|id| (Table::Customer, *id)).collect())),
    }
}

/// Moves a deal; returns the code of what that was: a move, a win, a reopening.
pub fn move_to(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    stage: Id,
    position: Position,
    with: &Cells,
) -> Result<&'static str, Refusal> {
    let row = live_deal(data, id)?;
    let (now, to) = (state(data, row), live_stage(data, stage)?);
    if now.stage != Some(stage) {
        usable_stage(data, stage)?;
    }
    rows::write(data, patch, Table::Deal, id, with);
    if now.stage == Some(stage) && matches!(now.status, Status::Open | Status::Won) {
        patch.set(data, Table::Deal, id, deal::PLACE, Some(place_at(data, stage, id, position)));
        return Ok("deal.arrange");
    }
    let code = match (to.text(stage::PHASE), now.status) {
        ("lead", _) => return Err(Refusal::new("stage_not_for_deals")),
        ("after", Status::Won) => "deal.move",
        ("after", _) => return Err(Refusal::new("after_needs_won")),
        ("won", Status::Won) => "deal.move",
        ("won", _) => "deal.won",
        (_, Status::Open) => "deal.move",
        (_, _) => "deal.reopen",
    };
    if row.link(deal::PIPELINE) != to.link(stage::PIPELINE) {
        patch.set(data, Table::Deal, id, deal::PIPELINE, to.link(stage::PIPELINE).map(Value::Ref));
    } else {
        check_leaving(data, patch, id, now.stage, to)?;
    }
    match code {
        "deal.won" => {
            let outcome = Outcome {
                kind: OutcomeKind::Won,
                date: Some(context.today),
                reason: None,
                competitor: None,
                note: String::new(),
            };
            win(data, context, patch, id, now.stage.unwrap_or(stage), stage, &outcome)?;
        }
        "deal.reopen" => {
            patch.set(data, Table::Deal, id, deal::OUTCOME, None);
            patch.set(data, Table::Deal, id, deal::CREDIT, None);
            record(data, context, patch, id, context.now(), now.stage, stage, Status::Open);
        }
        _ => record(data, context, patch, id, context.now(), now.stage, stage, now.status),
    }
    patch.set(data, Table::Deal, id, deal::PLACE, Some(place_at(data, stage, id, position)));
    Ok(code)
}

/// Ends a deal.
pub fn close(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    outcome: &Outcome,
    with: &Cells,
) -> Result<(), Refusal> {
    let row = live_deal(data, id)?;
    let now = state(data, row);
    rows::write(data, patch, Table::Deal, id, with);
    if now.status == Status::from(outcome.kind) {
        return correct(data, patch, id, outcome);
    }
    let stage = now.stage.ok_or_else(|| Refusal::new("not_found"))?;
    let at = outcome.date.map_or_else(|| context.now(), Moment::day);
    match outcome.kind {
        OutcomeKind::Won => {
            let pipeline = row.link(deal::PIPELINE).ok_or_else(|| Refusal::new("not_found"))?;
            let won = won_stage(data, pipeline).ok_or_else(|| Refusal::new("pipeline_needs_won"))?;
            check_leaving(data, patch, id, now.stage, live_stage(data, won)?)?;
            win(data, context, patch, id, stage, won, outcome)?;
            patch.set(data, Table::Deal, id, deal::PLACE, Some(place_at(data, won, id, Position::Top)));
        }
        OutcomeKind::Lost if outcome.reason.is_none() => {
            return Err(Refusal::field("lose_needs_reason", Table::Deal, deal::OUTCOME))
        }
        kind => {
            patch.set(data, Table::Deal, id, deal::OUTCOME, Some(Value::Outcome(Box::new(outcome.clone()))));
            patch.set(data, Table::Deal, id, deal::CREDIT, None);
            record(data, context, patch, id, at, Some(stage), stage, kind.into());
        }
    }
    Ok(())
}

/// Other words, or another date, for the end that a closed deal had.
pub fn correct(data: &Dataset, patch: &mut Patch, id: Id, outcome: &Outcome) -> Result<(), Refusal> {
    let row = live_deal(data, id)?;
    let status = Status::from(outcome.kind);
    if state(data, row).status != status {
        return Err(Refusal::field("not_by_form", Table::Deal, deal::OUTCOME));
    }
    let code = match outcome.kind {
        OutcomeKind::Won if outcome.date.is_none() => Some("win_needs_date"),
        OutcomeKind::Lost if outcome.reason.is_none() => Some("lose_needs_reason"),
        _ => None,
    };
    if let Some(code) = code {
        return Err(Refusal::field(code, Table::Deal, deal::OUTCOME));
    }
    let was = row.outcome(deal::OUTCOME).and_then(|o| o.date);
    patch.set(data, Table::Deal, id, deal::OUTCOME, Some(Value::Outcome(Box::new(outcome.clone()))));
    // The change that closed it follows the date, as far as the moves before it allow. After-sales moves come later and stay.
    let changes = history(data, id);
    if let (Some([.., before, last]), Some(date)) = (changes.get(..), outcome.date.filter(|date| was != Some(*date))) {
        if last.text(stage_change::STATE) == status.code() && before.text(stage_change::STATE) != status.code() {
            let at = before.date(stage_change::AT).map_or(date, |first| first.max(date));
            patch.set(data, Table::StageChange, last.id, stage_change::AT, Some(Value::date(at)));
        }
    }
    Ok(())
}

/// Takes a closed deal up again: at its last open stage.
pub fn reopen(data: &Dataset, context: &mut Context, patch: &mut Patch, id: Id) -> Result<(), Refusal> {
    let row = live_deal(data, id)?;
    let now = state(data, row);
    if now.status == Status::Open {
        return Err(Refusal::rows("already_open", vec![(Table::Deal, id)]));
    }
    let open = history(data, id)
        .into_iter()
        .rev()
        .find(|c| c.text(stage_change::STATE) == "open")
        .and_then(|c| c.link(stage_change::TO));
    let stage = open
        .filter(|s| data.get(Table::Stage, *s).is_some_and(|s| s.link(stage::PIPELINE) == row.link(deal::PIPELINE)))
        .or_else(|| crate::domain::deals::first_open_stage(data, row.link(deal::PIPELINE)?))
        .ok_or_else(|| Refusal::new("not_found"))?;
    patch.set(data, Table::Deal, id, deal::OUTCOME, None);
    patch.set(data, Table::Deal, id, deal::CREDIT, None);
    patch.set(data, Table::Deal, id, deal::PLACE, Some(place_at(data, stage, id, Position::Top)));
    record(data, context, patch, id, context.now(), now.stage, stage, Status::Open);
    Ok(())
}

/// Winning asks for amount and date, freezes the credit and makes a prospect a new customer.
fn win(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    id: Id,
    from: Id,
    won: Id,
    outcome: &Outcome,
) -> Result<(), Refusal> {
    if !matches!(patch.after(data, Table::Deal, id, deal::AMOUNT), Some(Value::Money(_))) {
        return Err(Refusal::field("win_needs_amount", Table::Deal, deal::AMOUNT));
    }
    let date = outcome.date.ok_or_else(|| Refusal::field("win_needs_date", Table::Deal, deal::OUTCOME))?;
    patch.set(data, Table::Deal, id, deal::OUTCOME, Some(Value::Outcome(Box::new(outcome.clone()))));
    if patch.after(data, Table::Deal, id, deal::CREDIT).is_none() {
        if let Some(Value::Ref(owner)) = patch.after(data, Table::Deal, id, deal::OWNER).cloned() {
            let team = data.get(Table::Rep, owner).and_then(|r| r.link(rep::TEAM));
            let share = Share { rep: owner, team, percent: 100 };
            patch.set(data, Table::Deal, id, deal::CREDIT, Some(Value::Credit(Box::new([share]))));
        }
    }
    if let Some(Value::Ref(buyer)) = patch.after(data, Table::Deal, id, deal::CUSTOMER).cloned() {
        let life = patch.after(data, Table::Customer, buyer, customer::LIFE);
        if matches!(life, None | Some(Value::Text(_))) && !matches!(life, Some(Value::Text(t)) if &**t != "prospect") {
            patch.set(data, Table::Customer, buyer, customer::LIFE, Some(Value::text("new")));
        }
    }
    record(data, context, patch, id, Moment::day(date), Some(from), won, Status::Won);
    Ok(())
}

/// A stage may ask for fields before a deal goes on. Going back is always allowed.
fn check_leaving(data: &Dataset, patch: &Patch, id: Id, from: Option<Id>, to: &Row) -> Result<(), Refusal> {
    let Some(from) = from.and_then(|id| data.get(Table::Stage, id)) else { return Ok(()) };
    if (to.text(stage::ORDER), to.id) <= (from.text(stage::ORDER), from.id) {
        return Ok(());
    }
    let asked = from.elements("must").filter_map(|(name, _)| Table::Deal.field_named(name));
    let missing = asked.filter(|f| !super::rules::is_filled(data, patch, (Table::Deal, id), f));
    let fields: Vec<_> = missing.map(|f| (Table::Deal, f.key)).collect();
    if fields.is_empty() {
        return Ok(());
    }
    Err(Refusal { code: "leave_needs_fields", fields, rows: vec![(Table::Stage, from.id)] })
}

/// Adds a stage change, dated no earlier than those that are there.
#[allow(clippy::too_many_arguments)]
pub fn record(
    data: &Dataset,
    context: &mut Context,
    patch: &mut Patch,
    deal: Id,
    at: Moment,
    from: Option<Id>,
    to: Id,
    status: Status,
) {
    let there = data.referring(Table::StageChange, stage_change::DEAL, deal).filter_map(|c| c.date(stage_change::AT));
    let made = patch.rows.iter().filter(|r| r.made && r.table == Table::StageChange);
    let made = made.filter(|r| patch.after(data, r.table, r.id, stage_change::DEAL) == Some(&Value::Ref(deal)));
    let made = made.filter_map(|r| match patch.after(data, r.table, r.id, stage_change::AT) {
        Some(Value::Moment(m)) => Some(m.date),
        _ => None,
    });
    let at = there.chain(made).max().filter(|last| *last > at.date).map_or(at, Moment::day);
    let mut cells = vec![
        (stage_change::DEAL, Value::Ref(deal)),
        (stage_change::AT, Value::Moment(at)),
        (stage_change::TO, Value::Ref(to)),
        (stage_change::STATE, Value::text(status.code())),
    ];
    cells.extend(from.map(|from| (stage_change::FROM, Value::Ref(from))));
    cells.extend(context.actor.map(|by| (stage_change::BY, Value::Ref(by))));
    let id = context.id();
    patch.make(Table::StageChange, id, cells);
}

/// The place of a deal in a column, between the neighbours that `position` names.
pub fn place_at(data: &Dataset, stage: Id, deal: Id, position: Position) -> Value {
    let columns = data.columns();
    let beside = match position {
        Position::After(other) | Position::Before(other) if other != deal => data.get(Table::Deal, other),
        _ => None,
    };
    // A deal that has no place in this column, or is not there any more, is nobody's neighbour.
    let beside = beside.filter(|row| crate::domain::deals::place(row).is_some_and(|p| p.stage == stage));
    let beside: Option<Standing> = beside.map(|row| (order_in(row, stage).into(), row.id));
    let (above, below) = match (position, &beside) {
        (Position::Bottom, _) => (columns.last(stage, deal), None),
        (Position::After(_), Some(other)) => (Some(other), columns.below(stage, other, deal)),
        (Position::Before(_), Some(other)) => (columns.above(stage, other, deal), Some(other)),
        _ => (None, columns.first(stage, deal)),
    };
    let order = order::between(above.map(|(order, _)| &**order), below.map(|(order, _)| &**order));
    Value::Place(Box::new(Place { stage, order }))
}

fn live_deal(data: &Dataset, id: Id) -> Result<&Row, Refusal> {
    data.get(Table::Deal, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Deal, id)]))
}

fn live_stage(data: &Dataset, id: Id) -> Result<&Row, Refusal> {
    data.get(Table::Stage, id).ok_or_else(|| Refusal::rows("not_found", vec![(Table::Stage, id)]))
}

/// A stage that deals may still come to.
fn usable_stage(data: &Dataset, id: Id) -> Result<&Row, Refusal> {
    let row = live_stage(data, id)?;
    if row.flag(stage::ARCHIVED) {
        return Err(Refusal::rows("stage_archived", vec![(Table::Stage, id)]));
    }
    Ok(row)
}

fn pipeline_of(stage: &Row) -> Result<Id, Refusal> {
    stage.link(stage::PIPELINE).ok_or_else(|| Refusal::new("not_found"))
}
