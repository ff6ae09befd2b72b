//! The form between values and the outside: what JSON and MessagePack can say, before a declaration gives it a meaning.
//! Its serde is that of files, which are JSON; `storage/msgpack.rs` has the other.

use super::id::Id;
use super::stamp::Stamp;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::borrow::Cow;
use std::fmt;

/// A value without a declared meaning. Ids and stamps are bytes in binary formats and text in JSON.
/// It borrows what it can from what it was read from, so that reading many rows copies no names.
#[derive(Clone, PartialEq, Debug)]
pub enum Plain<'a> {
    /// null
    Null,
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A whole number beyond the range of `Int`.
    Large(u64),
    /// Any other number; no field takes one.
    Float(f64),
    /// Text.
    Text(Cow<'a, str>),
    /// Sixteen bytes: an id or a stamp.
    Bytes([u8; 16]),
    /// Any other bytes; never in JSON.
    Blob(Cow<'a, [u8]>),
    /// A list.
    List(Vec<Plain<'a>>),
    /// A map, in the order it came.
    Map(Entries<'a>),
}

/// What a map holds.
pub type Entries<'a> = Vec<(Cow<'a, str>, Plain<'a>)>;

impl<'a> Plain<'a> {
    /// A text.
    pub fn text(text: impl Into<Cow<'a, str>>) -> Plain<'a> {
        Plain::Text(text.into())
    }

    /// A map of those entries that are there.
    pub fn map<const N: usize>(entries: [(&'a str, Option<Plain<'a>>); N]) -> Plain<'a> {
        Plain::Map(entries.into_iter().filter_map(|(name, value)| Some((name.into(), value?))).collect())
    }

    /// A count.
    pub fn count(n: u64) -> Plain<'a> {
        i64::try_from(n).map_or(Plain::Large(n), Plain::Int)
    }

    /// An id: bytes that `Serialize` spells out in JSON.
    pub fn id(id: Id) -> Plain<'a> {
        Plain::Bytes(id.0)
    }

    /// Reads an id from either form.
    pub fn as_id(&self) -> Option<Id> {
        match self {
            Plain::Bytes(b) => Some(Id(*b)),
            Plain::Text(t) => Id::parse(t),
            _ => None,
        }
    }

    /// A stamp, in its text form.
    pub fn stamp(stamp: Stamp) -> Plain<'static> {
        Plain::text(stamp.to_string())
    }

    /// Reads a stamp from either form.
    pub fn as_stamp(&self) -> Option<Stamp> {
        match self {
            Plain::Bytes(b) => Some(Stamp(*b)),
            Plain::Text(t) => Stamp::parse(t),
            _ => None,
        }
    }

    /// The text, if it is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Plain::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The count, if it is one.
    pub fn as_count(&self) -> Option<u64> {
        match self {
            Plain::Int(n) => u64::try_from(*n).ok(),
            Plain::Large(n) => Some(*n),
            _ => None,
        }
    }

    /// The bytes, if it is some.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Plain::Bytes(b) => Some(b),
            Plain::Blob(b) => Some(b),
            _ => None,
        }
    }

    /// The items, if it is a list.
    pub fn as_list(&self) -> Option<&[Plain<'a>]> {
        match self {
            Plain::List(items) => Some(items),
            _ => None,
        }
    }

    /// The entry of a map.
    pub fn get(&self, name: &str) -> Option<&Plain<'a>> {
        match self {
            Plain::Map(entries) => entries.iter().find(|(n, _)| n == name).map(|(_, v)| v),
            _ => None,
        }
    }

    /// As JSON, to keep what this version does not know.
    pub fn into_json(self) -> serde_json::Value {
        use serde_json::Value as J;
        match self {
            Plain::Null => J::Null,
            Plain::Bool(b) => J::Bool(b),
            Plain::Int(n) => J::from(n),
            Plain::Large(n) => J::from(n),
            Plain::Float(f) => J::from(f),
            Plain::Text(t) => J::String(t.into_owned()),
            Plain::Bytes(b) => J::String(Id(b).to_string()),
            Plain::Blob(b) => b.iter().copied().collect(),
            Plain::List(items) => J::Array(items.into_iter().map(Plain::into_json).collect()),
            Plain::Map(entries) => {
                let mut map = serde_json::Map::new();
                for (name, value) in entries {
                    map.insert(name.into_owned(), value.into_json());
                }
                J::Object(map)
            }
        }
    }

    /// From JSON that was kept.
    pub fn from_json(json: &'a serde_json::Value) -> Plain<'a> {
        use serde_json::Value as J;
        match json {
            J::Null => Plain::Null,
            J::Bool(b) => Plain::Bool(*b),
            J::Number(n) => match (n.as_i64(), n.as_u64()) {
                (Some(n), _) => Plain::Int(n),
                (None, Some(n)) => Plain::Large(n),
                (None, None) => Plain::Float(n.as_f64().unwrap_or(0.0)),
            },
            J::String(t) => Plain::text(t.as_str()),
            J::Array(items) => Plain::List(items.iter().map(Plain::from_json).collect()),
            J::Object(map) => Plain::Map(map.iter().map(|(n, v)| (n.as_str().into(), Plain::from_json(v))).collect()),
        }
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => to.serialize_unit(),
            Plain::Bool(b) => to.serialize_bool(*b),
            Plain::Int(n) => to.serialize_i64(*n),
            Plain::Large(n) => to.serialize_u64(*n),
            Plain::Float(f) => to.serialize_f64(*f),
            Plain::Text(t) => to.serialize_str(t),
            Plain::Bytes(b) => to.collect_str(&Id(*b)),
            Plain::Blob(b) => to.collect_seq(&**b),
            Plain::List(items) => {
                let mut list = to.serialize_seq(Some(items.len()))?;
                items.iter().try_for_each(|item| list.serialize_element(item))?;
                list.end()
            }
            Plain::Map(entries) => {
                let mut map = to.serialize_map(Some(entries.len()))?;
                entries.iter().try_for_each(|(n, v)| map.serialize_entry(n, v))?;
                map.end()
            }
        }
    }
}

struct PlainVisitor;

impl<'de> Visitor<'de> for PlainVisitor {
    type Value = Plain<'static>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Plain::Null)
    }
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Plain::Null)
    }
    fn visit_bool<E>(self, b: bool) -> Result<Self::Value, E> {
        Ok(Plain::Bool(b))
    }
    fn visit_i64<E>(self, n: i64) -> Result<Self::Value, E> {
        Ok(Plain::Int(n))
    }
    fn visit_u64<E>(self, n: u64) -> Result<Self::Value, E> {
        Ok(Plain::count(n))
    }
    fn visit_f64<E>(self, f: f64) -> Result<Self::Value, E> {
        Ok(Plain::Float(f))
    }
    fn visit_str<E>(self, t: &str) -> Result<Self::Value, E> {
        Ok(Plain::text(t.to_owned()))
    }
    fn visit_string<E>(self, t: String) -> Result<Self::Value, E> {
        Ok(Plain::text(t))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Plain::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some((name, value)) = map.next_entry::<String, _>()? {
            entries.push((name.into(), value));
        }
        Ok(Plain::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Plain<'static> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(PlainVisitor)
    }
}
