// The sign of each category of entries: a shape and a hue, the same in the picture, the list and the legend.
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";

/** symbol: as ECharts draws it; hue: of the palette; isHollow: its outline alone. No two categories have both alike. */
export const SIGNS = {
  INVESTIGATION: { symbol: "rect", hue: "hue7" },
  PARTNERSHIP: { symbol: "roundRect", hue: "hue6" },
  MEMBERSHIP: { symbol: "circle", hue: "hue6", isHollow: true },
  AGREEMENT: { symbol: "rect", hue: "hue7", isHollow: true },
  JOINT_ACTIVITY: { symbol: "diamond", hue: "hue5" },
  FACT: { symbol: "circle", hue: "hue5" },
  REQUEST: { symbol: "circle", hue: "hue1" },
  CLARIFICATION: { symbol: "circle", hue: "hue1", isHollow: true },
  TIME_LIMIT: { symbol: "triangle", hue: "hue2" },
  REPLY: { symbol: "diamond", hue: "hue3" },
  CORRECTION: { symbol: "triangle", hue: "hue8", isHollow: true },
  FOLLOW_UP: { symbol: "diamond", hue: "hue4", isHollow: true },
  ITEM: { symbol: "rect", hue: "hue4" },
  REVIEW: { symbol: "rect", hue: "hue8", isHollow: true },
};

export const CATEGORIES = Object.keys(SIGNS);

const PATHS = {
  circle: "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z",
  rect: "M2 2h8v8h-8z",
  roundRect: "M4 2h4a2 2 0 0 1 2 2v4a2 2 0 0 1-2 2h-4a2 2 0 0 1-2-2v-4a2 2 0 0 1 2-2z",
  triangle: "M6 1.5l5 9h-10z",
  diamond: "M6 .8l5.2 5.2l-5.2 5.2l-5.2-5.2z",
};

/** The sign beside words that say the same. */
export function Sign({ category, isNamed = false }) {
  const { symbol, hue, isHollow } = SIGNS[category] ?? SIGNS.INVESTIGATION;
  const name = isNamed ? { role: "img", "aria-label": word("Category", category) } : { "aria-hidden": "true" };
  return html`<svg class=${`sign ${hue} ${isHollow ? "hollow" : ""}`} viewBox="0 0 12 12" ...${name}><path d=${PATHS[symbol]} /></svg>`;
}
