//! Tests of the times on small datasets whose figures were worked out by hand.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::stats::Quantile;
use crate::analysis::testkit::{day, Kit};
use crate::domain::value::Value;

fn spans(time: &StageTime) -> Vec<(i64, bool)> {
    time.visits.iter().map(|(_, s)| (s.days, s.ended)).collect()
}

#[test]
fn every_visit_counts_and_any_leaving_ends_it() {
    let mut kit = Kit::new();
    // 1 for 4 days, 2 for 3, 1 again for 10, then lost there.
    kit.deal(
        "2026-01-01",
        &[("2026-01-01", 1, "open"), ("2026-01-05", 2, "open"), ("2026-01-08", 1, "open"), ("2026-01-18", 1, "lost")],
    );
    // A jump: stage 2 is not visited; won from 3 the same day.
    kit.deal(
        "2026-01-02",
        &[("2026-01-02", 1, "open"), ("2026-01-03", 3, "open"), ("2026-01-03", 4, "won"), ("2026-01-20", 5, "won")],
    );
    // Still in 1; arranged anew within it meanwhile.
    kit.deal("2026-01-10", &[("2026-01-10", 1, "open"), ("2026-01-12", 1, "open")]);
    // Lost and reopened in the same stage: two visits, not the time between.
    kit.deal("2026-01-01", &[("2026-01-01", 2, "open"), ("2026-01-06", 2, "lost"), ("2026-01-20", 2, "open")]);
    // Unknown day of entering.
    let unknown = kit.deal("2026-01-01", &[("", 1, "open"), ("2026-01-09", 2, "open")]);
    let lead = kit.lead("2026-01-03", "converted", "2026-01-13");
    kit.lead("2026-01-03", "open", "");
    let basis = Basis::new(&kit.data, day("2026-01-31"));
    let found = time_in_stage(&basis, Kit::PIPELINE, Period::always(), &DealFilter::default());
    assert_eq!(found.len(), 4);
    assert_eq!(spans(&found[0]), [(10, true), (28, false)]);
    assert_eq!(found[0].visits[0].0, lead);
    assert_eq!(spans(&found[1]), [(4, true), (10, true), (1, true), (21, false)]);
    assert_eq!(found[1].left_out, [unknown]);
    assert_eq!(spans(&found[2]), [(3, true), (5, true), (11, false), (22, false)]);
    assert_eq!(spans(&found[3]), [(0, true)]);
    let half = found[1].survival().unwrap();
    assert_eq!((half.median, half.p75), (Quantile::Days(4), Quantile::Days(10)), "S(1)=3/4, S(4)=1/2, S(10)=1/4");
    let later =
        time_in_stage(&basis, Kit::PIPELINE, Period::new(day("2026-01-05"), day("2026-01-09")), &DealFilter::default());
    assert_eq!((spans(&later[1]), spans(&later[2])), (vec![(10, true)], vec![(3, true), (22, false)]));
}

#[test]
fn the_three_times_of_the_done_and_to_a_decision() {
    let mut kit = Kit::new();
    let (anna, bo) = (kit.rep("a"), kit.rep("b"));
    let won = |kit: &mut Kit, who: Id, created: &str, closed: &str| {
        let id = kit.deal(created, &[(created, 1, "open"), (closed, 4, "won")]);
        kit.owner(id, who);
        id
    };
    let first = won(&mut kit, anna, "2026-02-01", "2026-02-11");
    won(&mut kit, anna, "2026-02-01", "2026-02-21");
    won(&mut kit, bo, "2026-02-01", "2026-03-13");
    won(&mut kit, bo, "2025-12-01", "2026-02-01");
    // Closed before it was created: left out.
    let odd = won(&mut kit, bo, "2026-02-10", "2026-02-15");
    kit.outcome(odd, "won", Some("2026-02-09"));
    let lost = kit.deal("2026-02-05", &[("2026-02-05", 1, "open"), ("2026-02-10", 1, "lost")]);
    kit.owner(lost, anna);
    kit.deal("2026-02-01", &[("2026-02-01", 1, "open"), ("2026-02-03", 1, "invalid")]);
    let open = kit.deal("2026-02-20", &[("2026-02-20", 1, "open")]);
    kit.owner(open, anna);
    let came = kit.lead("2026-01-20", "converted", "2026-02-01");
    kit.set(Table::Lead, came, lead::DEAL, Value::Ref(first));
    let lead_of_lost = kit.lead("2026-02-01", "converted", "2026-02-05");
    kit.set(Table::Deal, lost, deal::LEAD, Value::Ref(lead_of_lost));
    kit.lead("2026-02-03", "open", "");
    kit.lead("2026-02-03", "invalid", "2026-02-04");
    let basis = Basis::new(&kit.data, day("2026-03-31"));
    let report = three_times(&basis, &DealFilter::default(), Period::month(day("2026-02-01")));
    let cycle = &report.team.cycle;
    // Won in February: 10, 20 and (from December) 62 days.
    assert_eq!((cycle.done.len(), cycle.mean_tenths(), cycle.median_tenths()), (3, Some(307), Some(200)));
    assert_eq!((&cycle.done_left_out, &cycle.begun_left_out), (&vec![odd], &vec![odd]));
    // Created in February: won after 10, 20, 40; lost after 5; open for 39. S: 5→4/5, 10→3/5, 20→2/5, 40→0.
    let decision = cycle.decision().unwrap();
    assert_eq!(
        (decision.n, decision.ended, decision.median, decision.p75),
        (5, 4, Quantile::Days(20), Quantile::Days(40))
    );
    assert_eq!(report.team.lead.done.iter().map(|d| d.1).collect::<Vec<_>>(), [12, 4]);
    assert_eq!(
        report.team.lead.begun.iter().map(|(_, s)| (s.days, s.ended)).collect::<Vec<_>>(),
        [(4, true), (56, false)]
    );
    assert_eq!(report.team.total.done, [(came, 22)]);
    assert_eq!(
        report.team.total.begun.iter().map(|(_, s)| (s.days, s.ended)).collect::<Vec<_>>(),
        [(9, true), (56, false)]
    );
    let of = |who| report.reps.iter().find(|r| r.rep == Some(who)).unwrap();
    assert_eq!((of(anna).times.cycle.done.len(), of(anna).slower), (2, Rate::new(0, 2)));
    assert_eq!((of(bo).times.cycle.median_tenths(), of(bo).slower), (Some(620), Rate::new(1, 1)));
}
