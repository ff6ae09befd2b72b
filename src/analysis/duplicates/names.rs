//! What stays of names, phone numbers, addresses of mail and web once everything is taken away that people write in different ways.

use std::collections::{HashMap, HashSet};

const WORDS: &str = include_str!("names.txt");

/// What is left of a name.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// Letters and digits, without the legal form. Two of these are the same name.
    pub full: String,
    /// Without places, brackets and parts of a company either; words of alphabetic scripts sorted. Two of these are similar names.
    pub core: String,
    /// The core as it is spoken: words in their order.
    pub spoken: String,
    /// Where it is, if the name says so.
    pub place: String,
}

/// Knows the words that do not tell names apart.
pub(super) struct Names {
    forms: HashSet<&'static str>,
    parts: HashSet<&'static str>,
    places: HashSet<&'static str>,
    /// What kind of place it is: province, city …
    units: Vec<char>,
    /// What stands before an extension.
    extensions: Vec<char>,
    signs: HashMap<char, char>,
}

impl Names {
    pub fn new() -> Names {
        let of = |kind: &str| {
            let lines = WORDS.lines().filter_map(|line| line.split_once(": ")).filter(|(of, _)| *of == kind);
            lines.flat_map(|(_, words)| words.split(' ')).collect::<HashSet<&'static str>>()
        };
        let signs = of("sign").into_iter().filter_map(|pair| {
            let mut chars = pair.chars();
            chars.next().zip(chars.next())
        });
        let signs = signs.collect();
        let chars = |kind| of(kind).into_iter().flat_map(str::chars).collect();
        let (units, extensions) = (chars("unit"), chars("extension"));
        Names { forms: of("form"), parts: of("part"), places: of("place"), units, extensions, signs }
    }

    /// What is left of a name that is folded already. Of people nothing is taken away.
    pub fn of(&self, folded: &str, person: bool) -> Name {
        let simple: String = folded.chars().map(|c| self.signs.get(&c).copied().unwrap_or(c)).collect();
        let mut words = words(&simple);
        if !person {
            self.cut(&mut words, &[&self.forms]);
        }
        let full = words.concat();
        if person {
            return Name { core: core(words.clone()), spoken: full.clone(), full, place: String::new() };
        }
        let (outside, inside) = without_brackets(&simple);
        let mut words = Some(self::words(&outside)).filter(|words| !words.is_empty()).unwrap_or(words);
        let mut place = inside.filter(|inside| self.places.contains(inside.as_str()));
        self.cut(&mut words, &[&self.forms, &self.parts]);
        if let Some(found) = self.cut_place(&mut words) {
            place.get_or_insert(found);
        }
        // A branch has its place behind the name of the company.
        self.cut(&mut words, &[&self.forms, &self.parts]);
        Name { spoken: words.concat(), core: core(words), full, place: place.unwrap_or_default() }
    }

    /// The numbers in a text as bare digits, without the country code of China, leading zeros and extension; at most two.
    pub fn phones(&self, text: &str) -> [String; 2] {
        let mut found = [String::new(), String::new()];
        let mut at = 0;
        for part in text.split(['/', ',', ';', '、', '|', '\n']) {
            let number = phone(part, &self.extensions);
            if at < 2 && number.len() >= 5 && number.bytes().any(|digit| Some(&digit) != number.as_bytes().first()) {
                found[at] = number;
                at += 1;
            }
        }
        found
    }

