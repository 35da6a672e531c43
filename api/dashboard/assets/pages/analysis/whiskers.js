// Ratios with their intervals on a logarithmic axis: a dot and a whisker for each; without a bound the whisker has an arrow.
import { t } from "../../frame/words.js";
import { quiet } from "../cooperation/bands.js";

/** The axis holds all bounds that there are, and one on it; nought stands at its beginning. */
function ends(areas) {
  const all = areas.flatMap((one) => [one.ratio, one.ratioLow, one.ratioHigh]).filter((value) => value > 0);
  return [Math.min(0.5, ...all) / 1.5, Math.max(2, ...all) * 1.5];
}

export const whiskers = (areas, areaName, text) => (colours, { isRightToLeft }) => {
  const [least, most] = ends(areas);
  const within = (value, otherwise) => (value == null ? otherwise : Math.min(most, Math.max(least, value)));
  return {
    grid: { left: 8, right: 24, top: 12, bottom: 30, containLabel: true },
    tooltip: { trigger: "item", formatter: ({ dataIndex: at }) => `${areaName(areas[at].crimeArea)}\n${text(areas[at].ratio)} (95 %: ${text(areas[at].ratioLow)} – ${areas[at].ratioHigh == null ? "∞" : text(areas[at].ratioHigh)})` },
    xAxis: { type: "log", min: least, max: most, name: t("analysis-ratio-axis"), nameLocation: "middle", nameGap: 24, inverse: isRightToLeft, ...quiet(colours), axisLabel: { color: colours.soft, formatter: text, showMinLabel: false, showMaxLabel: false } },
    yAxis: { type: "category", inverse: true, data: areas.map((one) => areaName(one.crimeArea)), position: isRightToLeft ? "right" : "left", ...quiet(colours), axisLabel: { color: colours.ink, width: 170, overflow: "break", lineHeight: 15 } },
    series: [{
      type: "custom", data: areas.map((one, at) => [within(one.ratio, most), at]), encode: { x: 0, y: 1 },
      renderItem: (params, api) => {
        const one = areas[params.dataIndex];
        const [[x, y], [from], [to]] = [within(one.ratio, most), within(one.ratioLow, least), within(one.ratioHigh, most)].map((value) => api.coord([value, params.dataIndex]));
        const colour = one.isReal ? colours.hue2 : colours.hue1;
        const stroke = { stroke: colour, lineWidth: 2 };
        const end = (place) => ({ type: "line", shape: { x1: place, x2: place, y1: y - 6, y2: y + 6 }, style: stroke });
        const dot = one.isReal ? { type: "polygon", shape: { points: [[x, y - 8], [x + 7, y + 6], [x - 7, y + 6]] }, style: { fill: colour } } : { type: "circle", shape: { cx: x, cy: y, r: 5.5 }, style: { fill: colour } };
        return { type: "group", children: [{ type: "line", shape: { x1: from, x2: to, y1: y, y2: y }, style: stroke }, end(from), ...(one.ratioHigh == null ? [] : [end(to)]), dot] };
      },
      markLine: { silent: true, symbol: "none", data: [{ xAxis: 1 }], lineStyle: { color: colours.soft, type: "dashed" }, label: { show: false } },
    }],
  };
};
