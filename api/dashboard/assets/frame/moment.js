// As of which moment the page stands. It is in the address, so that a link shows the same past to whoever may see it.
import { useAddress } from "./address.js";
import { t } from "./words.js";
import { instantText } from "../parts/times.js";

const WAYS = { p: "position", k: "recordedAt", w: "occurredAt" };

/**
 * A moment as it is written in the address: "p1042" a position of the log, "k2026-03-01T12:00:00Z" as was known then,
 * "w2026-03-01T12:00:00Z" as it was then. Returns { way, value } or null for now.
 */
export function momentOf(text) {
  const way = WAYS[text?.charAt(0)];
  const value = text?.slice(1);
  if (!way || !value) return null;
  if (way === "position") return /^\d{1,15}$/.test(value) ? { way, value: Number(value) } : null;
  return Number.isNaN(Date.parse(value)) ? null : { way, value };
}

/** The argument `asOf` of a moment; null for now. */
export function asOf(moment) {
  return moment && { [moment.way]: moment.value };
}

export function momentText(moment) {
  if (!moment) return t("moment-now");
  if (moment.way === "position") return t("moment-position", { position: moment.value });
  return t(moment.way === "recordedAt" ? "moment-known" : "moment-was", { at: instantText(moment.value) });
}

/** The moment of the page: { moment, asOf }; both null for now. */
export function useMoment() {
  const moment = momentOf(useAddress().chosen.get("asof"));
  return { moment, asOf: asOf(moment) };
}
