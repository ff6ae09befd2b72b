//! Search keys for Chinese names.
