// Which moment, or which two, the address chooses, and the span of time over which one may travel.
import { useAddress } from "../../frame/address.js";
import { momentOf } from "../../frame/moment.js";

export const LETTERS = { recordedAt: "k", occurredAt: "w" };

/** A moment as it stands in the address. way: "recordedAt" or "occurredAt"; at: milliseconds. */
export function written(way, at) {
  return `${LETTERS[way]}${new Date(at).toISOString().replace(/\.\d{3}Z$/, "Z")}`;
}

/**
 * { moment, other, way, isComparing }: other is the second moment where two are compared. way: by which the slider runs;
 * a position of the record is known by when it was recorded.
 */
export function useTravel() {
  const { chosen } = useAddress();
  const [moment, other] = ["asof", "with"].map((name) => momentOf(chosen.get(name)));
  const told = moment?.way ?? other?.way ?? (chosen.get("way") === "known" ? "recordedAt" : "occurredAt");
  return { moment, other, way: told === "occurredAt" ? told : "recordedAt", isComparing: chosen.has("with") };
}

/** The span of a case, in milliseconds: from a little before its first moment until now. */
export function spanOf(moments, openedAt, now) {
  const first = Math.min(moments[0] ?? now, openedAt && !moments.length ? Date.parse(openedAt) : now);
  const from = Math.min(first, now - 60_000);
  return { from: from - Math.max(1000, (now - from) * 0.005), to: now };
}

/** When a moment of the address is, in milliseconds; of a position, when it was recorded; null where that is not known. */
export function millisecondsOf(moment, beats) {
  if (!moment) return null;
  if (moment.way !== "position") return Date.parse(moment.value);
  const last = beats.filter((beat) => beat.position <= moment.value).reduce((held, beat) => (held && held.position > beat.position ? held : beat), null);
  return last ? Date.parse(last.recordedAt) : null;
}
