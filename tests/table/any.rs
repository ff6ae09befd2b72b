//! Any table at all: planned without harm, whatever stands in it, and in a time that goes by its size.

use super::*;
use loudou::exchange::table::columns::Mapping;
use loudou::exchange::table::plan::Fate;
use proptest::prelude::*;

#[test]
fn a_very_wide_table_takes_no_longer_than_its_size() {
    let mut data = workspace();
    let mut rows = vec![vec![Cell::Text("Phone".into()); 20_000], vec![Cell::Text("010-5555 0100".into()); 20_000]];
    rows[0][0] = Cell::Text("Customer".into());
    let wide = Sheet { name: String::new(), rows };
    let found = guessed(&data, &wide);
    assert_eq!(found.mapping.columns.iter().filter(|c| c.target.is_some()).count(), 5);
    let options = options(&found, &data);
    assert_eq!(import_with(&mut data, &wide, &found, options, 1).with(Fate::Created), 1);
}

proptest! {
    #[test]
    fn any_text_is_a_mapping_or_none(t in "\\PC{0,80}", u in "(deal|customer) [a-z]{0,8}\n([a-z_]{1,9}\\.[a-z_]{1,9}( [a-z]{1,5}=[a-z0-9]{0,5}){0,3}\n){0,4}") {
        for t in [t, u] {
            if let Some(mapping) = Mapping::from_text(&t) {
                prop_assert_eq!(Mapping::from_text(&mapping.to_text()), Some(mapping));
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn any_table_is_planned_and_keeps_the_rules(
        head in proptest::collection::vec(prop_oneof![
            8 => proptest::sample::select(&[
                "Deal", "客户", "Contact", "邮箱", "Amount", "阶段", "Status", "Created", "Closed on", "Pipeline", "Owner", "Team", "Product",
                "Qty", "Tags", "Currency", "Record Id", "First Name", "Stage since", "Lost reason", "",
            ][..]).prop_map(String::from),
            1 => "\\PC{0,10}",
        ], 1..12),
        rows in proptest::collection::vec(proptest::collection::vec(prop_oneof![
            Just(Cell::Empty), "\\PC{0,12}".prop_map(Cell::Text),
            prop_oneof![Just("A"), Just("b"), Just("Won"), Just("won"), Just("Lost"), Just("提案"), Just("2026-01-02"), Just("03/04/2026"), Just("1.234"), Just("5万"), Just("USD"), Just("a@b.cd")]
                .prop_map(|t| Cell::Text(t.into())),
            proptest::num::f64::ANY.prop_map(Cell::Number), any::<bool>().prop_map(Cell::Flag),
        ], 0..13), 0..12),
    ) {
        let mut data = workspace();
        let mut all = vec![head.iter().map(|h| Cell::Text(h.clone())).collect::<Vec<_>>()];
        all.extend(rows);
        let sheet = Sheet { name: String::new(), rows: all };
        for run in 1..3 {
            let guess = guessed(&data, &sheet);
            let options = Options { clear: run == 2, ..options(&guess, &data) };
            // Applies it, and checks that it keeps the rules of commands.
            let plan = import_with(&mut data, &sheet, &guess, options, run);
            prop_assert_eq!(plan.rows.len(), sheet.rows.len() - 1);
            prop_assert_eq!(plan.with(Fate::Rejected), plan.rejected.len());
        }
    }
}
