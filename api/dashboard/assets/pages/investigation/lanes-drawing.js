// The picture of a timeline as ECharts draws it, on canvas: from what `laidOut` placed.
import { languageNow, t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { instantText } from "../../parts/times.js";
import { standingOf } from "./clocks.js";
import { subjectOf } from "./of-request.js";
import { CATEGORIES, SIGNS } from "./signs.js";

const GUTTER = 104; // pixels for the names of the lanes
const UNDATED = 46; // pixels for what has no date
const PLAIN = { silent: true, tooltip: { show: false } };

export function drawn(layout, { colours, isRightToLeft, agencies, zoom, standing, picked, between }) {
  const [start, end] = isRightToLeft ? [UNDATED, GUTTER] : [GUTTER, UNDATED];
  return {
    useUTC: true,
    grid: { left: start, right: end, top: 6, height: layout.height },
    xAxis: {
      type: "time", min: layout.span.from, max: layout.span.to, inverse: isRightToLeft, axisLine: { lineStyle: { color: colours.line } }, axisTick: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.soft, hideOverlap: true, formatter: axisText }, splitLine: { show: true, lineStyle: { color: colours.faint } },
    },
    yAxis: { type: "value", min: 0, max: layout.height, inverse: true, show: false },
    dataZoom: [{ type: "inside", ...zoom, filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, minValueSpan: 60_000 }, { type: "slider", ...zoom, filterMode: "none", height: 20, bottom: 6, left: start, right: end, ...sliderLook(colours) }],
    tooltip: { formatter: tooltipOf, triggerOn: "mousemove" },
    series: [
      laneSeries(layout, colours, isRightToLeft, agencies),
      ...(between ? [betweenSeries(layout, colours, between)] : []),
      barSeries(layout, colours),
      arcSeries(layout, colours),
      spanSeries(layout, colours),
      ...CATEGORIES.map((category) => markSeries(layout, category, colours)).filter((series) => series.data.length),
      undatedSeries(layout, colours, isRightToLeft),
      nowSeries(layout, colours, standing),
      chosenMarks(layout, picked, colours),
    ],
  };
}

function sliderLook(colours) {
  return {
    borderColor: colours.line, fillerColor: "transparent", backgroundColor: colours.faint, handleStyle: { color: colours.paper, borderColor: colours.accent }, moveHandleStyle: { color: colours.accent, opacity: 0.5 }, moveHandleSize: 4,
    dataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } }, selectedDataBackground: { lineStyle: { opacity: 0 }, areaStyle: { opacity: 0 } }, showDetail: false, brushSelect: false,
  };
}

/** A label of the axis, in UTC and in the page's language, as exact as the step between labels asks for. */
function axisText(value) {
  const at = new Date(value);
  const isMidnight = at.getUTCHours() + at.getUTCMinutes() === 0;
  const parts = isMidnight ? { day: "numeric", month: "short", ...(at.getUTCMonth() + at.getUTCDate() === 1 ? { year: "numeric" } : {}) } : { hour: "2-digit", minute: "2-digit", hour12: false };
  return new Intl.DateTimeFormat(languageNow() === "en" ? "en-GB" : languageNow(), { ...parts, timeZone: "UTC" }).format(at);
}

function laneSeries(layout, colours, isRightToLeft, agencies) {
  return {
    ...PLAIN, type: "custom", z: 0, data: layout.lanes.map((lane, place) => [layout.span.from, lane.top, place]), clip: false,
    renderItem: ({ coordSys }, api) => {
      const lane = layout.lanes[api.value(2)];
      const y = coordSys.y + lane.top;
      const [edge, align] = isRightToLeft ? [coordSys.x + coordSys.width + 8, "left"] : [8, "left"];
      const country = agencies.get(lane.code)?.country;
      return { type: "group", children: [
        { type: "rect", shape: { x: 0, y, width: coordSys.x * 2 + coordSys.width, height: lane.height }, style: { fill: api.value(2) % 2 ? "transparent" : colours.faint, opacity: 0.45 } },
        { type: "line", shape: { x1: coordSys.x, x2: coordSys.x + coordSys.width, y1: coordSys.y + lane.line, y2: coordSys.y + lane.line }, style: { stroke: colours.line } },
        { type: "text", style: { x: edge, y: coordSys.y + lane.line - 7, text: lane.code, fill: colours.ink, fontWeight: 600, fontSize: 12, textAlign: align, textVerticalAlign: "middle", width: GUTTER - 14, overflow: "truncate" } },
        { type: "text", style: { x: edge, y: coordSys.y + lane.line + 8, text: country ?? "", fill: colours.soft, fontSize: 11, textAlign: align, textVerticalAlign: "middle" } },
      ] };
    },
  };
}

