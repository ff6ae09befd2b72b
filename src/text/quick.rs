//! One line typed in a hurry: a lead's name, phone and source, in any order that people use.

use super::fold::fold;

/// What a line says of a lead.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LeadLine {
    /// What is neither phone nor source.
    pub name: String,
    /// The phone number as typed; empty without one.
    pub phone: String,
    /// Which of the sources, by its place in the list.
    pub source: Option<usize>,
}

/// Fewer digits than this are no phone number but part of a name.
const FEWEST_DIGITS: usize = 6;

/// Reads a line. Commas of either kind divide it; without one, spaces do. `sources` are the names of the list of sources.
pub fn lead_line(line: &str, sources: &[String]) -> LeadLine {
    let is_comma = |c: char| matches!(c, ',' | '，' | '、' | ';' | '；' | '\t');
    let commas = line.contains(is_comma);
    let words: Vec<&str> = match commas {
        true => line.split(is_comma).map(str::trim).filter(|w| !w.is_empty()).collect(),
        false => line.split_whitespace().collect(),
    };
    let dials = |w: &str| {
        w.chars().any(|c| c.is_ascii_digit()) && w.chars().all(|c| c.is_ascii_digit() || "+-() .".contains(c))
    };
    let digits = |w: &str| w.chars().filter(char::is_ascii_digit).count();
    let mut found = LeadLine::default();
    let mut rest: Vec<&str> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        // Within spaces, a number may come in several pieces.
        let run =
            if commas { usize::from(dials(words[at])) } else { words[at..].iter().take_while(|w| dials(w)).count() };
        let number = words[at..at + run].join(" ");
        if found.phone.is_empty() && digits(&number) >= FEWEST_DIGITS {
            found.phone = number;
            at += run;
        } else {
            rest.push(words[at]);
            at += 1;
        }
    }
    // A source may be several words; the longest match at the end, or at the beginning, is it.
    let is_source = |part: &[&str]| {
        let text = fold(&part.join(" "));
        (!text.is_empty()).then(|| sources.iter().position(|s| fold(s) == text)).flatten()
    };
    let ends = (1..=rest.len()).flat_map(|from| [from..rest.len(), 0..rest.len() - from]);
    if let Some((part, source)) = ends.filter_map(|part| Some((part.clone(), is_source(&rest[part])?))).next() {
        found.source = Some(source);
        rest.drain(part);
    }
    found.name = rest.join(" ");
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_in_either_language_and_order() {
        let sources: Vec<String> = ["展会", "转介绍", "Trade fair", "Website"].map(String::from).to_vec();
        let read = |line: &str| {
            let found = lead_line(line, &sources);
            (found.name, found.phone, found.source)
        };
        let is = |name: &str, phone: &str, source| (name.to_string(), phone.to_string(), source);
        assert_eq!(read("无锡新吴精密 13812345678 展会"), is("无锡新吴精密", "13812345678", Some(0)));
        assert_eq!(read("转介绍 13812345678 王工"), is("王工", "13812345678", Some(1)));
        assert_eq!(read("无锡新吴精密，0510-8888 1234，展会"), is("无锡新吴精密", "0510-8888 1234", Some(0)));
        assert_eq!(read("Acme Ltd, 020 7946 0000, trade fair"), is("Acme Ltd", "020 7946 0000", Some(2)));
        assert_eq!(read("Acme Ltd 020 7946 0000 trade fair"), is("Acme Ltd", "020 7946 0000", Some(2)));
        assert_eq!(read("Studio 54"), is("Studio 54", "", None));
        assert_eq!(read("Website"), is("Website", "", None));
        assert_eq!(read("  "), is("", "", None));
    }
}
