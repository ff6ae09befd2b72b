//! Tests of goals on small datasets whose figures were worked out by hand.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::basis::Basis;
use crate::analysis::split::{split, ONE};
use crate::analysis::testkit::{day, sampled, Kit};
use crate::domain::records::{activity, customer, list_entry, rep};
use crate::domain::value::{About, Value};

fn p(from: &str, to: &str) -> Period {
    Period::new(day(from), day(to))
}

fn won(kit: &mut Kit, closed: &str, minor: i64, currency: &str) -> Id {
    let id = kit.deal("2024-01-01", &[("2024-01-01", 1, "open"), (closed, 4, "won")]);
    kit.amount(id, minor, currency);
    id
}

#[test]
fn revenue_is_credited_by_frozen_shares_at_the_rate_of_the_closing_date() {
    let mut kit = Kit::new();
    let (above, below) = (kit.team(None), Id::fixed(0xee, 1));
    kit.put(Table::Team, below, &[(crate::domain::records::team::PARENT, Value::Ref(above))]);
    let (anna, bo) = (kit.rep("a"), kit.rep("b"));
    kit.set(Table::Rep, anna, rep::TEAM, Value::Ref(below));
    kit.rate("USD", "2026-01-01", "7");
    kit.rate("USD", "2026-02-01", "8");
    let shared = won(&mut kit, "2026-01-15", 10_000, "USD");
    kit.credit(shared, &[(anna, 70), (bo, 30)]);
    // Anna leaves the team later: what was won stays with it.
    kit.set(Table::Rep, anna, rep::TEAM, Value::Ref(above));
    let own = won(&mut kit, "2026-01-20", 5_000, "CNY");
    kit.owner(own, bo);
    let no_rate = won(&mut kit, "2026-01-21", 900, "EUR");
    let reopened = kit.deal("2026-01-01", &[("2026-01-05", 4, "won"), ("2026-01-06", 1, "open")]);
    kit.amount(reopened, 100_000, "CNY");
    let basis = Basis::new(&kit.data, day("2026-03-01"));
    let ledger = Ledger::new(&basis);
    let january = p("2026-01-01", "2026-01-31");
    let done = |scope: Scope| ledger.done(Measure::Revenue, &scope, january);
    let all = done(Scope::default());
    assert_eq!((all.value, all.ids, all.without_value), (750 * ONE, vec![shared, own], vec![no_rate]));
    assert_eq!(done(Scope { rep: Some(anna), ..Scope::default() }).value, 490 * ONE);
    assert_eq!(done(Scope { rep: Some(bo), ..Scope::default() }).value, 260 * ONE);
    assert_eq!(done(Scope { team: Some(below), ..Scope::default() }).value, 490 * ONE);
    assert_eq!(done(Scope { team: Some(above), ..Scope::default() }).value, 490 * ONE);
    let deals = |who| ledger.done(Measure::DealsWon, &Scope { rep: Some(who), ..Scope::default() }, january).value;
    assert_eq!((deals(anna), deals(bo)), (700_000, 1_300_000));
}

#[test]
fn products_share_the_amount_of_their_deal_exactly() {
    let mut kit = Kit::new();
    let (a, b) = (kit.product(), kit.product());
    let deal = won(&mut kit, "2026-01-15", 10_000, "CNY");
    kit.line(deal, a, "2", 1_000);
    kit.line(deal, b, "1", 4_000);
    kit.line(deal, b, "0.5", 0);
    let unpriced = won(&mut kit, "2026-01-16", 900, "CNY");
    kit.line(unpriced, a, "1", 0);
    kit.line(unpriced, b, "2", 0);
    let basis = Basis::new(&kit.data, day("2026-03-01"));
    let ledger = Ledger::new(&basis);
    let of = |measure, product| {
        let scope = Scope { product, ..Scope::default() };
        ledger.done(measure, &scope, p("2026-01-01", "2026-01-31")).value
    };
    // 20 and 40 of 60 in 100 yuan; then 1 and 2 of 3 in 9 yuan.
    assert_eq!(of(Measure::Revenue, Some(a)), 33_333_333 + 3 * ONE);
    assert_eq!(of(Measure::Revenue, Some(a)) + of(Measure::Revenue, Some(b)), of(Measure::Revenue, None));
    assert_eq!((of(Measure::Units, Some(a)), of(Measure::Units, Some(b))), (3 * ONE, 3_500_000));
    assert_eq!((of(Measure::Units, None), of(Measure::DealsWon, Some(b))), (6_500_000, 2 * ONE));
}

