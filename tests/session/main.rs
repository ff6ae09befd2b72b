//! Open workspaces over the store in memory: saving, undo, several tabs, folding, crashes.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../desk/mod.rs"]
mod desk;

mod crashes;
mod folding;
mod random;
mod tab;
mod tabs;
mod undo;
