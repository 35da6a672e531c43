// Lists that grow by pages.
import { t } from "../frame/words.js";
import { html } from "./html.js";
import { Empty, Loading, Problem } from "./notices.js";

/** of: what `usePages` returned; children: a function of the nodes; empty: the text where there is none. */
export function Pages({ of, empty, rows, children }) {
  if (!of.nodes.length && of.refusal) return html`<${Problem} refusal=${of.refusal} again=${of.again} />`;
  if (!of.nodes.length && of.isLoading) return html`<${Loading} rows=${rows} />`;
  if (!of.nodes.length) return typeof empty === "string" ? html`<${Empty} text=${empty} />` : empty;
  return html`<div class=${of.isLoading ? "renewing" : ""} aria-busy=${of.isLoading}>${children(of.nodes)}</div>
    ${of.refusal && html`<${Problem} refusal=${of.refusal} again=${of.more} />`}
    ${of.hasMore && html`<button type="button" class="more" disabled=${of.isLoading} onClick=${of.more}>
      ${of.total == null ? t("more", { shown: of.nodes.length }) : t("more-of", { shown: of.nodes.length, total: of.total })}</button>`}`;
}