#[test]
fn customers_visits_and_calls() {
    let mut kit = Kit::new();
    let (anna, bo, north) = (kit.rep("a"), kit.rep("b"), Id::fixed(0xee, 7));
    let buyer = kit.customer;
    for (key, value) in [
        (customer::OWNER, Value::Ref(anna)),
        (customer::REGION, Value::Ref(north)),
        (customer::CREATED, Value::date(day("2026-01-02"))),
    ] {
        kit.set(Table::Customer, buyer, key, value);
    }
    let undated = kit.add(Table::Customer, &[]);
    let second = won(&mut kit, "2026-02-15", 1, "CNY");
    let first = won(&mut kit, "2026-01-15", 1, "CNY");
    kit.owner(second, anna);
    kit.owner(first, bo);
    let mut act = |kind: Id, at: &str, about: About| {
        let cells = [
            (activity::SORT, Value::Ref(kind)),
            (activity::AT, Value::date(day(at))),
            (activity::REP, Value::Ref(bo)),
            (activity::ABOUT, Value::Abouts(Box::new([about]))),
        ];
        kit.add(Table::Activity, &cells)
    };
    let visit = act(list_entry::VISIT, "2026-01-31", About { table: Table::Deal, id: first });
    act(list_entry::VISIT, "2026-02-01", About { table: Table::Customer, id: buyer });
    act(list_entry::CALL, "2026-01-05", About { table: Table::Customer, id: undated });
    let basis = Basis::new(&kit.data, day("2026-03-01"));
    let ledger = Ledger::new(&basis);
    let january = p("2026-01-01", "2026-01-31");
    let ids = |measure, scope: Scope| ledger.done(measure, &scope, january).ids;
    let (of_bo, of_anna) = (Scope { rep: Some(bo), ..Scope::default() }, Scope { rep: Some(anna), ..Scope::default() });
    let in_north = Scope { region: Some(north), ..Scope::default() };
    assert_eq!((ids(Measure::CustomersAdded, of_anna), ids(Measure::CustomersAdded, of_bo)), (vec![buyer], vec![]));
    assert_eq!(ledger.unknown(Measure::CustomersAdded), [undated]);
    assert_eq!((ids(Measure::CustomersWon, of_bo), ids(Measure::CustomersWon, of_anna)), (vec![buyer], vec![]));
    assert_eq!((ids(Measure::Visits, of_bo), ids(Measure::Visits, in_north)), (vec![visit], vec![visit]));
    assert_eq!((ids(Measure::Calls, of_bo).len(), ids(Measure::Calls, in_north).len()), (1, 0));
    assert!(ids(Measure::Visits, Scope { product: Some(first), ..Scope::default() }).is_empty());
}

fn make_goal(kit: &mut Kit, parent: Option<Id>, period: Period, base: i64, who: Option<Id>) -> Id {
    let mut cells = vec![
        (goal::MEASURE, Value::text("revenue")),
        (goal::FROM, Value::date(period.from)),
        (goal::TO, Value::date(period.to)),
        (goal::BASE, Value::Decimal(base * ONE)),
        (goal::STRETCH, Value::Decimal(base * 2 * ONE)),
    ];
    cells.extend(parent.map(|p| (goal::PARENT, Value::Ref(p))));
    cells.extend(who.map(|w| (goal::REP, Value::Ref(w))));
    kit.add(Table::Goal, &cells)
}

#[test]
fn pace_by_working_days() {
    let mut kit = Kit::new();
    // June 2026 has 22 weekdays; by Thursday the 11th, eight are over (1 to 5, 8 to 10) and 14 are left.
    let june = p("2026-06-01", "2026-06-30");
    let id = make_goal(&mut kit, None, june, 2200, None);
    won(&mut kit, "2026-06-02", 60_000, "CNY");
    won(&mut kit, "2026-06-11", 20_100, "CNY");
    won(&mut kit, "2026-07-01", 99_900, "CNY");
    let basis = Basis::new(&kit.data, day("2026-06-11"));
    let (ledger, calendar) = (Ledger::new(&basis), Calendar::of(&kit.data));
    let row = kit.data.get(Table::Goal, id).unwrap();
    let seen = |today: &str| progress(&ledger, &calendar, day(today), row).unwrap();
    let now = seen("2026-06-11");
    assert_eq!(now.days, WorkingDays { total: 22, elapsed: 8, left: 14 });
    assert_eq!((now.done.value, now.expected, now.ahead()), (801 * ONE, Some(800 * ONE), Some(ONE)));
    assert_eq!(now.attainment_permille(), Some(364), "801 ÷ 2200 = 36.41 %");
    assert_eq!(now.run_rate, Some(1650 * ONE), "600 before today ÷ 8 × 22");
    let first_win = seen("2026-06-02");
    assert_eq!(first_win.run_rate, Some(801 * ONE), "nothing before today: no less than what is done");
    assert_eq!(now.needed_per_day, Some(99_928_572), "1399 ÷ 14, rounded up");
    assert_eq!(now.reached(), None);
    let early = seen("2026-05-01");
    assert_eq!((early.expected, early.run_rate, early.days.left), (Some(0), None, 22));
    let late = seen("2026-07-15");
    assert_eq!((late.expected, late.run_rate, late.needed_per_day), (Some(2200 * ONE), Some(801 * ONE), None));
    let weeks = course(&ledger, &calendar, day("2026-06-11"), &now, Length::Week);
    assert_eq!(
        weeks.iter().map(|w| w.done.map(|d| d / ONE)).collect::<Vec<_>>(),
        [Some(600), Some(801), None, None, None]
    );
    assert_eq!(weeks.iter().map(|w| w.expected / ONE).collect::<Vec<_>>(), [500, 1000, 1500, 2000, 2200]);
}

