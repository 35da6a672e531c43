// The figures of a pair as a table; each metric with its definition.
import { csv, download } from "../../parts/downloads.js";
import { t } from "../../frame/words.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Definition } from "./definition.js";
import { figureName, standingText, valueText } from "./figures.js";

/** What a picture shows better, or what a mean of few says badly. */
const ELSEWHERE = /^open for |^refused: |: mean$/;

export function PairFigures({ figures, from, to }) {
  const shown = figures.filter((each) => !ELSEWHERE.test(each.name));
  const isFirst = (each, at) => shown[at - 1]?.metric !== each.metric;
  const rows = [["cooperation-metric", "figure-name", "figure-value", "figure-unit", "figure-low", "figure-high", "figure-n", "figure-standing"].map((id) => t(id)),
    ...figures.map((each) => [each.metric, figureName(each.name), each.value, word("FigureUnit", each.unit), each.low, each.high, each.n, word("FigureStanding", each.standing)])];
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t("pair-figures")}><table class="figures">
      <thead><tr><th scope="col">${t("cooperation-metric")}</th><th scope="col" class="number">${t("figure-value")}</th><th scope="col" class="number">n</th></tr></thead>
      <tbody>${shown.map((each, at) => html`<tr key=${each.name}>
        <th scope="row"><span class="row">${figureName(each.name)} ${isFirst(each, at) && html`<${Definition} metric=${each.metric} isShort=${true} />`}</span></th>
        <td class=${`number ${each.value == null ? "soft" : ""}`}>${standingText(each)}
          ${each.standing === "KNOWN" && each.low != null && html`<div class="local">${t("figure-band", { low: valueText(each.unit, each.low), high: each.high == null ? "…" : valueText(each.unit, each.high) })}</div>`}</td>
        <td class="number">${each.n}</td></tr>`)}</tbody>
    </table></div>
    <p class="files"><button type="button" class="quiet" onClick=${() => download(`entente-${from}-${to}.csv`, csv(rows), "text/csv;charset=utf-8")}>CSV</button></p>`;
}
