//! Merging workspaces: the laws that hold for any history, and what users are told.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../desk/mod.rs"]
mod desk;

mod cases;
mod device;
mod elsewhere;
mod histories;
mod taking_back;
