// The conditions that were added to an item, and who has it.
import { useState } from "preact/hooks";
import { t } from "../../frame/words.js";
import { Agency, Marking, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { useViewer } from "../../frame/viewer.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { stepOn } from "../../parts/steps.js";
import { Instant } from "../../parts/times.js";

export function Conditions({ item, thing, canLift, readBack }) {
  const { agencyId } = useViewer();
  const [lifting, setLifting] = useState(null);
  return html`<section class="panel" aria-labelledby="conditions"><h2 id="conditions">${t("item-restrictions")}</h2>
    ${!item.restrictions.length && html`<p class="soft">${t("item-no-restrictions")}</p>`}
    <ul class="stack">${item.restrictions.map((each) => html`<li key=${each.restrictionId}>
      <div class="row"><${Agency} code=${each.byAgencyId} /> <${Marking} marking=${each.marking} /> ${each.liftedAt ? html`<${State} kind="calm">${t("item-lifted")}<//>` : html`<${State} kind="rest">${t("item-in-force")}<//>`}
        ${each.ownUseOnly && html`<span class="soft small">${t("item-own-use")}</span>`} ${each.recipients?.map((code) => html`<${Agency} key=${code} code=${code} />`)}</div>
      <div dir="auto">${each.reason}</div>
      <div class="small soft"><${Instant} at=${each.imposedAt} />${each.liftedAt && html` – <${Instant} at=${each.liftedAt} />`}
        ${canLift && !each.liftedAt && each.byAgencyId === agencyId && html` <button type="button" onClick=${() => setLifting(each)}>${commandWord("liftRestriction")}</button>`}</div></li>`)}</ul>
    ${lifting && html`<${CommandDialog} ...${stepOn(thing, "liftRestriction", lifting.restrictionId)} about=${lifting.reason} done=${(result) => { setLifting(null); readBack(result); }} leave=${() => setLifting(null)} />`}
  </section>`;
}

export function Holders({ item }) {
  return html`<section class="panel" aria-labelledby="holders"><h2 id="holders">${t("item-holders")}</h2>
    ${!item.holders.length ? html`<p class="soft">${t("item-no-holders")}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-labelledby="holders"><table>
      <thead><tr><th scope="col">${t("item-holder")}</th><th scope="col">${t("item-from")}</th><th scope="col">${t("item-standing")}</th><th scope="col">${t("item-given")}</th><th scope="col">${t("item-confirmed")}</th></tr></thead>
      <tbody>${item.holders.map((each) => html`<tr key=${`${each.agencyId} ${each.fromAgencyId}`}><th scope="row"><${Agency} code=${each.agencyId} />${each.persons.length > 0 && html` <bdi class="small soft">${each.persons.join(", ")}</bdi>`}</th>
        <td><${Agency} code=${each.fromAgencyId} /></td><td>${each.standing ? word("CopyStanding", each.standing) : "–"}${each.keptBecause && html`<div class="small" dir="auto">${each.keptBecause}</div>`}</td>
        <td><${Instant} at=${each.givenAt} /></td><td><${Instant} at=${each.confirmedAt} /></td></tr>`)}</tbody></table></div>`}
  </section>`;
}
