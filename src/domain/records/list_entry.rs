//! Entries of the lists that fields choose from: regions, sources, lost reasons … A list is a code, its entries are records.

/// The codes of the lists that this version knows. New ones go to the end: fixed ids count from the place in this list.
pub const LISTS: &[&str] = &[
    "region",
    "source",
    "channel",
    "industry",
    "tier",
    "customer_group",
    "lost_reason",
    "competitor",
    "activity_kind",
    "tag",
];

use super::super::id::Id;

/// The block of fixed ids of the first of [`LISTS`]; each list has the next one.
pub const FIRST_BLOCK: u16 = 10;

/// The activity kind that figures count as a call.
pub const CALL: Id = Id::fixed(FIRST_BLOCK + 8, 1);
/// The activity kind that figures count as a visit.
pub const VISIT: Id = Id::fixed(FIRST_BLOCK + 8, 2);

/// The fixed id of a standard entry: `list` from [`LISTS`], `number` from 1 in the order in which entries were ever added.
/// `None`: this version has no such list.
pub fn standard_id(list: &str, number: u16) -> Option<Id> {
    let block = LISTS.iter().position(|l| *l == list)?;
    Some(Id::fixed(FIRST_BLOCK + block as u16, number))
}

record! { ListEntry "list_entry" by Some(ZH);
    /// Which list, see [`LISTS`].
    LIST "list" Kind::Choice(LISTS), REQUIRED;
    /// Its name in Chinese.
    ZH "zh" Kind::Text, REQUIRED | SEARCH;
    /// Its name in English.
    EN "en" Kind::Text, SEARCH;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// No longer offered; rows that have it keep it.
    ARCHIVED "archived" Kind::Bool, NONE;
}
