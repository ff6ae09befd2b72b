//! Rows ⇄ pages and journal entries ⇄ bytes: MessagePack with field names, so that old and unknown fields survive.
//!
//! Page `n` of a table holds the rows at positions `n × ROWS` and on of the table in memory. Rows never leave a table, so a change
//! to a row touches one page, and folding writes only pages that changed.

use super::msgpack;
use super::root::{NewPage, Page};
use crate::domain::dataset::Dataset;
use crate::domain::patch::Entry;
use crate::domain::plain::Plain;
use crate::domain::records::Table;
use crate::domain::row::{row_from_entries, Row, RowOut};
use crate::domain::seen::Seen;

/// Rows of a page.
pub const ROWS: usize = 512;

/// How many pages a table has.
pub fn page_count(data: &Dataset, table: Table) -> usize {
    data.rows(table).all().len().div_ceil(ROWS)
}

/// One page of a table; `None` if it has no such page.
pub fn encode_page(data: &Dataset, table: Table, number: usize) -> Option<NewPage> {
    let rows = data.rows(table).all();
    let rows = rows.get(number * ROWS..rows.len().min((number + 1) * ROWS))?;
    let plain = rows.iter().map(|row| RowOut { table, row, stamps: true }.plain());
    Some(NewPage { table: table.key().into(), rows: rows.len() as u32, bytes: msgpack::write_list(plain) })
}

/// The rows of a page, with their table. `None`: it holds something else than rows of a table that this version knows.
pub fn decode_page(page: &Page) -> Option<(Table, Vec<Row>)> {
    let table = Table::parse(&page.page.table)?;
    let mut rows = Vec::with_capacity(page.page.rows as usize);
    msgpack::read_maps(&page.bytes, |entries| {
        rows.push(row_from_entries(table, entries)?);
        Some(())
    })?;
    Some((table, rows))
}

/// The table name of the page that says which writes were seen.
pub const SEEN: &str = "seen";

/// What was seen, as a page; `None` if there is nothing.
pub fn encode_seen(data: &Dataset) -> Option<NewPage> {
    let stamps: Vec<Plain> = data.seen.stamps().map(Plain::stamp).collect();
    let rows = stamps.len() as u32;
    (rows > 0).then(|| NewPage { table: SEEN.into(), rows, bytes: msgpack::write_list(stamps.into_iter()) })
}

/// What such a page says. `None`: it is another one, or damaged; then it is learnt anew from the rows.
pub fn decode_seen(page: &Page) -> Option<Seen> {
    let mut stamps = Vec::new();
    let read = |plain: Plain| {
        stamps.push(plain.as_stamp()?);
        Some(())
    };
    (page.page.table == SEEN).then(|| msgpack::read_list(&page.bytes, read)).flatten()?;
    Some(stamps.into_iter().collect())
}

/// The pages of tables that this version does not know: a newer app's rows, kept as they came.
pub fn encode_unknown(data: &Dataset) -> Vec<NewPage> {
    let page = |(name, rows): (&str, &[serde_json::Value])| NewPage {
        table: name.into(),
        rows: rows.len() as u32,
        bytes: msgpack::write_list(rows.iter().map(Plain::from_json)),
    };
    data.unknown_tables().map(page).collect()
}

/// The rows of a page of such a table. `None`: this version knows the table, or the page holds something else.
pub fn decode_unknown(page: &Page) -> Option<Vec<serde_json::Value>> {
    if Table::parse(&page.page.table).is_some() {
        return None;
    }
    let mut rows = Vec::new();
    msgpack::read_list(&page.bytes, |plain| {
        rows.push(plain.into_json());
        Some(())
    })?;
    Some(rows)
}

/// The bytes of a journal entry.
pub fn encode_entry(entry: &Entry) -> Vec<u8> {
    msgpack::write(&entry.plain())
}

/// The entry of such bytes. `None`: it is not one that this version knows.
pub fn decode_entry(bytes: &[u8]) -> Option<Entry> {
    Entry::from_plain(&msgpack::read(bytes)?)
}
