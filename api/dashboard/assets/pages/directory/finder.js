// Who is competent for what, where, in which language, on which day: the proposal with its reasons, and who was passed over.
import { choose, link, useAddress } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { t } from "../../frame/words.js";
import { Agency, State } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { byName, CONTINENTS, COUNTRIES, languageName, regionName } from "../../parts/names.js";
import { Answered, Empty } from "../../parts/notices.js";

const COMPETENT = `query Competent($sought: SoughtInput!) {
  competentUnits(sought: $sought) {
    units { rank agencyId unitId name isAlwaysOpen coveringArea coveringRegion languagePlace }
    passedOver { agencyId unitId name failed }
    failed
  }
}`;

const today = () => new Date().toISOString().slice(0, 10);

export function Finder({ areas, agencies }) {
  const { chosen } = useAddress();
  const [area, region, language, by, on] = ["area", "region", "language", "agency", "on"].map((name) => chosen.get(name) ?? "");
  const isUrgent = chosen.get("urgent") === "1";
  const sought = { crimeArea: area, on: on || today(), isUrgent, ...(region && { region }), ...(language && { language }), ...(by && { agencyId: by }) };
  const answer = useAnswer(area ? COMPETENT : null, { sought });
  const changed = (name) => (event) => choose({ [name]: event.target.value || null });
  const spoken = byName([...new Set(agencies.flatMap((each) => each.languages))], languageName);
  return html`<section aria-labelledby="competent">
    <h2 id="competent">${t("directory-competent")}</h2>
    <form class="choosing wide" onSubmit=${(event) => event.preventDefault()}>
      <${Choice} name="area" chosen=${area} changed=${changed("area")} none=${t("directory-choose")}>
        ${areas.filter((each) => !each.parent).map((parent) => html`<optgroup key=${parent.code} label=${word("CrimeArea", parent.code)}>
          ${[parent, ...areas.filter((each) => each.parent === parent.code)].map((each) => html`<${Option} code=${each.code} name=${word("CrimeArea", each.code)} chosen=${area} />`)}
        </optgroup>`)}<//>
      <${Choice} name="region" chosen=${region} changed=${changed("region")}>
        ${CONTINENTS.map((code) => html`<${Option} code=${code} name=${regionName(code)} chosen=${region} />`)}
        ${byName(COUNTRIES, regionName).map(([code, name]) => html`<${Option} code=${code} name=${name} chosen=${region} />`)}<//>
      <${Choice} name="language" chosen=${language} changed=${changed("language")}>
        ${spoken.map(([code, name]) => html`<${Option} code=${code} name=${name} chosen=${language} />`)}<//>
      <${Choice} name="agency" chosen=${by} changed=${changed("agency")}>
        ${agencies.map((each) => html`<${Option} code=${each.agencyId} name=${`${each.agencyId} · ${each.name}`} chosen=${by} />`)}<//>
      <label><span>${t("directory-on")}</span><input type="date" value=${on || today()} onChange=${changed("on")} /></label>
      <label class="check"><input type="checkbox" checked=${isUrgent} onChange=${(event) => choose({ urgent: event.target.checked ? "1" : null })} /><span>${t("directory-urgent")}</span></label>
    </form>
    ${area ? html`<${Answered} of=${answer} rows=${4}>${(data) => html`<${Proposal} of=${data.competentUnits} sought=${sought} />`}<//>`
      : html`<${Empty} text=${t("directory-competent-how")} />`}
  </section>`;
}

function Choice({ name, chosen, changed, none, children }) {
  return html`<label><span>${t(`directory-${name}`)}</span><select value=${chosen} onChange=${changed}>
    <option value="">${none ?? t("directory-any")}</option>${children}</select></label>`;
}

function Option({ code, name, chosen }) {
  return html`<option key=${code} value=${code} selected=${code === chosen}>${name}</option>`;
}

function Proposal({ of, sought }) {
  return html`${of.units.length
    ? html`<ol class="proposal">${of.units.map((unit) => html`<${Proposed} key=${unit.unitId} unit=${unit} sought=${sought} />`)}</ol>`
    : html`<${Empty} text=${t("directory-nobody", { criterion: word("Criterion", of.failed) })} />`}
    ${of.passedOver.length > 0 && html`<h3>${t("directory-passed-over")}</h3>
      <ul class="proposal over">${of.passedOver.map((unit) => html`<li key=${unit.unitId}>
        <${Unit} unit=${unit} /><span class="reasons"><${State} kind="bad">${t("directory-fails", { criterion: word("Criterion", unit.failed) })}<//></span></li>`)}</ul>`}`;
}

function Unit({ unit }) {
  return html`<span class="unit"><a href=${link(`/directory/${encodeURIComponent(unit.agencyId)}`)} dir="auto">${unit.name}</a>
    <span><${Agency} code=${unit.unitId} /></span></span>`;
}

function Proposed({ unit, sought }) {
  return html`<li>
    <span class="rank" aria-label=${t("directory-rank", { rank: unit.rank })}>${unit.rank}</span>
    <${Unit} unit=${unit} />
    <span class="reasons">
      <${Reason} exact=${unit.coveringArea === sought.crimeArea} text=${word("CrimeArea", unit.coveringArea)} />
      ${unit.coveringRegion && html`<${Reason} exact=${unit.coveringRegion === sought.region} text=${regionName(unit.coveringRegion)} />`}
      ${unit.languagePlace != null && html`<${Reason} exact=${unit.languagePlace === 0} text=${languageName(sought.language)} other=${t("directory-language-also")} same=${t("directory-language-working")} />`}
      ${unit.isAlwaysOpen ? html`<${State} kind="good">${t("directory-always-open")}<//>` : sought.isUrgent && html`<${State} kind="risk">${t("directory-not-always-open")}<//>`}
    </span>
  </li>`;
}

/** By what a unit is competent: exactly what was sought, or what covers it. */
function Reason({ exact, text, same = t("directory-itself"), other = t("directory-covers") }) {
  return html`<span class="chip line">${text} <span class="soft">· ${exact ? same : other}</span></span>`;
}
