// Hits: that another case has an identifier of ours; whom to call, and what can be done about it.
import { useState } from "preact/hooks";
import { choose, otherwise, useAddress } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { useViewer } from "../../frame/viewer.js";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant } from "../../parts/times.js";
import { Case, useCases } from "./cases.js";

const QUERY = `query AnalysisHits($filter: HitFilterInput, $after: String, $minPosition: Position) {
  hits(filter: $filter, first: 50, after: $after, minPosition: $minPosition) {
    nodes {
      hitId registrationId drawerId kind investigationId requestId isDisclosed standing dismissal openedRequestId toldAt
      otherAgencyId otherInvestigationId otherRequestId otherAgency { name contact { address } }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const STANDINGS = ["NEW", "ACKNOWLEDGED", "REQUEST_OPENED", "DISMISSED"];
const KINDS_OF_STATE = { NEW: "risk", ACKNOWLEDGED: "calm", REQUEST_OPENED: "good", DISMISSED: "rest" };

export function Hits() {
  const { chosen } = useAddress();
  const standing = STANDINGS.includes(chosen.get("standing")) ? chosen.get("standing") : "";
  const [known, setKnown] = useState(null);
  const [acting, setActing] = useState(null);
  const filter = { standings: standing ? [standing] : null, investigationId: chosen.get("case"), agencyId: chosen.get("agency") };
  const found = usePages(QUERY, { filter, minPosition: known }, (data) => data.hits);
  const cases = useCases();
  const isNarrow = filter.investigationId || filter.agencyId;
  return html`<form class="asked" onSubmit=${(event) => event.preventDefault()}>
      <label><span>${t("analysis-standing")}</span><select name="standing" value=${standing} onChange=${(event) => choose({ standing: event.target.value })}>
        ${["", ...STANDINGS].map((code) => html`<option value=${code} selected=${code === standing}>${code ? word("HitStanding", code) : t("analysis-any")}</option>`)}</select></label>
      ${isNarrow && html`<a href=${otherwise({ case: null, agency: null })}>${t("analysis-hits-all")}</a>`}
    </form>
    <${Pages} of=${found} empty=${t(standing || isNarrow ? "analysis-hits-none-so" : "analysis-hits-none")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("analysis-title-hits")}><table>
      <thead><tr>${["analysis-kind", "analysis-standing", "analysis-own-case", "analysis-other", "analysis-told", "analysis-do"].map((id) => html`<th scope="col">${t(id)}</th>`)}</tr></thead>
      <tbody>${nodes.map((hit) => html`<${Hit} key=${`${hit.hitId} ${hit.registrationId}`} hit=${hit} cases=${cases} act=${(name) => setActing({ name, hit })} />`)}</tbody>
    </table></div>`}<//>
    ${acting && html`<${Acting} ...${acting} done=${(result) => { setActing(null); setKnown(result.position); }} leave=${() => setActing(null)} />`}`;
}

function Hit({ hit, cases, act }) {
  return html`<tr>
    <th scope="row">${word("IdentifierKind", hit.kind)}</th>
    <td><${State} kind=${KINDS_OF_STATE[hit.standing]}>${word("HitStanding", hit.standing)}<//>${hit.dismissal && html`<div class="local">${word("DismissalReason", hit.dismissal)}</div>`}</td>
    <td><${Case} id=${hit.investigationId} cases=${cases} />${hit.requestId && html`<a href=${`#/request/${hit.requestId}`}>${t("analysis-request")}</a>`}</td>
    <td><${Other} hit=${hit} cases=${cases} /></td>
    <td><${Instant} at=${hit.toldAt} /></td>
    <td><div class="row">${stepsOf(hit).map((name) => html`<button type="button" key=${name} onClick=${() => act(name)}>${commandWord(name)}</button>`)}
      ${hit.openedRequestId && html`<a href=${`#/request/${hit.openedRequestId}`}>${t("analysis-opened")}</a>`}</div></td>
  </tr>`;
}

function Other({ hit, cases }) {
  if (!hit.otherAgencyId) return html`<span class="soft">${t("analysis-undisclosed")}</span>`;
  return html`<${Agency} code=${hit.otherAgencyId} name=${hit.otherAgency?.name} /> ${hit.otherInvestigationId && html`<${Case} id=${hit.otherInvestigationId} cases=${cases} />`}
    ${hit.otherAgency && html`<div class="local" dir="auto">${hit.otherAgency.name}${hit.otherAgency.contact && html` · <bdi>${hit.otherAgency.contact.address}</bdi>`}</div>`}`;
}

function stepsOf({ standing, isDisclosed, otherAgencyId }) {
  return [
    standing === "NEW" && "acknowledgeHit",
    !isDisclosed && "discloseHit",
    standing !== "REQUEST_OPENED" && standing !== "DISMISSED" && otherAgencyId && "draftRequestFromHit",
    (standing === "NEW" || standing === "ACKNOWLEDGED") && "dismissHit",
  ].filter(Boolean);
}

function Acting({ name, hit, done, leave }) {
  const { agencyId, unitId } = useViewer();
  const given = { drawerId: hit.drawerId, hitId: hit.hitId, registrationId: hit.registrationId, ...(name === "draftRequestFromHit" && { investigationId: hit.investigationId }) };
  const likely = name === "draftRequestFromHit" ? { instrument: "EU_2023_977", urgency: "ROUTINE", requestingUnitId: unitId } : {};
  return html`<${CommandDialog} name=${name} given=${given} likely=${likely} of=${{ investigationId: hit.investigationId, agencyId }} about=${html`${word("IdentifierKind", hit.kind)} · <bdi>${hit.otherAgencyId ?? ""}</bdi>`} done=${done} leave=${leave} />`;
}
