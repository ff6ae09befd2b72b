//! Every figure of sample M against the same figures calculated by tests/reference/figures.py (see there how and with what).
//! The expected values are checked in, so this test needs no Python.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::NaiveDate;
use loudou::analysis::basis::Basis;
use loudou::analysis::calendar::Calendar;
use loudou::analysis::filter::DealFilter;
use loudou::analysis::forecast::{stage_probabilities, Forecast, Velocity, Weighted};
use loudou::analysis::funnel::Funnel;
use loudou::analysis::goals::{self, Progress};
use loudou::analysis::ledger::{Ledger, Measure, Scope};
use loudou::analysis::period::Period;
use loudou::analysis::rates::Total;
use loudou::analysis::stats::{Quantile, Rate, Survival};
use loudou::analysis::times::{three_times, time_in_stage, StageTime, ThreeTimes, TimeFigure};
use loudou::analysis::winrate::{by, win_cohort, win_rate, Dimension, WinRate};
use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::records::{goal, Table};
use loudou::domain::value::Moment;
use loudou::sample::{sample, Size};
use loudou::text::Lang;
use serde_json::{json, Map, Value};
use sha2::{Digest, Sha256};

const TODAY: &str = "2026-11-21";
const ALWAYS: &str = "1900-01-01..2199-12-31";
const YEAR: &str = "2026-01-01..2026-12-31";
const THIRD: &str = "2026-07-01..2026-09-30";

fn day(text: &str) -> NaiveDate {
    Moment::parse(text).unwrap().date
}

fn period(name: &str) -> Period {
    let (from, to) = name.split_once("..").unwrap();
    Period::new(day(from), day(to))
}

fn digest<'a>(ids: impl IntoIterator<Item = &'a Id>) -> String {
    let mut ids: Vec<String> = ids.into_iter().map(Id::to_string).collect();
    ids.sort();
    Sha256::digest(ids.join("\n")).iter().take(8).map(|b| format!("{b:02x}")).collect()
}

fn interval(rate: Rate) -> Value {
    rate.interval().map_or(Value::Null, |(low, high)| json!([low, high]))
}

fn funnel(basis: &Basis, pipeline: Id, name: &str, filter: &DealFilter) -> Value {
    let found = Funnel::new(basis, pipeline, period(name), filter);
    let rows: Vec<Value> = (found.cohort.iter())
        .map(|r| {
            assert!(r.moved.is_empty(), "the sample has one pipeline");
            json!({
                "stage": r.stage.to_string(), "n": r.n(), "direct": r.direct, "advanced": r.advanced.len(),
                "lost": r.lost.len(), "open": r.open.len(), "invalid": r.invalid.len(), "unknown": r.unknown.len(),
                "interval": r.conversion().map_or(Value::Null, interval),
                "ids": digest(&r.ids().collect::<Vec<_>>()),
            })
        })
        .collect();
    json!({ "rows": rows, "bottleneck": found.bottleneck })
}

fn won(found: &WinRate) -> Value {
    let rate = found.rate();
    json!({ "n": rate.n, "won": rate.k, "permille": rate.permille(), "interval": interval(rate), "ids": digest(&found.won) })
}

fn curve(found: Option<Survival>) -> Value {
    let quantile = |q: Quantile| match q {
        Quantile::Days(days) => json!(days),
        Quantile::MoreThan(days) => json!(format!("> {days}")),
    };
    found.map_or(Value::Null, |s| json!([s.n, s.ended, quantile(s.median), quantile(s.p75)]))
}

fn stage_times(rows: &[StageTime]) -> Value {
    rows.iter().map(|row| json!({ "left_out": row.left_out.len(), "km": curve(row.survival()) })).collect()
}

fn times(found: &ThreeTimes) -> Value {
    let one = |f: &TimeFigure| json!({ "done": [f.done.len(), f.mean_tenths(), f.median_tenths()], "decision": curve(f.decision()) });
    json!({ "lead": one(&found.lead), "cycle": one(&found.cycle), "total": one(&found.total) })
}

