//! The contract of storage: what every backend must do, run in memory natively and on IndexedDB in a browser.
//!
//! A test target includes this module, implements [`Harness`] and calls [`contract!`] with its test attribute and runner.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, dead_code, reason = "shared by two test targets")]

pub mod appends;
pub mod damage;
pub mod log;
pub mod registry;
pub mod roots;
pub mod snapshots;
pub mod transactions;

use loudou::storage::backend::{Backend, Table};
use loudou::storage::bulk::{Swap, Swapped};
use loudou::storage::error::StoreErrorCode;
use loudou::storage::root::{NewPage, PageRef, Revision, Root, RootNumber};
use loudou::storage::store::{Appended, Store};

/// A database that a test may open several times, harm, and make fail.
pub trait Harness {
    /// The backend under test.
    type Backend: Backend;
    /// A fresh, empty database with these tables.
    async fn fresh(tables: &'static [Table]) -> Self;
    /// One more connection to it, as another tab has.
    async fn open(&self) -> Self::Backend;
    /// Puts a raw value in place of another, past all checks; `None` takes it away.
    async fn tamper(&self, table: Table, key: u64, value: Option<Vec<u8>>);
    /// The raw value under a key.
    async fn peek(&self, table: Table, key: u64) -> Option<Vec<u8>>;
    /// Makes the next commit of writes fail.
    fn fail_next_commit(&self, code: StoreErrorCode);
}

pub type StoreOf<H> = Store<<H as Harness>::Backend>;

/// A fresh store and the database below it.
pub async fn fresh<H: Harness>() -> (H, StoreOf<H>) {
    let harness = H::fresh(&loudou::storage::store::TABLES).await;
    let store = tab(&harness).await;
    (harness, store)
}

/// One more tab on the same workspace.
pub async fn tab<H: Harness>(harness: &H) -> StoreOf<H> {
    Store::new(harness.open().await)
}

/// Appends entries `from..=to`, each with the text of its number.
pub async fn append<B: Backend>(store: &Store<B>, from: u64, to: u64) {
    for number in from..=to {
        let done = store.append(Revision(number - 1), number.to_string().as_bytes()).await.unwrap();
        assert_eq!(done, Appended::Done(Revision(number)));
    }
}

pub fn page(table: &str, fill: u8, size: usize) -> NewPage {
    NewPage { table: table.to_owned(), rows: 3, bytes: vec![fill; size] }
}

pub async fn put<B: Backend>(store: &Store<B>, fills: &[u8]) -> Vec<PageRef> {
    store.put_pages(fills.iter().map(|fill| page("deal", *fill, 50)).collect()).await.unwrap()
}

pub fn done(swapped: Swapped) -> Root {
    match swapped {
        Swapped::Done(root) => root,
        other => panic!("swap ended as {other:?}"),
    }
}

/// Folds everything up to a revision into one new page with this fill.
pub async fn fold<B: Backend>(store: &Store<B>, expected: u64, folded: u64, fill: u8) -> Root {
    let pages = put(store, &[fill]).await;
    done(store.swap_root(Swap::fold(RootNumber(expected), Revision(folded), pages, 1_000)).await.unwrap())
}

/// What a load shows, short: root, first byte of each page, texts of the entries, revision, how much is damaged.
pub async fn seen<B: Backend>(store: &Store<B>) -> (u64, Vec<u8>, Vec<String>, u64, usize) {
    let loaded = store.load().await.unwrap();
    (
        loaded.root.map_or(0, |root| root.number.0),
        loaded.pages.iter().map(|page| page.bytes[0]).collect(),
        texts(&loaded.entries),
        loaded.revision.0,
        loaded.damaged.len(),
    )
}

pub fn texts(entries: &[loudou::storage::root::Entry]) -> Vec<String> {
    entries.iter().map(|entry| String::from_utf8(entry.bytes.clone()).unwrap()).collect()
}

/// Declares one test per check, for a harness.
#[macro_export]
macro_rules! contract {
    ($harness:ty, async $attribute:meta: $($module:ident :: { $($check:ident),* $(,)? }),* $(,)?) => {
        $($(
            #[$attribute]
            async fn $check() { $crate::contract::$module::$check::<$harness>().await }
        )*)*
    };
    ($harness:ty, $attribute:meta, $run:path: $($module:ident :: { $($check:ident),* $(,)? }),* $(,)?) => {
        $($(
            #[$attribute]
            fn $check() { $run($crate::contract::$module::$check::<$harness>()) }
        )*)*
    };
}

/// Calls a macro with the list of all checks, so that both targets run the same ones.
#[macro_export]
macro_rules! all_checks {
    ($with:ident ! ($($head:tt)*)) => {
        $with! { $($head)*:
            transactions::{
                values_are_read_back_by_key_range_and_last_key,
                a_transaction_sees_its_own_writes_and_one_state,
                a_dropped_transaction_leaves_nothing,
                drawn_keys_are_never_drawn_twice,
                a_table_outside_the_transaction_is_refused,
                a_reader_cannot_write,
                a_closed_connection_says_so,
            },
            appends::{
                an_empty_store_is_empty,
                a_change_is_there_after_opening_again,
                a_tab_that_is_behind_gets_what_it_missed,
                catching_up_reaches_over_a_fold,
                whoever_missed_a_replacement_loads_anew,
                whoever_saw_more_than_there_is_loads_anew,
                a_failed_append_leaves_nothing_and_can_be_repeated,
                history_is_newest_first_and_in_pages,
                the_log_keeps_its_limit_and_at_least_a_hundred,
                empty_and_large_entries_are_kept,
            },
            roots::{
                pages_are_invisible_until_a_root_names_them,
                a_fold_moves_entries_and_keeps_later_ones,
                a_swap_on_an_old_root_is_stale,
                a_bulk_swap_gets_a_revision_of_its_own,
                a_bulk_swap_is_stale_if_somebody_wrote,
                a_failed_swap_leaves_everything,
                a_swap_dropped_half_way_leaves_everything,
                a_swap_deletes_the_pages_that_fall_out_of_use,
                a_swap_may_not_fold_what_was_never_written,
                a_swap_does_not_name_pages_that_are_gone,
                cancelled_pages_are_dropped_but_never_named_ones,
                sweeping_waits_out_its_grace,
                sweeping_starts_over_when_the_clock_went_back,
                a_large_bulk_in_chunks_is_whole,
            },
            snapshots::{
                a_snapshot_holds_what_was_there,
                a_bulk_swap_keeps_the_exact_former_state,
                a_snapshot_of_a_store_without_root_holds_its_entries,
                a_snapshot_can_become_the_root_again,
                dropping_a_snapshot_frees_only_its_own_pages,
                an_unknown_snapshot_is_none,
                a_damaged_snapshot_holds_back_all_deleting,
                thinning_leaves_the_newest_those_by_hand_and_what_is_damaged,
            },
            damage::{
                a_damaged_page_is_set_aside,
                a_missing_page_is_reported,
                a_damaged_entry_is_set_aside_and_later_ones_load,
                a_missing_entry_is_reported,
                an_entry_under_another_number_is_damage,
                a_damaged_root_is_read_from_its_copy,
                two_damaged_roots_are_an_error_and_nothing_is_swept,
                damaged_bytes_survive_a_fold_that_keeps_the_old_root,
            },
            log::{
                the_log_is_read_in_pages_over_what_was_folded,
                the_log_finds_what_is_rare_and_says_when_there_is_no_more,
                the_log_ends_where_its_limit_is,
                the_log_steps_over_damage_and_counts_it_once,
            },
            registry::{
                workspaces_are_listed_last_opened_first,
                an_entry_replaces_the_one_with_its_slot,
                a_removed_workspace_is_gone,
                a_damaged_entry_does_not_hide_the_others,
                two_tabs_write_to_one_registry,
                a_workspace_keeps_its_own_entry_and_knows_whether_it_is_empty,
            },
        }
    };
}
