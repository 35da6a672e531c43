// The legal clocks of a request: where each stands, its limit, and the article that it rests on.
import { t } from "../../frame/words.js";
import { State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Instant, secondsOf, spanText } from "../../parts/times.js";

/** The kind of a chip, and what it says. */
export function standingOf(clock) {
  const left = clock.remaining == null ? null : spanText(secondsOf(clock.remaining));
  if (clock.isOverdue) return ["bad", left ? t("case-clock-overdue-by", { span: left }) : t("case-clock-overdue")];
  if (clock.state === "MISSED") return ["bad", word("ClockState", clock.state)];
  if (clock.state === "MET") return ["good", word("ClockState", clock.state)];
  if (clock.state === "BREACHED" && !clock.isAnnulled) return ["bad", word("ClockState", clock.state)];
  if (clock.suspendedSince) return ["rest", word("ClockState", "SUSPENDED")];
  if (clock.isAtRisk) return ["risk", left ? t("case-clock-left", { span: left }) : t("case-clock-at-risk")];
  if (clock.state === "RUNNING" && left) return ["calm", t("case-clock-left", { span: left })];
  return ["calm", word("ClockState", clock.state)];
}

/** All that have started, of the cycle that is asked for. */
export function Clocks({ of, cycle }) {
  const shown = of.filter((clock) => clock.cycle === cycle && clock.state !== "NOT_STARTED");
  if (!shown.length) return html`<span class="soft">${t("case-clock-none")}</span>`;
  return html`<ul class="clocks">${shown.map((clock) => html`<${ClockLine} clock=${clock} />`)}</ul>`;
}

function ClockLine({ clock }) {
  const [kind, text] = standingOf(clock);
  return html`<li><${State} kind=${kind}>${text}<//> <strong>${word("Obligation", clock.obligation)}</strong>${!clock.binding && html` <span class="soft">${t("case-clock-wish")}</span>`}
    ${" "}<${Instant} at=${clock.effectiveDue} /> <cite class="soft" dir="auto">${clock.citation}</cite>
    ${secondsOf(clock.suspended) > 0 && html` <span class="soft">${t("case-clock-suspended", { span: spanText(secondsOf(clock.suspended)) })}</span>`}
    ${secondsOf(clock.extended) > 0 && html` <span class="soft">${t("case-clock-extended", { span: spanText(secondsOf(clock.extended)) })}</span>`}
    ${clock.isAnnulled && html` <span class="soft">${t("case-clock-annulled")}</span>`}</li>`;
}
