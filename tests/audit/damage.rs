//! Sample data: sound as they are; damaged at random, one repair leaves nothing that can be repaired and no row changed that had no
//! finding; whatever bytes of a row are exchanged, checking and repairing end.

use super::*;
use loudou::domain::records::{
    customer, deal, deal_line, goal, lead, product, stage as stages, stage_change, team, Kind, DELETED, MERGED_INTO,
};
use loudou::domain::row::Row;
use loudou::domain::value::{About, OutcomeKind, Place, Share};
use loudou::sample::{sample, Size};
use loudou::text::Lang;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();

fn dataset(size: Size) -> Dataset {
    let mut data = Dataset::default();
    sample(size, 1, TODAY, Lang::Zh).into_iter().for_each(|(table, row)| data.insert(table, row));
    data
}

fn small() -> Dataset {
    static ROWS: OnceLock<Vec<(Table, Row)>> = OnceLock::new();
    let mut data = Dataset::default();
    let rows = ROWS.get_or_init(|| sample(Size::S, 1, TODAY, Lang::Zh));
    rows.iter().for_each(|(table, row)| data.insert(*table, row.clone()));
    // One rep has no teams.
    for n in 1..6 {
        data.insert(Table::Team, Row::of(Id::fixed(97, n), Stamp::ZERO, vec![(team::NAME, Value::text("T"))]));
    }
    data
}

#[test]
fn sample_data_are_sound() {
    for size in [Size::S, Size::M] {
        let found = found(&dataset(size), TODAY);
        assert!(found.is_empty(), "{} findings, such as {:?}", found.len(), &found[..found.len().min(5)]);
    }
}

/// One thing that goes wrong, at rows chosen by number.
fn harm(data: &mut Dataset, what: u8, which: u16, how: u16) {
    let ids = |data: &Dataset, table| data.rows(table).all().iter().map(|row| row.id).collect::<Vec<Id>>();
    let pick = |data: &Dataset, table, n: u16| {
        let ids = ids(data, table);
        ids[usize::from(n) % ids.len()]
    };
    let (row, other) =
        (|data: &Dataset, table| pick(data, table, which), |data: &Dataset, table| pick(data, table, how));
    let reference = |data: &Dataset, table| Some(Value::Ref(other(data, table)));
    let bury = |data: &mut Dataset, table| {
        let (id, into) = (row(data, table), other(data, table));
        put_at(data, table, id, DELETED, Some(Value::Bool(true)), 1_850_000_000_000 + u64::from(how));
        put_at(data, table, id, MERGED_INTO, text(&into.to_string()), 1_850_000_000_000 + u64::from(how));
    };
    match what % 20 {
        0 => bury(data, Table::Customer),
        1 => bury(data, Table::Rep),
        2 => bury(data, Table::ListEntry),
        3 => bury(data, Table::Contact),
        4 => {
            let (id, to) = (row(data, Table::Team), reference(data, Table::Team));
            put_at(data, Table::Team, id, team::PARENT, to, 1_850_000_000_000 + u64::from(how));
        }
        5 => {
            let (id, to) = (row(data, Table::Goal), reference(data, Table::Goal));
            put_at(data, Table::Goal, id, goal::PARENT, to, 1_850_000_000_000 + u64::from(which));
        }
        6 => put(data, Table::Deal, row(data, Table::Deal), deal::PIPELINE, None),
        7 => {
            let place = Place {
                stage: other(data, Table::Stage),
                order: ["", "80", "zz", "8180"][usize::from(how) % 4].into(),
            };
            put(data, Table::Deal, row(data, Table::Deal), deal::PLACE, Some(Value::Place(Box::new(place))));
        }
        8 => {
            let kind = [OutcomeKind::Won, OutcomeKind::Lost, OutcomeKind::Invalid][usize::from(how) % 3];
            let value = (!how.is_multiple_of(4))
                .then(|| Value::Outcome(Box::new(outcome(kind, Some(1 + u32::from(how) % 28)))));
            put(data, Table::Deal, row(data, Table::Deal), deal::OUTCOME, value);
        }
        9 => {
            let share = |n| Share { rep: other(data, Table::Rep), team: None, percent: n };
            let shares = [vec![], vec![share(30)], vec![share(30), share(60)], vec![share(100)]];
            let credit = Value::Credit(shares[usize::from(how) % 4].clone().into());
            put(data, Table::Deal, row(data, Table::Deal), deal::CREDIT, Some(credit));
        }
        10 => put(data, Table::Deal, row(data, Table::Deal), deal::AMOUNT, yuan(i64::from(how))),
        11 => {
            let deal = row(data, Table::Deal);
            let changes =
                data.referring(Table::StageChange, stage_change::DEAL, deal).map(|c| c.id).collect::<Vec<_>>();
            for id in changes.into_iter().skip(usize::from(how) % 3) {
                put(data, Table::StageChange, id, DELETED, Some(Value::Bool(true)));
            }
        }
        12 => put(
            data,
            Table::StageChange,
            row(data, Table::StageChange),
            stage_change::TO,
            reference(data, Table::Stage),
        ),
        13 => {
            let (table, key) =
                [(Table::Product, product::ORDER), (Table::Stage, stages::ORDER), (Table::DealLine, deal_line::ORDER)]
                    [usize::from(how) % 3];
            let value = data.rows(table).get(pick(data, table, how)).and_then(|r| r.get(key)).cloned();
            put(data, table, row(data, table), key, if how.is_multiple_of(5) { text("no key") } else { value });
        }
        14 => put(
            data,
            Table::Lead,
            row(data, Table::Lead),
            lead::DEAL,
            (!how.is_multiple_of(2)).then_some(Value::Ref(Id::fixed(98, how))),
        ),
        15 => put(
            data,
            Table::Customer,
            row(data, Table::Customer),
            customer::REFERRED_BY,
            reference(data, Table::Customer),
        ),
        16 => put(data, Table::Contact, row(data, Table::Contact), DELETED, Some(Value::Bool(true))),
        17 => {
            let about = [Table::Customer, Table::Deal].map(|table| About { table, id: other(data, table) });
            let key = loudou::domain::records::activity::ABOUT;
            put(data, Table::Activity, row(data, Table::Activity), key, Some(Value::Abouts(about.into())));
        }
        18 => put(data, Table::Deal, row(data, Table::Deal), DELETED, Some(Value::Bool(true))),
        _ => put(data, Table::Customer, row(data, Table::Customer), DELETED, Some(Value::Bool(true))),
    }
}

