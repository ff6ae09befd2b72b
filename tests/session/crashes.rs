//! The page dies at any commit: what was shown as saved is there.

use crate::desk::*;
use crate::tab::*;
use loudou::domain::command::{Command, Position};
use loudou::domain::id::Id;
use loudou::domain::records::{customer, deal, Table};
use loudou::domain::row::Row;
use loudou::domain::stamp::Stamp;
use loudou::domain::value::Value;
use loudou::storage::bulk::Swept;
use loudou::storage::error::StoreErrorCode;
use loudou::storage::fold::{replace_with, replacement};
use pollster::block_on;

/// A day's work that saves each change and folds now and then; stops at the first error. Returns what was shown as saved last.
fn work(tab: &mut Tab) -> Vec<(Table, Vec<Row>)> {
    let mut saved = tab.rows();
    for n in 0..12 {
        match n % 4 {
            0 => {
                tab.run(add(stage("negotiation"), vec![(deal::NAME, text("D")), (deal::AMOUNT, yuan(n))]));
            }
            1 => {
                let deal = tab.session().data.live(Table::Deal).last().unwrap().id;
                tab.run(Command::MoveDeal { deal, stage: stage("won"), position: Position::Top, with: vec![] });
            }
            2 => {
                let cells = vec![(customer::NOTE, text(&n.to_string()))];
                tab.try_run(Command::Edit { table: Table::Customer, ids: vec![ACME], cells }).unwrap();
            }
            _ => {
                tab.undo();
            }
        }
        if tab.save_one().is_err() {
            return saved;
        }
        saved = tab.rows();
        if n % 3 == 2 && tab.fold().is_err() {
            return saved;
        }
    }
    saved
}

#[test]
fn dying_at_any_commit_loses_nothing_that_was_shown_as_saved() {
    let whole = disk();
    let before = whole.commits();
    work(&mut Tab::open(&whole, 1));
    let commits = (whole.commits() - before) as u32;
    assert!(commits > 12 + 4, "{commits}");
    for nth in 1..=commits {
        let disk = disk();
        disk.fail_commit(nth, StoreErrorCode::Aborted);
        let saved = work(&mut Tab::open(&disk, 1));
        let again = Tab::open(&disk, 2);
        assert_eq!(again.rows(), saved, "commit {nth}");
        assert!(again.session().damaged.is_empty());
        // And work goes on there.
        let mut again = again;
        let saved = work(&mut again);
        assert_eq!(Tab::open(&disk, 3).rows(), saved, "after commit {nth}");
    }
}

#[test]
fn a_fold_that_fails_is_done_later() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("x"));
    tab.save();
    for nth in [1, 2] {
        disk.fail_commit(nth, StoreErrorCode::QuotaExceeded);
        assert_eq!(tab.fold().unwrap_err().code, StoreErrorCode::QuotaExceeded);
        assert_eq!(Tab::open(&disk, 2).rows(), tab.rows());
    }
    assert!(tab.fold().unwrap());
    assert_eq!(Tab::open(&disk, 3).rows(), tab.rows());
}

/// Pages that no root names: each try on a full disk left some behind, until a day later somebody swept.
#[test]
fn what_fails_leaves_no_pages_behind() {
    let disk = disk();
    let mut tab = Tab::open(&disk, 1);
    tab.edit(Table::Customer, ACME, customer::NOTE, text("x"));
    tab.save();
    let left_behind = |tab: &Tab| block_on(tab.store.sweep(0, 0)).unwrap();
    for nth in [1, 2] {
        disk.fail_commit(nth, StoreErrorCode::QuotaExceeded);
        assert!(tab.fold().is_err());
        assert_eq!(left_behind(&tab), Swept::default(), "fold, commit {nth}");
    }
    // More than one transaction's worth of pages, and the swap.
    let mut data = tab.session().data.clone();
    for n in 0..3_000 {
        let cells = vec![(customer::NOTE, Value::text("long ".repeat(600)))];
        data.insert(Table::Customer, Row::of(Id::fixed(99, n), Stamp::ZERO, cells));
    }
    let rows = tab.rows();
    let revision = tab.session().revision();
    for nth in [1, 2, 3, 4] {
        disk.fail_commit(nth, StoreErrorCode::QuotaExceeded);
        let entry = replacement("merge", "", Stamp::ZERO, 2, None);
        let replaced = block_on(replace_with(&tab.store, &data, &entry, revision));
        assert_eq!(replaced.unwrap_err().code, StoreErrorCode::QuotaExceeded, "replacement, commit {nth}");
        assert_eq!(left_behind(&tab), Swept::default(), "replacement, commit {nth}");
        assert_eq!(Tab::open(&disk, 2).rows(), rows);
    }
}
