// What a number rests on: things that the viewer may see, each a link; asked for once somebody wants to know.
import { useState } from "preact/hooks";
import { useAnswer } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Route } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered } from "../../parts/notices.js";
import { Instant } from "../../parts/times.js";

/** query, variables: of a question; pick(answer): its evidence, { totalCount, nodes }. label: of what, for the ear. */
export function Evidence({ query, variables, pick, label }) {
  const [isOpen, setOpen] = useState(false);
  const found = useAnswer(isOpen ? query : null, variables);
  return html`<details onToggle=${(event) => setOpen(event.target.open)}><summary><span class="unseen">${label}: </span>${t("analysis-evidence")}</summary>
    ${isOpen && html`<${Answered} of=${found} rows=${2}>${(answer) => html`<${Things} of=${pick(answer)} />`}<//>`}</details>`;
}

function Things({ of }) {
  if (!of) return null;
  return html`<ul class="evidence">${of.nodes.map((each) => html`<li key=${`${each.thingId} ${each.at} ${each.toAgencyId}`}>
      <a href=${hrefOf(each)}>${word("FlowKind", each.kind)}</a> <${Route} from=${each.fromAgencyId} to=${each.toAgencyId} /> <${Instant} at=${each.at} /></li>`)}</ul>
    ${of.totalCount > of.nodes.length && html`<p class="soft small">${t("analysis-evidence-more", { shown: of.nodes.length, total: of.totalCount })}</p>`}`;
}

function hrefOf({ kind, thingId }) {
  if (kind === "HIT") return "#/analysis";
  return kind === "ITEM" ? `#/item/${thingId}` : `#/request/${thingId}`;
}
