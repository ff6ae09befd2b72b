//! Workspace files: reading what people wrote by hand, refusing what is broken, and giving back what was written.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "exchange/bad_files.rs"]
mod bad_files;
#[path = "exchange/by_hand.rs"]
mod by_hand;
#[path = "exchange/format.rs"]
mod format;
#[path = "exchange/made.rs"]
mod made;
#[path = "exchange/round_trip.rs"]
mod round_trip;
#[path = "exchange/schema.rs"]
mod schema;

use loudou::domain::dataset::Dataset;
use loudou::domain::id::Id;
use loudou::domain::money::Currency;
use loudou::exchange::export::{export, ExportOptions};
use loudou::exchange::import::{read, Import};
use loudou::exchange::report::{Limits, Report};
use loudou::sample::starter::starter;

/// The rows that come with the app.
pub fn base() -> Dataset {
    let mut data = Dataset::default();
    for (table, row) in starter("Starter", Currency::CNY) {
        data.insert(table, row);
    }
    data
}

pub fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

pub fn read_bytes(bytes: &[u8]) -> Result<Import, Box<Report>> {
    read(bytes, &base(), &Limits::default())
}

pub fn options() -> ExportOptions {
    ExportOptions {
        workspace_id: Id::fixed(9, 9),
        name: "W".into(),
        app_version: "0.1.0".into(),
        made_at: "2026-11-21T08:00:00Z".into(),
        selection: None,
        stamps: true,
    }
}

pub fn write(data: &Dataset) -> Vec<u8> {
    export(data, &options())
}
