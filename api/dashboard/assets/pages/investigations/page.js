// My investigations, the most recently changed first.
import { choose, useAddress } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Title } from "../../parts/notices.js";
import { Instant } from "../../parts/times.js";

const QUERY = `query Investigations($filter: InvestigationFilterInput, $after: String) {
  investigations(filter: $filter, first: 50, after: $after) {
    nodes { investigationId reference title phase leadAgencyId activePartners requestCount openRequestCount openFollowupCount updatedAt }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

export default function Investigations() {
  const text = useAddress().chosen.get("text") ?? "";
  const found = usePages(QUERY, { filter: text ? { text } : null }, (data) => data.investigations);
  const find = (event) => {
    event.preventDefault();
    choose({ text: new FormData(event.target).get("text").trim() || null });
  };
  return html`<${Title} text=${t("investigations-title")}>
      <form class="row" role="search" onSubmit=${find}>
        <label for="text" class="unseen">${t("investigations-find")}</label>
        <input id="text" name="text" type="search" maxlength="100" placeholder=${t("investigations-find")} value=${text} />
        <button>${t("find")}</button>
      </form><//>
    <${Pages} of=${found} empty=${text ? t("investigations-none-found") : t("investigations-none")}>
      ${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("investigations-title")}><table>
        <thead><tr>${["reference", "title", "phase", "lead", "partners", "open", "changed"].map((name) => html`<th scope="col">${t(`investigations-${name === "title" ? "name" : name}`)}</th>`)}</tr></thead>
        <tbody>${nodes.map((one) => html`<${Row} key=${one.investigationId} one=${one} />`)}</tbody>
      </table></div>`}
    <//>`;
}

function Row({ one }) {
  return html`<tr>
    <th scope="row"><a href=${`#/investigation/${one.investigationId}`}><bdi>${one.reference}</bdi></a></th>
    <td><a href=${`#/investigation/${one.investigationId}`} dir="auto">${one.title}</a></td>
    <td><${State}>${word("Phase", one.phase)}<//></td>
    <td><${Agency} code=${one.leadAgencyId} /></td>
    <td class="number">${one.activePartners}</td>
    <td class="number">${t("investigations-open-of", { open: one.openRequestCount, all: one.requestCount })}</td>
    <td><${Instant} at=${one.updatedAt} /></td>
  </tr>`;
}
