//! How small values travel in messages between the page and its worker: as the texts that they have anyway.

use super::id::Id;
use super::key::Key;
use super::money::Currency;
use super::records::Table;
use super::stamp::Stamp;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

macro_rules! as_text {
    ($($type:ty: $write:expr, $read:expr;)*) => {$(
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                let write: fn(&$type) -> String = $write;
                to.serialize_str(&write(self))
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let read: fn(&str) -> Option<$type> = $read;
                read(&String::deserialize(from)?).ok_or_else(|| D::Error::custom(stringify!($type)))
            }
        }
    )*};
}

as_text! {
    Id: Id::to_string, Id::parse;
    Stamp: Stamp::to_string, Stamp::parse;
    Table: |table| table.key().into(), Table::parse;
    Currency: |currency| currency.code().into(), Currency::parse;
    // Positions mean the same on both sides, which are of one build.
    Key: |key| key.path().map_or_else(|| key.position().unwrap_or_default().to_string(), str::to_string),
        |text| match text.parse() {
            Ok(position) => Some(Key::declared(position)),
            Err(_) => Key::dynamic(text),
        };
}

/// A code of `text/`. By this name, because serde takes a reference that it sees for one into the message.
pub type Code = &'static str;

/// How codes travel.
pub mod code {
    use super::{Code, Deserialize, Deserializer, Serializer};
    use crate::domain::key::Key;
    use serde::de::Error;

    /// Writes one.
    ///
    /// # Errors
    /// Those of the format.
    pub fn serialize<S: Serializer>(code: &Code, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(code)
    }

    /// Reads one: as a text that lives as long as the page, of which there are few.
    ///
    /// # Errors
    /// Those of the format.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Code, D::Error> {
        let code = String::deserialize(from)?;
        Key::dynamic(&code).and_then(Key::path).ok_or_else(|| D::Error::custom("a code too many"))
    }
}
