// Who knew what: what an agency could lawfully see of the case at a moment, as far as the viewer sees it.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Marking, Route, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { Occurred } from "../../parts/times.js";
import { useFresh } from "./queries.js";
import { Sign } from "./signs.js";

const QUERY = `query Knowledge($id: UUID!, $agencyId: String!, $asOf: AsOf) {
  knowledgeOf(investigationId: $id, agencyId: $agencyId, asOf: $asOf) {
    requests(first: 100) { nodes { requestId state subject isErased requestingAgencyId requestedAgencyId } totalCount }
    items(first: 100) { nodes { item { itemId title isErased kind } conditions { tlp handling pap classification compartments } } totalCount }
    timeline(last: 100) { nodes { eventId kind category occurredAt occurredText occurredPrecision occurredTz fromAgencyId toAgencyId } totalCount }
  }
}`;

export function Knowledge({ id, one, round }) {
  const { asOf } = useMoment();
  const agencies = one.partners.map((partner) => partner.agencyId);
  const asked = useAddress().chosen.get("of");
  const agencyId = agencies.includes(asked) ? asked : null;
  const found = useFresh(useAnswer(agencyId && QUERY, { id, agencyId, asOf }), round);
  return html`<p class="soft">${t("case-knowledge-meaning")}</p>
    <label class="field"><span>${t("case-agency")}</span><select value=${agencyId ?? ""} onChange=${(event) => choose({ of: event.target.value || null })}>
      <option value="">${t("case-choose")}</option>${agencies.map((code) => html`<option value=${code} selected=${code === agencyId}>${code}</option>`)}</select></label>
    ${agencyId ? html`<${Answered} of=${found}>${({ knowledgeOf }) => (knowledgeOf ? html`<${Known} of=${knowledgeOf} />` : html`<${Empty} text=${t("case-none-text")} />`)}<//>` : html`<${Empty} text=${t("case-knowledge-choose")} />`}`;
}

function Known({ of }) {
  return html`<div class="grid">
    <section class="panel"><h2>${t("case-part-requests")} <span class="soft">${of.requests.totalCount}</span></h2><ul class="lines">${of.requests.nodes.map((one) => html`<li><div><a href=${`#/request/${one.requestId}`}><${Written} text=${one.subject || t("case-no-subject")} isErased=${one.isErased} /></a>
      <p class="row tight"><${State}>${word("RequestState", one.state)}<//> <${Route} from=${one.requestingAgencyId} to=${one.requestedAgencyId} /></p></div></li>`)}</ul></section>
    <section class="panel"><h2>${t("case-part-items")} <span class="soft">${of.items.totalCount}</span></h2><ul class="lines">${of.items.nodes.map(({ item, conditions }) => html`<li><div><a href=${`#/item/${item.itemId}`}><${Written} text=${item.title} isErased=${item.isErased} /></a>
      <p class="row tight"><span class="chip">${word("ItemKind", item.kind)}</span> <${Marking} marking=${conditions} /></p></div></li>`)}</ul></section>
    <section class="panel"><h2>${t("case-part-timeline")} <span class="soft">${of.timeline.totalCount}</span></h2><ul class="lines">${of.timeline.nodes.toReversed().map((entry) => html`<li><div><${Sign} category=${entry.category} isNamed /> ${word("EventKind", entry.kind)}
      ${entry.fromAgencyId && entry.toAgencyId && html` <${Route} from=${entry.fromAgencyId} to=${entry.toAgencyId} />`}</div><span class="soft"><${Occurred} of=${entry} /></span></li>`)}</ul></section>
  </div>`;
}
