//! Writing cards, for the address book of a phone or of the office.

use crate::domain::value::Moment;
use crate::exchange::lines::{escaped, line};

/// Which vCard.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Version {
    /// 3.0: read by everything.
    V3,
    /// 4.0: the standard of today.
    V4,
}

/// A person as a card; what is empty is left out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Card {
    /// The whole name.
    pub name: String,
    /// The company.
    pub customer: String,
    /// The position.
    pub title: String,
    /// A phone number of work.
    pub phone: String,
    /// A mobile number.
    pub mobile: String,
    /// A mail address.
    pub email: String,
    /// The whole address; it is written as the street, because its parts are not known.
    pub address: String,
    /// The birthday, of which the day is written.
    pub birthday: Option<Moment>,
    /// More about the person.
    pub note: String,
}

/// Writes cards into one file.
pub fn write(cards: &[Card], version: Version) -> String {
    let mut out = String::new();
    let (number, mobile, work) = match version {
        Version::V3 => ("3.0", "TEL;TYPE=CELL", "TEL;TYPE=WORK,VOICE"),
        Version::V4 => ("4.0", "TEL;TYPE=cell", "TEL;TYPE=\"work,voice\""),
    };
    for card in cards {
        line(&mut out, "BEGIN", "VCARD");
        line(&mut out, "VERSION", number);
        let name = escaped(&card.name);
        line(&mut out, "FN", &name);
        // Required by 3.0. Which part of a name is the family's is not known, and all of it as the family's shows it whole.
        line(&mut out, "N", &format!("{name};;;;"));
        let street = format!(";;{};;;;", escaped(&card.address));
        let texts = [
            ("ORG", &card.customer),
            ("TITLE", &card.title),
            (work, &card.phone),
            (mobile, &card.mobile),
            ("EMAIL", &card.email),
            ("ADR", &card.address),
            ("NOTE", &card.note),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            line(&mut out, name, if name == "ADR" { street.clone() } else { escaped(text) }.as_str());
        }
        if let Some(birthday) = card.birthday {
            let day = birthday.date.format(if version == Version::V3 { "%Y-%m-%d" } else { "%Y%m%d" });
            line(&mut out, "BDAY", &day.to_string());
        }
        line(&mut out, "END", "VCARD");
    }
    out
}
