// The directory: who is competent for what, and the agencies that take part.
import { choose, link, useAddress } from "../../frame/address.js";
import { useAnswer, usePages } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Agency } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { byName, languageName, listed, regionName } from "../../parts/names.js";
import { Title } from "../../parts/notices.js";
import { Finder } from "./finder.js";
import { Contact } from "./marks.js";

const AGENCIES = `query Agencies($filter: AgencyFilterInput, $after: String) {
  agencies(filter: $filter, first: 50, after: $after) {
    nodes { agencyId name country languages unitCount roles { role validFrom validTo } contact { address alwaysOpen hours tz } }
    pageInfo { hasNextPage endCursor }
  }
}`;

const KNOWN = `query Known {
  crimeAreas { code parent }
  agencies(first: 200) { nodes { agencyId name country languages roles { role } } }
}`;

export default function Directory() {
  const known = useAnswer(KNOWN).answer;
  return html`<${Title} text=${t("directory-title")} />
    <div class="directory">
      <${Finder} areas=${known?.crimeAreas ?? []} agencies=${known?.agencies.nodes ?? []} />
      <${Agencies} known=${known?.agencies.nodes ?? []} />
    </div>`;
}

function Agencies({ known }) {
  const { chosen } = useAddress();
  const [text, country, role] = ["text", "country", "role"].map((name) => chosen.get(name) ?? "");
  const filter = { ...(text && { text }), ...(country && { country }), ...(role && { role }) };
  const found = usePages(AGENCIES, { filter }, (data) => data.agencies);
  const find = (event) => {
    event.preventDefault();
    choose({ text: new FormData(event.target).get("text").trim() || null });
  };
  const roles = byName([...new Set(known.flatMap((each) => each.roles.map((held) => held.role)))], (code) => word("AgencyRole", code));
  const countries = byName([...new Set(known.map((each) => each.country).filter(Boolean))], regionName);
  return html`<section aria-labelledby="agencies">
    <h2 id="agencies">${t("directory-agencies")}</h2>
    <form class="row choosing" role="search" onSubmit=${find}>
      <label><span>${t("directory-find")}</span><input name="text" type="search" maxlength="100" value=${text} /></label>
      <label><span>${t("directory-country")}</span><select value=${country} onChange=${(event) => choose({ country: event.target.value || null })}>
        <option value="">${t("directory-any")}</option>
        ${countries.map(([code, name]) => html`<option key=${code} value=${code} selected=${code === country}>${name}</option>`)}</select></label>
      <label><span>${t("directory-role")}</span><select value=${role} onChange=${(event) => choose({ role: event.target.value || null })}>
        <option value="">${t("directory-any")}</option>
        ${roles.map(([code, name]) => html`<option key=${code} value=${code} selected=${code === role}>${name}</option>`)}</select></label>
      <button>${t("find")}</button>
    </form>
    <${Pages} of=${found} empty=${t(text || country || role ? "directory-none-found" : "directory-none")}>
      ${(nodes) => html`<div class="scroll" tabindex="0" role="region" aria-label=${t("directory-agencies")}><table>
        <thead><tr>${["agency", "country", "roles", "languages", "contact", "units"].map((name) => html`<th scope="col" class=${name === "units" ? "number" : ""}>${t(`directory-${name}`)}</th>`)}</tr></thead>
        <tbody>${nodes.map((one) => html`<${Row} key=${one.agencyId} one=${one} />`)}</tbody>
      </table></div>`}
    <//>
  </section>`;
}

function Row({ one }) {
  const held = one.roles.filter((each) => !each.validTo);
  return html`<tr>
    <th scope="row"><a href=${link(`/directory/${encodeURIComponent(one.agencyId)}`)} dir="auto">${one.name}</a><br /><${Agency} code=${one.agencyId} /></th>
    <td>${one.country ? regionName(one.country) : html`<span class="soft">${t("directory-international")}</span>`}</td>
    <td>${held.length ? listed(held, (each) => word("AgencyRole", each.role)) : "–"}</td>
    <td>${listed(one.languages, languageName)}</td>
    <td><${Contact} of=${one.contact} /></td>
    <td class="number">${one.unitCount}</td>
  </tr>`;
}