fn forecast(basis: &Basis, name: &str) -> Value {
    let found = Forecast::new(basis, &DealFilter::default(), period(name));
    let whole = |t: &Total| {
        assert!(t.unconverted.is_empty(), "the sample has a rate for every amount");
        t.minor
    };
    let weigh = |w: &Weighted| json!([w.ids.len(), whole(&w.sum), whole(&w.weighted)]);
    json!({
        "won": [found.won_ids.len(), whole(&found.won)], "due": weigh(&found.due), "overdue": weigh(&found.overdue),
        "undated": weigh(&found.undated), "forecast": found.forecast, "low": found.low, "high": found.high,
    })
}

fn pace(p: &Progress) -> Value {
    json!({
        "goal": p.goal.to_string(), "done": p.done.value, "n": p.done.ids.len(),
        "days": [p.days.total, p.days.elapsed, p.days.left], "attainment": p.attainment_permille(),
        "expected": p.expected, "run_rate": p.run_rate, "needed": p.needed_per_day,
    })
}

fn keyed(items: impl IntoIterator<Item = (String, Value)>) -> Value {
    Value::Object(items.into_iter().collect::<Map<_, _>>())
}

fn all(data: &Dataset, expected: &Value) -> Value {
    let basis = Basis::new(data, day(TODAY));
    let pipeline = basis.first_pipeline().unwrap();
    let everything = DealFilter::default();
    let choice = |what: &str| Id::parse(expected["choices"][what].as_str().unwrap());
    let choices = [
        ("rep", DealFilter::owner(choice("rep").unwrap())),
        ("team", DealFilter { team: choice("team"), ..DealFilter::default() }),
        ("product", DealFilter { product: choice("product"), ..DealFilter::default() }),
        ("region", DealFilter { region: choice("region"), ..DealFilter::default() }),
        ("tier", DealFilter { tier: choice("tier"), ..DealFilter::default() }),
        ("source", DealFilter { source: choice("source"), ..DealFilter::default() }),
    ];
    let names = |what: &str| expected[what].as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let whole = |name: &str| period(name);
    let mut counts = Map::new();
    for table in Table::ALL.iter().filter(|t| data.rows(**t).live_count() > 0) {
        counts.insert(table.key().into(), json!(data.rows(*table).live_count()));
    }
    let snapshot: Vec<Value> = (Funnel::new(&basis, pipeline, whole(YEAR), &everything).snapshot.iter())
        .map(|row| json!({ "n": row.ids.len(), "sum": row.sum.minor }))
        .collect();
    let by_rep = by(&basis, &everything, whole(YEAR), Dimension::Rep);
    let rep_of = |id: &str| by_rep.iter().find(|(r, _)| r.is_some_and(|r| r.to_string() == id)).map(|(_, w)| won(w));
    let cohort = |name: &str| {
        let c = win_cohort(&basis, &everything, whole(name));
        json!([c.won.len(), c.lost.len(), c.open.len(), c.invalid.len()])
    };
    let year = three_times(&basis, &everything, whole(YEAR));
    let times_of = |id: &str| {
        let found = year.reps.iter().find(|r| r.rep.is_some_and(|r| r.to_string() == id));
        times(found.map_or(&ThreeTimes::default(), |r| &r.times))
    };
    let speed = Velocity::new(&basis, &everything, whole(YEAR));
    let measured: Vec<Value> = (stage_probabilities(&basis, pipeline, &everything, Period::always()).iter())
        .map(|s| json!([s.set, s.rate().k, s.rate().n, s.measured()]))
        .collect();

    let ledger = Ledger::new(&basis);
    let scopes = [
        Scope::default(),
        Scope { team: choice("team"), ..Scope::default() },
        Scope { rep: choice("rep"), ..Scope::default() },
        Scope { region: choice("region"), ..Scope::default() },
    ];
    let done = Measure::ALL.map(|m| {
        let periods = [THIRD, YEAR].into_iter();
        let values =
            periods.flat_map(|p| scopes.iter().map(move |s| (p, s))).map(|(p, s)| ledger.done(m, s, period(p)).value);
        (m.code().to_string(), values.collect::<Value>())
    });
    let calendar = Calendar::of(data);
    let wanted = |row: &&loudou::domain::row::Row| {
        let (from, to) = (row.date(goal::FROM).unwrap(), row.date(goal::TO).unwrap());
        Period::new(from, to).has(day(TODAY)) || to == day("2026-10-31")
    };
    let mut rows: Vec<_> = data.live(Table::Goal).filter(wanted).collect();
    rows.sort_by_key(|row| row.id);
    let paces = rows.iter().map(|row| pace(&goals::progress(&ledger, &calendar, day(TODAY), row).unwrap()));

    json!({
        "counts": counts,
        "choices": expected["choices"].clone(),
        "funnel": keyed([THIRD, YEAR, ALWAYS].map(|n| (n.to_string(), funnel(&basis, pipeline, n, &everything)))),
        "funnel_by": keyed(choices.clone().map(|(n, f)| (n.to_string(), funnel(&basis, pipeline, YEAR, &f)))),
        "snapshot": snapshot,
        "win_rate": keyed(names("win_rate").into_iter().map(|n| { let w = win_rate(&basis, &everything, whole(&n)); (n, won(&w)) })),
        "win_rate_by": keyed(choices.map(|(n, f)| (n.to_string(), won(&win_rate(&basis, &f, whole(YEAR)))))),
        "win_rate_by_rep": keyed(names("win_rate_by_rep").into_iter().map(|n| { let w = rep_of(&n).unwrap_or_else(|| won(&WinRate::default())); (n, w) })),
        "win_cohort": keyed([THIRD, YEAR, ALWAYS].map(|n| (n.to_string(), cohort(n)))),
        "stage_times": keyed([THIRD, YEAR, ALWAYS].map(|n| (n.to_string(), stage_times(&time_in_stage(&basis, pipeline, whole(n), &everything))))),
        "stage_times_rep": stage_times(&time_in_stage(&basis, pipeline, whole(ALWAYS), &DealFilter::owner(choice("rep").unwrap()))),
        "times": { THIRD: times(&three_times(&basis, &everything, whole(THIRD)).team), YEAR: times(&year.team) },
        "times_by_rep": keyed(names("times_by_rep").into_iter().map(|n| { let t = times_of(&n); (n, t) })),
        "forecast": keyed(names("forecast").into_iter().map(|n| { let f = forecast(&basis, &n); (n, f) })),
        "velocity": {
            "open": speed.open.len(), "rate": [speed.rate.k, speed.rate.n], "mean_won": speed.mean_won,
            "cycle_tenths": speed.cycle_tenths, "per_day": speed.per_day,
        },
        "measured": measured,
        "done": keyed(done),
        "goals": paces.collect::<Value>(),
    })
}

