// What goes from country to country: arcs on a map as wide as there is much, and the same as a table.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { Route } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { part, useAsked } from "./asked.js";
import { countries, registerCountries, useCountries } from "./countries.js";
import { Definition } from "./definition.js";
import { countryName, metricName, standingText, valueText } from "./figures.js";
import { Filters } from "./filters.js";
import { flowsDrawn } from "./flows-drawn.js";
import { Standpoint } from "./standpoint.js";

const COUNTS = { visible: ["M1", "M19"], all: ["M1"] };

const QUERY = `query Flows($scope: CooperationScope!, $metrics: [Metric!]!, $filter: CooperationFilterInput, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $asOf: AsOf) {
  cooperation(scope: $scope, metrics: $metrics, groupBy: [FROM_COUNTRY, TO_COUNTRY], filter: $filter, window: $window, thresholds: $thresholds, asOf: $asOf) {
    at asOfPosition publication { firstMonth lastMonth roundedTo leastInvestigations }
    groups(first: 200) { nodes { fromCountry toCountry figures { metric name unit n standing value low high } } }
  }
}`;

const WITHIN = `query PairsOfCountries($scope: CooperationScope!, $metrics: [Metric!]!, $filter: CooperationFilterInput, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $asOf: AsOf) {
  cooperation(scope: $scope, metrics: $metrics, groupBy: [FROM_AGENCY, TO_AGENCY], filter: $filter, window: $window, thresholds: $thresholds, asOf: $asOf) {
    groups(first: 200) { nodes { fromAgencyId toAgencyId figures { metric name unit n standing value low high } } }
  }
}`;

export function Flows() {
  const asked = useAsked();
  const offered = asked.isAll ? COUNTS.all : COUNTS.visible;
  const metric = offered.includes(asked.chosen.get("flow")) ? asked.chosen.get("flow") : "M1";
  const speed = "M9";
  const { filter, window, thresholds, asOf } = asked;
  const variables = { scope: asked.isAll ? "AUTHORISED_AGGREGATE" : "VISIBLE", filter, window, thresholds, asOf };
  const found = useAnswer(QUERY, { ...variables, metrics: [metric, speed] });
  return html`<${Filters} asked=${asked}>
      <label><span>${t("cooperation-metric")}</span>
        <select name="flow" value=${metric} onChange=${(event) => choose({ flow: event.target.value })}>
          ${offered.map((code) => html`<option value=${code} selected=${code === metric}>${metricName(code)}</option>`)}</select></label>
      <${Definition} metric=${metric} />
    <//>
    <${Answered} of=${found} rows=${10}>${({ cooperation: told }) => {
      const flows = told.groups.nodes.map((each) => flowOf(each, metric, speed)).filter(({ count }) => count).sort((one, other) => other.count - one.count);
      return flows.length ? html`<${Told} flows=${flows} told=${told} metric=${metric} variables=${variables} asked=${asked} />` : html`<${Empty} text=${t("cooperation-none")} />`;
    }}<//>`;
}

function flowOf({ fromCountry: from, toCountry: to, figures }, metric, speed) {
  return { key: `${from ?? ""}-${to ?? ""}`, from, to, count: figures.find((each) => each.metric === metric)?.value ?? 0, time: figures.find((each) => each.metric === speed) };
}

function Told({ flows, told, metric, variables, asked }) {
  const known = useCountries();
  const picked = useAddress().chosen.get("countries");
  const pick = (key) => choose({ countries: key === picked ? null : key }, { inPlace: true });
  const rows = [["flows-from", "flows-to", "cooperation-metric", "yearly-number", "flows-time", "figure-unit"].map((id) => t(id)),
    ...flows.map((each) => [countryName(each.from), countryName(each.to), metricName(metric), each.count, each.time?.value ?? null, each.time ? each.time.name : ""])];
  const homeless = flows.filter((each) => !each.from || !each.to).length;
  return html`<div class="flows">
    <section class="panel">${known && html`<${Chart} name=${`entente-flows-${metric.toLowerCase()}`} label=${t("flows-label", { metric: metricName(metric) })} of=${JSON.stringify([flows, picked])} rows=${rows} height=${520}
      before=${registerCountries} option=${flowsDrawn({ flows, picked, places: countries() })} onPick=${({ data }) => data?.key && pick(data.key)}>
      ${t("flows-text")} ${homeless > 0 && t("flows-homeless", { flows: homeless })} ${t("flows-status")}<br /><${Standpoint} at=${told.at} position=${told.asOfPosition} publication=${told.publication} /><//>`}</section>
    <section class="panel"><h2>${t("flows-list")}</h2>
      <div class="scroll" tabindex="0" role="region" aria-label=${t("flows-list")}><table>
        <thead><tr><th scope="col">${t("flows-from")}</th><th scope="col">${t("flows-to")}</th><th scope="col" class="number">${t("yearly-number")}</th><th scope="col" class="number">${t("flows-time")}</th></tr></thead>
        <tbody>${flows.map((each) => html`<tr key=${each.key} class=${each.key === picked ? "picked" : ""}>
          <td>${countryName(each.from)}</td><td>${countryName(each.to)}</td>
          <td class="number"><button type="button" class="quiet" aria-pressed=${each.key === picked} aria-label=${t("flows-pick", { from: countryName(each.from), to: countryName(each.to), count: each.count })} onClick=${() => pick(each.key)}>${valueText("COUNT", each.count)}</button></td>
          <td class="number soft">${each.time ? standingText(each.time) : "–"}</td></tr>`)}</tbody>
      </table></div>
      ${flows.some((each) => each.key === picked) && html`<${Pairs} flow=${flows.find((each) => each.key === picked)} metric=${metric} variables=${variables} asked=${asked} />`}</section>
  </div>`;
}

/** Which agencies a flow is between. */
function Pairs({ flow, metric, variables, asked }) {
  const filter = { ...variables.filter, fromCountry: flow.from, toCountry: flow.to };
  const found = useAnswer(WITHIN, { ...variables, filter, metrics: [metric] });
  return html`<h3>${countryName(flow.from)} → ${countryName(flow.to)}</h3><${Answered} of=${found} rows=${2}>${({ cooperation }) => html`<ul>
    ${cooperation.groups.nodes.map(({ fromAgencyId: from, toAgencyId: to, figures }) => html`<li key=${`${from} ${to}`}><a href=${part(`/pair/${from}/${to}`, asked.chosen)}><${Route} from=${from} to=${to} /></a> <span class="soft">n ${figures[0].n}</span></li>`)}
  </ul>`}<//>`;
}