#[test]
fn parts_are_compared_per_kind_of_split() {
    let mut kit = Kit::new();
    let (anna, bo) = (kit.rep("a"), kit.rep("b"));
    let year = p("2026-01-01", "2026-12-31");
    let whole = make_goal(&mut kit, None, year, 100, None);
    for quarter in year.split(Length::Quarter) {
        make_goal(&mut kit, Some(whole), quarter, 25, None);
    }
    make_goal(&mut kit, Some(whole), year, 60, Some(anna));
    make_goal(&mut kit, Some(whole), year, 45, Some(bo));
    // The same rows as they lie where the file was opened: they stood in the order of memory.
    let mut elsewhere = crate::domain::dataset::Dataset::default();
    kit.data.rows(Table::Goal).all().iter().rev().for_each(|row| elsewhere.insert(Table::Goal, row.clone()));
    let there = parts(&elsewhere, elsewhere.get(Table::Goal, whole).unwrap());
    assert_eq!(there, parts(&kit.data, kit.data.get(Table::Goal, whole).unwrap()));
    let found = parts(&kit.data, kit.data.get(Table::Goal, whole).unwrap());
    let seen: Vec<_> = found.iter().map(|p| (p.by, p.children.len(), p.difference / ONE)).collect();
    assert_eq!(seen, [(SplitBy::Time(Length::Quarter), 4, 0), (SplitBy::Rep, 2, 5)]);
}

#[test]
fn last_years_shares() {
    let mut kit = Kit::new();
    for (closed, yuan) in [("2025-01-10", 1), ("2025-04-01", 3), ("2025-06-30", 4), ("2026-02-01", 99)] {
        won(&mut kit, closed, yuan * 100, "CNY");
    }
    let basis = Basis::new(&kit.data, day("2026-01-01"));
    let ledger = Ledger::new(&basis);
    let quarters: Vec<_> =
        p("2026-01-01", "2026-12-31").split(Length::Quarter).into_iter().map(|q| (Scope::default(), q)).collect();
    let weights = last_year_weights(&ledger, Measure::Revenue, &quarters);
    assert_eq!(split(80 * ONE, &weights, ONE), [10 * ONE, 70 * ONE, 0, 0]);
}

#[test]
fn standings_found_in_steps_are_those_of_the_whole_ledger() {
    let (today, data) = sampled(1);
    let basis = Basis::new(&data, today);
    let mut book = Book::default();
    let steps = (1..).find(|_| book.enter(&basis, 7)).unwrap();
    let rows = [Table::Deal, Table::Customer, Table::Activity].map(|table| data.rows(table).all().len());
    assert_eq!(steps, rows.iter().map(|n| n.div_ceil(7)).sum::<usize>());
    let (few, whole) = (Ledger::of(&basis, Arc::new(book)), Ledger::new(&basis));
    let calendar = Calendar::of(&data);
    let standing = |ledger: &Ledger| {
        data.live(Table::Goal).filter_map(|row| progress(ledger, &calendar, today, row)).collect::<Vec<_>>()
    };
    assert!(standing(&whole).iter().any(|p| p.done.value > 0));
    assert_eq!(standing(&few), standing(&whole));
    let mut standings = Standings::new(today, data.live(Table::Goal).map(|row| row.id).collect());
    let (found, _) = (0..100_000).find_map(|_| standings.step(&data)).unwrap();
    assert_eq!(found, standing(&whole));
}
