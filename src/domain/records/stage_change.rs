//! Stage changes: the history of a deal's moves and outcomes. The latest live one (by date, then stamp) says where the deal is.

record! { StageChange "stage_change" by None;
    /// Whose move it is.
    DEAL "deal" Kind::Ref(Table::Deal), REQUIRED | INDEX;
    /// When; a business date that may be unknown.
    AT "at" Kind::Moment, NONE;
    /// The stage before; absent for the first.
    FROM "from" Kind::Ref(Table::Stage), NONE;
    /// The stage after.
    TO "to" Kind::Ref(Table::Stage), REQUIRED;
    /// What it made of the deal.
    STATE "state" Kind::Choice(&["open", "won", "lost", "invalid"]), REQUIRED;
    /// Who did it.
    BY "by" Kind::Ref(Table::Rep), NONE;
}
