// The legal clocks of a request: where each stands as of the moment shown, its limit, and the article that it rests on.
import { t } from "../../frame/words.js";
import { ClockStanding, isOpen, leftText, toldAt } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Instant, secondsOf, spanText } from "../../parts/times.js";

/** All that have started, of the cycle that is asked for. */
export function Clocks({ of, cycle }) {
  const shown = of.filter((clock) => clock.cycle === cycle && clock.state !== "NOT_STARTED");
  if (!shown.length) return html`<span class="soft">${t("case-clock-none")}</span>`;
  return html`<ul class="clocks">${shown.map((clock) => html`<${ClockLine} clock=${clock} />`)}</ul>`;
}

function ClockLine({ clock }) {
  const at = toldAt(clock);
  const more = [!clock.binding && t("clock-wish"), secondsOf(clock.suspended) > 0 && t("clock-rested", { span: spanText(secondsOf(clock.suspended)) }), secondsOf(clock.extended) > 0 && t("clock-extended", { span: spanText(secondsOf(clock.extended)) })].filter(Boolean);
  return html`<li>
    <div class="row"><strong>${word("Obligation", clock.obligation)}</strong> <${ClockStanding} clock=${clock} now=${at} /> ${isOpen(clock) && html`<span class="small">${leftText(clock.effectiveDue, at)}</span>`}</div>
    <div class="small"><${Instant} at=${clock.effectiveDue} /></div>
    <div class="small soft"><cite lang="en" dir="ltr">${clock.citation}</cite>${more.map((each) => ` · ${each}`)}</div></li>`;
}
