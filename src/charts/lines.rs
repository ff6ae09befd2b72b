//! Lines over time: a goal's course, and rates by month.

use super::{number, paint, Theme};
use crate::analysis::goals::Point;
use crate::analysis::stats::Rate;
use charming::datatype::CompositeValue;
use charming::element::{AreaStyle, ItemStyle, LineStyle, LineStyleType, Tooltip, Trigger};
use charming::series::Line;
use charming::Chart;

/// The words of a goal's course.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CourseWords {
    /// What was done.
    pub done: String,
    /// What was expected.
    pub expected: String,
    /// The goal.
    pub goal: String,
    /// The unit, above the axis.
    pub unit: String,
}

fn line(name: &str, colour: &str, style: LineStyleType) -> Line {
    Line::new()
        .name(name)
        .connect_nulls(false)
        .line_style(LineStyle::new().color(paint(colour)).width(2).type_(style))
        .item_style(ItemStyle::new().color(paint(colour)))
}

/// What was done and expected by the end of each part, cumulated, and the goal as a level. `names`: one per part.
pub fn course_chart(course: &[Point], goal: i64, names: &[String], words: &CourseWords, theme: &Theme) -> Chart {
    let done: Vec<CompositeValue> = course.iter().map(|p| CompositeValue::from(p.done.map(number))).collect();
    let expected: Vec<CompositeValue> = course.iter().map(|p| CompositeValue::from(number(p.expected))).collect();
    let level: Vec<CompositeValue> = course.iter().map(|_| CompositeValue::from(number(goal))).collect();
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(theme.legend())
        .grid(theme.grid())
        .x_axis(theme.names(names))
        .y_axis(theme.values(&words.unit))
        .series(
            line(&words.done, &theme.accent, LineStyleType::Solid)
                .area_style(AreaStyle::new().color(paint(&theme.accent)).opacity(0.12))
                .data(done),
        )
        .series(line(&words.expected, &theme.text_2, LineStyleType::Dashed).show_symbol(false).data(expected))
        .series(line(&words.goal, &theme.warn, LineStyleType::Dotted).show_symbol(false).data(level))
}

/// Rates in per cent over time; parts with too few cases are gaps. `names`: one per rate.
pub fn trend_chart(rates: &[Rate], names: &[String], series: &str, theme: &Theme) -> Chart {
    let values: Vec<CompositeValue> =
        rates.iter().map(|r| CompositeValue::from(r.permille().map(|p| f64::from(p) / 10.0))).collect();
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .grid(theme.grid())
        .x_axis(theme.names(names))
        .y_axis(theme.values("%").max(100))
        .series(line(series, &theme.accent, LineStyleType::Solid).data(values))
}

#[cfg(test)]
mod tests {
    use super::super::testkit::{option, theme};
    use super::*;
    use crate::analysis::period::Period;
    use crate::analysis::testkit::day;
    use serde_json::json;

    #[test]
    fn a_course_stops_at_today() {
        let part = Period::month(day("2026-01-01"));
        let course = [
            Point { part, done: Some(1_500_000), expected: 1_000_000 },
            Point { part: part.previous(), done: None, expected: 2_000_000 },
        ];
        let words =
            CourseWords { done: "done".into(), expected: "expected".into(), goal: "goal".into(), unit: "CNY".into() };
        let names = ["1".to_string(), "2".to_string()];
        let seen = option(&course_chart(&course, 2_000_000, &names, &words, &theme()));
        assert_eq!(seen["series"][0]["data"], json!([1.5, null]));
        assert_eq!(seen["series"][1]["data"], json!([1.0, 2.0]));
        assert_eq!(seen["series"][2]["data"], json!([2.0, 2.0]));
        assert_eq!(seen["xAxis"]["data"], json!(["1", "2"]));
        assert_eq!(seen["yAxis"]["name"], "CNY");
    }

    #[test]
    fn too_few_is_a_gap() {
        let rates = [Rate::new(1, 8), Rate::new(4, 4)];
        let seen = option(&trend_chart(&rates, &["1".to_string(), "2".to_string()], "rate", &theme()));
        assert_eq!(seen["series"][0]["data"], json!([12.5, null]));
    }
}
