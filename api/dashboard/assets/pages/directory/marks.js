// How somebody is reached, and from when to when something holds.
import { t } from "../../frame/words.js";
import { State } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { dayText } from "../../parts/times.js";

export function Contact({ of, none }) {
  if (!of) return html`<span class="soft">${none ?? "–"}</span>`;
  return html`<bdi>${of.address}</bdi>${" "}${of.alwaysOpen
    ? html`<${State} kind="good">${t("directory-always-open")}<//>`
    : html`<span class="soft small"><bdi>${of.hours}</bdi> (<bdi>${of.tz}</bdi>)</span>`}`;
}

/** The day from which something holds, and the first day without it. */
export function Period({ from, to }) {
  return html`<span class="period"><time datetime=${from}>${t("directory-since", { on: dayText(from) })}</time>${to
    && html`, <time datetime=${to}>${t("directory-until", { on: dayText(to) })}</time>`}</span>`;
}
