// The shared items of a case: what they are, under which conditions, who has them; what is to confirm; what originators were asked.
import { useEffect, useState } from "preact/hooks";
import { usePages } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { askAll } from "../../frame/server.js";
import { t } from "../../frame/words.js";
import { Agency, Marking, Route, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { dayText, Instant } from "../../parts/times.js";
import { useFresh } from "./queries.js";

const ITEMS = `query Items($id: UUID!, $after: String, $asOf: AsOf) {
  items(filter: { investigationId: $id }, first: 50, after: $after, asOf: $asOf) {
    nodes {
      itemId kind title originatorAgencyId isErased isSpontaneous hasContent since eraseOn erasedAt erasureReason
      marking { tlp handling handlingText pap classification compartments }
      holders { agencyId standing confirmedAt }
      evaluations { agencyId scheme sourceCode informationCode }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const OWED = `query Owed($id: UUID!, $side: ObligationSide!, $after: String) {
  itemObligations(filter: { investigationId: $id, side: $side }, first: 200, after: $after) {
    nodes { itemId itemKind originatorAgencyId kind obligationId agencyId since remindedAt listedAt item { title isErased } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CONSENTS = `query Consents($id: UUID!, $side: ConsentSide!, $after: String) {
  itemConsents(filter: { investigationId: $id, side: $side }, first: 200, after: $after) {
    nodes { itemId consentId kind originatorAgencyId byAgencyId toAgencyId purpose askedAt outcome answeredAt validUntil answer item { title isErased } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export function Items({ id, round }) {
  const { moment, asOf } = useMoment();
  const found = useFresh(usePages(ITEMS, { id, asOf }, (data) => data.items), round);
  const toConfirm = useAll(OWED, { id, side: "TO_CONFIRM" }, "itemObligations", round);
  const unconfirmed = useAll(OWED, { id, side: "UNCONFIRMED" }, "itemObligations", round);
  const toAnswer = useAll(CONSENTS, { id, side: "TO_ANSWER" }, "itemConsents", round);
  const asked = useAll(CONSENTS, { id, side: "ASKED" }, "itemConsents", round);
  const owed = new Map();
  for (const one of moment ? [] : toConfirm) owed.set(one.itemId, [...(owed.get(one.itemId) ?? []), one.kind]);
  return html`<${Pages} of=${found} empty=${t("case-no-item")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("case-part-items")}><table class="board">
      <thead><tr>${["item", "conditions", "with", "since"].map((name) => html`<th scope="col">${t(`case-item-${name}`)}</th>`)}</tr></thead>
      <tbody>${nodes.map((item) => html`<${Row} key=${item.itemId} item=${item} owed=${owed.get(item.itemId) ?? []} />`)}</tbody></table></div>`}<//>
    ${moment && html`<p class="notice empty">${t("case-owed-now")}</p>`}
    <${Lines} title=${t("case-to-confirm")} nodes=${toConfirm} of=${(one) => html`<${State} kind="risk">${word("ObligationKind", one.kind)}<//> <${Named} of=${one} /> <${Agency} code=${one.originatorAgencyId} />`} />
    <${Lines} title=${t("case-unconfirmed")} nodes=${unconfirmed} of=${(one) => html`<${State} kind="risk">${word("ObligationKind", one.kind)}<//> <${Named} of=${one} /> <${Agency} code=${one.agencyId} />`} />
    <${Lines} title=${t("case-to-answer")} nodes=${toAnswer} of=${(one) => html`<${Consent} one=${one} />`} />
    <${Lines} title=${t("case-asked")} nodes=${asked} of=${(one) => html`<${Consent} one=${one} />`} />`;
}

function useAll(query, variables, field, round) {
  const [nodes, setNodes] = useState([]);
  useEffect(() => {
    let isOver = false;
    askAll(query, variables, (data) => data[field]).then((all) => isOver || setNodes(all), () => {}); // the items stand without it
    return () => { isOver = true; };
  }, [query, JSON.stringify(variables), round]);
  return nodes;
}

function Lines({ title, nodes, of }) {
  return nodes.length > 0 && html`<h2>${title} <span class="soft">${nodes.length}</span></h2>
    <ul class="lines">${nodes.map((one) => html`<li><div>${of(one)}</div><span class="soft"><${Instant} at=${one.since ?? one.askedAt} /></span></li>`)}</ul>`;
}

function Named({ of }) {
  if (!of.item) return html`<a href=${`#/item/${of.itemId}`} class="soft">${t("case-item-unseen")}</a> <code title=${of.obligationId ?? of.consentId}>${(of.obligationId ?? of.consentId).slice(0, 8)}</code>`;
  return html`<a href=${`#/item/${of.itemId}`}><${Written} text=${of.item.title} isErased=${of.item.isErased} /></a>`;
}

function Row({ item, owed }) {
  const { marking } = item;
  return html`<tr class=${owed.length ? "is-risk" : ""}>
    <th scope="row"><a href=${`#/item/${item.itemId}`}><${Written} text=${item.title} isErased=${item.isErased} /></a>
      <p class="row tight"><span class="chip">${word("ItemKind", item.kind)}</span> <${Agency} code=${item.originatorAgencyId} />
        ${item.isSpontaneous && html`<span class="soft small">${t("case-item-unasked")}</span>`}
        ${owed.map((kind) => html`<${State} kind="risk">${t("case-item-owed", { what: word("ObligationKind", kind) })}<//>`)}</p>
      ${item.evaluations.length > 0 && html`<p class="soft small">${item.evaluations.map((one) => `${one.sourceCode}${one.informationCode} (${word("EvaluationScheme", one.scheme)}, ${one.agencyId})`).join(" · ")}</p>`}</th>
    <td><p class="row tight"><${Marking} marking=${marking} /></p>
      ${marking.handling.length > 0 && html`<p class="small soft">${marking.handling.map((code) => `${code}: ${word("Handling", code)}`).join(" · ")}</p>`}
      ${marking.handlingText && html`<p class="small"><${Written} text=${marking.handlingText} isErased=${item.isErased} /></p>`}</td>
    <td><ul>${item.holders.map((holder) => html`<li><${Agency} code=${holder.agencyId} /> <span class="soft small"><${Holding} holder=${holder} kind=${item.kind} /></span></li>`)}</ul></td>
    <td><${Instant} at=${item.since} />
      <p class="soft small">${item.isErased ? html`${word("ErasureReason", item.erasureReason)} · <${Instant} at=${item.erasedAt} />` : item.eraseOn && t("case-item-erase-on", { day: dayText(item.eraseOn) })}${item.hasContent && ` · ${t("case-item-content")}`}</p></td></tr>`;
}

function Holding({ holder, kind }) {
  if (holder.standing && holder.standing !== "HELD") return word("CopyStanding", holder.standing);
  if (holder.confirmedAt) return t("case-item-confirmed");
  return kind === "EVIDENCE" && holder.standing ? t("case-item-not-confirmed") : "";
}

function Consent({ one }) {
  const isErased = one.item?.isErased ?? false;
  return html`<${State} kind=${one.outcome ? (one.outcome === "GIVEN" ? "good" : "calm") : "risk"}>${one.outcome ? word("ConsentOutcome", one.outcome) : t("case-consent-open")}<//>
    ${" "}<strong>${word("ConsentKind", one.kind)}</strong> <${Route} from=${one.byAgencyId} to=${one.toAgencyId ?? one.originatorAgencyId} /> <${Named} of=${one} />
    <p><${Written} text=${one.purpose} isErased=${isErased} /></p>
    ${one.answer && html`<p><strong>${t("case-answer")}</strong> <${Written} text=${one.answer} isErased=${isErased} /></p>`}
    ${one.outcome && html`<p class="soft small"><${Instant} at=${one.answeredAt} />${one.validUntil && ` · ${t("case-valid-until", { day: dayText(one.validUntil) })}`}</p>`}`;
}
