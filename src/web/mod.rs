//! Browser adapters: IndexedDB, tabs, files, clock, ids, charts.

pub mod charts;
pub mod crypto;
pub mod device;
pub mod files;
pub mod idb;
pub mod room;
pub mod tabs;
