//! Goals: how much of a measure, from when to when, for whom. Scope fields left empty mean "all".

/// What goals count.
pub const MEASURES: &[&str] = &["revenue", "units", "deals_won", "customers_added", "customers_won", "visits", "calls"];

record! { Goal "goal" by None;
    /// The goal that this one is a part of.
    PARENT "parent" Kind::Ref(Table::Goal), INDEX;
    /// What is counted, see [`MEASURES`].
    MEASURE "measure" Kind::Choice(MEASURES), REQUIRED;
    /// First day.
    FROM "from" Kind::Date, REQUIRED;
    /// Last day.
    TO "to" Kind::Date, REQUIRED;
    /// Scope: one team (with the teams below it).
    TEAM "team" Kind::Ref(Table::Team), NONE;
    /// Scope: one rep.
    REP "rep" Kind::Ref(Table::Rep), NONE;
    /// Scope: one region.
    REGION "region" Kind::List("region"), NONE;
    /// Scope: one product.
    PRODUCT "product" Kind::Ref(Table::Product), NONE;
    /// Scope: one customer group.
    GROUP "group" Kind::List("customer_group"), NONE;
    /// The goal 目标: in major units of the workspace's currency for revenue, a count otherwise.
    BASE "base" Kind::Decimal, REQUIRED;
    /// 冲刺
    STRETCH "stretch" Kind::Decimal, NONE;
    /// 挑战
    CHALLENGE "challenge" Kind::Decimal, NONE;
    /// Why this goal.
    NOTE "note" Kind::Note, NONE;
}
