//! Files that began as another workspace.

use crate::desk::{text, yuan, ACME, ANN};
use crate::device::{opened, Device, NOON};
use loudou::domain::command::{Command, CustomerChoice, Position};
use loudou::domain::deals::state;
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::records::{customer, deal, pipeline, rep, stage, Table, MERGED_INTO};
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::exchange::merge::{adopt, matches, merge, Match, Merged, Source};

/// A rep's own workspace: his own pipeline, himself under another id, a tag of his own.
fn theirs() -> (Device, Id, Id) {
    let mut b = Device::new(2, 0);
    let me = b.create(Table::Rep, vec![(rep::NAME, text("ANN "))]);
    let stages = [("线索", "lead"), ("洽谈", "open"), ("提案", "open"), ("成交", "won")];
    let stages = stages.iter().map(|(zh, phase)| vec![(stage::ZH, text(zh)), (stage::PHASE, text(phase))]).collect();
    let cells = vec![(pipeline::ZH, text("标准 销售流程"))];
    assert!(b.run(&Command::AddPipeline { id: Some(Id::fixed(77, 1)), cells, stages }));
    let proposal = b
        .data
        .live(Table::Stage)
        .find(|s| s.text(stage::ZH) == "提案" && s.id.to_string() > Id::fixed(50, 0).to_string());
    let proposal = proposal.unwrap().id;
    let cells = vec![(deal::NAME, text("Theirs")), (deal::AMOUNT, yuan(5)), (deal::OWNER, Some(Value::Ref(me)))];
    assert!(b.run(&Command::AddDeal {
        id: None,
        customer: CustomerChoice::Named("Beta".into()),
        stage: proposal,
        cells
    }));
    (b, me, proposal)
}

fn taken(a: &Device, b: &Device, matches: &[Match]) -> Merged {
    let theirs = Source::of_file(opened(&b.file()));
    merge(&[&Source::of(&a.data), &adopt(&theirs, matches, Stamp::new(NOON + 50_000, 0, 1_000))], NOON)
}

#[test]
fn stages_reps_and_lists_of_the_same_name_become_ours_and_the_next_file_needs_no_telling() {
    let mut a = Device::new(1, 0);
    let (mut b, me, proposal) = theirs();
    let found = matches(&a.data, &b.data);
    let of = |id: Id| found.iter().find(|m| m.theirs == id).unwrap();
    assert_eq!(of(me).mine, Some(ANN));
    assert_eq!(of(Id::fixed(77, 1)).mine, a.data.live(Table::Pipeline).next().map(|p| p.id));
    let ours = of(proposal).mine.unwrap();
    assert_eq!(a.data.get(Table::Stage, ours).unwrap().text(stage::EN), "Proposal");
    let won = b.data.live(Table::Stage).find(|s| s.text(stage::ZH) == "成交").unwrap().id;
    assert_eq!(
        a.data.get(Table::Stage, of(won).mine.unwrap()).unwrap().text(stage::PHASE),
        "won",
        "there is one won stage"
    );
    let talk = b.data.live(Table::Stage).find(|s| s.text(stage::ZH) == "洽谈").unwrap().id;
    assert_eq!(of(talk).mine, None, "it is new here");

    let merged = taken(&a, &b, &found);
    let deal = merged.data.live(Table::Deal).next().unwrap();
    assert_eq!((deal.link(deal::OWNER), state(&merged.data, deal).stage), (Some(ANN), Some(ours)));
    assert_eq!(merged.data.live(Table::Pipeline).count(), 1);
    assert_eq!(merged.data.live(Table::Rep).filter(|r| r.text(rep::NAME).trim().to_lowercase() == "ann").count(), 1);
    assert_eq!(merged.data.rows(Table::Rep).get(me).unwrap().text(MERGED_INTO), ANN.to_string());
    a.data = merged.data;

    // He goes on in his own workspace; the next file is understood without a word.
    let id = b.data.live(Table::Deal).next().unwrap().id;
    assert!(b.run(&Command::MoveDeal { deal: id, stage: talk, position: Position::Top, with: vec![] }));
    b.edit(Table::Rep, me, rep::LEVEL, text("senior"));
    let again = matches(&a.data, &b.data);
    assert!(again.iter().all(|m| m.remembered == m.mine.is_some()), "{again:?}");
    let merged = taken(&a, &b, &again);
    let deal = merged.data.live(Table::Deal).next().unwrap();
    assert_eq!((state(&merged.data, deal).stage, deal.link(deal::OWNER)), (Some(talk), Some(ANN)));
    assert!(merged.data.get(Table::Rep, me).is_none(), "whatever he writes about himself there, he is Ann here");
    a.data = merged.data;

    // He takes the team's file: his own rows have gone into the team's there too, whatever order they come in.
    let back = merge(&[&Source::of(&b.data), &Source::of(&a.data)], NOON);
    assert!(back.data.get(Table::Rep, me).is_none());
    assert_eq!(back.data.live(Table::Deal).next().unwrap().link(deal::OWNER), Some(ANN));
}

#[test]
fn a_late_row_that_names_one_that_went_into_another_names_the_other() {
    let (mut a, mut b) = (Device::new(1, 0), Device::new(2, 0));
    let tag = |id: Id| Key::element("tags", &id.to_string()).unwrap();
    let twin = a.create(Table::Customer, vec![(customer::NAME, text("Acme Ltd"))]);
    b.take(&a);
    let cells = vec![(deal::NAME, text("Late")), (tag(Id::fixed(60, 1)), Some(Value::Bool(true)))];
    assert!(
        b.run(&Command::AddDeal {
            id: None,
            customer: CustomerChoice::Existing(twin),
            stage: crate::desk::stage("prospect"),
            cells
        }) || b.run(&crate::desk::add(
            crate::desk::stage("prospect"),
            vec![(deal::NAME, text("Late")), (deal::CUSTOMER, Some(Value::Ref(twin)))]
        ))
    );
    a.data.update(Table::Customer, twin, None, |row| {
        let stamp = Some(Stamp::new(NOON + 90_000, 0, 1_000));
        row.put(MERGED_INTO, Some(Value::text(ACME.to_string())), stamp);
        row.put(loudou::domain::records::DELETED, Some(Value::Bool(true)), stamp);
    });
    a.take(&b);
    assert_eq!(a.data.live(Table::Deal).next().unwrap().link(deal::CUSTOMER), Some(ACME));
    assert!(a.data.get(Table::Customer, twin).is_none(), "nobody needs it any more");
}
