// What is said instead of content: a refusal and what to do, nothing yet and what would fill it, loading.
import { useEffect } from "preact/hooks";
import { known, t } from "../frame/words.js";
import { announce, html } from "./html.js";

/** What the server said, in the words of the language where the catalogues have them. */
function told(refusal) {
  const id = `refusal-${refusal.code.toLowerCase().replaceAll("_", "-")}`;
  const message = refusal.lang && known(id, refusal.more);
  return message ? { message, remedy: known(`${id}-remedy`, refusal.more) } : refusal;
}

/** A refusal: what happened, what to do, and trying again where that may help. */
export function Problem({ refusal, again }) {
  const { message, remedy, lang } = told(refusal);
  return html`<div class="notice bad" role="alert">
    <p lang=${lang} dir=${lang && "auto"}><strong>${message}</strong></p>
    ${remedy && html`<p lang=${lang} dir=${lang && "auto"}>${remedy}</p>`}
    ${again && html`<button type="button" onClick=${again}>${t("try-again")}</button>`}
  </div>`;
}

/** An empty place that teaches: what would stand here, and how it comes to be. */
export function Empty({ text, children }) {
  return html`<div class="notice empty"><p>${text}</p>${children}</div>`;
}

/** A page of which there is nothing, or nothing for the viewer: the two are told alike. */
export function Nothing({ title, text, children }) {
  useEffect(() => { document.title = `${title} · Entente`; announce(title); }, [title]);
  return html`<div class="notice empty"><h1>${title}</h1><p>${text}</p>${children && html`<p>${children}</p>`}</div>`;
}

/** Room for what is on its way, as high as it will be, so that nothing jumps. */
export function Loading({ rows = 6 }) {
  return html`<div class="loading" aria-busy="true" role="status"><span class="unseen">${t("loading")}</span>
    ${Array.from({ length: rows }, () => html`<span class="bar" aria-hidden="true"></span>`)}</div>`;
}

/** A question's answer, or what there is instead. of: what `useAnswer` returned; children: a function of the answer. */
export function Answered({ of, rows, children }) {
  if (of.answer) return html`<div class=${of.isLoading ? "renewing" : ""} aria-busy=${of.isLoading}>${of.refusal && html`<${Problem} refusal=${of.refusal} again=${of.again} />`}${children(of.answer)}</div>`;
  if (of.refusal) return html`<${Problem} refusal=${of.refusal} again=${of.again} />`;
  return html`<${Loading} rows=${rows} />`;
}

/** The heading of a page; the title of the window follows it. said: the same as text, where the heading is more than that. */
export function Title({ text, said = text, children }) {
  useEffect(() => { document.title = `${said} · Entente`; announce(said); }, [said]);
  return html`<div class="title"><h1>${text}</h1>${children}</div>`;
}
