//! Contacts as cards, for the address book of a phone or of the office.

use crate::domain::dataset::Dataset;
use crate::domain::id::Id;
use crate::domain::records::{contact, customer, Table};
use crate::domain::row::Row;
use crate::domain::sort::sort_by_key;
use crate::exchange::table::vcard::Card;

/// The contacts of these customers: in the customers' order, and each one's by name.
pub fn cards(data: &Dataset, customers: &[Id]) -> Vec<Card> {
    let mut cards = Vec::new();
    for company in customers.iter().filter_map(|id| data.get(Table::Customer, *id)) {
        let mut people: Vec<&Row> = data.referring(Table::Contact, contact::CUSTOMER, company.id).collect();
        sort_by_key(&mut people, |row| (row.text(contact::NAME).to_string(), row.id));
        cards.extend(people.into_iter().map(|person| card(company, person)));
    }
    cards
}

fn card(company: &Row, person: &Row) -> Card {
    // Who is a customer on their own has no company.
    let at_home = company.text(customer::SORT) == "person";
    let company_name = if at_home { "" } else { company.text(customer::NAME) };
    Card {
        name: person.text(contact::NAME).into(),
        customer: company_name.into(),
        title: person.text(contact::TITLE).into(),
        phone: String::new(),
        mobile: person.text(contact::PHONE).into(),
        email: person.text(contact::EMAIL).into(),
        address: company.text(customer::ADDRESS).into(),
        birthday: person.moment(contact::BIRTHDAY),
        note: person.text(contact::NOTE).into(),
    }
}