/// Where two values differ, by path.
fn differences(path: &str, ours: &Value, reference: &Value, found: &mut Vec<String>) {
    match (ours, reference) {
        (Value::Object(a), Value::Object(b)) if a.len() == b.len() && a.keys().all(|k| b.contains_key(k)) => {
            a.iter().for_each(|(k, v)| differences(&format!("{path}/{k}"), v, &b[k], found));
        }
        (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            a.iter().zip(b).enumerate().for_each(|(i, (a, b))| differences(&format!("{path}/{i}"), a, b, found));
        }
        (a, b) if a != b => found.push(format!("{path}: ours {a}, reference {b}")),
        _ => {}
    }
}

#[test]
fn the_figures_of_sample_m_equal_the_reference() {
    let expected: Value = serde_json::from_str(include_str!("reference/sample_m.json")).unwrap();
    let mut data = Dataset::default();
    sample(Size::M, 1, day(TODAY), Lang::Zh).into_iter().for_each(|(table, row)| data.insert(table, row));
    let ours = all(&data, &expected);
    let mut found = Vec::new();
    differences("", &ours["counts"], &expected["counts"], &mut found);
    assert!(found.is_empty(), "the sample has changed: make the reference anew\n{}", found.join("\n"));
    differences("", &ours, &expected, &mut found);
    let count = found.len();
    found.truncate(40);
    assert!(count == 0, "{count} values differ\n{}", found.join("\n"));
}
