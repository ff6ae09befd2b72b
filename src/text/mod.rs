//! Every word shown, per language; numbers, money, dates; search keys for Chinese names.
//!
//! A phrase is one [`Text`] constant that holds both languages side by side, so neither can be forgotten:
//!
//! ```
//! use loudou::text::{words::common, Lang};
//! assert_eq!(common::SAVE.in_(Lang::En), "Save");
//! ```
//!
//! Phrases live in `words/`, one file per area, in a `words!` list. A phrase with values in it names them:
//! `{name}` is replaced by the value called `name`; `{n|deal|deals}` by the first word if the value `n` is `1`, by the
//! second otherwise. Both languages name the same values; one test goes over all phrases and checks that, among others.

pub mod finder;
pub mod fold;
pub mod format;
pub mod help;
pub mod pinyin;
pub mod quick;
pub mod words;

/// A language of the screens, messages and exports.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// Simplified Chinese.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// All languages, in the order in which they are offered.
    pub const ALL: [Lang; 2] = [Lang::Zh, Lang::En];

    /// The code that preferences and addresses keep: `zh` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }

    /// The next one, for a button that goes through them.
    pub const fn next(self) -> Lang {
        match self {
            Lang::Zh => Lang::En,
            Lang::En => Lang::Zh,
        }
    }

    /// The value for the `lang` attribute of HTML.
    pub const fn html_lang(self) -> &'static str {
        match self {
            Lang::Zh => "zh-CN",
            Lang::En => "en",
        }
    }

    /// The language of a code made by [`Lang::code`]; `None` for any other text.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language for what a browser names as its own (`zh-CN`, `en-GB`, `fr` …): Chinese for every kind of
    /// Chinese, English for the rest.
    pub fn from_browser_locale(locale: &str) -> Lang {
        let first = locale.split(['-', '_']).next().unwrap_or_default();
        if first.eq_ignore_ascii_case("zh") {
            Lang::Zh
        } else {
            Lang::En
        }
    }

    /// The language's name in itself, as a language menu shows it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Zh => "中文",
            Lang::En => "English",
        }
    }
}

/// One phrase in every language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// A phrase from its languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Text {
        Text { zh, en }
    }

    /// The phrase in one language, with its `{…}` left as they are.
    pub const fn in_(self, lang: Lang) -> &'static str {
        match lang {
            Lang::Zh => self.zh,
            Lang::En => self.en,
        }
    }

    /// The phrase in one language with values put in for `{name}`, and `{name|one|many}` decided by the value of `name`
    /// (`1` takes the first). A name without a value stays as it is written, so that the mistake can be seen.
    pub fn with(self, lang: Lang, values: &[(&str, &str)]) -> String {
        let mut out = String::new();
        for piece in pieces(self.in_(lang)) {
            match piece {
                Piece::Plain(text) => out.push_str(text),
                Piece::Slot { raw, name, forms } => {
                    match (values.iter().find(|(key, _)| *key == name), forms) {
                        (None, _) => out.push_str(raw),
                        (Some((_, value)), None) => out.push_str(value),
                        (Some((_, value)), Some((one, many))) => out.push_str(if *value == "1" { one } else { many }),
                    };
                }
            }
        }
        out
    }
}

/// A part of a phrase: text as it is, or a place for a value.
enum Piece<'a> {
    Plain(&'a str),
    Slot { raw: &'a str, name: &'a str, forms: Option<(&'a str, &'a str)> },
}

