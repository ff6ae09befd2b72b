//! Activities: calls, visits, mails, chats, meetings that took place.

record! { Activity "activity" by None;
    /// Call, visit …: an entry of the list of activity kinds.
    SORT "kind" Kind::List("activity_kind"), REQUIRED | COLUMN | FILTER;
    /// What it was about.
    ABOUT "about" Kind::Abouts, INDEX;
    /// Who did it.
    REP "rep" Kind::Ref(Table::Rep), COLUMN | FILTER;
    /// When; a business date.
    AT "at" Kind::Moment, REQUIRED | COLUMN;
    /// How long, in minutes.
    MINUTES "minutes" Kind::Int(0, 100_000), NONE;
    /// Where.
    WHERE "where" Kind::Text, NONE;
    /// What came of it.
    NOTE "note" Kind::Note, SEARCH;
    /// Satisfaction of a return visit, 1..=5.
    SATISFACTION "satisfaction" Kind::Int(1, 5), NONE;
}
