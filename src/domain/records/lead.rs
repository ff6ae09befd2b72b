//! Leads: interest that is not yet a deal. Converting one makes a customer, a contact and a deal, and keeps the lead.

record! { Lead "lead" by Some(NAME);
    /// The company's or person's name.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// Whom to talk to.
    CONTACT "contact" Kind::Text, SEARCH | COLUMN;
    /// Phone.
    PHONE "phone" Kind::Phone, SEARCH | COLUMN | PERSONAL;
    /// Mail address.
    EMAIL "email" Kind::Email, SEARCH | PERSONAL;
    /// How it came to us.
    SOURCE "source" Kind::List("source"), COLUMN | FILTER | BULK;
    /// Through which channel.
    CHANNEL "channel" Kind::List("channel"), FILTER | BULK;
    /// Where it is.
    REGION "region" Kind::List("region"), COLUMN | FILTER | BULK;
    /// Line of business.
    INDUSTRY "industry" Kind::List("industry"), FILTER | BULK;
    /// Who works on it; nobody: public pool.
    OWNER "owner" Kind::Ref(Table::Rep), COLUMN | FILTER | BULK;
    /// The pipeline it would enter.
    PIPELINE "pipeline" Kind::Ref(Table::Pipeline), NONE;
    /// What it asked for.
    INTEREST "interest" Kind::Note, NONE;
    /// When it came; a business date.
    CREATED "created" Kind::Moment, COLUMN;
    /// Open, converted or invalid.
    STATUS "status" Kind::Choice(&["open", "converted", "invalid"]), INTERNAL | COLUMN | FILTER;
    /// When it was converted or given up.
    CLOSED "closed" Kind::Moment, INTERNAL;
    /// The customer that it became.
    CUSTOMER "customer" Kind::Ref(Table::Customer), INTERNAL | INDEX;
    /// The deal that it became.
    DEAL "deal" Kind::Ref(Table::Deal), INTERNAL | INDEX;
    /// Tags.
    TAGS "tags" Kind::Set("tag"), FILTER | BULK;
    /// Rows that look like this one and are not the same: elements are their ids, each `true`.
    DISTINCT "distinct" Kind::Map, INTERNAL;
}
