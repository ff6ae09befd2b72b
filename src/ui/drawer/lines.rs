//! The lines of a deal: product, quantity, price. The amount is filled from them until someone types it.

use super::super::app::{use_app, use_workspace};
use super::super::kit::field::FieldInput;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::show;
use crate::domain::command::Command;
use crate::domain::dataset::Dataset;
use crate::domain::deals::ordered;
use crate::domain::id::Id;
use crate::domain::money::{div_round, Money};
use crate::domain::records::{deal, deal_line, product, Field, Table};
use crate::domain::row::Row;
use crate::domain::value::Value;
use crate::text::format::MoneyStyle;
use crate::text::words::{common, deal as words};
use leptos::prelude::*;

/// Quantity × price of a line.
fn worth(row: &Row) -> Option<Money> {
    let (quantity, price) = (row.decimal(deal_line::QUANTITY)?, row.money(deal_line::PRICE)?);
    let minor = div_round(i128::from(quantity) * i128::from(price.minor), 1_000_000);
    Some(Money::new(i64::try_from(minor).ok()?, price.currency))
}

/// The total of a deal's lines; `None` without priced lines, or if they are in several currencies.
fn total(data: &Dataset, deal: Id) -> Option<Money> {
    let mut parts = data.referring(Table::DealLine, deal_line::DEAL, deal).filter_map(worth);
    let first = parts.next()?;
    parts.try_fold(first, |sum, part| {
        (sum.currency == part.currency).then(|| Money::new(sum.minor.saturating_add(part.minor), sum.currency))
    })
}

/// The lines of a deal, to edit in place.
#[component]
pub fn Lines(
    /// Which deal.
    deal: Id,
) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let list = Memo::new(move |_| {
        workspace.read(&[Table::DealLine], |d| {
            ordered(d.referring(Table::DealLine, deal_line::DEAL, deal), deal_line::ORDER)
                .into_iter()
                .map(|r| r.id)
                .collect::<Vec<_>>()
        })
    });
    let products = Memo::new(move |_| {
        workspace.read(&[Table::Product], |d| {
            let sold = d.live(Table::Product).filter(|p| !p.flag(product::ARCHIVED));
            ordered(sold, product::ORDER)
                .into_iter()
                .map(|p| (p.id, p.text(product::NAME).to_string()))
                .collect::<Vec<_>>()
        })
    });
    // Total of the lines, and the amount typed by hand if it differs.
    let sums = Memo::new(move |_| {
        workspace.read(&[Table::DealLine, Table::Deal], |d| {
            let total = total(d, deal);
            let row = d.get(Table::Deal, deal);
            let typed = row.filter(|r| r.flag(deal::AMOUNT_TYPED)).and_then(|r| r.money(deal::AMOUNT));
            (total, typed.filter(|t| total.is_some_and(|total| total != *t)))
        })
    });
    let add = move |chosen: Id| {
        let price = workspace.peek(|d| d.get(Table::Product, chosen).and_then(|p| p.get(product::PRICE)).cloned());
        let cells = vec![
            (deal_line::DEAL, Some(Value::Ref(deal))),
            (deal_line::PRODUCT, Some(Value::Ref(chosen))),
            (deal_line::QUANTITY, Some(Value::Decimal(1_000_000))),
            (deal_line::PRICE, price),
        ];
        let _ = app.run(Command::Create { table: Table::DealLine, id: None, cells });
    };
    let use_total = move |_| {
        let _ = app.run(Command::Edit { table: Table::Deal, ids: vec![deal], cells: vec![(deal::AMOUNT, None)] });
    };
    let note = move || match sums.get() {
        (Some(total), Some(typed)) if total.currency == typed.currency => {
            let difference = Money::new(typed.minor.saturating_sub(total.minor), total.currency);
            app.tf(words::AMOUNT_TYPED, &[("difference", &show::money(lang, difference, MoneyStyle::Full))])
        }
        (Some(_), None) => app.t(words::AMOUNT_FROM_LINES).into(),
        _ => String::new(),
    };
    move || {
        (!list.with(Vec::is_empty) || !products.with(Vec::is_empty)).then(|| {
            view! {
                <section class="ds" aria-label=app.t(words::SECTION_LINES)>
                    <h3>{app.t(words::SECTION_LINES)}</h3>
                    <ul class="lines"><For each=move || list.get() key=|id| *id let:id><Line id=id/></For></ul>
                    {move || {
                        sums.get()
                            .0
                            .map(|total| {
                                view! {
                                    <p class="lines-total">
                                        <span>{app.t(words::LINES_TOTAL)}</span>
                                        <b data-lines-total="">{show::money(lang, total, MoneyStyle::Full)}</b>
                                        <small>{note}</small>
                                        {move || {
                                            sums.get()
                                                .1
                                                .map(|_| {
                                                    view! { <button type="button" class="link" on:click=use_total>{app.t(words::USE_LINES_TOTAL)}</button> }
                                                })
                                        }}
                                    </p>
                                }
                            })
                    }}
                    {move || {
                        let options = products.get();
                        (!options.is_empty())
                            .then(|| {
                                view! {
                                    <select
                                        class="chip clear"
                                        aria-label=app.t(words::ADD_LINE)
                                        on:change=move |event| {
                                            if let Some(chosen) = Id::parse(&event_target_value(&event)) {
                                                event_target::<web_sys::HtmlSelectElement>(&event).set_value("");
                                                add(chosen);
                                            }
                                        }
                                    >
                                        <option value="">{app.t(words::ADD_LINE)}</option>
                                        {options.into_iter().map(|(id, name)| view! { <option value=id.to_string()>{name}</option> }).collect_view()}
                                    </select>
                                }
                            })
                    }}
                </section>
            }
        })
    }
}

#[component]
fn Line(id: Id) -> impl IntoView {
    let app = use_app();
    let workspace = use_workspace();
    let lang = app.lang();
    let table = Table::DealLine;
    let cell = move |name: &'static str| {
        let field: &'static Field = table.field_named(name)?;
        let value = Memo::new(move |_| workspace.read(&[table], |d| d.get(table, id)?.get(field.key).cloned()));
        let error = RwSignal::new(None::<String>);
        let change = Callback::new(move |new| error.set(super::facts::write(app, table, id, field.key, new)));
        Some(view! { <FieldInput table=table field=field value=value on_change=change error=error/> })
    };
    let name = move || {
        workspace.read(&[table, Table::Product], |d| {
            let line = d.get(table, id);
            line.and_then(|l| l.link(deal_line::PRODUCT))
                .map(|p| show::name(d, lang, Table::Product, p))
                .unwrap_or_default()
        })
    };
    let worth = move || {
        let sum = workspace.read(&[table], |d| d.get(table, id).and_then(worth));
        sum.map_or_else(|| app.t(common::NO_FIGURE).into(), |m| show::money(lang, m, MoneyStyle::Full))
    };
    view! {
        <li class="deal-line" data-line=id.to_string()>
            <b>{name}</b>
            <button
                type="button"
                class="icon-button small"
                aria-label=move || app.tf(words::REMOVE_LINE, &[("name", &name())])
                on:click=move |_| drop(app.run(Command::Delete { table, ids: vec![id] }))
            >
                <Icon shape=Shape::Close/>
            </button>
            <div class="line-sum">{cell("quantity")}<span aria-hidden="true">"×"</span>{cell("price")}<output>{worth}</output></div>
        </li>
    }
}
