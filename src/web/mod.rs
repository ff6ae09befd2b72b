//! Browser adapters: IndexedDB, tabs, files, clock, ids, charts.

pub mod idb;
