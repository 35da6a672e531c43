// The bar of time: the case's own pulse, a slider over it, a box for the exact moment, and in which of two ways the past is meant.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { choose } from "../../frame/address.js";
import { momentText } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { announce, html } from "../../parts/html.js";
import { dayText, instantText } from "../../parts/times.js";
import { PulsePicture } from "./pulse-picture.js";
import { millisecondsOf, spanOf, useTravel, written } from "./travelling.js";

const REST = 220; // milliseconds that a slider rests before the page follows

export function MomentBar({ pulse, openedAt }) {
  const { moment, other, way, isComparing } = useTravel();
  const moments = pulse.moments(way);
  const now = useMemo(() => Date.now(), [pulse, moment, other]);
  const span = spanOf(moments, openedAt, now);
  const at = useSlid("asof", way, moment ? millisecondsOf(moment, pulse.beats) : null);
  const from = useSlid("with", way, other ? millisecondsOf(other, pulse.beats) : null);
  useEffect(() => { announce(momentText(moment)); }, [moment?.way, moment?.value]);
  const known = { moments, span, way };
  return html`<section class=${`moment-bar ${moment ? "past" : ""}`} aria-label=${t("case-time")}>
    <div class="controls">
      <p class="standing"><strong>${moment ? momentText(moment) : t("moment-now")}</strong></p>
      <${Ways} way=${way} moment=${moment} other=${other} />
      ${isComparing && html`<${Box} label=${t("case-moment-from")} slid=${from} span=${span} />`}
      <${Box} label=${t(isComparing ? "case-moment-to" : "case-moment")} slid=${at} span=${span} />
      <${Steps} slid=${at} ...${known} />
      <button type="button" disabled=${!moment && !isComparing} onClick=${() => choose({ asof: null, with: null, way: null })}>${t("case-to-now")}</button>
      <button type="button" class="quiet" aria-pressed=${isComparing} onClick=${() => choose(isComparing ? { with: null } : { with: written(way, start(moments, at.value ?? now, span)) })}>${t("case-compare")}</button>
    </div>
    <div class="span">
      <${PulsePicture} moments=${moments} span=${span} at=${at.value} from=${isComparing ? from.value ?? span.from : null} />
      ${isComparing && html`<${Slider} label=${t("case-moment-from")} className="second" slid=${from} ...${known} />`}
      <${Slider} label=${t(isComparing ? "case-moment-to" : "case-moment")} slid=${at} ...${known} />
    </div>
    <div class="ticks" aria-hidden="true">${[0, 1, 2, 3, 4].map((place) => html`<span>${place === 4 ? t("moment-now") : dayText(new Date(span.from + (span.to - span.from) * place / 4).toISOString())}</span>`)}</div>
    ${(moment || isComparing) && html`<p class="meaning">${t(way === "recordedAt" ? "case-known-meaning" : "case-was-meaning")} ${moment && t("case-past-no-acting")}</p>`}
  </section>`;
}

/** Where a comparison begins of itself: a tenth of what happened before the moment, but something. */
function start(moments, at, span) {
  const before = moments.filter((each) => each < at);
  return before.length ? before[Math.floor(before.length * 0.9)] : span.from;
}

/** What a slider stands at: moves at once, and the address follows when it rests. value: milliseconds, null for now. */
function useSlid(name, way, chosen) {
  const [value, setValue] = useState(chosen);
  const rest = useRef(null);
  useEffect(() => { setValue(chosen); }, [chosen]);
  useEffect(() => () => clearTimeout(rest.current), []);
  const set = (next, { isDone = false } = {}) => {
    clearTimeout(rest.current);
    setValue(next);
    const follow = () => choose({ [name]: next == null ? null : written(way, next) }, { inPlace: !isDone });
    if (isDone) follow(); else rest.current = setTimeout(follow, REST);
  };
  return { value, set };
}

function Slider({ label, className = "", slid, moments, span }) {
  const shown = slid.value ?? span.to;
  const slide = (event) => {
    const at = span.from + Number(event.target.value) * 1000;
    slid.set(at >= span.to - 500 && !className ? null : at);
  };
  const press = (event) => {
    const isForward = { ArrowRight: document.dir !== "rtl", ArrowLeft: document.dir === "rtl", ArrowUp: true, ArrowDown: false }[event.key];
    if (isForward == null) return;
    event.preventDefault();
    slid.set(neighbour(moments, shown, isForward ? 1 : -1));
  };
  return html`<input type="range" class=${`slider ${className}`} aria-label=${label} min="0" max=${Math.round((span.to - span.from) / 1000)} step="1"
    value=${Math.round((shown - span.from) / 1000)} aria-valuetext=${slid.value == null ? t("moment-now") : t("case-at-of", { at: instantText(new Date(shown).toISOString()), count: countUntil(moments, shown), all: moments.length })}
    onInput=${slide} onKeyDown=${press} />`;
}

/** The next moment at which something happened, on either side; null for now. A second is the least that the slider knows. */
export function neighbour(moments, from, direction) {
  if (direction > 0) return ceilSecond(moments.find((each) => ceilSecond(each) > from));
  return ceilSecond(moments.findLast((each) => ceilSecond(each) < from) ?? moments[0] ?? null);
}

function ceilSecond(at) {
  return at == null ? null : Math.ceil(at / 1000) * 1000;
}

function countUntil(moments, at) {
  let [low, high] = [0, moments.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (moments[middle] <= at) low = middle + 1; else high = middle;
  }
  return low;
}

function Steps({ slid, moments, span }) {
  const go = (direction) => () => slid.set(neighbour(moments, slid.value ?? span.to, direction), { isDone: true });
  return html`<span class="steps" role="group" aria-label=${t("case-steps")}>
    <button type="button" class="quiet" aria-label=${t("case-before")} title=${t("case-before")} disabled=${!moments.length} onClick=${go(-1)}><span class="chevron back" aria-hidden="true"></span></button>
    <button type="button" class="quiet" aria-label=${t("case-after")} title=${t("case-after")} disabled=${slid.value == null} onClick=${go(1)}><span class="chevron" aria-hidden="true"></span></button>
  </span>`;
}

function Box({ label, slid, span }) {
  const value = slid.value == null ? "" : new Date(slid.value).toISOString().slice(0, 16);
  const change = (event) => {
    const at = Date.parse(`${event.target.value}:00Z`);
    if (!event.target.value) slid.set(null, { isDone: true });
    else if (!Number.isNaN(at) && at > 0) slid.set(at, { isDone: true });
  };
  return html`<label class="field"><span>${label} (UTC)</span>
    <input type="datetime-local" value=${value} max=${new Date(span.to + 60_000).toISOString().slice(0, 16)} onChange=${change} /></label>`;
}

function Ways({ way, moment, other }) {
  const turn = (next) => {
    const again = (each) => each && each.way !== "position" && written(next, Date.parse(each.value));
    choose({ way: next === "recordedAt" ? "known" : null, asof: again(moment), with: again(other) });
  };
  const radio = (value, text) => html`<label><input type="radio" name="way" checked=${way === value} onChange=${() => turn(value)} /> ${text}</label>`;
  return html`<fieldset class="ways"><legend class="unseen">${t("case-way")}</legend>
    ${radio("occurredAt", t("case-was"))}${radio("recordedAt", t("case-known"))}</fieldset>`;
}
