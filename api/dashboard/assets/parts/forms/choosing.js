// Choosing several of what is offered, by boxes to tick.
import { t } from "../../frame/words.js";
import { fieldWord, word } from "../codes.js";
import { html } from "../html.js";
import { faultOf, Fault, idOf } from "./faults.js";
import { usePicks } from "./picks.js";

export function Chosen({ field, path, value, set, form }) {
  const picked = usePicks(field.name, form.of, form.choices?.[field.name]);
  const offered = field.values ? field.values.map((code) => ({ value: code, label: word(field.type, code) })) : picked;
  const wrong = faultOf(form, path);
  const change = (code, isIn) => set(isIn ? [...value, code] : value.filter((each) => each !== code));
  return html`<fieldset class="chosen" aria-describedby=${wrong ? `${idOf(form, path)}-fault` : undefined}>
    <legend>${fieldWord(field.name)}${field.isRequired && html`<span class="needed" aria-hidden="true">*</span>`}</legend>
    ${!offered.length && html`<p class="soft">${t("form-nothing-to-choose")}</p>`}
    ${offered.map((each, place) => html`<label key=${each.value}><input type="checkbox" id=${place ? undefined : idOf(form, path)} checked=${value.includes(each.value)}
      onChange=${(event) => change(each.value, event.target.checked)} /> <span dir="auto">${each.label}</span></label>`)}
    <${Fault} form=${form} path=${path} />
  </fieldset>`;
}
