//! Whether a table's first row names its columns.

use super::{Cell, Sheet};
use std::collections::HashSet;

/// So many rows are looked at.
const SAMPLE: usize = 200;

/// Whether the first row looks like a header: texts only, each another one, none of them a value (a number, a date, a mail address) nor a text that
/// stands further down in its column. A guess, to be changed by the one who knows.
pub fn has_header(sheet: &Sheet) -> bool {
    let Some((first, rest)) = sheet.rows.split_first().filter(|(_, rest)| !rest.is_empty()) else { return false };
    let mut seen = HashSet::new();
    for (column, cell) in first.iter().enumerate() {
        let name = match cell {
            Cell::Empty => continue,
            Cell::Text(text) => text.trim(),
            _ => return false,
        };
        let again = |row: &Vec<Cell>| matches!(row.get(column), Some(Cell::Text(text)) if text.trim() == name);
        if is_value(name) || !seen.insert(name) || rest.iter().take(SAMPLE).any(again) {
            return false;
        }
    }
    // A title above the table is one cell over several columns.
    let width = rest.iter().take(SAMPLE).map(Vec::len).max().unwrap_or(0);
    !seen.is_empty() && (seen.len() > 1 || width <= 1)
}

/// Mostly digits, or a mail address.
fn is_value(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    digits * 2 > letters || text.split_once('@').is_some_and(|(_, host)| host.contains('.'))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::exchange::table::{delimited, limits::Limits};

    fn header(text: &str) -> bool {
        has_header(&delimited::read(text, None, &Limits::default()).unwrap().0)
    }

    #[test]
    fn headers_name_columns() {
        for text in [
            "客户名称,电话\n上海华东物流,13800138000\n",
            "Name,Email\nAnna,anna@example.com\n",
            "姓名,公司\n张三,华东物流\n",
            "名称,2024年销售额,Q1\nx,1,2\n",
            "Name\nAnna\nBen\n",
            "a,,b\n1,2,3\n",
        ] {
            assert!(header(text), "{text}");
        }
        for text in [
            "",
            "客户名称,电话\n",
            "张三,13800138000\n李四,13900139000\n",
            "Anna,anna@example.com\nBen,ben@example.com\n",
            "上海,张三\n北京,李四\n上海,王五\n",
            "2026-01-31,x\n2026-02-01,y\n",
            "¥1.2万,x\n3,y\n",
            "a,a\n1,2\n",
            "客户列表\n名称,电话\nx,1\n",
        ] {
            assert!(!header(text), "{text}");
        }
        let numbers = Sheet { name: String::new(), rows: vec![vec![Cell::Number(1.0)], vec![Cell::Number(2.0)]] };
        assert!(!has_header(&numbers));
    }
}
