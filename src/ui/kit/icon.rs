//! Icons: strokes on a 24-unit grid, coloured by the text around them.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Shape {
    Funnel,
    Today,
    Board,
    Lead,
    People,
    Target,
    Chart,
    Data,
    Settings,
    Search,
    Undo,
    Redo,
    Plus,
    Clock,
    Phone,
    Arrow,
    Close,
    Check,
    More,
    Sun,
    Globe,
    Down,
    File,
    Trash,
    Star,
    Warning,
    Edit,
    Keyboard,
    Calendar,
    Out,
    Help,
    Print,
}

impl Shape {
    fn path(self) -> &'static str {
        match self {
            Shape::Funnel => "M3 5h18l-7 8v6l-4 2v-8z",
            Shape::Today | Shape::Sun => "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6 7 7M17 17l1.4 1.4M5.6 18.4 7 17M17 7l1.4-1.4",
            Shape::Board => "M4.500 4h2A1.500 1.500 0 0 1 8 5.500v13A1.500 1.500 0 0 1 6.500 20h-2A1.500 1.500 0 0 1 3 18.500v-13A1.500 1.500 0 0 1 4.500 4M11.500 4h2A1.500 1.500 0 0 1 15 5.500v8a1.500 1.500 0 0 1-1.500 1.500h-2a1.500 1.500 0 0 1-1.500-1.500v-8A1.500 1.500 0 0 1 11.500 4M18.500 4h1A1.500 1.500 0 0 1 21 5.500v4a1.500 1.500 0 0 1-1.500 1.500h-1A1.500 1.500 0 0 1 17 9.500v-4A1.500 1.500 0 0 1 18.500 4",
            Shape::Lead => "M4 12a8 8 0 0 1 16 0M8 12a4 4 0 0 1 8 0M12 12v8",
            Shape::People => "M9 4.500a3.500 3.500 0 1 0 0 7 3.500 3.500 0 0 0 0-7M3 20c0-3.500 2.700-6 6-6s6 2.500 6 6M16 5a3.500 3.500 0 0 1 0 6.500M18 14.500c1.900.9 3 2.900 3 5.500",
            Shape::Target => "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 11.900v.2",
            Shape::Chart => "M4 20V10M10 20V4M16 20v-7M22 20H2",
            Shape::Data => "M12 3c4.400 0 8 1.300 8 3s-3.600 3-8 3-8-1.300-8-3 3.600-3 8-3M4 6v12c0 1.700 3.600 3 8 3s8-1.300 8-3V6M4 12c0 1.700 3.600 3 8 3s8-1.300 8-3",
            Shape::Settings => "M4 7h10M18 7h2M4 17h2M10 17h10M16 5a2 2 0 1 0 0 4 2 2 0 0 0 0-4M8 15a2 2 0 1 0 0 4 2 2 0 0 0 0-4",
            Shape::Search => "M11 4.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13M16 16l4.500 4.500",
            Shape::Undo => "M8 5 4 9l4 4M4 9h10a6 6 0 0 1 0 12h-3",
            Shape::Redo => "M16 5l4 4-4 4M20 9H10a6 6 0 0 0 0 12h3",
            Shape::Plus => "M12 5v14M5 12h14",
            Shape::Clock => "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M12 7v5l3 2",
            Shape::Phone => "M5 4h4l2 5-2.500 1.500a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2z",
            Shape::Arrow => "M5 12h14M13 6l6 6-6 6",
            Shape::Close => "M6 6l12 12M18 6 6 18",
            Shape::Check => "M5 12.500 10 17.500 19 7",
            Shape::More => "M5 12v.01M12 12v.01M19 12v.01",
            Shape::Globe => "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M3.500 12h17M12 3.500c2.500 2.300 3.700 5.200 3.700 8.500s-1.200 6.200-3.700 8.500c-2.500-2.300-3.700-5.200-3.700-8.500s1.200-6.200 3.700-8.500",
            Shape::Down => "M6 9l6 6 6-6",
            Shape::File => "M6 3h8l5 5v13H6zM14 3v5h5",
            Shape::Trash => "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5",
            Shape::Star => "M12 4l2.500 5 5.500.8-4 3.900.9 5.500-4.900-2.600-4.900 2.600.9-5.500-4-3.900 5.500-.8z",
            Shape::Warning => "M12 4 2.500 20h19zM12 10v4M12 17v.01",
            Shape::Edit => "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
            Shape::Keyboard => "M3 6h18v12H3zM7 10v.01M11 10v.01M15 10v.01M7 14h10",
            Shape::Calendar => "M4 5h16v15H4zM4 10h16M8 3v4M16 3v4",
            Shape::Help => "M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17M9.500 10a2.500 2.500 0 1 1 3.500 2.300c-.7.300-1 .8-1 1.700M12 16.500v.01",
            Shape::Print => "M7 9V4h10v5M7 17H4v-8h16v8h-3M7 14h10v6H7z",
            Shape::Out => "M12 4v11M7 10.500l5 5 5-5M4 20h16",
        }
    }
}

/// An icon beside words, or within a button that has a label: it says nothing itself.
#[component]
pub fn Icon(
    /// Which icon.
    shape: Shape,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=shape.path()></path>
        </svg>
    }
}
