//! Checksums: a value that was damaged on disk, or that sits under another's key, is noticed when it is read.
//!
//! XXH64: made for speed, also where 64-bit arithmetic is native but vector instructions are not (wasm), and wide enough
//! that an accident does not pass. It is no defence against somebody who changes data on purpose; that is not its task here.

use twox_hash::XxHash64;

use super::msgpack;
use crate::domain::plain::Plain;

/// How many bytes a seal adds in front of a value.
pub const SEAL_BYTES: usize = 8;

/// The checksum of a page's bytes. Pages carry none themselves: the root that names them does.
pub fn checksum(bytes: &[u8]) -> u64 {
    XxHash64::oneshot(0, bytes)
}

/// The value with its checksum in front. The key takes part, so that a value under another's key is damage too.
pub fn seal(key: u64, body: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(SEAL_BYTES + body.len());
    sealed.extend_from_slice(&XxHash64::oneshot(key, body).to_le_bytes());
    sealed.extend_from_slice(body);
    sealed
}

/// The value behind a seal, or `None` if it is not the one that was sealed under this key.
pub fn unseal(key: u64, sealed: &[u8]) -> Option<&[u8]> {
    let (sum, body) = sealed.split_first_chunk::<SEAL_BYTES>()?;
    (XxHash64::oneshot(key, body) == u64::from_le_bytes(*sum)).then_some(body)
}

/// What stands in the store by itself, as a map with field names, so that fields of a newer version can be added and skipped.
pub(crate) trait Stored: Sized {
    /// The plain form.
    fn plain(&self) -> Plain<'_>;
    /// Reads it. `None`: it is something else.
    fn from_plain(plain: &Plain) -> Option<Self>;
}

/// A value as sealed MessagePack.
pub(crate) fn encode<T: Stored>(key: u64, value: &T) -> Vec<u8> {
    seal(key, &msgpack::write(&value.plain()))
}

/// What [`encode`] wrote under this key, or `None` if it is damaged.
pub(crate) fn decode<T: Stored>(key: u64, sealed: &[u8]) -> Option<T> {
    T::from_plain(&msgpack::read(unseal(key, sealed)?)?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_checksum_is_xxh64() {
        // Reference values of the algorithm's specification, seed 0.
        assert_eq!(checksum(b""), 0xEF46_DB37_51D8_E999);
        assert_eq!(checksum(b"a"), 0xD24E_C4F1_A98C_6E5B);
    }

    #[test]
    fn a_seal_holds_for_its_key_only_and_notices_every_flipped_bit() {
        let sealed = seal(7, b"deal moved");
        assert_eq!(unseal(7, &sealed), Some(&b"deal moved"[..]));
        assert_eq!(unseal(8, &sealed), None);
        for bit in 0..sealed.len() * 8 {
            let mut broken = sealed.clone();
            broken[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(unseal(7, &broken), None, "bit {bit}");
        }
        assert_eq!(unseal(7, &sealed[..sealed.len() - 1]), None);
        assert_eq!(unseal(7, b"short"), None);
    }
}
