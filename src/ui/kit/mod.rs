//! Pieces that every screen uses. Behaviour is here, looks are in `style/kit/` by class and `aria-*`.

pub mod dialog;
pub mod field;
pub mod icon;
pub mod menu;
pub mod show;
