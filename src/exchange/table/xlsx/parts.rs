//! The parts around the cells: which sheets there are, which styles show dates, and the texts that cells share.

use super::{add_text, attribute, unescaped, wrong, Package};
use crate::exchange::table::limits::Limits;
use quick_xml::events::Event;
use std::collections::BTreeMap;

/// What the workbook says.
pub(super) struct Book {
    /// Name and part of each sheet that is shown.
    pub(super) sheets: Vec<(String, String)>,
    /// Whether days are counted from 1904, as Macs did.
    pub(super) since_1904: bool,
    /// The part with the styles.
    pub(super) styles: String,
    /// The part with the shared texts.
    pub(super) texts: String,
}

/// More sheets than anyone has.
const SHEETS: usize = 1_000;

/// More styles than a spreadsheet may have.
const STYLES: usize = 100_000;

/// What a relation says: id, kind (the last word of its address) and part.
struct Relation {
    id: String,
    kind: String,
    part: String,
}

/// The relations of the part `name` in `folder`, their parts as names in the archive.
fn relations(package: &mut Package, folder: &str, name: &str) -> Result<Vec<Relation>, &'static str> {
    let mut found = Vec::new();
    let Some(mut xml) = package.part(&format!("{folder}_rels/{name}.rels"))? else { return Ok(found) };
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(wrong)? {
            Event::Start(element) if element.local_name().as_ref() == "Relationship" => {
                let get = |name| attribute(&element, name).unwrap_or_default().into_owned();
                let (target, kind) = (get("Target"), get("Type"));
                let part = target.strip_prefix('/').map_or_else(|| format!("{folder}{target}"), str::to_string);
                let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
                found.push(Relation { id: get("Id"), kind, part });
                if found.len() > SHEETS * 4 {
                    return Err("too_big");
                }
            }
            Event::Eof => return Ok(found),
            _ => {}
        }
        buffer.clear();
    }
}

pub(super) fn workbook(package: &mut Package) -> Result<Book, &'static str> {
    let main = relations(package, "", "")?.into_iter().find(|r| r.kind == "officeDocument");
    let main = main.map_or_else(|| "xl/workbook.xml".to_string(), |r| r.part);
    let (folder, name) = main.rfind('/').map_or(("", main.as_str()), |at| main.split_at(at + 1));
    let relations = relations(package, folder, name)?;
    let part = |kind: &str, usual: &str| {
        let found = relations.iter().find(|r| r.kind == kind);
        found.map_or_else(|| format!("{folder}{usual}"), |r| r.part.clone())
    };
    let (styles, texts) = (part("styles", "styles.xml"), part("sharedStrings", "sharedStrings.xml"));
    let (mut sheets, mut since_1904) = (Vec::new(), false);
    let mut xml = package.part(&main)?.ok_or("damaged_spreadsheet")?;
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(wrong)? {
            Event::Start(element) => match element.local_name().as_ref() {
                // The extension of the same name does not have the attribute.
                "workbookPr" => {
                    since_1904 |= attribute(&element, "date1904").is_some_and(|v| v == "1" || v == "true");
                }
                "sheet" => {
                    let shown = attribute(&element, "state").is_none_or(|state| state == "visible");
                    let id = attribute(&element, "id").unwrap_or_default();
                    let relation = relations.iter().find(|r| r.id == id && r.kind == "worksheet");
                    if let Some(relation) = relation.filter(|_| shown) {
                        let name = attribute(&element, "name").unwrap_or_default().into_owned();
                        sheets.push((name, relation.part.clone()));
                    }
                    if sheets.len() > SHEETS {
                        return Err("too_big");
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(Book { sheets, since_1904, styles, texts }),
            _ => {}
        }
        buffer.clear();
    }
}

/// For each style, whether its numbers are dates.
pub(super) fn styles(package: &mut Package, part: &str) -> Result<Vec<bool>, &'static str> {
    let (mut formats, mut styles, mut within) = (BTreeMap::new(), Vec::new(), false);
    let Some(mut xml) = package.part(part)? else { return Ok(styles) };
    let mut buffer = Vec::new();
    loop {
        match xml.read_event_into(&mut buffer).map_err(wrong)? {
            Event::Start(element) => {
                let id = || attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                match element.local_name().as_ref() {
                    "numFmt" => {
                        if let (Some(id), Some(code)) = (id(), attribute(&element, "formatCode")) {
                            formats.insert(id, is_date_format(&code));
                        }
                    }
                    "cellXfs" => within = true,
                    "xf" if within => {
                        let id = id().unwrap_or(0);
                        // 27 to 36 and 50 to 58 are dates in Chinese, Japanese and Korean spreadsheets.
                        let known = matches!(id, 14..=22 | 27..=36 | 45..=47 | 50..=58);
                        styles.push(formats.get(&id).copied().unwrap_or(known));
                    }
                    _ => {}
                }
                if styles.len() > STYLES || formats.len() > STYLES {
                    return Err("too_big");
                }
            }
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => within = false,
            Event::Eof => return Ok(styles),
            _ => {}
        }
        buffer.clear();
    }
}

