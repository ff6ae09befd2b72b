//! Each kind of damage, by hand.

use super::*;
use loudou::domain::audit::CODES;
use loudou::domain::deals::{history, state, Status};
use loudou::domain::records::{
    activity, contact, customer, deal, deal_line, goal, lead, pipeline, product, rate, rep, settings, stage as stages,
    stage_change, team, DELETED, MERGED_INTO,
};
use loudou::domain::row::Row;
use loudou::domain::value::{About, OutcomeKind, Place, Share};
use std::collections::BTreeSet;

const GONE: Id = Id::fixed(99, 1);

/// Damage gives this finding and no other; what the repair leaves.
fn after(desk: &mut Desk, code: &'static str, at: (Table, Id), repairs: bool) {
    assert_eq!(codes(&desk.data), [(code, at.0, at.1)]);
    let patch = repaired(&mut desk.data, DAY);
    assert_eq!(!patch.is_empty(), repairs, "{code}");
    assert_eq!(codes(&desk.data).is_empty(), repairs, "{code}: {:?}", codes(&desk.data));
    assert!(repaired(&mut desk.data, DAY).is_empty());
}

fn by_hand(table: Table, id: Id, cells: &[(Key, Value)], desk: &mut Desk) {
    let mut row = Row::new(id, Stamp::ZERO);
    cells.iter().for_each(|(key, value)| row.put(*key, Some(value.clone()), None));
    desk.data.insert(table, row);
}

fn named(desk: &mut Desk, table: Table, key: Key, name: &str) -> Id {
    desk.create(table, vec![(key, text(name))])
}

#[test]
fn work_by_commands_has_no_findings() {
    let mut desk = Desk::new();
    assert_eq!(codes(&desk.data), []);
    let one = desk.deal("prospect", Some(5));
    let two = desk.deal("contact", None);
    desk.shift(one, "proposal", vec![]).unwrap();
    desk.later(1);
    desk.close(one, outcome(OutcomeKind::Won, Some(22))).unwrap();
    desk.close(two, outcome(OutcomeKind::Lost, Some(22))).unwrap();
    desk.ok(Command::ReopenDeal { deal: two });
    desk.shift(two, "proposal", vec![]).unwrap();
    assert_eq!(found(&desk.data, desk.today), []);
}

#[test]
fn references() {
    let mut desk = Desk::new();
    put(&mut desk.data, Table::Customer, ACME, customer::OWNER, Some(Value::Ref(GONE)));
    after(&mut desk, "check_reference_missing", (Table::Customer, ACME), false);

    let mut desk = Desk::new();
    let li =
        desk.create(Table::Contact, vec![(contact::NAME, text("Li")), (contact::CUSTOMER, Some(Value::Ref(ACME)))]);
    let one = desk.deal("prospect", None);
    put(&mut desk.data, Table::Deal, one, deal::CONTACT, Some(Value::Ref(li)));
    put(&mut desk.data, Table::Contact, li, DELETED, Some(Value::Bool(true)));
    after(&mut desk, "check_reference_deleted", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).get(deal::CONTACT), None);

    // What was done about something that is gone stays done.
    let about = |table, id| Some(Value::Abouts(Box::new([About { table, id }])));
    let cells = vec![
        (activity::SORT, Some(Value::Ref(loudou::domain::records::list_entry::CALL))),
        (activity::ABOUT, about(Table::Deal, one)),
    ];
    desk.create(Table::Activity, cells);
    desk.ok(delete(Table::Deal, one));
    assert_eq!(codes(&desk.data), []);
}

