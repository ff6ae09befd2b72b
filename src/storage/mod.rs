//! Root, pages and journal behind a trait; an in-memory twin; one contract suite for both.
//!
//! Up to [`snapshots`] it is bytes only: what a row or a change is, those levels do not know. From the bottom up:
//! - [`backend`]: the trait. A few tables of bytes by number, read and written in transactions.
//! - [`memory`]: the twin in memory, with faults on demand. The browser's implementation is `web::idb`.
//! - [`store`]: the journal, the root with its pages, and the log, written once over any backend.
//! - [`bulk`], [`snapshots`]: swapping the root, kept roots, and what may be deleted.
//! - [`pages`], [`session`], [`undo`], [`fold`]: rows as bytes, one open workspace with what waits to be saved, and folding.
//! - [`log`]: the change log, read in pages and filtered.
//! - [`safety`]: when a backup is due, and which snapshots stay.
//! - [`registry`]: which workspaces this browser holds.

pub mod backend;
pub mod bulk;
mod catch_up;
pub mod error;
pub mod fold;
pub mod frame;
pub mod log;
pub mod memory;
pub mod msgpack;
pub mod opening;
pub mod pages;
pub mod registry;
mod request;
pub mod root;
pub mod safety;
pub mod session;
pub mod snapshots;
pub mod store;
pub mod undo;
