// What partners did together: trainings, meetings, exercises, visits; cancelled ones stay, marked so.
import { usePages } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { Agency, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant } from "../../parts/times.js";
import { useFresh } from "./queries.js";

const QUERY = `query Together($id: UUID!, $after: String) {
  jointActivities(investigationId: $id, first: 50, after: $after) {
    nodes { activityId kind title place agencies personsCount recordedAt cancelledAt cancellationReason heldAt heldPrecision heldText }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

export function Together({ id, round }) {
  const { moment } = useMoment();
  const found = useFresh(usePages(QUERY, { id }, (data) => data.jointActivities), round);
  return html`${moment && html`<p class="notice empty">${t("case-no-past")}</p>`}
    <${Pages} of=${found} empty=${t("case-no-activity")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("case-part-together")}><table class="board">
      <thead><tr>${["what", "when", "who"].map((name) => html`<th scope="col">${t(`case-activity-${name}`)}</th>`)}<th scope="col" class="number">${t("case-activity-persons")}</th></tr></thead>
      <tbody>${nodes.map((one) => html`<tr>
        <th scope="row">${one.cancelledAt ? html`<s><${Written} text=${one.title} /></s>` : html`<${Written} text=${one.title} />`}
          <p class="row tight"><span class="chip">${word("ActivityKind", one.kind)}</span>${one.place && html` <span class="soft" dir="auto">${one.place}</span>`}
          ${one.cancelledAt && html` <${State} kind="rest">${t("case-activity-cancelled")}<//> <span class="soft" dir="auto">${one.cancellationReason}</span>`}</p></th>
        <td>${one.heldPrecision === "SECOND" || one.heldPrecision === "MINUTE" ? html`<${Instant} at=${one.heldAt} />` : html`<span class="partial"><bdi>${one.heldText || t("date-unknown")}</bdi></span>`}</td>
        <td><span class="row tight">${one.agencies.map((code) => html`<${Agency} code=${code} />`)}</span></td>
        <td class="number">${one.personsCount == null ? "–" : number(one.personsCount)}</td></tr>`)}</tbody></table></div>`}<//>`;
}
