//! What a plan does with rows.
