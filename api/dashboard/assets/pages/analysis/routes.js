// Routes: what goes from one country to another in a crime area, the fullest first, each with what it rests on.
import { choose, useAddress } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { number, t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { csv, download } from "../../parts/downloads.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { dayText } from "../../parts/times.js";
import { countryName } from "../cooperation/figures.js";
import { useAreaNames } from "./cases.js";
import { Evidence } from "./evidence.js";

const QUERY = `query RoutesBetween($filter: RouteFilterInput, $after: String) {
  routes(filter: $filter, first: 50, after: $after) {
    nodes { fromCountry toCountry crimeArea requests items hits total firstAt lastAt }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const RESTS_ON = `query RouteEvidence($filter: RouteFilterInput) {
  routes(filter: $filter, first: 20) {
    nodes { fromCountry toCountry crimeArea evidence(first: 20) { totalCount nodes { kind thingId fromAgencyId toAgencyId at } } }
  }
}`;

const KINDS = ["REQUEST", "ITEM", "HIT"];
const MONTH = /^\d{4}-\d{2}$/;

export function Routes() {
  const { chosen } = useAddress();
  const kind = KINDS.includes(chosen.get("kind")) ? chosen.get("kind") : "";
  const month = (name) => (MONTH.test(chosen.get(name) ?? "") ? chosen.get(name) : null);
  const filter = { kinds: kind ? [kind] : null, firstMonth: month("first"), lastMonth: month("last") };
  const found = usePages(QUERY, { filter }, (data) => data.routes);
  const areaName = useAreaNames();
  const input = (name, label) => html`<label><span>${label}</span><input type="month" name=${name} min="2000-01" value=${month(name) ?? ""} onChange=${(event) => choose({ [name]: event.target.value })} /></label>`;
  return html`<form class="asked" onSubmit=${(event) => event.preventDefault()}>
      <label><span>${t("analysis-what")}</span><select name="kind" value=${kind} onChange=${(event) => choose({ kind: event.target.value })}>
        ${["", ...KINDS].map((code) => html`<option value=${code} selected=${code === kind}>${code ? word("FlowKind", code) : t("analysis-any")}</option>`)}</select></label>
      ${input("first", t("analysis-first-month"))}${input("last", t("analysis-last-month"))}
    </form>
    <${Pages} of=${found} empty=${t("analysis-routes-none")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("analysis-title-routes")}><table class="routes">
      <thead><tr>${["flows-from", "flows-to", "cooperation-area"].map((id) => html`<th scope="col">${t(id)}</th>`)}${["analysis-requests", "analysis-items", "analysis-hits", "analysis-total"].map((id) => html`<th scope="col" class="number">${t(id)}</th>`)}<th scope="col">${t("analysis-first")} – ${t("analysis-last")}</th><th scope="col">${t("analysis-rests-on")}</th></tr></thead>
      <tbody>${nodes.map((one) => html`<tr key=${`${one.fromCountry} ${one.toCountry} ${one.crimeArea}`}>
        <td>${countryName(one.fromCountry)}</td><td>${countryName(one.toCountry)}</td><td>${areaName(one.crimeArea)}</td>
        ${[one.requests, one.items, one.hits].map((count) => html`<td class=${`number ${count ? "" : "soft"}`}>${number(count)}</td>`)}
        <td class="number"><strong>${number(one.total)}</strong><span class="bar" aria-hidden="true" style=${{ "--share": one.total / nodes[0].total }}></span></td>
        <td class="soft small dates">${dayText(one.firstAt)} – ${dayText(one.lastAt)}</td>
        <td><${Evidence} query=${RESTS_ON} variables=${{ filter: { ...filter, fromCountry: one.fromCountry, toCountry: one.toCountry, crimeArea: one.crimeArea } }} label=${`${countryName(one.fromCountry)} – ${countryName(one.toCountry)}`}
          pick=${({ routes }) => routes.nodes.find((each) => each.fromCountry === one.fromCountry && each.toCountry === one.toCountry && each.crimeArea === one.crimeArea)?.evidence} /></td></tr>`)}</tbody>
    </table></div><p class="files"><button type="button" class="quiet" onClick=${() => download("entente-routes.csv", csv(listed(nodes, areaName)), "text/csv;charset=utf-8")}>CSV</button></p>`}<//>`;
}

function listed(nodes, areaName) {
  const head = ["flows-from", "flows-to", "cooperation-area", "analysis-requests", "analysis-items", "analysis-hits", "analysis-total", "analysis-first", "analysis-last"].map((id) => t(id));
  return [head, ...nodes.map((one) => [countryName(one.fromCountry), countryName(one.toCountry), areaName(one.crimeArea), one.requests, one.items, one.hits, one.total, one.firstAt, one.lastAt])];
}
