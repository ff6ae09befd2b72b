//! Loudou 漏斗: sales management in one browser tab.
//!
//! The pure rooms below know no browser and no Leptos; `web` and `ui` exist on wasm32 only.
//! ARCHITECTURE.md shows the rooms, their direction and the tests that hold both.

pub mod analysis;
pub mod brand;
pub mod charts;
pub mod domain;
pub mod exchange;
pub mod route;
pub mod sample;
pub mod storage;
pub mod text;
pub mod work;

#[cfg(all(target_arch = "wasm32", feature = "screens"))]
pub mod ui;
#[cfg(target_arch = "wasm32")]
pub mod web;
