//! Record ids: UUIDs that sort by time of making, fixed ones for what ships with the app, and computed ones.

use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A record's id: a UUID, ordered by its bytes (which is the order of its text).
#[derive(Clone, Copy, Eq)]
pub struct Id(pub [u8; 16]);

// Ids are compared all the time: as numbers that takes two instructions, as bytes a call for each pair.
impl PartialEq for Id {
    fn eq(&self, other: &Id) -> bool {
        u128::from_ne_bytes(self.0) == u128::from_ne_bytes(other.0)
    }
}

impl Ord for Id {
    fn cmp(&self, other: &Id) -> Ordering {
        u128::from_be_bytes(self.0).cmp(&u128::from_be_bytes(other.0))
    }
}

impl PartialOrd for Id {
    fn partial_cmp(&self, other: &Id) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Id {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write(&self.0);
    }
}

impl Id {
    /// A UUIDv7 from Unix milliseconds and 10 random bytes.
    pub fn v7(ms: u64, random: [u8; 10]) -> Id {
        let mut b = [0; 16];
        b[..6].copy_from_slice(&ms.to_be_bytes()[2..]);
        b[6..].copy_from_slice(&random);
        b[6] = 0x70 | (b[6] & 0x0f);
        b[8] = 0x80 | (b[8] & 0x3f);
        Id(b)
    }

    /// The id of a record that ships with the app: the same in every workspace, so that people who start empty can merge.
    /// `block` tells what it is (pipeline, stage, list …), `number` which one.
    pub const fn fixed(block: u16, number: u16) -> Id {
        let (k, n) = (block.to_be_bytes(), number.to_be_bytes());
        Id([0, 0, 0, 0, 0, 0, 0x80, 0, 0x80, 0, 0, 0, k[0], k[1], n[0], n[1]])
    }

    /// The id of a row that came without one: the same file gives the same ids each time it is read.
    pub fn computed(workspace: Id, table: &str, natural_key: &str) -> Id {
        let mut hash = Sha256::new();
        hash.update(workspace.0);
        hash.update(table.as_bytes());
        hash.update([0]);
        hash.update(natural_key.as_bytes());
        let digest = hash.finalize();
        let mut b = [0; 16];
        b.copy_from_slice(&digest[..16]);
        b[6] = 0x80 | (b[6] & 0x0f);
        b[8] = 0x80 | (b[8] & 0x3f);
        Id(b)
    }

    /// Reads the hyphenated or the bare hexadecimal form.
    pub fn parse(text: &str) -> Option<Id> {
        let mut b = [0; 16];
        let mut digits = 0;
        for (i, c) in text.bytes().enumerate() {
            let digit = match c {
                b'0'..=b'9' => c - b'0',
                b'a'..=b'f' => c - b'a' + 10,
                b'A'..=b'F' => c - b'A' + 10,
                b'-' if matches!(i, 8 | 13 | 18 | 23) => continue,
                _ => return None,
            };
            *b.get_mut(digits / 2)? |= if digits % 2 == 0 { digit << 4 } else { digit };
            digits += 1;
        }
        (digits == 32).then_some(Id(b))
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = hex(self.0);
        let text = std::str::from_utf8(&digits).unwrap_or_default();
        for (i, part) in [0..8, 8..12, 12..16, 16..20, 20..32].into_iter().enumerate() {
            f.write_str(if i == 0 { "" } else { "-" })?;
            f.write_str(text.get(part).unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Sixteen bytes as hexadecimal digits. A file has some of them in every line, so this does not go through the formatter.
pub(super) fn hex(bytes: [u8; 16]) -> [u8; 32] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut out = [b'0'; 32];
    for (pair, byte) in out.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    out
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Where new ids come from: random in the browser, counted in tests and sample data.
pub trait IdSource {
    /// A new id, made at `ms` (Unix milliseconds).
    fn new_id(&mut self, ms: u64) -> Id;
}

/// A deterministic source: the same seed gives the same ids.
#[derive(Clone, Debug)]
pub struct SeededIds {
    state: u64,
}

impl SeededIds {
    /// A source from a seed.
    pub fn new(seed: u64) -> Self {
        SeededIds { state: seed }
    }

    /// The next 64 bits of splitmix64 (Steele, Lea, Flood 2014): integer arithmetic, the same on every machine.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

impl IdSource for SeededIds {
    fn new_id(&mut self, ms: u64) -> Id {
        let (a, b) = (self.next_u64().to_be_bytes(), self.next_u64().to_be_bytes());
        let mut random = [0; 10];
        random[..8].copy_from_slice(&a);
        random[8..].copy_from_slice(&b[..2]);
        Id::v7(ms, random)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_form_round_trips_and_sorts_like_bytes() {
        let mut ids = SeededIds::new(7);
        let (a, b) = (ids.new_id(1_000), ids.new_id(2_000));
        assert!(a < b && a.to_string() < b.to_string());
        assert_eq!(Id::parse(&a.to_string()), Some(a));
        assert_eq!(Id::parse(&a.to_string().replace('-', "")), Some(a));
        assert_eq!(a.to_string().as_bytes()[14], b'7');
        for bad in ["", "xyz", "00000000-0000-7000-8000-00000000000", "0000000-00000-7000-8000-000000000000", "汉"] {
            assert_eq!(Id::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn computed_ids_depend_on_workspace_table_and_key() {
        let (w, v) = (Id::fixed(1, 1), Id::fixed(1, 2));
        let a = Id::computed(w, "customer", "ACME");
        assert_eq!(a, Id::computed(w, "customer", "ACME"));
        assert_ne!(a, Id::computed(v, "customer", "ACME"));
        assert_ne!(a, Id::computed(w, "contact", "ACME"));
        assert_ne!(a, Id::computed(w, "customer", "ACM"));
    }
}
