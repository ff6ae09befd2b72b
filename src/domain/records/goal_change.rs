//! Goal changes: what a goal was, who changed it, and why.

record! { GoalChange "goal_change" by None;
    /// Which goal.
    GOAL "goal" Kind::Ref(Table::Goal), REQUIRED | INDEX;
    /// When.
    AT "at" Kind::Moment, NONE;
    /// Who.
    BY "by" Kind::Ref(Table::Rep), NONE;
    /// Why.
    REASON "reason" Kind::Note, REQUIRED;
    /// The goal before.
    BASE_BEFORE "base_before" Kind::Decimal, NONE;
    /// The goal after.
    BASE_AFTER "base_after" Kind::Decimal, NONE;
    /// Stretch before.
    STRETCH_BEFORE "stretch_before" Kind::Decimal, NONE;
    /// Stretch after.
    STRETCH_AFTER "stretch_after" Kind::Decimal, NONE;
    /// Challenge before.
    CHALLENGE_BEFORE "challenge_before" Kind::Decimal, NONE;
    /// Challenge after.
    CHALLENGE_AFTER "challenge_after" Kind::Decimal, NONE;
}
