// The request board of a case: what is due first, where each request stands, and the clocks that run.
import { useState } from "preact/hooks";
import { otherwise } from "../../frame/address.js";
import { t } from "../../frame/words.js";
import { Marking, Route, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Empty, Loading, Problem } from "../../parts/notices.js";
import { Clocks } from "./clocks.js";
import { valueText } from "./told.js";

const OVERLAYS = [["awaitingClarification", "case-awaiting-clarification"], ["awaitingJudicialAuthorisation", "case-awaiting-authorisation"], ["postponed", "case-postponed"], ["escalated", "case-escalated"]];
const AT_A_TIME = 50;

export function Requests({ requests: { requests, isLoading, refusal } }) {
  const [shown, setShown] = useState(AT_A_TIME);
  if (refusal) return html`<${Problem} refusal=${refusal} />`;
  if (!requests.length) return isLoading ? html`<${Loading} />` : html`<${Empty} text=${t("case-no-request")} />`;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("case-part-requests")}><table class="board">
    <thead><tr><th scope="col">${t("case-request")}</th><th scope="col">${t("case-state")}</th><th scope="col">${t("case-limits")}</th></tr></thead>
    <tbody>${requests.slice(0, shown).map((one) => html`<${Row} key=${one.requestId} one=${one} />`)}</tbody></table></div>
    ${shown < requests.length && html`<button type="button" class="more" onClick=${() => setShown(shown + AT_A_TIME)}>${t("more-of", { shown, total: requests.length })}</button>`}`;
}

function Row({ one }) {
  return html`<tr class=${one.overdue ? "is-bad" : one.atRisk ? "is-risk" : ""}>
    <th scope="row"><a href=${`#/request/${one.requestId}`}>${one.subject ? html`<${Written} text=${one.subject} isErased=${one.isErased} />` : t("case-no-subject")}</a>
      <p class="row tight"><${Route} from=${one.requestingAgencyId} to=${one.requestedAgencyId} unit=${one.assignedUnitId} /><${Marking} marking=${one.marking} /></p>
      <p class="soft small">${word("Instrument", one.instrument)}${one.crimeArea && ` · ${valueText("crime_area", one.crimeArea, "CrimeArea")}`} · <a href=${otherwise({ part: null, request: one.requestId })}>${t("case-its-entries")}</a></p></th>
    <td><p class="row tight"><${State}>${word("RequestState", one.state)}<//>
      ${one.urgency !== "ROUTINE" && html`<${State} kind="risk">${word("Urgency", one.urgency)}<//>`}
      ${one.cycle > 1 && html`<span class="chip line">${t("case-cycle", { cycle: one.cycle })}</span>`}
      ${OVERLAYS.filter(([field]) => one[field]).map(([, id]) => html`<${State} kind="rest">${t(id)}<//>`)}
      ${one.outcome && html`<span class="chip line">${word("Outcome", one.outcome)}</span>`}</p>
      ${one.grounds.length > 0 && html`<p class="small">${t("case-refused", { grounds: one.grounds.map((ground) => word("RefusalGround", ground)).join(", ") })}</p>`}</td>
    <td><${Clocks} of=${one.clocks} cycle=${one.cycle} /></td></tr>`;
}