/// Anything at all in any cell.
fn scramble(data: &mut Dataset, what: u8, which: u16, how: u16) {
    let table = Table::ALL[usize::from(what) % Table::ALL.len()];
    let Some(id) = data.rows(table).all().get(usize::from(which) % data.rows(table).all().len().max(1)).map(|r| r.id)
    else {
        return;
    };
    let fields = table.record().fields;
    let field = &fields[usize::from(how) % fields.len()];
    let any = Table::ALL[usize::from(how / 7) % Table::ALL.len()];
    let some = data.rows(any).all().get(usize::from(how) % data.rows(any).all().len().max(1)).map_or(id, |r| r.id);
    let value = match how % 6 {
        0 => None,
        1 => Some(Value::Ref(some)),
        2 => Some(Value::Other(Box::new(serde_json::json!({"a": how})))),
        3 => text(&some.to_string()),
        4 if matches!(field.kind, Kind::Credit) => Some(Value::Credit(Box::new([]))),
        4 => Some(Value::Place(Box::new(Place { stage: some, order: "汉".into() }))),
        _ => Some(Value::Abouts(Box::new([About { table: any, id: some }]))),
    };
    let key = match (how / 11) % 5 {
        0 => DELETED,
        1 => MERGED_INTO,
        _ => field.key,
    };
    put(data, table, id, key, value);
}

fn rows_of(patch: &Patch) -> BTreeSet<(Table, Id)> {
    patch.rows.iter().map(|change| (change.table, change.id)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 48 } else { 2_000 }, failure_persistence: None, ..Default::default() })]

    #[test]
    fn one_repair_is_enough(harms in prop::collection::vec(any::<(u8, u16, u16)>(), 1..12)) {
        let mut data = small();
        harms.into_iter().for_each(|(what, which, how)| harm(&mut data, what, which, how));
        let before = found(&data, TODAY);
        let may: BTreeSet<(Table, Id)> = before
            .iter()
            .flat_map(|f| f.repair.iter().map(|w| (w.table, w.id)))
            .collect();
        let again = repair_of(&data, TODAY, repairable(&before));
        let patch = repaired(&mut data, TODAY);
        prop_assert_eq!(&again, &patch, "the same every time");
        prop_assert!(rows_of(&patch).is_subset(&may));
        let left = found(&data, TODAY);
        let left: Vec<&Finding> = left.iter().filter(|f| !f.repair.is_empty()).collect();
        prop_assert!(left.is_empty(), "{:?} is left", left);
        prop_assert!(repaired(&mut data, TODAY).is_empty());
    }

    #[test]
    fn checking_ends_whatever_the_data(harms in prop::collection::vec(any::<(u8, u16, u16)>(), 1..40)) {
        let mut data = small();
        harms.into_iter().for_each(|(what, which, how)| scramble(&mut data, what, which, how));
        for _ in 0..3 {
            repaired(&mut data, TODAY);
        }
        prop_assert!(repaired(&mut data, TODAY).is_empty(), "repairs come to rest");
    }
}
