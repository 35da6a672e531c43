// My investigations, the most recently changed first.
import { el, paged } from "./dom.js";
import { instant, words } from "./format.js";
import { ask } from "./graphql.js";

const QUERY = `query Investigations($filter: InvestigationFilterInput, $after: String) {
  investigations(filter: $filter, first: 50, after: $after) {
    nodes { investigationId reference title phase leadAgencyId activePartners requestCount openRequestCount openFollowupCount updatedAt }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

export async function showInvestigations(view, { search }) {
  const text = search.get("text") ?? "";
  const input = el("input", { type: "search", name: "text", id: "text", value: text, maxlength: "100" });
  const form = el("form", { class: "filters", role: "search", onsubmit: (event) => {
    event.preventDefault();
    location.hash = input.value.trim() ? `#/?${new URLSearchParams({ text: input.value.trim() })}` : "#/";
  } }, el("label", { for: "text" }, "Reference or title"), input, el("button", {}, "Find"));
  const rows = el("tbody");
  const table = el("table", {}, el("thead", {}, el("tr", {}, ["Reference", "Title", "Phase", "Lead", "Partners", "Open requests", "Last change"].map((name) => el("th", { scope: "col" }, name)))), rows);
  const holder = el("div", { class: "scroll" }, table);
  view.append(el("h1", {}, "My investigations"), form, holder);
  const filter = text ? { text } : null;
  const load = async (after) => (await ask(QUERY, { filter, after })).investigations;
  const empty = text ? "None of your investigations has this in its reference or title." : "You are an active member of no investigation. An administrator of one can admit you.";
  await paged({ container: holder, load, show: (node) => { rows.append(row(node)); return ""; }, empty, what: ["investigation", "investigations"] });
}

function row(one) {
  return el("tr", {},
    el("th", { scope: "row" }, el("a", { href: `#/investigation/${one.investigationId}` }, one.reference)),
    el("td", {}, el("a", { href: `#/investigation/${one.investigationId}` }, one.title)),
    el("td", {}, el("span", { class: `badge phase-${one.phase.toLowerCase()}` }, words(one.phase))),
    el("td", {}, one.leadAgencyId),
    el("td", { class: "number" }, String(one.activePartners)),
    el("td", { class: "number" }, `${one.openRequestCount} of ${one.requestCount}`),
    el("td", {}, instant(one.updatedAt)));
}
