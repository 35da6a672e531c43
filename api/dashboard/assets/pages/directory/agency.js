// One agency: how it is reached, its roles over time, its units with what they are competent for and have to do, and its requests.
import { useAnswer, usePages } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { languageName, listed, regionName } from "../../parts/names.js";
import { Answered, Nothing, Title } from "../../parts/notices.js";
import { dayText } from "../../parts/times.js";
import { loadOf, Load, LOAD } from "./load.js";
import { Contact, Period } from "./marks.js";
import { RequestsOf } from "./requests.js";

const AGENCY = `query Agency($agency: String!) {
  agency(agencyId: $agency) {
    agencyId name country tz languages unitCount roles { role validFrom validTo } contact { address alwaysOpen hours tz }
  }
}`;

const UNITS = `query Units($agency: String!, $after: String) {
  units(filter: { agencyId: $agency }, first: 50, after: $after) {
    nodes {
      unitId name family validFrom validTo suspendedFrom contact { address alwaysOpen hours tz }
      competences { competenceId crimeAreas regions languages validFrom validTo }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

export default function AgencyPage({ agency: encoded }) {
  const agency = decodeURIComponent(encoded);
  const answer = useAnswer(AGENCY, { agency });
  return html`<${Answered} of=${answer} rows=${3}>${(data) => (data.agency
    ? html`<${Whole} one=${data.agency} />`
    : html`<${Nothing} title=${t("directory-no-agency")} text=${t("directory-no-agency-text")}><a href="#/directory">${t("directory-title")}</a><//>`)}<//>`;
}

function Whole({ one }) {
  const units = usePages(UNITS, { agency: one.agencyId }, (data) => data.units);
  const load = useAnswer(LOAD, { agency: one.agencyId });
  const counted = load.answer && loadOf(load.answer);
  return html`<nav aria-label=${t("directory-title")}><a href="#/directory">${t("directory-title")}</a></nav>
    <${Title} text=${one.name}><${Agency} code=${one.agencyId} /><//>
    <dl class="facts panel">
      <div><dt>${t("directory-country")}</dt><dd>${one.country ? regionName(one.country) : t("directory-international")}</dd></div>
      <div><dt>${t("directory-languages")}</dt><dd>${listed(one.languages, languageName)}</dd></div>
      <div><dt>${t("directory-contact")}</dt><dd><${Contact} of=${one.contact} /></dd></div>
      <div><dt>${t("directory-zone")}</dt><dd><bdi>${one.tz}</bdi></dd></div>
      ${one.roles.map((each) => html`<div key=${each.role + each.validFrom}><dt>${t("directory-role")}</dt>
        <dd>${word("AgencyRole", each.role)}<br /><span class="small soft"><${Period} from=${each.validFrom} to=${each.validTo} /></span></dd></div>`)}
    </dl>
    <h2>${t("directory-units-of", { count: one.unitCount })}</h2>
    <p class="soft small">${t("directory-load-how")}</p>
    <${Pages} of=${units} empty=${t("directory-no-units")}>
      ${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("directory-units")}><table class="units">
        <thead><tr><th scope="col">${t("directory-unit")}</th><th scope="col">${t("directory-competences")}</th><th scope="col">${t("directory-contact")}</th>
          ${["open", "at-risk", "overdue"].map((name) => html`<th scope="col" class="number">${t(`directory-load-${name}`)}</th>`)}</tr></thead>
        <tbody>${nodes.map((unit) => html`<${UnitRow} key=${unit.unitId} unit=${unit} load=${counted?.get(unit.unitId)} isCounted=${counted != null} />`)}
          ${counted?.has(null) && html`<tr><th scope="row" colspan="3" class="soft">${t("directory-unassigned")}</th><${Load} of=${counted.get(null)} isCounted /></tr>`}</tbody>
      </table></div>`}
    <//>
    <${RequestsOf} agencyId=${one.agencyId} />`;
}

function UnitRow({ unit, load, isCounted }) {
  return html`<tr>
    <th scope="row"><span dir="auto">${unit.name}</span><br /><${Agency} code=${unit.unitId} />
      ${unit.suspendedFrom && html` <${State} kind="rest">${t("directory-suspended", { on: dayText(unit.suspendedFrom) })}<//>`}
      ${unit.validTo && html` <${State}>${t("directory-until", { on: dayText(unit.validTo) })}<//>`}
      ${unit.family && html`<br /><span class="soft small">${word("UnitFamily", unit.family)}</span>`}</th>
    <td>${unit.competences.length ? html`<ul class="competences">${unit.competences.map((each) => html`<li key=${each.competenceId}>
      <strong>${listed(each.crimeAreas, (code) => word("CrimeArea", code))}</strong>
      <span class="small">${listed(each.regions, regionName)} · ${listed(each.languages, languageName)}</span>
      <span class="small soft"><${Period} from=${each.validFrom} to=${each.validTo} /></span></li>`)}</ul>` : html`<span class="soft">${t("directory-no-competence")}</span>`}</td>
    <td><${Contact} of=${unit.contact} none=${t("directory-contact-of-agency")} /></td>
    <${Load} of=${load} isCounted=${isCounted} />
  </tr>`;
}
