// The map of flows: the part of the world in which they are, an arc for each, its colour deepening towards where it goes.
import { number } from "../../frame/words.js";
import { countryName } from "./figures.js";

const WIDEST = 12;
const MARGIN = 7;

/** A gradient from one end of a line to the other; a line is drawn in its own box, whose first corner depends on its way. */
function towards({ graphic }, [fromX, fromY], [toX, toY], colour, { modifyAlpha }) {
  const [x, y] = [toX >= fromX ? 0 : 1, toY <= fromY ? 0 : 1];
  return new graphic.LinearGradient(x, y, 1 - x, 1 - y, [{ offset: 0, color: modifyAlpha(colour, 0.25) }, { offset: 1, color: colour }]);
}

/** What holds all places, with a margin, in degrees: [[west, north], [east, south]]. */
function around(centres) {
  const [xs, ys] = [centres.map(([x]) => x), centres.map(([, y]) => y)];
  return [[Math.max(-180, Math.min(...xs) - MARGIN), Math.min(84, Math.max(...ys) + MARGIN)], [Math.min(180, Math.max(...xs) + MARGIN), Math.max(-58, Math.min(...ys) - MARGIN)]];
}

export const flowsDrawn = ({ flows, picked, places }) => (colours, { echarts }) => {
  const drawn = flows.filter(({ from, to }) => places.has(from) && places.has(to) && from !== to);
  const involved = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))];
  const most = Math.max(1, ...drawn.map(({ count }) => count));
  const box = involved.length ? around(involved.map((code) => places.get(code))) : undefined;
  const middle = box ? (box[0][1] + box[1][1]) / 2 : 0;
  const sent = (code) => drawn.filter(({ from, to }) => from === code || to === code).reduce((sum, { count }) => sum + count, 0);
  return {
    tooltip: { trigger: "item", formatter: ({ data, name }) => (data?.key ? `${countryName(data.from)} → ${countryName(data.to)}: ${number(data.value)}` : countryName(/^[A-Z]{2}$/.test(name) ? name : null)) },
    geo: {
      map: "countries", nameProperty: "code", roam: true, boundingCoords: box, aspectScale: Math.cos((middle * Math.PI) / 180), scaleLimit: { min: 0.5, max: 24 },
      itemStyle: { areaColor: colours.faint, borderColor: colours.line, borderWidth: 0.6 },
      emphasis: { label: { show: false }, itemStyle: { areaColor: colours.line } },
      regions: involved.map((name) => ({ name, itemStyle: { areaColor: echarts.color.modifyAlpha(colours.heat, 0.35), borderColor: colours.soft } })),
      tooltip: { show: false },
    },
    series: [
      {
        type: "lines", coordinateSystem: "geo", z: 3, symbol: ["none", "arrow"],
        data: drawn.map((each) => {
          const coords = [places.get(each.from), places.get(each.to)];
          const isDim = picked && each.key !== picked;
          return {
            ...each, value: each.count, coords, symbolSize: 7 + (7 * each.count) / most,
            lineStyle: { width: 1.5 + (WIDEST - 1.5) * (each.count / most), curveness: 0.22, opacity: isDim ? 0.15 : 0.85, color: towards(echarts, ...coords, colours.hue2, echarts.color), cap: "butt" },
          };
        }),
      },
      {
        type: "scatter", coordinateSystem: "geo", z: 4, symbolSize: (value) => 7 + 9 * Math.sqrt(value[2] / (2 * most)),
        data: involved.map((code) => ({ name: code, value: [...places.get(code), sent(code)] })),
        itemStyle: { color: colours.hue1, borderColor: colours.paper, borderWidth: 1.5 },
        label: { show: true, formatter: ({ name }) => name, position: "bottom", color: colours.ink, fontWeight: 600, textBorderColor: colours.paper, textBorderWidth: 3 },
      },
    ],
  };
};
