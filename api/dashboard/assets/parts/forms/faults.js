// Where a refusal stands: at the field that it names, in the server's words.
import { html } from "../html.js";

/** The id of a field's control. */
export function idOf(form, path) {
  return `${form.id}-${path.replace(/[^A-Za-z0-9]+/g, "-")}`;
}

/** The refusal of a field, if it is this one that is at fault: "grounds" for "grounds[0]" too. */
export function faultOf(form, path) {
  return form.wrong && form.wrong.path === path ? form.wrong : null;
}

export function Fault({ form, path }) {
  const wrong = faultOf(form, path);
  return wrong && html`<p class="fault" id=${`${idOf(form, path)}-fault`} role="alert" lang="en" dir="ltr"><strong>${wrong.message}</strong> ${wrong.remedy}</p>`;
}
