// How much a unit has to do: open requests, at risk, overdue; of those alone that the viewer may see.
import { State } from "../../parts/chips.js";
import { html } from "../../parts/html.js";

export const LOAD = `query Load($agency: String!) {
  cooperation(metrics: [M16, M17], groupBy: [UNIT], filter: { toAgencyId: $agency }) {
    groups(first: 200) { nodes { unitId figures { metric name value } } }
  }
  requests(filter: { agencyId: $agency, direction: INCOMING, standing: AT_RISK }, first: 200) { nodes { assignedUnitId } }
}`;

/** A map from a unit's code, or null for what no unit has, to { open, atRisk, overdue }. */
export function loadOf({ cooperation, requests }) {
  const counted = new Map();
  const at = (unit) => counted.get(unit) ?? counted.set(unit, { open: 0, atRisk: 0, overdue: 0 }).get(unit);
  for (const { unitId, figures } of cooperation.groups.nodes) {
    for (const { metric, name, value } of figures) {
      if (metric === "M17") at(unitId).overdue = value;
      else if (name === "open") at(unitId).open = value; // the others are the same by age
    }
  }
  for (const { assignedUnitId } of requests.nodes) at(assignedUnitId).atRisk += 1;
  return counted;
}

/** Three cells of a row. of: nothing where there is nothing to do. */
export function Load({ of, isCounted }) {
  if (!isCounted) return [1, 2, 3].map((place) => html`<td key=${place} class="number soft">…</td>`);
  const { open, atRisk, overdue } = of ?? { open: 0, atRisk: 0, overdue: 0 };
  return html`<td class="number">${open}</td>
    <td class="number">${atRisk ? html`<${State} kind="risk">${atRisk}<//>` : html`<span class="soft">0</span>`}</td>
    <td class="number">${overdue ? html`<${State} kind="bad">${overdue}<//>` : html`<span class="soft">0</span>`}</td>`;
}