function betweenSeries(layout, colours, between) {
  const within = layout.marks.filter(({ entry }) => between(entry));
  return { ...PLAIN, type: "scatter", z: 1, symbol: "circle", symbolSize: 22, itemStyle: { color: colours.rest, opacity: 0.28 }, data: within.map(({ at, y }) => [at, y]) };
}

function markSeries(layout, category, colours) {
  const { symbol, hue, isHollow } = SIGNS[category];
  const data = layout.marks.filter(({ entry }) => entry.category === category).map(({ entry, at, y, isPartial }) => ({
    value: [at, y], eventId: entry.eventId, entry, ...(isPartial && { itemStyle: { borderType: "dotted", borderColor: colours[hue], borderWidth: 1.5, color: colours.paper } }),
    ...(entry.correctedBy.length && { itemStyle: { opacity: 0.35 } }),
  }));
  return {
    id: category, name: category, type: "scatter", z: 5, symbol, symbolSize: 10, cursor: "pointer",
    itemStyle: isHollow ? { color: colours.paper, borderColor: colours[hue], borderWidth: 1.6 } : { color: colours[hue], borderColor: colours.paper, borderWidth: 1 },
    emphasis: { scale: 1.5 }, progressive: 800, progressiveThreshold: 2000, data,
  };
}

function spanSeries(layout, colours) {
  return { ...PLAIN, type: "lines", coordinateSystem: "cartesian2d", z: 4, lineStyle: { color: colours.soft, type: "dotted", width: 2, opacity: 0.9 }, data: layout.spans.map(({ from, to, y }) => ({ coords: [[from, y], [to, y]] })) };
}

const STROKES = { REQUEST: ["hue1", "solid", 1.4], REPLY: ["hue3", "solid", 1.2], CLARIFICATION: ["hue1", "dotted", 1.2] };

function arcSeries(layout, colours) {
  const isMany = layout.arcs.length > 400;
  return {
    type: "lines", coordinateSystem: "cartesian2d", z: 3, symbol: isMany ? "none" : ["none", "arrow"], symbolSize: 6, clip: true, progressive: 500, progressiveThreshold: 1000,
    data: layout.arcs.map(({ entry, at, from, to, kind }) => {
      const [hue, type, width] = STROKES[kind] ?? STROKES.REQUEST;
      return { coords: [[at, from], [at, to]], eventId: entry.eventId, entry, lineStyle: { color: colours[hue], type, width, opacity: isMany ? 0.25 : 0.65, curveness: kind === "REPLY" ? -0.18 : 0.18 } };
    }),
  };
}

const COURSES = { met: "good", runs: "accent", risk: "risk", rests: "rest", breached: "bad", annulled: "soft" };

