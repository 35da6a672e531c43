// A form for any command: made from what the schema says of it, sent safely, refused where the fault lies.
import { useEffect, useRef, useState } from "preact/hooks";
import { command, Refusal } from "../../frame/server.js";
import { known as knownWord, t } from "../../frame/words.js";
import { legible } from "../codes.js";
import { announce, html } from "../html.js";
import { Loading, Problem } from "../notices.js";
import { Fields } from "./fields.js";
import { idOf } from "./faults.js";
import { fieldsOfCommand } from "./inputs.js";
import { made, sorted } from "./settled.js";
import { begun, filled, newId, zoned } from "./values.js";

/** The name of a command in words: "Send reminder". */
export function commandWord(name) {
  return knownWord(`command-${name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase()}`) ?? legible(name);
}

/** Codes after which it is not known whether it was done: it is sent again under the same id. */
const UNANSWERED = new Set(["OFFLINE", "UNAVAILABLE", "TIMEOUT", "LEDGER_UNAVAILABLE", "INTERNAL_ERROR"]);

/**
 * name: of the command; given: values that are known, by field; likely: values to begin with; version: that was read,
 * where it is known. of: { investigationId, agencyId } to pick from; choices: field -> [{ value, label }].
 * done(result, name) is called once it is carried out; leave() when it is given up.
 */
export function CommandForm(props) {
  const [fields, setFields] = useState(null);
  const [refusal, setRefusal] = useState(null);
  const load = () => fieldsOfCommand(props.name).then(setFields, setRefusal);
  useEffect(() => { load(); }, [props.name]);
  if (refusal) return html`<${Problem} refusal=${refusal} again=${() => { setRefusal(null); load(); }} />`;
  return fields ? html`<${Filling} fields=${fields} ...${props} />` : html`<${Loading} rows=${2} />`;
}

function Filling({ name, fields, given = {}, likely = {}, version, of = {}, choices, done, leave }) {
  const [settled] = useState(() => ({ ...made(name), ...given }));
  const [values, setValues] = useState(() => begun(fields, { ...likely, ...settled }));
  const [refusal, setRefusal] = useState(null);
  const [isSending, setSending] = useState(false);
  const underway = useRef({ commandId: newId(), expectedVersion: version });
  const element = useRef(null);
  const { asked, rare } = sorted(fields, new Set(Object.keys(settled)));
  const form = { of, choices, id: `do-${name}`, wrong: fault(refusal, [...asked, ...rare]) };
  useEffect(() => { focusOn(element.current, form); }, [refusal]);
  const send = async (event) => {
    event.preventDefault();
    setSending(true);
    const header = { commandId: underway.current.commandId, expectedVersion: underway.current.expectedVersion };
    try {
      const result = await command(name, { ...zoned(filled(fields, values)), ...header });
      announce(t("form-done", { what: commandWord(name) }));
      done(result, name);
    } catch (refused) {
      setSending(false);
      setRefusal(refused);
      underway.current = next(underway.current, refused);
    }
  };
  return html`<form class="command" ref=${element} onSubmit=${send} novalidate=${false}>
    ${refusal && !form.wrong && html`<${Problem} refusal=${worded(refusal)} />`}
    ${!asked.length && !refusal && html`<p class="soft">${t("form-nothing-to-fill")}</p>`}
    <${Fields} fields=${asked} values=${values} set=${setValues} form=${form} />
    ${rare.length > 0 && html`<details open=${rare.some((each) => form.wrong?.path === each.name) || undefined}><summary>${t("form-more")}</summary>
      <div class="rare"><${Fields} fields=${rare} values=${values} set=${setValues} form=${form} /></div></details>`}
    <div class="row ends"><button class="primary" disabled=${isSending}>${commandWord(name)}</button>
      <button type="button" class="quiet" onClick=${leave}>${t("form-leave")}</button></div>
  </form>`;
}

/** The refusal as one of a field that the form shows; null where it concerns none. */
function fault(refusal, shown) {
  const path = refusal?.more?.field?.replace(/^input\./, "");
  const isShown = path && shown.some((each) => path === each.name || path.startsWith(`${each.name}.`) || path.startsWith(`${each.name}[`));
  return isShown ? { path, message: refusal.message, remedy: refusal.remedy } : null;
}

/** After an answer the id is used up; after none the same command goes out again under the same id. */
function next(before, refused) {
  if (UNANSWERED.has(refused.code)) return before;
  const isChanged = refused.code === "CONFLICT";
  return { commandId: newId(), expectedVersion: isChanged ? refused.more.actual : before.expectedVersion };
}

function worded(refusal) {
  if (refusal.code === "CONFLICT") return new Refusal("CONFLICT", t("form-changed"), t("form-changed-remedy"));
  if (refusal.code === "NOTFOUND") return new Refusal("NOTFOUND", refusal.message || t("form-gone"), t("form-gone-remedy"));
  return refusal;
}

function focusOn(element, form) {
  const wanted = form.wrong ? element.querySelector(`#${CSS.escape(idOf(form, form.wrong.path))}`) : null;
  const first = element.querySelector("input, select, textarea, button");
  (wanted ?? (element.contains(document.activeElement) ? null : first))?.focus();
}
