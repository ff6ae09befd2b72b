//! Column names of other programs' exports. They stand in `presets.txt`, with where they come from.

use super::fold::{fold, header};
use crate::domain::records::Table;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What people call their columns in spreadsheets of their own: every other program falls back to it.
pub const PLAIN: &str = "plain";

/// The columns of one kind of table in one program's export.
#[derive(Debug)]
pub struct Section {
    /// The program's code.
    pub preset: &'static str,
    /// Which table its rows are.
    pub table: Table,
    /// A column's folded name → its field: `name`, or `customer.name` for a field of another table.
    names: HashMap<String, (Table, &'static str)>,
}

impl Section {
    /// The field of a folded header.
    pub(super) fn field(&self, header: &str) -> Option<(Table, &'static str)> {
        self.names.get(header).copied()
    }
}

/// Words of a column of values, folded, with what they mean.
type Values = HashMap<String, &'static str>;

struct Presets {
    sections: Vec<Section>,
    values: HashMap<&'static str, Values>,
}

fn presets() -> &'static Presets {
    static PRESETS: OnceLock<Presets> = OnceLock::new();
    PRESETS.get_or_init(|| {
        let mut presets = Presets { sections: Vec::new(), values: HashMap::new() };
        let mut values = None;
        for line in include_str!("presets.txt").lines().filter(|line| !line.starts_with('#')) {
            if let Some((preset, of)) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')?.split_once(' ')) {
                values = None;
                match Table::parse(of).filter(|_| preset != "values") {
                    Some(table) => presets.sections.push(Section { preset, table, names: HashMap::new() }),
                    None => values = Some(presets.values.entry(of).or_default()),
                }
            } else if let Some((field, names)) = line.split_once(" = ") {
                let names = names.split(" | ");
                match (&mut values, presets.sections.last_mut()) {
                    (Some(values), _) => values.extend(names.map(|name| (fold(name), field))),
                    (None, Some(section)) => {
                        let (table, field) = match field.split_once('.') {
                            Some((table, field)) => (Table::parse(table).unwrap_or(section.table), field),
                            None => (section.table, field),
                        };
                        for name in names {
                            section.names.entry(header(name)).or_insert((table, field));
                        }
                    }
                    _ => {}
                }
            }
        }
        presets
    })
}

/// All sections; those of spreadsheets come last.
pub fn sections() -> &'static [Section] {
    &presets().sections
}

/// The section of a program for a table.
pub fn section(preset: &str, table: Table) -> Option<&'static Section> {
    sections().iter().find(|s| s.preset == preset && s.table == table)
}

/// What a word means in a column of values: `outcome` of deals (`open`, `won`, `lost`, `invalid`), or status of a `lead`.
pub fn value(of: &str, word: &str) -> Option<&'static str> {
    presets().values.get(of)?.get(&fold(word)).copied()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::columns::Target;
    use super::*;

    #[test]
    fn every_line_names_a_field_that_there_is() {
        assert!(sections().len() > 25);
        for line in include_str!("presets.txt").lines() {
            let sound = line.is_empty() || line.starts_with(['#', '[']) || line.contains(" = ");
            assert!(sound, "{line}");
        }
        for section in sections() {
            for (table, field) in section.names.values() {
                let text = format!("{}.{field}", table.key());
                assert!(Target::parse(&text).is_some(), "{} {}: {text}", section.preset, section.table.key());
            }
        }
    }

    #[test]
    fn words_of_outcomes() {
        assert_eq!(value("outcome", "Closed Won"), Some("won"));
        assert_eq!(value("outcome", " 丢单 "), Some("lost"));
        assert_eq!(value("outcome", "Negotiation"), None);
        assert_eq!(value("lead", "Junk Lead"), Some("invalid"));
    }
}
