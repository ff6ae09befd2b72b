//! The pages of help (`public/help/<language>.txt`), from plain text to what a screen draws. The files are fetched when help is opened, so that
//! long texts are not in what starts; they are plain text, which no host turns into something else, and nothing of them is ever read as HTML.
//!
//! A page begins with `# key Title`, a part of it with `## Title`; `- ` is an item of a list, `= code` a figure's formula, `@ keys` the list of
//! keys, anything else a paragraph. Within a line, `[x]` is a word that stands on the screen, `` `x` `` a key, `<x>` another page.

/// A page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Page {
    /// Its word in the address: that of its screen, where it has one.
    pub key: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Paragraph(Vec<Span>),
    /// An item of a list.
    Item(Vec<Span>),
    /// The formula of a figure, by its code.
    Formula(String),
    /// The list of all keys.
    Keys,
}

/// A part of a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Words that stand on the screen: a button, a title.
    Word(String),
    /// A key.
    Key(String),
    /// Another page, by its key.
    Page(String),
}

/// All pages of a file. What stands before the first one is left out.
pub fn parse(text: &str) -> Vec<Page> {
    let mut pages: Vec<Page> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(head) = line.strip_prefix("# ") {
            let (key, title) = head.split_once(' ').unwrap_or((head, head));
            pages.push(Page { key: key.into(), title: title.into(), blocks: Vec::new() });
            continue;
        }
        let Some(page) = pages.last_mut() else { continue };
        page.blocks.push(match line.split_once(' ') {
            Some(("##", title)) => Block::Heading(title.into()),
            Some(("-", item)) => Block::Item(spans(item)),
            Some(("=", code)) => Block::Formula(code.into()),
            Some(("@", "keys")) => Block::Keys,
            _ => Block::Paragraph(spans(line)),
        });
    }
    pages
}

/// The parts of a line. A sign without its partner counts as plain text.
fn spans(line: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '`', '<']) {
        let (end, make): (char, fn(String) -> Span) = match rest.as_bytes()[at] {
            b'[' => (']', Span::Word),
            b'`' => ('`', Span::Key),
            _ => ('>', Span::Page),
        };
        let Some(length) = rest[at + 1..].find(end) else { break };
        if at > 0 {
            out.push(Span::Plain(rest[..at].into()));
        }
        out.push(make(rest[at + 1..at + 1 + length].into()));
        rest = &rest[at + 2 + length..];
    }
    if !rest.is_empty() {
        out.push(Span::Plain(rest.into()));
    }
    out
}

impl Block {
    /// What it says, without marks; for searching.
    pub fn plain(&self) -> String {
        match self {
            Block::Heading(text) => text.clone(),
            Block::Paragraph(spans) | Block::Item(spans) => spans
                .iter()
                .map(|span| match span {
                    Span::Plain(text) | Span::Word(text) | Span::Key(text) => text.as_str(),
                    Span::Page(_) => "",
                })
                .collect(),
            Block::Formula(_) | Block::Keys => String::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Span {
        Span::Plain(text.into())
    }

    #[test]
    fn a_page_is_read_with_all_it_can_hold() {
        let pages = parse("before\n# board The board\nPress [New deal] or `N`: <leads>.\n\n## Moving\n- `[` or `]`\n= velocity\n@ keys\n# leads Leads\n");
        let blocks = vec![
            Block::Paragraph(vec![
                plain("Press "),
                Span::Word("New deal".into()),
                plain(" or "),
                Span::Key("N".into()),
                plain(": "),
                Span::Page("leads".into()),
                plain("."),
            ]),
            Block::Heading("Moving".into()),
            Block::Item(vec![Span::Key("[".into()), plain(" or "), Span::Key("]".into())]),
            Block::Formula("velocity".into()),
            Block::Keys,
        ];
        assert_eq!(pages.len(), 2);
        assert_eq!((pages[0].key.as_str(), pages[0].title.as_str()), ("board", "The board"));
        assert_eq!(pages[0].blocks, blocks);
        assert_eq!(pages[0].blocks[0].plain(), "Press New deal or N: .");
    }

    #[test]
    fn markup_of_other_kinds_stays_text() {
        assert_eq!(
            parse("# a b\n<script").pop().map(|p| p.blocks),
            Some(vec![Block::Paragraph(vec![plain("<script")])])
        );
        assert_eq!(
            parse("# a b\n5 > 3 ]").pop().map(|p| p.blocks),
            Some(vec![Block::Paragraph(vec![plain("5 > 3 ]")])])
        );
    }
}
