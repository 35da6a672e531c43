// The matrix as files: as seen as a picture, and row by row as CSV.
import { number, t } from "../../frame/words.js";
import { Files } from "../../parts/chart.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { metricName, standingText } from "./figures.js";

const CELL = { width: 84, height: 44 };
const ROOM = { before: 110, above: 60, after: 20, below: 30 };

export function MatrixFiles({ told, metric, rows, columns, heat, label }) {
  const size = () => ({ width: ROOM.before + columns.length * CELL.width + ROOM.after, height: ROOM.above + rows.length * CELL.height + ROOM.below });
  return html`<${Files} name=${`entente-${metric.toLowerCase()}`} rows=${listed(told, metric, rows, columns)} option=${drawn(told, rows, columns, heat, label)} size=${size} />`;
}

/** A line for each pair that has something to tell; times in seconds, shares from 0 to 1. */
export function listed(told, metric, rows, columns) {
  const head = ["cooperation-asks", "cooperation-is-asked", "cooperation-metric", "figure-value", "figure-unit", "figure-low", "figure-high", "figure-n", "figure-standing"].map((id) => t(id));
  const pairs = rows.flatMap((from) => columns.map((to) => [from, to, told.cell(from, to)])).filter(([, , of]) => of.n);
  return [head, ...pairs.map(([from, to, of]) => [from, to, `${metric} ${metricName(metric)}`, of.value, word("FigureUnit", told.unit), of.low ?? null, of.high ?? null, of.n, word("FigureStanding", of.standing)])];
}

const drawn = (told, rows, columns, heat, label) => (colours, { echarts }) => {
  const cells = rows.flatMap((from, row) => columns.map((to, column) => [column, row, told.cell(from, to)]));
  const fill = (of) => (of.value != null ? echarts.color.modifyAlpha(colours.heat, 0.08 + 0.92 * heat.place(of.value)) : of.n ? colours.faint : "transparent");
  return {
    title: { text: label, textStyle: { color: colours.ink, fontSize: 13 }, top: 4, left: 8 },
    grid: { left: ROOM.before, right: ROOM.after, top: ROOM.above, bottom: ROOM.below },
    xAxis: { type: "category", data: columns, position: "top", axisLabel: { color: colours.soft }, axisLine: { show: false }, axisTick: { show: false } },
    yAxis: { type: "category", data: rows, inverse: true, axisLabel: { color: colours.soft }, axisLine: { show: false }, axisTick: { show: false } },
    series: [{
      type: "heatmap",
      data: cells.map(([column, row, of]) => ({
        value: [column, row, of.value ?? 0],
        itemStyle: { color: fill(of), borderColor: colours.line, borderWidth: 0.5 },
        label: { show: of.n > 0, color: colours.ink, lineHeight: 15, formatter: `${standingText({ ...of, unit: told.unit })}\nn ${number(of.n)}` },
      })),
    }],
  };
};
