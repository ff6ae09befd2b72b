//! `Route` ⇄ URL hash: `#/w/<slot>/board?pipeline=…&open=deal:<id>`. A reload or a second tab opens the same workspace and view.

use crate::domain::id::Id;
use crate::domain::records::Table;

/// A screen of a workspace.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Screen {
    /// 今天
    Today,
    /// 管道
    Board,
    /// 线索
    Leads,
    /// 客户
    Customers,
    /// 目标
    Goals,
    /// 分析
    Funnel,
    /// 数据
    Data,
    /// 设置
    Settings,
    /// 帮助
    Help,
}

impl Screen {
    /// All screens, in the order of the rail.
    pub const ALL: [Screen; 9] = [
        Screen::Today,
        Screen::Board,
        Screen::Leads,
        Screen::Customers,
        Screen::Goals,
        Screen::Funnel,
        Screen::Data,
        Screen::Settings,
        Screen::Help,
    ];

    /// Its word in the address.
    pub fn path(self) -> &'static str {
        match self {
            Screen::Today => "today",
            Screen::Board => "board",
            Screen::Leads => "leads",
            Screen::Customers => "customers",
            Screen::Goals => "goals",
            Screen::Funnel => "funnel",
            Screen::Data => "data",
            Screen::Settings => "settings",
            Screen::Help => "help",
        }
    }
}

/// The word of the address where something new is entered.
const ADD: &str = "add";

/// Where the user is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Route {
    /// The start screen: no workspace is open.
    Start,
    /// The start screen with a file that lies beside the page, such as a team's template: `#/open?from=team.json`.
    Open {
        /// The file's name. Never a path: all sites of one account share an origin.
        from: String,
    },
    /// A screen of the workspace that was opened last: shortcuts of the installed app lead there, and files that the system opens with it.
    /// `#/today`, say, or `#/add`, where something new is entered.
    Last {
        /// Which screen.
        screen: Screen,
        /// Whether quick add is open over it.
        adding: bool,
    },
    /// A screen of a workspace.
    In {
        /// The workspace's local name.
        slot: String,
        /// Which screen.
        screen: Screen,
        /// Filters and other choices of the screen, in the order of the address; what it does not know is kept.
        params: Vec<(String, String)>,
    },
}

impl Route {
    /// A screen without choices.
    pub fn screen(slot: &str, screen: Screen) -> Route {
        Route::In { slot: slot.into(), screen, params: Vec::new() }
    }

    /// Reads a hash, with or without `#`. Anything unknown is the start screen; an unknown screen of a workspace is its board.
    pub fn parse(hash: &str) -> Route {
        let hash = hash.trim_start_matches('#');
        let (path, query) = hash.split_once('?').unwrap_or((hash, ""));
        let mut parts = path.split('/').filter(|p| !p.is_empty());
        let first = parts.next();
        if first == Some("open") {
            let from = query.split('&').find_map(|p| p.strip_prefix("from=")).map(decode);
            return from.filter(|name| is_file_name(name)).map_or(Route::Start, |from| Route::Open { from });
        }
        let of_path = |word: &str| Screen::ALL.into_iter().find(|s| s.path() == word);
        let (Some("w"), Some(slot)) = (first, parts.next()) else {
            let adding = first == Some(ADD);
            let screen = if adding { Some(Screen::Board) } else { first.and_then(of_path) };
            return screen.map_or(Route::Start, |screen| Route::Last { screen, adding });
        };
        if slot.is_empty() || !slot.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Route::Start;
        }
        let word = parts.next().unwrap_or("");
        let screen = of_path(word).unwrap_or(Screen::Board);
        let params = query
            .split('&')
            .filter(|p| !p.is_empty())
            .map(|p| p.split_once('=').unwrap_or((p, "")))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect();
        Route::In { slot: slot.into(), screen, params }
    }

    /// The hash, with `#`.
    pub fn hash(&self) -> String {
        let (slot, screen, params) = match self {
            Route::In { slot, screen, params } => (slot, screen, params),
            Route::Open { from } => return format!("#/open?from={}", encode(from)),
            Route::Last { adding: true, .. } => return format!("#/{ADD}"),
            Route::Last { screen, .. } => return format!("#/{}", screen.path()),
            Route::Start => return "#/".into(),
        };
        let mut hash = format!("#/w/{slot}/{}", screen.path());
        for (i, (name, value)) in params.iter().enumerate() {
            hash.push(if i == 0 { '?' } else { '&' });
            hash.push_str(&encode(name));
            hash.push('=');
            hash.push_str(&encode(value));
        }
        hash
    }

    /// A choice of the screen.
    pub fn param(&self, name: &str) -> Option<&str> {
        match self {
            Route::In { params, .. } => params.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str()),
            Route::Start | Route::Open { .. } | Route::Last { .. } => None,
        }
    }

    /// The same place with another choice; `None` or an empty value takes it out.
    #[must_use]
    pub fn with(mut self, name: &str, value: Option<&str>) -> Route {
        if let Route::In { params, .. } = &mut self {
            let value = value.filter(|v| !v.is_empty()).map(str::to_string);
            match (params.iter().position(|(n, _)| n == name), value) {
                (Some(at), Some(value)) => params[at].1 = value,
                (Some(at), None) => drop(params.remove(at)),
                (None, Some(value)) => params.push((name.into(), value)),
                (None, None) => {}
            }
        }
        self
    }

    /// A choice that names a record.
    pub fn record(&self, name: &str) -> Option<(Table, Id)> {
        let (table, id) = self.param(name)?.split_once(':')?;
        Some((Table::parse(table)?, Id::parse(id)?))
    }

    /// The same place with a choice that names a record, or none.
    #[must_use]
    pub fn with_record(self, name: &str, record: Option<(Table, Id)>) -> Route {
        let value = record.map(|(table, id)| format!("{}:{id}", table.key()));
        self.with(name, value.as_deref())
    }

    /// The record whose drawer is open.
    pub fn open(&self) -> Option<(Table, Id)> {
        self.record("open")
    }

    /// The same place with a record's drawer open, or none.
    #[must_use]
    pub fn with_open(self, record: Option<(Table, Id)>) -> Route {
        self.with_record("open", record)
    }
}

