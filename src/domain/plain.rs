//! The form between values and the outside: what JSON and MessagePack can say, before a declaration gives it a meaning.

use super::id::Id;
use super::stamp::Stamp;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::fmt;

/// A value without a declared meaning. Ids and stamps are bytes in binary formats and text in JSON.
#[derive(Clone, PartialEq, Debug)]
pub enum Plain {
    /// null
    Null,
    /// true or false
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number; no field takes one.
    Float(f64),
    /// Text.
    Text(String),
    /// Sixteen bytes: an id or a stamp.
    Bytes([u8; 16]),
    /// A list.
    List(Vec<Plain>),
    /// A map, in the order it came.
    Map(Vec<(String, Plain)>),
}

impl Plain {
    /// A text.
    pub fn text(text: impl Into<String>) -> Plain {
        Plain::Text(text.into())
    }

    /// An id: bytes that `Serialize` spells out in JSON.
    pub fn id(id: Id) -> Plain {
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

    /// The entry of a map.
    pub fn get(&self, name: &str) -> Option<&Plain> {
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
            Plain::Float(f) => J::from(f),
            Plain::Text(t) => J::String(t),
            Plain::Bytes(b) => J::String(Id(b).to_string()),
            Plain::List(items) => J::Array(items.into_iter().map(Plain::into_json).collect()),
            Plain::Map(entries) => J::Object(entries.into_iter().map(|(n, v)| (n, v.into_json())).collect()),
        }
    }

    /// From JSON that was kept.
    pub fn from_json(json: &serde_json::Value) -> Plain {
        use serde_json::Value as J;
        match json {
            J::Null => Plain::Null,
            J::Bool(b) => Plain::Bool(*b),
            J::Number(n) => n.as_i64().map_or_else(|| Plain::Float(n.as_f64().unwrap_or(0.0)), Plain::Int),
            J::String(t) => Plain::text(t.as_str()),
            J::Array(items) => Plain::List(items.iter().map(Plain::from_json).collect()),
            J::Object(map) => Plain::Map(map.iter().map(|(n, v)| (n.clone(), Plain::from_json(v))).collect()),
        }
    }
}

/// Writes 16 bytes as they are, or as text in JSON.
pub fn write_id<S: Serializer>(bytes: &[u8; 16], to: S) -> Result<S::Ok, S::Error> {
    if to.is_human_readable() {
        to.collect_str(&Id(*bytes))
    } else {
        to.serialize_bytes(bytes)
    }
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Plain::Null => to.serialize_unit(),
            Plain::Bool(b) => to.serialize_bool(*b),
            Plain::Int(n) => to.serialize_i64(*n),
            Plain::Float(f) => to.serialize_f64(*f),
            Plain::Text(t) => to.serialize_str(t),
            Plain::Bytes(b) => write_id(b, to),
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
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }
    fn visit_unit<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }
    fn visit_none<E>(self) -> Result<Plain, E> {
        Ok(Plain::Null)
    }
    fn visit_bool<E>(self, b: bool) -> Result<Plain, E> {
        Ok(Plain::Bool(b))
    }
    fn visit_i64<E>(self, n: i64) -> Result<Plain, E> {
        Ok(Plain::Int(n))
    }
    fn visit_u64<E>(self, n: u64) -> Result<Plain, E> {
        Ok(i64::try_from(n).map_or(Plain::Float(n as f64), Plain::Int))
    }
    fn visit_f64<E>(self, f: f64) -> Result<Plain, E> {
        Ok(Plain::Float(f))
    }
    fn visit_str<E>(self, t: &str) -> Result<Plain, E> {
        Ok(Plain::text(t))
    }
    fn visit_string<E>(self, t: String) -> Result<Plain, E> {
        Ok(Plain::Text(t))
    }
    fn visit_bytes<E: serde::de::Error>(self, b: &[u8]) -> Result<Plain, E> {
        b.try_into().map(Plain::Bytes).map_err(|_| E::custom("bytes that are no id"))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Plain, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Plain::List(items))
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Plain, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Plain::Map(entries))
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Plain, D::Error> {
        from.deserialize_any(PlainVisitor)
    }
}
