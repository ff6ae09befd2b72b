//! The import on screen, step by step; and the place to paste cells.

use super::super::super::app::use_app;
use super::super::findings::Findings;
use super::{mapping, report, Step, Tabling};
use crate::text::format;
use crate::text::words::{common, data as data_words, table as words};
use crate::web::files;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The import.
#[component]
pub fn TableView(
    /// The table.
    tabling: Tabling,
) -> impl IntoView {
    let app = use_app();
    view! {
        <div class="import" aria-live="polite">
            {move || match tabling.step.get() {
                Step::Nothing => ().into_any(),
                Step::Busy(what, done, all) => {
                    let number = |n: usize| format::number(app.lang(), n as i64);
                    let far = app.tf(words::PROGRESS, &[("done", &number(done)), ("all", &number(all))]);
                    view! {
                        <div class="busy-line">
                            <p class="busy" role="status">{what}</p>
                            {(all > 0)
                                .then(|| {
                                    view! {
                                        <progress max=all.to_string() value=done.to_string() aria-label=far.clone()></progress>
                                        <span class="num">{far}</span>
                                    }
                                })}
                            <button type="button" class="button" data-action="cancel-table" on:click=move |_| tabling.cancel()>
                                {app.t(common::CANCEL)}
                            </button>
                        </div>
                    }
                        .into_any()
                }
                Step::Writing => view! { <p class="busy" role="status">{app.t(words::WRITING)}</p> }.into_any(),
                Step::Bad(file, problem) => {
                    view! {
                        <div class="import-bad" role="alert" data-import="bad">
                            <p>
                                <b>{app.tf(data_words::NOT_READ, &[("file", &file)])}</b>
                                " "
                                {app.t(data_words::NOTHING_CHANGED)}
                            </p>
                            <Findings list=vec![problem] file=file bad=true/>
                            <div class="buttons">
                                <button type="button" class="button" on:click=move |_| tabling.cancel()>{app.t(common::CLOSE)}</button>
                            </div>
                        </div>
                    }
                        .into_any()
                }
                Step::Columns => mapping::columns(tabling).into_any(),
                Step::Planned => report::planned(tabling).into_any(),
                Step::Done => report::done(tabling).into_any(),
            }}
        </div>
    }
}

/// A place to paste cells.
#[component]
pub fn Paste(
    /// Where they go.
    tabling: Tabling,
) -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let read = move |_| {
        if let Some(file) = files::file_of(app.t(words::PASTED), text.get_untracked().as_bytes()) {
            tabling.take(app.t(words::PASTED).into(), file.into());
        }
        text.set(String::new());
    };
    view! {
        <details class="fold-out" data-part="paste">
            <summary>{app.t(words::PASTE)}</summary>
            <div class="form">
                <label class="field-label">
                    <span>{app.t(words::PASTE_HINT)}</span>
                    <textarea
                        class="input"
                        rows="4"
                        name="cells"
                        prop:value=move || text.get()
                        on:input=move |event| text.set(event_target_value(&event))
                    ></textarea>
                </label>
                <div class="buttons">
                    <button type="button" class="button" data-action="read-cells" disabled=move || text.with(|t| t.trim().is_empty()) on:click=read>
                        {app.t(words::PASTE_READ)}
                    </button>
                </div>
            </div>
        </details>
    }
}

/// Begins to plan.
pub fn plan(tabling: Tabling) {
    spawn_local(tabling.plan());
}