    /// Takes words off the end as long as something is left.
    fn cut(&self, words: &mut Vec<String>, off: &[&HashSet<&'static str>]) {
        let known = |word: &str| off.iter().any(|set| set.contains(word));
        loop {
            let more = words.len() > 1;
            let Some(last) = words.last_mut() else { return };
            if known(last) && more {
                words.pop();
                continue;
            }
            // Chinese is written without spaces: the longest ending that is known.
            let ends = last.char_indices().map(|(at, _)| at).skip(if more { 1 } else { 2 });
            match ends.into_iter().find(|at| !last[*at..].is_ascii() && known(&last[*at..])) {
                Some(at) => last.truncate(at),
                None => return,
            }
        }
    }

    /// Takes a place off the beginning, or off the end, if enough is left; answers which.
    fn cut_place(&self, words: &mut Vec<String>) -> Option<String> {
        if words.len() > 1 && words.first().is_some_and(|first| self.places.contains(first.as_str())) {
            return Some(words.remove(0));
        }
        if words.len() > 1 && words.last().is_some_and(|last| self.places.contains(last.as_str())) {
            return words.pop();
        }
        // At least two signs of the name stay.
        let first = words.first_mut()?;
        let at: Vec<usize> = first.char_indices().map(|(at, _)| at).collect();
        for length in (2..=5).rev().filter(|length| length + 2 <= at.len()) {
            let (head, tail) = first.split_at(at[length]);
            if self.places.contains(head) {
                let (place, rest) = (head.to_owned(), tail.trim_start_matches(|c| self.units.contains(&c)));
                *first = if rest.chars().count() < 2 { tail } else { rest }.to_owned();
                return Some(place);
            }
        }
        let last = words.last_mut()?;
        let at: Vec<usize> = last.char_indices().map(|(at, _)| at).collect();
        for length in (2..=5).rev().filter(|length| length + 2 <= at.len()) {
            let (head, tail) = last.split_at(at[at.len() - length]);
            if self.places.contains(tail) {
                let place = tail.to_owned();
                *last = head.to_owned();
                return Some(place);
            }
        }
        None
    }
}

/// The words of a text; letters with dots between them are one.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut letters = false;
    for word in text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’')).filter(|word| !word.is_empty())
    {
        let word: String = word.chars().filter(|c| c.is_alphanumeric()).collect();
        let letter = word.len() == 1 && word.is_ascii();
        match words.last_mut() {
            Some(last) if letter && letters => last.push_str(&word),
            _ if word.is_empty() => {}
            _ => words.push(word),
        }
        letters = letter;
    }
    words
}

fn core(mut words: Vec<String>) -> String {
    if words.iter().all(|word| word.is_ascii()) {
        words.sort();
        return words.join(" ");
    }
    words.concat()
}

/// A text without what stands in brackets, and that.
fn without_brackets(text: &str) -> (String, Option<String>) {
    const PAIRS: [(char, char); 4] = [('(', ')'), ('[', ']'), ('【', '】'), ('〔', '〕')];
    for (open, close) in PAIRS {
        if let Some((before, rest)) = text.split_once(open) {
            let (inside, after) = rest.split_once(close).unwrap_or((rest, ""));
            // Chinese goes on after a bracket as if it were not there.
            let gap = if before.is_ascii() { " " } else { "" };
            return (format!("{}{gap}{}", before.trim_end(), after.trim_start()), Some(inside.trim().to_owned()));
        }
    }
    (text.to_owned(), None)
}

/// A number as bare digits.
fn phone(text: &str, extensions: &[char]) -> String {
    let text = text.to_ascii_lowercase().replace("(0)", "");
    let text = text.split(|c| matches!(c, 'x' | 'e' | '#' | '*') || extensions.contains(&c)).next().unwrap_or_default();
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let mut number = digits(text);
    if number.starts_with('0') && !number.starts_with("00") && number.len() > 12 {
        // Area code, number, extension.
        if let Some((line, _)) = text.rsplit_once('-').filter(|(_, extension)| digits(extension).len() < 6) {
            number = digits(line);
        }
    }
    let bare = number.trim_start_matches('0');
    let bare = bare.strip_prefix("86").filter(|rest| rest.len() >= 10).unwrap_or(bare);
    bare.trim_start_matches('0').to_owned()
}

/// A mail address as the mail system sees it.
pub(super) fn mail(folded: &str) -> String {
    let Some((name, host)) = folded.split_once('@') else { return String::new() };
    if name.is_empty() || !host.contains('.') {
        return String::new();
    }
    if matches!(host, "gmail.com" | "googlemail.com") {
        let name = name.split('+').next().unwrap_or_default().replace('.', "");
        return format!("{name}@gmail.com");
    }
    folded.to_owned()
}

