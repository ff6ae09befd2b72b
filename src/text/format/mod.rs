//! Numbers, money, dates and durations in each language, and the reading of what people type.
