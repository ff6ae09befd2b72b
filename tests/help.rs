//! Help: every area has its page in both languages, they say the same things, and they name only what stands on the screen.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use loudou::route::Screen;
use loudou::text::help::{parse, Block, Page, Span};
use loudou::text::words::{self, figures, keys};
use loudou::text::Lang;
use std::collections::BTreeSet;

fn pages(lang: Lang) -> Vec<Page> {
    let path = format!("{}/public/help/{}.txt", env!("CARGO_MANIFEST_DIR"), lang.code());
    parse(&std::fs::read_to_string(path).unwrap())
}

fn spans(page: &Page) -> impl Iterator<Item = &Span> {
    page.blocks.iter().flat_map(|block| match block {
        Block::Paragraph(spans) | Block::Item(spans) => spans.as_slice(),
        _ => &[],
    })
}

#[test]
fn every_area_has_its_page_in_both_languages() {
    for lang in Lang::ALL {
        let pages = pages(lang);
        let keys: Vec<&str> = pages.iter().map(|page| page.key.as_str()).collect();
        assert_eq!(keys.iter().collect::<BTreeSet<_>>().len(), keys.len(), "a page is there twice");
        for screen in Screen::ALL.into_iter().filter(|screen| *screen != Screen::Help) {
            assert!(keys.contains(&screen.path()), "{lang:?} has no page for {screen:?}");
        }
        for other in ["start", "deals", "safety", "print", "keys", "privacy"] {
            assert!(keys.contains(&other), "{lang:?} has no page {other}");
        }
        // Where no page is asked for, the first is shown, and the list marks it.
        assert_eq!(keys[0], "start");
        for page in &pages {
            assert!(page.blocks.len() >= 2 || page.blocks.contains(&Block::Keys), "{lang:?} {} says nothing", page.key);
        }
    }
}

#[test]
fn both_languages_say_the_same_things_in_the_same_order() {
    // What a page is made of, part by part: kinds of blocks, pages it leads to, formulas.
    let shape = |page: &Page| -> Vec<String> {
        let block = |block: &Block| match block {
            Block::Heading(_) => "heading".to_string(),
            Block::Paragraph(_) => "paragraph".into(),
            Block::Item(_) => "item".into(),
            Block::Formula(code) => code.clone(),
            Block::Keys => "keys".into(),
        };
        page.blocks.iter().map(block).collect()
    };
    let leads = |page: &Page| -> BTreeSet<String> {
        spans(page).filter_map(|s| if let Span::Page(key) = s { Some(key.clone()) } else { None }).collect()
    };
    let (zh, en) = (pages(Lang::Zh), pages(Lang::En));
    assert_eq!(zh.len(), en.len());
    for (zh, en) in zh.iter().zip(&en) {
        assert_eq!(zh.key, en.key);
        assert_eq!(shape(zh), shape(en), "{}", zh.key);
        assert_eq!(leads(zh), leads(en), "{}", zh.key);
    }
}

#[test]
fn pages_name_only_words_that_stand_on_the_screen_and_keys_that_are_listed() {
    let listed: BTreeSet<&str> =
        keys::LISTED.iter().flat_map(|(_, keys)| *keys).flat_map(|(combination, _)| *combination).copied().collect();
    for lang in Lang::ALL {
        let on_screen: BTreeSet<&str> =
            words::ALL.iter().flat_map(|(_, all)| *all).map(|(_, text)| text.in_(lang)).collect();
        let pages = pages(lang);
        let known: BTreeSet<&str> = pages.iter().map(|page| page.key.as_str()).collect();
        let mut named = 0;
        for page in &pages {
            for span in spans(page) {
                match span {
                    Span::Plain(text) => assert!(!text.contains(['`', '<', '>']), "{lang:?} {}: {text}", page.key),
                    Span::Word(word) => assert!(on_screen.contains(&word.as_str()), "{lang:?} {}: [{word}]", page.key),
                    Span::Key(key) => assert!(listed.contains(&key.as_str()), "{lang:?} {}: `{key}`", page.key),
                    Span::Page(key) => assert!(known.contains(&key.as_str()), "{lang:?} {}: <{key}>", page.key),
                }
                named += usize::from(matches!(span, Span::Word(_)));
            }
        }
        assert!(named > 80, "only {named} words were looked at");
    }
}

#[test]
fn every_figure_is_defined_in_the_words_that_stand_beside_it() {
    for lang in Lang::ALL {
        let pages = pages(lang);
        let told: Vec<&str> = pages
            .iter()
            .flat_map(|page| &page.blocks)
            .filter_map(|block| if let Block::Formula(code) = block { Some(code.as_str()) } else { None })
            .collect();
        for (code, _) in figures::FORMULAS {
            assert_eq!(told.iter().filter(|t| *t == code).count(), 1, "{lang:?} {code}");
        }
        assert_eq!(told.len(), figures::FORMULAS.len());
    }
}
