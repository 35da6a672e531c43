// Legal clocks: how much of the time is used, what moved the limit, and what is left, as a thin bar and in words.
import { useEffect, useState } from "preact/hooks";
import { t } from "../frame/words.js";
import { State } from "./chips.js";
import { word } from "./codes.js";
import { html } from "./html.js";
import { secondsOf, spanText } from "./times.js";

const OUTSTANDING = new Set(["RUNNING", "SUSPENDED", "MISSED", "BREACHED"]);

/** The present, in milliseconds; it goes on by itself. at: a moment to stand still at. */
export function useNow(at = null, everyMs = 30_000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    if (at) return undefined;
    const ticking = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(ticking);
  }, [at]);
  return at ? Date.parse(at) : now;
}

/** The clock whose limit an entry names, else the one that ends first of those that are still to be kept. */
export function clockOf(clocks, due) {
  const open = clocks.filter((each) => each.effectiveDue && !each.metAt && !each.endedAt && OUTSTANDING.has(each.state));
  return open.find((each) => Date.parse(each.effectiveDue) === Date.parse(due)) ?? null;
}

/** "late by 2 d 3 h" or "3 d left" of a limit. */
export function leftText(due, now) {
  const seconds = (Date.parse(due) - now) / 1000;
  return seconds < 0 ? t("clock-late", { span: spanText(seconds) }) : t("clock-left", { span: spanText(seconds) });
}

/** Whether its time still goes on towards a limit, or past one. */
export function isOpen(clock) {
  return clock.effectiveDue && !clock.metAt && !clock.endedAt && !clock.isAnnulled && clock.state !== "SUSPENDED";
}

/** The moment as of which the server told what remains of a clock, in milliseconds: where a page stands in the past, that one. */
export function toldAt(clock) {
  return clock.remaining == null ? Date.now() : Date.parse(clock.effectiveDue) - 1000 * secondsOf(clock.remaining);
}

/** How a clock stands: a state of chips, and its words. */
export function standingOf(clock, now) {
  const due = Date.parse(clock.effectiveDue);
  if (clock.metAt) return Date.parse(clock.metAt) > due ? ["bad", t("clock-met-late")] : ["good", t("clock-met")];
  if (clock.isAnnulled) return ["calm", t("clock-annulled")];
  if (clock.endedAt) return [clock.state === "BREACHED" ? "bad" : "calm", word("ClockState", clock.state)];
  if (clock.state === "SUSPENDED") return ["rest", t("clock-rests")];
  if (!clock.effectiveDue) return ["calm", word("ClockState", clock.state)];
  if (now > due) return clock.binding === false ? ["calm", t("clock-wish-passed")] : ["bad", t("clock-passed")];
  if (clock.warnAt && now >= Date.parse(clock.warnAt)) return ["risk", t("clock-near")];
  return ["calm", t("clock-runs")];
}

export function ClockStanding({ clock, now }) {
  const [kind, text] = standingOf(clock, now);
  return html`<${State} kind=${kind}>${text}<//>`;
}

/** The bar: the time of the law, what suspension and extension added, and how much of all that is used. */
export function ClockBar({ clock, now }) {
  const [start, due] = [Date.parse(clock.startedAt), Date.parse(clock.effectiveDue)];
  if (!(due > start)) return null;
  const whole = due - start;
  const until = Date.parse(clock.metAt ?? clock.endedAt ?? clock.suspendedSince ?? "") || now;
  const part = (ms) => `${Math.max(0, Math.min(100, (100 * ms) / whole))}%`;
  const [rested, added] = [1000 * (secondsOf(clock.suspended) || 0), 1000 * (secondsOf(clock.extended) || 0)];
  const [kind] = standingOf(clock, now);
  return html`<span class=${`clock ${kind}`} aria-hidden="true">
    ${rested > 0 && html`<span class="rested" style=${{ insetInlineEnd: part(added), inlineSize: part(rested) }}></span>`}
    ${added > 0 && html`<span class="added" style=${{ inlineSize: part(added) }}></span>`}
    <span class="used" style=${{ inlineSize: part(until - start) }}></span>
  </span>`;
}
