//! Checksums: a value that was damaged on disk, or that sits under another's key, is noticed when it is read.
//!
//! XXH64: made for speed, also where 64-bit arithmetic is native but vector instructions are not (wasm), and wide enough
//! that an accident does not pass. It is no defence against somebody who changes data on purpose; that is not its task here.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use twox_hash::XxHash64;

use super::error::StoreError;

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

/// A value as sealed MessagePack with field names, so that fields of a newer version can be added and skipped.
///
/// # Errors
/// `other` if the value cannot be written, which no type of this room can bring about.
pub fn encode<T: Serialize>(key: u64, value: &T) -> Result<Vec<u8>, StoreError> {
    let body = rmp_serde::to_vec_named(value).map_err(|e| StoreError::misuse(e.to_string()))?;
    Ok(seal(key, &body))
}

/// What [`encode`] wrote under this key, or `None` if it is damaged.
pub fn decode<T: DeserializeOwned>(key: u64, sealed: &[u8]) -> Option<T> {
    rmp_serde::from_slice(unseal(key, sealed)?).ok()
}

/// Bytes that serialise as bytes; serde takes a `Vec<u8>` for a list of numbers, twice the size.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Blob(pub Vec<u8>);

impl Serialize for Blob {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Blob {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Blob;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Blob, E> {
                Ok(Blob(bytes.to_vec()))
            }
            fn visit_byte_buf<E>(self, bytes: Vec<u8>) -> Result<Blob, E> {
                Ok(Blob(bytes))
            }
        }
        deserializer.deserialize_byte_buf(Visitor)
    }
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

    #[test]
    fn bytes_are_written_as_bytes() {
        let written = rmp_serde::to_vec_named(&Blob(vec![200; 40])).unwrap();
        assert_eq!(written.len(), 42);
        assert_eq!(rmp_serde::from_slice::<Blob>(&written).unwrap(), Blob(vec![200; 40]));
    }
}
