// Times and durations: UTC first and the reader's own zone beside it; what is known no more exactly is told no more exactly.
import { localeNow, t } from "../frame/words.js";
import { html } from "./html.js";

export const LOCAL_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";

const PARTS = { year: "numeric", month: "short", day: "2-digit", hour: "2-digit", minute: "2-digit", hour12: false };
const DAY = { year: "numeric", month: "short", day: "2-digit" };
const TIME = { hour: "2-digit", minute: "2-digit", hour12: false };

const made = new Map(); // making one takes far longer than writing a date by it

function format(iso, zone, parts = PARTS) {
  const key = `${localeNow()} ${zone} ${Object.keys(parts)}`;
  if (!made.has(key)) made.set(key, new Intl.DateTimeFormat(localeNow(), { ...parts, timeZone: zone }));
  return made.get(key).format(new Date(iso));
}

/** An instant as text: "29 Nov 2026, 18:40 UTC". */
export function instantText(iso) {
  return iso ? `${format(iso, "UTC")} UTC` : "–";
}

/** A day, as text; of an ISO date no zone is looked at. */
export function dayText(iso) {
  return iso ? format(iso.slice(0, 10), "UTC", DAY) : "–";
}

/** The same instant in the reader's own zone; its day again only where it is another one there. */
function localText(iso) {
  return format(iso, LOCAL_ZONE, format(iso, LOCAL_ZONE, DAY) === format(iso, "UTC", DAY) ? TIME : PARTS);
}

/** An instant: UTC, and the reader's own zone beside it where that is another. */
export function Instant({ at }) {
  if (!at) return html`<span class="soft">–</span>`;
  return html`<time datetime=${at}><bdi class="utc">${instantText(at)}</bdi>
    ${LOCAL_ZONE !== "UTC" && html` <span class="local"><bdi>${localText(at)}</bdi> <bdi>${LOCAL_ZONE}</bdi></span>`}</time>`;
}

/** When something happened, no more exactly than it is known. of: fields occurred* of an entry. */
export function Occurred({ of }) {
  if (!of.occurredText) return html`<span class="partial">${t("date-unknown")}</span>`;
  if (!["DAY", "MONTH", "YEAR"].includes(of.occurredPrecision)) return html`<${Instant} at=${of.occurredAt} />`;
  const note = t(`precision-${of.occurredPrecision.toLowerCase()}`);
  return html`<span class="partial" title=${note}><bdi>${of.occurredText}</bdi> <span class="local">${note} (<bdi>${of.occurredTz}</bdi>)</span></span>`;
}

/** Seconds of an ISO 8601 duration such as "-PT36H" or "P2DT3H"; NaN for what is none. */
export function secondsOf(iso) {
  const parts = /^(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(iso ?? "");
  if (!parts) return NaN;
  const seconds = (((+parts[2] || 0) * 24 + (+parts[3] || 0)) * 60 + (+parts[4] || 0)) * 60 + (+parts[5] || 0);
  return parts[1] ? -seconds : seconds;
}

/** A number of seconds in its two largest units, without a sign: "1 d 12 h". */
export function spanText(seconds) {
  const all = Math.abs(seconds);
  const [days, hours, minutes] = [Math.floor(all / 86400), Math.floor(all / 3600) % 24, Math.floor(all / 60) % 60];
  if (days >= 10) return t("span-days", { days });
  if (days) return t("span-days-hours", { days, hours });
  if (hours) return t("span-hours-minutes", { hours, minutes });
  return t("span-minutes", { minutes });
}
