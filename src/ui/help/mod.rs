//! Help 帮助: a page per area, fetched when it is shown (see [`crate::text::help`]), and the tour.

pub mod tour;

use super::app::{use_app, App};
use super::kit::icon::{Icon, Shape};
use super::shell::KeyTable;
use crate::route::{Route, Screen};
use crate::text::fold::fold;
use crate::text::help::{parse, Block, Page, Span};
use crate::text::words::{common, figures, help as words};
use crate::web::files;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Opens the help at the page of the screen that is shown.
pub fn open(app: App) {
    if let Route::In { slot, screen, .. } = app.route.get_untracked() {
        app.go(Route::screen(&slot, Screen::Help).with("page", Some(screen.path())));
    }
}

/// The screen.
#[component]
pub fn Help() -> impl IntoView {
    let app = use_app();
    let tour = tour::use_tour();
    // `None` while they are on their way.
    let pages = RwSignal::new(None::<Option<Vec<Page>>>);
    let fetch = move || {
        pages.set(None);
        spawn_local(async move {
            let bytes = files::fetch(&format!("./help/{}.txt", app.lang().code())).await;
            pages.try_set(Some(bytes.map(|bytes| parse(&String::from_utf8_lossy(&bytes)))));
        });
    };
    fetch();
    let typed = RwSignal::new(String::new());
    let searching = Memo::new(move |_| typed.with(|t| !t.trim().is_empty()));
    let body = move || match pages.get() {
        None => view! { <p class="help-text" role="status">{app.t(common::LOADING)}</p> }.into_any(),
        Some(None) => view! {
            <div class="empty" role="alert">
                <p>{app.t(words::MISSING)}</p>
                <button type="button" class="button" on:click=move |_| fetch()>{app.t(common::RETRY)}</button>
            </div>
        }
        .into_any(),
        Some(Some(pages)) if searching.get() => typed.with(|typed| found(app, &pages, typed)).into_any(),
        Some(Some(pages)) => page(app, &pages).into_any(),
    };
    view! {
        <div class="page settings-page help-page">
            <header class="head">
                <h1>{app.t(words::TITLE)}</h1>
                <label class="list-find no-print">
                    <Icon shape=Shape::Search/>
                    <input
                        type="search"
                        class="find-input"
                        name="help"
                        autocomplete="off"
                        aria-label=app.t(words::SEARCH)
                        placeholder=app.t(words::SEARCH)
                        prop:value=move || typed.get()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <button type="button" class="button" data-action="tour" on:click=move |_| tour.begin(app)>{app.t(words::TOUR_TAKE)}</button>
            </header>
            <div class="settings-frame">
                <nav class="settings-nav" aria-label=app.t(words::PAGES)>
                    {move || pages.get().flatten().map(|pages| pages.iter().map(|page| link(app, page, typed)).collect_view())}
                </nav>
                <div class="settings-body">{body}</div>
            </div>
        </div>
    }
}

/// The address of a page.
fn address(app: App, key: &str) -> String {
    app.route.get().with("page", Some(key)).hash()
}

/// Which page the address names; the first one, unless it is known.
fn shown(app: App, pages: &[Page]) -> Option<&Page> {
    let asked = app.route.get();
    let asked = asked.param("page").unwrap_or_default();
    pages.iter().find(|page| page.key == asked).or(pages.first())
}

fn link(app: App, page: &Page, typed: RwSignal<String>) -> impl IntoView {
    let (key, current) = (page.key.clone(), page.key.clone());
    // Without a page in the address, it is the first.
    let is_shown = move || {
        let asked = app.route.get();
        asked.param("page").unwrap_or("start") == current
    };
    view! {
        <a
            href=move || address(app, &key)
            data-page=page.key.clone()
            aria-current=move || is_shown().then_some("page")
            on:click=move |_| typed.set(String::new())
        >
            {page.title.clone()}
        </a>
    }
}

fn page(app: App, pages: &[Page]) -> impl IntoView {
    shown(app, pages).map(|page| {
        view! {
            <article class="card-section help-article" data-shown=page.key.clone()>
                <h2>{page.title.clone()}</h2>
                {blocks(app, pages, &page.blocks.iter().collect::<Vec<_>>())}
            </article>
        }
    })
}

/// What was found for the typed words: the parts of the pages that hold all of them.
fn found(app: App, pages: &[Page], typed: &str) -> impl IntoView {
    let typed = fold(typed);
    let says = |text: &str| typed.split_whitespace().all(|word| fold(text).contains(word));
    let hits: Vec<(&Page, Vec<&Block>)> = pages
        .iter()
        .filter_map(|page| {
            let title = says(&page.title);
            let blocks: Vec<&Block> = page.blocks.iter().filter(|block| says(&said(app, block))).collect();
            (title || !blocks.is_empty()).then_some((page, blocks))
        })
        .collect();
    let count: usize = hits.iter().map(|(_, blocks)| blocks.len().max(1)).sum();
    let result = match count {
        0 => app.t(common::NOTHING_FOUND).to_string(),
        n => app.tf(words::FOUND, &[("n", &n.to_string())]),
    };
    let hits = hits
        .into_iter()
        .map(|(page, found)| {
            view! {
                <article class="card-section help-article" data-found=page.key.clone()>
                    <h2><a href=address(app, &page.key)>{page.title.clone()}</a></h2>
                    {blocks(app, pages, &found)}
                </article>
            }
        })
        .collect_view();
    view! {
        <p class="help-text" role="status">{result}</p>
        {hits}
    }
}

/// What a block says, formulas included.
fn said(app: App, block: &Block) -> String {
    match block {
        Block::Formula(code) => figures::formula(code).map(|text| app.t(text).to_string()).unwrap_or_default(),
        block => block.plain(),
    }
}

/// Blocks as elements; items that follow each other make one list.
fn blocks(app: App, pages: &[Page], blocks: &[&Block]) -> impl IntoView {
    blocks
        .chunk_by(|a, b| matches!((a, b), (Block::Item(_), Block::Item(_))))
        .map(|run| match run {
            [Block::Item(_), ..] => {
                let items = run.iter().map(|block| match block {
                    Block::Item(inside) => view! { <li>{spans(app, pages, inside)}</li> }.into_any(),
                    _ => ().into_any(),
                });
                view! { <ul>{items.collect_view()}</ul> }.into_any()
            }
            [Block::Heading(title)] => view! { <h3>{title.clone()}</h3> }.into_any(),
            [Block::Paragraph(inside)] => view! { <p>{spans(app, pages, inside)}</p> }.into_any(),
            [block @ Block::Formula(code)] => {
                view! { <p class="help-formula" data-formula=code.clone()>{said(app, block)}</p> }.into_any()
            }
            [Block::Keys] => view! { <KeyTable/> }.into_any(),
            _ => ().into_any(),
        })
        .collect_view()
}

fn spans(app: App, pages: &[Page], inside: &[Span]) -> impl IntoView {
    inside
        .iter()
        .map(|span| match span {
            Span::Plain(text) => text.clone().into_any(),
            Span::Word(text) => view! { <b>{text.clone()}</b> }.into_any(),
            Span::Key(text) => view! { <kbd>{text.clone()}</kbd> }.into_any(),
            Span::Page(key) => {
                let title = pages.iter().find(|page| page.key == *key).map(|page| page.title.clone());
                view! { <a href=address(app, key)>{title.unwrap_or_default()}</a> }.into_any()
            }
        })
        .collect_view()
}
