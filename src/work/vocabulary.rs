//! What columns and values may be called: our own words in both languages, for matching.

use crate::domain::records::Table;
use crate::exchange::table::columns::{Choice, Label, Words, TABLES};
use crate::text::words::choices::CHOICES;
use crate::text::words::fields::FIELDS;
use crate::text::words::tables::table_name;
use crate::text::Text;

/// The words of the screens.
pub fn words() -> Words {
    let mut words = Words::default();
    let label =
        |table, field: &str, text: Text| Label { table, field: field.into(), zh: text.zh.into(), en: text.en.into() };
    for table in TABLES {
        words.labels.extend(table_name(table.key()).map(|name| label(table, "", name.one)));
        for own in [table.key(), ""] {
            for (_, field, text) in FIELDS.iter().filter(|(of, ..)| *of == own) {
                if words.labels.iter().all(|l| (l.table, l.field.as_str()) != (table, *field)) {
                    words.labels.push(label(table, field, *text));
                }
            }
        }
    }
    for (table, field, code, text) in CHOICES {
        let Some(table) = Table::parse(table) else { continue };
        let (field, code) = (field.to_string(), code.to_string());
        words.choices.push(Choice { table, field, code, zh: text.zh.into(), en: text.en.into() });
    }
    words
}
