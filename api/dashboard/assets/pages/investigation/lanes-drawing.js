// The picture of a timeline as ECharts draws it, on canvas: from what `laidOut` placed.
import { languageNow, t } from "../../frame/words.js";
import { isOpen, leftText, standingOf, toldAt } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { instantText } from "../../parts/times.js";
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
    dataZoom: [{ type: "inside", ...zoom, filterMode: "filter", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, minValueSpan: 60_000 }, { type: "slider", ...zoom, filterMode: "filter", height: 20, bottom: 6, left: start, right: end, ...sliderLook(colours) }],
    tooltip: { formatter: tooltipOf, triggerOn: "mousemove" },
    series: [
      laneSeries(layout, colours, isRightToLeft, agencies),
      ...(between ? [betweenSeries(layout, colours, between)] : []),
      ...barSeries(layout, colours),
      ...arcSeries(layout, colours),
      spanSeries(layout, colours),
      ...CATEGORIES.flatMap((category) => [true, false].map((isPlain) => markSeries(layout, category, colours, isPlain))).filter((series) => series.data.length),
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
  const step = isMidnight ? (at.getUTCMonth() + at.getUTCDate() === 1 ? "year" : "day") : "hour";
  return formatted(languageNow() === "en" ? "en-GB" : languageNow(), step).format(at);
}

const STEPS = { year: { day: "numeric", month: "short", year: "numeric" }, day: { day: "numeric", month: "short" }, hour: { hour: "2-digit", minute: "2-digit", hour12: false } };
const formats = new Map(); // one is dear to make, and each move along writes every label anew

function formatted(language, step) {
  const key = `${language} ${step}`;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(language, { ...STEPS[step], timeZone: "UTC" }));
  return formats.get(key);
}

