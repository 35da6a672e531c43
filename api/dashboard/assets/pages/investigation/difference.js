// What differs between two moments: what came, changed or ended, by sign and colour, with its values before and after.
import { useEffect } from "preact/hooks";
import { choose, otherwise } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { asOf, momentText } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { Agency } from "../../parts/chips.js";
import { fieldWord, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { subjectOf } from "./of-request.js";
import { useFresh } from "./queries.js";
import { typeOf, valueText } from "./told.js";
import { millisecondsOf, useTravel } from "./travelling.js";

const QUERY = `query Difference($id: UUID!, $from: AsOf!, $to: AsOf, $after: String) {
  investigationDifference(investigationId: $id, from: $from, to: $to) {
    changes(first: 200, after: $after) {
      nodes { kind name ofRequestId fate values { name before after } }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
}`;

const SIGNS = { ADDED: "+", CHANGED: "±", ENDED: "■", GONE: "−" };
const FATES = Object.keys(SIGNS);
const TYPES = {
  INVESTIGATION: { phase: "Phase", legal_basis: "LegalBasisKind", crime_areas: "CrimeArea" }, PARTNER: { role: "PartnerRole", standing: "PartnerStanding" },
  MEMBER: { role: "MemberRole" }, REQUEST: { state: "RequestState" }, LIMIT: { state: "ClockState" }, ITEM: { kind: "ItemKind" }, FOLLOW_UP: { stage: "FollowUpStage" },
};
const LINKS = { REQUEST: "request", ITEM: "item", FOLLOW_UP: "follow-up" };

export function Difference({ id, requests, round }) {
  const { moment, other } = useTravel();
  const [from, to] = inOrder(other, moment);
  const found = useFresh(usePages(from ? QUERY : null, { id, from: asOf(from), to: asOf(to) }, (data) => data.investigationDifference?.changes), round);
  useEffect(() => { if (!from) choose({ with: null }, { inPlace: true }); }, [from]);
  if (!from) return null;
  return html`<section class="difference" aria-label=${t("case-difference")}>
    <h2>${t("case-difference-between", { from: momentText(from), to: momentText(to) })}</h2>
    <${Pages} of=${found} rows=${3} empty=${t("case-no-difference")}>${(nodes) => html`
      <p class="row">${FATES.filter((fate) => nodes.some((one) => one.fate === fate)).map((fate) => html`<span class=${`fate ${fate.toLowerCase()}`}><b aria-hidden="true">${SIGNS[fate]}</b> ${word("Fate", fate)} ${number(nodes.filter((one) => one.fate === fate).length)}</span>`)}
        <a href=${otherwise({ with: null })}>${t("case-compare-end")}</a></p>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("case-difference")}><table class="changes">
        <thead><tr>${["fate", "thing", "value", "before", "after"].map((name) => html`<th scope="col">${t(`case-change-${name}`)}</th>`)}</tr></thead>
        ${nodes.map((one) => html`<${Change} key=${`${one.kind}/${one.name}/${one.ofRequestId}`} one=${one} requests=${requests} />`)}</table></div>`}<//>
  </section>`;
}

/** The earlier first; what is not told is now. */
function inOrder(one, other) {
  if (!other) return [one, null];
  if (!one) return [other, null];
  if (one.way === "position" || other.way === "position") return [one, other];
  return millisecondsOf(one, []) <= millisecondsOf(other, []) ? [one, other] : [other, one];
}

function Change({ one, requests }) {
  const values = one.values.filter(({ before, after }) => (before ?? "") !== (after ?? "") && !(before == null && ["false", "[]", "0"].includes(after)));
  const shown = values.length ? values : one.values.slice(0, 1);
  if (["ADDED", "GONE"].includes(one.fate)) return html`<tbody class=${`fate-${one.fate.toLowerCase()}`}><tr><${First} one=${one} rows=${1} requests=${requests} />
    <td colspan="3"><dl class="told">${shown.map((value) => html`<div><dt>${fieldWord(value.name)}</dt><dd dir="auto">${textOf(one.kind, value.name, value.after ?? value.before)}</dd></div>`)}</dl></td></tr></tbody>`;
  return html`<tbody class=${`fate-${one.fate.toLowerCase()}`}>${shown.map((value, place) => html`<tr>
    ${place === 0 && html`<${First} one=${one} rows=${shown.length} requests=${requests} />`}
    <td>${fieldWord(value.name)}</td><td class="before" dir="auto">${textOf(one.kind, value.name, value.before)}</td><td class="after" dir="auto">${textOf(one.kind, value.name, value.after)}</td></tr>`)}</tbody>`;
}

function First({ one, rows, requests }) {
  return html`<td rowspan=${rows}><span class=${`fate ${one.fate.toLowerCase()}`}><b aria-hidden="true">${SIGNS[one.fate]}</b> ${word("Fate", one.fate)}</span></td>
    <th scope="rowgroup" rowspan=${rows}><span class="soft">${word("ThingKind", one.kind)}</span> <${Thing} one=${one} requests=${requests} /></th>`;
}

function textOf(kind, name, value) {
  return valueText(name, value, TYPES[kind]?.[name] ?? typeOf("", name));
}

function Thing({ one, requests }) {
  if (one.kind === "LIMIT") {
    const [obligation, cycle] = one.name.split("/");
    return html`${word("Obligation", obligation)}${cycle > 1 && ` · ${t("case-cycle", { cycle })}`} <${Named} kind="REQUEST" name=${one.ofRequestId} requests=${requests} />`;
  }
  if (one.kind === "PARTNER") return html`<${Agency} code=${one.name} />`;
  if (one.kind === "MEMBER") return html`<bdi>${one.name}</bdi>`;
  if (one.kind === "INVESTIGATION") return null;
  return html`<${Named} kind=${one.kind} name=${one.name} requests=${requests} values=${one.values} />`;
}

function Named({ kind, name, requests, values = [] }) {
  const title = values.find((value) => ["title", "task", "subject"].includes(value.name));
  const request = requests.byId.get(name);
  const text = title?.after ?? title?.before ?? (request && subjectOf(request)) ?? name.slice(0, 8);
  return html`<a href=${`#/${LINKS[kind]}/${name}`} dir="auto">${text}</a>${request && html` <span class="soft"><bdi>${request.requestingAgencyId} → ${request.requestedAgencyId}</bdi></span>`}`;
}
