// The first unit of each request beside those that another routing rule would have proposed, from the directory of that time.
import { choose, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { number, t } from "../../frame/words.js";
import { State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Empty } from "../../parts/notices.js";
import { OfRequest } from "./of-request.js";
import { useFresh } from "./queries.js";

const PREFERENCES = ["DAY_AND_NIGHT", "CRIME_AREA", "REGION", "LANGUAGE", "SPECIALISED"];
const USUAL = ["DAY_AND_NIGHT", "CRIME_AREA", "REGION", "LANGUAGE"];

const QUERY = `query WhatIfRouting($id: UUID!, $rule: RoutingRuleInput, $asOf: AsOf) {
  whatIfRouting(investigationId: $id, rule: $rule, asOf: $asOf) {
    tally { assignments agreeing withoutCompetentUnit misrouted setRight }
    assignments(first: 100) {
      nodes { requestId cycle assignedUnitId lastUnitId misrouted setRight agrees assignedRank proposedUnitId proposal { explanation units { rank unitId reasons } } }
      totalCount
    }
  }
}`;

const TALLY = ["assignments", "agreeing", "withoutCompetentUnit", "misrouted", "setRight"];

export function WhatIfRouting({ id, requests, round }) {
  const { asOf } = useMoment();
  const { chosen } = useAddress();
  const order = (chosen.get("order-of") ?? USUAL.join(",")).split(",").filter((each) => PREFERENCES.includes(each));
  const rule = { order, languageIsNeeded: chosen.get("language") !== "no", dayAndNightIsNeeded: chosen.get("always") === "yes" };
  const found = useFresh(useAnswer(QUERY, { id, rule, asOf }), round);
  return html`<section aria-labelledby="what-if-routing"><h2 id="what-if-routing">${t("case-what-if-routing")}</h2>
    <p class="soft">${t("case-what-if-routing-meaning")}</p>
    <${Order} order=${order} />
    <p class="row"><label class="check"><input type="checkbox" checked=${rule.languageIsNeeded} onChange=${(event) => choose({ language: event.target.checked ? null : "no" })} /> ${t("case-language-needed")}</label>
      <label class="check"><input type="checkbox" checked=${rule.dayAndNightIsNeeded} onChange=${(event) => choose({ always: event.target.checked ? "yes" : null })} /> ${t("case-always-needed")}</label></p>
    <${Answered} of=${found}>${({ whatIfRouting: told }) => (told?.tally.assignments ? html`<${Compared} of=${told} requests=${requests} />` : html`<${Empty} text=${t("case-no-assignment")} />`)}<//></section>`;
}

/** What counts, weightiest first: each can be moved up, or left out. */
function Order({ order }) {
  const set = (next) => choose({ "order-of": next.length ? next.join(",") : null });
  const up = (place) => set(order.map((each, at) => (at === place - 1 ? order[place] : at === place ? order[place - 1] : each)));
  return html`<ol class="preferences" aria-label=${t("case-preferences")}>${order.map((each, place) => html`<li><span class="number">${place + 1}</span> ${word("RoutingPreference", each)}
      <button type="button" class="quiet" disabled=${place === 0} aria-label=${t("case-weightier", { what: word("RoutingPreference", each) })} onClick=${() => up(place)}>↑</button>
      <button type="button" class="quiet" disabled=${order.length === 1} aria-label=${t("case-leave-out", { what: word("RoutingPreference", each) })} onClick=${() => set(order.filter((other) => other !== each))}>×</button></li>`)}
    ${PREFERENCES.filter((each) => !order.includes(each)).map((each) => html`<li class="out"><button type="button" class="quiet" onClick=${() => set([...order, each])}>+ ${word("RoutingPreference", each)}</button></li>`)}</ol>`;
}

function Compared({ of, requests }) {
  return html`<dl class="case-facts">${TALLY.map((name) => html`<div><dt>${t(`case-routing-${name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`)}`)}</dt><dd><strong>${number(of.tally[name])}</strong></dd></div>`)}</dl>
    <div class="scroll" tabindex="0" role="region" aria-label=${t("case-routing-assignments")}><table class="board">
      <thead><tr>${["request", "assigned", "proposed", "standing"].map((name) => html`<th scope="col">${t(`case-${name}`)}</th>`)}</tr></thead>
      <tbody>${of.assignments.nodes.map((one) => html`<tr class=${one.agrees ? "" : "differs"}>
        <th scope="row"><${OfRequest} id=${one.requestId} requests=${requests} />${one.cycle > 1 && ` · ${t("case-cycle", { cycle: one.cycle })}`}</th>
        <td><bdi>${one.assignedUnitId}</bdi>${one.lastUnitId && one.lastUnitId !== one.assignedUnitId && html`<br /><span class="soft small">${t("case-last-unit")} <bdi>${one.lastUnitId}</bdi></span>`}</td>
        <td>${one.proposedUnitId ? html`<bdi>${one.proposedUnitId}</bdi>` : html`<span class="soft">${t("case-none-competent")}</span>`}
          <details><summary class="soft small">${t("case-why")}</summary>${one.proposal.explanation && html`<p class="small" dir="auto">${one.proposal.explanation}</p>`}
          <ol class="small">${one.proposal.units.map((unit) => html`<li><span class="number">${unit.rank}</span> <bdi>${unit.unitId}</bdi> <span class="soft" dir="auto">${unit.reasons.join("; ")}</span></li>`)}</ol></details></td>
        <td><${Standing} one=${one} /></td></tr>`)}</tbody></table></div>`;
}

function Standing({ one }) {
  if (one.setRight) return html`<${State} kind="good">${t("case-routing-set-right")}<//>`;
  if (one.misrouted) return html`<${State} kind="bad">${t("case-routing-misrouted")}<//>`;
  if (one.agrees) return html`<${State} kind="good">${t("case-agrees")}<//>`;
  return html`<${State} kind="rest">${one.assignedRank ? t("case-ranked", { rank: one.assignedRank }) : t("case-unranked")}<//>`;
}
