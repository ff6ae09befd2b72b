//! Rows ⇄ pages and journal entries ⇄ bytes: MessagePack with field names, so that old and unknown fields survive.
//!
//! Page `n` of a table holds the rows at positions `n × ROWS` and on of the table in memory. Rows never leave a table, so a change
//! to a row touches one page, and folding writes only pages that changed.

use super::root::{NewPage, Page};
use crate::domain::dataset::Dataset;
use crate::domain::patch::Entry;
use crate::domain::records::Table;
use crate::domain::row::{Row, RowOut, RowSeed};
use serde::de::{DeserializeSeed, Deserializer, SeqAccess, Visitor};
use std::fmt;

/// Rows of a page.
pub const ROWS: usize = 512;

/// How many pages a table has.
pub fn page_count(data: &Dataset, table: Table) -> usize {
    data.rows(table).all().len().div_ceil(ROWS)
}

/// One page of a table. `None` if MessagePack refuses it, which no row that we made can cause.
pub fn encode_page(data: &Dataset, table: Table, number: usize) -> Option<NewPage> {
    let rows = data.rows(table).all();
    let rows = rows.get(number * ROWS..rows.len().min((number + 1) * ROWS))?;
    let out: Vec<RowOut> = rows.iter().map(|row| RowOut { table, row, stamps: true }).collect();
    Some(NewPage { table: table.key().into(), rows: rows.len() as u32, bytes: rmp_serde::to_vec_named(&out).ok()? })
}

/// The rows of a page, with their table. `None`: it holds something else than rows of a table that this version knows.
pub fn decode_page(page: &Page) -> Option<(Table, Vec<Row>)> {
    let table = Table::parse(&page.page.table)?;
    let mut from = rmp_serde::Deserializer::from_read_ref(&page.bytes[..]);
    let rows = from.deserialize_seq(RowsVisitor { table, rows: Vec::with_capacity(page.page.rows as usize) }).ok()?;
    Some((table, rows))
}

/// The pages of tables that this version does not know: a newer app's rows, kept as they came.
pub fn encode_unknown(data: &Dataset) -> Vec<NewPage> {
    let page = |(name, rows): (&str, &[serde_json::Value])| {
        let bytes = rmp_serde::to_vec_named(rows).ok()?;
        Some(NewPage { table: name.into(), rows: rows.len() as u32, bytes })
    };
    data.unknown_tables().filter_map(page).collect()
}

/// The rows of a page of such a table. `None`: this version knows the table, or the page holds something else.
pub fn decode_unknown(page: &Page) -> Option<Vec<serde_json::Value>> {
    Table::parse(&page.page.table).is_none().then(|| rmp_serde::from_slice(&page.bytes).ok()).flatten()
}

struct RowsVisitor {
    table: Table,
    rows: Vec<Row>,
}

impl<'de> Visitor<'de> for RowsVisitor {
    type Value = Vec<Row>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("rows")
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Vec<Row>, A::Error> {
        while let Some(row) = seq.next_element_seed(RowOfTable(self.table))? {
            self.rows.push(row);
        }
        Ok(self.rows)
    }
}

struct RowOfTable(Table);

impl<'de> DeserializeSeed<'de> for RowOfTable {
    type Value = Row;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Row, D::Error> {
        RowSeed { table: self.0 }.deserialize(from)
    }
}

/// The bytes of a journal entry. `None` if MessagePack refuses it, which no entry that we made can cause.
pub fn encode_entry(entry: &Entry) -> Option<Vec<u8>> {
    rmp_serde::to_vec_named(entry).ok()
}

/// The entry of such bytes. `None`: it is not one that this version knows.
pub fn decode_entry(bytes: &[u8]) -> Option<Entry> {
    rmp_serde::from_slice(bytes).ok()
}
