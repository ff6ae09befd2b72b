//! What reading a file found, in words: a list on the page, and the same as text to send to whoever made the file.

use super::super::app::{use_app, App};
use super::super::kit::icon::{Icon, Shape};
use crate::exchange::report::Problem;
use crate::text::words::data as words;
use crate::text::words::{common, errors};
use crate::web::files;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// How many findings a list shows; the text to copy has all.
const SHOWN: usize = 100;

/// What a finding says and what to do.
fn message(app: App, problem: &Problem) -> String {
    let (what, next) = match errors::error_text(problem.code) {
        Some((what, next)) => (app.t(what).to_string(), app.t(next)),
        None => (problem.code.to_string(), ""),
    };
    let what = if problem.detail.is_empty() {
        what
    } else {
        app.tf(words::FINDING_DETAIL, &[("text", &what), ("detail", &problem.detail)])
    };
    format!("{what} {next}").trim().to_string()
}

/// Where it is: the path, or the whole file, and the line.
fn place(app: App, problem: &Problem) -> String {
    let path = if problem.path.is_empty() { app.t(words::WHOLE_FILE) } else { &problem.path };
    match problem.line {
        Some(line) => app.tf(words::FINDING_LINE, &[("path", path), ("n", &line.to_string())]),
        None => path.to_string(),
    }
}

/// The findings as text, one a line.
pub fn as_text(app: App, file: &str, problems: &[Problem], warnings: &[Problem], more: usize) -> String {
    let mut lines = vec![file.to_string()];
    for problem in problems.iter().chain(warnings) {
        let words = [("path", place(app, problem)), ("problem", message(app, problem))];
        lines.push(app.tf(words::PROBLEM_AT, &[(words[0].0, &words[0].1), (words[1].0, &words[1].1)]));
    }
    if more > 0 {
        lines.push(app.tf(common::AND_MORE, &[("n", &more.to_string())]));
    }
    lines.join("\n")
}

/// A list of findings.
#[component]
pub fn Findings(
    /// What was found.
    list: Vec<Problem>,
    /// How many there are beyond these.
    #[prop(optional)]
    more: usize,
    /// The file's name.
    file: String,
    /// They stand in the way.
    #[prop(optional)]
    bad: bool,
) -> impl IntoView {
    let app = use_app();
    let more = more + list.len().saturating_sub(SHOWN);
    let count = list.len() + more;
    let shown: Vec<(String, String)> = list.iter().take(SHOWN).map(|p| (place(app, p), message(app, p))).collect();
    let copy = move |_| {
        let text = as_text(app, &file, &list, &[], more);
        spawn_local(async move {
            match files::copy_text(&text).await {
                true => app.say(app.t(common::COPIED).into(), false),
                false => app.say_bad(app.t(common::FAILED).into()),
            }
        });
    };
    let title = if bad { words::PROBLEMS } else { words::WARNINGS };
    view! {
        <section class="findings" class:bad=bad data-findings=if bad { "problems" } else { "warnings" }>
            <header>
                <Icon shape=Shape::Warning/>
                <h3>{app.tf(title, &[("n", &count.to_string())])}</h3>
                <button type="button" class="button" data-action="copy-report" on:click=copy>{app.t(words::COPY_REPORT)}</button>
            </header>
            <ul>
                {shown
                    .into_iter()
                    .map(|(place, message)| view! { <li><code>{place}</code><span>{message}</span></li> })
                    .collect_view()}
            </ul>
            {(more > 0).then(|| view! { <p>{app.tf(common::AND_MORE, &[("n", &more.to_string())])}</p> })}
        </section>
    }
}
