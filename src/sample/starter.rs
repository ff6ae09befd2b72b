//! What every new workspace has: its settings, the default pipeline and the standard lists.
//!
//! All ids are fixed and all stamps zero, so that people who start empty on their own can merge later, and so that
//! whatever anybody changes of it wins over what was shipped. Blocks of fixed ids: 1 settings, 2 pipelines, 3 stages,
//! from [`list_entry::FIRST_BLOCK`] on one block per list. Numbers count from 1 and are never given twice:
//! new stages and entries are added at the end of their words.

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::key::Key;
use crate::domain::money::Currency;
use crate::domain::order;
use crate::domain::records::{list_entry, pipeline, settings, stage, Table};
use crate::domain::row::Row;
use crate::domain::stamp::Stamp;
use crate::domain::value::Value;
use crate::text::words::lists;

/// The block of fixed ids of pipelines.
pub const PIPELINE_BLOCK: u16 = 2;
/// The block of fixed ids of stages.
pub const STAGE_BLOCK: u16 = 3;
/// The default pipeline.
pub const PIPELINE: Id = Id::fixed(PIPELINE_BLOCK, 1);

/// Phase, probability in per cent and normal days of the seven stages, in the order of [`lists::STAGES`].
const STAGES: [(&str, Option<i64>, Option<i64>); 7] = [
    ("lead", None, Some(7)),
    ("open", Some(20), Some(14)),
    ("open", Some(30), Some(14)),
    ("open", Some(60), Some(21)),
    ("open", Some(75), Some(14)),
    ("won", Some(100), None),
    ("after", Some(100), Some(90)),
];

/// A stage of the default pipeline, by its key in [`lists::STAGES`]: `lead`, `prospect`, `contact`, `proposal`, `negotiation`,
/// `won`, `after`. `None` for any other text.
pub fn stage_id(key: &str) -> Option<Id> {
    let at = lists::STAGES.iter().position(|stage| stage.key == key)?;
    Some(Id::fixed(STAGE_BLOCK, at as u16 + 1))
}

/// A standard entry by its list and key, such as `region`, `east`. `None` if there is none.
pub fn entry_id(list: &str, key: &str) -> Option<Id> {
    let at = lists::entries(list).iter().position(|(k, _)| *k == key)?;
    list_entry::standard_id(list, at as u16 + 1)
}

/// The rows of a new workspace called `name` whose figures are shown in `currency`.
pub fn starter(name: &str, currency: Currency) -> Vec<(Table, Row)> {
    let settings = row(
        settings::ROW,
        vec![
            (settings::NAME, Value::text(name)),
            (settings::CURRENCY, Value::text(currency.code())),
            (settings::FISCAL_START, Value::Int(1)),
        ],
    );
    let mut rows = vec![(Table::Settings, settings)];
    for list in list_entry::LISTS {
        let entries = lists::entries(list);
        for (i, ((_, name), order)) in entries.iter().zip(order::sequence(entries.len())).enumerate() {
            let Some(id) = list_entry::standard_id(list, i as u16 + 1) else { continue };
            let cells = vec![
                (list_entry::LIST, Value::text(*list)),
                (list_entry::ZH, Value::text(name.zh)),
                (list_entry::EN, Value::text(name.en)),
                (list_entry::ORDER, Value::text(order)),
            ];
            rows.push((Table::ListEntry, row(id, cells)));
        }
    }
    let cells = vec![
        (pipeline::ZH, Value::text(lists::DEFAULT_PIPELINE.zh)),
        (pipeline::EN, Value::text(lists::DEFAULT_PIPELINE.en)),
        (pipeline::ORDER, Value::text(order::between(None, None))),
    ];
    rows.push((Table::Pipeline, row(PIPELINE, cells)));
    let facts = STAGES.iter().zip(order::sequence(STAGES.len()));
    for (i, (text, ((phase, probability, days), order))) in lists::STAGES.iter().zip(facts).enumerate() {
        let mut cells = vec![
            (stage::PIPELINE, Value::Ref(PIPELINE)),
            (stage::ZH, Value::text(text.name.zh)),
            (stage::EN, Value::text(text.name.en)),
            (stage::PHASE, Value::text(*phase)),
            (stage::MEANING_ZH, Value::text(text.meaning.zh)),
            (stage::MEANING_EN, Value::text(text.meaning.en)),
            (stage::ORDER, Value::text(order)),
        ];
        cells.extend(probability.map(|p| (stage::PROBABILITY, Value::Int(p))));
        cells.extend(days.map(|d| (stage::NORMAL_DAYS, Value::Int(d))));
        rows.push((Table::Stage, row(Id::fixed(STAGE_BLOCK, i as u16 + 1), cells)));
    }
    rows
}

