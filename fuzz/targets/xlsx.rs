//! Spreadsheets.
#![no_main]
use libfuzzer_sys::fuzz_target;
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::{sniff, xlsx};
use std::ops::ControlFlow;

fuzz_target!(|bytes: &[u8]| {
    let _ = sniff(bytes);
    let _ = xlsx::read(bytes, &Limits::default(), &mut |_| ControlFlow::Continue(()));
});
