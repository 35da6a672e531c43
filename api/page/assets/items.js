// The shared items of an investigation: what they are, under which conditions, what is still to confirm, and what originators were asked.
import { el, paged } from "./dom.js";
import { instant, words, written } from "./format.js";
import { ask } from "./graphql.js";
import { chips } from "./marking.js";

const ITEMS = `query Items($id: UUID!, $after: String) {
  items(filter: { investigationId: $id }, first: 50, after: $after) {
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
    nodes { itemId itemKind originatorAgencyId kind obligationId agencyId since item { title isErased } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const CONSENTS = `query Consents($id: UUID!, $side: ConsentSide!, $after: String) {
  itemConsents(filter: { investigationId: $id, side: $side }, first: 200, after: $after) {
    nodes { consentId kind originatorAgencyId byAgencyId toAgencyId purpose askedAt outcome answeredAt validUntil answer item { title isErased } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const HANDLING = { H0: "no handling code", H1: "in proceedings only with consent", H2: "passed on only with consent", H3: "restrictions in words" };
const SCHEMES = { EUROPOL_4X4: "4x4", ADMIRALTY_6X6: "6x6", NATIONAL_5X5X5: "5x5x5", NATIONAL_3X5X2: "3x5x2" };
const STANDINGS = { RESTRICTED: "left out by a restriction", RECALLED: "recalled, not given back yet", RETURNED: "recalled and given back", KEPT: "recalled, but kept for a reason" };
const OWED_KINDS = { RECEIPT: "Receipt", RESTRICTION: "Restriction", RECALL: "Recall" };
const OUTCOMES = { GIVEN: "agreed", REFUSED: "refused" };

/** Appends what the viewer may see of shared items; a part with nothing in it is left out, the items themselves never. */
export async function sharedItems(view, id) {
  const owed = await all(OWED, { id, side: "TO_CONFIRM" }, "itemObligations");
  const mine = new Map();
  for (const one of owed) mine.set(one.itemId, [...(mine.get(one.itemId) ?? []), one.kind]);
  const list = el("ul", { class: "board" });
  view.append(el("h2", { id: "items" }, "Shared items"), list);
  const load = async (after) => (await ask(ITEMS, { id, after })).items;
  await paged({ container: list, load, show: (item) => card(item, mine.get(item.itemId) ?? []), empty: "Nothing is shared yet that you may see.", what: ["item", "items"] });
  part(view, "Still to confirm by my agency", owed.map(owing));
  part(view, "Not confirmed by others for three days", (await all(OWED, { id, side: "UNCONFIRMED" }, "itemObligations")).map(owedByOthers));
  part(view, "Consents that my agency is asked for", (await all(CONSENTS, { id, side: "TO_ANSWER" }, "itemConsents")).map(consent));
  part(view, "Consents that my agency asked for", (await all(CONSENTS, { id, side: "ASKED" }, "itemConsents")).map(consent));
}

async function all(query, variables, field) {
  const nodes = [];
  for (let after = null, more = true; more;) {
    const page = (await ask(query, { ...variables, after }))[field];
    nodes.push(...page.nodes);
    [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  return nodes;
}

function part(view, title, lines) {
  if (lines.length) view.append(el("h3", {}, title, " ", el("span", { class: "badge" }, String(lines.length))), el("ul", { class: "rows" }, lines));
}

function card(item, owed) {
  return el("li", { class: `card ${owed.length ? "risk" : "calm"}` },
    el("div", { class: "card-head" },
      el("span", { class: "badge state" }, words(item.kind)), chips(item.marking),
      owed.map((kind) => el("span", { class: "badge urgent" }, `${OWED_KINDS[kind].toLowerCase()} to confirm`))),
    el("p", { class: "route" }, "from ", item.originatorAgencyId, item.isSpontaneous && el("span", { class: "muted" }, " · unasked")),
    el("p", {}, written(item.title, item.isErased), item.erasureReason && el("span", { class: "muted small" }, ` ${words(item.erasureReason).toLowerCase()}, `, instant(item.erasedAt))),
    meaning(item.marking, item.isErased),
    item.evaluations.length > 0 && el("p", { class: "muted" }, `Evaluated ${item.evaluations.map((one) => `${one.sourceCode}${one.informationCode} (${SCHEMES[one.scheme]}) by ${one.agencyId}`).join(", ")}`),
    item.holders.length > 0 && el("p", { class: "muted" }, `With ${item.holders.map((holder) => holding(holder, item.kind)).join(", ")}`),
    el("p", { class: "muted small" }, "since ", instant(item.since), item.eraseOn && !item.isErased && ` · to be erased on ${item.eraseOn}`, item.hasContent && " · content kept here"));
}

function meaning(marking, isErased) {
  const said = marking.handling.map((code) => (code === "H3" && marking.handlingText ? [`${code}: `, written(marking.handlingText, isErased)] : [`${code}: ${HANDLING[code]}`]));
  return said.length > 0 && el("p", { class: "small" }, said.flatMap((one, place) => (place ? [" · ", ...one] : one)));
}

function holding(holder, kind) {
  if (STANDINGS[holder.standing]) return `${holder.agencyId} (${STANDINGS[holder.standing]})`;
  if (holder.confirmedAt) return `${holder.agencyId} (receipt confirmed)`;
  return kind === "EVIDENCE" && holder.standing ? `${holder.agencyId} (receipt not confirmed)` : holder.agencyId;
}

function named(one) {
  return one.item ? written(one.item.title, one.item.isErased) : el("span", { class: "muted" }, "an item that you may not see now");
}

function shortId(id) {
  return el("code", { title: id }, id.slice(0, 8));
}

function owing(one) {
  return el("li", {}, el("span", { class: "badge urgent" }, OWED_KINDS[one.kind]), " ", named(one), !one.item && [" · ", shortId(one.obligationId)], ` · from ${one.originatorAgencyId}`, el("span", { class: "muted" }, " · since ", instant(one.since)));
}

function owedByOthers(one) {
  return el("li", {}, el("span", { class: "badge" }, OWED_KINDS[one.kind]), " ", named(one), el("strong", {}, ` · ${one.agencyId}`), el("span", { class: "muted" }, " · since ", instant(one.since)));
}

function consent(one) {
  const what = one.kind === "ONWARD_SHARING" ? ` asks ${one.originatorAgencyId} for leave to pass on to ${one.toAgencyId}: ` : ` asks ${one.originatorAgencyId} for leave to use in proceedings: `;
  const isErased = one.item?.isErased ?? false;
  return el("li", {}, el("span", { class: one.outcome ? "badge" : "badge urgent" }, one.outcome ? OUTCOMES[one.outcome] : "open"), " ", el("strong", {}, one.byAgencyId), what, named(one),
    el("p", {}, written(one.purpose, isErased)),
    one.answer && el("p", {}, "Answer: ", written(one.answer, isErased)),
    el("p", { class: "muted small" }, "asked ", instant(one.askedAt), one.outcome && [" · answered ", instant(one.answeredAt)], one.validUntil && ` · until ${one.validUntil}`));
}
