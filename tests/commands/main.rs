//! Every rule of the commands, through `plan` as the screens use it.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../desk/mod.rs"]
mod desk;

mod deals;
mod deletes;
mod entry;
mod goals;
mod kept;
mod leads;
mod merge;
mod stages;