/// Whether a number format shows a date or a time of day: a letter of dates outside quotes and brackets. Durations (`[h]:mm`) are numbers.
pub(super) fn is_date_format(code: &str) -> bool {
    let code = code.split(';').next().unwrap_or_default();
    let (mut chars, mut found) = (code.chars(), false);
    while let Some(c) = chars.next() {
        match c.to_ascii_lowercase() {
            '"' => while chars.next().is_some_and(|c| c != '"') {},
            '\\' | '_' | '*' => _ = chars.next(),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                if !inside.is_empty() && inside.chars().all(|c| "hms".contains(c.to_ascii_lowercase())) {
                    return false;
                }
            }
            'd' | 'm' | 'y' | 'h' | 's' => found = true,
            // "General" has no letter of dates but an e, as scientific numbers do; digits are numbers.
            '0' | '#' | '?' if !found => return false,
            _ => {}
        }
    }
    found
}

/// The texts that cells refer to by number.
pub(super) fn texts(package: &mut Package, part: &str, limits: &Limits) -> Result<Vec<Box<str>>, &'static str> {
    let mut texts = Vec::new();
    let Some(mut xml) = package.part(part)? else { return Ok(texts) };
    let (mut buffer, mut rich) = (Vec::new(), RichText::default());
    loop {
        let event = xml.read_event_into(&mut buffer).map_err(wrong)?;
        if matches!(event, Event::Eof) {
            return Ok(texts);
        }
        if let Event::Start(element) = &event {
            if element.local_name().as_ref() == "si" {
                rich = RichText::default();
            }
        }
        rich.add(&event);
        if let Event::End(element) = &event {
            if element.local_name().as_ref() == "si" {
                texts.push(unescaped(&rich.text).into_boxed_str());
                if texts.len() > limits.cells {
                    return Err("too_many_cells");
                }
            }
        }
        buffer.clear();
    }
}

/// A text that may consist of pieces in several fonts, with the reading of its characters beside it, which is left out.
#[derive(Default)]
pub(super) struct RichText {
    pub(super) text: String,
    piece: bool,
    reading: bool,
}

impl RichText {
    /// Follows an event between the text's beginning and its end.
    pub(super) fn add(&mut self, event: &Event) {
        match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "rPh" => self.reading = true,
                "t" => self.piece = !self.reading,
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "rPh" => self.reading = false,
                "t" => self.piece = false,
                _ => {}
            },
            event if self.piece => add_text(event, &mut self.text),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_are_dates() {
        for code in [
            "yyyy-mm-dd",
            "dd/mm/yyyy",
            "yyyy\"年\"m\"月\"d\"日\"",
            "[$-804]yyyy/m/d",
            "h:mm AM/PM",
            "[Red]d.m.yy;@",
            "mmm-yy",
            "m/d/yy h:mm",
        ] {
            assert!(is_date_format(code), "{code}");
        }
        for code in [
            "General",
            "0.00",
            "#,##0.00\" days\"",
            "[h]:mm:ss",
            "0.00E+00",
            "[Red]0.0",
            "\\d0",
            "@",
            "",
            "\"",
            "[",
            "_d0",
            "0;d",
        ] {
            assert!(!is_date_format(code), "{code}");
        }
    }
}
