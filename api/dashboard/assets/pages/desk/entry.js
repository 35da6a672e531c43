// One thing that waits: what is to be done, of which case, who waits since when, the limit, and the next step.
import { t } from "../../frame/words.js";
import { Agency, State, Written } from "../../parts/chips.js";
import { ClockBar, clockOf, leftText } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { dayText, instantText, spanText } from "../../parts/times.js";

const KINDS = { OVERDUE: "bad", AT_RISK: "risk", DUE: "calm" };

/** Type of the thing that an entry is about, also where the thing itself is not shown. */
export function typeOf(entry) {
  if (entry.subject) return entry.subject.__typename;
  return /FOLLOW_UP/.test(entry.kind) ? "FollowUp" : /REQUEST|DRAFT|LIMIT|UNIT|ANSWER_TO|CLARIFICATION/.test(entry.kind) ? "Request" : /RECOMMENDATION/.test(entry.kind) ? "Review" : "SharedItem";
}

const PATHS = { Request: "request", FollowUp: "follow-up", SharedItem: "item", Review: "review" };

export function hrefOf(entry) {
  return `#/${PATHS[typeOf(entry)]}/${entry.subjectId}`;
}

export function Entry({ entry, now, act, known }) {
  const { subject, investigation } = entry;
  const text = subject?.title ?? subject?.task ?? subject?.subject;
  return html`<li class="entry" data-entry=${known}>
    <div class="what"><span class="kind">${word("DeskKind", entry.kind)}</span>${subject?.urgency && subject.urgency !== "ROUTINE" && html` <${State} kind="risk">${word("Urgency", subject.urgency)}<//>`}
      <a class="open" href=${hrefOf(entry)}>${text ? html`<${Written} text=${text} isErased=${subject.isErased} />` : t("desk-unseen")}</a></div>
    <div class="of">${investigation
      ? html`<a href=${`#/investigation/${entry.investigationId}`}><bdi>${investigation.reference}</bdi></a> <span class="soft clipped" dir="auto">${investigation.title}</span>`
      : html`<span class="soft">${t("before-any")}</span>`}</div>
    <div class="since">${entry.otherAgencyId && html`<${Agency} code=${entry.otherAgencyId} /> `}<span title=${instantText(entry.since)}>${t("desk-waits", { span: spanText((now - Date.parse(entry.since)) / 1000) })}</span>
      ${entry.remindedAt && html`<span class="soft reminded">${t("desk-reminded", { at: dayText(entry.remindedAt) })}</span>`}</div>
    <div class="limit"><${Limit} entry=${entry} now=${now} /></div>
    <div class="step"><button type="button" onClick=${() => act(entry)}>${commandWord(entry.nextCommand)}</button></div>
  </li>`;
}

function Limit({ entry, now }) {
  if (!entry.due) return html`<span class="soft">${t("desk-no-limit")}</span>`;
  const clock = entry.subject?.clocks && clockOf(entry.subject.clocks, entry.due);
  return html`<${State} kind=${KINDS[entry.standing]}>${leftText(entry.due, now)}<//>
    <time class="soft" datetime=${entry.due} title=${clock?.citation}>${instantText(entry.due)}</time>
    ${clock && html`<${ClockBar} clock=${clock} now=${now} />`}`;
}
