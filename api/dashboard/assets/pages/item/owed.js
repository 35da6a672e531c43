// What is owed for an item: confirmations of my agency and of others, and questions to its originator with their answers.
import { useState } from "preact/hooks";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { useViewer } from "../../frame/viewer.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { stepOn } from "../../parts/steps.js";
import { Instant } from "../../parts/times.js";

const CONFIRM = { RECEIPT: "confirmItemReceipt", RESTRICTION: "confirmRestriction", RECALL: "confirmRecall" };
const ANSWERS = { ONWARD_SHARING: ["authoriseOnwardSharing", "refuseOnwardSharing"], JUDICIAL_USE: ["authoriseJudicialUse", "refuseJudicialUse"] };

/** allowed: names of commands that are offered; null where the item is not shown, and only its confirmations are owed. */
export function Owed({ thing, owed, allowed, readBack, about }) {
  const { agencyId } = useViewer();
  const [step, setStep] = useState(null);
  const { toConfirm, left, consents } = owed;
  if (!toConfirm.nodes.length && !left.nodes.length && !consents.nodes.length) return null;
  const button = (name, partId, primary) => (!allowed || allowed.has(name)) && html`<button type="button" key=${name} class=${primary ? "primary" : ""} onClick=${() => setStep(stepOn(thing, name, partId))}>${commandWord(name)}</button>`;
  return html`<section class="panel" aria-labelledby="owed"><h2 id="owed">${t("item-owed")}</h2><ul class="stack">
      ${toConfirm.nodes.map((each) => html`<li key=${each.obligationId}><div class="row"><strong>${word("ObligationKind", each.kind)}</strong> <span class="small soft"><${Instant} at=${each.since} /></span></div>
        <div class="row">${button(CONFIRM[each.kind], each.obligationId, true)}</div></li>`)}
      ${left.nodes.map((each) => html`<li key=${`${each.obligationId} ${each.agencyId}`}><div class="row"><${Agency} code=${each.agencyId} /> ${word("ObligationKind", each.kind)}
        <${State} kind=${each.listedAt ? "bad" : "risk"}>${each.listedAt ? t("item-exception") : t("item-unconfirmed")}<//></div><div class="small soft"><${Instant} at=${each.since} /></div></li>`)}
      ${consents.nodes.map((each) => html`<li key=${each.consentId}><div class="row"><strong>${word("ConsentKind", each.kind)}</strong> <${Agency} code=${each.byAgencyId} />${each.toAgencyId && html`<span class="arrow" role="img" aria-label=${t("to")}></span><${Agency} code=${each.toAgencyId} />`}
        <${State} kind=${each.outcome ? "calm" : "risk"}>${each.outcome ? word("ConsentOutcome", each.outcome) : t("item-asked")}<//></div>
        <div dir="auto">${each.purpose}</div>${each.answer && html`<div class="soft" dir="auto">${each.answer}</div>`}<div class="small soft"><${Instant} at=${each.askedAt} /></div>
        ${!each.outcome && each.originatorAgencyId === agencyId && html`<div class="row">${ANSWERS[each.kind].map((name, place) => button(name, each.consentId, !place))}</div>`}</li>`)}
    </ul>
    ${step && html`<${CommandDialog} ...${step} about=${about} done=${(result) => { setStep(null); readBack(result); }} leave=${() => setStep(null)} />`}
  </section>`;
}
