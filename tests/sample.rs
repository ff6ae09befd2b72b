//! The sample data is right in itself: every row passes the entry rules, every reference is there, every deal's history
//! agrees with its outcome, and the figures that screens show are all there to be seen.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use chrono::{Datelike, NaiveDate};
use loudou::domain::command::rules;
use loudou::domain::dataset::Dataset;
use loudou::domain::deals::{self, Status};
use loudou::domain::id::Id;
use loudou::domain::key::Key;
use loudou::domain::money::{div_round, Money};
use loudou::domain::records::{
    activity, contact, customer, deal, deal_line, flag, goal, lead, list_entry, rate, rep, stage_change, task, Kind,
    Table,
};
use loudou::domain::row::{Row, RowOut};
use loudou::domain::value::Value;
use loudou::sample::{sample, Size};
use loudou::text::Lang;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};

fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn dataset(rows: Vec<(Table, Row)>) -> Dataset {
    let mut data = Dataset::default();
    rows.into_iter().for_each(|(table, row)| data.insert(table, row));
    data
}

fn made(size: Size, seed: u64, lang: Lang) -> Dataset {
    dataset(sample(size, seed, anchor(), lang))
}

fn count(data: &Dataset, table: Table, is: impl Fn(&Row) -> bool) -> usize {
    data.live(table).filter(|row| is(row)).count()
}

/// Required fields, forms of all values, references, unique ids.
fn check_rows(data: &Dataset) {
    let mut ids = HashSet::new();
    for table in Table::ALL {
        assert_eq!(data.rows(*table).all().len(), data.rows(*table).live_count());
        for row in data.live(*table) {
            assert!(ids.insert(row.id), "{} is given twice", row.id);
            for field in table.record().fields.iter().filter(|f| f.is(flag::REQUIRED)) {
                assert!(!rules::is_blank(row.get(field.key)), "{table:?} {} lacks {}", row.id, field.name);
            }
            for (key, value) in row.cells() {
                let kind = table.kind_of(key).unwrap_or_else(|| panic!("{table:?} has no {key:?}"));
                assert_eq!(rules::check_format(kind, value), Ok(()), "{table:?}.{} {value:?}", table.path_of(key));
                check_references(data, *table, key, kind, value);
            }
        }
    }
}

fn check_references(data: &Dataset, table: Table, key: Key, kind: Kind, value: &Value) {
    let has = |target: Table, id: Id| {
        assert!(
            data.get(target, id).is_some(),
            "{table:?}.{} names a {target:?} that is not there",
            table.path_of(key)
        );
    };
    let of_list = |list: &str, id: Id| {
        has(Table::ListEntry, id);
        assert_eq!(data.get(Table::ListEntry, id).unwrap().text(list_entry::LIST), list);
    };
    match (kind, value) {
        (Kind::Ref(target), Value::Ref(id)) => has(target, *id),
        (Kind::List(list), Value::Ref(id)) => of_list(list, *id),
        (Kind::Set(list), _) => of_list(list, Id::parse(key.split().unwrap().1).unwrap()),
        (_, Value::Abouts(abouts)) => {
            assert!(!abouts.is_empty());
            abouts.iter().for_each(|about| has(about.table, about.id));
        }
        (_, Value::Outcome(o)) => {
            o.reason.into_iter().for_each(|id| of_list("lost_reason", id));
            o.competitor.into_iter().for_each(|id| of_list("competitor", id));
        }
        (_, Value::Place(place)) => has(Table::Stage, place.stage),
        (_, Value::Credit(shares)) => {
            assert_eq!(shares.iter().map(|s| u32::from(s.percent)).sum::<u32>(), 100);
            for share in shares.iter() {
                has(Table::Rep, share.rep);
                share.team.into_iter().for_each(|team| has(Table::Team, team));
            }
        }
        _ => {}
    }
}

