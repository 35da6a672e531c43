// What hangs on a request: items with their conditions, what is owed for them, and follow-ups that grew out of it.
import { t } from "../../frame/words.js";
import { Agency, Marking, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Instant } from "../../parts/times.js";

export function Beside({ request, beside }) {
  const items = request.items.nodes;
  const of = (each) => items.some((item) => item.itemId === each.itemId);
  const owed = beside?.itemObligations.nodes.filter(of) ?? [];
  const asked = beside?.itemConsents.nodes.filter(of) ?? [];
  const grown = beside?.followUps.nodes.filter((each) => each.source === "REQUEST" && each.sourceRef === request.requestId) ?? [];
  return html`<section class="panel" aria-labelledby="items"><h2 id="items">${t("request-items")}</h2>
      ${!items.length && html`<p class="soft">${t("request-no-items")}</p>`}
      <ul class="stack">${items.map((item) => html`<li key=${item.itemId}><a href=${`#/item/${item.itemId}`}><${Written} text=${item.title} isErased=${item.isErased} /></a>
        <div class="row small"><${Agency} code=${item.originatorAgencyId} /> ${word("ItemKind", item.kind)} <${Marking} marking=${item.marking} /></div></li>`)}</ul>
      ${(owed.length > 0 || asked.length > 0) && html`<h3>${t("request-owed")}</h3><ul class="stack small">
        ${owed.map((each) => html`<li key=${each.obligationId}><a href=${`#/item/${each.itemId}`}>${word("ObligationKind", each.kind)}</a> <span class="soft"><${Instant} at=${each.since} /></span></li>`)}
        ${asked.map((each) => html`<li key=${each.consentId}><a href=${`#/item/${each.itemId}`}>${word("ConsentKind", each.kind)}</a> <${Agency} code=${each.byAgencyId} /> <span class="soft"><${Instant} at=${each.askedAt} /></span></li>`)}</ul>`}
    </section>
    ${grown.length > 0 && html`<section class="panel" aria-labelledby="grown"><h2 id="grown">${t("request-follow-ups")}</h2><ul class="stack">${grown.map((each) => html`<li key=${each.followupId}>
      <a href=${`#/follow-up/${each.followupId}`}><${Written} text=${each.task} isErased=${each.isErased} /></a>
      <div class="row small"><${State} kind=${each.isOverdue ? "bad" : "calm"}>${word("FollowUpStage", each.stage)}<//>${each.assignedAgencyId && html`<${Agency} code=${each.assignedAgencyId} />`}<${Instant} at=${each.dueAt} /></div></li>`)}</ul></section>`}`;
}
