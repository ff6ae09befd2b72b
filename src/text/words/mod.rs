//! The phrases, one file per area. To add one, add a line to a `words!` list: `NAME: "中文", "English";`.
//!
//! In English, buttons and titles are written like sentences ("Add deal"), without a full stop; messages are whole
//! sentences with one. Chinese uses Chinese punctuation and a space between Chinese and Latin letters or digits.

/// Declares phrases as constants and lists them in `ALL`.
macro_rules! words {
    ($($name:ident: $zh:literal, $en:literal;)*) => {
        $(
            #[doc = concat!($zh, " / ", $en)]
            pub const $name: $crate::text::Text = $crate::text::Text::new($zh, $en);
        )*
        /// All phrases of this file with their names, for the test that goes over them.
        pub const ALL: &[(&str, $crate::text::Text)] = &[$((stringify!($name), $name)),*];
    };
}

pub mod board;
pub mod check;
pub mod choices;
pub mod commands;
pub mod common;
pub mod currencies;
pub mod customer;
pub mod data;
pub mod deal;
pub mod duplicates;
pub mod errors;
pub mod fault;
pub mod fields;
pub mod figures;
pub mod funnel;
pub mod goal;
pub mod keys;
pub mod lead;
pub mod lists;
pub mod log;
pub mod merge;
pub mod out;
pub mod safety;
pub mod sample;
pub mod sample_pools;
pub mod settings;
pub mod shell;
pub mod table;
pub mod tables;
pub mod time;
pub mod today;

/// Every area with its phrases.
pub const ALL: &[(&str, &[(&str, super::Text)])] = &[
    ("board", board::ALL),
    ("check", check::ALL),
    ("choices", choices::ALL),
    ("commands", commands::ALL),
    ("common", common::ALL),
    ("currencies", currencies::ALL),
    ("customer", customer::ALL),
    ("data", data::ALL),
    ("deal", deal::ALL),
    ("duplicates", duplicates::ALL),
    ("errors/audit", errors::audit::ALL),
    ("errors/files", errors::files::ALL),
    ("errors/rules", errors::rules::ALL),
    ("errors/storage", errors::storage::ALL),
    ("errors/typed", errors::typed::ALL),
    ("fault", fault::ALL),
    ("fields", fields::ALL),
    ("figures", figures::ALL),
    ("funnel", funnel::ALL),
    ("goal", goal::ALL),
    ("keys", keys::ALL),
    ("lead", lead::ALL),
    ("lists", lists::ALL),
    ("log", log::ALL),
    ("merge", merge::ALL),
    ("out", out::ALL),
    ("safety", safety::ALL),
    ("sample", sample::ALL),
    ("settings", settings::ALL),
    ("shell", shell::ALL),
    ("table", table::ALL),
    ("tables", tables::ALL),
    ("time", time::ALL),
    ("today", today::ALL),
];
