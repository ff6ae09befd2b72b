//! What kind of file it is: by its content, because names lie (a web page called .xls is an everyday thing).

use super::decode::beginning;
use memchr::memmem;
use serde::{Deserialize, Serialize};

/// A kind of file, as far as the app cares.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum FileKind {
    /// JSON: a workspace file, most likely.
    Json,
    /// A spreadsheet of today (.xlsx, .xlsm).
    Xlsx,
    /// A spreadsheet of before 2007 (.xls).
    OldXls,
    /// A spreadsheet with a password.
    LockedXlsx,
    /// Contacts (.vcf).
    Vcard,
    /// A web page or XML, often with a spreadsheet's name.
    Markup,
    /// Text: perhaps CSV.
    Text,
    /// Nothing, or blanks only.
    Empty,
    /// Anything else.
    Unknown,
}

impl FileKind {
    /// Why a file of this kind is not read as a table; `None` where it is.
    pub fn refusal(self) -> Option<&'static str> {
        match self {
            FileKind::Xlsx | FileKind::Vcard | FileKind::Text => None,
            FileKind::OldXls => Some("old_spreadsheet"),
            FileKind::LockedXlsx => Some("locked_spreadsheet"),
            FileKind::Markup => Some("markup_table"),
            FileKind::Empty => Some("empty_table"),
            FileKind::Json | FileKind::Unknown => Some("not_a_table"),
        }
    }
}

/// The kind of a file.
pub fn sniff(bytes: &[u8]) -> FileKind {
    if bytes.starts_with(b"PK\x03\x04") {
        // Names of parts stand uncompressed in an archive. The binary kind (.xlsb) has the same parts, but not as XML.
        let holds = |name: &[u8]| memmem::find(bytes, name).is_some();
        let sheets = holds(b"xl/workbook.xml") || holds(b"xl/worksheets/") && !holds(b"xl/workbook.bin");
        return if sheets { FileKind::Xlsx } else { FileKind::Unknown };
    }
    if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        // A container of streams whose names are in UTF-16.
        let holds = |name: &str| {
            let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            memmem::find(bytes, &name).is_some()
        };
        return match () {
            () if holds("EncryptedPackage") => FileKind::LockedXlsx,
            () if holds("Workbook") || holds("Book") => FileKind::OldXls,
            () => FileKind::Unknown,
        };
    }
    // BIFF of before Excel 5 has no container.
    if bytes.starts_with(&[0x09, 0x08]) || bytes.starts_with(&[0x09, 0x04]) || bytes.starts_with(&[0x09, 0x02]) {
        return FileKind::OldXls;
    }
    let text = beginning(bytes);
    let text = text.trim_start();
    if text.is_empty() {
        return if bytes.len() <= 4096 { FileKind::Empty } else { FileKind::Text };
    }
    let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
    if controls * 50 > text.chars().count() {
        return FileKind::Unknown;
    }
    if text.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with(['"', '}'])) {
        return FileKind::Json;
    }
    if text.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("BEGIN:VCARD")) {
        return FileKind::Vcard;
    }
    if text
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || "!?".contains(c)))
    {
        return FileKind::Markup;
    }
    FileKind::Text
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn kinds_are_told_by_content() {
        let ole = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        let files: Vec<(Vec<u8>, FileKind)> = vec![
            (b"\xEF\xBB\xBF { \"format\": 1 }".to_vec(), FileKind::Json),
            (b"{}".to_vec(), FileKind::Json),
            (b"{braces},are,text".to_vec(), FileKind::Text),
            (b"PK\x03\x04....xl/workbook.xml".to_vec(), FileKind::Xlsx),
            (b"PK\x03\x04....xl/workbook22.xml xl/worksheets/sheet1.xml".to_vec(), FileKind::Xlsx),
            (b"PK\x03\x04....xl/workbook.bin xl/worksheets/sheet1.bin".to_vec(), FileKind::Unknown),
            (b"PK\x03\x04....word/document.xml".to_vec(), FileKind::Unknown),
            ([ole.clone(), utf16("EncryptedPackage")].concat(), FileKind::LockedXlsx),
            ([ole.clone(), utf16("Workbook")].concat(), FileKind::OldXls),
            ([ole, utf16("WordDocument")].concat(), FileKind::Unknown),
            (b"\r\nbegin:vcard\r\nVERSION:3.0".to_vec(), FileKind::Vcard),
            (utf16("BEGIN:VCARD\r\nVERSION:2.1\r\n"), FileKind::Vcard),
            (b"<html><table><tr><td>1".to_vec(), FileKind::Markup),
            (b"<?xml version=\"1.0\"?><Workbook>".to_vec(), FileKind::Markup),
            (b"<5,>3".to_vec(), FileKind::Text),
            ("客户,电话\n".into(), FileKind::Text),
            (utf16("客户,电话\r\n"), FileKind::Text),
            (b"\xBF\xCD\xBB\xA7,\xB5\xE7\xBB\xB0".to_vec(), FileKind::Text),
            (b" \r\n".to_vec(), FileKind::Empty),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\0\x01".to_vec(), FileKind::Unknown),
        ];
        for (bytes, kind) in files {
            assert_eq!(sniff(&bytes), kind, "{}", String::from_utf8_lossy(&bytes));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_kind(bytes: Vec<u8>) {
            sniff(&bytes).refusal();
        }
    }
}
