//! Random work: undoing all of it leads back, any mix of tabs comes to the same data, and every reload shows it.

use crate::desk::steps::{command, Step};
use crate::tab::*;
use proptest::prelude::*;

/// Does a step; what is refused must leave everything as it was.
fn step(tab: &mut Tab, step: Step) {
    let command = command(&tab.session().data, step);
    let before = tab.rows();
    if tab.try_run(command).is_err() {
        assert_eq!(tab.rows(), before);
    }
}

fn steps(most: usize) -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(any::<Step>(), 1..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_leads_back_and_redoing_forth(work in steps(60)) {
        let disk = disk();
        let mut tab = Tab::open(&disk, 1);
        let start = shown(&tab.session().data);
        work.iter().for_each(|s| step(&mut tab, *s));
        let end = shown(&tab.session().data);
        tab.save();
        // In a new tab, from the journal.
        let mut tab = Tab::open(&disk, 2);
        prop_assert_eq!(shown(&tab.session().data), end.clone());
        while let Some(done) = tab.undo() {
            prop_assert!(done.kept.is_empty(), "{:?}", done);
        }
        prop_assert_eq!(shown(&tab.session().data), start.clone());
        tab.save();
        while tab.redo().is_some() {}
        prop_assert_eq!(shown(&tab.session().data), end);
        tab.save();
        prop_assert!(tab.fold().unwrap() || work.is_empty());
        prop_assert_eq!(Tab::open(&disk, 3).rows(), tab.rows());
    }

    #[test]
    fn any_mix_of_three_tabs_comes_to_the_same_data(work in prop::collection::vec((0usize..3, 0u8..10, any::<Step>()), 1..70)) {
        let disk = disk();
        let mut tabs: Vec<Tab> = (1..=3).map(|load| Tab::open(&disk, load)).collect();
        for (who, act, what) in work {
            let tab = &mut tabs[who];
            match act {
                0 => { tab.undo(); }
                1 => { tab.redo(); }
                2 => tab.save(),
                3 => { tab.save_one().unwrap(); }
                4 => tab.look(),
                5 => { tab.fold().unwrap(); }
                _ => step(tab, what),
            }
        }
        tabs.iter_mut().for_each(Tab::save);
        tabs.iter_mut().for_each(Tab::look);
        let truth = Tab::open(&disk, 9);
        for tab in &tabs {
            prop_assert_eq!(tab.rows(), truth.rows());
            prop_assert_eq!(tab.session().can_undo().map(|u| u.0.to_string()), truth.session().can_undo().map(|u| u.0.to_string()));
        }
    }
}
