//! Deals 商机: what is sold to whom, and how far it has come. The stage is that of the latest stage change.

record! { Deal "deal" by Some(NAME);
    /// What it is called.
    NAME "name" Kind::Text, REQUIRED | SEARCH | COLUMN;
    /// To whom it is sold.
    CUSTOMER "customer" Kind::Ref(Table::Customer), REQUIRED | INDEX | COLUMN;
    /// Whom to talk to.
    CONTACT "contact" Kind::Ref(Table::Contact), NONE;
    /// The pipeline it is in.
    PIPELINE "pipeline" Kind::Ref(Table::Pipeline), REQUIRED | INTERNAL;
    /// Where it stands in its column.
    PLACE "place" Kind::Place, INTERNAL;
    /// Who works on it.
    OWNER "owner" Kind::Ref(Table::Rep), COLUMN | FILTER | BULK;
    /// What it is worth. Filled from the lines until someone types it.
    AMOUNT "amount" Kind::Money, COLUMN;
    /// The amount was typed, so the lines no longer fill it.
    AMOUNT_TYPED "amount_typed" Kind::Bool, INTERNAL;
    /// When it should close.
    EXPECTED_CLOSE "expected_close" Kind::Date, COLUMN | BULK;
    /// A probability of its own, instead of the stage's.
    PROBABILITY "probability" Kind::Percent, NONE;
    /// How it came to us.
    SOURCE "source" Kind::List("source"), FILTER | BULK;
    /// Through which channel.
    CHANNEL "channel" Kind::List("channel"), FILTER | BULK;
    /// Who else is bidding.
    COMPETITORS "competitors" Kind::Set("competitor"), FILTER;
    /// Tags.
    TAGS "tags" Kind::Set("tag"), FILTER | BULK;
    /// Remarks.
    NOTE "note" Kind::Note, NONE;
    /// When it began; a business date.
    CREATED "created" Kind::Moment, COLUMN;
    /// The lead that it came from.
    LEAD "lead" Kind::Ref(Table::Lead), INTERNAL;
    /// How it ended; absent while it is open.
    OUTCOME "outcome" Kind::Outcome, INTERNAL;
    /// Who is credited, frozen on winning.
    CREDIT "credit" Kind::Credit, INTERNAL;
}
