//! The outside: workspace files, old versions, import plans.
//!
//! FORMAT.md describes the file. [`export::export`] writes it, [`import::read`] reads it and changes nothing by itself.

pub mod backups;
pub mod csv;
pub mod export;
pub mod header;
pub mod holidays;
pub mod ics;
pub mod import;
pub mod merge;
pub mod out;
pub mod report;
pub mod sealed;
pub mod selection;
pub mod table;

mod base;
mod check;
mod convert;
mod deals;
mod lines;
mod names;
mod scan;
mod store;
mod way;
