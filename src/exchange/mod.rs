//! The outside: workspace files, old versions, import plans.
