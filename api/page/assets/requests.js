// The request board: where each request stands, and its legal clocks with the article they rest on.
import { el, paged } from "./dom.js";
import { duration, instant, instrument, since, words, written } from "./format.js";
import { ask } from "./graphql.js";
import { chips } from "./marking.js";

const QUERY = `query Board($filter: RequestFilterInput, $after: String) {
  requests(filter: $filter, first: 50, after: $after) {
    nodes {
      requestId investigationId state cycle urgency instrument crimeArea subject requestingAgencyId requestedAgencyId assignedUnitId
      awaitingClarification awaitingJudicialAuthorisation postponed escalated dueAt atRisk overdue outcome grounds isErased
      marking { tlp handling pap classification compartments }
      clocks { obligation cycle citation state binding effectiveDue breachedAt suspendedSince isAnnulled isAtRisk isOverdue remaining }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const STANDINGS = [["", "any"], ["AT_RISK", "at risk"], ["OVERDUE", "overdue"]];
const OVERLAYS = [["awaitingClarification", "awaiting clarification"], ["awaitingJudicialAuthorisation", "awaiting a judge's leave"], ["postponed", "postponed"], ["escalated", "escalated"]];

export async function showRequests(view, { search }) {
  const standing = search.get("standing") ?? "";
  const select = el("select", { id: "standing" }, STANDINGS.map(([value, name]) => el("option", { value, selected: value === standing }, name)));
  select.addEventListener("change", () => { location.hash = select.value ? `#/requests?standing=${select.value}` : "#/requests"; });
  view.append(el("h1", {}, "Requests of all my investigations"),
    el("div", { class: "filters" }, el("label", { for: "standing" }, "Legal clocks"), select));
  await board(view, standing ? { standing } : {}, "No request that you may see fits.");
}

/** Appends the board of the requests that fit; returns the requests of the first page. */
export async function board(view, filter, empty, onPick = null) {
  const list = el("ul", { class: "board" });
  view.append(list);
  const known = [];
  const load = async (after) => {
    const page = (await ask(QUERY, { filter, after })).requests;
    known.push(...page.nodes);
    return page;
  };
  await paged({ container: list, load, show: (node) => card(node, onPick), empty, what: ["request", "requests"] });
  return known;
}

function card(one, onPick) {
  const standing = one.overdue ? "overdue" : one.atRisk ? "risk" : "calm";
  const overlays = OVERLAYS.filter(([field]) => one[field]).map(([, text]) => el("span", { class: "badge" }, text));
  const clocks = one.clocks.filter((clock) => clock.cycle === one.cycle && clock.state !== "NOT_STARTED");
  return el("li", { class: `card ${standing}` },
    el("div", { class: "card-head" },
      el("span", { class: "badge state" }, words(one.state)),
      one.urgency !== "ROUTINE" && el("span", { class: "badge urgent" }, words(one.urgency)),
      one.cycle > 1 && el("span", { class: "badge" }, `cycle ${one.cycle}`),
      overlays,
      chips(one.marking),
      one.outcome && el("span", { class: "badge" }, `outcome ${words(one.outcome).toLowerCase()}`)),
    el("p", { class: "route" }, one.requestingAgencyId, " → ", one.requestedAgencyId, one.assignedUnitId && ` · ${one.assignedUnitId}`),
    el("p", {}, one.subject ? written(one.subject, one.isErased) : el("span", { class: "muted" }, "no subject yet")),
    el("p", { class: "muted" }, `${instrument(one.instrument)} · ${one.crimeArea ? words(one.crimeArea) : "no crime area yet"}`),
    one.grounds.length > 0 && el("p", {}, `Refused: ${one.grounds.map((ground) => words(ground).toLowerCase()).join(", ")}`),
    clocks.length ? el("ul", { class: "clocks" }, clocks.map(clockLine)) : el("p", { class: "muted" }, "No legal clock has started."),
    one.investigationId && el("p", {}, link(one, onPick)));
}

function link(one, onPick) {
  if (onPick) return el("button", { type: "button", class: "quiet", onclick: () => onPick(one.requestId) }, "Show its entries on the timeline");
  return el("a", { href: `#/investigation/${one.investigationId}?request=${one.requestId}` }, "Its timeline");
}

function clockLine(clock) {
  const [kind, text] = standingOf(clock);
  return el("li", { class: `clock ${kind}` },
    el("strong", {}, words(clock.obligation)), " ", el("span", { class: "badge" }, text), " ",
    el("span", {}, "due ", instant(clock.effectiveDue)), " ", el("cite", {}, clock.citation));
}

function standingOf(clock) {
  if (clock.isOverdue) return ["overdue", `overdue by ${duration(clock.remaining ?? since(clock.effectiveDue))}`];
  if (clock.state === "MISSED") return ["overdue", "met late"];
  if (clock.state === "MET") return ["met", "met"];
  if (clock.state === "CANCELLED") return ["calm", "no longer counts"];
  if (clock.breachedAt && !clock.isAnnulled) return ["overdue", "breached"];
  if (clock.suspendedSince) return ["rest", "suspended"];
  if (clock.isAtRisk) return ["risk", `at risk, ${duration(clock.remaining)} left`];
  return ["calm", clock.remaining ? `${clock.binding ? "" : "a wish, "}${duration(clock.remaining)} left` : words(clock.state).toLowerCase()];
}
