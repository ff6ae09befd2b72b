//! Workspace files: read, with and without bad rows, merged, written and read again.
#![no_main]
use libfuzzer_sys::fuzz_target;
use loudou::domain::money::Currency;
use loudou::exchange::import::{read, read_sound_rows};
use loudou::exchange::merge::{merge, Source};
use loudou::exchange::report::Limits;
use loudou::sample::starter::starter_data;

fuzz_target!(|bytes: &[u8]| {
    let base = starter_data("", Currency::CNY);
    let limits = Limits { bytes: 1 << 20, ..Limits::default() };
    if let Ok(sound) = read_sound_rows(bytes, &base, &limits) {
        drop(sound.import.into_dataset());
    }
    if let Ok(import) = read(bytes, &base, &limits) {
        let theirs = Source::of_file(import);
        drop(merge(&[&Source::of(&base), &theirs], 0));
    }
});
