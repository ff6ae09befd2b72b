//! Root, pages and journal behind a trait; an in-memory twin; one contract suite for both.
//!
//! Bytes only: what a row or a change is, this level does not know. From the bottom up:
//! - [`backend`]: the trait. A few tables of bytes by number, read and written in transactions.
//! - [`memory`]: the twin in memory, with faults on demand. The browser's implementation is `web::idb`.
//! - [`store`]: the journal, the root with its pages, and the log, written once over any backend.
//! - [`bulk`], [`snapshots`]: swapping the root, kept roots, and what may be deleted.
//! - [`registry`]: which workspaces this browser holds.

pub mod backend;
pub mod bulk;
pub mod error;
pub mod fold;
pub mod frame;
pub mod memory;
pub mod pages;
pub mod registry;
pub mod root;
pub mod session;
pub mod snapshots;
pub mod store;
