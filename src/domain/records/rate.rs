//! Exchange rates: dated rows. The rate of a day is that of the latest row not after it.

record! { Rate "rate" by None;
    /// The foreign currency (ISO 4217).
    CURRENCY "currency" Kind::Text, REQUIRED | COLUMN;
    /// From which day on it holds.
    DATE "date" Kind::Date, REQUIRED | COLUMN;
    /// Units of the workspace's currency for one unit of the foreign one.
    RATE "rate" Kind::Decimal, REQUIRED | COLUMN;
}
