// The fields of a form, each by what it takes: text, a choice, a time, a list, or a group of fields.
import { t } from "../../frame/words.js";
import { fieldWord } from "../codes.js";
import { html } from "../html.js";
import { Single } from "./controls.js";
import { isByName, isPicked } from "./picks.js";
import { begun } from "./values.js";
import { Chosen } from "./choosing.js";

/**
 * Fields in a row. at: the path of the group, "" at the top; form: { of, choices, wrong, id }, the same for all fields:
 * what the form is about, choices that are known, the refusal that concerns a field, and what ids begin with.
 */
export function Fields({ fields, values, set, at = "", form }) {
  return fields.map((field) => {
    const path = at ? `${at}.${field.name}` : field.name;
    const change = (value) => set({ ...values, [field.name]: value });
    return html`<${Field} key=${path} field=${field} path=${path} value=${values[field.name]} set=${change} form=${form} beside=${values} />`;
  });
}

function Field(props) {
  const { field } = props;
  if (field.isList && field.fields) return html`<${Groups} ...${props} />`;
  if (field.fields) return html`<${Group} ...${props} />`;
  if (field.isList && (field.values || isByName(field.name) || props.form.choices?.[field.name])) return html`<${Chosen} ...${props} />`;
  if (field.isList) return html`<${Lines} ...${props} />`;
  return html`<${Single} ...${props} />`;
}

/** An input inside the input; one that may be left out is put in by a button. */
function Group({ field, path, value, set, form }) {
  const name = fieldWord(field.name);
  if (!value) return html`<div><button type="button" class="quiet" onClick=${() => set(begun(field.fields))}>+ ${name}</button></div>`;
  return html`<fieldset><legend>${name}${!field.isRequired && html` <button type="button" class="quiet" onClick=${() => set(null)}>${t("form-take-away")}</button>`}</legend>
    <${Fields} fields=${field.fields} values=${value} set=${set} at=${path} form=${form} /></fieldset>`;
}

/** Several of them. */
function Groups({ field, path, value, set, form }) {
  const name = fieldWord(field.name);
  const replace = (place, changed) => set(value.map((each, other) => (other === place ? changed : each)));
  return html`<div class="stack">${value.map((each, place) => html`<fieldset key=${place}>
      <legend>${name} ${place + 1} <button type="button" class="quiet" onClick=${() => set(value.filter((_, other) => other !== place))}>${t("form-take-away")}</button></legend>
      <${Fields} fields=${field.fields} values=${each} set=${(changed) => replace(place, changed)} at=${`${path}[${place}]`} form=${form} />
    </fieldset>`)}
    <div><button type="button" class="quiet" onClick=${() => set([...value, begun(field.fields)])}>+ ${name}</button></div></div>`;
}

/** Several texts, or codes that can be picked, one after the other. */
function Lines({ field, path, value, set, form, beside }) {
  const all = [...value, ""];
  const replace = (place, text) => set(all.map((each, other) => (other === place ? text : each)).filter((each) => each !== ""));
  const one = { ...field, isList: false };
  return html`<fieldset class=${isPicked(field.name) ? "lines" : "lines wide"}><legend>${fieldWord(field.name)}${field.isRequired && html`<${Needed} />`}</legend>
    ${all.map((each, place) => html`<${Single} key=${place} field=${{ ...one, isRequired: field.isRequired && all.length === 1 }} path=${`${path}[${place}]`}
      value=${each} set=${(text) => replace(place, text)} form=${form} beside=${beside} isBare />`)}
  </fieldset>`;
}

export function Needed() {
  return html`<span class="needed" aria-hidden="true" title=${t("form-needed")}>*</span>`;
}
