//! The merge on screen.

use super::super::super::app::{use_app, use_workspace};
use super::super::super::kit::arrive::arriving;
use super::super::backup;
use super::{conflicts, files, notes, Merging, Shown, Step};
use crate::text::format;
use crate::text::words::{common, merge as words};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::rc::Rc;

/// What a merge would do, and the button that does it. Nothing while there is nothing to merge.
#[component]
pub fn MergeView(
    /// The merge.
    merging: Merging,
) -> impl IntoView {
    let app = merging.app;
    view! {
        <div class="import" aria-live="polite">
            {move || match merging.step.get() {
                Step::Nothing => ().into_any(),
                Step::Busy(words) => view! { <p class="busy" role="status">{words}</p> }.into_any(),
                Step::Shown => merging.shown.get().map(|shown| preview(merging, shown)).into_any(),
                Step::Done([new, changed, deleted]) => {
                    let number = |n: usize| format::number(app.lang(), n as i64);
                    let said = app.tf(
                        words::MERGED_NOW,
                        &[("new", &number(new)), ("changed", &number(changed)), ("deleted", &number(deleted))],
                    );
                    view! { <Done said=said merging=merging/> }.into_any()
                }
            }}
        </div>
    }
}

fn preview(merging: Merging, shown: Rc<Shown>) -> impl IntoView {
    let app = merging.app;
    let n = merging.files.with_untracked(Vec::len);
    let nothing = shown.comparison.nothing;
    view! {
        <section class="preview merge" data-merge="shown">
            <h3>{app.tf(words::TITLE, &[("n", &n.to_string())])}</h3>
            {files::files(merging, &shown.comparison.brought)}
            {files::matching(merging)}
            {if nothing {
                view! { <p data-merge="nothing">{app.t(words::NO_CHANGE)}</p> }.into_any()
            } else {
                view! {
                    {notes::counts(app, &shown.comparison)}
                    <div class="notes">{notes::notes(app, &shown)}</div>
                    {conflicts::conflicts(merging, &shown.comparison)}
                }
                    .into_any()
            }}
            <p class="help-text">{app.t(words::MERGE_HINT)}</p>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| merging.cancel()>{app.t(common::CANCEL)}</button>
                <label class="button file-button">
                    <input
                        type="file"
                        class="sr-only"
                        multiple
                        data-more-files
                        on:change=move |event| merging.take_files(super::super::import::chosen(&event))
                    />
                    {app.t(words::ADD_FILES)}
                </label>
                <button
                    type="button"
                    class="primary"
                    data-action="merge-now"
                    disabled=nothing
                    on:click=move |_| spawn_local(merging.carry_out())
                >
                    {app.t(words::MERGE_NOW)}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Done(said: String, merging: Merging) -> impl IntoView {
    let (app, workspace) = (use_app(), use_workspace());
    view! {
        <section class="preview" data-merge="done" tabindex="-1" node_ref=arriving()>
            <p class="good">{said}</p>
            <p class="help-text">{app.t(words::SEND_BACK)}</p>
            <div class="buttons left">
                <button type="button" class="primary" data-action="send-back" on:click=move |_| backup::export_file(app, workspace, None, None, || ())>
                    {app.t(words::SEND_BACK_BUTTON)}
                </button>
                <button type="button" class="button" on:click=move |_| merging.cancel()>{app.t(common::CLOSE)}</button>
            </div>
        </section>
    }
}
