//! A chart on the page: drawn when its module has come and it is near to what is seen, drawn anew when its figure, the theme or its size changes.
//! Its table stands beside it always, so nothing is lost where charts do not work.

use crate::charts::Theme;
use crate::text::words::{common, figures};
use crate::text::Lang;
use crate::ui::app::use_app;
use crate::ui::kit::sight::seen;
use crate::ui::kit::size::follow_size;
use crate::web::turn::turn;
use crate::web::{charts, files};
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::HtmlElement;

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Loading,
    Shown,
    Failed,
}

/// A chart with its buttons: copy as a picture, download as a picture.
#[component]
pub fn ChartView(
    /// What it shows, in words.
    #[prop(into)]
    label: String,
    /// The name of the picture's file, without ending.
    #[prop(into)]
    file: String,
    /// The option as JSON in the colours given; it is computed anew when what it reads changes.
    option: Callback<Theme, Option<String>>,
    /// Its height in pixels.
    #[prop(into)]
    height: Signal<f64>,
    /// Runs with the position of the mark that was clicked.
    #[prop(optional)]
    on_pick: Option<Callback<usize>>,
) -> impl IntoView {
    let app = use_app();
    let node = NodeRef::<html::Div>::new();
    let probe = NodeRef::<html::Span>::new();
    let chart = StoredValue::new_local(None::<charts::Chart>);
    let module = RwSignal::new_local(None::<charts::Module>);
    let state = RwSignal::new(State::Loading);
    let seen = seen(node);
    let wanted = Memo::new(move |_| seen.get() || app.printing.get());
    let repaint = RwSignal::new(0_u32);
    // Out of sight too: paper takes all charts, and does not wait.
    spawn_local(async move {
        let loaded = charts::load().await;
        // The first chart is drawn in another task than its module is started in, and each chart in one of its own.
        turn().await;
        if state.is_disposed() {
            return;
        }
        match loaded {
            Some(loaded) => module.set(Some(loaded)),
            None => state.set(State::Failed),
        }
    });
    follow_colours(repaint);
    follow_size(node, move || {
        chart.try_with_value(|chart| chart.as_ref().map(charts::Chart::resize));
    });
    Effect::new(move |_| {
        let (Some(module), Some(node), Some(probe)) = (module.get(), node.get(), probe.get()) else { return };
        repaint.track();
        if !wanted.get() {
            return;
        }
        let Some(option) = option.run(theme_of(&probe)) else { return };
        chart.update_value(|chart| {
            if chart.is_none() {
                let locale = if app.lang() == Lang::Zh { "ZH" } else { "EN" };
                let picked = on_pick.map(|pick| Box::new(move |at: usize| pick.run(at)) as Box<dyn FnMut(usize)>);
                *chart = charts::Chart::new(module, &node, locale, picked);
            }
            let drawn = chart.as_ref().is_some_and(|chart| chart.draw(&option));
            state.set(if drawn { State::Shown } else { State::Failed });
        });
    });
    let note = move || match state.get() {
        State::Loading => wanted.get().then_some(common::LOADING),
        State::Failed => Some(figures::CHART_FAILED),
        State::Shown => None,
    };
    let picture = move || {
        let background = probe.get_untracked().map(|p| charts::colour(&p, "var(--surface)")).unwrap_or_default();
        chart.with_value(|chart| chart.as_ref().and_then(|c| c.picture(&background)))
    };
    let name = StoredValue::new(format!("{file}.png"));
    let save = move |png: &[u8]| {
        if !files::download(&name.get_value(), "image/png", png) {
            app.say_bad(app.t(common::FAILED).into());
        }
    };
    let copy = move |_| {
        let Some(png) = picture() else { return };
        spawn_local(async move {
            if charts::copy_picture(&png).await {
                app.say(app.t(common::COPIED).into(), false);
            } else {
                app.say(app.t(figures::PICTURE_SAVED_INSTEAD).into(), false);
                save(&png);
            }
        });
    };
    view! {
        <figure class="chart" data-chart=move || match state.get() {
            // On a phone, charts stand far below the top.
            State::Loading if !wanted.get() => "away",
            State::Loading => "loading",
            State::Shown => "shown",
            State::Failed => "failed",
        }>
            <span class="chart-probe" node_ref=probe aria-hidden="true"></span>
            <div class="chart-canvas" role="img" aria-label=label node_ref=node style:height=move || format!("{}px", height.get())></div>
            <Show when=move || note().is_some()>
                <p class="chart-note" role="status">{move || note().map(|text| app.t(text))}</p>
            </Show>
            <Show when=move || state.get() == State::Shown>
                <div class="chart-buttons no-print">
                    <button type="button" class="quiet" on:click=copy>{app.t(common::COPY_PICTURE)}</button>
                    <button type="button" class="quiet" on:click=move |_| { if let Some(png) = picture() { save(&png) } }>
                        {app.t(figures::SAVE_PICTURE)}
                    </button>
                </div>
            </Show>
        </figure>
    }
}

/// Counts up when the colours of the page have changed: by the theme chosen here, or by the system's.
fn follow_colours(repaint: RwSignal<u32>) {
    let app = use_app();
    let soon = move || {
        request_animation_frame(move || {
            repaint.try_update(|n| *n += 1);
        });
    };
    Effect::new(move |before: Option<()>| {
        app.theme.track();
        // Once the root element has the theme's attribute.
        if before.is_some() {
            soon();
        }
    });
    // Paper is light, and is taken at once.
    Effect::new(move |before: Option<()>| {
        app.printing.track();
        if before.is_some() {
            repaint.update(|n| *n += 1);
        }
    });
    let media = window().match_media("(prefers-color-scheme: dark)").ok().flatten();
    let listener = media.map(|media| gloo_events::EventListener::new(&media, "change", move |_| soon()));
    let listener = StoredValue::new_local(listener);
    on_cleanup(move || drop(listener.try_update_value(Option::take)));
}

/// The tokens as a canvas needs them.
fn theme_of(probe: &HtmlElement) -> Theme {
    let font = charts::font(probe);
    let theme = Theme {
        text: charts::colour(probe, "var(--text)"),
        text_2: charts::colour(probe, "var(--text-2)"),
        line: charts::colour(probe, "var(--line)"),
        surface: charts::colour(probe, "var(--surface)"),
        accent: charts::colour(probe, "var(--accent)"),
        accent_soft: charts::colour(probe, "var(--accent-soft)"),
        warn: charts::colour(probe, "var(--warn)"),
        font,
    };
    let _ = probe.style().remove_property("color");
    theme
}