fn row(id: Id, cells: Vec<(Key, Value)>) -> Row {
    Row::of(id, Stamp::ZERO, cells)
}

/// The same as data: what a workspace holds that starts empty.
pub fn starter_data(name: &str, currency: Currency) -> Dataset {
    let mut data = Dataset::default();
    starter(name, currency).into_iter().for_each(|(table, row)| data.insert(table, row));
    data
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::dataset::Dataset;
    use crate::domain::deals;

    fn data() -> Dataset {
        let mut data = Dataset::default();
        starter("Test", Currency::CNY).into_iter().for_each(|(table, row)| data.insert(table, row));
        data
    }

    #[test]
    fn the_seven_stages_stand_in_order() {
        let data = data();
        let stages = deals::stages(&data, PIPELINE);
        let shown: Vec<_> =
            stages.iter().map(|s| (s.text(stage::EN), s.text(stage::PHASE), s.int(stage::PROBABILITY))).collect();
        assert_eq!(
            shown,
            [
                ("Lead", "lead", None),
                ("Qualified", "open", Some(20)),
                ("Contact made", "open", Some(30)),
                ("Proposal", "open", Some(60)),
                ("Negotiation", "open", Some(75)),
                ("Won", "won", Some(100)),
                ("After-sales", "after", Some(100)),
            ]
        );
        assert_eq!(deals::won_stage(&data, PIPELINE), stage_id("won"));
        assert_eq!(deals::first_open_stage(&data, PIPELINE), stage_id("prospect"));
        assert_eq!(data.settings().unwrap().text(settings::CURRENCY), "CNY");
    }

    #[test]
    fn ids_never_change() {
        // Written down from the first version: changing one of them would part workspaces that could merge.
        let id = |list, key| entry_id(list, key).unwrap().to_string();
        assert_eq!(id("region", "east"), "00000000-0000-8000-8000-0000000a0001");
        assert_eq!(id("source", "other"), "00000000-0000-8000-8000-0000000b000a");
        assert_eq!(id("tier", "c"), "00000000-0000-8000-8000-0000000e0003");
        assert_eq!(id("lost_reason", "no_answer"), "00000000-0000-8000-8000-000000100007");
        assert_eq!(id("competitor", "in_house"), "00000000-0000-8000-8000-000000110002");
        assert_eq!(stage_id("after").unwrap().to_string(), "00000000-0000-8000-8000-000000030007");
        assert_eq!(entry_id("activity_kind", "call"), Some(list_entry::CALL));
        assert_eq!(entry_id("activity_kind", "visit"), Some(list_entry::VISIT));
    }

    #[test]
    fn everybody_starts_with_the_same_rows() {
        let data = data();
        for table in Table::ALL {
            assert_eq!(data.rows(*table).all().len(), data.rows(*table).live_count());
            assert!(data.rows(*table).all().iter().all(|r| r.born == Stamp::ZERO && r.stamps().count() == 0));
        }
        assert_eq!(starter("Test", Currency::CNY), starter("Test", Currency::CNY));
        for list in ["region", "source", "channel", "industry", "tier", "customer_group", "lost_reason"] {
            assert!(data.live(Table::ListEntry).filter(|r| r.text(list_entry::LIST) == list).count() >= 3, "{list}");
        }
        assert!([Table::Team, Table::Rep, Table::Goal].iter().all(|t| data.rows(*t).all().is_empty()));
    }
}