/// A web address without what may be left out.
pub(super) fn website(folded: &str) -> String {
    let rest = folded.split_once("://").map_or(folded, |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    if rest.contains('.') {
        rest.to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Name {
        Names::new().of(&crate::text::fold::fold(text), false)
    }

    #[test]
    fn the_same_name_in_other_forms() {
        for (one, other) in [
            ("苏州恒越物流有限公司", "苏州恒越物流股份有限公司"),
            ("苏州恒越物流有限公司", "苏州恒越物流"),
            ("蘇州恆越物流有限公司", "苏州 恒越 物流有限责任公司"),
            ("恒越（苏州）物流有限公司", "恒越(苏州)物流"),
            ("ＡＣＭＥ Co., Ltd.", "Acme"),
            ("Acme GmbH & Co. KG", "ACME"),
            ("Acme L.L.C.", "acme llc"),
            ("O'Neil Ltd", "ONeil"),
        ] {
            assert_eq!(name(one).full, name(other).full, "{one} / {other}");
        }
    }

    #[test]
    fn similar_names_have_one_core() {
        for (one, other, core) in [
            ("苏州恒越物流有限公司", "恒越物流（苏州）有限公司", "恒越物流"),
            ("恒越物流集团有限公司", "恒越物流有限公司", "恒越物流"),
            ("恒越物流有限公司上海分公司", "恒越物流有限公司", "恒越物流"),
            ("江苏省恒越物流", "恒越物流", "恒越物流"),
            ("Shanghai Acme Robots Ltd", "Acme Robots (Shanghai)", "acme robots"),
            ("Baker Tom", "Tom Baker", "baker tom"),
        ] {
            assert_eq!((&*name(one).core, &*name(other).core), (core, core), "{one} / {other}");
        }
        assert_eq!(name("恒越物流（苏州）有限公司").place, "苏州");
        assert_eq!(name("苏州恒越物流有限公司").place, "苏州");
    }

    #[test]
    fn something_is_always_left() {
        for text in [
            "有限公司",
            "上海",
            "Ltd",
            "集团有限公司",
            "上海市",
            "(苏州)",
            "厂",
            "上海厂",
            "Co. Ltd",
            "北京公司",
            "公司 集团",
        ] {
            let name = name(text);
            assert!(!name.full.is_empty() && !name.core.is_empty(), "{text}: {name:?}");
        }
        assert_eq!(name(" -- "), Name::default());
    }

    #[test]
    fn other_names_stay_apart() {
        for (one, other) in
            [("恒越物流", "恒越科技"), ("Plant 1 Ltd", "Plant 2 Ltd"), ("中山大学", "南京大学"), ("海南", "海口")]
        {
            assert_ne!(name(one).full, name(other).full, "{one} / {other}");
        }
        assert_eq!(Names::new().of("安东尼", true).full, "安东尼");
    }

    #[test]
    fn phones_in_every_writing() {
        for (text, number) in [
            ("138 0013 8000", "13800138000"),
            ("+86-138-0013-8000", "13800138000"),
            ("0086 13800138000", "13800138000"),
            ("(0512) 6288-8888", "51262888888"),
            ("+86 512 62888888 ext. 801", "51262888888"),
            ("0512-62888888-801", "51262888888"),
            ("+49 (0)30 123456", "4930123456"),
            ("62888888转8", "62888888"),
            ("110", ""),
            ("000000000", ""),
            ("1111111", ""),
        ] {
            assert_eq!(Names::new().phones(text)[0], number, "{text}");
        }
        assert_eq!(Names::new().phones("13800138000 / 0512-62888888"), ["13800138000", "51262888888"]);
    }

    #[test]
    fn addresses_of_mail_and_web() {
        assert_eq!(mail("l.i+crm@googlemail.com"), mail("li@gmail.com"));
        assert_ne!(mail("l.i@acme.cn"), mail("li@acme.cn"));
        assert_eq!((mail("nobody"), mail("@x.y")), (String::new(), String::new()));
        assert_eq!(website("https://www.acme.com/"), website("acme.com"));
        assert_eq!(website("none"), "");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_typed(text in ".{0,40}", chinese in "[上海市苏州有限公司集团分厂()（） a-c.]{0,12}") {
            for text in [text, chinese] {
                let folded = crate::text::fold::fold(&text);
                for person in [false, true] {
                    let name = Names::new().of(&folded, person);
                    let letters = folded.chars().any(char::is_alphanumeric);
                    proptest::prop_assert!(letters != name.full.is_empty() && letters != name.core.is_empty(), "{:?}", name);
                }
                Names::new().phones(&text);
                mail(&folded);
                website(&folded);
            }
        }
    }
}
