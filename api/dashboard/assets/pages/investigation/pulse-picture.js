// How much happened when, drawn behind the slider: what lies before the moment in colour, what lies after it faint.
import { html } from "../../parts/html.js";

const BINS = 240;
const HEIGHT = 40;

/** moments: milliseconds in order; at: the moment, null for now; from: where a comparison begins, null without one. */
export function PulsePicture({ moments, span, at, from }) {
  const counts = binned(moments, span);
  const most = Math.max(1, ...counts);
  const placed = (time) => (time == null ? BINS : Math.min(BINS, Math.max(0, (time - span.from) / (span.to - span.from) * BINS)));
  const [start, end] = from == null ? [0, placed(at)] : [placed(from), placed(at)].sort((one, other) => one - other);
  const bars = (isShown) => counts.map((count, bin) => (count && isShown(bin) ? `M${bin + 0.1} ${HEIGHT}V${HEIGHT - 3 - Math.sqrt(count / most) * (HEIGHT - 6)}h.8V${HEIGHT}z` : "")).join("");
  const isWithin = (bin) => bin + 0.5 >= start && bin + 0.5 <= end;
  return html`<svg class="pulse" viewBox=${`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
    ${from != null && html`<rect class="band" x=${start} y="0" width=${Math.max(0.4, end - start)} height=${HEIGHT} />`}
    <path class="later" d=${bars((bin) => !isWithin(bin))} /><path class="sooner" d=${bars(isWithin)} />
    <path class="ground" d=${`M0 ${HEIGHT}H${BINS}`} />
  </svg>`;
}

function binned(moments, { from, to }) {
  const counts = new Array(BINS).fill(0);
  for (const at of moments) {
    const bin = Math.floor((at - from) / (to - from) * BINS);
    if (bin >= 0) counts[Math.min(BINS - 1, bin)] += 1;
  }
  return counts;
}
