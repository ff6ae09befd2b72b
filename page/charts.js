// The chart module: the used parts of ECharts 5 and the few calls the app makes. Loaded when the first chart is shown.
// The app imports the address in <meta name="loudou-charts">; importing alone touches no page.
import { BarChart, FunnelChart, LineChart } from "echarts/charts";
import { AriaComponent, DatasetComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";

echarts.use([
  FunnelChart, BarChart, LineChart,
  GridComponent, TooltipComponent, LegendComponent, MarkLineComponent, DatasetComponent, AriaComponent,
  CanvasRenderer,
]);

/** A chart in `element`, which must have a size. `locale` is "ZH" or "EN": the words ECharts itself puts into labels. */
export function create(element, locale) {
  return echarts.init(element, null, { renderer: "canvas", locale });
}

/** Shows `option` (an object, or its JSON) in place of whatever the chart showed before. */
export function draw(chart, option) {
  const wanted = typeof option === "string" ? JSON.parse(option) : option;
  // An HTML tooltip is written with style attributes, which the Content-Security-Policy forbids: draw it on the canvas.
  const tooltip = wanted.tooltip && [].concat(wanted.tooltip).map((t) => ({ ...t, renderMode: "richText" }));
  // Paper takes the chart as it is drawn at first.
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches || "printing" in document.documentElement.dataset;
  chart.setOption({ ...wanted, ...(tooltip && { tooltip }), ...(still && { animation: false }) }, { notMerge: true });
}

/** Calls `callback(seriesIndex, dataIndex, name)` on a click on a mark. */
export function onClick(chart, callback) {
  chart.on("click", (event) => callback(event.seriesIndex, event.dataIndex, event.name));
}

/** The chart as a PNG data URL at twice its size, on `background` (a CSS colour). */
export function picture(chart, background) {
  return chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: background });
}

/** Fits the chart to its element's present size. */
export function resize(chart) {
  chart.resize();
}

/** Frees the chart; the element may be used again. */
export function dispose(chart) {
  chart.dispose();
}
