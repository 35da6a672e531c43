// By what figures are asked: window, instrument, crime area, the least number, and over which cases; all of it stands in the address.
import { link, useAddress } from "../../frame/address.js";
import { useMoment } from "../../frame/moment.js";
import { useViewer } from "../../frame/viewer.js";

const KEPT = ["since", "until", "kind", "instrument", "area", "least", "scope", "asof"];
const USUAL_LEAST = 5;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** The link to another part of these pages, under the same window and filters. */
export function part(path, chosen, more = {}) {
  const kept = KEPT.map((name) => [name, chosen.get(name)]);
  return link(`/cooperation${path}`, { ...Object.fromEntries(kept), ...more });
}

/** The first moment of a day, or of the day after it, in UTC; of the month where only whole months are told. */
function moment(day, { isEnd, isWhole }) {
  if (!DAY.test(day ?? "") || Number.isNaN(Date.parse(day))) return null;
  const at = new Date(`${day}T00:00:00Z`);
  if (isWhole) at.setUTCDate(1);
  if (isEnd) isWhole ? at.setUTCMonth(at.getUTCMonth() + 1) : at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString();
}

export const isAnalyst = (me) => me.roles.includes("COOPERATION_ANALYST");

/**
 * What is chosen. isOfSight: the picture is of what the viewer may see alone. Returns { chosen, isAll, least, filter, window, thresholds, asOf }; the last four are arguments of the interface.
 * isAll: over all cases as published, for whose token has the role; then in whole months, and without finer filters.
 */
export function useAsked({ isOfSight = false } = {}) {
  const { chosen } = useAddress();
  const { asOf } = useMoment();
  const me = useViewer();
  const isAll = chosen.get("scope") === "all" && isAnalyst(me) && !isOfSight;
  const least = Math.min(1000, Math.max(1, Math.trunc(Number(chosen.get("least"))) || USUAL_LEAST));
  const window = {
    since: moment(chosen.get("since"), { isWhole: isAll }),
    until: moment(chosen.get("until"), { isEnd: true, isWhole: isAll }),
    kind: !isAll && chosen.get("kind") === "FLOW" ? "FLOW" : "COHORT",
  };
  const filter = isAll ? {} : { instrument: chosen.get("instrument"), crimeArea: chosen.get("area") };
  return { chosen, isAll, least, filter, window, thresholds: { minN: least }, asOf: isAll ? null : asOf };
}
