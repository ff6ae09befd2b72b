//! Plain values ⇄ MessagePack, the form of all that the store holds: compact, self-describing, and read without copying text.
//!
//! One reader for all types, instead of serde's code for each: a fifth of its size, and it borrows names and texts from the page.

use crate::domain::plain::{Entries, Plain};
use rmp::encode::{self, ByteBuf, ValueWriteError};
use rmp::Marker;
use std::borrow::Cow;
use std::convert::Infallible;

/// More levels than any value that we write has; beyond it the bytes are damage.
const DEPTH: usize = 100;

/// The bytes of a value.
pub fn write(plain: &Plain) -> Vec<u8> {
    let mut out = ByteBuf::new();
    // Writing to memory cannot fail, so nothing is missing from what is returned.
    let _ = put(plain, &mut out);
    out.into_vec()
}

/// The bytes of a list whose items are made one by one.
pub fn write_list<'a>(items: impl ExactSizeIterator<Item = Plain<'a>>) -> Vec<u8> {
    let mut out = ByteBuf::new();
    let _ = encode::write_array_len(&mut out, items.len() as u32);
    for item in items {
        let _ = put(&item, &mut out);
    }
    out.into_vec()
}

fn put(plain: &Plain, out: &mut ByteBuf) -> Result<(), ValueWriteError<Infallible>> {
    match plain {
        Plain::Null => encode::write_nil(out).map_err(ValueWriteError::InvalidMarkerWrite),
        Plain::Bool(b) => encode::write_bool(out, *b).map_err(ValueWriteError::InvalidMarkerWrite),
        Plain::Int(n) => encode::write_sint(out, *n).map(drop),
        Plain::Large(n) => encode::write_uint(out, *n).map(drop),
        Plain::Float(f) => encode::write_f64(out, *f),
        Plain::Text(t) => encode::write_str(out, t),
        Plain::Bytes(b) => encode::write_bin(out, b),
        Plain::Blob(b) => encode::write_bin(out, b),
        Plain::List(items) => {
            encode::write_array_len(out, items.len() as u32)?;
            items.iter().try_for_each(|item| put(item, out))
        }
        Plain::Map(entries) => {
            encode::write_map_len(out, entries.len() as u32)?;
            entries.iter().try_for_each(|(name, value)| {
                encode::write_str(out, name)?;
                put(value, out)
            })
        }
    }
}

/// The value of such bytes. `None`: they are not one value, or something follows it.
pub fn read(bytes: &[u8]) -> Option<Plain<'_>> {
    let mut reader = Reader { rest: bytes };
    let plain = reader.value(DEPTH)?;
    reader.rest.is_empty().then_some(plain)
}

/// Hands out the items of a list one by one. `None`: it is no list, something follows it, or `each` said so; what was handed
/// out is void then.
pub fn read_list<'a>(bytes: &'a [u8], mut each: impl FnMut(Plain<'a>) -> Option<()>) -> Option<()> {
    let mut reader = Reader { rest: bytes };
    let Size::List(n) = reader.size()? else { return None };
    for _ in 0..n {
        each(reader.value(DEPTH)?)?;
    }
    reader.rest.is_empty().then_some(())
}

/// Hands out the maps of a list one by one, each entry by entry, so that no map is made of them. `None`: as for [`read_list`], or an item is no map.
pub fn read_maps<'a>(bytes: &'a [u8], mut each: impl FnMut(&mut MapEntries<'_, 'a>) -> Option<()>) -> Option<()> {
    let mut reader = Reader { rest: bytes };
    let Size::List(n) = reader.size()? else { return None };
    for _ in 0..n {
        let Size::Map(left) = reader.size()? else { return None };
        let mut entries = MapEntries { reader: &mut reader, left };
        each(&mut entries)?;
        if entries.left > 0 {
            return None;
        }
    }
    reader.rest.is_empty().then_some(())
}

/// The entries of a map, as they are read. Damage ends them early.
pub struct MapEntries<'r, 'a> {
    reader: &'r mut Reader<'a>,
    left: usize,
}

impl<'a> Iterator for MapEntries<'_, 'a> {
    type Item = (Cow<'a, str>, Plain<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        if self.left == 0 {
            return None;
        }
        let entry = self.reader.entry(DEPTH)?;
        self.left -= 1;
        Some(entry)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        // Every entry takes two bytes at least: a number that was made up reserves no memory.
        (self.left.min(self.reader.rest.len() / 2), Some(self.left))
    }
}

