//! Contacts.
#![no_main]
use libfuzzer_sys::fuzz_target;
use loudou::exchange::table::limits::Limits;
use loudou::exchange::table::vcard;

fuzz_target!(|bytes: &[u8]| {
    let lossy = |_, bytes: &[u8]| Some(String::from_utf8_lossy(bytes).into_owned());
    let _ = vcard::read(bytes, None, &lossy, &Limits::default());
});
