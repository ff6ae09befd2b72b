//! Pieces that every screen uses. Behaviour is here, looks are in `style/kit/` by class and `aria-*`.

pub mod arrive;
pub mod cell;
pub mod chart;
pub mod day;
pub mod dialog;
pub mod editor;
pub mod field;
pub mod filter;
pub mod form;
pub mod grip;
pub mod icon;
pub mod kept;
pub mod menu;
pub mod own;
pub mod pipelines;
pub mod radios;
pub mod records;
pub mod sheet;
pub mod show;
pub mod sight;
pub mod size;
pub mod sliced;
pub mod suggest;
pub mod table;
pub mod wrong;
