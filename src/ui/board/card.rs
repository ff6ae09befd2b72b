//! One card: a deal or a lead. All it shows is computed when it comes into sight.

use super::super::deals::Ask;
use super::super::kit::icon::{Icon, Shape};
use super::super::kit::menu::{Item, Menu};
use super::super::kit::show;
use super::drag::{drop_on, Spot};
use super::keyboard::Keyboard;
use super::moves::Moves;
use crate::domain::deals::{next_step, rotting_days, state, Status};
use crate::domain::id::Id;
use crate::domain::records::{customer, deal, lead, rep, task, Table};
use crate::domain::value::OutcomeKind;
use crate::text::format::{self, MoneyStyle};
use crate::text::words::{board as words, common};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// What a card says.
#[derive(Clone, PartialEq, Default)]
struct Face {
    name: String,
    who: String,
    step: String,
    step_state: &'static str,
    amount: String,
    days: String,
    days_label: String,
    rotting: bool,
    owner: String,
    lead: bool,
    open: bool,
}

fn face(moves: Moves, id: Id) -> Option<Face> {
    let (app, workspace) = (moves.app(), moves.workspace());
    let lang = app.lang();
    let today = workspace.today();
    workspace.read(super::READS, |data| {
        if let Some(row) = data.get(Table::Lead, id) {
            let owner = data.follow(Table::Lead, row, lead::OWNER).map(|r| r.text(rep::NAME).to_string());
            let source = row.link(lead::SOURCE).map(|s| show::name(data, lang, Table::ListEntry, s));
            let days = row.date(lead::CREATED).map(|d| (today - d).num_days());
            return Some(Face {
                name: row.text(lead::NAME).into(),
                who: row.text(lead::CONTACT).into(),
                step: row.text(lead::PHONE).into(),
                step_state: "",
                amount: source.unwrap_or_default(),
                days: days.map(|n| app.tf(words::DAYS_IN_STAGE, &[("n", &n.to_string())])).unwrap_or_default(),
                owner: owner.unwrap_or_default(),
                lead: true,
                ..Face::default()
            });
        }
        let row = data.get(Table::Deal, id)?;
        let now = state(data, row);
        let next = next_step(data, id);
        let due = next.and_then(|t| t.moment(task::DUE));
        let (step, step_state) = match (next, due) {
            _ if now.status != Status::Open => {
                (now.closed.map(|d| format::date_short(lang, d, today)).unwrap_or_default(), "")
            }
            (None, _) => (app.t(words::NO_NEXT_STEP).into(), "none"),
            (Some(t), Some(due)) if due.date < today => {
                let n = (today - due.date).num_days().to_string();
                (app.tf(words::LATE_STEP, &[("n", &n), ("what", t.text(task::TITLE))]), "late")
            }
            (Some(t), Some(due)) => {
                let when = format::relative(lang, due.date, today);
                (app.tf(words::STEP, &[("when", &when), ("what", t.text(task::TITLE))]), "")
            }
            (Some(t), None) => (t.text(task::TITLE).into(), ""),
        };
        let rotting = rotting_days(data, row, &now, today);
        let days = rotting.or_else(|| now.since.map(|d| (today - d).num_days().max(0)));
        let n = days.unwrap_or(0).to_string();
        let (text, label) = if rotting.is_some() {
            (words::ROTTING, words::ROTTING)
        } else {
            (words::DAYS_IN_STAGE, words::DAYS_IN_STAGE_LABEL)
        };
        Some(Face {
            name: row.text(deal::NAME).into(),
            who: data
                .follow(Table::Deal, row, deal::CUSTOMER)
                .map(|c| c.text(customer::NAME).to_string())
                .unwrap_or_default(),
            step,
            step_state,
            amount: row
                .money(deal::AMOUNT)
                .map_or_else(|| app.t(words::NO_AMOUNT).into(), |m| show::money(lang, m, MoneyStyle::Short)),
            days: days.map(|_| app.tf(text, &[("n", &n)])).unwrap_or_default(),
            days_label: days.map(|_| app.tf(label, &[("n", &n)])).unwrap_or_default(),
            rotting: rotting.is_some(),
            owner: data
                .follow(Table::Deal, row, deal::OWNER)
                .map(|r| r.text(rep::NAME).to_string())
                .unwrap_or_default(),
            lead: false,
            open: now.status == Status::Open,
        })
    })
}

