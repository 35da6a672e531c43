// Crime areas that rise: requests of the last months beside those before, as a ratio with its interval.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { number, t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { State } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { dayText } from "../../parts/times.js";
import { useAreaNames } from "./cases.js";
import { Evidence } from "./evidence.js";
import { whiskers } from "./whiskers.js";

const QUERY = `query RisingAreas($months: Int!) {
  risingCrimeAreas(months: $months) {
    beforeSince since until minN
    areas { crimeArea n recent before ratio ratioLow ratioHigh pValue adjustedPValue isReal }
  }
}`;

const RESTS_ON = `query RisingEvidence($months: Int!) {
  risingCrimeAreas(months: $months) { areas { crimeArea evidence(first: 20) { totalCount nodes { kind thingId fromAgencyId toAgencyId at } } } }
}`;

const SPANS = [1, 3, 6, 12];

export function Rising() {
  const wanted = Number(useAddress().chosen.get("months"));
  const months = SPANS.includes(wanted) ? wanted : 3;
  const found = useAnswer(QUERY, { months });
  const areaName = useAreaNames();
  return html`<form class="asked" onSubmit=${(event) => event.preventDefault()}>
      <label><span>${t("analysis-months")}</span><select name="months" value=${months} onChange=${(event) => choose({ months: event.target.value })}>
        ${SPANS.map((each) => html`<option value=${each} selected=${each === months}>${t("analysis-months-each", { months: each })}</option>`)}</select></label>
    </form>
    <${Answered} of=${found}>${({ risingCrimeAreas: told }) => (told.areas.length ? html`<${Told} told=${told} months=${months} areaName=${areaName} />` : html`<${Empty} text=${t("analysis-rising-none")} />`)}<//>`;
}

const ratio = (value) => (value == null ? "–" : number(value, { maximumSignificantDigits: 3 }));
const chance = (value) => (value == null ? "–" : number(value, { maximumSignificantDigits: 2 }));

function Told({ told, months, areaName }) {
  const { areas } = told;
  const rows = [["cooperation-area", "analysis-recent", "analysis-before", "analysis-ratio", "figure-low", "figure-high", "analysis-p", "analysis-p-adjusted", "analysis-real"].map((id) => t(id)),
    ...areas.map((one) => [areaName(one.crimeArea), one.recent, one.before, one.ratio, one.ratioLow, one.ratioHigh, one.pValue, one.adjustedPValue, one.isReal == null ? t("figure-insufficient-data") : t(one.isReal ? "analysis-is-real" : "analysis-is-chance")])];
  const drawn = areas.filter((one) => one.ratioLow != null);
  return html`<p class="soft small">${t("analysis-periods", { since: dayText(told.since), until: dayText(told.until), before: dayText(told.beforeSince), least: told.minN })}</p>
    <div class="split">
      ${drawn.length > 0 && html`<section class="panel"><${Chart} name="entente-rising" label=${t("analysis-rising-label")} of=${JSON.stringify(drawn)} rows=${rows} height=${100 + 42 * drawn.length} option=${whiskers(drawn, areaName, ratio)} /></section>`}
      <div class="scroll" tabindex="0" role="region" aria-label=${t("analysis-title-rising")}><table>
        <thead><tr><th scope="col">${t("cooperation-area")}</th>${["analysis-recent", "analysis-before", "analysis-ratio", "analysis-p"].map((id) => html`<th scope="col" class="number">${t(id)}</th>`)}<th scope="col">${t("analysis-real")}</th><th scope="col">${t("analysis-rests-on")}</th></tr></thead>
        <tbody>${areas.map((one) => html`<tr key=${one.crimeArea}>
          <th scope="row">${areaName(one.crimeArea)}</th><td class="number">${number(one.recent)}</td><td class="number">${number(one.before)}</td>
          <td class="number">${ratio(one.ratio)}${one.ratioLow != null && html`<div class="local">${ratio(one.ratioLow)} – ${one.ratioHigh == null ? "∞" : ratio(one.ratioHigh)}</div>`}</td>
          <td class="number">${chance(one.pValue)}${one.adjustedPValue != null && html`<div class="local">${t("analysis-adjusted", { p: chance(one.adjustedPValue) })}</div>`}</td>
          <td>${one.isReal == null ? html`<span class="soft">${t("figure-insufficient-data")}</span>` : html`<${State} kind=${one.isReal ? "risk" : "calm"}>${t(one.isReal ? "analysis-is-real" : "analysis-is-chance")}<//>`}</td>
          <td><${Evidence} query=${RESTS_ON} variables=${{ months }} label=${areaName(one.crimeArea)} pick=${({ risingCrimeAreas }) => risingCrimeAreas.areas.find((each) => each.crimeArea === one.crimeArea)?.evidence} /></td></tr>`)}</tbody>
      </table></div></div>`;
}
