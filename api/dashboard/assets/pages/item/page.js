// A shared item: whose it is, under which conditions, who has it, what is owed for it, and what may be done now.
import { useState } from "preact/hooks";
import { useAnswer } from "../../frame/asking.js";
import { momentText, useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Agency, Marking, State, Written } from "../../parts/chips.js";
import { fieldWord, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Nothing, Title } from "../../parts/notices.js";
import { Offers } from "../../parts/offers.js";
import { dayText, Instant } from "../../parts/times.js";
import { Conditions, Holders } from "./conditions.js";
import { Owed } from "./owed.js";

const QUERY = `query ItemPage($itemId: UUID!, $asOf: AsOf, $minPosition: Position) {
  item(itemId: $itemId, asOf: $asOf, minPosition: $minPosition) {
    itemId investigationId kind originatorAgencyId title provenance purpose legalBasis crimeArea contentSha256 sizeBytes mediaType hasContent
    retention reviewOn eraseOn isHeld isErased erasedAt erasureReason requestIds isSpontaneous since version
    marking { tlp handling handlingText pap classification compartments }
    holders { agencyId fromAgencyId standing persons givenAt confirmedAt recalledAt returnedAt keptBecause }
    evaluations { agencyId scheme sourceCode informationCode evaluatedAt }
    restrictions { restrictionId byAgencyId ownUseOnly recipients reason imposedAt liftedAt marking { tlp handling handlingText pap classification compartments } }
    commands { name isAllowed code reason remedy }
  }
}`;

const OWED = `query ItemOwed($itemId: UUID!, $minPosition: Position) {
  toConfirm: itemObligations(filter: { itemId: $itemId }, first: 50, minPosition: $minPosition) { nodes { kind obligationId itemKind since remindedAt originatorAgencyId investigationId } }
  left: itemObligations(filter: { itemId: $itemId, side: UNCONFIRMED, afterHours: 0 }, first: 50, minPosition: $minPosition) { nodes { kind obligationId agencyId since remindedAt listedAt } }
  consents: itemConsents(filter: { itemId: $itemId }, first: 50, minPosition: $minPosition) { nodes { consentId kind originatorAgencyId byAgencyId toAgencyId purpose askedAt outcome answeredAt validUntil answer } }
}`;

/** Commands that need a part of the item, which stand beside that part. */
const BESIDE_PARTS = ["confirmItemReceipt", "confirmRestriction", "confirmRecall", "authoriseOnwardSharing", "refuseOnwardSharing", "authoriseJudicialUse", "refuseJudicialUse", "liftRestriction", "liftItemHold"];

export default function Item({ itemId }) {
  const { moment, asOf } = useMoment();
  const [position, setPosition] = useState(null);
  const of = useAnswer(QUERY, { itemId, asOf, minPosition: asOf ? null : position });
  const owed = useAnswer(asOf ? null : OWED, { itemId, minPosition: position });
  const readBack = (result) => setPosition(result.position);
  return html`<${Answered} of=${of} rows=${8}>${({ item }) => (item
    ? html`<${Shown} item=${item} owed=${owed.answer} moment=${moment} readBack=${readBack} />`
    : html`<${Unseen} itemId=${itemId} owed=${owed.answer} readBack=${readBack} />`)}<//>`;
}

/** One may owe a confirmation of what one may not see any more: then only that is told. */
function Unseen({ itemId, owed, readBack }) {
  const own = owed?.toConfirm.nodes ?? [];
  if (!own.length) return html`<${Nothing} title=${t("item-none")} text=${t("item-none-text")}><a href="#/">${t("nav-desk")}</a><//>`;
  return html`<${Title} text=${t("item-unseen")} /><${Owed} thing=${{ type: "SharedItem", id: itemId, investigationId: own[0].investigationId }} owed=${owed} allowed=${null} readBack=${readBack} />`;
}

function Shown({ item, owed, moment, readBack }) {
  const thing = { type: "SharedItem", id: item.itemId, version: item.version, investigationId: item.investigationId };
  const allowed = new Set(item.commands.filter((each) => each.isAllowed).map((each) => each.name));
  const holders = item.holders.map((each) => ({ value: each.agencyId, label: each.agencyId }));
  return html`<${Title} text=${html`<${Written} text=${item.title} isErased=${item.isErased} />`} said=${item.title} />
    <div class="row head"><${Agency} code=${item.originatorAgencyId} /> <span class="chip line">${word("ItemKind", item.kind)}</span> <${Marking} marking=${item.marking} />
      ${item.isErased && html`<${State} kind="rest">${t("erased")}<//>`}${item.isHeld && html`<${State} kind="rest">${t("item-held")}<//>`}
      <span class="of-case"><a href=${`#/investigation/${item.investigationId}`}>${t("the-case")}</a></span></div>
    <div class="request">
      <div class="aside">
        ${moment ? html`<p class="notice empty">${momentText(moment)}. ${t("offers-past")}</p>`
          : html`<${Offers} thing=${thing} commands=${item.commands} about=${item.title} done=${readBack} without=${BESIDE_PARTS} choices=${{ recallItem: { fromAgencies: holders } }} />`}
        ${owed && html`<${Owed} thing=${thing} owed=${owed} allowed=${allowed} readBack=${readBack} about=${item.title} />`}
      </div>
      <${About} item=${item} />
      <div class="bound">
        <${Holders} item=${item} />
        <${Conditions} item=${item} thing=${thing} canLift=${!moment && allowed.has("liftRestriction")} readBack=${readBack} />
      </div>
    </div>`;
}

const TEXTS = ["purpose", "provenance", "legalBasis"];

function About({ item }) {
  return html`<section class="panel content" aria-labelledby="about"><h2 id="about">${t("item-about")}</h2>
    <dl>${TEXTS.map((name) => html`<div key=${name}><dt>${fieldWord(name)}</dt><dd><${Written} text=${item[name]} isErased=${item.isErased} /></dd></div>`)}
      ${item.marking.handlingText && html`<div><dt>${fieldWord("handlingText")}</dt><dd dir="auto">${item.marking.handlingText}</dd></div>`}</dl>
    <dl class="facts small">
      <div><dt>${fieldWord("crimeArea")}</dt><dd>${word("CrimeArea", item.crimeArea)}</dd></div>
      <div><dt>${fieldWord("retention")}</dt><dd><bdi>${item.retention ?? "–"}</bdi></dd></div>
      <div><dt>${t("item-review-on")}</dt><dd>${dayText(item.reviewOn)}</dd></div><div><dt>${fieldWord("eraseOn")}</dt><dd>${dayText(item.eraseOn)}</dd></div>
      <div><dt>${t("item-since")}</dt><dd><${Instant} at=${item.since} /></dd></div>
      <div><dt>SHA-256</dt><dd><code>${item.contentSha256}</code></dd></div>
    </dl>
    ${item.requestIds.length > 0 && html`<p class="small">${t("item-answers")} ${item.requestIds.map((id) => html`<a key=${id} href=${`#/request/${id}`}>${t("item-request")}</a> `)}</p>`}
    ${item.evaluations.length > 0 && html`<h3>${t("item-evaluations")}</h3><ul class="stack small">${item.evaluations.map((each) => html`<li key=${`${each.agencyId} ${each.scheme}`} class="row">
      <${Agency} code=${each.agencyId} /> <bdi>${each.sourceCode}${each.informationCode}</bdi> <span class="soft">${word("EvaluationScheme", each.scheme)}</span> <${Instant} at=${each.evaluatedAt} /></li>`)}</ul>`}
  </section>`;
}
