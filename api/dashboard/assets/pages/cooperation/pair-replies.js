// How replies come in as time passes: the censoring-aware curve (Kaplan-Meier), turned round to the share that was answered.
import { number, t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { html } from "../../parts/html.js";
import { Empty } from "../../parts/notices.js";
import { band, grid, quiet } from "./bands.js";
import { Definition } from "./definition.js";
import { standingText, valueText } from "./figures.js";

const DAY = 86400;

export function Replies({ figures, name }) {
  const median = figures.find((each) => each.metric === "M28");
  const most = figures.find((each) => each.metric === "ANSWERED_80");
  if (!median?.curve.length) return html`<${Empty} text=${t("pair-replies-none", { n: median?.n ?? 0 })} />`;
  const points = median.curve.map((each) => [each.afterS / DAY, 1 - each.share, 1 - each.high, 1 - each.low, each.atRisk]);
  const whole = [[0, 0, 0, 0, points[0][4]], ...points];
  const rows = [["pair-days", "pair-answered", "figure-low", "figure-high", "pair-at-risk"].map((id) => t(id)),
    ...points.map((point) => point.map((value, at) => Number(value.toFixed(at ? 4 : 2))))];
  return html`<${Chart} name=${`${name}-replies`} label=${t("pair-replies-label")} of=${JSON.stringify(median.curve)} rows=${rows} height=${300} option=${drawn(whole, median, most)}>
    ${t("pair-replies-text", { median: standingText(median), most: most ? standingText(most) : "–", n: median.n })} <${Definition} metric="M28" isShort=${true} /><//>`;
}

const drawn = (points, median, most) => (colours, { isRightToLeft }) => {
  const percent = (value) => number(value, { style: "percent", maximumFractionDigits: 0 });
  const lines = [[median.value, t("pair-half")], [most?.value, percent(0.8)]].filter(([value]) => value != null);
  return {
    grid: { ...grid, right: 24, bottom: 22 },
    tooltip: { trigger: "axis", formatter: ([{ value }]) => `${t("pair-within", { time: valueText("SECONDS", value[0] * DAY) })}\n${percent(value[1])} (${percent(value[2])}–${percent(value[3])}), n ${value[4]}` },
    xAxis: { type: "value", name: t("pair-days"), nameLocation: "middle", nameGap: 22, inverse: isRightToLeft, max: Math.ceil(points.at(-1)[0]), ...quiet(colours), splitLine: { show: false }, axisLabel: { ...quiet(colours).axisLabel, formatter: (value) => number(value, { maximumFractionDigits: 1 }) } },
    yAxis: { type: "value", min: 0, max: 1, position: isRightToLeft ? "right" : "left", ...quiet(colours), axisLabel: { color: colours.soft, formatter: percent } },
    series: [
      band(points.map(([x, , low, high]) => [x, low, high]), colours.hue1, { isStepped: true }),
      {
        type: "line", step: "end", data: points, symbol: "none", color: colours.hue1, lineStyle: { width: 2 }, z: 2,
        markLine: { silent: true, symbol: "none", lineStyle: { color: colours.soft, type: "dashed" }, label: { color: colours.soft, position: "end" }, data: lines.map(([value, text]) => ({ xAxis: value / DAY, label: { formatter: text } })) },
      },
    ],
  };
};
