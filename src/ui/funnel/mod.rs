//! The funnel screen 漏斗: where deals get stuck, how long they take, what will come in.

mod compute;
mod filters;
mod parts;
mod tables;
mod tiles;

use super::app::use_app;
use super::kit::pipelines::{chosen_pipeline, PipelineMenu};
use super::kit::records::{Records, RecordsPanel};
use super::print::PrintButton;
use crate::text::words::funnel as words;
use compute::Figures;
use leptos::context::Provider;
use leptos::prelude::*;
use std::sync::Arc;

/// The figures of this screen, for one of its blocks.
#[derive(Clone, Copy)]
struct Shown(RwSignal<Option<Arc<Figures>>>);

impl Shown {
    /// Reads a part of the figures; `None` while there are none: no pipeline, or not computed yet.
    fn with<T>(self, f: impl FnOnce(&Figures) -> T) -> Option<T> {
        self.0.with(|figures| figures.as_deref().map(f))
    }
}

fn use_shown() -> Shown {
    expect_context::<Shown>()
}

/// A block of the screen. It is drawn when its figures come, or when it is clear that none will: the blocks come one below the other, so nothing
/// moves that is on the screen already.
#[component]
fn Block(figures: RwSignal<Option<Arc<Figures>>>, busy: RwSignal<bool>, children: ChildrenFn) -> impl IntoView {
    let children = StoredValue::new(children);
    view! {
        <Show when=move || !busy.get() || figures.with(Option::is_some)>
            <Provider value=Shown(figures)>{children.with_value(|children| children())}</Provider>
        </Show>
    }
}

/// The screen.
#[component]
pub fn Funnel() -> impl IntoView {
    let app = use_app();
    Records::provide();
    let chosen = chosen_pipeline();
    let wanted = Memo::new(move |_| filters::Wanted::of(&app.route.get()));
    let (blocks, busy) = compute::computed(chosen, wanted);
    let [tiles, funnel, stage_time, three_times, trend, probability, lost] = blocks;
    let snapshot = Memo::new(move |_| app.route.get().param("view") == Some("snapshot"));
    let switch = move |code: &'static str, label, on: bool| {
        view! {
            <button
                type="button"
                aria-pressed=move || (snapshot.get() == on).to_string()
                on:click=move |_| app.adjust(app.route.get_untracked().with("view", Some(code)))
            >
                {app.t(label)}
            </button>
        }
    };
    view! {
        <div class="page figures-page" data-screen="funnel" aria-busy=move || busy.get().to_string()>
            <div class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <PipelineMenu chosen=chosen/>
                <div class="switch" role="group" aria-label=app.t(words::VIEW)>
                    {switch("", words::BY_COHORT, false)}
                    {switch("snapshot", words::BY_SNAPSHOT, true)}
                </div>
                <PrintButton/>
            </div>
            <filters::FilterBar wanted=wanted/>
            <Block figures=tiles busy=busy><tiles::Tiles/></Block>
            <Block figures=funnel busy=busy><parts::FunnelPart snapshot=snapshot/></Block>
            <Block figures=stage_time busy=busy><parts::StageTimePart/></Block>
            <Block figures=three_times busy=busy><parts::ThreeTimesPart/></Block>
            <Block figures=trend busy=busy><parts::TrendPart/></Block>
            <div class="pair">
                <Block figures=probability busy=busy><parts::ProbabilityPart/></Block>
                <Block figures=lost busy=busy><parts::LostPart/></Block>
            </div>
            <RecordsPanel/>
        </div>
    }
}
