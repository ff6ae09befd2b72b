//! Leads: converting keeps them and their history.

use crate::desk::*;
use loudou::domain::command::{Command, Conversion, CustomerChoice};
use loudou::domain::id::Id;
use loudou::domain::records::{activity, contact, customer, deal, lead, list_entry, task, Table};
use loudou::domain::value::{About, Value};

fn conversion(customer: CustomerChoice) -> Conversion {
    let cells = vec![(deal::NAME, text("Machines"))];
    Conversion { customer, contact: Some(" Li Wei ".into()), deal: None, stage: None, cells }
}

fn lead_of(desk: &mut Desk) -> Id {
    let cells = vec![
        (lead::NAME, text(" Beta ")),
        (lead::PHONE, text("138 0000 1111")),
        (lead::SOURCE, Some(Value::Ref(entry("source", "other")))),
        (lead::OWNER, Some(Value::Ref(BO))),
        (lead::INTEREST, text("machines")),
    ];
    desk.create(Table::Lead, cells)
}

#[test]
fn a_lead_becomes_customer_contact_and_deal_and_stays() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    assert_eq!(desk.row(Table::Lead, id).text(lead::NAME), "Beta");
    let about = Some(Value::Abouts(Box::new([About { table: Table::Lead, id }])));
    let open = desk.create(Table::Task, vec![(task::TITLE, text("Call")), (task::ABOUT, about.clone())]);
    let call = vec![(activity::SORT, Some(Value::Ref(list_entry::CALL))), (activity::ABOUT, about.clone())];
    let call = desk.create(Table::Activity, call);
    let plan = desk.ok(Command::ConvertLead { lead: id, into: conversion(CustomerChoice::Named("Beta".into())) });
    assert_eq!((plan.code.as_str(), plan.subject), ("lead.convert", Some((Table::Lead, id))));
    let row = desk.row(Table::Lead, id);
    assert_eq!(
        (row.text(lead::STATUS), row.date(lead::CLOSED), row.date(lead::CREATED)),
        ("converted", Some(DAY), Some(DAY))
    );
    let (buyer, made) = (row.link(lead::CUSTOMER).unwrap(), row.link(lead::DEAL).unwrap());
    let beta = desk.row(Table::Customer, buyer);
    assert_eq!((beta.text(customer::NAME), beta.text(customer::NEEDS)), ("Beta", "machines"));
    assert_eq!((beta.link(customer::OWNER), beta.text(customer::PHONE)), (Some(BO), "138 0000 1111"));
    let sold = desk.row(Table::Deal, made);
    assert_eq!((sold.link(deal::LEAD), sold.link(deal::OWNER)), (Some(id), Some(BO)));
    assert_eq!(sold.link(deal::SOURCE), Some(entry("source", "other")));
    let person = desk.row(Table::Contact, sold.link(deal::CONTACT).unwrap());
    assert_eq!((person.text(contact::NAME), person.link(contact::CUSTOMER)), ("Li Wei", Some(buyer)));
    assert_eq!(desk.state(made).stage, Some(stage("prospect")));
    assert_eq!(loudou::domain::deals::next_step(&desk.data, made).unwrap().id, open, "open tasks follow");
    assert_eq!(desk.row(Table::Activity, call).get(activity::ABOUT), about.as_ref(), "history stays with the lead");
    let again = Command::ConvertLead { lead: id, into: conversion(CustomerChoice::Existing(buyer)) };
    assert_eq!(desk.refused(again), "already_converted");
    assert_eq!(desk.refused(Command::MarkLead { leads: vec![id], invalid: true }), "already_converted");
}

#[test]
fn a_known_customer_keeps_what_it_has() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    desk.ok(Command::ConvertLead { lead: id, into: conversion(CustomerChoice::Named("Acme".into())) });
    let acme = desk.row(Table::Customer, ACME);
    assert_eq!((acme.get(customer::PHONE), acme.get(customer::OWNER)), (None, None));
    assert_eq!(desk.data.live(Table::Customer).count(), 1);
}

#[test]
fn a_refused_conversion_leaves_nothing() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    let mut into = conversion(CustomerChoice::Named("Beta".into()));
    into.cells.clear();
    assert_eq!(desk.refused(Command::ConvertLead { lead: id, into }), "required");
    assert_eq!((desk.data.live(Table::Customer).count(), desk.data.live(Table::Contact).count()), (1, 0));
    let nobody = conversion(CustomerChoice::Existing(Id::fixed(1, 999)));
    assert_eq!(desk.refused(Command::ConvertLead { lead: id, into: nobody }), "bad_reference");
}

#[test]
fn a_lead_that_names_a_row_that_is_gone_is_converted_without_it() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    let gone = Id::fixed(91, 99);
    desk.data.update(Table::Lead, id, None, |row| row.put(lead::OWNER, Some(Value::Ref(gone)), None));
    desk.ok(Command::ConvertLead { lead: id, into: conversion(CustomerChoice::Named("Beta".into())) });
    let made = desk.row(Table::Lead, id).link(lead::DEAL).unwrap();
    assert_eq!(desk.row(Table::Deal, made).link(deal::OWNER), Some(ANN));
}

#[test]
fn converting_into_the_won_column_wins() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    let mut into = conversion(CustomerChoice::Named("Beta".into()));
    into.stage = Some(stage("won"));
    assert_eq!(desk.refused(Command::ConvertLead { lead: id, into: into.clone() }), "win_needs_amount");
    into.cells.push((deal::AMOUNT, yuan(3)));
    desk.ok(Command::ConvertLead { lead: id, into });
    let buyer = desk.row(Table::Lead, id).link(lead::CUSTOMER).unwrap();
    assert_eq!(desk.row(Table::Customer, buyer).text(customer::LIFE), "new");
}

#[test]
fn leads_are_marked_invalid_and_taken_up_again() {
    let mut desk = Desk::new();
    let id = lead_of(&mut desk);
    let mark = |invalid| Command::MarkLead { leads: vec![id], invalid };
    assert_eq!(desk.ok(mark(true)).code, "lead.invalid");
    assert_eq!(
        (desk.row(Table::Lead, id).text(lead::STATUS), desk.row(Table::Lead, id).date(lead::CLOSED)),
        ("invalid", Some(DAY))
    );
    assert_eq!(desk.ok(mark(false)).code, "lead.reopen");
    assert_eq!(
        (desk.row(Table::Lead, id).text(lead::STATUS), desk.row(Table::Lead, id).get(lead::CLOSED)),
        ("open", None)
    );
    assert_eq!(desk.edit(Table::Lead, id, vec![(lead::STATUS, text("converted"))]).unwrap_err().code, "not_by_form");
}
