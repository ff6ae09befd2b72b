//! Dragging cards: a mouse lifts after a few pixels, a finger after a long press, so that scrolling never drags. At its edges the board
//! scrolls by itself; stages out of sight come as a bar.

use super::super::kit::size::follow_size;
use super::column::{ColumnView, PITCH};
use super::live::BoardView;
use super::moves::Moves;
use crate::analysis::basis::Phase;
use crate::analysis::board::Column;
use crate::domain::command::Position;
use crate::domain::id::Id;
use crate::domain::records::Table;
use crate::domain::value::OutcomeKind;
use crate::text::words::board as words;
use crate::web::turn::{painted, turn};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

/// A mouse that moves further than this, in pixels, drags.
const MOUSE_SLOP: f64 = 5.0;
/// A finger that moves further than this before the long press is over scrolls.
const TOUCH_SLOP: f64 = 8.0;
/// A long press, in milliseconds.
const LONG_PRESS: u32 = 250;
/// How near to the edge the board scrolls by itself, in pixels.
const EDGE: f64 = 48.0;
/// How far it scrolls at a time.
const STEP: i32 = 14;
/// How many cards a column draws in a turn, at first.
const CARDS: usize = 3;
/// In how many turns it has all that are in sight.
const STEPS: usize = 4;
/// How high the board is taken to be until that is known, in pixels.
const HEIGHT: f64 = 600.0;

/// Where a card would land.
#[derive(Clone, PartialEq, Debug)]
pub enum Spot {
    /// In a column, above the card that is now at this place.
    Place {
        /// The column.
        stage: Id,
        /// Counted without the card that is dragged.
        index: usize,
    },
    /// On a zone that ends the deal.
    End(OutcomeKind),
}

#[derive(Clone, Copy, PartialEq, Debug)]
struct Press {
    id: Id,
    pointer: i32,
    x: f64,
    y: f64,
    touch: bool,
    /// When, in milliseconds.
    since: f64,
    lifted: bool,
}

/// The drag that is going on. A handle.
#[derive(Clone, Copy)]
pub struct Drag {
    moves: Moves,
    press: RwSignal<Option<Press>>,
    /// Where the card would land.
    pub spot: RwSignal<Option<Spot>>,
    at: RwSignal<(f64, f64)>,
    lanes: NodeRef<html::Div>,
    /// How high the board is, in pixels: no column shows more.
    pub height: RwSignal<f64>,
    /// The stages that were out of sight when the card was lifted.
    far: RwSignal<Vec<Id>>,
    /// A step of the scrolling at the edge is on its way.
    scrolling: RwSignal<bool>,
    /// A drag has just ended: the click that the browser sends after it opens nothing.
    just_dropped: RwSignal<bool>,
}

impl Drag {
    /// The card in the hand.
    pub fn lifted(self) -> Option<Id> {
        self.press.get().filter(|p| p.lifted).map(|p| p.id)
    }

    fn down(self, event: &PointerEvent) {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        let card = target.and_then(|t| t.closest("[data-card]").ok().flatten());
        let Some(id) = card.and_then(|c| c.get_attribute("data-card")).and_then(|id| Id::parse(&id)) else { return };
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let touch = event.pointer_type() == "touch";
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let press = Press { id, pointer: event.pointer_id(), x, y, touch, since: event.time_stamp(), lifted: false };
        self.press.set(Some(press));
        if touch {
            gloo_timers::callback::Timeout::new(LONG_PRESS, move || {
                if self.press.try_get_untracked().flatten() == Some(press) {
                    self.lift(x, y);
                }
            })
            .forget();
        }
    }

    fn lift(self, x: f64, y: f64) {
        self.press.update(|p| {
            if let Some(p) = p {
                p.lifted = true;
            }
        });
        // Old news must not lie over the zones.
        self.moves.app().toasts.update(|list| list.retain(|t| t.bad));
        if let Some(selection) = window().get_selection().ok().flatten() {
            let _ = selection.remove_all_ranges();
        }
        self.far.set(self.out_of_sight());
        self.at.set((x, y));
    }

    fn moved(self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked().filter(|p| p.pointer == event.pointer_id()) else { return };
        let (x, y) = (f64::from(event.client_x()), f64::from(event.client_y()));
        let far = (x - press.x).hypot(y - press.y) > if press.touch { TOUCH_SLOP } else { MOUSE_SLOP };
        if press.lifted {
            event.prevent_default();
            // A finger that is held still drops the card where it was.
            if far || self.spot.get_untracked().is_some() {
                self.follow(x, y);
            }
        } else if far && press.touch {
            self.press.set(None);
        } else if far {
            self.lift(x, y);
            self.follow(x, y);
        }
    }

