//! What went wrong and what to do next, by error code. Codes come from the rooms that find the error; each has a file here.

use crate::text::Text;

/// Declares errors: code, constant of the message, constant of the advice, both in both languages.
macro_rules! errors {
    ($($code:literal $name:ident: $zh:literal, $en:literal; $next_name:ident: $next_zh:literal, $next_en:literal;)*) => {
        words! { $($name: $zh, $en; $next_name: $next_zh, $next_en;)* }

        /// Every error of this file: code, message, what to do next.
        pub const ERRORS: &[(&str, $crate::text::Text, $crate::text::Text)] = &[$(($code, $name, $next_name)),*];
    };
}

pub mod audit;
pub mod files;
pub mod rows;
pub mod rules;
pub mod storage;
pub mod tables;
pub mod typed;

/// Every error: code, message, what to do next.
fn all() -> impl Iterator<Item = &'static (&'static str, Text, Text)> {
    [storage::ERRORS, rules::ERRORS, typed::ERRORS, files::ERRORS, tables::ERRORS, rows::ERRORS, audit::ERRORS]
        .into_iter()
        .flatten()
}

/// The message for an error code and what to do next; `None` for an unknown code.
pub fn error_text(code: &str) -> Option<(Text, Text)> {
    all().find(|(key, _, _)| *key == code).map(|(_, message, next)| (*message, *next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn errors_are_found_by_code() {
        assert_eq!(error_text("quota_exceeded"), Some((storage::QUOTA_EXCEEDED, storage::QUOTA_EXCEEDED_NEXT)));
        assert_eq!(error_text("no such code"), None);
        let codes: BTreeSet<_> = all().map(|(code, _, _)| code).collect();
        assert_eq!(codes.len(), all().count());
    }
}
