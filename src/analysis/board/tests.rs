//! Tests of the board: its figures by hand, and that following changes equals computing anew.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::testkit::{day, Kit};
use crate::domain::records::{stage, DELETED};
use crate::domain::stamp::Stamp;
use crate::domain::value::{About, Place};

fn spec() -> BoardSpec {
    BoardSpec::new(Kit::PIPELINE, Period::month(day("2026-06-15")))
}

fn board(kit: &Kit, spec: BoardSpec) -> Board {
    let basis = Basis::new(&kit.data, day("2026-06-15"));
    let all = Board::new(&basis, spec.clone(), &|_, _| true);
    // In stretches it is the same board.
    let mut making = Making::default();
    while making.look(&basis, &spec, &|_, _| true, 2) {}
    assert!(making.board(&basis, spec, &|_, _| true) == all);
    all
}

fn place(kit: &mut Kit, id: Id, rank: u16, order: &str) {
    let place = Place { stage: Kit::stage(rank), order: order.into() };
    kit.set(Table::Deal, id, deal::PLACE, Value::Place(Box::new(place)));
}

fn about(deal: Id) -> Value {
    Value::Abouts(Box::new([About { table: Table::Deal, id: deal }]))
}

#[test]
fn columns_hold_what_is_there_and_the_header_what_is_open() {
    let mut kit = Kit::new();
    let low = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
    place(&mut kit, low, 1, "b");
    kit.amount(low, 10_000, "CNY");
    kit.set(Table::Deal, low, deal::EXPECTED_CLOSE, Value::date(day("2026-06-30")));
    let high = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
    place(&mut kit, high, 1, "a");
    kit.amount(high, 5_000, "EUR");
    let strayed = kit.deal("2026-01-01", &[("2026-01-01", 2, "open"), ("2026-01-02", 1, "open")]);
    place(&mut kit, strayed, 2, "z");
    kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-06-01", 1, "lost")]);
    let won = kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-06-01", 4, "won")]);
    kit.amount(won, 3_000, "CNY");
    let served = kit.deal("2026-01-01", &[("2026-06-01", 4, "won"), ("2026-06-02", 5, "won")]);
    kit.deal("2026-01-01", &[("2026-05-31", 4, "won")]);
    let undated = kit.deal("2026-01-01", &[("", 4, "won")]);
    let lead = kit.lead("2026-06-01", "", "");
    kit.lead("2026-06-01", "converted", "2026-06-02");
    let found = board(&kit, spec());
    let ids: Vec<&[Id]> = found.columns.iter().map(|c| &c.ids[..]).collect();
    assert_eq!(ids, [&[lead][..], &[strayed, high, low], &[], &[], &[won], &[served]]);
    let first = &found.columns[1];
    assert_eq!((first.sum.minor, first.weighted.minor, first.sum.n), (10_000, 2_000, 3));
    assert_eq!(first.sum.unconverted.len(), 1);
    assert_eq!((found.columns[4].weighted.minor, found.columns[1].ids.get(2)), (3_000, Some(&low)));
    assert_eq!((found.in_progress.minor, found.weighted.minor), (10_000, 2_000));
    assert_eq!((found.due_this_month.minor, found.marks), (10_000, [3, 0, 3]));
    assert!(found.due_ids.iter().eq([&low]) && found.undated_wins.iter().eq([&undated]));
}

#[test]
fn archived_columns_stay_while_something_is_in_them() {
    let mut kit = Kit::new();
    kit.set(Table::Stage, Kit::stage(2), stage::ARCHIVED, Value::Bool(true));
    assert_eq!(board(&kit, spec()).columns.len(), 5);
    kit.deal("2026-01-01", &[("2026-01-01", 2, "open")]);
    assert_eq!(board(&kit, spec()).columns.len(), 6);
}

#[test]
fn without_next_step_overdue_and_rotting() {
    let mut kit = Kit::new();
    let step = |kit: &mut Kit, deal: Id, due: &str| {
        kit.add(Table::Task, &[(task::ABOUT, about(deal)), (task::DUE, Value::date(day(due)))]);
    };
    let fresh = kit.deal("2026-06-14", &[("2026-06-14", 1, "open")]);
    let planned = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
    step(&mut kit, planned, "2026-06-15");
    let late = kit.deal("2026-06-10", &[("2026-06-10", 1, "open")]);
    step(&mut kit, late, "2026-06-14");
    let stale = kit.deal("2026-01-01", &[("2026-01-01", 1, "open")]);
    let ids = |spec: BoardSpec| board(&kit, spec).columns[1].ids.clone();
    assert_eq!(ids(BoardSpec { no_next_step: true, ..spec() }), [fresh, stale]);
    assert_eq!(ids(BoardSpec { overdue: true, ..spec() }), [late]);
    assert_eq!(ids(BoardSpec { rotting: true, ..spec() }), [stale]);
    assert_eq!(ids(BoardSpec { overdue: true, no_next_step: true, ..spec() }), []);
    assert_eq!(board(&kit, BoardSpec { overdue: true, ..spec() }).marks, [2, 1, 1], "counted before narrowing");
}