/// What comes first in a value: how long it is, or all of it.
enum Size<'a> {
    List(usize),
    Map(usize),
    Whole(Plain<'a>),
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Plain<'a>> {
        let depth = depth.checked_sub(1)?;
        match self.size()? {
            Size::Whole(plain) => Some(plain),
            Size::List(n) => (0..n).map(|_| self.value(depth)).collect::<Option<_>>().map(Plain::List),
            Size::Map(n) => {
                // As for `MapEntries`.
                let mut entries: Entries = Vec::with_capacity(n.min(self.rest.len() / 2));
                for _ in 0..n {
                    entries.push(self.entry(depth)?);
                }
                Some(Plain::Map(entries))
            }
        }
    }

    #[inline(always)]
    fn entry(&mut self, depth: usize) -> Option<(Cow<'a, str>, Plain<'a>)> {
        let Size::Whole(Plain::Text(name)) = self.size()? else { return None };
        Some((name, self.value(depth)?))
    }

    fn size(&mut self) -> Option<Size<'a>> {
        let [marker] = self.number::<1>()?;
        Some(Size::Whole(match Marker::from_u8(marker) {
            Marker::Null => Plain::Null,
            Marker::True => Plain::Bool(true),
            Marker::False => Plain::Bool(false),
            Marker::FixPos(n) => Plain::Int(n.into()),
            Marker::FixNeg(n) => Plain::Int(n.into()),
            Marker::U8 => Plain::Int(u8::from_be_bytes(self.number()?).into()),
            Marker::U16 => Plain::Int(u16::from_be_bytes(self.number()?).into()),
            Marker::U32 => Plain::Int(u32::from_be_bytes(self.number()?).into()),
            Marker::U64 => Plain::count(u64::from_be_bytes(self.number()?)),
            Marker::I8 => Plain::Int(i8::from_be_bytes(self.number()?).into()),
            Marker::I16 => Plain::Int(i16::from_be_bytes(self.number()?).into()),
            Marker::I32 => Plain::Int(i32::from_be_bytes(self.number()?).into()),
            Marker::I64 => Plain::Int(i64::from_be_bytes(self.number()?)),
            Marker::F32 => Plain::Float(f32::from_be_bytes(self.number()?).into()),
            Marker::F64 => Plain::Float(f64::from_be_bytes(self.number()?)),
            Marker::FixStr(n) => self.text(n.into())?,
            Marker::Str8 => self.len8().and_then(|n| self.text(n))?,
            Marker::Str16 => self.len16().and_then(|n| self.text(n))?,
            Marker::Str32 => self.len32().and_then(|n| self.text(n))?,
            Marker::Bin8 => self.len8().and_then(|n| self.bytes(n))?,
            Marker::Bin16 => self.len16().and_then(|n| self.bytes(n))?,
            Marker::Bin32 => self.len32().and_then(|n| self.bytes(n))?,
            Marker::FixArray(n) => return Some(Size::List(n.into())),
            Marker::Array16 => return self.len16().map(Size::List),
            Marker::Array32 => return self.len32().map(Size::List),
            Marker::FixMap(n) => return Some(Size::Map(n.into())),
            Marker::Map16 => return self.len16().map(Size::Map),
            Marker::Map32 => return self.len32().map(Size::Map),
            _ => return None,
        }))
    }

    // Run for every value of every page, where calls cost more than what they do; the app is built for size, so the compiler must be told.
    #[inline(always)]
    fn number<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (number, rest) = self.rest.split_first_chunk::<N>()?;
        self.rest = rest;
        Some(*number)
    }

    fn len8(&mut self) -> Option<usize> {
        self.number().map(u8::from_be_bytes).map(usize::from)
    }

    fn len16(&mut self) -> Option<usize> {
        self.number().map(u16::from_be_bytes).map(usize::from)
    }

    fn len32(&mut self) -> Option<usize> {
        self.number().map(u32::from_be_bytes).and_then(|n| usize::try_from(n).ok())
    }

    #[inline(always)]
    fn slice(&mut self, n: usize) -> Option<&'a [u8]> {
        let (slice, rest) = self.rest.split_at_checked(n)?;
        self.rest = rest;
        Some(slice)
    }

    #[inline(always)]
    fn text(&mut self, n: usize) -> Option<Plain<'a>> {
        std::str::from_utf8(self.slice(n)?).ok().map(Plain::text)
    }

    fn bytes(&mut self, n: usize) -> Option<Plain<'a>> {
        let bytes = self.slice(n)?;
        Some(bytes.try_into().map_or(Plain::Blob(Cow::Borrowed(bytes)), Plain::Bytes))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_kind_of_value_comes_back() {
        let numbers = [0, 1, 127, 128, 255, 256, 65_535, 65_536, -1, -32, -33, -129, -40_000, i64::MAX, i64::MIN];
        let long = "长".repeat(30_000);
        let mut items: Vec<Plain> = numbers.into_iter().map(Plain::Int).collect();
        items.extend([Plain::Null, Plain::Bool(true), Plain::Bool(false), Plain::Large(u64::MAX), Plain::Float(1.5)]);
        items.extend([0, 1, 31, 32, 255, 256, 70_000].map(|n| Plain::text(long[..n / 3 * 3].to_string())));
        items.extend([Plain::Bytes([7; 16]), Plain::Blob(vec![].into()), Plain::Blob(vec![200; 70_000].into())]);
        items.push(Plain::List((0..70_000).map(Plain::Int).collect()));
        items.push(Plain::Map((0..70_000).map(|n| (n.to_string().into(), Plain::Null)).collect()));
        let all = Plain::List(items.clone());
        let bytes = write(&all);
        assert_eq!(read(&bytes), Some(all));
        assert_eq!(write_list(items.iter().cloned()), bytes);
        let mut listed = Vec::new();
        read_list(&bytes, |item| {
            let _: () = listed.push(item);
            Some(())
        })
        .unwrap();
        assert_eq!(listed, items);
    }

    #[test]
    fn maps_come_entry_by_entry() {
        let map = |n: usize| Plain::Map((0..n).map(|at| (at.to_string().into(), Plain::Int(at as i64))).collect());
        let all = [map(0), map(3), map(40)];
        let bytes = write_list(all.iter().cloned());
        let listed = |bytes: &[u8]| {
            let mut listed = Vec::new();
            read_maps(bytes, |entries| {
                let entries: Entries = entries.map(|(name, value)| (name.into_owned().into(), value)).collect();
                listed.push(write(&Plain::Map(entries)));
                Some(())
            })
            .map(|()| listed)
        };
        assert_eq!(listed(&bytes).unwrap(), all.each_ref().map(write));
        for cut in 0..bytes.len() {
            assert_eq!(listed(&bytes[..cut]), None, "cut at {cut}");
        }
        assert_eq!(listed(&[&bytes[..], &[0xc0]].concat()), None, "something follows");
        assert_eq!(listed(&write_list([map(1), Plain::Null].into_iter())), None, "an item is no map");
        assert_eq!(read_maps(&bytes, |_| Some(())), None, "entries were left");
    }

    /// Another implementation reads what this one writes and writes what this one reads; what a store held before this
    /// reader was written came from it.
    #[test]
    fn it_is_the_messagepack_of_others() {
        let json = serde_json::json!({
            "text": "漏斗", "list": [0, -1, 300, 70_000, 5_000_000_000_i64, -5_000_000_000_i64, u64::MAX, 0.25],
            "map": { "null": null, "yes": true, "no": false }, "long": "x".repeat(300),
        });
        let theirs = rmp_serde::to_vec_named(&json).unwrap();
        let ours = write(&Plain::from_json(&json));
        assert_eq!(ours, theirs);
        assert_eq!(read(&theirs).unwrap().into_json(), json);
    }

    #[test]
    fn damage_is_refused_and_makes_no_room_for_what_is_not_there() {
        let good = write(&Plain::map([("a", Some(Plain::List(vec![Plain::text("漏斗"), Plain::Bytes([1; 16])])))]));
        for cut in 0..good.len() {
            assert_eq!(read(&good[..cut]), None, "cut at {cut}");
        }
        assert_eq!(read(&[&good[..], &[0xc0]].concat()), None, "something follows");
        // A list, a map, a text and bytes that claim 4 GB; text that is no UTF-8; a name that is no text; a reserved marker.
        for bad in [&[0xdd, 255, 255, 255, 255][..], &[0xdf, 255, 255, 255, 255], &[0xdb, 255, 255, 255, 255]] {
            assert_eq!(read(bad), None);
        }
        for bad in [&[0xc6, 255, 255, 255, 255][..], &[0xa1, 0xff], &[0x81, 0x01, 0x01], &[0xc1]] {
            assert_eq!(read(bad), None);
        }
        let deep = [vec![0x91; 100_000], vec![0xc0]].concat();
        assert_eq!(read(&deep), None, "a depth bomb");
    }
}
