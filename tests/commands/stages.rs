//! Pipelines and their stages: no deal loses its stage, no pipeline its won stage.

use crate::desk::*;
use loudou::domain::command::Command;
use loudou::domain::deals::{stages, Status};
use loudou::domain::id::Id;
use loudou::domain::records::{list_entry, pipeline, stage as stage_row, Table};
use loudou::domain::value::{OutcomeKind, Value};
use loudou::sample::starter::PIPELINE;

fn remove(key: &str, to: Option<&str>) -> Command {
    Command::RemoveStage { stage: stage(key), move_to: to.map(stage) }
}

fn new_stage(desk: &mut Desk, pipeline: Id, phase: &str) -> Result<Id, &'static str> {
    let cells = vec![
        (stage_row::PIPELINE, Some(Value::Ref(pipeline))),
        (stage_row::ZH, text("S")),
        (stage_row::PHASE, text(phase)),
    ];
    let done = desk.run(Command::Create { table: Table::Stage, id: None, cells });
    done.map(|plan| plan.subject.unwrap().1).map_err(|refusal| refusal.code)
}

#[test]
fn a_stage_goes_when_its_deals_have_moved_in_their_order() {
    let mut desk = Desk::new();
    let (a, b) = (desk.deal("contact", None), desk.deal("contact", None));
    let lost = desk.deal("contact", None);
    desk.close(lost, outcome(OutcomeKind::Lost, None)).unwrap();
    for wrong in [None, Some("contact"), Some("won"), Some("lead")] {
        let refusal = desk.run(remove("contact", wrong)).unwrap_err();
        assert_eq!(refusal.code, "stage_has_deals");
        assert!(refusal.rows.len() == 2 && refusal.rows.contains(&(Table::Deal, a)));
    }
    assert_eq!(desk.refused(delete(Table::Stage, stage("contact"))), "in_use");
    desk.ok(remove("contact", Some("proposal")));
    let order = |d| loudou::domain::deals::order_in(desk.row(Table::Deal, d), stage("proposal")).to_string();
    assert!(order(b) < order(a), "{} {}", order(b), order(a));
    for deal in [a, b] {
        let now = desk.state(deal);
        assert_eq!((now.stage, now.status, desk.moves(deal)), (Some(stage("proposal")), Status::Open, 2));
    }
    assert_eq!((desk.state(lost).stage, desk.moves(lost)), (Some(stage("contact")), 2), "history stays as it was");
    desk.ok(Command::ReopenDeal { deal: lost });
    assert_eq!(desk.state(lost).stage, Some(stage("prospect")));
}

#[test]
fn a_pipeline_keeps_exactly_one_won_stage() {
    let mut desk = Desk::new();
    let won = stage("won");
    assert_eq!(desk.refused(remove("won", None)), "pipeline_needs_won");
    assert_eq!(desk.refused(delete(Table::Stage, won)), "pipeline_needs_won");
    assert_eq!(new_stage(&mut desk, PIPELINE, "won"), Err("pipeline_needs_won"));
    let other = desk.create(Table::Pipeline, vec![(pipeline::ZH, text("P"))]);
    for cell in [
        (stage_row::PHASE, text("open")),
        (stage_row::PIPELINE, Some(Value::Ref(other))),
        (stage_row::ARCHIVED, Some(Value::Bool(true))),
    ] {
        assert_eq!(desk.edit(Table::Stage, won, vec![cell]).unwrap_err().code, "pipeline_needs_won");
    }
    assert_eq!(
        desk.edit(Table::Stage, stage("proposal"), vec![(stage_row::PHASE, text("won"))]).unwrap_err().code,
        "pipeline_needs_won"
    );
    desk.edit(Table::Stage, won, vec![(stage_row::EN, text("Signed"))]).unwrap();
    // A new pipeline gets its own, once.
    new_stage(&mut desk, other, "won").unwrap();
    assert_eq!(new_stage(&mut desk, other, "won"), Err("pipeline_needs_won"));
}

#[test]
fn a_pipeline_keeps_a_stage_for_open_deals_and_the_workspace_a_pipeline() {
    let mut desk = Desk::new();
    for key in ["contact", "proposal", "negotiation"] {
        desk.ok(remove(key, None));
    }
    assert_eq!(desk.refused(remove("prospect", None)), "pipeline_needs_open");
    assert_eq!(desk.refused(delete(Table::Pipeline, PIPELINE)), "last_pipeline");
    let other = desk.create(Table::Pipeline, vec![(pipeline::ZH, text("P"))]);
    desk.ok(delete(Table::Pipeline, other));
    let one = new_stage(&mut desk, PIPELINE, "open").unwrap();
    let both = Command::Delete { table: Table::Stage, ids: vec![one, stage("prospect")] };
    assert_eq!(desk.refused(both), "pipeline_needs_open");
}

