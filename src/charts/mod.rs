//! Figures → chart options (`charming::Chart`). Colours and words are handed in; no option holds a function, so that none needs
//! `unsafe-eval`. Positions in the data are those of the figure, so that a click leads to its records.

mod bars;
mod funnel;
mod lines;

pub use bars::{stage_time_chart, StageTimeWords};
pub use funnel::{funnel_chart, FunnelView};
pub use lines::{course_chart, trend_chart, CourseWords};

use charming::component::{Axis, Grid, Legend};
use charming::element::{AxisLabel, AxisLine, AxisTick, AxisType, Color, LineStyle, SplitLine, TextStyle};
use charming::Chart;

/// Colours (CSS colours that a canvas knows) and the font, from the page's tokens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Theme {
    /// Text by its importance: labels.
    pub text: String,
    /// Axis labels and legends.
    pub text_2: String,
    /// Axis and split lines.
    pub line: String,
    /// Behind everything: gaps between marks.
    pub surface: String,
    /// The marks.
    pub accent: String,
    /// Marks of less weight.
    pub accent_soft: String,
    /// What needs attention: the bottleneck.
    pub warn: String,
    /// The font families.
    pub font: String,
}

impl Theme {
    fn text_style(&self, colour: &str) -> TextStyle {
        TextStyle::new().color(paint(colour)).font_family(self.font.as_str()).font_size(12)
    }

    fn axis_label(&self) -> AxisLabel {
        AxisLabel::new().color(paint(&self.text_2)).font_family(self.font.as_str()).font_size(12)
    }

    fn names(&self, names: &[String]) -> Axis {
        Axis::new()
            .type_(AxisType::Category)
            .data(names.to_vec())
            .axis_label(self.axis_label())
            .axis_tick(AxisTick::new().show(false))
            .axis_line(AxisLine::new().show(false))
    }

    fn values(&self, unit: &str) -> Axis {
        Axis::new()
            .type_(AxisType::Value)
            .name(unit)
            .name_text_style(self.text_style(&self.text_2))
            .min(0)
            .axis_label(self.axis_label())
            .split_line(SplitLine::new().line_style(LineStyle::new().color(paint(&self.line))))
    }

    fn grid(&self) -> Grid {
        Grid::new().left(8).right(16).top(52).bottom(8).contain_label(true)
    }

    fn legend(&self) -> Legend {
        Legend::new().top(0).left(0).text_style(self.text_style(&self.text_2))
    }
}

fn paint(colour: &str) -> Color {
    Color::Value(colour.to_string())
}

/// Millionths as a number for an axis. Good to some fifteen digits, which is more than a chart shows.
fn number(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

/// The option as JSON for `setOption`. `None` only if a chart could not be written at all.
///
/// Charming writes a funnel's "do not sort" as null, which ECharts 5 takes for "descending"; here it becomes `none`. It has no
/// opacity of labels either, which would follow that of their marks and be hard to read.
pub fn option_json(chart: &Chart) -> Option<String> {
    let mut option = serde_json::to_value(chart).ok()?;
    for series in option.get_mut("series").and_then(|s| s.as_array_mut()).into_iter().flatten() {
        if let Some(sort) = series.get_mut("sort").filter(|sort| sort.is_null()) {
            *sort = "none".into();
        }
        if let Some(label) = series.get_mut("label").and_then(|label| label.as_object_mut()) {
            label.insert("opacity".into(), 1.into());
        }
    }
    Some(option.to_string())
}

#[cfg(test)]
mod testkit {
    //! What the tests of charts share.
    use super::*;
    use serde_json::Value;

    pub fn theme() -> Theme {
        let c = |name: &str| name.to_string();
        Theme {
            text: c("#111"),
            text_2: c("#222"),
            line: c("#333"),
            surface: c("#444"),
            accent: c("#555"),
            accent_soft: c("#666"),
            warn: c("#777"),
            font: c("sans-serif"),
        }
    }

    /// The option, proven free of functions.
    pub fn option(chart: &Chart) -> Value {
        let json = option_json(chart).unwrap_or_default();
        assert!(!json.contains("function") && !json.contains("=>") && !json.contains("##"), "{json}");
        serde_json::from_str(&json).unwrap_or_default()
    }
}