/// Whether this names a file in the page's own folder.
fn is_file_name(name: &str) -> bool {
    !name.is_empty() && !name.starts_with('.') && !name.contains(|c: char| c.is_control() || "/\\:?#%".contains(c))
}

fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b':' | b',' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = bytes
            .get(at + 1..at + 3)
            .and_then(|h| std::str::from_utf8(h).ok())
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        match (bytes[at], hex) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_round_trip() {
        for hash in [
            "#/",
            "#/today",
            "#/data",
            "#/add",
            "#/w/a1b2/board",
            "#/w/a1b2/funnel?from=2026-01-01&q=%E6%BC%8F%E6%96%97%26%3D",
        ] {
            assert_eq!(Route::parse(hash).hash(), hash);
        }
        let id = Id::fixed(9, 9);
        let route = Route::screen("x", Screen::Customers).with("q", Some("a b")).with_open(Some((Table::Customer, id)));
        assert_eq!(Route::parse(&route.hash()), route);
        assert_eq!(route.open(), Some((Table::Customer, id)));
        let log = Route::screen("x", Screen::Data).with_record("log", Some((Table::Deal, id)));
        assert_eq!((log.record("log"), log.open()), (Some((Table::Deal, id)), None));
        assert_eq!(route.with_open(None).with("q", None), Route::screen("x", Screen::Customers));
    }

    #[test]
    fn only_files_beside_the_page_are_opened_by_a_link() {
        let open = |from: &str| Route::parse(&format!("#/open?from={from}"));
        assert_eq!(open("team.json"), Route::Open { from: "team.json".into() });
        assert_eq!(open("%E5%9B%A2%E9%98%9F.json").hash(), "#/open?from=%E5%9B%A2%E9%98%9F.json");
        for bad in [
            "",
            "../x.json",
            "a/b.json",
            "%2e%2e%2fx.json",
            "https://evil.example/x.json",
            "//evil",
            "a%5Cb",
            ".hidden",
            "a%25b",
        ] {
            assert_eq!(open(bad), Route::Start, "{bad}");
        }
        assert_eq!(Route::parse("#/open"), Route::Start);
    }

    #[test]
    fn unknown_addresses_lead_somewhere() {
        assert_eq!(Route::parse(""), Route::Start);
        assert_eq!(Route::parse("#/x/y"), Route::Start);
        assert_eq!(Route::parse("#/nonsense"), Route::Start);
        assert_eq!(Route::parse("#/today?x=1"), Route::Last { screen: Screen::Today, adding: false });
        assert_eq!(Route::parse("#/w/<script>/board"), Route::Start);
        assert_eq!(
            Route::parse("#/w/abc/nonsense?open=%zz"),
            Route::screen("abc", Screen::Board).with("open", Some("%zz"))
        );
        assert_eq!(Route::parse("#/w/abc").open(), None);
    }
}
