//! Entries of the lists that fields choose from: regions, sources, lost reasons … A list is a code, its entries are records.

/// The codes of the lists that this version knows.
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