/// Cuts a phrase at its `{…}`. A brace without its partner counts as plain text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some((open, close)) = rest.find('{').and_then(|open| Some((open, open + rest[open..].find('}')?))) {
        if open > 0 {
            out.push(Piece::Plain(&rest[..open]));
        }
        let inner = &rest[open + 1..close];
        let (name, forms) = match inner.split_once('|') {
            None => (inner, None),
            Some((name, forms)) => (name, forms.split_once('|')),
        };
        out.push(Piece::Slot { raw: &rest[open..=close], name, forms });
        rest = &rest[close + 1..];
    }
    if !rest.is_empty() {
        out.push(Piece::Plain(rest));
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
    use super::*;
    use std::collections::BTreeSet;

    const DEALS: Text = Text::new("已移动 {n} 个商机到{stage}", "Moved {n} {n|deal|deals} to {stage}");

    #[test]
    fn values_and_plurals_are_filled_in() {
        let en = |n| DEALS.with(Lang::En, &[("n", n), ("stage", "Won")]);
        assert_eq!(en("1"), "Moved 1 deal to Won");
        assert_eq!(en("0"), "Moved 0 deals to Won");
        assert_eq!(en("1,234"), "Moved 1,234 deals to Won");
        assert_eq!(DEALS.with(Lang::Zh, &[("stage", "谈判"), ("n", "1")]), "已移动 1 个商机到谈判");
    }

    #[test]
    fn values_are_not_read_again_and_missing_ones_can_be_seen() {
        let text = Text::new("{a}和{b}", "{a} and {b}");
        assert_eq!(text.with(Lang::En, &[("a", "{b}")]), "{b} and {b}");
        assert_eq!(text.with(Lang::En, &[("b", "x"), ("a", "{b}")]), "{b} and x");
        assert_eq!(Text::new("}{", "a } b {").with(Lang::En, &[]), "a } b {");
    }

    #[test]
    fn languages_are_found_by_code_and_by_locale() {
        assert_eq!(Lang::from_code("en"), Some(Lang::En));
        assert_eq!(Lang::from_code("EN"), None);
        for (locale, lang) in [("zh-CN", Lang::Zh), ("zh", Lang::Zh), ("ZH-Hant-TW", Lang::Zh), ("en-GB", Lang::En)] {
            assert_eq!(Lang::from_browser_locale(locale), lang, "{locale}");
        }
        for other in ["fr", "", "zha", "e"] {
            assert_eq!(Lang::from_browser_locale(other), Lang::En, "{other}");
        }
    }

    fn is_han(c: char) -> bool {
        matches!(c, '\u{3400}'..='\u{9fff}')
    }

    fn names(text: &str) -> BTreeSet<&str> {
        let name = |piece| if let Piece::Slot { name, .. } = piece { Some(name) } else { None };
        pieces(text).into_iter().filter_map(name).collect()
    }

    /// What is wrong with a phrase; empty if nothing is.
    fn faults(text: Text) -> Vec<&'static str> {
        let mut out = Vec::new();
        if text.zh.trim() != text.zh || text.en.trim() != text.en || text.zh.is_empty() || text.en.is_empty() {
            out.push("empty, or with space around it");
        }
        if names(text.zh) != names(text.en) {
            out.push("the languages name different values");
        }
        let well_named = |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let lacks_form = |piece: &Piece| matches!(piece, Piece::Slot { raw, forms: None, .. } if raw.contains('|'));
        if pieces(text.zh).iter().chain(pieces(text.en).iter()).any(lacks_form) {
            out.push("a plural lacks a form");
        }
        if !names(text.zh).iter().chain(names(text.en).iter()).all(well_named) {
            out.push("a value's name is not lower case");
        }
        for (i, c) in text.zh.char_indices() {
            let before = text.zh[..i].chars().next_back().is_some_and(is_han);
            let after = text.zh[i + c.len_utf8()..].chars().next().is_some_and(is_han);
            if ",.;:!?()".contains(c) && (before || after) {
                out.push("ASCII punctuation beside a Chinese character");
            }
        }
        if text.zh != text.en && text.en.chars().any(|c| is_han(c) || "，。；：！？（）、《》".contains(c)) {
            out.push("Chinese in the English");
        }
        if text.zh.contains("...") || text.en.contains("...") {
            out.push("three periods instead of one ellipsis");
        }
        out
    }

    #[test]
    fn every_phrase_is_sound_in_both_languages() {
        let mut count = 0;
        for (area, all) in words::ALL {
            for (name, text) in *all {
                assert!(faults(*text).is_empty(), "{area}::{name}: {:?} in {text:?}", faults(*text));
                count += 1;
            }
        }
        assert!(count > 400, "only {count} phrases were looked at");
    }

    #[test]
    fn the_check_itself_finds_faults() {
        for (zh, en) in [
            ("", "x"),
            ("好", "good "),
            ("{a}好", "{b} good"),
            ("{n}个", "{n|one} thing"),
            ("好,坏", "good"),
            ("好.", "good"),
            ("好", "good。"),
            ("好", "好的"),
            ("好...", "good"),
        ] {
            assert!(!faults(Text::new(zh, en)).is_empty(), "{zh} / {en}");
        }
        assert!(faults(Text::new("导出 CSV、JSON 文件", "Export CSV, JSON")).is_empty());
    }
}
