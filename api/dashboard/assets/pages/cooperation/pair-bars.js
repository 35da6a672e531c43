// Counts as bars: on which grounds was refused, and how long what is open has been waiting.
import { t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { html } from "../../parts/html.js";
import { Empty } from "../../parts/notices.js";
import { Definition } from "./definition.js";
import { figureName } from "./figures.js";

export function Grounds({ figures, name }) {
  const told = figures.filter((each) => each.metric === "M12" && each.name.startsWith("refused: ")).map((each) => [figureName(each.name).replace(/^[^:：]*: ?/, ""), each.value]);
  if (!told.length) return html`<${Empty} text=${t("pair-grounds-none")} />`;
  return html`<${Bars} name=${`${name}-grounds`} label=${t("pair-grounds")} bars=${told.sort((one, other) => other[1] - one[1])} hue="hue2" metric="M12" note=${t("pair-grounds-note")} />`;
}

export function Backlog({ figures, name }) {
  const told = figures.filter((each) => each.metric === "M16" && each.name.startsWith("open for ")).map((each) => [figureName(each.name), each.value]);
  if (!told.length) return html`<${Empty} text=${t("pair-backlog-none")} />`;
  return html`<${Bars} name=${`${name}-backlog`} label=${t("pair-backlog")} bars=${told} hue="hue1" metric="M16" />`;
}

function Bars({ name, label, bars, hue, metric, note }) {
  const rows = [[label, t("yearly-number")], ...bars];
  return html`<${Chart} name=${name} label=${label} of=${JSON.stringify(bars)} rows=${rows} height=${40 + 38 * bars.length} option=${drawn(bars, hue)}>
    ${note} <${Definition} metric=${metric} isShort=${true} /><//>`;
}

const drawn = (bars, hue) => (colours, { isRightToLeft }) => ({
  grid: { left: isRightToLeft ? 40 : 8, right: isRightToLeft ? 8 : 40, top: 8, bottom: 8, containLabel: true },
  tooltip: { trigger: "item" },
  xAxis: { type: "value", minInterval: 1, inverse: isRightToLeft, axisLabel: { show: false }, splitLine: { show: false } },
  yAxis: { type: "category", inverse: true, data: bars.map(([text]) => text), position: isRightToLeft ? "right" : "left", axisLabel: { color: colours.ink, width: 190, overflow: "break", lineHeight: 15 }, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } } },
  series: [{ type: "bar", data: bars.map(([, value]) => value), barMaxWidth: 18, itemStyle: { color: colours[hue] }, label: { show: true, position: isRightToLeft ? "left" : "right", color: colours.ink } }],
});
