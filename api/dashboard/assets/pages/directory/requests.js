// Requests that an agency asks or is asked, of those that the viewer may see: the next due first.
import { otherwise, useAddress } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { number, t } from "../../frame/words.js";
import { Route, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant } from "../../parts/times.js";

const QUERY = `query RequestsOfAgency($filter: RequestFilterInput!, $after: String) {
  requests(filter: $filter, first: 25, after: $after) {
    nodes {
      requestId subject isErased state urgency requestingAgencyId requestedAgencyId assignedUnitId dueAt overdue atRisk
      investigation { investigationId reference }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

/** What can be chosen: each name of the address with its values, the first for all. */
const DIRECTIONS = [[null, "directory-requests-all"], ["INCOMING", "directory-requests-asked"], ["OUTGOING", "directory-requests-asking"]];
const STANDINGS = [[null, "directory-requests-any"], ["AT_RISK", "directory-load-at-risk"], ["OVERDUE", "directory-load-overdue"]];

export function RequestsOf({ agencyId }) {
  const { chosen } = useAddress();
  const of = (name, offered) => offered.find(([code]) => code && code === chosen.get(name))?.[0] ?? null;
  const [direction, standing] = [of("direction", DIRECTIONS), of("standing", STANDINGS)];
  const found = usePages(QUERY, { filter: { agencyId, direction, standing } }, (data) => data.requests);
  return html`<section class="of-agency" aria-labelledby="requests"><h2 id="requests">${t("directory-requests")} ${found.total != null && html`<span class="soft">${number(found.total)}</span>`}</h2>
    <div class="row"><${Choice} name="direction" offered=${DIRECTIONS} chosen=${direction} /><${Choice} name="standing" offered=${STANDINGS} chosen=${standing} /></div>
    <${Pages} of=${found} empty=${t("directory-requests-none")}>
      ${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-labelledby="requests"><table>
        <thead><tr>${["request", "route", "state", "due", "case"].map((name) => html`<th scope="col">${t(`directory-requests-${name}`)}</th>`)}</tr></thead>
        <tbody>${nodes.map((one) => html`<${Row} key=${one.requestId} one=${one} />`)}</tbody></table></div>`}
    <//></section>`;
}

function Choice({ name, offered, chosen }) {
  return html`<nav aria-label=${t(`directory-requests-by-${name}`)}><ul class="tally">${offered.map(([code, id]) => html`<li key=${id}>
    <a href=${otherwise({ [name]: code })} aria-current=${code === chosen ? "true" : undefined}>${t(id)}</a></li>`)}</ul></nav>`;
}

function Row({ one }) {
  return html`<tr>
    <th scope="row"><a href=${`#/request/${one.requestId}`}>${one.subject ? html`<${Written} text=${one.subject} isErased=${one.isErased} />` : t("directory-requests-no-subject")}</a></th>
    <td><${Route} from=${one.requestingAgencyId} to=${one.requestedAgencyId} unit=${one.assignedUnitId} /></td>
    <td><span class="row"><${State}>${word("RequestState", one.state)}<//>${one.urgency !== "ROUTINE" && html`<${State} kind="risk">${word("Urgency", one.urgency)}<//>`}</span></td>
    <td>${one.dueAt ? html`${(one.overdue || one.atRisk) && html`<${State} kind=${one.overdue ? "bad" : "risk"}>${t(one.overdue ? "directory-load-overdue" : "directory-load-at-risk")}<//> `}<${Instant} at=${one.dueAt} />` : html`<span class="soft">–</span>`}</td>
    <td>${one.investigation ? html`<a href=${`#/investigation/${one.investigation.investigationId}`}><bdi>${one.investigation.reference}</bdi></a>` : html`<span class="soft">${t("before-any")}</span>`}</td>
  </tr>`;
}
