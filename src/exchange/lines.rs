//! Content lines, of which calendars (RFC 5545) and contacts (RFC 6350) consist: `NAME;PARAMETER:value`, escaped and folded.

/// Adds a line: its name with parameters, and its value as it is to stand there. Lines longer than 75 octets are folded, never within a character.
pub(super) fn line(out: &mut String, name: &str, value: &str) {
    let mut room = 75;
    for c in name.chars().chain(":".chars()).chain(value.chars()) {
        if c.len_utf8() > room {
            out.push_str("\r\n ");
            room = 74;
        }
        out.push(c);
        room -= c.len_utf8();
    }
    out.push_str("\r\n");
}

/// A text as a value: commas, semicolons, backslashes and line ends escaped; other control characters, which are not allowed, left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ',' | ';' | '\\' => out.extend(['\\', c]),
            // One line end, however it is written.
            '\r' if chars.peek() == Some(&'\n') => {}
            '\r' | '\n' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    /// Lines as the standards say: how long they are, and what they are unfolded.
    #[track_caller]
    pub(in super::super) fn unfolded(text: &str) -> Vec<String> {
        assert!(text.is_empty() || text.ends_with("\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains(['\r', '\n'])), "{text}");
        text.replace("\r\n ", "").split_terminator("\r\n").map(str::to_string).collect()
    }

    #[test]
    fn values_are_escaped() {
        assert_eq!(escaped("a,b;c\\d\r\ne\nf\rg\u{7}\th"), "a\\,b\\;c\\\\d\\ne\\nf\\ng\th");
    }

    proptest! {
        #[test]
        fn folding_only_adds_folds(value in "[a-z客户漏斗😀, ]{0,200}") {
            let mut out = String::new();
            line(&mut out, "NOTE", &value);
            prop_assert_eq!(unfolded(&out), [format!("NOTE:{value}")]);
        }
    }
}