/// The card of a deal or a lead. Many are drawn at once, so it listens to nothing but its menu (the board does, see [`card_under`]), and what
/// it says is brought up to date as a whole.
#[component]
pub fn Card(
    /// Which; another where its place was taken over (see [`super::slots`]).
    id: Memo<Id>,
) -> impl IntoView {
    let moves = expect_context::<Moves>();
    let keyboard = expect_context::<Keyboard>();
    let app = moves.app();
    let face = Memo::new(move |_| face(moves, id.get()).unwrap_or_default());
    let items = Callback::new(move |()| {
        let id = id.get_untracked();
        let mut items = vec![Item::new(app.t(common::OPEN), move || moves.open(id))];
        let (is_lead, open) = face.with_untracked(|f| (f.lead, f.open));
        if is_lead {
            return items;
        }
        items.push(Item::new(app.t(common::MOVE_TO), move || moves.deals.ask.set(Some(Ask::Move { deal: id }))));
        if open {
            items.push(Item::new(app.t(common::WIN), move || moves.deals.ask_outcome(id, OutcomeKind::Won)));
            items.push(Item::new(app.t(common::LOSE), move || moves.deals.ask_outcome(id, OutcomeKind::Lost)));
            items.push(Item::new(app.t(common::MARK_INVALID), move || {
                moves.deals.ask_outcome(id, OutcomeKind::Invalid)
            }));
        }
        items.extend(steps(moves, id));
        items
    });
    let label = Signal::derive(move || face.with(|f| app.tf(words::CARD_MENU, &[("name", &f.name)])));
    view! {
        <div
            class="card"
            class:sel=move || moves.opened.get() == Some(id.get())
            class:held=move || keyboard.held.get() == Some(id.get())
            data-card=move || id.get().to_string()
            tabindex=move || if keyboard.is_stop(id.get()) { "0" } else { "-1" }
            role="group"
            aria-label=move || face.with(|f| format!("{} {} {} {}", f.name, f.who, f.amount, f.step))
            aria-roledescription=app.t(words::CARD_ROLE)
        >
            {move || said(face.get())}
            <span class="card-menu">
                <Menu label=label items=items class="icon-button small" right=true stop=Signal::derive(move || keyboard.is_stop(id.get()))>
                    <Icon shape=Shape::More/>
                </Menu>
            </span>
        </div>
    }
}

/// The lines of a card.
fn said(face: Face) -> impl IntoView {
    let step = if face.step.is_empty() { None } else { Some(if face.lead { Shape::Phone } else { Shape::Clock }) };
    let owner = (!face.owner.is_empty()).then(|| {
        let initial = initial(&face.owner);
        view! { <i class="av" title=face.owner>{initial}</i> }
    });
    view! {
        <span class="n">{face.name}</span>
        <span class="c">{face.who}</span>
        <span class=format!("next {}", face.step_state)>
            {step.map(|shape| view! { <Icon shape=shape/> })}
            <span>{face.step}</span>
        </span>
        <span class="f">
            <b>{face.amount}</b>
            <span class:rot=face.rotting title=face.days_label>{face.days}</span>
            {owner}
        </span>
    }
}

/// The card that an event on the board is about; none if it is about a card's menu.
pub fn card_under(event: &web_sys::Event) -> Option<Id> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    let near = target.closest("[data-card], .card-menu").ok().flatten()?;
    Id::parse(&near.get_attribute("data-card")?)
}

/// The card that has the focus, itself or in its menu.
pub fn card_with_focus() -> Option<Id> {
    Id::parse(&super::super::Focus::now()?.card?)
}

/// Up and down in its column, for those who do not drag.
fn steps(moves: Moves, id: Id) -> Vec<Item> {
    let found = moves.peek(|b| b.find(id).map(|(c, p)| (b.columns[c].stage, p, b.columns[c].ids.len()))).flatten();
    let Some((stage, place, count)) = found else { return Vec::new() };
    let step =
        move |label, index| Item::new(moves.app().t(label), move || drop_on(moves, id, &Spot::Place { stage, index }));
    let up = place.checked_sub(1).map(|index| step(common::MOVE_UP, index));
    up.into_iter().chain((place + 1 < count).then(|| step(common::MOVE_DOWN, place + 1))).collect()
}

/// The letter that stands for a person: the first character of the name.
pub fn initial(name: &str) -> String {
    name.chars().next().map(|c| c.to_uppercase().collect()).unwrap_or_default()
}