/** A clock: solid while it ran, thin as long as it may, red past its limit; above it what moved the limit: rest dashed, extension solid. */
function barSeries(layout, colours) {
  return {
    type: "custom", z: 2, clip: true, encode: { x: [0, 1] }, cursor: "pointer",
    data: layout.bars.map((bar, place) => ({ value: [bar.from, bar.until, bar.y, place], requestId: bar.requestId, bar })),
    renderItem: ({ coordSys }, api) => {
      const bar = layout.bars[api.value(3)];
      const x = (at) => api.coord([at, bar.y])[0];
      const y = api.coord([bar.from, bar.y])[1];
      const line = (from, to, stroke, width, dash = null, up = 0) => ({ type: "line", shape: { x1: x(from), x2: x(to), y1: y - up, y2: y - up }, style: { stroke, lineWidth: width, lineDash: dash } });
      const colour = colours[COURSES[bar.course]];
      const kept = Math.min(bar.to, bar.due);
      const children = [line(bar.from, bar.due, colours.soft, 1), line(bar.from, kept, colour, 5)];
      if (bar.restsFrom != null) children.push(line(bar.restsFrom, kept, colours.paper, 3, [3, 3]));
      if (bar.to > bar.due && bar.course === "breached") children.push(line(bar.due, bar.to, colours.bad, 5), line(bar.due, bar.to, colours.paper, 1));
      if (bar.rested > bar.base) children.push(line(bar.base, bar.rested, colours.rest, 2, [3, 2], 5));
      if (bar.due > bar.rested) children.push(line(bar.rested, bar.due, colours.rest, 2, null, 5));
      children.push({ type: "line", shape: { x1: x(bar.due), x2: x(bar.due), y1: y - 5, y2: y + 5 }, style: { stroke: bar.course === "breached" ? colours.bad : colours.ink, lineWidth: 1.5 } });
      const sign = { met: "✓", breached: "!", rests: "‖" }[bar.course];
      const width = Math.abs(x(kept) - x(bar.from));
      if (sign && width > 6) children.push({ type: "text", style: { x: x(bar.course === "breached" ? bar.due : kept) + (bar.course === "breached" ? 5 : 4), y, text: sign, fill: colour, fontWeight: 700, fontSize: 11, textVerticalAlign: "middle" } });
      return { type: "group", children: children.filter((each) => each.type === "text" || visible(each.shape, coordSys)) };
    },
  };
}

function visible({ x1, x2 }, { x, width }) {
  return Math.max(x1, x2) >= x && Math.min(x1, x2) <= x + width;
}

function undatedSeries(layout, colours, isRightToLeft) {
  const byLane = Map.groupBy(layout.undated, ({ lane }) => lane);
  return {
    type: "custom", z: 5, clip: false, cursor: "pointer", data: [...byLane].map(([lane, all]) => ({ value: [layout.span.from, lane.line], eventId: all[0].entry.eventId, entry: all[0].entry, count: all.length, lane })),
    renderItem: ({ coordSys, dataIndex }) => {
      const [lane, all] = [...byLane][dataIndex];
      const x = isRightToLeft ? UNDATED / 2 : coordSys.x + coordSys.width + UNDATED / 2;
      return { type: "text", style: { x, y: coordSys.y + lane.line, text: `? ${all.length}`, fill: colours.soft, fontSize: 12, fontWeight: 600, textAlign: "center", textVerticalAlign: "middle", borderColor: colours.soft, borderWidth: 1, borderType: "dotted", borderRadius: 3, padding: [3, 5] } };
    },
  };
}

function nowSeries(layout, colours, standing) {
  return { ...PLAIN, type: "lines", coordinateSystem: "cartesian2d", z: 1, data: [{ coords: [[layout.now, 0], [layout.now, layout.height]], lineStyle: { color: standing ? colours.rest : colours.accent, width: standing ? 2 : 1, opacity: 0.9, type: "solid" } }] };
}

/** The ring around the chosen entry; drawn apart, so that a choice moves nothing else. */
export function chosenMarks(layout, picked, colours) {
  const mark = layout.marks.find(({ entry }) => entry.eventId === picked);
  return { ...PLAIN, id: "chosen", type: "scatter", z: 6, symbol: "circle", symbolSize: 24, itemStyle: { color: "transparent", borderColor: colours?.ink, borderWidth: 2 }, data: mark ? [[mark.at, mark.y]] : [] };
}

function tooltipOf({ data }) {
  if (data?.bar) {
    const { request, clock } = data.bar;
    return [subjectOf(request), `${request.requestingAgencyId} → ${request.requestedAgencyId}`, `${word("Obligation", clock.obligation)}: ${standingOf(clock)[1]}`, `${t("case-limit")} ${instantText(clock.effectiveDue)}`, clock.citation].join("\n");
  }
  if (!data?.entry) return "";
  const { entry } = data;
  const parties = [...new Set([entry.fromAgencyId, entry.toAgencyId])].filter(Boolean).join(" → ") || entry.agencies.join(", ");
  const when = ["SECOND", "MINUTE"].includes(entry.occurredPrecision) && entry.occurredAt ? instantText(entry.occurredAt) : entry.occurredText || t("date-unknown");
  return [word("EventKind", entry.kind), parties, when, (entry.text ?? "").slice(0, 120)].filter(Boolean).join("\n");
}
