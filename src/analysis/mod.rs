//! Figures from the data: funnel, times, win rates, goal pace, forecast. Pure: no clock, no words, no browser.
//!
//! Every figure keeps the ids of the records that it counts, states how many they are, and names its formula by a code
//! (`FORMULA`) whose words are in `text/`. Dates are business dates; stamps are never read, except to order the moves of one day.
//!
//! Who is responsible for a deal: once it is won, the rep with the largest share of the frozen credit (the first of equals),
//! so that a hand-over never changes last year's figures; before that, and when it is lost, its owner.

pub mod basis;
pub mod board;
pub mod calendar;
pub mod duplicates;
pub mod filter;
pub mod forecast;
pub mod funnel;
pub mod goals;
pub mod ledger;
pub mod named;
pub mod path;
pub mod period;
pub mod rates;
pub mod report;
pub mod split;
pub mod stats;
pub mod times;
pub mod today;
pub mod winrate;

#[cfg(test)]
pub mod testkit;
