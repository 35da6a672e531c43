// Which cases share identifiers: a small graph, the viewer's cases on one side, and the same as a table.
import { link } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { number, t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { Agency } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant, instantText } from "../../parts/times.js";
import { Case, useCases } from "./cases.js";

const QUERY = `query CaseLinksOf($after: String) {
  caseLinks(first: 50, after: $after) {
    nodes { investigationId otherInvestigationId otherAgencyId hits kinds { kind hits } firstAt lastAt }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const ROW = 46;

export function Links() {
  const found = usePages(QUERY, {}, (data) => data.caseLinks);
  const cases = useCases();
  return html`<${Pages} of=${found} empty=${t("analysis-links-none")}>${(nodes) => html`<div class="split"><section class="panel"><${Graph} links=${nodes} cases=${cases} /></section>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("analysis-title-links")}><table>
      <thead><tr>${["analysis-own-case", "analysis-other", "analysis-shared", "analysis-first", "analysis-last"].map((id) => html`<th scope="col">${t(id)}</th>`)}</tr></thead>
      <tbody>${nodes.map((one) => html`<tr key=${keyOf(one)}>
        <th scope="row"><${Case} id=${one.investigationId} cases=${cases} /></th>
        <td>${one.otherInvestigationId ? html`<${Case} id=${one.otherInvestigationId} cases=${cases} />` : one.otherAgencyId ? html`<${Agency} code=${one.otherAgencyId} />` : html`<span class="soft">${t("analysis-undisclosed")}</span>`}</td>
        <td><a href=${link("/analysis", { case: one.investigationId, agency: one.otherAgencyId })}>${kindsOf(one)}</a></td>
        <td><${Instant} at=${one.firstAt} /></td><td><${Instant} at=${one.lastAt} /></td></tr>`)}</tbody>
    </table></div></div>`}<//>`;
}

const keyOf = (one) => `${one.investigationId} ${one.otherInvestigationId ?? one.otherAgencyId ?? ""}`;
const kindsOf = (one) => one.kinds.map(({ kind, hits }) => `${word("IdentifierKind", kind)} ${number(hits)}`).join(", ");

function Graph({ links, cases }) {
  const nameOf = (id) => cases.find((each) => each.investigationId === id)?.reference ?? t("analysis-case");
  const otherOf = (one) => (one.otherInvestigationId ? nameOf(one.otherInvestigationId) : one.otherAgencyId ?? t("analysis-undisclosed"));
  const edges = links.map((one) => ({ own: nameOf(one.investigationId), other: otherOf(one), isCase: !!one.otherInvestigationId, hits: one.hits }));
  const rows = [["analysis-own-case", "analysis-other", "analysis-hits", "analysis-first", "analysis-last"].map((id) => t(id)), ...links.map((one) => [nameOf(one.investigationId), otherOf(one), one.hits, instantText(one.firstAt), instantText(one.lastAt)])];
  const sides = Math.max(new Set(edges.map(({ own }) => own)).size, new Set(edges.map(({ other }) => other)).size);
  return html`<${Chart} name="entente-case-links" label=${t("analysis-graph-label")} of=${JSON.stringify(edges)} rows=${rows} height=${90 + ROW * sides} option=${drawn(edges)} />`;
}

/** Two columns on hidden axes, the own cases first: where something stands says which side it is. */
const drawn = (edges) => (colours, { isRightToLeft }) => {
  const side = (names, x, isOwn) => [...new Set(names)].map((name, at, all) => ({
    id: `${isOwn} ${name}`, name, value: [x, (at + 0.5) / all.length], symbol: isOwn ? "rect" : "circle", symbolSize: 18,
    itemStyle: { color: isOwn ? colours.hue1 : colours.hue2 }, label: { show: true, formatter: name, position: "top", color: colours.ink },
  }));
  const axis = { type: "value", min: 0, max: 1, show: false };
  return {
    grid: { left: 90, right: 90, top: 30, bottom: 10 }, xAxis: { ...axis, inverse: isRightToLeft }, yAxis: { ...axis, inverse: true }, tooltip: { show: false },
    series: [{
      type: "graph", coordinateSystem: "cartesian2d",
      data: [...side(edges.map(({ own }) => own), 0, true), ...side(edges.map(({ other }) => other), 1, false)],
      links: edges.map(({ own, other, hits }) => ({ source: `true ${own}`, target: `false ${other}`, value: hits, lineStyle: { width: 1 + Math.min(8, 2 * Math.sqrt(hits)), color: colours.soft, opacity: 0.7 }, label: { show: true, formatter: number(hits), color: colours.ink } })),
    }],
  };
};