function laneSeries(layout, colours, isRightToLeft, agencies) {
  return {
    ...PLAIN, type: "custom", z: 0, data: layout.lanes.map((lane, place) => [NaN, lane.top, place]), clip: false,
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

/** The signs of a category; very many are drawn as one, so that moving along stays smooth. isPlain: those with nothing particular to them. */
function markSeries(layout, category, colours, isPlain) {
  const { symbol, hue, isHollow } = SIGNS[category];
  const marks = layout.marks.filter(({ entry, isPartial }) => entry.category === category && isPlain === !(isPartial || entry.correctedBy.length));
  return {
    id: `${category} ${isPlain}`, name: category, type: "scatter", z: 5, symbol, symbolSize: 10, cursor: "pointer", large: isPlain, largeThreshold: 400, progressive: 0,
    itemStyle: isHollow ? { color: colours.paper, borderColor: colours[hue], borderWidth: 1.6 } : { color: colours[hue], borderColor: colours.paper, borderWidth: 1 },
    emphasis: { scale: 1.5 },
    data: marks.map(({ entry, at, y, isPartial }) => ({
      value: [at, y], eventId: entry.eventId, entry,
      ...(isPartial && { itemStyle: { borderType: "dotted", borderColor: colours[hue], borderWidth: 1.5, color: colours.paper } }), ...(entry.correctedBy.length && { itemStyle: { opacity: 0.35 } }),
    })),
  };
}

function spanSeries(layout, colours) {
  return { ...PLAIN, type: "lines", coordinateSystem: "cartesian2d", z: 4, lineStyle: { color: colours.soft, type: "dotted", width: 2, opacity: 0.9 }, data: layout.spans.map(({ from, to, y }) => ({ coords: [[from, y], [to, y]] })) };
}

const STROKES = { REQUEST: ["hue1", "solid", 1.4, 0.18], REPLY: ["hue3", "solid", 1.2, -0.18], CLARIFICATION: ["hue1", "dotted", 1.2, 0.18] };
const MANY = 400; // arcs; more are drawn as one stroke each kind, paler and without heads

function arcSeries(layout, colours) {
  const isMany = layout.arcs.length > MANY;
  return Object.entries(STROKES).map(([kind, [hue, type, width, curveness]]) => ({
    id: `arcs ${kind}`, type: "lines", coordinateSystem: "cartesian2d", z: 3, symbol: ["none", "arrow"], symbolSize: 6, clip: true, progressive: 0, large: isMany, largeThreshold: 1, silent: isMany,
    lineStyle: { color: colours[hue], type, width: isMany ? 1 : width, opacity: isMany ? 0.2 : 0.65, curveness },
    data: layout.arcs.filter((arc) => arc.kind === kind).map(({ entry, at, from, to }) => ({ coords: [[at, from], [at, to]], eventId: entry.eventId, entry })),
  })).filter((series) => series.data.length);
}

const COURSES = { met: "good", runs: "accent", risk: "risk", rests: "rest", breached: "bad", annulled: "soft" };

/** Strokes of one look, drawn as one where there are many. coords: [[x, y], [x, y]] of each. */
function strokes(id, data, lineStyle, z = 2, more = PLAIN) {
  return data.length ? [{ id, type: "lines", coordinateSystem: "cartesian2d", z, clip: true, symbol: "none", progressive: 0, large: more === PLAIN, largeThreshold: 50, lineStyle: { opacity: 1, ...lineStyle }, data, ...more }] : [];
}

const SIGN_PATHS = { met: "path://M0 5l2-2l3 3l6-6l2 2l-8 8z", breached: "path://M0 0h3v7h-3zM0 8.5h3v2.5h-3z", rests: "path://M2 0h2.5v10h-2.5zM6.5 0h2.5v10h-2.5z" };

/** Clocks: solid while one ran, thin as long as it may, red past its limit; above it what moved the limit: rest dashed, extension solid. */
function barSeries({ bars }, colours) {
  const along = (from, to, y) => ({ coords: [[from, y], [to, y]] });
  const until = (bar) => Math.min(bar.to, bar.due);
  const isLate = (bar) => bar.course === "breached" && bar.to > bar.due;
  return [
    ...strokes("reach", bars.map((bar) => along(bar.from, bar.due, bar.y)), { color: colours.soft, width: 1 }),
    ...Object.entries(COURSES).flatMap(([course, name]) => strokes(`bars ${course}`, bars.filter((bar) => bar.course === course).map((bar) => ({ ...along(bar.from, until(bar), bar.y), requestId: bar.requestId, bar })), { color: colours[name], width: 5 }, 2, { cursor: "pointer" })),
    ...strokes("late", bars.filter(isLate).map((bar) => along(bar.due, bar.to, bar.y)), { color: colours.bad, width: 5 }, 3),
    ...strokes("late inside", bars.filter(isLate).map((bar) => along(bar.due, bar.to, bar.y)), { color: colours.paper, width: 1 }, 4),
    ...strokes("resting", bars.filter((bar) => bar.restsFrom != null).map((bar) => along(bar.restsFrom, until(bar), bar.y)), { color: colours.paper, width: 3, type: [3, 3] }, 3),
    ...strokes("rested", bars.filter((bar) => bar.rested > bar.base).map((bar) => along(bar.base, bar.rested, bar.y - 5)), { color: colours.rest, width: 2, type: [3, 2] }),
    ...strokes("extended", bars.filter((bar) => bar.due > bar.rested).map((bar) => along(bar.rested, bar.due, bar.y - 5)), { color: colours.rest, width: 2 }),
    ...strokes("limits", bars.map((bar) => ({ coords: [[bar.due, bar.y - 5], [bar.due, bar.y + 5]] })), { color: colours.ink, width: 1.5 }, 4),
    ...Object.entries(SIGN_PATHS).map(([course, symbol]) => ({
      ...PLAIN, id: `signs ${course}`, type: "scatter", z: 4, symbol, symbolSize: course === "breached" ? [3, 10] : 8, symbolOffset: [8, 0], itemStyle: { color: colours[COURSES[course]] },
      data: bars.filter((bar) => bar.course === course).map((bar) => [course === "breached" ? Math.max(bar.due, bar.to) : until(bar), bar.y]),
    })).filter((series) => series.data.length),
  ];
}

function undatedSeries(layout, colours, isRightToLeft) {
  const byLane = Map.groupBy(layout.undated, ({ lane }) => lane);
  return {
    type: "custom", z: 5, clip: false, cursor: "pointer", data: [...byLane].map(([lane, all]) => ({ value: [NaN, lane.line], eventId: all[0].entry.eventId, entry: all[0].entry, count: all.length, lane })),
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
    return [subjectOf(request), `${request.requestingAgencyId} → ${request.requestedAgencyId}`, `${word("Obligation", clock.obligation)}: ${[standingOf(clock, toldAt(clock))[1], isOpen(clock) && leftText(clock.effectiveDue, toldAt(clock))].filter(Boolean).join(", ")}`, `${t("case-limit")} ${instantText(clock.effectiveDue)}`, clock.citation].join("\n");
  }
  if (!data?.entry) return "";
  const { entry } = data;
  const parties = [...new Set([entry.fromAgencyId, entry.toAgencyId])].filter(Boolean).join(" → ") || entry.agencies.join(", ");
  const when = ["SECOND", "MINUTE"].includes(entry.occurredPrecision) && entry.occurredAt ? instantText(entry.occurredAt) : entry.occurredText || t("date-unknown");
  return [word("EventKind", entry.kind), parties, when, (entry.text ?? "").slice(0, 120)].filter(Boolean).join("\n");
}
