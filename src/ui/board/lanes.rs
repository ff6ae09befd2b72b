//! All columns side by side, the card in the hand, and the zones that end a deal.

use super::super::kit::size::follow_size;
use super::card::card_under;
use super::column::ColumnView;
use super::drag::{Drag, Spot};
use super::keyboard::Keyboard;
use super::live::BoardView;
use super::moves::Moves;
use crate::analysis::basis::Phase;
use crate::analysis::board::Column;
use crate::analysis::rates::Total;
use crate::domain::id::Id;
use crate::domain::money::Currency;
use crate::domain::records::Table;
use crate::domain::value::OutcomeKind;
use crate::text::words::board as words;
use crate::web::turn::{painted, turn};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// How many cards a column draws in a turn, at first.
const CARDS: usize = 3;
/// In how many turns it has all that are in sight.
const STEPS: usize = 4;
/// How high the board is taken to be until that is known, in pixels.
const HEIGHT: f64 = 600.0;

/// The board below its head.
#[component]
pub fn Lanes(
    /// What the board shows.
    board: Memo<Option<BoardView>>,
    /// The pipeline that it shows; none where there is none.
    pipeline: Memo<Option<Id>>,
    /// Where a card would land; the keyboard sets it too.
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let moves = expect_context::<Moves>();
    let keyboard = expect_context::<Keyboard>();
    let app = moves.app();
    let lanes = NodeRef::<html::Div>::new();
    let room = RwSignal::new(HEIGHT);
    let drag = Drag::new(moves, spot, lanes);
    provide_context(drag);
    let stages = move || {
        board.with(|b| b.as_ref().map(|b| b.columns.iter().map(|c| c.stage).collect::<Vec<_>>()).unwrap_or_default())
    };
    let stages = Memo::new(move |_| stages());
    // The cards come column by column, a few in each turn: drawing them all at once holds the page up. The heads come before them.
    let begun = RwSignal::new(0);
    Effect::new(move |drawing: Option<bool>| {
        if drawing == Some(true) {
            return true;
        }
        let there = stages.with(|all| !all.is_empty());
        if there {
            spawn_local(async move {
                painted().await;
                let all = || stages.try_with_untracked(|all| all.len() * STEPS);
                while begun.try_get_untracked().is_some_and(|n| all().is_some_and(|all| n < all)) {
                    begun.try_update(|n| *n += 1);
                    turn().await;
                }
                begun.try_set(usize::MAX);
            });
        }
        there
    });
    // Without a pipeline or its stages there is nothing to wait for.
    let awaits = move || board.with(|b| b.as_ref().map_or(pipeline.get().is_some(), |b| !b.columns.is_empty()));
    follow_size(lanes, move || {
        // None is told while nothing is drawn of it.
        if let Some(height) = lanes.get_untracked().map(|lanes| lanes.client_height()).filter(|height| *height > 0) {
            room.set(f64::from(height));
        }
    });
    let lifted = Memo::new(move |_| drag.lifted());
    let lifted_deal = Memo::new(move |_| {
        lifted.get().filter(|id| {
            board.with(|b| {
                b.as_ref().and_then(|b| b.find(*id).map(|(c, _)| b.columns[c].phase)).is_some_and(|p| p == Phase::Open)
            })
        })
    });
    let ghost = move || {
        lifted.get().map(|id| {
            view! {
                <div class="ghost" aria-hidden="true" style:transform=move || {
                    let (x, y) = drag.at.get();
                    format!("translate({}px, {}px) rotate(1.5deg)", x - 110.0, y - 30.0)
                }>
                    <super::card::Card id=Memo::new(move |_| id)/>
                </div>
            }
        })
    };
    view! {
        <div
            class="board"
            class:dragging=move || lifted.get().is_some()
            aria-busy=move || (begun.get() < usize::MAX && awaits()).to_string()
            node_ref=lanes
            on:pointerdown=move |event| drag.down(&event)
            on:click=move |event| if let Some(id) = card_under(&event) { moves.open(id) }
            on:focusin=move |event| if let Some(id) = card_under(&event) { keyboard.focused.set(Some(id)) }
            on:keydown=move |event| if let Some(id) = card_under(&event) { keyboard.on_key(id, &event) }
            on:dragstart=|event| event.prevent_default()
        >
            <For each=move || stages.get() key=|s| *s let:stage>
                {
                    let place = stages.with_untracked(|all| all.iter().position(|s| *s == stage)).unwrap_or(0);
                    let begun = Signal::derive(move || match begun.get().saturating_sub(place * STEPS) {
                        steps if steps < STEPS => steps * CARDS,
                        _ => usize::MAX,
                    });
                    let column = Signal::derive(move || {
                        board.with(|b| {
                            b.as_ref().and_then(|b| b.column(stage).cloned()).unwrap_or_else(|| empty(stage))
                        })
                    });
                    view! { <ColumnView column=column begun=begun height=room/> }
                }
            </For>
        </div>
        {ghost}
        {move || {
            lifted.get().map(|_| {
                let zone = |kind: OutcomeKind, text| {
                    let over = move || drag.spot.get() == Some(Spot::End(kind));
                    view! { <div class="zone" data-end=kind.code() class:over=over>{app.t(text)}</div> }
                };
                let stage = |stage: Id| {
                    let over = move || drag.spot.get() == Some(Spot::Place { stage, index: 0 });
                    view! { <div class="zone" data-drop=stage.to_string() class:over=over>{moves.stage_name(stage)}</div> }
                };
                view! {
                    <div class="zones" aria-hidden="true">
                        <div class="stage-zones">{drag.far.get().into_iter().map(stage).collect_view()}</div>
                        {lifted_deal.get().map(|_| view! {
                            <div class="end-zones">
                                {zone(OutcomeKind::Won, words::DROP_WIN)}
                                {zone(OutcomeKind::Lost, words::DROP_LOSE)}
                                {zone(OutcomeKind::Invalid, words::DROP_INVALID)}
                            </div>
                        })}
                    </div>
                }
            })
        }}
    }
}

fn empty(stage: Id) -> Arc<Column> {
    let zero = Total::zero(Currency::CNY);
    Arc::new(Column {
        stage,
        phase: Phase::Open,
        table: Table::Deal,
        ids: Vec::new(),
        sum: zero.clone(),
        weighted: zero,
    })
}
