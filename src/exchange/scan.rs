//! Walking through a file without building a tree of it: the head is read, each row is a slice that is parsed by itself.

use super::header::KEYS;
use crate::domain::plain::Plain;
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;

/// A file's outermost level.
pub(super) struct Top<'a> {
    /// Entries of the head that this version knows.
    pub(super) entries: Vec<(String, Plain<'static>)>,
    /// Keys of the head that it does not know.
    pub(super) unknown: Vec<String>,
    /// Tables by name, unread.
    pub(super) tables: Option<Vec<(String, &'a RawValue)>>,
    /// Keys that occur twice.
    pub(super) twice: Vec<String>,
}

/// Reads the outermost level, and by that checks that the whole text is well formed.
pub(super) fn top(text: &str) -> serde_json::Result<Top<'_>> {
    serde_json::from_str(text)
}

impl<'de> Deserialize<'de> for Top<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(TopVisitor)
    }
}

struct TopVisitor;

impl<'de> Visitor<'de> for TopVisitor {
    type Value = Top<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a workspace file")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Top<'de>, A::Error> {
        let mut top = Top { entries: Vec::new(), unknown: Vec::new(), tables: None, twice: Vec::new() };
        while let Some(key) = map.next_key::<String>()? {
            if key == "tables" {
                let tables = map.next_value::<Slices>()?.0;
                if top.tables.replace(tables).is_some() {
                    top.twice.push(key);
                }
            } else if KEYS.contains(&key.as_str()) {
                let value = map.next_value()?;
                if top.entries.iter().any(|(k, _)| *k == key) {
                    top.twice.push(key);
                } else {
                    top.entries.push((key, value));
                }
            } else {
                map.next_value::<IgnoredAny>()?;
                if top.unknown.len() < 100 {
                    top.unknown.push(key);
                }
            }
        }
        Ok(top)
    }
}

struct Slices<'a>(Vec<(String, &'a RawValue)>);

impl<'de> Deserialize<'de> for Slices<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(SlicesVisitor)
    }
}

struct SlicesVisitor;

impl<'de> Visitor<'de> for SlicesVisitor {
    type Value = Slices<'de>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("tables by name")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Slices<'de>, A::Error> {
        let mut slices = Vec::new();
        while let Some(entry) = map.next_entry()? {
            slices.push(entry);
        }
        Ok(Slices(slices))
    }
}

/// Hands out the rows of a table one by one, unread. The error: it is no list.
pub(super) fn rows<'a>(table: &'a RawValue, each: &mut dyn FnMut(usize, &'a RawValue)) -> serde_json::Result<()> {
    serde_json::Deserializer::from_str(table.get()).deserialize_seq(RowsVisitor(each))
}

struct RowsVisitor<'a, 'f>(&'f mut dyn FnMut(usize, &'a RawValue));

impl<'a> Visitor<'a> for RowsVisitor<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a list of rows")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(row) = seq.next_element()? {
            (self.0)(index, row);
            index += 1;
        }
        Ok(())
    }
}

/// The code of a parser's error.
pub(super) fn code_of(error: &serde_json::Error) -> &'static str {
    use serde_json::error::Category;
    match error.classify() {
        Category::Eof => "truncated",
        Category::Data => "wrong_format",
        // The parser has no types for these two; the tests hold their words.
        _ if error.to_string().starts_with("recursion limit") => "too_deep",
        _ if error.to_string().starts_with("number out of range") => "bad_number",
        _ => "not_json",
    }
}

/// Levels of lists and maps. The parser has refused more than 128 already, so this cannot go too deep itself.
pub(super) fn depth(plain: &Plain) -> usize {
    match plain {
        Plain::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Plain::Map(entries) => 1 + entries.iter().map(|(_, v)| depth(v)).max().unwrap_or(0),
        _ => 0,
    }
}