#[test]
fn following_changes_equals_computing_anew() {
    let mut kit = Kit::new();
    let deals: Vec<Id> = (0..6).map(|_| kit.deal("2026-06-01", &[("2026-06-01", 1, "open")])).collect();
    for (i, id) in deals.iter().enumerate() {
        place(&mut kit, *id, 1, ["a", "b", "c", "d", "e", "f"][i]);
        kit.amount(*id, 1_000 * (i as i64 + 1), ["CNY", "EUR"][i % 2]);
    }
    let lead = kit.lead("2026-06-01", "open", "");
    let other = kit.add(Table::Customer, &[]);
    let change = |to: u16, state: &str, at: &str, deal: Id| {
        let cells = [
            (stage_change::DEAL, Value::Ref(deal)),
            (stage_change::TO, Value::Ref(Kit::stage(to))),
            (stage_change::STATE, Value::text(state)),
        ];
        cells.into_iter().chain(Some((stage_change::AT, Value::date(day(at))))).collect::<Vec<_>>()
    };
    type Change = (Table, Id, Vec<(crate::domain::key::Key, Value)>);
    let task_id = Id::fixed(0xdd, 9);
    let changes: Vec<Change> = vec![
        (Table::StageChange, Id::fixed(0xdd, 1), change(2, "open", "2026-06-03", deals[0])),
        (Table::StageChange, Id::fixed(0xdd, 2), change(4, "won", "2026-06-04", deals[1])),
        (Table::StageChange, Id::fixed(0xdd, 3), change(1, "lost", "2026-06-04", deals[2])),
        (
            Table::Deal,
            deals[3],
            vec![(deal::PLACE, Value::Place(Box::new(Place { stage: Kit::stage(1), order: "zz".into() })))],
        ),
        (
            Table::Deal,
            deals[3],
            vec![(deal::EXPECTED_CLOSE, Value::date(day("2026-06-20"))), (deal::PROBABILITY, Value::Int(90))],
        ),
        (Table::Deal, deals[4], vec![(DELETED, Value::Bool(true))]),
        (Table::Task, task_id, vec![(task::ABOUT, about(deals[5])), (task::DUE, Value::date(day("2026-06-01")))]),
        (Table::Task, task_id, vec![(task::ABOUT, about(deals[3]))]),
        (Table::StageChange, Id::fixed(0xdd, 4), change(1, "open", "2026-06-05", deals[2])),
        (Table::StageChange, Id::fixed(0xdd, 2), vec![(DELETED, Value::Bool(true))]),
        (Table::Lead, lead, vec![(lead::STATUS, Value::text("converted"))]),
        (Table::Deal, deals[4], vec![(DELETED, Value::Bool(false))]),
        (Table::Deal, deals[0], vec![(deal::CUSTOMER, Value::Ref(other))]),
        (
            Table::Activity,
            Id::fixed(0xdd, 5),
            vec![(activity::ABOUT, about(deals[0])), (activity::AT, Value::date(day("2026-06-14")))],
        ),
    ];
    let of_one = BoardSpec { filter: DealFilter::owner(Id::fixed(0xdd, 8)), ..spec() };
    kit.set(Table::Deal, deals[2], deal::OWNER, Value::Ref(Id::fixed(0xdd, 8)));
    let marked = [BoardSpec { no_next_step: true, ..spec() }, BoardSpec { rotting: true, ..spec() }];
    for narrowed in [spec(), of_one].into_iter().chain(marked) {
        let mut data = kit.data.clone();
        let before = Basis::new(&data, day("2026-06-15"));
        let mut live = Board::new(&before, narrowed.clone(), &|_, _| true);
        let few = |_: Table, row: &Row| row.id.0[15].is_multiple_of(2);
        assert_eq!(
            board(&kit, spec()).narrowed(&before, narrowed.clone(), &few),
            Board::new(&before, narrowed.clone(), &few)
        );
        for (i, (table, id, cells)) in changes.iter().enumerate() {
            let mut patch = Patch::default();
            match data.rows(*table).get(*id) {
                None => patch.make(*table, *id, cells.clone()),
                Some(_) => cells.iter().for_each(|(k, v)| patch.set(&data, *table, *id, *k, Some(v.clone()))),
            }
            patch.apply(&mut data, Stamp::new(900 + i as u64, 0, 1));
            let basis = Basis::new(&data, day("2026-06-15"));
            let untouched = live.columns[3].clone();
            assert!(live.follow(&basis, &patch, &|_, _| true));
            let anew = Board::new(&basis, narrowed.clone(), &|_, _| true);
            assert_eq!(live, anew, "after change {i}");
            assert!(Arc::ptr_eq(&untouched, &live.columns[3]), "columns without a change are not copied");
        }
    }
    let mut patch = Patch::default();
    patch.set(&kit.data, Table::Stage, Kit::stage(1), stage::PROBABILITY, Some(Value::Int(1)));
    assert!(!board(&kit, spec()).follow(&Basis::new(&kit.data, day("2026-06-15")), &patch, &|_, _| true));
}