    /// The stages of which not even half can be seen.
    fn out_of_sight(self) -> Vec<Id> {
        let Some(lanes) = self.lanes.get_untracked() else { return Vec::new() };
        let area = lanes.get_bounding_client_rect();
        let columns = lanes.query_selector_all("[data-stage]").ok();
        let at = |i| columns.as_ref().and_then(|all| all.item(i)).and_then(|n| n.dyn_into::<Element>().ok());
        let far = |column: &Element| {
            let column = column.get_bounding_client_rect();
            let middle = f64::midpoint(column.left(), column.right());
            middle < area.left() || middle > area.right()
        };
        let stage = |column: Element| Id::parse(&column.get_attribute("data-stage")?);
        (0..).map_while(at).filter(far).filter_map(stage).collect()
    }

    fn follow(self, x: f64, y: f64) {
        self.at.set((x, y));
        let spot = self.spot_at(x, y);
        if self.spot.get_untracked() != spot {
            self.spot.set(spot);
        }
        self.scroll_at_edges();
    }

    /// Near an edge the board scrolls by itself, and so does the column below the card, also while the pointer rests there.
    fn scroll_at_edges(self) {
        let Some(lanes) = self.lanes.try_get_untracked().flatten() else { return };
        let lifted = self.press.get_untracked().is_some_and(|p| p.lifted);
        if !lifted || self.scrolling.get_untracked() {
            return;
        }
        let by = |at: f64, from: f64, to: f64| match at {
            at if at < from + EDGE => -STEP,
            at if at > to - EDGE => STEP,
            _ => 0,
        };
        let (x, y) = self.at.get_untracked();
        let area = lanes.get_bounding_client_rect();
        let left = lanes.scroll_left();
        lanes.set_scroll_left(left + by(x, area.left(), area.right()));
        let mut moved = lanes.scroll_left() != left;
        let list = match self.spot.get_untracked() {
            Some(Spot::Place { stage, .. }) => column_list(stage),
            _ => None,
        };
        if let Some(list) = list {
            // The zones cover the end of the columns.
            let zones = document().query_selector(".zones").ok().flatten().map(|z| z.get_bounding_client_rect().top());
            let seen = list.get_bounding_client_rect();
            let top = list.scroll_top();
            list.set_scroll_top(top + by(y, seen.top(), zones.unwrap_or(f64::MAX).min(seen.bottom())));
            moved = moved || list.scroll_top() != top;
        }
        if !moved {
            return;
        }
        self.scrolling.set(true);
        request_animation_frame(move || {
            if self.scrolling.try_set(false).is_none() {
                let (x, y) = self.at.get_untracked();
                self.follow(x, y);
            }
        });
    }

    fn spot_at(self, x: f64, y: f64) -> Option<Spot> {
        let element = document().element_from_point(x as f32, y as f32)?;
        if let Some(zone) = element.closest("[data-end]").ok().flatten() {
            return OutcomeKind::parse(&zone.get_attribute("data-end")?).map(Spot::End);
        }
        if let Some(stage) = element.closest("[data-drop]").ok().flatten() {
            return Some(Spot::Place { stage: Id::parse(&stage.get_attribute("data-drop")?)?, index: 0 });
        }
        let column = element.closest("[data-stage]").ok().flatten()?;
        let stage = Id::parse(&column.get_attribute("data-stage")?)?;
        let list = column_list(stage)?;
        let from_top = y - list.get_bounding_client_rect().top() + f64::from(list.scroll_top());
        let lifted = self.press.get_untracked()?.id;
        let others = self.moves.peek(|b| b.column(stage).map(|c| c.ids.iter().filter(|i| **i != lifted).count()))??;
        let index = ((from_top / PITCH).round().max(0.0) as usize).min(others);
        Some(Spot::Place { stage, index })
    }

    fn up(self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked().filter(|p| p.pointer == event.pointer_id()) else { return };
        let spot = self.spot.get_untracked();
        self.cancel();
        if press.lifted {
            // By the finger's own clock: where the page was busy, a tap may have lifted the card. It opens it all the same.
            let tapped = press.touch && event.time_stamp() - press.since < f64::from(LONG_PRESS);
            self.just_dropped.set(!tapped);
            if let Some(spot) = spot {
                drop_on(self.moves, press.id, &spot);
            }
        }
    }

    /// Puts the card back.
    pub fn cancel(self) {
        self.press.set(None);
        self.spot.set(None);
    }
}

/// The cards of a column.
pub fn column_list(stage: Id) -> Option<HtmlElement> {
    document().query_selector(&format!("[data-stage=\"{stage}\"] [data-list]")).ok().flatten()?.dyn_into().ok()
}

