//! One declaration per record type: its fields, once. Forms, columns, filters, bulk edit, files, validation and the change log read it.
//!
//! To add a field: a line in its record's file, and its words in `text/`. To add a record type: a file here and a line in `Table`.

use super::key::Key;

macro_rules! record {
    ($table:ident $name:literal by $natural:expr; $($(#[$doc:meta])* $field:ident $key:literal $kind:expr, $flags:expr;)*) => {
        use super::{Field, Kind, RecordType, Table, COMMON};
        use super::super::key::Key;
        #[allow(unused_imports)]
        use super::flag::*;

        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum At { $($field),* }
        $($(#[$doc])* pub const $field: Key = Key::declared(COMMON + At::$field as u32);)*

        /// The declaration.
        pub static TYPE: RecordType = RecordType {
            table: Table::$table,
            key: $name,
            natural: $natural,
            fields: &[$(Field { key: $field, name: $key, kind: $kind, flags: $flags }),*],
        };
    };
}

pub mod activity;
pub mod contact;
pub mod customer;
pub mod deal;
pub mod deal_line;
pub mod goal;
pub mod goal_change;
pub mod lead;
pub mod list_entry;
pub mod own_field;
pub mod pipeline;
pub mod product;
pub mod rate;
pub mod rep;
pub mod settings;
pub mod stage;
pub mod stage_change;
pub mod task;
pub mod team;

/// What a field holds, and so how it is read, checked, shown and edited.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Several lines of text.
    Note,
    /// A phone number as people write it.
    Phone,
    /// A mail address.
    Email,
    /// A whole number within bounds, both included.
    Int(i64, i64),
    /// Whole per cent, 0..=100.
    Percent,
    /// A decimal number with up to six decimals.
    Decimal,
    /// Yes or no; absent is no.
    Bool,
    /// A day.
    Date,
    /// A day, with its time where known.
    Moment,
    /// An amount with its currency.
    Money,
    /// A record of a table.
    Ref(Table),
    /// An entry of a list, by the list's code.
    List(&'static str),
    /// Records of any table.
    Abouts,
    /// One of these codes.
    Choice(&'static [&'static str]),
    /// How a deal ended.
    Outcome,
    /// Where a deal stands.
    Place,
    /// Who is credited with a won deal.
    Credit,
    /// Entries of a list, each stamped on its own.
    Set(&'static str),
    /// Named elements, each stamped on its own.
    Map,
}

/// What else is true of a field; flags are added with `|`.
pub mod flag {
    /// Nothing special.
    pub const NONE: u16 = 0;
    /// A row without it is refused.
    pub const REQUIRED: u16 = 1;
    /// Found by the search box.
    pub const SEARCH: u16 = 2;
    /// A column of the list unless the user hides it.
    pub const COLUMN: u16 = 4;
    /// Offered as a filter.
    pub const FILTER: u16 = 8;
    /// Offered in bulk edit.
    pub const BULK: u16 = 16;
    /// The referred row finds this one quickly.
    pub const INDEX: u16 = 32;
    /// Kept by commands, not typed into a form.
    pub const INTERNAL: u16 = 64;
    /// Personal: left out or masked in partial exports.
    pub const PERSONAL: u16 = 128;
}

/// One declared field.
#[derive(Debug)]
pub struct Field {
    /// Its key within rows of its table.
    pub key: Key,
    /// Its name in files and in `text/`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// See [`flag`].
    pub flags: u16,
}

impl Field {
    /// Whether a flag is set.
    pub fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }
}

/// A record type's declaration.
#[derive(Debug)]
pub struct RecordType {
    /// Its table.
    pub table: Table,
    /// Its name in files and in `text/`, singular.
    pub key: &'static str,
    /// The field that people know a row by, for references by name.
    pub natural: Option<Key>,
    /// Its own fields, in the order of forms and files. [`COMMON_FIELDS`] come on top.
    pub fields: &'static [Field],
}

/// How many positions the common fields take.
pub const COMMON: u32 = 4;
/// Whether the row is deleted; a stamped value like any other.
pub const DELETED: Key = Key::declared(0);
/// The row that took this one's place.
pub const MERGED_INTO: Key = Key::declared(1);
/// Ids in other systems, by the system's name.
pub const EXTERNAL: Key = Key::declared(2);
/// Values of own fields, by the own field's id.
pub const OWN: Key = Key::declared(3);

/// Fields of every table.
pub static COMMON_FIELDS: [Field; COMMON as usize] = [
    Field { key: DELETED, name: "deleted", kind: Kind::Bool, flags: flag::INTERNAL },
    Field { key: MERGED_INTO, name: "merged_into", kind: Kind::Text, flags: flag::INTERNAL },
    Field { key: EXTERNAL, name: "external", kind: Kind::Map, flags: flag::INTERNAL },
    Field { key: OWN, name: "own", kind: Kind::Map, flags: flag::NONE },
];

macro_rules! tables {
    ($($variant:ident $module:ident;)*) => {
        /// The tables of a workspace, in the order of the file: what is referred to comes first.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs)]
        pub enum Table { $($variant),* }

        impl Table {
            /// All tables.
            pub const ALL: &'static [Table] = &[$(Table::$variant),*];

            /// The declaration of its rows.
            pub fn record(self) -> &'static RecordType {
                match self { $(Table::$variant => &$module::TYPE),* }
            }
        }
    };
}

tables! {
    Settings settings;
    OwnField own_field;
    ListEntry list_entry;
    Rate rate;
    Team team;
    Rep rep;
    Product product;
    Pipeline pipeline;
    Stage stage;
    Customer customer;
    Contact contact;
    Lead lead;
    Deal deal;
    DealLine deal_line;
    StageChange stage_change;
    Activity activity;
    Task task;
    Goal goal;
    GoalChange goal_change;
}

impl Table {
    /// Its name in files, singular.
    pub fn key(self) -> &'static str {
        self.record().key
    }

    /// The table of a name in a file.
    pub fn parse(key: &str) -> Option<Table> {
        Table::ALL.iter().copied().find(|t| t.key() == key)
    }

    /// The field behind a key; `None` for elements and unknown paths.
    pub fn field(self, key: Key) -> Option<&'static Field> {
        let at = key.position()?;
        COMMON_FIELDS.get(at).or_else(|| self.record().fields.get(at - COMMON as usize))
    }

    /// The field of a name.
    pub fn field_named(self, name: &str) -> Option<&'static Field> {
        COMMON_FIELDS.iter().chain(self.record().fields).find(|f| f.name == name)
    }

    /// The same, looked for from a place in the declaration on, which is moved behind it: a written row names its fields in that order.
    pub fn field_near(self, name: &str, place: &mut usize) -> Option<&'static Field> {
        let fields = self.record().fields;
        let (before, after) = fields.split_at((*place).min(fields.len()));
        match after.iter().chain(before).position(|field| field.name == name) {
            Some(at) => {
                let at = (before.len() + at) % fields.len();
                *place = at + 1;
                Some(&fields[at])
            }
            None => COMMON_FIELDS.iter().find(|field| field.name == name),
        }
    }

    /// The key of a path such as `name` or `tags.<id>`. `None` only when the process has seen too many unknown paths.
    pub fn key_of(self, path: &str) -> Option<Key> {
        self.field_named(path).map(|f| f.key).or_else(|| Key::dynamic(path))
    }

    /// The path of a key.
    pub fn path_of(self, key: Key) -> &'static str {
        self.field(key).map(|f| f.name).or_else(|| key.path()).unwrap_or("?")
    }

    /// Whether the cell of a key says where a row stands among others: of little interest, and many.
    pub fn is_position(self, key: Key) -> bool {
        self.field(key).is_some_and(|field| field.name == "order") || (self, key) == (Table::Deal, deal::PLACE)
    }

    /// What the cell of a key holds; elements answer for their set or map. `None`: unknown to this version.
    pub fn kind_of(self, key: Key) -> Option<Kind> {
        if let Some(field) = self.field(key) {
            return Some(field.kind);
        }
        let (name, _) = key.split()?;
        self.field_named(name).map(|f| f.kind).filter(|k| matches!(k, Kind::Set(_) | Kind::Map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn declarations_agree_with_their_keys() {
        for table in Table::ALL {
            let record = table.record();
            assert_eq!(record.table, *table);
            assert_eq!(Table::parse(record.key), Some(*table));
            let names: BTreeSet<_> = COMMON_FIELDS.iter().chain(record.fields).map(|f| f.name).collect();
            assert_eq!(names.len(), record.fields.len() + COMMON as usize, "{} names a field twice", record.key);
            for field in COMMON_FIELDS.iter().chain(record.fields) {
                assert!(std::ptr::eq(table.field(field.key).into_iter().next().map_or(field, |f| f), field));
                assert_eq!(table.key_of(field.name), Some(field.key));
                assert!(!field.name.contains('.'), "a dot divides a field from its element");
            }
            assert!(record.natural.is_none_or(|k| table.field(k).is_some()));
        }
    }
}
