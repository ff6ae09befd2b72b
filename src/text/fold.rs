//! One form for text that is compared or searched: lower case, half width, single spaces.

/// The half-width twin of a full-width character (`Ａ` → `A`, `１` → `1`, `，` → `,`, the wide space → a space); other
/// characters as they are.
pub const fn half_width(c: char) -> char {
    match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(half) => half,
            None => c,
        },
        '\u{ffe5}' => '¥',
        _ => c,
    }
}

/// Text for searching and comparing: half width, lower case, without space around it, runs of space as one.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().map(half_width) {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out.truncate(out.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_and_space_do_not_matter() {
        for (text, folded) in [
            ("ＡＢＣ１２３", "abc123"),
            ("  Acme　 Ltd ", "acme ltd"),
            ("苏州恒越（物流）", "苏州恒越(物流)"),
            ("ÉCOLE", "école"),
            ("￥１，２００", "¥1,200"),
            (" \t", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }
}
