// One field with its label, its help, and what was refused of it.
import { t } from "../../frame/words.js";
import { fieldWord, word } from "../codes.js";
import { html } from "../html.js";
import { LOCAL_ZONE } from "../times.js";
import { Fault, faultOf, idOf } from "./faults.js";
import { isByName, isPicked, usePicks } from "./picks.js";

const LONG = /20,000 characters/;
const LONG_NAMES = new Set(["explanation", "acceptedPart", "keptBecause", "purpose", "provenance", "forcedReason", "thirdPartyAccess", "handlingText"]);
const LIMIT = /1 to ([\d,]+) characters|at most ([\d,]+) characters/;

/** A field with one value. isBare: its label is seen elsewhere, and only heard here. */
export function Single(props) {
  const { field, path, form, isBare } = props;
  const id = idOf(form, path);
  const help = helpOf(field);
  const about = [help && `${id}-help`, faultOf(form, path) && `${id}-fault`].filter(Boolean).join(" ") || undefined;
  const common = { id, required: field.isRequired, "aria-describedby": about, "aria-invalid": faultOf(form, path) ? "true" : undefined };
  if (field.type === "Boolean") return html`<div class="field tick"><label for=${id}><input ...${common} required=${false} type="checkbox" checked=${props.value}
      onChange=${(event) => props.set(event.target.checked)} /> ${fieldWord(field.name)}</label><${Help} id=${id} text=${help} /><${Fault} form=${form} path=${path} /></div>`;
  return html`<div class="field">
    <label for=${id} class=${isBare ? "unseen" : ""}>${fieldWord(field.name)}${field.isRequired && html`<span class="needed" aria-hidden="true" title=${t("form-needed")}>*</span>`}</label>
    <${Control} ...${props} common=${common} />
    ${!isBare && html`<${Help} id=${id} text=${help} />`}
    <${Fault} form=${form} path=${path} />
  </div>`;
}

/** What the schema says of a field, where it says more than its name and its form. */
function helpOf(field) {
  if (field.name === "occurredAt") return null;
  const text = field.description.replace(/^(One line of text|Operational or personal text|Code of (an agency|a unit)|A stable code in capitals)[^.]*\.?|^Id of [^.]*\./, "").trim();
  const own = field.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, " ").toLowerCase();
  return text.toLowerCase().replace(/\.$/, "") === own ? "" : text;
}

function Help({ id, text }) {
  return text && html`<small class="help" id=${`${id}-help`} lang="en" dir="ltr">${text}</small>`;
}

function Control(props) {
  const { field, form } = props;
  if (field.values) return html`<${Choice} ...${props} offered=${field.values.map((code) => ({ value: code, label: word(field.type, code) }))} />`;
  if (form.choices?.[field.name] || isByName(field.name)) return html`<${ByName} ...${props} />`;
  if (isPicked(field.name)) return html`<${Picked} ...${props} />`;
  if (field.type === "Duration") return html`<${Span} ...${props} />`;
  return html`<${Text} ...${props} />`;
}

function Choice({ offered, value, set, common }) {
  return html`<select ...${common} value=${value ?? ""} onChange=${(event) => set(event.target.value)}>
    <option value="">${t("form-choose")}</option>
    ${offered.map((each) => html`<option key=${each.value} value=${each.value}>${each.label}</option>`)}
  </select>`;
}

function ByName(props) {
  return html`<${Choice} ...${props} offered=${usePicks(props.field.name, props.form.of, props.form.choices?.[props.field.name])} />`;
}

/** A code, with what the directory has to offer; another may be typed. */
function Picked({ field, value, set, common, form, beside }) {
  const of = field.name === "unitId" && beside.agencyId ? { ...form.of, agencyId: beside.agencyId } : form.of;
  const offered = usePicks(field.name, of);
  const chosen = offered.find((each) => each.value === value);
  return html`<input ...${common} type="text" list=${`${common.id}-list`} value=${value ?? ""} autocomplete="off" spellcheck=${false} onInput=${(event) => set(event.target.value)} />
    <datalist id=${`${common.id}-list`}>${offered.map((each) => html`<option key=${each.value} value=${each.value}>${each.label}</option>`)}</datalist>
    ${chosen && html`<small class="help" dir="auto">${chosen.label}</small>`}`;
}

const UNITS = { D: ["P", "D"], H: ["PT", "H"] };

/** A duration as ISO 8601, by a number and a unit. */
function Span({ value, set, common }) {
  const [, days, hours] = /^P(?:(\d+)D|T(\d+)H)$/.exec(value) ?? [];
  const unit = hours === undefined ? "D" : "H";
  const tell = (number, of) => set(number ? `${UNITS[of][0]}${number}${UNITS[of][1]}` : "");
  return html`<span class="row"><input ...${common} type="number" min="1" max="3660" value=${days ?? hours ?? ""} onInput=${(event) => tell(event.target.value, unit)} />
    <select aria-label=${t("form-unit")} value=${unit} onChange=${(event) => tell(days ?? hours, event.target.value)}><option value="D">${t("form-days")}</option><option value="H">${t("form-hours")}</option></select></span>`;
}

function Text({ field, value, set, common }) {
  const most = Number((LIMIT.exec(field.description)?.slice(1).find(Boolean) ?? "300").replace(",", ""));
  const typed = { ...common, value: value ?? "", onInput: (event) => set(event.target.value), dir: "auto" };
  if (field.name === "occurredAt") return html`<input ...${typed} dir="ltr" type="text" placeholder="2026-05-14 16:30" />
    <small class="help">${t("form-occurred", { zone: LOCAL_ZONE })}</small>`;
  if (field.type === "DateTime") return html`<input ...${typed} dir="ltr" type="datetime-local" /><small class="help">${t("form-zone", { zone: LOCAL_ZONE })}</small>`;
  if (field.type === "Date") return html`<input ...${typed} dir="ltr" type="date" />`;
  if (field.type === "Int" || field.type === "ByteCount") return html`<input ...${typed} dir="ltr" type="number" step="1" />`;
  const isLong = LONG.test(field.description) || LONG_NAMES.has(field.name);
  if (isLong) return html`<textarea ...${typed} rows="4" maxlength=${Math.max(most, 20000)}></textarea>`;
  return html`<input ...${typed} type="text" maxlength=${most} autocomplete="off" />`;
}
