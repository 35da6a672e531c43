// The picture of a pair's months: values, the trend through their middle with its interval, and the months to come.
import { t } from "../../frame/words.js";
import { band, grid, quiet } from "./bands.js";
import { valueText } from "./figures.js";

const monthsBetween = (one, other) => (other.getUTCFullYear() - one.getUTCFullYear()) * 12 + other.getUTCMonth() - one.getUTCMonth();

/** Every month from the first that is told to the last, without a gap. */
function axis(days) {
  const first = new Date(days[0]);
  return Array.from({ length: monthsBetween(first, new Date(days.at(-1))) + 1 }, (_, after) => new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + after, 1)).toISOString().slice(0, 10));
}

const middle = (values) => [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];

/** Sen's slope says how steep, not where: the line goes through the medians of months and values, as its intercept does. */
function line(known, { slope, slopeLow, slopeHigh }) {
  const [x, y] = [middle(known.map(([at]) => at)), middle(known.map(([, value]) => value))];
  const at = (place, steep) => y + steep * (place - x);
  const ends = [known[0][0], x, known.at(-1)[0]];
  return { middle: ends.map((place) => [place, at(place, slope)]), band: ends.map((place) => { const two = [at(place, slopeLow), at(place, slopeHigh)]; return [place, Math.min(...two), Math.max(...two)]; }) };
}

export const monthsDrawn = ({ told, trend, volumes, monthText }) => (colours, { isRightToLeft }) => {
  const { unit } = told[0];
  const isCount = unit === "COUNT";
  const days = axis([...told.map((each) => each.month), ...volumes.map((each) => each.month)].sort());
  const values = new Map(told.map((each) => [each.month, each.value]));
  const toCome = new Set(volumes.map((each) => each.month));
  const points = days.map((day, at) => [at, values.get(day) ?? (isCount && !toCome.has(day) && day <= told.at(-1).month ? 0 : null)]);
  const known = points.filter(([at, value]) => value != null && !toCome.has(days[at]));
  const drawn = trend && known.length > 2 ? line(known, trend) : null;
  const text = (value) => (value == null ? "–" : valueText(unit, value));
  const expected = volumes.map((each) => [days.indexOf(each.month), each.expected, each.low, each.high]);
  const most = isCount ? Math.max(...known.map(([, value]) => value), ...expected.map((each) => each[3])) : undefined;
  return {
    grid,
    legend: { show: Boolean(drawn) || expected.length > 0, top: 0, textStyle: { color: colours.soft }, data: [t("figure-value"), ...(drawn ? [t("pair-trend-line")] : []), ...(expected.length ? [t("pair-expected")] : [])] },
    tooltip: { trigger: "axis", valueFormatter: (value) => text(Array.isArray(value) ? value[1] : value) },
    xAxis: { type: "category", data: days.map(monthText), inverse: isRightToLeft, ...quiet(colours), splitLine: { show: false } },
    yAxis: { type: "value", min: 0, minInterval: isCount ? 1 : undefined, max: unit === "SHARE" ? 1 : most, position: isRightToLeft ? "right" : "left", ...quiet(colours), axisLabel: { color: colours.soft, formatter: text } },
    series: [
      ...(drawn ? [band(drawn.band, colours.hue3), { type: "line", name: t("pair-trend-line"), data: drawn.middle, symbol: "none", color: colours.hue3, lineStyle: { type: "dashed", color: colours.hue3 }, z: 3, tooltip: { show: false } }] : []),
      isCount
        ? { type: "bar", name: t("figure-value"), data: points.map(([, value]) => value), barMaxWidth: 26, color: colours.hue1 }
        : { type: "line", name: t("figure-value"), data: points, connectNulls: false, color: colours.hue1, symbolSize: 7, symbol: "circle" },
      ...(expected.length ? [band(expected.map(([at, , low, high]) => [at, low, high]), colours.hue2), { type: "line", name: t("pair-expected"), data: expected.map(([at, value]) => [at, value]), color: colours.hue2, lineStyle: { type: "dotted" }, symbol: "emptyDiamond", symbolSize: 9 }] : []),
    ],
  };
};
