// A pair month by month, with its trend and what is to be expected: finished months alone tell of these.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { languageNow, number, t } from "../../frame/words.js";
import { Chart } from "../../parts/chart.js";
import { State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { dayText } from "../../parts/times.js";
import { monthsDrawn } from "./months-drawn.js";
import { figureName, valueText } from "./figures.js";

const QUERY = `query Months($filter: CooperationFilterInput, $window: CooperationWindowInput, $thresholds: ThresholdsInput, $asOf: AsOf) {
  cooperation(metrics: [M1, M9, M10, M12], groupBy: [MONTH], filter: $filter, window: $window, thresholds: $thresholds, asOf: $asOf) {
    groups(first: 200) { nodes { month figures { name unit n standing value } } }
  }
}`;

const OUTLOOK = `query PairOutlook($from: String!, $to: String!) {
  outlook(requestingAgencyId: $from, requestedAgencyId: $to) {
    boundary cycles
    trends { figure direction isReal slope slopeLow slopeHigh pValue periods firstMonth }
    volumes { month expected low high method periods }
    changes { kind month observed usual pValue n }
  }
}`;

/** Figure of a month -> the trend that is of it, where its kind fits. */
const SHOWN = { sent: "SENT", "response time, gross: median": "MEDIAN_RESPONSE_S", "on time, net": "ON_TIME", refused: null };

export function Months({ from, to, asked, filter }) {
  const wanted = useAddress().chosen.get("series");
  const series = wanted in SHOWN ? wanted : "sent";
  const { window, thresholds, asOf } = asked;
  const months = useAnswer(QUERY, { filter, window, thresholds, asOf });
  const outlook = useAnswer(OUTLOOK, { from, to }).answer?.outlook;
  return html`<form class="asked" onSubmit=${(event) => event.preventDefault()}><label><span>${t("pair-series")}</span>
      <select name="series" value=${series} onChange=${(event) => choose({ series: event.target.value }, { inPlace: true })}>
        ${Object.keys(SHOWN).map((each) => html`<option value=${each} selected=${each === series}>${figureName(each)}</option>`)}</select></label></form>
    <${Answered} of=${months} rows=${6}>${({ cooperation }) => html`<${Told} name=${`entente-${from}-${to}-months`} series=${series} nodes=${cooperation.groups.nodes} outlook=${outlook} />`}<//>
    ${outlook && html`<${Changes} outlook=${outlook} />`}`;
}

function Told({ name, series, nodes, outlook }) {
  const told = nodes.map(({ month, figures }) => ({ month, ...figures.find((each) => each.name === series) })).filter((each) => each.name);
  if (!told.length) return html`<${Empty} text=${t("pair-months-none")} />`;
  const trend = outlook?.trends.find((each) => each.figure === SHOWN[series]);
  const volumes = series === "sent" ? (outlook?.volumes ?? []) : [];
  const rows = [["pair-month", "figure-value", "figure-n", "figure-low", "figure-high"].map((id) => t(id)),
    ...told.map((each) => [monthText(each.month), each.value, each.n, null, null]),
    ...volumes.map((each) => [`${monthText(each.month)} (${t("pair-expected")})`, Number(each.expected.toFixed(1)), null, each.low, each.high])];
  if (told.every((each) => each.value == null)) return html`<${Empty} text=${t("pair-months-few", { most: Math.max(...told.map((each) => each.n)) })} />`;
  return html`<${Chart} name=${name} label=${t("pair-months-label", { figure: figureName(series) })} of=${JSON.stringify([series, told, trend, volumes])} rows=${rows} height=${290} option=${monthsDrawn({ told, trend, volumes, monthText })}>
    ${trend ? html`<${Trend} of=${trend} unit=${told[0].unit} />` : t(outlook ? "pair-no-trend" : "pair-no-outlook")}
    ${volumes.length > 0 && html` · ${t("pair-forecast", { method: word("ForecastMethod", volumes[0].method), months: volumes[0].periods })}`}<//>`;
}

const monthText = (day) => new Intl.DateTimeFormat(languageNow(), { year: "numeric", month: "short", timeZone: "UTC" }).format(new Date(day));

function Trend({ of, unit }) {
  const change = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${unit === "COUNT" ? number(Math.abs(value), { maximumFractionDigits: 2 }) : valueText(unit, Math.abs(value))}`;
  return html`<span><${State}>${word("TrendDirection", of.direction)}<//>
    ${" "}${t("pair-trend", { slope: change(of.slope), low: change(of.slopeLow), high: change(of.slopeHigh), p: number(of.pValue, { maximumSignificantDigits: 2 }), months: of.periods })}
    ${" "}${t(of.isReal ? "pair-trend-real" : "pair-trend-chance")}</span>`;
}

function Changes({ outlook }) {
  if (!outlook.changes.length) return html`<p class="soft small">${t("pair-no-changes", { day: dayText(outlook.boundary), cycles: outlook.cycles })}</p>`;
  const value = (kind, figure) => (kind.endsWith("REQUESTS") ? number(figure, { maximumFractionDigits: 1 }) : valueText(kind.endsWith("REPLIES") ? "SECONDS" : "SHARE", figure));
  return html`<h3>${t("pair-changes")}</h3><ul class="small">${outlook.changes.map((each) => html`<li key=${each.kind}><${State} kind="risk">${word("ChangeKind", each.kind)}<//>
    ${" "}${t("pair-change", { month: monthText(each.month), observed: value(each.kind, each.observed), usual: value(each.kind, each.usual), p: number(each.pValue, { maximumSignificantDigits: 2 }) })}</li>`)}</ul>`;
}
