//! Deal lines: product, quantity and price within a deal.

record! { DealLine "deal_line" by None;
    /// Whose line it is.
    DEAL "deal" Kind::Ref(Table::Deal), REQUIRED | INDEX | INTERNAL;
    /// What is sold.
    PRODUCT "product" Kind::Ref(Table::Product), REQUIRED;
    /// How many units.
    QUANTITY "quantity" Kind::Decimal, REQUIRED;
    /// Price of one unit.
    PRICE "price" Kind::Money, NONE;
    /// Remarks.
    NOTE "note" Kind::Text, NONE;
    /// A fractional order key.
    ORDER "order" Kind::Text, INTERNAL;
}