#[test]
fn a_stage_with_deals_stays_what_and_where_it_is() {
    let mut desk = Desk::new();
    desk.deal("contact", None);
    for cell in [(stage_row::PHASE, text("lead")), (stage_row::ARCHIVED, Some(Value::Bool(true)))] {
        assert_eq!(desk.edit(Table::Stage, stage("contact"), vec![cell]).unwrap_err().code, "stage_has_deals");
    }
    assert_eq!(desk.run(delete(Table::Pipeline, PIPELINE)).unwrap_err().code, "last_pipeline");
    desk.create(Table::Pipeline, vec![(pipeline::ZH, text("P"))]);
    assert_eq!(desk.run(delete(Table::Pipeline, PIPELINE)).unwrap_err().code, "in_use");
}

#[test]
fn a_probability_is_a_percentage() {
    let mut desk = Desk::new();
    for (n, code) in [(101, Some("out_of_range")), (-1, Some("out_of_range")), (0, None), (100, None)] {
        let done = desk.edit(Table::Stage, stage("contact"), vec![(stage_row::PROBABILITY, Some(Value::Int(n)))]);
        assert_eq!(done.err().map(|r| r.code), code, "{n}");
    }
}

#[test]
fn a_deal_goes_to_another_pipeline_without_being_asked() {
    let mut desk = Desk::new();
    let other = desk.create(Table::Pipeline, vec![(pipeline::ZH, text("P"))]);
    let there = new_stage(&mut desk, other, "open").unwrap();
    let must = loudou::domain::key::Key::element("must", "note").unwrap();
    desk.edit(Table::Stage, stage("contact"), vec![(must, Some(Value::Bool(true)))]).unwrap();
    let deal = desk.deal("contact", None);
    let go = Command::MoveDeal { deal, stage: there, position: loudou::domain::command::Position::Top, with: vec![] };
    assert_eq!(desk.ok(go).code, "deal.move");
    assert_eq!(desk.row(Table::Deal, deal).link(loudou::domain::records::deal::PIPELINE), Some(other));
    let named =
        vec![(loudou::domain::records::deal::NAME, text("D")), (loudou::domain::records::deal::AMOUNT, yuan(1))];
    desk.ok(add(there, named));
    assert_eq!(desk.close(deal, outcome(OutcomeKind::Won, Some(21))).unwrap_err().code, "pipeline_needs_won");
}

#[test]
fn stages_and_entries_are_reordered_among_their_own() {
    let mut desk = Desk::new();
    let order = |desk: &Desk| {
        stages(&desk.data, PIPELINE).iter().map(|s| s.text(stage_row::EN).to_string()).collect::<Vec<_>>()
    };
    let put = |id, after| Command::Reorder { table: Table::Stage, id, after };
    desk.ok(put(stage("negotiation"), Some(stage("prospect"))));
    assert_eq!(order(&desk)[1..4], ["Qualified", "Negotiation", "Contact made"]);
    let plan = desk.ok(put(stage("contact"), None));
    assert_eq!((plan.code.as_str(), plan.patch.rows.len()), ("stage.reorder", 1));
    assert_eq!(order(&desk)[0], "Contact made");
    assert_eq!(desk.refused(Command::Reorder { table: Table::Customer, id: ACME, after: None }), "not_found");
}

#[test]
fn rows_without_order_keys_can_be_reordered() {
    let mut desk = Desk::new();
    let ids: Vec<Id> = (0..3).map(|_| desk.entry_of("tag", "t")).collect();
    for id in &ids {
        desk.data.update(Table::ListEntry, *id, None, |row| row.put(list_entry::ORDER, None, None));
    }
    desk.ok(Command::Reorder { table: Table::ListEntry, id: ids[0], after: Some(ids[1]) });
    let mut shown = ids.clone();
    shown.sort_by_key(|id| (desk.row(Table::ListEntry, *id).text(list_entry::ORDER).to_string(), *id));
    assert_eq!(shown, [ids[1], ids[0], ids[2]]);
}

#[test]
fn a_pipeline_comes_with_its_stages_in_their_order() {
    let mut desk = Desk::new();
    let stage = |name: &str, phase: &str| vec![(stage_row::ZH, text(name)), (stage_row::PHASE, text(phase))];
    let both = vec![stage("First", "open"), stage("Last", "won")];
    let add = |stages| Command::AddPipeline { id: None, cells: vec![(pipeline::ZH, text("P"))], stages };
    let plan = desk.run(add(both)).unwrap();
    let (_, id) = plan.subject.unwrap();
    let names: Vec<&str> = stages(&desk.data, id).iter().map(|s| s.text(stage_row::ZH)).collect();
    assert_eq!((plan.code.as_str(), names), ("pipeline.create", vec!["First", "Last"]));
    assert_eq!(desk.refused(add(vec![stage("A", "won"), stage("B", "won")])), "pipeline_needs_won");
    assert_eq!(desk.refused(add(vec![stage("", "open")])), "required");
}
