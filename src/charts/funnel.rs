//! The funnel as a chart: stages keep their order, the bottleneck stands out.

use super::{paint, Theme};
use crate::analysis::funnel::Funnel;
use charming::datatype::DataPointItem;
use charming::element::{ItemStyle, Label, LabelLine, LabelPosition, LineStyle, Sort, Tooltip, Trigger};
use charming::series::Funnel as Series;
use charming::Chart;

/// Which of a funnel's two sides is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FunnelView {
    /// By entry cohort: widths are the sizes of the cohorts.
    Cohort,
    /// The snapshot: widths are what is there now.
    Snapshot,
}

/// The chart. `labels`: one per row of the funnel, complete as it is to be read (name, number, conversion);
/// `series` names the whole. The nth mark is the nth row.
pub fn funnel_chart(funnel: &Funnel, view: FunnelView, labels: &[String], series: &str, theme: &Theme) -> Chart {
    let counts: Vec<usize> = match view {
        FunnelView::Cohort => funnel.cohort.iter().map(|row| row.n()).collect(),
        FunnelView::Snapshot => funnel.snapshot.iter().map(|row| row.ids.len()).collect(),
    };
    let slowest = funnel.bottleneck.filter(|_| view == FunnelView::Cohort);
    let last = counts.len().saturating_sub(1).max(1) as f64;
    let marks: Vec<DataPointItem> = (counts.iter().zip(labels).enumerate())
        .map(|(i, (n, label))| {
            let style = ItemStyle::new().border_color(paint(&theme.surface)).border_width(2);
            let style = match slowest == Some(i) {
                true => style.color(paint(&theme.warn)),
                // Later stages are lighter; the lightest still stands out from the surface.
                false => style.color(paint(&theme.accent)).opacity(1.0 - 0.45 * i as f64 / last),
            };
            DataPointItem::new(*n as i64).name(label).item_style(style)
        })
        .collect();
    let label = Label::new().show(true).position(LabelPosition::Right).color(paint(&theme.text)).font_size(12);
    let line = LabelLine::new().show(true).length(12).line_style(LineStyle::new().color(paint(&theme.line)));
    Chart::new().tooltip(Tooltip::new().trigger(Trigger::Item).formatter("{b}")).series(
        Series::new()
            .name(series)
            .sort(Sort::None)
            .min(0)
            .min_size("2%")
            .left("2%")
            .width("56%")
            .top(8)
            .bottom(8)
            .gap(2)
            .label(label)
            .label_line(line)
            .data(marks),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testkit::{option, theme};
    use super::*;
    use crate::analysis::basis::Basis;
    use crate::analysis::filter::DealFilter;
    use crate::analysis::period::Period;
    use crate::analysis::testkit::{day, Kit};

    #[test]
    fn marks_keep_the_order_of_stages_and_mark_the_bottleneck() {
        let mut kit = Kit::new();
        for i in 0..6 {
            // More enter stage 2 than stage 1: the order must not follow the size.
            let steps: &[_] = if i < 5 {
                &[("2026-01-01", 2, "open")]
            } else {
                &[("2026-01-01", 1, "open"), ("2026-01-02", 2, "open")]
            };
            kit.deal("2026-01-01", steps);
        }
        let basis = Basis::new(&kit.data, day("2026-06-01"));
        let funnel = Funnel::new(&basis, Kit::PIPELINE, Period::always(), &DealFilter::default());
        let labels: Vec<String> = ["a", "b", "c", "d", "e"].map(String::from).to_vec();
        let seen = option(&funnel_chart(&funnel, FunnelView::Cohort, &labels, "all", &theme()));
        let series = &seen["series"][0];
        assert_eq!((series["type"].as_str(), series["sort"].as_str()), (Some("funnel"), Some("none")));
        let marks: Vec<_> = series["data"]
            .as_array()
            .unwrap()
            .iter()
            .map(|m| (m["name"].as_str().unwrap(), m["value"].as_i64().unwrap()))
            .collect();
        assert_eq!(marks, [("a", 0), ("b", 1), ("c", 6), ("d", 0), ("e", 0)]);
        let colour = |i: usize| series["data"][i]["itemStyle"]["color"].as_str().unwrap();
        assert_eq!((colour(1), colour(2)), ("#555", "#777"));
        let now = option(&funnel_chart(&funnel, FunnelView::Snapshot, &labels, "all", &theme()));
        assert_eq!(now["series"][0]["data"][1]["value"], 0);
        assert_eq!(now["series"][0]["data"][2]["itemStyle"]["color"], "#555", "a snapshot has no bottleneck");
    }
}