/// History, outcome, place, amount and dates of every deal agree.
fn check_deals(data: &Dataset) {
    let mut places = HashSet::new();
    for row in data.live(Table::Deal) {
        let state = deals::state(data, row);
        let history = deals::history(data, row.id);
        let place = deals::place(row).expect("every deal has a place");
        assert_eq!(Some(place.stage), state.stage);
        assert!(!place.order.is_empty() && place.order.len() <= 8, "{}", place.order);
        assert!(places.insert((place.stage, place.order.clone())), "two deals in one place");
        assert_eq!(history[0].get(stage_change::FROM), None);
        assert_eq!(history[0].date(stage_change::AT), row.date(deal::CREATED));
        for pair in history.windows(2) {
            assert_eq!(pair[1].link(stage_change::FROM), pair[0].link(stage_change::TO));
            assert!(pair[0].date(stage_change::AT) <= pair[1].date(stage_change::AT));
        }
        assert!(history.last().unwrap().date(stage_change::AT).unwrap() <= anchor());
        match row.outcome(deal::OUTCOME) {
            None => assert_eq!(state.status, Status::Open),
            Some(outcome) => {
                assert_eq!(state.status, Status::from(outcome.kind));
                assert!(outcome.date.is_some() && state.closed == outcome.date);
                assert_eq!(outcome.reason.is_some(), state.status == Status::Lost);
                let decided = history.iter().rev().take_while(|c| c.text(stage_change::STATE) != "open").last();
                assert_eq!(decided.unwrap().date(stage_change::AT), outcome.date);
            }
        }
        assert_eq!(row.get(deal::CREDIT).is_some(), state.status == Status::Won);
        assert!(state.status != Status::Won || row.money(deal::AMOUNT).is_some());
        check_amount(data, row);
        let buyer = data.follow(Table::Deal, row, deal::CUSTOMER).unwrap();
        assert!(buyer.date(customer::CREATED) <= row.date(deal::CREATED), "a deal before its customer");
        if let Some(person) = data.follow(Table::Deal, row, deal::CONTACT) {
            assert_eq!(person.link(contact::CUSTOMER), Some(buyer.id));
        }
        if let Some(origin) = data.follow(Table::Deal, row, deal::LEAD) {
            assert_eq!((origin.link(lead::DEAL), origin.link(lead::CUSTOMER)), (Some(row.id), Some(buyer.id)));
            assert_eq!(origin.date(lead::CLOSED), row.date(deal::CREATED));
            assert!(origin.date(lead::CREATED).is_none_or(|d| Some(d) < row.date(deal::CREATED)));
        }
    }
}

fn check_amount(data: &Dataset, row: &Row) {
    let lines: Vec<&Row> = data.referring(Table::DealLine, deal_line::DEAL, row.id).collect();
    assert_eq!(row.flag(deal::AMOUNT_TYPED), lines.is_empty() && row.get(deal::AMOUNT).is_some());
    if lines.is_empty() {
        return;
    }
    let amount = row.money(deal::AMOUNT).unwrap();
    let mut sum = 0;
    for line in lines {
        let (quantity, price) = (line.decimal(deal_line::QUANTITY).unwrap(), line.money(deal_line::PRICE).unwrap());
        assert!(quantity > 0 && price.minor > 0 && price.currency == amount.currency);
        sum += div_round(i128::from(quantity) * i128::from(price.minor), 1_000_000) as i64;
    }
    assert_eq!(amount, Money::new(sum, amount.currency));
}

/// What screens must have to show: shares in per cent of open deals, and the rest above nothing.
/// A single rep has too few open deals for every kind of trouble to come up by chance: `least` of them must.
fn check_spread(data: &Dataset, least: usize) {
    let today = anchor();
    let states: Vec<_> = data.live(Table::Deal).map(|row| (row, deals::state(data, row))).collect();
    let of = |status| states.iter().filter(|(_, s)| s.status == status).count();
    let rate = 100 * of(Status::Won) / (of(Status::Won) + of(Status::Lost));
    assert!((20..=45).contains(&rate), "win rate {rate}");
    assert!(of(Status::Invalid) > 0);
    let open: Vec<_> = states.iter().filter(|(_, s)| s.status == Status::Open).collect();
    let share = |what: &str, range: std::ops::RangeInclusive<usize>, is: &dyn Fn(&Row, &deals::DealState) -> bool| {
        let percent = 100 * open.iter().filter(|(row, state)| is(row, state)).count() / open.len();
        assert!(range.contains(&percent), "{what}: {percent} % of {}", open.len());
    };
    let due = |row: &Row| deals::next_step(data, row.id).and_then(|t| t.date(task::DUE));
    share("no next step", least..=32, &|row, _| due(row).is_none());
    share("overdue", least..=45, &|row, _| due(row).is_some_and(|d| d < today));
    share("next step ahead", 35..=85, &|row, _| due(row).is_some_and(|d| d > today));
    share("rotting", least..=40, &|row, state| deals::rotting_days(data, row, state, today).is_some());
    share("late", least..=50, &|row, _| row.date(deal::EXPECTED_CLOSE).is_some_and(|d| d < today));
    assert!(count(data, Table::Task, |t| t.get(task::DONE).is_none() && t.date(task::DUE) == Some(today)) > 0);
    assert!(count(data, Table::Activity, |a| a.date(activity::AT).unwrap() > today) == 0);
    for status in ["open", "converted", "invalid"] {
        assert!(count(data, Table::Lead, |l| l.text(lead::STATUS) == status) > 5, "{status}");
    }
    for life in ["prospect", "new", "mature", "lost"] {
        assert!(count(data, Table::Customer, |c| c.text(customer::LIFE) == life) > 0, "{life}");
    }
    assert!(count(data, Table::Customer, |c| c.get(customer::OWNER).is_none()) > 0, "public pool");
    let soon: HashSet<_> = today.iter_days().take(7).map(|d| (d.month(), d.day())).collect();
    let this_week = |d: NaiveDate| soon.contains(&(d.month(), d.day()));
    assert!(count(data, Table::Contact, |c| c.date(contact::BIRTHDAY).is_some_and(this_week)) > 0, "birthdays");
    let lined: HashSet<_> = data.live(Table::DealLine).filter_map(|l| l.link(deal_line::DEAL)).collect();
    assert!((55..=75).contains(&(100 * lined.len() / states.len())), "deals with lines");
    let dollars = |row: &&Row| row.money(deal::AMOUNT).is_some_and(|m| m.currency.code() == "USD");
    assert!(data.live(Table::Deal).filter(dollars).count() > 0);
    let first_rate = data.live(Table::Rate).filter_map(|r| r.date(rate::DATE)).min().unwrap();
    let first_deal = data.live(Table::Deal).filter_map(|d| d.date(deal::CREATED)).min().unwrap();
    assert!(first_rate <= first_deal);
}

