//! Goals: levels, periods, changes with a reason, splits.

use crate::desk::*;
use chrono::NaiveDate;
use loudou::domain::command::{Command, GoalPart, GoalValues};
use loudou::domain::id::Id;
use loudou::domain::records::{goal, goal_change, Table};
use loudou::domain::value::Value;

fn cells(
    from: u32,
    to: u32,
    base: i64,
    stretch: Option<i64>,
    challenge: Option<i64>,
) -> loudou::domain::command::Cells {
    let level = |n: Option<i64>| n.map(|n| Value::Decimal(n * 1_000_000));
    vec![
        (goal::MEASURE, text("revenue")),
        (goal::FROM, Some(Value::date(date(from)))),
        (goal::TO, Some(Value::date(date(to)))),
        (goal::TEAM, Some(Value::Ref(TEAM))),
        (goal::BASE, level(Some(base))),
        (goal::STRETCH, level(stretch)),
        (goal::CHALLENGE, level(challenge)),
    ]
}

fn values(base: i64) -> GoalValues {
    GoalValues { base: base * 1_000_000, stretch: None, challenge: None }
}

#[test]
fn a_goal_has_a_period_and_rising_levels() {
    let mut desk = Desk::new();
    let mut code = |cells| desk.run(Command::Create { table: Table::Goal, id: None, cells }).err().map(|r| r.code);
    assert_eq!(code(cells(20, 10, 1, None, None)), Some("date_order"));
    assert_eq!(code(cells(10, 20, -1, None, None)), Some("out_of_range"));
    assert_eq!(code(cells(10, 20, 5, Some(4), None)), Some("levels_not_rising"));
    assert_eq!(code(cells(10, 20, 5, None, Some(4))), Some("levels_not_rising"));
    assert_eq!(code(cells(10, 20, 5, Some(7), Some(6))), Some("levels_not_rising"));
    assert_eq!(code(cells(10, 10, 0, Some(0), Some(6))), None);
    let mut without = cells(1, 2, 1, None, None);
    without.retain(|(key, _)| *key != goal::MEASURE);
    assert_eq!(code(without), Some("required"));
}

#[test]
fn a_goal_changes_with_a_reason_which_is_kept() {
    let mut desk = Desk::new();
    let id = desk.create(Table::Goal, cells(1, 30, 5, Some(6), None));
    let by_form = vec![(goal::BASE, Some(Value::Decimal(1)))];
    assert_eq!(desk.edit(Table::Goal, id, by_form).unwrap_err().code, "goal_needs_reason");
    let change = |base, reason: &str| Command::ChangeGoal { goal: id, to: values(base), reason: reason.into() };
    assert_eq!(desk.run(change(9, " ")).unwrap_err().fields, [(Table::GoalChange, goal_change::REASON)]);
    desk.ok(change(9, " new market "));
    let kept = desk.data.live(Table::GoalChange).next().unwrap();
    assert_eq!((kept.text(goal_change::REASON), kept.link(goal_change::BY)), ("new market", Some(ANN)));
    assert_eq!(
        (kept.decimal(goal_change::BASE_BEFORE), kept.decimal(goal_change::BASE_AFTER)),
        (Some(5_000_000), Some(9_000_000))
    );
    assert_eq!(
        (kept.decimal(goal_change::STRETCH_BEFORE), kept.decimal(goal_change::STRETCH_AFTER)),
        (Some(6_000_000), None)
    );
    assert_eq!(desk.row(Table::Goal, id).get(goal::STRETCH), None);
    assert!(desk.ok(change(9, "same")).patch.is_empty());
    assert_eq!(desk.refused(change(-1, "less")), "out_of_range");
    desk.ok(delete(Table::Goal, id));
    assert_eq!(desk.data.live(Table::GoalChange).count(), 0);
}

#[test]
fn a_goal_is_split_and_split_again() {
    let mut desk = Desk::new();
    let id = desk.create(Table::Goal, cells(1, 30, 9, None, None));
    let part = |rep, from: u32, to: u32, base| GoalPart {
        from: date(from),
        to: date(to),
        rep,
        team: None,
        values: values(base),
    };
    let split = |parts: Vec<GoalPart>| Command::SplitGoal { goal: id, parts, reason: "plan".into() };
    desk.ok(split(vec![part(Some(ANN), 1, 30, 5), part(Some(BO), 1, 30, 4), part(None, 1, 15, 3)]));
    let parts: Vec<Id> = desk.data.referring(Table::Goal, goal::PARENT, id).map(|g| g.id).collect();
    assert_eq!(parts.len(), 3);
    let of =
        |rep: Option<Id>| parts.iter().map(|p| desk.row(Table::Goal, *p)).find(|g| g.link(goal::REP) == rep).unwrap();
    assert_eq!((of(Some(ANN)).link(goal::TEAM), of(None).link(goal::TEAM)), (None, Some(TEAM)));
    assert_eq!(of(Some(BO)).text(goal::MEASURE), "revenue");
    desk.ok(split(vec![part(Some(ANN), 1, 30, 6), part(Some(BO), 1, 30, 4)]));
    assert_eq!(desk.data.referring(Table::Goal, goal::PARENT, id).count(), 3);
    assert_eq!(desk.data.live(Table::GoalChange).count(), 1, "only what changed is a change");
    assert_eq!(desk.refused(split(vec![part(None, 20, 10, 1)])), "period_outside");
    let december = NaiveDate::from_ymd_opt(2026, 12, 1).unwrap();
    assert_eq!(desk.refused(split(vec![GoalPart { to: december, ..part(None, 1, 15, 1) }])), "period_outside");
    assert_eq!(desk.refused(split(vec![part(None, 2, 3, 1), part(None, 2, 3, 1)])), "duplicate");
    assert_eq!(desk.run(delete(Table::Goal, id)).unwrap_err().rows.len(), 3);
    desk.ok(Command::Delete { table: Table::Goal, ids: [vec![id], parts].concat() });
}

#[test]
fn a_goal_is_no_part_of_itself() {
    let mut desk = Desk::new();
    let a = desk.create(Table::Goal, cells(1, 30, 9, None, None));
    let mut below = cells(1, 30, 9, None, None);
    below.push((goal::PARENT, Some(Value::Ref(a))));
    let b = desk.create(Table::Goal, below);
    assert_eq!(desk.edit(Table::Goal, a, vec![(goal::PARENT, Some(Value::Ref(b)))]).unwrap_err().code, "goal_cycle");
}
