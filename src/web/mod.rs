//! Browser adapters: IndexedDB, tabs, files, folders, clock, ids, charts, turns.

pub mod charts;
pub mod crypto;
pub mod device;
pub mod files;
pub mod folder;
pub mod idb;
pub mod named;
pub mod offline;
pub mod room;
pub mod tabs;
pub mod turn;
pub mod worker;
