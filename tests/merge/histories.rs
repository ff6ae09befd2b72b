//! The laws of merging, over histories of several devices: edits, deletes, moves, imports, weeks without network, clocks that are wrong.

use crate::desk::steps::Step;
use crate::desk::{ANN, BO};
use crate::device::{file, merged, Device};
use loudou::domain::dataset::Dataset;
use loudou::domain::records::{deal, Table, DELETED, MERGED_INTO};
use loudou::domain::references::{redirected_key, redirected_value};
use loudou::domain::value::Value;
use loudou::exchange::merge::Merged;
use proptest::prelude::*;

/// What happens on a device.
#[derive(Clone, Copy, Debug)]
enum Event {
    Work(Step),
    Take(usize),
    Reload,
    Offline,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        12 => any::<Step>().prop_map(Event::Work),
        2 => (0usize..5).prop_map(Event::Take),
        1 => Just(Event::Reload),
        1 => Just(Event::Offline),
    ]
}

const WEEK: u64 = 7 * 24 * 3_600_000;

fn lived(skews: &[i64], events: &[(usize, Event)]) -> Vec<Device> {
    let mut devices: Vec<Device> = skews.iter().enumerate().map(|(n, skew)| Device::new(n as u64 + 1, *skew)).collect();
    for (on, event) in events {
        let on = on % devices.len();
        match event {
            Event::Work(step) => devices[on].step(*step),
            Event::Reload => devices[on].reload(),
            Event::Offline => devices[on].ms += WEEK,
            Event::Take(from) => {
                let from = from % devices.len();
                if from != on {
                    let mut device = devices.remove(on);
                    device.take(&devices[if from > on { from - 1 } else { from }]);
                    devices.insert(on, device);
                }
            }
        }
    }
    devices
}

/// Every value of either side is in the result, or was replaced by somebody who knew it, or is listed.
fn nothing_vanishes(a: &Device, b: &Device, merged: &Merged) {
    for table in Table::ALL {
        for (own, other) in [(a, b), (b, a)] {
            for row in own.data.rows(*table).all() {
                let result = merged.data.rows(*table).get(row.id).expect("no row vanishes");
                // What names a row that went into another one names that one now.
                let to = |table, id| merged.data.heir(table, id);
                let now = |key, value: Option<&Value>| {
                    let other = value.and_then(|value| redirected_value(*table, row.id, key, value, &to));
                    other.unwrap_or_else(|| value.cloned())
                };
                let listed = |key| merged.conflicts.iter().find(|c| (c.table, c.id, c.key) == (*table, row.id, key));
                for (key, value, stamp) in row.written() {
                    let there = result.get(redirected_key(*table, key, &to).unwrap_or(key)).cloned();
                    let same = there.as_ref() == value || there == now(key, value);
                    if same || other.known.contains(&stamp) || matches!(key, DELETED | MERGED_INTO) {
                        continue;
                    }
                    let conflict = listed(key).unwrap_or_else(|| panic!("{table:?} {key:?} {value:?} is not listed"));
                    assert!(conflict.sides.iter().any(|side| side.value.as_ref() == value));
                    let last = now(key, conflict.sides.last().unwrap().value.as_ref());
                    assert_eq!(last, there, "the last side counts");
                }
                let unknown = row.cells().any(|(key, _)| row.stamp_of(key).is_some_and(|s| !other.known.contains(&s)));
                if row.is_there() && !result.is_there() && unknown {
                    assert!(listed(DELETED).is_some(), "{table:?} {:?} was deleted unseen", row.id);
                }
                if !row.is_there() && result.is_there() && !other.known.contains(&row.stamp_of(DELETED).unwrap()) {
                    let stayed = merged.stayed.iter().any(|s| (s.table, s.id) == (*table, row.id));
                    assert!(stayed || a.data.rows(*table).get(row.id).is_none_or(|r| r.is_there()), "it stays untold");
                }
            }
        }
    }
}

/// The rows of a file that are not deleted.
fn there(file: &[u8]) -> Vec<&str> {
    let text = std::str::from_utf8(file).unwrap();
    text.lines().filter(|line| line.starts_with("{\"") && !line.contains("\"deleted\":true")).collect()
}

/// The command that merges two records writes whatever is there, but no deleted row: that would bring it back. Such a row names the other one
/// when files come together, which is all that merging a workspace with itself changes.
#[test]
fn a_deleted_row_names_the_heir_only_when_files_come_together() {
    let mut device = Device::new(1, 0);
    // A deal of Ann's is made and deleted, then Ann becomes Bo.
    [(112, 0, 70), (0, 0, 0), (208, 0, 153), (107, 1, 235)].into_iter().for_each(|step| device.step(step));
    let names = |data: &Dataset| {
        let deal = &data.rows(Table::Deal).all()[0];
        (deal.link(deal::OWNER), deal.is_there())
    };
    assert_eq!(names(&device.data), (Some(ANN), false));
    let once = merged(&[&device.data, &device.data]);
    assert_eq!(names(&once.data), (Some(BO), false));
    assert!(once.changes_nothing());
    assert_eq!(there(&file(&once.data)), there(&file(&device.data)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn merging_is_commutative_associative_and_idempotent_and_nothing_vanishes_untold(
        skews in prop::collection::vec(-400_000_000i64..400_000_000, 3..=5),
        events in prop::collection::vec((0usize..5, event()), 1..40),
    ) {
        let devices = lived(&skews, &events);
        let [a, b, c] = [&devices[0], &devices[1], &devices[2]];
        let ab = merged(&[&a.data, &b.data]);
        let text = file(&ab.data);
        prop_assert!(text == file(&merged(&[&b.data, &a.data]).data), "commutative");
        let once = merged(&[&a.data, &a.data]);
        prop_assert!(once.changes_nothing() && once.conflicts.is_empty(), "idempotent");
        prop_assert!(there(&file(&a.data)) == there(&file(&once.data)), "idempotent: what is there");
        prop_assert!(file(&once.data) == file(&merged(&[&once.data, &a.data]).data), "idempotent: all of it");
        prop_assert!(text == file(&merged(&[&ab.data, &b.data]).data), "told twice");
        let bc = merged(&[&b.data, &c.data]);
        let abc = file(&merged(&[&ab.data, &c.data]).data);
        prop_assert!(abc == file(&merged(&[&a.data, &bc.data]).data), "associative");
        prop_assert!(abc == file(&merged(&[&c.data, &a.data, &b.data]).data), "all at once");
        nothing_vanishes(a, b, &ab);
    }
}
