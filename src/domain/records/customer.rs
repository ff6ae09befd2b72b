//! Customers: companies and persons that buy or may buy.

record! { Customer "customer" by Some(NAME);
    /// The company's or person's name.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// A company or a person.
    SORT "sort" Kind::Choice(&["company", "person"]), FILTER;
    /// Key account 重点 or ordinary 普通.
    CLASS "class" Kind::Choice(&["key", "ordinary"]), COLUMN | FILTER | BULK;
    /// Tier by value (A, B, C).
    TIER "tier" Kind::List("tier"), COLUMN | FILTER | BULK;
    /// Life cycle.
    LIFE "life" Kind::Choice(&["prospect", "new", "mature", "lost"]), COLUMN | FILTER | BULK;
    /// Who works on it; nobody: public pool 公海.
    OWNER "owner" Kind::Ref(Table::Rep), COLUMN | FILTER | BULK;
    /// Where it is.
    REGION "region" Kind::List("region"), COLUMN | FILTER | BULK;
    /// Line of business.
    INDUSTRY "industry" Kind::List("industry"), COLUMN | FILTER | BULK;
    /// How it came to us.
    SOURCE "source" Kind::List("source"), FILTER | BULK;
    /// Through which channel it buys.
    CHANNEL "channel" Kind::List("channel"), FILTER | BULK;
    /// Customer group.
    GROUP "group" Kind::List("customer_group"), FILTER | BULK;
    /// Phone.
    PHONE "phone" Kind::Phone, SEARCH | COLUMN | PERSONAL;
    /// Mail address.
    EMAIL "email" Kind::Email, SEARCH | PERSONAL;
    /// Website.
    WEBSITE "website" Kind::Text, NONE;
    /// Postal address.
    ADDRESS "address" Kind::Text, NONE;
    /// The customer who referred it.
    REFERRED_BY "referred_by" Kind::Ref(Table::Customer), NONE;
    /// Anniversary (founding, first contract), for care.
    ANNIVERSARY "anniversary" Kind::Date, NONE;
    /// What it needs.
    NEEDS "needs" Kind::Note, NONE;
    /// What it prefers.
    PREFERENCES "preferences" Kind::Note, NONE;
    /// Remarks.
    NOTE "note" Kind::Note, NONE;
    /// Tags.
    TAGS "tags" Kind::Set("tag"), FILTER | BULK;
    /// When it was added; a business date.
    CREATED "created" Kind::Moment, COLUMN;
    /// Rows that look like this one and are not the same: elements are their ids, each `true`.
    DISTINCT "distinct" Kind::Map, INTERNAL;
}
