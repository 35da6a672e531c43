// All pairs of agencies at once: a row asks, a column is asked; too few and nothing are told in words, never as nought.
import { choose, useAddress } from "../../frame/address.js";
import { t } from "../../frame/words.js";
import { Route } from "../../parts/chips.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { part, useAsked } from "./asked.js";
import { Definition } from "./definition.js";
import { figureName, metricName, OF_PAIRS, PUBLISHED, standingText, valueText } from "./figures.js";
import { Filters } from "./filters.js";
import { heatOf } from "./heat.js";
import { MatrixFiles } from "./matrix-files.js";
import { usePairs } from "./pairs.js";
import { Standpoint } from "./standpoint.js";

export function Matrix() {
  const asked = useAsked();
  const offered = asked.isAll ? PUBLISHED : OF_PAIRS;
  const wanted = asked.chosen.get("metric");
  const metric = offered.includes(wanted) ? wanted : "M10";
  const found = usePairs(asked, metric);
  return html`<${Filters} asked=${asked}>
      <label><span>${t("cooperation-metric")}</span>
        <select name="metric" value=${metric} onChange=${(event) => choose({ metric: event.target.value })}>
          ${offered.map((code) => html`<option value=${code} selected=${code === metric}>${code} · ${metricName(code)}</option>`)}</select></label>
      <${Definition} metric=${metric} />
    <//>
    <${Answered} of=${found} rows=${9}>${(answer) => {
      const told = found.told(answer);
      return told.agencies.length ? html`<${Told} told=${told} metric=${metric} asked=${asked} />` : html`<${Empty} text=${t(asked.isAll ? "cooperation-none-published" : "cooperation-none")} />`;
    }}<//>`;
}

/** Codes in the order that is asked for: by code, or by the values along one other code, "-" in front for the largest first. */
function ordered(agencies, by, cell) {
  const [isDown, along] = [by?.startsWith("-"), by?.replace(/^-/, "")];
  if (!agencies.includes(along)) return agencies;
  const value = (agency) => cell(agency, along).value ?? -Infinity;
  return [...agencies].sort((one, other) => (isDown ? value(other) - value(one) : value(one) - value(other)) || (one < other ? -1 : 1));
}

const next = (now, code) => (now === `-${code}` ? code : now === code ? null : `-${code}`);

function Told({ told, metric, asked }) {
  const { chosen } = useAddress();
  const [byColumn, byRow] = [chosen.get("rows"), chosen.get("columns")];
  const rows = ordered(told.agencies, byColumn, told.cell);
  const columns = ordered(told.agencies, byRow, (column, row) => told.cell(row, column));
  const heat = heatOf(told.unit, rows.flatMap((from) => columns.map((to) => told.cell(from, to).value)));
  const label = t("cooperation-matrix-label", { metric: metricName(metric) });
  const sorted = (by, code) => (by === code ? "ascending" : by === `-${code}` ? "descending" : undefined);
  return html`<div class="beside"><div class="scroll matrix" tabindex="0" role="region" aria-label=${label}><table>
      <caption class="unseen">${label}</caption>
      <thead><tr><td class="corner"><span>${t("cooperation-asks")}</span><span>${t("cooperation-is-asked")}</span></td>
        ${columns.map((code) => html`<th scope="col" key=${code} aria-sort=${sorted(byColumn, code)}>
          <button type="button" class="quiet" title=${t("cooperation-sort-rows", { agency: code })} onClick=${() => choose({ rows: next(byColumn, code) })}><bdi>${code}</bdi></button></th>`)}</tr></thead>
      <tbody>${rows.map((from) => html`<tr key=${from}>
        <th scope="row" class=${sorted(byRow, from) ?? ""}><button type="button" class="quiet" title=${t("cooperation-sort-columns", { agency: from })} onClick=${() => choose({ columns: next(byRow, from) })}><bdi>${from}</bdi></button></th>
        ${columns.map((to) => html`<${Cell} key=${to} from=${from} to=${to} unit=${told.unit} of=${told.cell(from, to)} heat=${heat} href=${part(`/pair/${from}/${to}`, chosen)} />`)}</tr>`)}</tbody>
    </table></div>
    <${Ranked} told=${told} rows=${rows} columns=${columns} chosen=${chosen} label=${label} /></div>
    <div class="under">
      <${Legend} unit=${told.unit} heat=${heat} least=${asked.least} />
      <span class="soft small">${told.name && figureName(told.name)} · <${Standpoint} at=${told.at} position=${told.position} publication=${told.publication} /></span>
      <${MatrixFiles} told=${told} metric=${metric} rows=${rows} columns=${columns} heat=${heat} label=${label} />
    </div>
    ${told.isCut && html`<p class="notice">${t("cooperation-cut")}</p>`}`;
}

function Cell({ from, to, unit, of, heat, href }) {
  if (from === to && of.standing === "EMPTY") return html`<td class="self" aria-label=${t("cooperation-self")}>·</td>`;
  if (of.standing === "EMPTY") return html`<td class="none">${t("figure-empty")}</td>`;
  const isTold = of.value != null;
  return html`<td class=${isTold || of.standing === "BETWEEN" ? "valued" : "few"} style=${{ "--place": isTold ? heat.place(of.value).toFixed(3) : null }}>
    <a href=${href}><span class="unseen">${t("cooperation-cell", { from, to })} </span>
      <span class="value">${standingText({ ...of, unit })}</span> <span class="n">n ${of.n}</span></a></td>`;
}

/** The same, pair by pair, the largest value first; what has none comes last. */
function Ranked({ told, rows, columns, chosen, label }) {
  const pairs = rows.flatMap((from) => columns.map((to) => ({ from, to, of: told.cell(from, to) }))).filter(({ of }) => of.n);
  pairs.sort((one, other) => (other.of.value ?? -1) - (one.of.value ?? -1) || other.of.n - one.of.n);
  return html`<div class="scroll ranked" tabindex="0" role="region" aria-label=${t("cooperation-ranked")}><table>
    <caption class="unseen">${label}</caption>
    <thead><tr><th scope="col">${t("cooperation-pair")}</th><th scope="col" class="number">${t("figure-value")}</th><th scope="col" class="number">n</th></tr></thead>
    <tbody>${pairs.map(({ from, to, of }) => html`<tr key=${`${from} ${to}`}>
      <th scope="row"><a href=${part(`/pair/${from}/${to}`, chosen)}><${Route} from=${from} to=${to} /></a></th>
      <td class=${`number ${of.value == null ? "soft" : ""}`}>${standingText({ ...of, unit: told.unit })}</td><td class="number">${of.n}</td></tr>`)}</tbody>
  </table></div>`;
}

function Legend({ unit, heat, least }) {
  return html`<span class="legend small">
    ${heat && html`<span class="soft">${valueText(unit, heat.least)}</span><span class="ramp" aria-hidden="true"></span><span class="soft">${valueText(unit, heat.most)}</span>
      ${heat.isLogarithmic && html`<span class="soft">${t("cooperation-logarithmic")}</span>`}`}
    <span class="key few" aria-hidden="true"></span><span class="soft">${t("cooperation-few-text", { least })}</span>
    <span class="key none" aria-hidden="true"></span><span class="soft">${t("cooperation-empty-text")}</span>
  </span>`;
}
