//! Tasks: what is to be done, by whom and when. A deal's next step is its earliest open task.

record! { Task "task" by None;
    /// What is to be done.
    TITLE "title" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// Call, visit …: an entry of the list of activity kinds.
    SORT "kind" Kind::List("activity_kind"), NONE;
    /// What it is about.
    ABOUT "about" Kind::Abouts, INDEX;
    /// Who does it.
    OWNER "owner" Kind::Ref(Table::Rep), COLUMN | FILTER | BULK;
    /// When it is due.
    DUE "due" Kind::Moment, COLUMN | BULK;
    /// How pressing.
    PRIORITY "priority" Kind::Choice(&["low", "normal", "high"]), COLUMN | FILTER | BULK;
    /// How long it takes, in minutes.
    MINUTES "minutes" Kind::Int(0, 100_000), NONE;
    /// Where.
    WHERE "where" Kind::Text, NONE;
    /// When it was done; absent while it is open.
    DONE "done" Kind::Moment, INTERNAL | COLUMN;
    /// What came of it.
    RESULT "result" Kind::Note, NONE;
    /// When it was noted; a business date.
    CREATED "created" Kind::Moment, INTERNAL;
}
