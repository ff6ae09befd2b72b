//! Reps: the people who sell.

record! { Rep "rep" by Some(NAME);
    /// The person's name.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// The team they belong to.
    TEAM "team" Kind::Ref(Table::Team), COLUMN | FILTER;
    /// Experience.
    LEVEL "level" Kind::Choice(&["junior", "middle", "senior"]), COLUMN | FILTER;
    /// Phone.
    PHONE "phone" Kind::Phone, PERSONAL;
    /// Mail address.
    EMAIL "email" Kind::Email, PERSONAL;
    /// When they joined.
    JOINED "joined" Kind::Date, NONE;
    /// When they left; their records stay.
    LEFT "left" Kind::Date, NONE;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
}
