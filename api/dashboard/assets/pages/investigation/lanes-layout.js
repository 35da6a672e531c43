// Where everything stands in the picture of a timeline: lanes, signs, arcs, bars; in pixels downwards and milliseconds along.
import { secondsOf } from "../../parts/times.js";

/** Pixels of a lane in which its signs stand, and of a row of clocks; on a wide display the list beside leaves more room. */
const SIZES = { usual: { strip: 40, bar: 13 }, wide: { strip: 76, bar: 22 } };
const MOST_ROWS = 8;
const MOST_BARS = 300;
const MOST_LANES = 14;
const ARCS = new Set(["request.RequestSent", "request.RequestRedirected", "request.FinalReplyProvided", "request.InterimReplyProvided", "request.RequestRefused", "request.ClarificationRequested", "request.ClarificationProvided"]);
const NEAR = 1 / 220; // of the span: signs closer than that stand at different heights

/** { lanes, marks, spans, undated, arcs, bars, span, height, isThinned }; now: until when what runs is drawn; isWide: there is room. */
export function laidOut({ entries, codes, requests, now, isWide }) {
  const size = isWide ? SIZES.wide : SIZES.usual;
  const shown = codes.slice(0, MOST_LANES);
  const laneOf = (code) => { const at = shown.indexOf(code); return at < 0 ? shown.length - 1 : at; };
  const { bars, isThinned } = barsOf(codes.length ? requests : [], now, laneOf);
  const lanes = stacked(shown, bars, size);
  const span = spanOf(entries, bars, now);
  const { marks, spans, undated } = marksOf(entries, lanes, laneOf, span);
  return { lanes, marks, spans, undated, bars: placed(bars, lanes, size), arcs: arcsOf(entries, lanes, laneOf), span, height: lanes.reduce((sum, lane) => sum + lane.height, 0), isThinned, now };
}

function spanOf(entries, bars, now) {
  const dated = entries.filter((entry) => entry.occurredAt).map((entry) => Date.parse(entry.occurredAt));
  const from = Math.min(now - 3_600_000, ...(dated.length ? [dated[0], dated.at(-1)] : []), ...bars.map((bar) => bar.from));
  const to = Math.max(now, dated.at(-1) ?? now, ...bars.map((bar) => Math.min(bar.to, now + (now - from) * 0.25)));
  return { from: from - (to - from) * 0.01, to: to + (to - from) * 0.015 };
}

function stacked(codes, bars, { strip, bar }) {
  let top = 0;
  return codes.map((code, place) => {
    const rows = pack(bars.filter((bar) => bar.lane === place));
    const height = strip + (rows ? rows * bar + 8 : 0);
    const lane = { code, top, height, line: top + strip / 2 };
    top += height;
    return lane;
  });
}

/** Gives each bar of a lane a row in which it overlaps no other; returns how many rows there are. */
function pack(bars) {
  const ends = [];
  for (const bar of bars.sort((one, other) => one.from - other.from)) {
    const free = ends.findIndex((end) => end <= bar.from);
    bar.row = free >= 0 ? free : Math.min(ends.length, MOST_ROWS - 1);
    ends[bar.row] = Math.max(ends[bar.row] ?? 0, bar.until);
  }
  return ends.length;
}

function placed(bars, lanes, { strip, bar: row }) {
  return bars.map((bar) => ({ ...bar, y: lanes[bar.lane].top + strip + bar.row * row + row / 2 }));
}

/** The clocks that have started, as bars; of very many only those that still run, rest or were breached. */
function barsOf(requests, now, laneOf) {
  const all = requests.flatMap((request) => request.clocks.filter((clock) => clock.startedAt && clock.effectiveDue && clock.state !== "CANCELLED").map((clock) => barOf(request, clock, now, laneOf)));
  const isThinned = all.length > MOST_BARS;
  return { bars: (isThinned ? all.filter((bar) => !["met", "annulled"].includes(bar.course)).slice(0, MOST_BARS) : all).filter((bar) => bar.from <= now), isThinned };
}

function barOf(request, clock, now, laneOf) {
  const [from, base, due] = [clock.startedAt, clock.baseDue ?? clock.effectiveDue, clock.effectiveDue].map((at) => Date.parse(at));
  const ended = clock.metAt ?? clock.endedAt;
  const to = ended ? Math.min(Date.parse(ended), now) : now;
  const rested = base + secondsOf(clock.suspended) * 1000;
  return {
    requestId: request.requestId, request, clock, lane: laneOf(request.requestedAgencyId), course: courseOf(clock), from, due, to, base,
    rested: clock.suspended && rested > base ? Math.min(rested, due) : base,
    restsFrom: clock.suspendedSince ? Math.min(Date.parse(clock.suspendedSince), to) : null,
    until: Math.max(due, to),
  };
}

function courseOf(clock) {
  if (clock.isAnnulled) return "annulled";
  if (clock.isOverdue || clock.state === "BREACHED" || clock.state === "MISSED" || clock.breachedAt) return "breached";
  if (clock.state === "MET") return "met";
  if (clock.suspendedSince) return "rests";
  return clock.isAtRisk ? "risk" : "runs";
}

function marksOf(entries, lanes, laneOf, span) {
  const [marks, spans, undated, last] = [[], [], [], new Map()];
  const near = (span.to - span.from) * NEAR;
  for (const entry of entries) {
    const lane = lanes[laneOf(entry.fromAgencyId ?? entry.toAgencyId ?? entry.agencies[0])];
    if (!lane) continue;
    if (!entry.occurredAt) { undated.push({ entry, lane }); continue; }
    const at = Date.parse(entry.occurredAt);
    const before = last.get(lane);
    const step = before && at - before.at < near ? (before.step + 1) % 3 : 0;
    last.set(lane, { at, step });
    const y = lane.line + [0, -10, 10][step];
    const until = ["DAY", "MONTH", "YEAR"].includes(entry.occurredPrecision) || entry.occurredUntil ? Date.parse(entry.occurredUntil ?? entry.occurredAt) : null;
    if (until) spans.push({ entry, from: at, to: until, y });
    marks.push({ entry, at, y, isPartial: Boolean(until) });
  }
  return { marks, spans, undated };
}

function arcsOf(entries, lanes, laneOf) {
  return entries.filter((entry) => ARCS.has(entry.kind) && entry.occurredAt && entry.fromAgencyId && entry.toAgencyId && laneOf(entry.fromAgencyId) !== laneOf(entry.toAgencyId))
    .map((entry) => ({ entry, at: Date.parse(entry.occurredAt), from: lanes[laneOf(entry.fromAgencyId)].line, to: lanes[laneOf(entry.toAgencyId)].line, kind: entry.category }));
}