#[test]
fn references_to_merged_rows_are_led_on() {
    let mut desk = Desk::new();
    let twin = named(&mut desk, Table::Customer, customer::NAME, "ACME Ltd");
    let third = named(&mut desk, Table::Customer, customer::NAME, "ACME Inc");
    let merge = |stays, goes| Command::Merge { table: Table::Customer, stays, goes, take: vec![] };
    desk.ok(merge(twin, third));
    desk.ok(merge(ACME, twin));
    let one = desk.deal("prospect", None);
    put(&mut desk.data, Table::Deal, one, deal::CUSTOMER, Some(Value::Ref(third)));
    assert!(desk.row(Table::Customer, third).is_kept());
    after(&mut desk, "check_reference_merged", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).link(deal::CUSTOMER), Some(ACME));
    assert!(desk.data.get(Table::Customer, third).is_none());
    // One that comes to name itself names nobody.
    put(&mut desk.data, Table::Customer, ACME, customer::REFERRED_BY, Some(Value::Ref(twin)));
    after(&mut desk, "check_reference_merged", (Table::Customer, ACME), true);
    assert_eq!(desk.row(Table::Customer, ACME).get(customer::REFERRED_BY), None);
}

#[test]
fn merging_the_opposite_way_on_two_devices_loses_nothing() {
    let mut desk = Desk::new();
    let twin = named(&mut desk, Table::Customer, customer::NAME, "ACME Ltd");
    let one = desk.deal("prospect", None);
    // Here Acme went first, there the twin went later.
    for (id, into, ms) in [(ACME, twin, 1_850_000_000_000), (twin, ACME, 1_850_000_000_001)] {
        put_at(&mut desk.data, Table::Customer, id, DELETED, Some(Value::Bool(true)), ms);
        put_at(&mut desk.data, Table::Customer, id, MERGED_INTO, text(&into.to_string()), ms);
    }
    put(&mut desk.data, Table::Deal, one, deal::CUSTOMER, Some(Value::Ref(twin)));
    let all = [("check_merged_circle", Table::Customer, ACME), ("check_reference_merged", Table::Deal, one)];
    assert_eq!(codes(&desk.data), all);
    repaired(&mut desk.data, DAY);
    assert_eq!(codes(&desk.data), []);
    let names: Vec<&str> = desk.data.live(Table::Customer).map(|row| row.text(customer::NAME)).collect();
    assert_eq!(names, ["Acme"]);
    assert_eq!(desk.row(Table::Deal, one).link(deal::CUSTOMER), Some(ACME));
}

#[test]
fn fields_and_values() {
    let mut desk = Desk::new();
    put(&mut desk.data, Table::Customer, ACME, customer::NAME, text(" "));
    after(&mut desk, "check_required_empty", (Table::Customer, ACME), false);
    let mut desk = Desk::new();
    let odd = Some(Value::Other(Box::new(serde_json::json!([1]))));
    put(&mut desk.data, Table::Customer, ACME, customer::ANNIVERSARY, odd);
    after(&mut desk, "check_wrong_kind", (Table::Customer, ACME), false);
    let mut desk = Desk::new();
    put(&mut desk.data, Table::Settings, settings::ROW, settings::CURRENCY, text("yuan"));
    after(&mut desk, "check_wrong_currency", (Table::Settings, settings::ROW), false);
    let (mut desk, id) = (Desk::new(), Id::fixed(99, 2));
    let cells = [(rate::CURRENCY, Value::text("?")), (rate::DATE, Value::date(DAY)), (rate::RATE, Value::Decimal(1))];
    by_hand(Table::Rate, id, &cells, &mut desk);
    after(&mut desk, "check_wrong_currency", (Table::Rate, id), false);
}

#[test]
fn settings_rows() {
    let mut desk = Desk::new();
    let cells = [(settings::NAME, Value::text("other")), (settings::CURRENCY, Value::text("EUR"))];
    by_hand(Table::Settings, GONE, &cells, &mut desk);
    after(&mut desk, "check_settings_twice", (Table::Settings, GONE), true);
    put(&mut desk.data, Table::Settings, settings::ROW, DELETED, Some(Value::Bool(true)));
    after(&mut desk, "check_settings_missing", (Table::Settings, settings::ROW), false);
}

