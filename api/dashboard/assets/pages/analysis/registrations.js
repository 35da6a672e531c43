// Identifiers that the viewer's agency registered, and how many each agency registers for a case that it leads.
import { useState } from "preact/hooks";
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer, usePages } from "../../frame/asking.js";
import { useViewer } from "../../frame/viewer.js";
import { t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Answered, Empty } from "../../parts/notices.js";
import { dayText, Instant } from "../../parts/times.js";
import { grid, quiet } from "../cooperation/bands.js";
import { Case, useCases } from "./cases.js";

const QUERY = `query OwnRegistrations($after: String, $minPosition: Position) {
  identifierRegistrations(first: 50, after: $after, minPosition: $minPosition) {
    nodes { registrationId drawerId kind keyId investigationId requestId isDiscreet registeredBy registeredAt validUntil endedAt endReason }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const RATES = `query RegistrationsOfCase($case: UUID!) { registrationRates(investigationId: $case, days: 90) { agencyId day registrations } }`;

export function Registrations() {
  const [known, setKnown] = useState(null);
  const [ending, setEnding] = useState(null);
  const found = usePages(QUERY, { minPosition: known }, (data) => data.identifierRegistrations);
  const cases = useCases();
  return html`<${Pages} of=${found} empty=${t("analysis-registrations-none")}>${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("analysis-title-registrations")}><table>
      <thead><tr>${["analysis-kind", "analysis-own-case", "analysis-key", "analysis-registered", "analysis-valid", "analysis-standing", "analysis-do"].map((id) => html`<th scope="col">${t(id)}</th>`)}</tr></thead>
      <tbody>${nodes.map((one) => html`<tr key=${one.registrationId}>
        <th scope="row">${word("IdentifierKind", one.kind)}${one.isDiscreet && html` <span class="chip line">${t("analysis-discreet")}</span>`}</th>
        <td><${Case} id=${one.investigationId} cases=${cases} /></td><td><bdi>${one.keyId}</bdi></td>
        <td><${Instant} at=${one.registeredAt} /> <span class="local"><bdi>${one.registeredBy}</bdi></span></td><td>${dayText(one.validUntil)}</td>
        <td>${one.endedAt ? html`<${State} kind="rest">${word("EndReason", one.endReason)}<//>` : html`<${State} kind="good">${t("analysis-stands")}<//>`}</td>
        <td>${!one.endedAt && html`<button type="button" onClick=${() => setEnding(one)}>${commandWord("endRegistration")}</button>`}</td></tr>`)}</tbody>
    </table></div>`}<//>
    <${Rates} cases=${cases} />
    ${ending && html`<${CommandDialog} name="endRegistration" given=${{ drawerId: ending.drawerId, registrationId: ending.registrationId }} about=${word("IdentifierKind", ending.kind)}
      done=${(result) => { setEnding(null); setKnown(result.position); }} leave=${() => setEnding(null)} />`}`;
}

/** Of a case that the agency leads. */
function Rates({ cases }) {
  const { agencyId } = useViewer();
  const led = cases.filter((each) => each.leadAgencyId === agencyId);
  const wanted = useAddress().chosen.get("of");
  const shown = led.find((each) => each.investigationId === wanted) ?? led[0];
  const found = useAnswer(shown ? RATES : null, { case: shown?.investigationId });
  if (!shown) return null;
  return html`<section class="panel rates"><h2>${t("analysis-rates")}</h2>
    <form class="asked" onSubmit=${(event) => event.preventDefault()}><label><span>${t("analysis-own-case")}</span><select name="of" value=${shown.investigationId} onChange=${(event) => choose({ of: event.target.value }, { inPlace: true })}>
      ${led.map((each) => html`<option value=${each.investigationId} selected=${each === shown}>${each.reference}</option>`)}</select></label></form>
    <${Answered} of=${found} rows=${3}>${({ registrationRates: told }) => (told.length ? html`<${Chart} name="entente-registrations" label=${t("analysis-rates-label")} of=${JSON.stringify(told)} height=${260} option=${drawn(told)}
      rows=${[["analysis-day", "analysis-agency", "yearly-number"].map((id) => t(id)), ...told.map((each) => [dayText(each.day), each.agencyId, each.registrations])]} />` : html`<${Empty} text=${t("analysis-rates-none")} />`)}<//></section>`;
}

const drawn = (told) => (colours, { isRightToLeft }) => {
  const days = [...new Set(told.map(({ day }) => day))].sort();
  const agencies = [...new Set(told.map(({ agencyId }) => agencyId))].sort();
  const count = (agency, day) => told.find((each) => each.agencyId === agency && each.day === day)?.registrations ?? 0;
  return {
    grid, legend: { top: 0, textStyle: { color: colours.soft } }, tooltip: { trigger: "axis" },
    xAxis: { type: "category", data: days.map(dayText), inverse: isRightToLeft, ...quiet(colours) },
    yAxis: { type: "value", minInterval: 1, position: isRightToLeft ? "right" : "left", ...quiet(colours) },
    series: agencies.map((agency) => ({ type: "bar", name: agency, stack: "all", barMaxWidth: 26, data: days.map((day) => count(agency, day)) })),
  };
};