/// Parts of a goal that only divide its time sum up to it.
fn check_goals(data: &Dataset) {
    let mut sums: BTreeMap<Id, i64> = BTreeMap::new();
    let scope = |g: &Row| (g.link(goal::TEAM), g.link(goal::REP));
    for part in data.live(Table::Goal) {
        assert!(part.date(goal::FROM) <= part.date(goal::TO) && part.decimal(goal::BASE).unwrap() > 0);
        assert!(part.decimal(goal::STRETCH).is_none_or(|s| Some(s) >= part.decimal(goal::BASE)));
        assert!(part.decimal(goal::CHALLENGE) >= part.decimal(goal::STRETCH));
        if let Some(whole) = data.follow(Table::Goal, part, goal::PARENT).filter(|whole| scope(whole) == scope(part)) {
            *sums.entry(whole.id).or_default() += part.decimal(goal::BASE).unwrap();
        }
    }
    assert!(!sums.is_empty());
    for (id, sum) in sums {
        assert_eq!(data.get(Table::Goal, id).unwrap().decimal(goal::BASE), Some(sum));
    }
    let reps = data.rows(Table::Rep).live_count();
    for measure in ["visits", "calls"] {
        assert_eq!(count(data, Table::Goal, |g| g.text(goal::MEASURE) == measure), 12 * reps);
    }
}

fn check_all(data: &Dataset, size: Size) {
    assert_eq!(data.rows(Table::Customer).live_count(), size.customers());
    assert_eq!(data.rows(Table::Deal).live_count(), size.deals());
    check_rows(data);
    check_deals(data);
    check_spread(data, if size == Size::S { 0 } else { 3 });
    check_goals(data);
}

#[test]
fn s_is_one_reps_work_whatever_the_seed() {
    for seed in 1..=6 {
        for lang in Lang::ALL {
            let data = made(Size::S, seed, lang);
            assert_eq!((data.rows(Table::Rep).live_count(), data.rows(Table::Team).live_count()), (1, 0));
            check_all(&data, Size::S);
        }
    }
}

