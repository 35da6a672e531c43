// The legal clocks of a request: each with the article that it rests on, its bar, and what moved it.
import { t } from "../../frame/words.js";
import { ClockBar, ClockStanding, isOpen, leftText } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Instant, instantText, secondsOf, spanText } from "../../parts/times.js";

export function Clocks({ request, now }) {
  const { clocks, expectedReply } = request;
  return html`<section class="panel" aria-labelledby="clocks"><h2 id="clocks">${t("request-clocks")}</h2>
    ${!clocks.length && html`<p class="soft">${t("request-no-clocks")}</p>`}
    <ul class="clocks">${clocks.map((clock) => html`<${OneClock} key=${`${clock.cycle} ${clock.obligation}`} clock=${clock} now=${now} isLater=${request.cycle > 1} />`)}</ul>
    ${expectedReply && html`<${Expected} reply=${expectedReply} />`}</section>`;
}

function OneClock({ clock, now, isLater }) {
  return html`<li>
    <div class="row"><strong>${word("Obligation", clock.obligation)}</strong>${isLater && html` <span class="soft">${t("request-cycle", { cycle: clock.cycle })}</span>`}
      <${ClockStanding} clock=${clock} now=${now} /> ${isOpen(clock) && html`<span class="small">${leftText(clock.effectiveDue, now)}</span>`}</div>
    <${ClockBar} clock=${clock} now=${now} />
    ${clock.effectiveDue && html`<div class="small">${t("clock-due")} <${Instant} at=${clock.effectiveDue} /></div>`}
    <div class="small soft">${moved(clock)} <span lang="en" dir="ltr">${clock.citation}</span>${clock.binding ? "" : ` · ${t("clock-wish")}`}</div>
  </li>`;
}

/** What was added to the limit, and when it was met. */
function moved(clock) {
  const parts = [];
  if (clock.metAt) parts.push(t("clock-met-at", { at: instantText(clock.metAt) }));
  if (clock.suspendedSince) parts.push(t("clock-rests-since", { at: instantText(clock.suspendedSince) }));
  if (secondsOf(clock.suspended) > 0) parts.push(t("clock-rested", { span: spanText(secondsOf(clock.suspended)) }));
  if (secondsOf(clock.extended) > 0) parts.push(t("clock-extended", { span: spanText(secondsOf(clock.extended)) }));
  return parts.length ? `${parts.join(" · ")} · ` : "";
}

function Expected({ reply }) {
  return html`<p class="small expected"><strong>${t("request-expected")}</strong> ${reply.medianAt ? t("request-expected-by", { at: instantText(reply.medianAt) }) : ""}
    ${reply.lateAt ? ` · ${t("request-expected-late", { at: instantText(reply.lateAt) })}` : ""}
    ${" "}<span class="soft">${t(reply.ofPair ? "request-expected-pair" : "request-expected-instrument", { count: reply.openAtAge })}</span></p>`;
}