#[test]
fn a_deal_without_history_gets_its_first_change() {
    for (ended, place, to, status) in [
        (None, Some("contact"), "contact", Status::Open),
        (None, None, "prospect", Status::Open),
        (Some(OutcomeKind::Won), None, "won", Status::Won),
        (Some(OutcomeKind::Lost), Some("proposal"), "proposal", Status::Lost),
    ] {
        let (mut desk, id) = (Desk::new(), Id::fixed(99, 5));
        let place = place.map(|at| Value::Place(Box::new(Place { stage: stage(at), order: "80".into() })));
        let ended = ended.map(|kind| Value::Outcome(Box::new(outcome(kind, Some(20)))));
        let mut cells = vec![
            (deal::NAME, Value::text("by hand")),
            (deal::CUSTOMER, Value::Ref(ACME)),
            (deal::PIPELINE, Value::Ref(desk.data.live(Table::Pipeline).next().unwrap().id)),
            (deal::CREATED, Value::date(date(1))),
        ];
        cells.extend(place.map(|place| (deal::PLACE, place)));
        cells.extend(ended.clone().map(|ended| (deal::OUTCOME, ended)));
        by_hand(Table::Deal, id, &cells, &mut desk);
        let copy = desk.data.clone();
        after(&mut desk, "check_deal_without_history", (Table::Deal, id), true);
        let now = state(&desk.data, desk.row(Table::Deal, id));
        assert_eq!((now.stage, now.status), (Some(stage(to)), status));
        let day = if ended.is_some() { 20 } else { 1 };
        assert_eq!(history(&desk.data, id)[0].date(stage_change::AT), Some(date(day)));
        // Whoever repairs the same elsewhere makes the same row.
        let mut elsewhere = copy;
        assert_eq!(repaired(&mut elsewhere, DAY).rows[0].id, history(&desk.data, id)[0].id);
    }
}

#[test]
fn pipeline_and_place_follow_the_stage() {
    let mut desk = Desk::new();
    let phases = [("open", "o"), ("won", "w")];
    let cells = |(phase, name): (&str, &str)| vec![(stages::PHASE, text(phase)), (stages::ZH, text(name))];
    let other =
        Command::AddPipeline { id: None, cells: vec![(pipeline::ZH, text("P"))], stages: phases.map(cells).into() };
    let other = desk.ok(other).subject.unwrap().1;
    let one = desk.deal("contact", None);
    let home = desk.row(Table::Deal, one).link(deal::PIPELINE);
    put(&mut desk.data, Table::Deal, one, deal::PIPELINE, Some(Value::Ref(other)));
    after(&mut desk, "check_stage_other_pipeline", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).link(deal::PIPELINE), home);
    put(&mut desk.data, Table::Deal, one, deal::PIPELINE, None);
    after(&mut desk, "check_pipeline_missing", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).link(deal::PIPELINE), home);
    let elsewhere = Place { stage: stage("proposal"), order: "80".into() };
    put(&mut desk.data, Table::Deal, one, deal::PLACE, Some(Value::Place(Box::new(elsewhere))));
    after(&mut desk, "check_place_other_stage", (Table::Deal, one), true);
    let won = desk
        .data
        .live(Table::Stage)
        .find(|s| s.link(stages::PIPELINE) == Some(other) && s.text(stages::PHASE) == "won");
    let won = won.unwrap().id;
    put(&mut desk.data, Table::Stage, won, stages::PHASE, text("open"));
    after(&mut desk, "check_pipeline_won", (Table::Pipeline, other), false);
}

#[test]
fn the_latest_stage_change_decides() {
    let mut desk = Desk::new();
    let one = desk.deal("proposal", Some(10));
    desk.close(one, outcome(OutcomeKind::Won, Some(21))).unwrap();
    let was = desk.row(Table::Deal, one).clone();
    put(&mut desk.data, Table::Deal, one, deal::OUTCOME, None);
    after(&mut desk, "check_outcome_disagrees", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).get(deal::OUTCOME), was.get(deal::OUTCOME));
    let lost = Some(Value::Outcome(Box::new(outcome(OutcomeKind::Lost, Some(3)))));
    put(&mut desk.data, Table::Deal, one, deal::OUTCOME, lost);
    after(&mut desk, "check_outcome_disagrees", (Table::Deal, one), true);
    desk.ok(Command::ReopenDeal { deal: one });
    for key in [deal::OUTCOME, deal::CREDIT] {
        let code = if key == deal::OUTCOME { "check_outcome_disagrees" } else { "check_credit_not_won" };
        put(&mut desk.data, Table::Deal, one, key, was.get(key).cloned());
        after(&mut desk, code, (Table::Deal, one), true);
    }
    // A change that says nothing decides nothing.
    let last = history(&desk.data, one).last().unwrap().id;
    put(&mut desk.data, Table::StageChange, last, stage_change::STATE, None);
    put(&mut desk.data, Table::Deal, one, deal::OUTCOME, was.get(deal::OUTCOME).cloned());
    after(&mut desk, "check_required_empty", (Table::StageChange, last), false);
}

