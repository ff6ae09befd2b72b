//! A file behind a passphrase: one line that says how, then the workspace file, encrypted with AES-256-GCM.
//!
//! The line is JSON of a fixed shape: the key derivation with its cost (PBKDF2 over SHA-256, so many rounds), salt, nonce, a check of the key, so that a
//! wrong passphrase can be told from a changed file, and a sum over all that. It is authenticated together with the rest. What the browser must do with
//! it stands in `web/crypto.rs`; FORMAT.md says it for others.

use crate::domain::plain::Plain;
use sha2::{Digest, Sha256};

/// What `format` says in the first line.
pub const FORMAT: &str = "loudou-sealed";
/// The version that this app writes.
pub const VERSION: i64 = 1;
/// Rounds of PBKDF2 that this app asks for: what OWASP advises for SHA-256, half a second on an old phone.
pub const ROUNDS: u32 = 600_000;
/// Rounds that this app takes on: fewer are no protection, more would only keep the machine busy.
const TAKEN: std::ops::RangeInclusive<u32> = 10_000..=10_000_000;
/// Bytes of the first line at most.
const LINE: usize = 512;

/// How a file is encrypted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seal {
    /// Rounds of the key derivation.
    pub rounds: u32,
    /// Drawn anew for each file.
    pub salt: [u8; 16],
    /// Drawn anew for each file.
    pub nonce: [u8; 12],
    /// Derived from the passphrase beside the key; tells whether it is the right one.
    pub check: [u8; 16],
}

/// Whether bytes begin as such a file does.
pub fn is_sealed(bytes: &[u8]) -> bool {
    let start = format!("{{\"format\":\"{FORMAT}\"");
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(start.as_bytes())
}

impl Seal {
    /// The first line, with its line feed.
    pub fn line(&self) -> String {
        let said = format!(
            "{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"kdf\":\"PBKDF2-SHA-256\",\"rounds\":{},\"salt\":\"{}\",\"nonce\":\"{}\",\"check\":\"{}\"",
            self.rounds,
            hex(&self.salt),
            hex(&self.nonce),
            hex(&self.check),
        );
        let sum = Sha256::digest(said.as_bytes());
        format!("{said},\"sum\":\"{}\"}}\n", hex(&sum[..8]))
    }

    /// Reads the first line of a file. Gives it and what follows, which is encrypted.
    ///
    /// # Errors
    /// `newer_file`: a later version; `sealed_changed`: it is not as it was written, or no such file.
    pub fn read(bytes: &[u8]) -> Result<(Seal, &[u8]), &'static str> {
        let end = bytes.iter().take(LINE).position(|byte| *byte == b'\n').ok_or("sealed_changed")?;
        let line = std::str::from_utf8(&bytes[..=end]).map_err(|_| "sealed_changed")?;
        let said: Plain = serde_json::from_str(line).map_err(|_| "sealed_changed")?;
        if matches!(said.get("version"), Some(Plain::Int(n)) if *n > VERSION) {
            return Err("newer_file");
        }
        let seal = Seal::of(&said).ok_or("sealed_changed")?;
        // There is one way to write it: any other is a change.
        (seal.line() == line && TAKEN.contains(&seal.rounds))
            .then_some((seal, &bytes[end + 1..]))
            .ok_or("sealed_changed")
    }

    fn of(said: &Plain) -> Option<Seal> {
        Some(Seal {
            rounds: u32::try_from(said.get("rounds")?.as_count()?).ok()?,
            salt: unhex(said.get("salt")?)?,
            nonce: unhex(said.get("nonce")?)?,
            check: unhex(said.get("check")?)?,
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex<const N: usize>(said: &Plain) -> Option<[u8; N]> {
    let text = said.as_text().filter(|text| text.len() == 2 * N && text.is_ascii())?;
    let mut bytes = [0; N];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn seal() -> Seal {
        Seal { rounds: ROUNDS, salt: [1; 16], nonce: [0xab; 12], check: [3; 16] }
    }

    #[test]
    fn a_line_comes_back_and_the_rest_follows() {
        let mut file = seal().line().into_bytes();
        assert!(is_sealed(&file));
        file.extend(b"\n\0rest");
        let (read, rest) = Seal::read(&file).unwrap();
        assert_eq!((read, rest), (seal(), &b"\n\0rest"[..]));
    }

    #[test]
    fn any_changed_byte_of_the_line_is_noticed() {
        let file = seal().line().into_bytes();
        for at in 0..file.len() {
            for change in [1, 0x20, 0x80] {
                let mut other = file.clone();
                other[at] ^= change;
                assert!(Seal::read(&other).is_err(), "byte {at} of {}", seal().line());
            }
            assert_eq!(Seal::read(&file[..at]), Err("sealed_changed"), "cut at {at}");
        }
    }

    #[test]
    fn a_cost_beyond_reason_and_a_later_version_are_refused() {
        for rounds in [0, 9_999, 10_000_001, u32::MAX] {
            assert_eq!(Seal::read(Seal { rounds, ..seal() }.line().as_bytes()), Err("sealed_changed"));
        }
        let newer = seal().line().replace("\"version\":1", "\"version\":2");
        assert_eq!(Seal::read(newer.as_bytes()), Err("newer_file"));
        assert!(!is_sealed(b"{\"format\":\"loudou-workspace\""));
    }

    proptest::proptest! {
        #[test]
        fn any_bytes_are_no_trouble(bytes: Vec<u8>, cut in 0usize..300) {
            let _ = Seal::read(&bytes);
            let mut file = seal().line().into_bytes();
            file.truncate(cut);
            file.extend(bytes);
            let _ = Seal::read(&file);
        }
    }
}
