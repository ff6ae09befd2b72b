//! What a sales team's data is, and which changes are allowed: records, fields, commands → patches.

pub mod audit;
pub mod codec;
pub mod columns;
pub mod command;
pub mod dataset;
pub mod deals;
pub mod difference;
pub mod id;
pub mod join;
pub mod key;
pub mod message;
pub mod money;
pub mod order;
pub mod patch;
pub mod plain;
pub mod records;
pub mod references;
pub mod renaming;
pub mod row;
pub mod seen;
pub mod sort;
pub mod stamp;
pub mod take_back;
pub mod value;
