//! Tests of the funnel on small datasets whose figures were worked out by hand.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::testkit::{day, Kit};
use crate::domain::records::{pipeline, stage};
use crate::domain::value::Value;

/// Per row: n, advanced, lost, open, direct.
fn numbers(funnel: &Funnel) -> Vec<[usize; 5]> {
    let row = |r: &CohortRow| [r.n(), r.advanced.len(), r.lost.len(), r.open.len(), r.direct];
    funnel.cohort.iter().map(row).collect()
}

fn funnel(kit: &Kit, from: &str, to: &str) -> Funnel {
    let basis = Basis::new(&kit.data, day("2026-06-30"));
    Funnel::new(&basis, Kit::PIPELINE, Period::new(day(from), day(to)), &DealFilter::default())
}

#[test]
fn jumps_pass_skipped_stages_and_going_back_unpasses_nothing() {
    let mut kit = Kit::new();
    // Through all stages, won.
    kit.deal(
        "2026-01-01",
        &[
            ("2026-01-01", 1, "open"),
            ("2026-01-05", 2, "open"),
            ("2026-01-09", 3, "open"),
            ("2026-01-20", 4, "won"),
            ("2026-01-25", 5, "won"),
        ],
    );
    // Jumps from 1 to 3: passes 2 that day; lost in 3.
    kit.deal("2026-01-02", &[("2026-01-02", 1, "open"), ("2026-01-06", 3, "open"), ("2026-01-30", 3, "lost")]);
    // Goes on to 3 and back to 1: still open, 1 and 2 stay advanced.
    kit.deal(
        "2026-01-03",
        &[("2026-01-03", 1, "open"), ("2026-01-04", 2, "open"), ("2026-01-07", 3, "open"), ("2026-01-08", 1, "open")],
    );
    // Begins in 3, goes back to 1: 3 is direct; 1 is entered but not passed; 2 never.
    kit.deal("2026-01-04", &[("2026-01-04", 3, "open"), ("2026-01-10", 1, "open")]);
    // Lost where it began.
    kit.deal("2026-01-05", &[("2026-01-05", 1, "open"), ("2026-01-06", 1, "lost")]);
    let found = funnel(&kit, "2026-01-01", "2026-01-31");
    //                                  lead           1                2                3                won
    assert_eq!(numbers(&found), [[0; 5], [5, 3, 1, 1, 4], [3, 3, 0, 0, 0], [4, 1, 1, 2, 1], [1, 0, 0, 1, 0]]);
    assert_eq!(found.bottleneck, Some(1), "only stage 1 has five cases");
    assert_eq!(found.cohort[4].conversion(), None);
}

#[test]
fn the_cohort_is_of_the_first_entering_within_the_period() {
    let mut kit = Kit::new();
    let deal = kit.deal(
        "2025-12-31",
        &[("2025-12-31", 1, "open"), ("2026-01-31", 2, "open"), ("2026-02-01", 1, "open"), ("2026-02-02", 2, "open")],
    );
    let january = funnel(&kit, "2026-01-01", "2026-01-31");
    assert_eq!(numbers(&january)[1..4], [[0; 5], [1, 0, 0, 1, 0], [0; 5]]);
    assert_eq!(january.cohort[2].open, [deal]);
    assert_eq!(numbers(&funnel(&kit, "2026-02-01", "2026-02-28")), [[0; 5]; 5], "entering again is no entering");
}

#[test]
fn a_win_that_was_taken_back_never_happened() {
    let mut kit = Kit::new();
    // Won from 1, reopened in 2: stages 2 is entered at the reopening, 3 never.
    kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-01-05", 4, "won"), ("2026-01-10", 2, "open")]);
    // Won, then lost after all.
    kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-01-05", 4, "won"), ("2026-01-10", 4, "lost")]);
    // Lost, reopened, won: the last close counts, by the outcome's date.
    let deal = kit.deal(
        "2026-01-01",
        &[("2026-01-01", 1, "open"), ("2026-01-05", 1, "lost"), ("2026-01-10", 1, "open"), ("2026-01-12", 4, "won")],
    );
    kit.outcome(deal, "won", Some("2026-02-01"));
    let january = funnel(&kit, "2026-01-01", "2026-01-31");
    assert_eq!(numbers(&january)[1..], [[3, 2, 1, 0, 3], [1, 0, 0, 1, 0], [0; 5], [0; 5]]);
    let february = funnel(&kit, "2026-02-01", "2026-02-28");
    assert_eq!(numbers(&february)[1..], [[0; 5], [1, 1, 0, 0, 0], [1, 1, 0, 0, 0], [1, 0, 0, 1, 0]]);
    assert_eq!(february.snapshot[4].ids, [deal]);
}

