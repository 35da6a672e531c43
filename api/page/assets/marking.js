// Shows the conditions on a thing as chips, in the words of their own schemes.
import { el } from "./dom.js";
import { words } from "./format.js";

/** Elements for a marking; none for one without conditions. */
export function chips(marking) {
  return [
    marking.tlp && el("span", { class: `badge tlp tlp-${marking.tlp.toLowerCase()}` }, `TLP:${marking.tlp.replace("_", "+")}`),
    marking.handling.map((code) => el("span", { class: "badge mark" }, code)),
    marking.pap && el("span", { class: "badge mark" }, `PAP:${marking.pap}`),
    marking.classification && el("span", { class: "badge mark" }, words(marking.classification)),
    marking.compartments.map((code) => el("span", { class: "badge mark" }, "compartment ", code)),
  ].flat();
}
