//! One column: its head, quick add, and the cards in sight. Ten thousand cards are as quick as ten, because cards have one height.

use super::super::kit::icon::{Icon, Shape};
use super::super::kit::show;
use super::super::print;
use super::card::Card;
use super::drag::{Drag, Spot};
use super::moves::Moves;
use super::quick_add::QuickAdd;
use super::slots::{self, Slot};
use crate::analysis::basis::Phase;
use crate::analysis::board::Column;
use crate::domain::records::{stage, Table};
use crate::text::format::{self, MoneyStyle};
use crate::text::words::board as words;
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;

/// Height of a card with the gap below it, in pixels; `style/areas/board.css` has the same.
pub const PITCH: f64 = 124.0;
/// Cards drawn above and below what is in sight: scrolling shows nothing empty, and few are drawn for nothing.
const MARGIN: usize = 2;

/// A column of the board.
#[component]
pub fn ColumnView(
    /// What it shows.
    #[prop(into)]
    column: Signal<Arc<Column>>,
    /// How many cards it may draw yet.
    begun: Signal<usize>,
    /// How high the board is, in pixels: no column shows more.
    height: RwSignal<f64>,
) -> impl IntoView {
    let moves = expect_context::<Moves>();
    let drag = expect_context::<Drag>();
    let app = moves.app();
    let lang = app.lang();
    let (stage, phase) = column.with_untracked(|c| (c.stage, c.phase));
    let percent = move || {
        moves
            .workspace()
            .read(&[Table::Stage], |d| d.get(Table::Stage, stage).and_then(|s| s.int(stage::PROBABILITY)))
            .unwrap_or(0)
    };
    let adding = RwSignal::new(false);
    let add_button = NodeRef::<html::Button>::new();
    let end_adding = Callback::new(move |()| {
        adding.set(false);
        if let Some(button) = add_button.get_untracked() {
            let _ = button.focus();
        }
    });
    let list = NodeRef::<html::Div>::new();
    let top = RwSignal::new(0.0_f64);
    let scrolled = move || {
        if let Some(list) = list.get_untracked() {
            top.set(f64::from(list.scroll_top()));
        }
    };
    let window = Memo::new(move |_| {
        let count = column.with(|c| c.ids.len());
        if app.printing.get() {
            return (0, count.min(print::CARDS));
        }
        let first = ((top.get() / PITCH) as usize).saturating_sub(MARGIN);
        let last = ((top.get() + height.get()) / PITCH) as usize + 1 + MARGIN;
        let last = last.min(first.saturating_add(begun.get())).min(count);
        (first.min(last), last)
    });
    let slots = Memo::new(move |before: Option<&Vec<Slot>>| {
        let (first, last) = window.get();
        let before = before.map_or(&[][..], Vec::as_slice);
        column.with(|c| {
            let last = last.min(c.ids.len());
            slots::settle(before, &c.ids[first.min(last)..last], first)
        })
    });
    let money = move |minor: fn(&Column) -> crate::domain::money::Money| {
        column.with(|c| show::money(lang, minor(c), MoneyStyle::Short))
    };
    let count = move || column.with(|c| format::number(lang, c.ids.len() as i64));
    let name = move || moves.workspace().read(&[Table::Stage], |d| show::name(d, lang, Table::Stage, stage));
    let gap = move || match drag.spot.get() {
        Some(Spot::Place { stage: s, index }) if s == stage => Some(index),
        _ => None,
    };
    let label = {
        move || {
            let n = column.with(|c| c.ids.len()).to_string();
            let text = if phase == Phase::Lead { words::COLUMN_LABEL_LEADS } else { words::COLUMN_LABEL };
            app.tf(text, &[("stage", &name()), ("n", &n), ("sum", &money(|c| c.sum.money()))])
        }
    };
    let note = move || match phase {
        Phase::Open => app.tf(words::COLUMN_WEIGHTED, &[("sum", &money(|c| c.weighted.money()))]),
        Phase::Won | Phase::After => app.t(words::THIS_MONTH).to_string(),
        Phase::Lead => String::new(),
    };
    let left = move || match phase {
        Phase::Lead => app.tf(words::COLUMN_LEADS, &[("n", &count())]),
        _ => money(|c| c.sum.money()),
    };
    let add = if phase == Phase::Lead { words::QUICK_ADD_LEAD_TO } else { words::QUICK_ADD_TO };
    let add_label = app.tf(add, &[("stage", &name())]);
    view! {
        <section class="col" aria-label=label data-stage=stage.to_string() class:over=move || gap().is_some()>
            <header>
                <div class="col-head">
                    <h2>{name}<span data-count>{count}</span></h2>
                    {(phase == Phase::Lead || phase == Phase::Open)
                        .then(|| {
                            view! {
                                <button type="button" class="icon-button small add" node_ref=add_button aria-label=add_label on:click=move |_| adding.update(|a| *a = !*a)>
                                    <Icon shape=Shape::Plus/>
                                </button>
                            }
                        })}
                </div>
                <p><b data-column-sum>{left}</b><span>{note}</span></p>
                <div class="prob" aria-hidden="true"><i style:width=move || format!("{}%", percent())></i></div>
            </header>
            {move || adding.get().then(|| view! { <QuickAdd stage=stage phase=phase close=end_adding/> })}
            <div class="cards" node_ref=list on:scroll=move |_| scrolled() data-list>
                <div class="cards-all" style:height=move || format!("{}px", column.with(|c| c.ids.len()) as f64 * PITCH + gap().map_or(0.0, |_| PITCH))>
                    <For each=move || slots.get() key=|slot| slot.nr let:made>
                        {
                            // Its place and its card may change while it stays; one that is about to go draws what it drew.
                            let slot = move || slots.with(|all| all.iter().find(|slot| slot.nr == made.nr).copied());
                            let id = Memo::new(move |last| slot().map(|slot| slot.id).or(last.copied()).unwrap_or(made.id));
                            let top = move || {
                                let place = slot().map_or(made.place, |slot| slot.place);
                                (place + usize::from(gap().is_some_and(|g| place >= g))) as f64 * PITCH
                            };
                            view! { <div class="slot" style:transform=move || format!("translateY({}px)", top())><Card id=id/></div> }
                        }
                    </For>
                    {move || gap().map(|g| view! { <div class="gap" style:transform=format!("translateY({}px)", g as f64 * PITCH)></div> })}
                </div>
                <print::More n=Signal::derive(move || column.with(|c| c.ids.len()).saturating_sub(print::CARDS)) cards=true/>
                {move || (column.with(|c| c.ids.is_empty()) && gap().is_none() && phase != Phase::Lead)
                    .then(|| view! { <p class="more">{app.t(words::COLUMN_EMPTY)}</p> })}
            </div>
        </section>
    }
}