#[test]
fn invalid_moved_and_undated_deals_leave_with_their_number() {
    let mut kit = Kit::new();
    let other = Id::fixed(0xf2, 1);
    kit.put(Table::Pipeline, other, &[(pipeline::ORDER, Value::text("b"))]);
    let cells = [(stage::PIPELINE, Value::Ref(other)), (stage::PHASE, Value::text("open"))];
    let there = kit.add(Table::Stage, &cells);
    let invalid = kit.deal("2026-01-01", &[("2026-01-01", 1, "open"), ("2026-01-05", 1, "invalid")]);
    let moved = kit.deal_through("2026-01-01", &[("2026-01-01", Kit::stage(1), "open"), ("2026-01-05", there, "open")]);
    let undated = kit.deal("2026-01-01", &[("", 1, "open"), ("2026-01-09", 2, "open")]);
    // Came from the other pipeline: begins here in stage 2.
    kit.deal_through("2026-01-01", &[("2026-01-01", there, "open"), ("2026-01-05", Kit::stage(2), "open")]);
    let found = funnel(&kit, "2026-01-01", "2026-01-31");
    assert_eq!(numbers(&found)[1..3], [[0; 5], [2, 0, 0, 2, 1]]);
    let first = &found.cohort[1];
    assert_eq!(
        (&first.invalid[..], &first.moved[..], &first.unknown[..]),
        (&[invalid][..], &[moved][..], &[undated][..])
    );
}

#[test]
fn the_lead_stage_counts_leads() {
    let mut kit = Kit::new();
    for (status, closed) in
        [("open", ""), ("", ""), ("converted", "2026-03-01"), ("converted", "2026-01-03"), ("invalid", "2026-01-04")]
    {
        kit.lead("2026-01-02", status, closed);
    }
    kit.lead("2026-02-02", "open", "");
    kit.lead("", "open", "");
    let found = funnel(&kit, "2026-01-01", "2026-01-31");
    let row = &found.cohort[0];
    assert_eq!(numbers(&found)[0], [4, 2, 0, 2, 4]);
    assert_eq!((row.table, row.invalid.len(), row.unknown.len()), (Table::Lead, 1, 1));
    assert_eq!(found.snapshot[0].ids.len(), 4, "open leads now, whenever they came");
}

#[test]
fn the_snapshot_is_now_and_the_parts_sum_to_n() {
    let mut kit = Kit::new();
    let a = kit.deal("2025-01-01", &[("2025-01-01", 1, "open"), ("2025-02-01", 2, "open")]);
    kit.amount(a, 12_345, "CNY");
    let b = kit.deal("2025-01-01", &[]);
    kit.deal("2025-01-01", &[("2025-01-01", 1, "open"), ("2025-02-01", 1, "lost")]);
    let found = funnel(&kit, "2026-01-01", "2026-01-31");
    assert_eq!((&found.snapshot[1].ids[..], &found.snapshot[2].ids[..]), (&[b][..], &[a][..]));
    assert_eq!((found.snapshot[2].sum.minor, found.snapshot[1].sum.without_amount), (12_345, 1));
    let all = funnel(&kit, "2020-01-01", "2026-12-31");
    assert!(all.cohort.iter().all(|r| r.n() == r.advanced.len() + r.lost.len() + r.open.len()));
    assert_eq!(all.cohort[1].ids().count(), 3);
}

#[test]
fn the_bottleneck_is_the_lowest_rate_with_enough_cases_and_the_earliest_of_equals() {
    let mut kit = Kit::new();
    for i in 0..8 {
        // Eight enter 1; six go to 2; three of them to 3; the last stage has too few to matter.
        let mut steps = vec![("2026-01-01", 1, "open")];
        steps.extend((i < 6).then_some(("2026-01-02", 2, "open")));
        steps.extend((i < 3).then_some(("2026-01-03", 3, "open")));
        kit.deal("2026-01-01", &steps);
    }
    let found = funnel(&kit, "2026-01-01", "2026-01-31");
    assert_eq!(numbers(&found)[1..4], [[8, 6, 0, 2, 8], [6, 3, 0, 3, 0], [3, 0, 0, 3, 0]]);
    assert_eq!(found.bottleneck, Some(2));
}
