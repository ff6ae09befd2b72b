//! Tables as CSV for spreadsheets: UTF-8 with a byte order mark, CRLF, and no cell that a spreadsheet would run as a formula.

/// Writes rows as CSV (RFC 4180). Cells that begin like a formula get a leading apostrophe, except plain numbers and phone numbers.
pub fn csv(rows: &[Vec<String>]) -> Vec<u8> {
    let mut out = String::from("\u{feff}");
    for row in rows {
        for (i, cell) in row.iter().enumerate() {
            if i > 0 {
                out.push(',');
            }
            let cell = harmless(cell);
            // Whatever could be taken for a delimiter is quoted, so that every reader guesses the comma.
            if cell.contains(['"', ',', '\r', '\n', '\t', ';', '|']) || cell.trim() != cell {
                out.push('"');
                out.push_str(&cell.replace('"', "\"\""));
                out.push('"');
            } else {
                out.push_str(&cell);
            }
        }
        out.push_str("\r\n");
    }
    out.into_bytes()
}

fn harmless(cell: &str) -> std::borrow::Cow<'_, str> {
    // What has an apostrophe of its own before a formula gets another one, so that taking one away gives back what was there.
    if is_formula(cell.trim_start_matches('\'')) {
        return format!("'{cell}").into();
    }
    cell.into()
}

/// The cell without the apostrophe that [`csv`] put before it; any other cell as it is.
pub(super) fn without_apostrophe(cell: &str) -> &str {
    let bare = cell.trim_start_matches('\'');
    if bare.len() < cell.len() && is_formula(bare) {
        &cell[1..]
    } else {
        cell
    }
}

fn is_formula(cell: &str) -> bool {
    // Spreadsheets skip blanks and take full-width signs for their narrow forms.
    let first = cell.trim_start().chars().next();
    let starts = matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '|' | '%'))
        || cell.starts_with(['\t', '\r', '\n']);
    starts && !is_number_or_phone(cell)
}

/// Digits with spaces, one sign in front, and what groups them: `-1,234.50`, `+86 138-0013-8000`, `-12%`.
fn is_number_or_phone(cell: &str) -> bool {
    let Some(rest) = cell.strip_prefix(['+', '-']) else { return false };
    let number = rest.strip_suffix('%').unwrap_or(rest);
    let digits = |t: &str| {
        t.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') && t.starts_with(|c: char| c.is_ascii_digit())
    };
    if digits(number) {
        return true;
    }
    // A phone number: only after a plus, with the country's code, and never something that could be subtracted into a name.
    cell.starts_with('+')
        && rest.starts_with(|c: char| c.is_ascii_digit())
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn one(cell: &str) -> String {
        let bytes = csv(&[vec![cell.to_string()]]);
        let text = String::from_utf8(bytes).unwrap();
        text.strip_prefix('\u{feff}').unwrap().strip_suffix("\r\n").unwrap().to_string()
    }

    #[test]
    fn rows_and_quotes() {
        let rows = [vec!["名称".to_string(), "a,b".into(), String::new()], vec!["say \"hi\"".into(), "x\ny".into()]];
        assert_eq!(csv(&rows), "\u{feff}名称,\"a,b\",\r\n\"say \"\"hi\"\"\",\"x\ny\"\r\n".as_bytes());
        assert_eq!(csv(&[]), "\u{feff}".as_bytes());
        assert_eq!(one(" a"), "\" a\"");
    }

    #[test]
    fn formulas_are_made_harmless_and_numbers_stay_numbers() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("+SUM(A1)", "'+SUM(A1)"),
            ("-2+cmd|x", "\"'-2+cmd|x\""),
            ("@x", "'@x"),
            ("|x", "\"'|x\""),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("-", "'-"),
            ("+", "'+"),
            ("-A1", "'-A1"),
            ("-5", "-5"),
            ("+5", "+5"),
            ("-12.5%", "-12.5%"),
            ("-1,234.50", "\"-1,234.50\""),
            ("+86 138-0013-8000", "+86 138-0013-8000"),
            ("+8613800138000", "+8613800138000"),
            ("a=1", "a=1"),
            ("12-3", "12-3"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
        ] {
            assert_eq!(one(cell), safe, "{cell}");
            assert_eq!(without_apostrophe(safe.trim_matches('"')), cell);
        }
        assert_eq!(one("\t=1"), "\"'\t=1\"");
        assert_eq!(one("-1-2"), "'-1-2");
    }
}
