//! A customer's contacts: shown, added, edited and deleted in place.

use super::super::app::{use_app, use_workspace};
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::own;
use super::super::kit::show;
use super::super::out::Wish;
use super::super::part;
use super::form::RecordForm;
use crate::domain::command::Command;
use crate::domain::id::Id;
use crate::domain::records::{contact, Table};
use crate::domain::value::Value;
use crate::text::words::{choices, common, customer as words, out};
use leptos::prelude::*;

const FIELDS: &[&str] = &["name", "title", "role", "phone", "email", "wechat", "birthday", "note"];

/// The contacts of a customer.
#[component]
pub fn Contacts(
    /// Which customer.
    customer: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let list = Memo::new(move |_| {
        workspace.read(&[Table::Contact], |d| {
            d.referring(Table::Contact, contact::CUSTOMER, customer).map(|r| r.id).collect::<Vec<_>>()
        })
    });
    let adding = RwSignal::new(false);
    let close = Callback::new(move |()| adding.set(false));
    view! {
        <section class="ds" aria-label=app.t(words::SECTION_CONTACTS)>
            <header>
                <h3>{app.t(words::SECTION_CONTACTS)}</h3>
                <button type="button" class="chip" data-add="contact" on:click=move |_| adding.update(|a| *a = !*a)>
                    <Icon shape=Shape::Plus/>
                    {app.t(words::NEW_CONTACT)}
                </button>
                {move || {
                    (!list.with(Vec::is_empty))
                        .then(|| {
                            let cards = move |_| part::save(app, workspace, Wish::Cards(vec![customer]));
                            view! { <button type="button" class="chip" data-save="vcf" on:click=cards>{app.t(out::CARDS)}</button> }
                        })
                }}
            </header>
            {move || {
                adding.get()
                    .then(|| {
                        let with = vec![(contact::CUSTOMER, Some(Value::Ref(customer)))];
                        view! { <RecordForm table=Table::Contact existing=None names=FIELDS with=with close=close/> }
                    })
            }}
            <ul class="plain"><For each=move || list.get() key=|id| *id let:id><Person id=id/></For></ul>
            {move || (list.with(Vec::is_empty) && !adding.get()).then(|| view! { <p class="unset">{app.t(words::NO_CONTACTS)}</p> })}
        </section>
    }
}

#[component]
fn Person(id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let table = Table::Contact;
    let editing = RwSignal::new(false);
    let close = Callback::new(move |()| editing.set(false));
    let text =
        move |key| workspace.read(&[table], |d| d.get(table, id).map(|r| r.text(key).to_string()).unwrap_or_default());
    let details = move || {
        let role =
            choices::choice_label("contact", "role", &text(contact::ROLE)).map_or(String::new(), |t| app.t(t).into());
        let born = workspace.read(&[table], |d| d.get(table, id).and_then(|r| r.moment(contact::BIRTHDAY)));
        let born = born.map(|m| show::moment(lang, m, workspace.today())).unwrap_or_default();
        let parts =
            [text(contact::TITLE), role, text(contact::EMAIL), text(contact::WECHAT), born, text(contact::NOTE)];
        let today = workspace.today();
        let own = workspace.read(&[table, Table::OwnField], |d| {
            d.get(table, id).map(|r| own::told(app, d, today, table, r)).unwrap_or_default()
        });
        parts.into_iter().chain(own).filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let phone = move || {
        let number = text(contact::PHONE);
        (!number.is_empty()).then(|| view! { <a href=format!("tel:{}", number.replace(' ', ""))>{number.clone()}</a> })
    };
    view! {
        <li class="person" data-contact=id.to_string()>
            <div>
                <b>{move || text(contact::NAME)}</b>
                <small>{details}</small>
            </div>
            {phone}
            <button
                type="button"
                class="icon-button small"
                aria-label=move || app.tf(words::EDIT_CONTACT, &[("name", &text(contact::NAME))])
                on:click=move |_| editing.update(|e| *e = !*e)
            >
                <Icon shape=Shape::Edit/>
            </button>
            <button
                type="button"
                class="icon-button small"
                title=app.t(common::DELETE)
                aria-label=move || app.tf(words::DELETE_CONTACT, &[("name", &text(contact::NAME))])
                on:click=move |_| drop(app.run(Command::Delete { table, ids: vec![id] }))
            >
                <Icon shape=Shape::Trash/>
            </button>
            {move || {
                editing.get().then(|| view! { <RecordForm table=table existing=Some(id) names=FIELDS with=Vec::new() close=close/> })
            }}
        </li>
    }
}
