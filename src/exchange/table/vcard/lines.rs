//! The lines of vCards: unfolded, split into name, parameters and value, and decoded.

use crate::exchange::report::Problem;
use crate::exchange::table::decode::{decode, Decoder, Encoding};
use crate::exchange::table::limits::problem;
use memchr::{memchr, memchr2};

/// One property of a card.
pub(super) struct Property {
    /// Its name in capitals, without a group.
    pub(super) name: String,
    /// Its parameters in capitals, as `NAME=VALUE` or, in 2.1, the value alone.
    parameters: Vec<String>,
    /// Its value, decoded but still with what is escaped.
    value: String,
    /// The line that it begins in, from 1.
    pub(super) line: usize,
}

impl Property {
    /// Whether it is of a kind, such as `CELL`.
    pub(super) fn is_type(&self, kind: &str) -> bool {
        self.parameters.iter().any(|parameter| {
            let values = parameter.strip_prefix("TYPE=").unwrap_or(parameter);
            values.trim_matches('"').split(',').any(|value| value.trim() == kind)
        })
    }

    /// The value as a text.
    pub(super) fn text(&self) -> String {
        unescaped(&self.value)
    }

    /// The parts of a value that consists of several.
    pub(super) fn parts(&self, between: char) -> Vec<String> {
        let (mut parts, mut start, mut escape) = (Vec::new(), 0, false);
        for (at, c) in self.value.char_indices() {
            if c == between && !escape {
                parts.push(unescaped(&self.value[start..at]));
                start = at + 1;
            }
            escape = c == '\\' && !escape;
        }
        parts.push(unescaped(&self.value[start..]));
        parts
    }
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(c @ (',' | ';' | ':' | '\\')) => out.push(c),
                // Older programs escape nothing: the backslash is one.
                Some(c) => out.extend(['\\', c]),
                None => out.push('\\'),
            },
            c => out.push(c),
        }
    }
    out
}

/// What is read; photos and the like are not even decoded.
const WANTED: [&str; 11] = ["BEGIN", "END", "FN", "N", "ORG", "TITLE", "TEL", "EMAIL", "ADR", "BDAY", "NOTE"];

/// More properties than a card of a person has.
const PROPERTIES: usize = 1_000;

/// Hands over the properties of each card, in the order of the file.
pub(super) fn properties(
    bytes: &[u8],
    encoding: Encoding,
    decoder: Decoder,
    take: &mut dyn FnMut(Vec<Property>) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut lines = Lines { bytes, at: 0, line: 1 };
    let mut card: Option<Vec<Property>> = None;
    while let Some((line, number)) = lines.next_line() {
        let Some(property) = property(&line, number, encoding, decoder)? else { continue };
        let bounds = property.value.trim().eq_ignore_ascii_case("VCARD");
        match property.name.as_str() {
            "BEGIN" | "END" if bounds => {
                // A card without an end is a card, too: people cut files.
                if let Some(card) = card.take() {
                    take(card)?;
                }
                card = (property.name == "BEGIN").then(Vec::new);
            }
            _ => {
                if let Some(card) = &mut card {
                    card.push(property);
                    if card.len() > PROPERTIES {
                        return Err(problem("too_many_cells", Some(number)));
                    }
                }
            }
        }
    }
    card.map_or(Ok(()), take)
}

/// The lines of a file, each with those that continue it.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// The next line, unfolded, and the number of its first.
    fn next_line(&mut self) -> Option<(Vec<u8>, usize)> {
        let number = self.line;
        let mut line = self.physical()?.to_vec();
        let colon = memchr(b':', &line).unwrap_or(line.len());
        let printable = line[..colon].to_ascii_uppercase();
        let printable = memchr::memmem::find(&printable, b"QUOTED-PRINTABLE").is_some();
        loop {
            if printable && line.last() == Some(&b'=') {
                line.pop();
                match self.physical() {
                    Some(more) => line.extend_from_slice(more),
                    None => return Some((line, number)),
                }
            } else if matches!(self.bytes.get(self.at), Some(b' ' | b'\t')) {
                self.at += 1;
                line.extend_from_slice(self.physical().unwrap_or_default());
            } else {
                return Some((line, number));
            }
        }
    }

    fn physical(&mut self) -> Option<&[u8]> {
        if self.at >= self.bytes.len() {
            return None;
        }
        let rest = &self.bytes[self.at..];
        let length = memchr2(b'\r', b'\n', rest).unwrap_or(rest.len());
        let end = match &rest[length..] {
            [b'\r', b'\n', ..] => 2,
            [] => 0,
            _ => 1,
        };
        self.at += length + end;
        self.line += 1;
        Some(&rest[..length])
    }
}

/// A line as a property; `None`: it is none, or none that is wanted.
fn property(line: &[u8], number: usize, encoding: Encoding, decoder: Decoder) -> Result<Option<Property>, Problem> {
    let mut quoted = false;
    let colon = line.iter().position(|b| {
        quoted ^= *b == b'"';
        *b == b':' && !quoted
    });
    let Some(colon) = colon else { return Ok(None) };
    let head = String::from_utf8_lossy(&line[..colon]).to_ascii_uppercase();
    let mut head = head.split(';').map(str::trim);
    let name = head.next().unwrap_or_default();
    let name = name.rsplit('.').next().unwrap_or_default().to_string();
    if !WANTED.contains(&name.as_str()) {
        return Ok(None);
    }
    let parameters: Vec<String> = head.map(str::to_string).collect();
    let says = |what: &str| parameters.iter().find_map(|p| p.strip_prefix(what));
    let encoding = says("CHARSET=").and_then(|name| Encoding::named(name.trim_matches('"'))).unwrap_or(encoding);
    let bytes = &line[colon + 1..];
    let printable = parameters.iter().any(|p| p.strip_prefix("ENCODING=").unwrap_or(p) == "QUOTED-PRINTABLE");
    let value =
        if printable { decode(&unquoted(bytes), encoding, decoder)? } else { decode(bytes, encoding, decoder)? };
    Ok(Some(Property { name, parameters, value: value.text, line: number }))
}

/// Quoted-printable: `=E5` is a byte. What only looks so stands for itself.
fn unquoted(bytes: &[u8]) -> Vec<u8> {
    let digit = |at: usize| bytes.get(at).and_then(|b| char::from(*b).to_digit(16));
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(byte) = bytes.get(at) {
        match (byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => {
                out.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                out.push(*byte);
                at += 1;
            }
        }
    }
    out
}
