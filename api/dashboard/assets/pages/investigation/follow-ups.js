// The follow-ups of a case: what is to be done, by its date; then what is done.
import { usePages } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Agency, Route, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant } from "../../parts/times.js";
import { useFresh } from "./queries.js";

const QUERY = `query CaseFollowUps($id: UUID!, $after: String, $asOf: AsOf) {
  followUps(filter: { investigationId: $id }, first: 50, after: $after, asOf: $asOf) {
    nodes {
      followupId stage task source openedByAgencyId assignedAgencyId assignedUnitId dueAt isOverdue isOutstanding isErased progressNotes lastProgress result
      cancellationReason
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const STAGES = { OPEN: "calm", ASSIGNED: "calm", COMPLETED: "rest", VERIFIED: "good", CANCELLED: "calm" };

export function FollowUps({ id, round }) {
  const { asOf } = useMoment();
  const found = useFresh(usePages(QUERY, { id, asOf }, (data) => data.followUps), round);
  return html`<${Pages} of=${found} empty=${t("case-no-follow-up")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("case-part-follow-ups")}><table class="board">
    <thead><tr>${["task", "who", "state", "due"].map((name) => html`<th scope="col">${t(`case-follow-up-${name}`)}</th>`)}</tr></thead>
    <tbody>${nodes.map((one) => html`<tr class=${one.isOverdue ? "is-bad" : ""}>
      <th scope="row"><a href=${`#/follow-up/${one.followupId}`}><${Written} text=${one.task} isErased=${one.isErased} /></a>
        <p class="soft small">${t("case-follow-up-from", { source: word("SourceKind", one.source) })}${one.progressNotes > 0 && ` · ${t("case-follow-up-notes", { count: one.progressNotes })}`}</p>
        ${(one.result ?? one.cancellationReason ?? one.lastProgress) && html`<p class="small"><${Written} text=${one.result ?? one.cancellationReason ?? one.lastProgress} isErased=${one.isErased} /></p>`}</th>
      <td>${one.assignedAgencyId ? html`<${Route} from=${one.openedByAgencyId} to=${one.assignedAgencyId} unit=${one.assignedUnitId} />` : html`<${Agency} code=${one.openedByAgencyId} /> <span class="soft">${t("case-nobody-yet")}</span>`}</td>
      <td><${State} kind=${STAGES[one.stage]}>${word("FollowUpStage", one.stage)}<//></td>
      <td>${one.isOverdue && html`<${State} kind="bad">${t("case-clock-overdue")}<//> `}<${Instant} at=${one.dueAt} /></td></tr>`)}</tbody></table></div>`}<//>`;
}
