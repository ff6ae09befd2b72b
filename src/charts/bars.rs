//! Bars: time in stage.

use super::{paint, Theme};
use crate::analysis::stats::{Quantile, Survival};
use crate::analysis::times::StageTime;
use charming::datatype::{CompositeValue, DataPoint, DataPointItem};
use charming::element::{ItemStyle, LineStyle, Symbol, Tooltip, Trigger};
use charming::series::{Bar, Line};
use charming::Chart;

/// The words of the time-in-stage chart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StageTimeWords {
    /// The median.
    pub median: String,
    /// The 75th percentile.
    pub p75: String,
    /// The days that are normal.
    pub normal: String,
    /// The unit, above the axis.
    pub unit: String,
}

/// A bar's end. One that is only known to lie further on is drawn up to what is known, lighter.
fn bar(quantile: Option<Quantile>) -> DataPoint {
    match quantile {
        None => DataPoint::Value(CompositeValue::OptionalNumber(None)),
        Some(Quantile::Days(days)) => DataPoint::from(days),
        Some(Quantile::MoreThan(days)) => {
            DataPoint::from(DataPointItem::new(days).item_style(ItemStyle::new().opacity(0.45)))
        }
    }
}

/// Median and 75th percentile per stage, and the days that are normal. Stages with too few visits have no bars.
/// `names`: one per stage.
pub fn stage_time_chart(stages: &[StageTime], names: &[String], words: &StageTimeWords, theme: &Theme) -> Chart {
    let shown: Vec<Option<Survival>> = stages.iter().map(|s| s.survival().filter(Survival::enough)).collect();
    let medians: Vec<DataPoint> = shown.iter().map(|s| bar(s.map(|s| s.median))).collect();
    let p75s: Vec<DataPoint> = shown.iter().map(|s| bar(s.map(|s| s.p75))).collect();
    let normal: Vec<CompositeValue> = stages.iter().map(|s| CompositeValue::from(s.normal_days)).collect();
    let colour = |c: &str| ItemStyle::new().color(paint(c)).border_radius(2);
    Chart::new()
        .tooltip(Tooltip::new().trigger(Trigger::Axis))
        .legend(theme.legend())
        .grid(theme.grid())
        .x_axis(theme.names(names))
        .y_axis(theme.values(&words.unit))
        .series(Bar::new().name(&words.median).bar_width(14).item_style(colour(&theme.accent)).data(medians))
        .series(
            Bar::new()
                .name(&words.p75)
                .bar_width(14)
                .item_style(colour(&theme.accent_soft).border_color(paint(&theme.accent)).border_width(1))
                .data(p75s),
        )
        .series(
            Line::new()
                .name(&words.normal)
                .symbol(Symbol::Diamond)
                .symbol_size(9)
                .line_style(LineStyle::new().width(0).color(paint(&theme.warn)))
                .item_style(colour(&theme.warn))
                .data(normal),
        )
}

#[cfg(test)]
mod tests {
    use super::super::testkit::{option, theme};
    use super::*;
    use crate::analysis::stats::Span;
    use crate::analysis::testkit::Kit;
    use crate::domain::records::Table;
    use serde_json::json;

    #[test]
    fn bars_show_medians_and_lighter_ones_what_is_only_known_to_be_longer() {
        let time = |visits: Vec<(i64, bool)>, normal_days| StageTime {
            stage: Kit::stage(1),
            table: Table::Deal,
            normal_days,
            visits: visits.into_iter().map(|(days, ended)| (Kit::stage(1), Span { days, ended })).collect(),
            left_out: Vec::new(),
        };
        // Three of five ended: the median is reached at 3, three quarters never.
        let some = time(vec![(1, true), (2, true), (3, true), (9, false), (9, false)], Some(7));
        let few = time(vec![(1, true)], None);
        let words = StageTimeWords { median: "m".into(), p75: "q".into(), normal: "n".into(), unit: "days".into() };
        let names = ["a".to_string(), "b".to_string()];
        let seen = option(&stage_time_chart(&[some, few], &names, &words, &theme()));
        assert_eq!(seen["series"][0]["data"], json!([3, null]));
        assert_eq!(seen["series"][1]["data"][0], json!({"value": 9, "itemStyle": {"opacity": 0.45}}));
        assert_eq!(seen["series"][2]["data"], json!([7, null]));
    }
}
