// Small marks: an agency, a state, urgency, the conditions on a thing in the words of their own schemes.
import { t } from "../frame/words.js";
import { word } from "./codes.js";
import { html } from "./html.js";

export function Agency({ code, name }) {
  return html`<span class="chip agency" title=${name}><bdi>${code}</bdi></span>`;
}

/** From whom to whom; within a right-to-left line the arrow turns with it. */
export function Route({ from, to, unit }) {
  return html`<span class="route"><${Agency} code=${from} /><span class="arrow" role="img" aria-label=${t("to")}></span><${Agency} code=${to} />${unit && html` <bdi class="soft">${unit}</bdi>`}</span>`;
}

/** kind: "calm", "good", "risk", "bad" or "rest": told by a sign besides the colour. */
export function State({ kind = "calm", children }) {
  return html`<span class=${`chip state ${kind}`}>${children}</span>`;
}

/** The conditions of a marking; nothing for one without any. */
export function Marking({ marking }) {
  if (!marking) return null;
  return html`${marking.tlp && html`<span class=${`chip tlp tlp-${marking.tlp.toLowerCase()}`}>TLP:${marking.tlp.replace("_", "+")}</span>`}
    ${marking.handling?.map((code) => html`<span class="chip line" title=${word("Handling", code)}>${code}</span>`)}
    ${marking.pap && html`<span class="chip line">PAP:${marking.pap}</span>`}
    ${marking.classification && html`<span class="chip line">${word("Classification", marking.classification)}</span>`}
    ${marking.compartments?.map((code) => html`<span class="chip line">${t("compartment", { code })}</span>`)}`;
}

/** What somebody wrote; of what was erased a quiet mark stands in its place. */
export function Written({ text, isErased }) {
  return isErased && text === "[erased]" ? html`<span class="erased">${t("erased")}</span>` : html`<span dir="auto">${text}</span>`;
}
