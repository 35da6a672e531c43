// What if: the limits of a case under another clock profile, and its assignments under another routing rule, beside what was.
import { useState } from "preact/hooks";
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { Instant, secondsOf, spanText } from "../../parts/times.js";
import { OfRequest } from "./of-request.js";
import { PROFILE_CODES, profileName } from "../../parts/profiles.js";
import { useFresh } from "./queries.js";
import { WhatIfRouting } from "./what-if-routing.js";

const QUERY = `query WhatIf($id: UUID!, $profile: String!, $asOf: AsOf) {
  whatIf(investigationId: $id, profile: $profile, asOf: $asOf) {
    at
    verdicts { verdict actual hypothetical }
    limits(first: 200) {
      nodes { requestId obligation cycle actual { dueAt metAt verdict citation } hypothetical { dueAt metAt verdict citation } shift }
      totalCount
    }
  }
}`;

const VERDICTS = { ON_TIME: "good", LATE: "bad", OVERDUE: "bad", OPEN: "calm", RESTING: "rest", NOT_STARTED: "calm", CANCELLED: "calm" };

export function WhatIf({ id, requests, round }) {
  const { asOf } = useMoment();
  const asked = useAddress().chosen.get("profile");
  const profile = PROFILE_CODES.includes(asked) ? asked : null;
  const found = useFresh(useAnswer(profile && QUERY, { id, profile, asOf }), round);
  return html`<section aria-labelledby="what-if-limits"><h2 id="what-if-limits">${t("case-what-if-limits")}</h2>
    <p class="soft">${t("case-what-if-meaning")}</p>
    <label class="field"><span>${t("case-profile")}</span><select value=${profile ?? ""} onChange=${(event) => choose({ profile: event.target.value || null })}>
      <option value="">${t("case-choose")}</option>${PROFILE_CODES.map((code) => html`<option value=${code} selected=${code === profile}>${profileName(code)}</option>`)}</select></label>
    ${profile ? html`<${Answered} of=${found}>${({ whatIf }) => (whatIf?.limits.nodes.length ? html`<${Compared} of=${whatIf} requests=${requests} />` : html`<${Empty} text=${t("case-no-limit")} />`)}<//>` : html`<${Empty} text=${t("case-what-if-choose")} />`}</section>
    <${WhatIfRouting} id=${id} requests=${requests} round=${round} />`;
}

function Compared({ of, requests }) {
  const [isChangedOnly, setChangedOnly] = useState(false);
  const limits = of.limits.nodes.filter((one) => !isChangedOnly || differs(one));
  return html`<div class="scroll narrow" tabindex="0" role="region" aria-label=${t("case-verdicts")}><table>
      <thead><tr><th scope="col">${t("case-verdict")}</th><th scope="col" class="number">${t("case-actual")}</th><th scope="col" class="number">${t("case-hypothetical")}</th></tr></thead>
      <tbody>${of.verdicts.map((one) => html`<tr><th scope="row"><${State} kind=${VERDICTS[one.verdict]}>${word("Verdict", one.verdict)}<//></th>
        <td class="number">${number(one.actual)}</td><td class="number"><strong>${number(one.hypothetical)}</strong></td></tr>`)}</tbody></table></div>
    <label class="check"><input type="checkbox" checked=${isChangedOnly} onChange=${(event) => setChangedOnly(event.target.checked)} /> ${t("case-changed-only")}</label>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("case-limits")}><table class="board">
      <thead><tr>${["request", "obligation", "actual", "hypothetical", "shift"].map((name) => html`<th scope="col">${t(`case-${name}`)}</th>`)}</tr></thead>
      <tbody>${limits.map((one) => html`<tr class=${differs(one) ? "differs" : ""}>
        <th scope="row"><${OfRequest} id=${one.requestId} requests=${requests} /></th>
        <td>${word("Obligation", one.obligation)}${one.cycle > 1 && ` · ${t("case-cycle", { cycle: one.cycle })}`}</td>
        <td><${Judged} of=${one.actual} /></td><td><${Judged} of=${one.hypothetical} /></td>
        <td>${secondsOf(one.shift) ? html`${secondsOf(one.shift) < 0 ? "−" : "+"}${spanText(secondsOf(one.shift))}` : "–"}</td></tr>`)}</tbody></table></div>`;
}

/** Both limits were there, and another verdict would have been come to. */
function differs({ actual, hypothetical }) {
  return Boolean(actual && hypothetical && actual.verdict !== hypothetical.verdict);
}

function Judged({ of }) {
  if (!of) return html`<span class="soft">${t("case-no-such-limit")}</span>`;
  return html`<${State} kind=${VERDICTS[of.verdict]}>${word("Verdict", of.verdict)}<//> <${Instant} at=${of.dueAt} /> <cite class="soft small" dir="auto">${of.citation}</cite>`;
}