#[test]
fn credit() {
    let mut desk = Desk::new();
    let one = desk.deal("proposal", Some(10));
    desk.close(one, outcome(OutcomeKind::Won, Some(21))).unwrap();
    let share = |rep, percent| Share { rep, team: None, percent };
    let credit = |shares: Vec<Share>| Some(Value::Credit(shares.into()));
    put(&mut desk.data, Table::Deal, one, deal::CREDIT, credit(vec![share(ANN, 40)]));
    after(&mut desk, "check_credit_sum", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).get(deal::CREDIT), credit(vec![share(ANN, 100)]).as_ref());
    put(&mut desk.data, Table::Deal, one, deal::CREDIT, credit(vec![share(ANN, 40), share(BO, 50)]));
    after(&mut desk, "check_credit_sum", (Table::Deal, one), false);
}

#[test]
fn dates() {
    let mut desk = Desk::new();
    let one = desk.deal("proposal", None);
    let two = desk.deal("proposal", None);
    let first = history(&desk.data, one)[0].id;
    put(&mut desk.data, Table::StageChange, first, stage_change::AT, Some(Value::date(date(1))));
    after(&mut desk, "check_history_before_created", (Table::Deal, one), false);
    put(&mut desk.data, Table::Deal, one, deal::CREATED, None);
    let other = history(&desk.data, two)[0].id;
    put(&mut desk.data, Table::StageChange, other, stage_change::AT, Some(Value::date(date(30))));
    after(&mut desk, "check_history_in_future", (Table::Deal, two), false);
    let (mut desk, id) = (Desk::new(), Id::fixed(99, 3));
    let cells = [
        (goal::MEASURE, Value::text("calls")),
        (goal::FROM, Value::date(date(9))),
        (goal::TO, Value::date(date(8))),
        (goal::BASE, Value::Decimal(1)),
    ];
    by_hand(Table::Goal, id, &cells, &mut desk);
    after(&mut desk, "check_goal_dates", (Table::Goal, id), false);
}

#[test]
fn an_amount_that_nobody_typed_is_that_of_the_lines() {
    let mut desk = Desk::new();
    let one = desk.deal("proposal", None);
    let item = named(&mut desk, Table::Product, product::NAME, "Robot");
    let cells = vec![
        (deal_line::DEAL, Some(Value::Ref(one))),
        (deal_line::PRODUCT, Some(Value::Ref(item))),
        (deal_line::QUANTITY, Some(Value::Decimal(2_000_000))),
        (deal_line::PRICE, yuan(5)),
    ];
    desk.create(Table::DealLine, cells);
    put(&mut desk.data, Table::Deal, one, deal::AMOUNT, yuan(11));
    after(&mut desk, "check_amount_not_lines", (Table::Deal, one), true);
    assert_eq!(desk.row(Table::Deal, one).get(deal::AMOUNT), yuan(10).as_ref());
    desk.edit(Table::Deal, one, vec![(deal::AMOUNT, yuan(12))]).unwrap();
    assert_eq!(codes(&desk.data), []);
}

