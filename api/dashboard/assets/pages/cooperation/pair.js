// One pair: who asks whom, how quickly and how often it is answered, what is refused, what waits, and what is to be expected.
import { useEffect, useState } from "preact/hooks";
import { useAnswer, useLive } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Route, State } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { part, useAsked } from "./asked.js";
import { Filters } from "./filters.js";
import { Backlog, Grounds } from "./pair-bars.js";
import { PairFigures } from "./pair-figures.js";
import { Months } from "./pair-months.js";
import { Replies } from "./pair-replies.js";
import { usePairs } from "./pairs.js";
import { Standpoint } from "./standpoint.js";

const METRICS = ["M1", "M2", "M3", "M4", "M5", "M7", "M8", "M9", "M10", "M11", "M12", "M13", "M14", "M15", "M16", "M17", "M28", "ANSWERED_80"];

const QUERY = `query Pair($metrics: [Metric!]!, $filter: CooperationFilterInput, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $asOf: AsOf) {
  cooperation(metrics: $metrics, filter: $filter, window: $window, thresholds: $thresholds, asOf: $asOf) {
    at asOfPosition groups(first: 1) { nodes { figures { metric name unit n standing value low high curve { afterS share low high atRisk } } } }
  }
}`;

const LIVE = `subscription PairLive($from: String!, $to: String!, $metrics: [Metric!]!, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $known: String) {
  cooperationPair(requestingAgencyId: $from, requestedAgencyId: $to, metrics: $metrics, window: $window, thresholds: $thresholds, known: $known) {
    mark
    cooperation { at asOfPosition groups(first: 1) { nodes { figures { metric name unit n standing value low high curve { afterS share low high atRisk } } } } }
  }
}`;

export function Pair({ from, to }) {
  const asked = useAsked({ isOfSight: true });
  return html`<${Filters} asked=${asked} isOfSight=${true} />
    ${from && to ? html`<${Told} key=${`${from} ${to}`} from=${from} to=${to} asked=${asked} />` : html`<${Choice} asked=${asked} />`}`;
}

/** Which pairs there are, the busiest first. */
function Choice({ asked }) {
  const found = usePairs(asked, "M1");
  return html`<${Answered} of=${found}>${(answer) => {
    const { agencies, cell } = found.told(answer);
    const pairs = agencies.flatMap((from) => agencies.map((to) => [from, to, cell(from, to).n])).filter(([, , n]) => n);
    if (!pairs.length) return html`<${Empty} text=${t("cooperation-none")} />`;
    return html`<h2>${t("pair-choose")}</h2><ul class="choice">${pairs.sort((one, other) => other[2] - one[2]).map(([from, to, n]) => html`<li key=${`${from} ${to}`}>
      <a href=${part(`/pair/${from}/${to}`, asked.chosen)}><${Route} from=${from} to=${to} /></a> <span class="soft">n ${n}</span></li>`)}</ul>`;
  }}<//>`;
}

function Told({ from, to, asked }) {
  const filter = { ...asked.filter, fromAgencyId: from, toAgencyId: to };
  const window = asked.window;
  const variables = { metrics: METRICS, filter, window, thresholds: asked.thresholds, asOf: asked.asOf };
  const found = useAnswer(QUERY, variables);
  const [news, setNews] = useState(null);
  const question = JSON.stringify(variables);
  useEffect(() => setNews(null), [question]);
  const isLive = !asked.asOf && !asked.filter.instrument && !asked.filter.crimeArea;
  return html`<div class="row under">
      <span class="row"><${Route} from=${from} to=${to} /> <a href=${part(`/pair/${to}/${from}`, asked.chosen)}>${t("pair-reverse")}</a></span>
      ${isLive && html`<${Follow} key=${question} variables=${{ from, to, metrics: METRICS, window, thresholds: asked.thresholds }} onNews=${setNews} />`}
    </div>
    <${Answered} of=${found} rows=${9}>${(answer) => {
      const told = news ?? answer.cooperation;
      const figures = told.groups.nodes[0]?.figures ?? [];
      if (!figures.length) return html`<${Empty} text=${t("cooperation-none")} />`;
      const name = `entente-${from}-${to}`;
      return html`<div class="pair">
        <div class="stack"><${Part} id="pair-figures"><${PairFigures} figures=${figures} from=${from} to=${to} /><p class="soft small"><${Standpoint} at=${told.at} position=${told.asOfPosition} /></p><//></div>
        <div class="stack"><${Part} id="pair-months"><${Months} from=${from} to=${to} asked=${asked} filter=${filter} /><//>
          <${Part} id="pair-grounds"><${Grounds} figures=${figures} name=${name} /><//></div>
        <div class="stack"><${Part} id="pair-replies"><${Replies} figures=${figures} name=${name} /><//>
          <${Part} id="pair-backlog"><${Backlog} figures=${figures} name=${name} /><//></div>
      </div>`;
    }}<//>`;
}

const Part = ({ id, children }) => html`<section class="panel" aria-labelledby=${id}><h2 id=${id}>${t(id)}</h2>${children}</section>`;

/** Follows the figures of the pair; says whether it does. */
function Follow({ variables, onNews }) {
  const [mark, setMark] = useState(null);
  const standing = useLive(LIVE, () => ({ ...variables, known: mark }), ({ cooperationPair: told }) => { setMark(told.mark); onNews(told.cooperation); });
  return html`<${State} kind=${standing === "live" ? "good" : "calm"}>${t(`pair-${standing}`)}<//>`;
}