/// Carries out a drop.
pub fn drop_on(moves: Moves, id: Id, spot: &Spot) {
    match spot {
        Spot::End(kind) => moves.deals.ask_outcome(id, *kind),
        Spot::Place { stage, index } => {
            let position = moves
                .peek(|b| {
                    let column = b.columns.iter().find(|c| c.stage == *stage)?;
                    let others: Vec<Id> = column.ids.iter().copied().filter(|i| *i != id).collect();
                    Some(match others.get(*index) {
                        Some(below) => Position::Before(*below),
                        None => others.last().map_or(Position::Top, |last| Position::After(*last)),
                    })
                })
                .flatten();
            moves.deals.to(id, *stage, position.unwrap_or(Position::Top));
        }
    }
}

/// All columns side by side, the card in the hand, and the zones that end a deal.
#[component]
pub fn Lanes(
    /// What the board shows.
    board: Memo<Option<BoardView>>,
    /// Where a card would land; the keyboard sets it too.
    spot: RwSignal<Option<Spot>>,
) -> impl IntoView {
    let moves = expect_context::<Moves>();
    let app = moves.app();
    let lanes = NodeRef::<html::Div>::new();
    let drag = Drag {
        moves,
        press: RwSignal::new(None),
        spot,
        at: RwSignal::new((0.0, 0.0)),
        lanes,
        height: RwSignal::new(HEIGHT),
        far: RwSignal::new(Vec::new()),
        scrolling: RwSignal::new(false),
        just_dropped: RwSignal::new(false),
    };
    provide_context(drag);
    listen(drag);
    let stages = move || {
        board.with(|b| b.as_ref().map(|b| b.columns.iter().map(|c| c.stage).collect::<Vec<_>>()).unwrap_or_default())
    };
    let stages = Memo::new(move |_| stages());
    // The cards come column by column, a few in each turn: drawing them all at once holds the page up. The heads come before them.
    let begun = RwSignal::new(0);
    spawn_local(async move {
        painted().await;
        let all = || stages.try_with_untracked(|all| all.len() * STEPS);
        while begun.try_get_untracked().is_some_and(|n| all().is_some_and(|all| n < all)) {
            begun.try_update(|n| *n += 1);
            turn().await;
        }
        begun.try_set(usize::MAX);
    });
    follow_size(lanes, move || {
        // None is told while nothing is drawn of it.
        if let Some(height) = lanes.get_untracked().map(|lanes| lanes.client_height()).filter(|height| *height > 0) {
            drag.height.set(f64::from(height));
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
                    <super::card::Card id=id/>
                </div>
            }
        })
    };
    view! {
        <div
            class="board"
            class:dragging=move || lifted.get().is_some()
            aria-busy=move || (begun.get() < usize::MAX).to_string()
            node_ref=lanes
            on:pointerdown=move |event| drag.down(&event)
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
                    view! { <ColumnView column=column begun=begun/> }
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
    use crate::analysis::rates::Total;
    let zero = Total::zero(crate::domain::money::Currency::CNY);
    Arc::new(Column {
        stage,
        phase: Phase::Open,
        table: Table::Deal,
        ids: Vec::new(),
        sum: zero.clone(),
        weighted: zero,
    })
}

/// Moves and releases are heard on the window: the pointer may leave the board.
fn listen(drag: Drag) {
    let moved = window_event_listener(leptos::ev::pointermove, move |event| drag.moved(&event));
    let up = window_event_listener(leptos::ev::pointerup, move |event| drag.up(&event));
    let gone = window_event_listener(leptos::ev::pointercancel, move |_| drag.cancel());
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && drag.press.get_untracked().is_some() {
            drag.cancel();
        }
    });
    on_cleanup(move || {
        moved.remove();
        up.remove();
        gone.remove();
        escape.remove();
    });
    Effect::new(move |_| {
        let Some(lanes) = drag.lanes.get() else { return };
        // A finger that has lifted a card must not scroll: only a listener that is not passive may say so.
        let stop = super::super::forever(move |event: web_sys::Event| {
            if drag.press.try_get_untracked().flatten().is_some_and(|p| p.lifted) {
                event.prevent_default();
            }
        });
        let options = web_sys::AddEventListenerOptions::new();
        options.set_passive(false);
        let _ = lanes.add_event_listener_with_callback_and_add_event_listener_options("touchmove", &stop, &options);
        // The click after a drop, and the menu of a long press, are part of the drag. Not every drop is followed by a click:
        // whatever is pressed next, card or not, means what it says.
        let swallow = super::super::forever(move |event: web_sys::Event| {
            if matches!(event.type_().as_str(), "pointerdown" | "keydown") {
                let _ = drag.just_dropped.try_set(false);
            }
            if drag.just_dropped.try_get_untracked() == Some(true) && event.type_() == "click" {
                drag.just_dropped.set(false);
                event.stop_propagation();
            }
            if event.type_() == "contextmenu" && drag.press.try_get_untracked().flatten().is_some_and(|p| p.touch) {
                event.prevent_default();
            }
        });
        for name in ["pointerdown", "keydown", "click", "contextmenu"] {
            let _ = lanes.add_event_listener_with_callback_and_bool(name, &swallow, true);
        }
    });
}
