// What figures rest on, chosen in one row above every picture.
import { choose } from "../../frame/address.js";
import { useAnswer } from "../../frame/asking.js";
import { useViewer } from "../../frame/viewer.js";
import { known, t } from "../../frame/words.js";
import { idOf, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Typed } from "../../parts/typed.js";
import { isAnalyst } from "./asked.js";

const AREAS = `query AreasInUse($on: Date!) { crimeAreas(on: $on) { code label } }`;

const INSTRUMENTS = ["EU_2023_977", "EU_EIO", "EU_EIO_PROVISIONAL", "EU_EIO_INTERCEPTION_NOTICE", "EU_SIRENE", "EU_EPOC", "EU_EPOC_PR", "COE_BUDAPEST_29", "COE_2AP_ART7", "COE_2AP_ART8", "MLA_GENERAL", "INTERPOL_CHANNEL", "TASK_FORCE_AGREEMENT"];

/** asked: what `useAsked` returned; children: what a picture adds of its own, first in the row;
    isOfSight: the picture is of what the viewer may see alone. */
export function Filters({ asked, children, isOfSight = false }) {
  const { chosen, least } = asked;
  const isAll = asked.isAll && !isOfSight;
  const mayAll = isAnalyst(useViewer()) && !isOfSight;
  const areas = useAnswer(AREAS, { on: new Date().toISOString().slice(0, 10) }).answer?.crimeAreas ?? [];
  const change = (name) => (event) => event.target.checkValidity() && choose({ [name]: event.target.value });
  const date = (name, label) => html`<label><span>${label}</span>
    <${Typed} type="date" name=${name} min="2000-01-01" max="2999-12-31" value=${chosen.get(name) ?? ""} onChange=${change(name)} /></label>`;
  const select = (name, label, codes) => html`<label><span>${label}</span>
    <select name=${name} value=${chosen.get(name) ?? ""} onChange=${change(name)}>
      ${codes.map(([code, text]) => html`<option value=${code} selected=${code === (chosen.get(name) ?? "")}>${text}</option>`)}</select></label>`;
  return html`<form class="asked" aria-label=${t("cooperation-asked")} onSubmit=${(event) => event.preventDefault()}>
    ${children}
    ${mayAll && select("scope", t("cooperation-scope"), [["", t("cooperation-scope-visible")], ["all", t("cooperation-scope-all")]])}
    ${date("since", t("cooperation-since"))}
    ${date("until", t("cooperation-until"))}
    ${!isAll && select("kind", t("cooperation-kind"), [["", t("cooperation-kind-cohort")], ["FLOW", t("cooperation-kind-flow")]])}
    ${!isAll && select("instrument", t("cooperation-instrument"), [["", t("cooperation-any")], ...INSTRUMENTS.map((code) => [code, word("Instrument", code)])])}
    ${!isAll && select("area", t("cooperation-area"), [["", t("cooperation-any")], ...areas.map(({ code, label }) => [code, known(idOf("CrimeArea", code)) ?? label])])}
    <label><span>${t("cooperation-least")}</span>
      <${Typed} type="number" name="least" min="1" max="1000" step="1" value=${least} onChange=${change("least")} /></label>
  </form>
  ${isAll && html`<p class="soft small">${t("cooperation-scope-text")}</p>`}`;
}