#[test]
fn m_is_a_team_with_strong_and_weak_reps() {
    let data = made(Size::M, 1, Lang::Zh);
    assert_eq!((data.rows(Table::Rep).live_count(), data.rows(Table::Team).live_count()), (12, 3));
    check_all(&data, Size::M);
    let mut of_rep: HashMap<Id, (usize, usize)> = HashMap::new();
    let (mut reopened, mut back, mut skipped) = (0, 0, 0);
    let order: HashMap<Id, usize> =
        data.live(Table::Stage).enumerate().map(|(i, s)| (s.id, i)).collect::<HashMap<_, _>>();
    for row in data.live(Table::Deal) {
        let score = of_rep.entry(row.link(deal::OWNER).unwrap()).or_default();
        match deals::state(&data, row).status {
            Status::Won => score.0 += 1,
            Status::Lost => score.1 += 1,
            _ => {}
        }
        for pair in deals::history(&data, row.id).windows(2) {
            let at = |c: &Row| order[&c.link(stage_change::TO).unwrap()];
            let states = (pair[0].text(stage_change::STATE), pair[1].text(stage_change::STATE));
            reopened += usize::from(states == ("lost", "open"));
            back += usize::from(at(pair[1]) < at(pair[0]));
            skipped += usize::from(at(pair[1]) > at(pair[0]) + 1);
        }
    }
    assert!(reopened > 20 && back > 50 && skipped > 50, "{reopened} {back} {skipped}");
    let mut rates: Vec<usize> = of_rep.values().map(|(won, lost)| 100 * won / (won + lost)).collect();
    rates.sort_unstable();
    assert!(rates[rates.len() - 1] >= rates[1] + 10, "{rates:?}");
    assert_eq!(count(&data, Table::Rep, |r| r.get(rep::LEFT).is_some()), 1);
    let left = data.live(Table::Rep).find(|r| r.get(rep::LEFT).is_some()).unwrap();
    assert_eq!(count(&data, Table::Customer, |c| c.link(customer::OWNER) == Some(left.id)), 0, "handed over");
    let closed = |year: i32, months: std::ops::RangeInclusive<u32>| {
        count(&data, Table::Deal, |d| {
            d.outcome(deal::OUTCOME)
                .filter(|o| o.kind == loudou::domain::value::OutcomeKind::Won)
                .and_then(|o| o.date)
                .is_some_and(|date| date.year() == year && months.contains(&date.month()))
        })
    };
    // A strong fourth quarter, a weak February.
    assert!(closed(2025, 10..=12) * 10 > closed(2025, 7..=9) * 12);
    assert!(closed(2026, 2..=2) * 10 < closed(2026, 1..=1).min(closed(2026, 3..=3)) * 9);
    let mut names: Vec<&str> = data.live(Table::Customer).map(|c| c.text(customer::NAME)).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 2_000);
}

#[test]
fn english_samples_have_no_chinese_in_them() {
    let data = made(Size::S, 2, Lang::En);
    for table in Table::ALL.iter().filter(|t| !matches!(t, Table::ListEntry | Table::Pipeline | Table::Stage)) {
        for row in data.live(*table) {
            let texts = row.cells().filter_map(|(_, v)| if let Value::Text(t) = v { Some(t) } else { None });
            texts.for_each(|t| assert!(t.is_ascii(), "{t}"));
        }
    }
}

fn hash(rows: &[(Table, Row)]) -> String {
    let mut hash = Sha256::new();
    for (table, row) in rows {
        hash.update(table.key());
        hash.update(serde_json::to_vec(&RowOut { table: *table, row, stamps: true }).unwrap());
    }
    hash.finalize().iter().map(|b| format!("{b:02x}")).collect()
}

#[test]
fn the_same_seed_gives_the_same_rows() {
    let make = |seed| hash(&sample(Size::S, seed, anchor(), Lang::Zh));
    assert_eq!(make(1), make(1));
    assert_ne!(make(1), make(2));
}

#[test]
fn any_anchor_will_do() {
    for (y, m, d) in [(2024, 2, 29), (2026, 1, 1), (2026, 2, 17), (2030, 12, 31), (1999, 6, 5)] {
        let anchor = NaiveDate::from_ymd_opt(y, m, d).unwrap();
        let data = dataset(sample(Size::S, 3, anchor, Lang::Zh));
        check_rows(&data);
        assert!(data.live(Table::Deal).all(|row| row.date(deal::CREATED).unwrap() <= anchor));
        check_goals(&data);
    }
}

#[test]
fn l_is_ten_times_a_real_team() {
    let rows = sample(Size::L, 1, anchor(), Lang::Zh);
    let of = |table| rows.iter().filter(|(t, _)| *t == table).count();
    assert_eq!((of(Table::Customer), of(Table::Deal), of(Table::Rep)), (100_000, 50_000, 40));
    assert!((280_000..=320_000).contains(&of(Table::Activity)), "{}", of(Table::Activity));
    assert!((90_000..=120_000).contains(&of(Table::Contact)), "{}", of(Table::Contact));
    assert!(rows.windows(2).all(|pair| pair[0].0 <= pair[1].0), "tables come in their order");
    let names: HashSet<&str> =
        rows.iter().filter(|(t, _)| *t == Table::Customer).map(|(_, row)| row.text(customer::NAME)).collect();
    assert!(names.len() > 99_900, "{}", names.len());
    let data = dataset(rows);
    check_deals(&data);
    check_goals(&data);
}
