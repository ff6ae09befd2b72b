//! Products and services that deals are about.

record! { Product "product" by Some(NAME);
    /// What it is called.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// Its code in price lists.
    CODE "code" Kind::Text, SEARCH | COLUMN;
    /// What is counted: piece, set, year …
    UNIT "unit" Kind::Text, COLUMN;
    /// List price of one unit.
    PRICE "price" Kind::Money, COLUMN;
    /// The pipeline that usually sells it.
    PIPELINE "pipeline" Kind::Ref(Table::Pipeline), NONE;
    /// Remarks.
    NOTE "note" Kind::Note, NONE;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// No longer sold; deals keep it.
    ARCHIVED "archived" Kind::Bool, NONE;
}
