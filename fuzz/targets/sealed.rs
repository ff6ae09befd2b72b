//! The first line of encrypted files.
#![no_main]
use libfuzzer_sys::fuzz_target;
use loudou::exchange::sealed::{is_sealed, Seal};

fuzz_target!(|bytes: &[u8]| {
    let _ = is_sealed(bytes);
    if let Ok((seal, rest)) = Seal::read(bytes) {
        assert_eq!(bytes.len() - rest.len(), seal.line().len());
    }
});
