// Figures in words: names of metrics and of their figures, values in their unit, and why there is none.
import { known, number, t } from "../../frame/words.js";
import { spanText } from "../../parts/times.js";
import { word } from "../../parts/codes.js";
import { regionName } from "../../parts/names.js";

/** Of one pair at once, as a matrix tells them. */
export const OF_PAIRS = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M19", "M20", "M21", "M22", "M26", "M27", "M29"];
/** Of these, what is published over all cases. */
export const PUBLISHED = ["M1", "M4", "M5", "M9", "M10", "M11", "M12", "M13", "M15"];

export const metricName = (code) => word("Metric", code);

/** "response time, net: median" in the language of the page. */
export function figureName(name) {
  const [kind, ground] = name.split("refused: ");
  if (kind === "" && ground) return t("figure-refused-on", { ground: word("RefusalGround", ground) });
  return known(`figure-${name.toLowerCase().replace(/%/g, "").replace(/[^a-z0-9]+/g, "-").replace(/-$/, "")}`) ?? name;
}

/** A value in its unit: "75 %", "3 d 4 h", "12". */
export function valueText(unit, value) {
  if (value == null) return "–";
  if (unit === "SHARE") return number(value, { style: "percent", maximumFractionDigits: 0 });
  if (unit === "SECONDS") return spanText(value);
  return number(value, { maximumFractionDigits: unit === "RATIO" ? 2 : 0 });
}

/** A figure as it stands: its value, its bounds, or in words why there is none. */
export function standingText({ unit, standing, value, low, high }) {
  if (standing === "KNOWN") return valueText(unit, value);
  if (standing === "BETWEEN") return high == null ? t("figure-above", { low: valueText(unit, low) }) : t("figure-between", { low: valueText(unit, low), high: valueText(unit, high) });
  return t(`figure-${standing.toLowerCase().replaceAll("_", "-")}`);
}

/** The name of a country; of agencies without one, that. */
export const countryName = (code) => (code ? regionName(code) : t("cooperation-no-country"));
