//! Own (custom) fields: what a team records beyond the declared fields. Values live in `own.<id>` of the rows.

record! { OwnField "own_field" by None;
    /// The table whose rows have it, by its name in files.
    TABLE "table" Kind::Choice(&["customer", "contact", "lead", "deal", "product", "activity", "task"]), REQUIRED;
    /// Its label in Chinese.
    ZH "zh" Kind::Text, REQUIRED;
    /// Its label in English.
    EN "en" Kind::Text, NONE;
    /// What it holds.
    HOLDS "holds" Kind::Choice(&["text", "number", "date", "yes_no", "choice"]), REQUIRED;
    /// The choices, one per line.
    OPTIONS "options" Kind::Note, NONE;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
    /// No longer offered; its values stay.
    ARCHIVED "archived" Kind::Bool, NONE;
}
