//! The bytes of a text file as text. UTF-8 and UTF-16 are read here; the others by a decoder that the caller has (the browser's), whose
//! tables are too big to bring along.

use super::limits::problem;
use crate::exchange::report::Problem;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How a file's characters are written as bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with a byte order mark or without.
    Utf8,
    /// UTF-16, low byte first: "Unicode text" of Windows.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// GB18030 with its older parts GBK and GB2312: CSV of a Chinese Excel.
    Gb18030,
    /// Western Windows. Never guessed, because nearly any bytes could be it.
    Windows1252,
}

impl Encoding {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Encoding; 5] =
        [Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252];

    /// The name in the Encoding Standard, as the browser's decoder takes it. People know it as well.
    pub fn label(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Gb18030 => "gb18030",
            Encoding::Windows1252 => "windows-1252",
        }
    }

    /// The encoding that a vCard names.
    pub(super) fn named(name: &str) -> Option<Encoding> {
        let name = name.to_ascii_lowercase();
        match name.as_str() {
            "utf-8" | "utf8" => Some(Encoding::Utf8),
            "gb18030" | "gbk" | "gb2312" | "cp936" | "x-gbk" => Some(Encoding::Gb18030),
            "us-ascii" | "iso-8859-1" | "iso-8859-15" | "latin1" | "windows-1252" => Some(Encoding::Windows1252),
            _ => None,
        }
    }
}

/// Decodes what is not Unicode; what cannot be decoded becomes U+FFFD. `None`: this decoder does not know the encoding.
pub type Decoder<'a> = &'a dyn Fn(Encoding, &[u8]) -> Option<String>;

/// A text and what it took to get it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Decoded {
    /// The text, without a byte order mark.
    pub text: String,
    /// How many characters could not be decoded; they are U+FFFD in the text. Many mean: it is another encoding.
    pub lost: usize,
}

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const LE_MARK: &[u8] = b"\xFF\xFE";
const BE_MARK: &[u8] = b"\xFE\xFF";

/// The encoding that bytes most likely have.
pub fn guess(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(UTF8_MARK) {
        return Encoding::Utf8;
    }
    if bytes.starts_with(LE_MARK) {
        return Encoding::Utf16Le;
    }
    if bytes.starts_with(BE_MARK) {
        return Encoding::Utf16Be;
    }
    // Delimiters, digits and line ends of UTF-16 have a zero byte each, always on the same side; other encodings have none.
    let sample = &bytes[..bytes.len().min(1 << 16)];
    let zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 40 > sample.len() {
        if odd > even * 4 {
            return Encoding::Utf16Le;
        }
        if even > odd * 4 {
            return Encoding::Utf16Be;
        }
    }
    // One broken byte in a text that is full of good sequences does not make it Chinese of another encoding.
    let (mut broken, mut good) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        broken += usize::from(!chunk.invalid().is_empty());
        good += chunk.valid().bytes().filter(|b| *b >= 0xC0).count();
    }
    if broken == 0 || broken * 8 < good {
        Encoding::Utf8
    } else {
        Encoding::Gb18030
    }
}

/// Decodes bytes. Refused (`encoding_unknown`) when the decoder does not know the encoding.
pub fn decode(bytes: &[u8], encoding: Encoding, decoder: Decoder) -> Result<Decoded, Problem> {
    let decoded = match encoding {
        Encoding::Utf8 => utf8(bytes.strip_prefix(UTF8_MARK).unwrap_or(bytes)),
        Encoding::Utf16Le => utf16(bytes.strip_prefix(LE_MARK).unwrap_or(bytes), u16::from_le_bytes),
        Encoding::Utf16Be => utf16(bytes.strip_prefix(BE_MARK).unwrap_or(bytes), u16::from_be_bytes),
        Encoding::Gb18030 | Encoding::Windows1252 => {
            let text = decoder(encoding, bytes).ok_or_else(|| problem("encoding_unknown", None))?;
            let lost = text.matches('\u{fffd}').count();
            Decoded { text, lost }
        }
    };
    Ok(decoded)
}

