//! One form for names and headers that are compared: half width, lower case, single spaces. (The same as on the screens; this room
//! must not know theirs.)

/// The half-width twin of a full-width character.
fn half_width(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' | '\u{202f}' | '\u{2009}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{ffe5}' => '\u{a5}',
        _ => c,
    }
}

/// A name: half width, lower case, no blanks around it, runs of blanks as one.
pub(super) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(half_width) {
        if c.is_whitespace() || c == '\u{feff}' {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// A header: letters and digits only.
pub(super) fn header(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// A header without what stands in brackets, and that: `Amount (CNY)` is `amount` and `cny`.
pub(super) fn unbracketed(text: &str) -> (String, String) {
    let folded = fold(text);
    let opens = |c: char| matches!(c, '(' | '[' | '{' | '\u{3010}');
    let closes = |c: char| matches!(c, ')' | ']' | '}' | '\u{3011}');
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0u32);
    for c in folded.chars() {
        if opens(c) {
            depth += 1;
        } else if closes(c) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 {
            outside.push(c);
        } else {
            inside.push(c);
        }
    }
    (header(&outside), inside.trim().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_letters_and_digits() {
        for (text, folded) in [
            ("Deal - Title", "dealtitle"),
            ("* 客户名称", "客户名称"),
            ("金额（元）", "金额元"),
            ("Ｅ-Mail ", "email"),
            ("Probability (%)", "probability"),
            ("\u{feff}Record Id", "recordid"),
        ] {
            assert_eq!(header(text), folded);
        }
        assert_eq!(unbracketed("金额（万元）"), ("金额".into(), "万元".into()));
        assert_eq!(unbracketed("Amount (CNY)"), ("amount".into(), "cny".into()));
        assert_eq!(unbracketed("a)b(c"), ("ab".into(), "c".into()));
        assert_eq!(fold("  ＡCME　 Ltd "), "acme ltd");
    }
}