#[test]
fn leads() {
    let mut desk = Desk::new();
    let asked = named(&mut desk, Table::Lead, lead::NAME, "Beta");
    let one = desk.deal("proposal", None);
    put(&mut desk.data, Table::Lead, asked, lead::STATUS, text("converted"));
    after(&mut desk, "check_lead_without_deal", (Table::Lead, asked), false);
    put(&mut desk.data, Table::Deal, one, deal::LEAD, Some(Value::Ref(asked)));
    after(&mut desk, "check_lead_without_deal", (Table::Lead, asked), true);
    assert_eq!(desk.row(Table::Lead, asked).link(lead::DEAL), Some(one));
}

#[test]
fn orders_keep_what_is_shown() {
    let mut desk = Desk::new();
    let made: Vec<Id> = (0..4).map(|n| named(&mut desk, Table::Product, product::NAME, &format!("{n}"))).collect();
    let key = desk.row(Table::Product, made[1]).get(product::ORDER).cloned();
    put(&mut desk.data, Table::Product, made[2], product::ORDER, key);
    after(&mut desk, "check_order_key", (Table::Product, made[2]), true);
    let shown = loudou::domain::deals::ordered(desk.data.live(Table::Product), product::ORDER);
    assert_eq!(shown.iter().map(|row| row.id).collect::<Vec<_>>(), made);
    let (one, two) = (desk.deal("contact", None), desk.deal("contact", None));
    let place = desk.row(Table::Deal, one).get(deal::PLACE).cloned();
    put(&mut desk.data, Table::Deal, two, deal::PLACE, place);
    after(&mut desk, "check_order_key", (Table::Deal, one.max(two)), true);
}

#[test]
fn circles_are_opened_where_they_were_closed() {
    let mut desk = Desk::new();
    let south = named(&mut desk, Table::Team, team::NAME, "South");
    let east = named(&mut desk, Table::Team, team::NAME, "East");
    let below = named(&mut desk, Table::Team, team::NAME, "below");
    for (at, (child, parent)) in [(TEAM, south), (south, east), (east, TEAM), (below, east)].into_iter().enumerate() {
        let ms = 1_850_000_000_000 + [3, 9, 5, 11][at];
        put_at(&mut desk.data, Table::Team, child, team::PARENT, Some(Value::Ref(parent)), ms);
    }
    after(&mut desk, "check_parent_circle", (Table::Team, south), true);
    assert_eq!(desk.row(Table::Team, south).get(team::PARENT), None);
    assert_eq!(desk.row(Table::Team, below).link(team::PARENT), Some(east));
    put(&mut desk.data, Table::Team, TEAM, team::PARENT, Some(Value::Ref(TEAM)));
    after(&mut desk, "check_parent_circle", (Table::Team, TEAM), true);
}

#[test]
fn only_what_was_chosen_is_repaired_and_undone_in_one_step() {
    let mut desk = Desk::new();
    let one = desk.deal("proposal", Some(10));
    put(&mut desk.data, Table::Deal, one, deal::PIPELINE, None);
    put(&mut desk.data, Table::Team, TEAM, team::PARENT, Some(Value::Ref(TEAM)));
    let before = codes(&desk.data);
    let chosen: Vec<Spot> =
        repairable(&found(&desk.data, DAY)).into_iter().filter(|s| s.table == Table::Team).collect();
    let plan = desk.ok(Command::Repair { findings: chosen.clone() });
    assert_eq!((plan.code.as_str(), plan.patch.rows.len()), ("data.repair", 1));
    assert_eq!(codes(&desk.data), [("check_pipeline_missing", Table::Deal, one)]);
    let (back, _) = plan.patch.inverse(&desk.data);
    back.apply(&mut desk.data, Stamp::new(1_900_000_000_000, 0, 1));
    assert_eq!(codes(&desk.data), before);
    // What is no longer there when the command is planned anew needs nothing.
    put(&mut desk.data, Table::Team, TEAM, team::PARENT, None);
    assert!(desk.ok(Command::Repair { findings: chosen }).patch.is_empty());
    let everyone = desk.row(Table::Rep, ANN).get(rep::TEAM);
    assert_eq!(everyone, Some(&Value::Ref(TEAM)));
}

#[test]
fn codes_are_distinct() {
    assert_eq!(CODES.iter().collect::<BTreeSet<_>>().len(), CODES.len());
}