fn utf8(bytes: &[u8]) -> Decoded {
    let lost = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    Decoded { text: String::from_utf8_lossy(bytes).into_owned(), lost }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Decoded {
    let mut lost = bytes.len() % 2;
    let mut text = String::with_capacity(bytes.len());
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    for c in char::decode_utf16(units) {
        lost += usize::from(c.is_err());
        text.push(c.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Decoded { text, lost }
}

/// The beginning of a file as far as letters of ASCII matter, whatever its encoding.
pub(super) fn beginning(bytes: &[u8]) -> Cow<'_, str> {
    let sample = &bytes[..bytes.len().min(4096)];
    match guess(bytes) {
        Encoding::Utf16Le => utf16(sample.strip_prefix(LE_MARK).unwrap_or(sample), u16::from_le_bytes).text.into(),
        Encoding::Utf16Be => utf16(sample.strip_prefix(BE_MARK).unwrap_or(sample), u16::from_be_bytes).text.into(),
        _ => String::from_utf8_lossy(sample.strip_prefix(UTF8_MARK).unwrap_or(sample)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// What the browser's TextDecoder does.
    fn browser(encoding: Encoding, bytes: &[u8]) -> Option<String> {
        let known = encoding_rs::Encoding::for_label(encoding.label().as_bytes())?;
        Some(known.decode_without_bom_handling(bytes).0.into_owned())
    }

    fn in_utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    const CSV: &str = "客户名称,电话,金额\r\n上海华东物流有限公司,021-5555 1234,12000\r\n联通,10010,5\r\n";

    #[test]
    fn encodings_are_found_by_the_bytes() {
        let gb = encoding_rs::GB18030.encode(CSV).0.into_owned();
        let files = [
            (CSV.as_bytes().to_vec(), Encoding::Utf8),
            ([UTF8_MARK, CSV.as_bytes()].concat(), Encoding::Utf8),
            (in_utf16(CSV, u16::to_le_bytes), Encoding::Utf16Le),
            (in_utf16(CSV, u16::to_be_bytes), Encoding::Utf16Be),
            ([LE_MARK, &in_utf16(CSV, u16::to_le_bytes)].concat(), Encoding::Utf16Le),
            ([BE_MARK, &in_utf16(CSV, u16::to_be_bytes)].concat(), Encoding::Utf16Be),
            (gb, Encoding::Gb18030),
        ];
        for (bytes, encoding) in files {
            assert_eq!(guess(&bytes), encoding);
            assert_eq!(decode(&bytes, encoding, &browser).unwrap(), Decoded { text: CSV.into(), lost: 0 });
        }
        assert_eq!(guess(b""), Encoding::Utf8);
        assert_eq!(guess(b"name,phone"), Encoding::Utf8);
    }

    #[test]
    fn what_could_not_be_decoded_is_counted() {
        let cut = &CSV.as_bytes()[..CSV.len() - 8 - "10010".len() - 1];
        assert_eq!(guess(cut), Encoding::Utf8);
        assert_eq!(decode(cut, Encoding::Utf8, &browser).unwrap().lost, 1);
        assert_eq!(decode(&[0x00, 0xD8, 0x41, 0x00, 0x42], Encoding::Utf16Le, &browser).unwrap().lost, 2);
        let wrong = decode(CSV.as_bytes(), Encoding::Gb18030, &browser).unwrap();
        assert!(wrong.lost > 0);
        assert_eq!(decode(b"caf\xE9", Encoding::Windows1252, &browser).unwrap().text, "café");
        assert_eq!(decode(b"x", Encoding::Gb18030, &|_, _| None).unwrap_err().code, "encoding_unknown");
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_decoded(bytes: Vec<u8>) {
            for encoding in Encoding::ALL {
                prop_assert!(decode(&bytes, encoding, &browser).is_ok());
            }
            guess(&bytes);
        }

        #[test]
        fn texts_come_back(text in "[a-z0-9,客户名称电话\r\n]{0,60}") {
            let bytes = in_utf16(&text, u16::to_be_bytes);
            prop_assert_eq!(decode(&bytes, Encoding::Utf16Be, &browser).unwrap().text, text.clone());
            if guess(text.as_bytes()) == Encoding::Utf8 {
                prop_assert_eq!(decode(text.as_bytes(), Encoding::Utf8, &browser).unwrap().text, text);
            } else {
                prop_assert!(false, "valid UTF-8 is UTF-8");
            }
        }
    }
}
