//! Workspace settings: one row with a fixed id. Device settings (who am I, language, theme) are not here: they never travel.

use super::super::id::Id;

/// The one row of this table.
pub const ROW: Id = Id::fixed(1, 1);

record! { Settings "settings" by None;
    /// The workspace's name.
    NAME "name" Kind::Text, REQUIRED;
    /// The currency that figures are shown in (ISO 4217).
    CURRENCY "currency" Kind::Text, REQUIRED;
    /// The month that the fiscal year begins with, 1..=12.
    FISCAL_START "fiscal_start" Kind::Int(1, 12), NONE;
    /// Working days of the week: elements `1` (Monday) to `7`, true or false; absent means Monday to Friday work.
    WEEK "week" Kind::Map, NONE;
    /// Exceptions by day: elements `2026-10-01` with `off` (holiday) or `on` (a working weekend, 调休).
    CALENDAR "calendar" Kind::Map, NONE;
    /// Entry rules: elements `customer:phone` with `required` or `unique` or both.
    RULES "rules" Kind::Map, NONE;
    /// `exercise` for a workspace that is a training exercise; absent or `real` otherwise.
    PURPOSE "purpose" Kind::Choice(&["real", "exercise"]), INTERNAL;
    /// The virtual today of an exercise.
    TODAY "today" Kind::Date, INTERNAL;
}
