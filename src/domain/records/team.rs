//! Teams form a tree.

record! { Team "team" by Some(NAME);
    /// What it is called.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// The team above.
    PARENT "parent" Kind::Ref(Table::Team), COLUMN;
    /// Who leads it.
    LEADER "leader" Kind::Ref(Table::Rep), COLUMN;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// Dissolved; history stays.
    ARCHIVED "archived" Kind::Bool, NONE;
}
