// One investigation: what it is, its request board, its shared items, its open follow-ups, its timeline. Filters stand in the address, so that a view can be linked.
import { el, paged } from "./dom.js";
import { instant, label, occurred, value as shownValue, words, written } from "./format.js";
import { ask } from "./graphql.js";
import { sharedItems } from "./items.js";
import { board } from "./requests.js";

const ONE = `query Investigation($id: UUID!) {
  investigation(investigationId: $id) {
    reference title phase legalBasis leadAgencyId crimeAreas openedAt plannedEnd openRequestCount requestCount openFollowupCount
    agreement { reference signedOn }
    partners { agencyId role standing isLead }
    members { memberId agencyId role isActive isAdministrator }
  }
}`;

const ENTRIES = `query Timeline($id: UUID!, $filter: EntryFilterInput, $after: String) {
  timeline(caseId: $id, filter: $filter, first: 50, after: $after) {
    nodes {
      position eventId kind category fromAgencyId toAgencyId agencies occurredAt occurredText occurredPrecision occurredTz recordedAt
      actorId actorAgencyId channel externalRef text isErased isSystem cycle correctedBy corrects summaryArguments { name value } direction
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const FOLLOW_UPS = `query FollowUps($id: UUID!, $after: String) {
  followUps(filter: { investigationId: $id, stages: [OPEN, ASSIGNED, COMPLETED] }, first: 50, after: $after) {
    nodes { followupId stage task source openedByAgencyId assignedAgencyId assignedUnitId dueAt isOverdue isErased progressNotes }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const CATEGORIES = ["INVESTIGATION", "PARTNERSHIP", "MEMBERSHIP", "AGREEMENT", "JOINT_ACTIVITY", "FACT", "REQUEST", "CLARIFICATION", "TIME_LIMIT", "REPLY", "CORRECTION", "FOLLOW_UP", "ITEM"];

export async function showInvestigation(view, { id, search }) {
  const { investigation } = await ask(ONE, { id });
  if (!investigation) {
    view.dataset.absent = "yes";
    view.append(el("h1", {}, "Not found"), el("p", {}, "There is no such investigation, or it is not for you to see. ",
      "Check the address, or ask an administrator of the investigation to admit you. ", el("a", { href: "#/" }, "My investigations")));
    return;
  }
  const go = (changes) => { location.hash = address(id, search, changes); };
  view.append(head(investigation), el("h2", { id: "board" }, "Request board"));
  const requests = await board(view, { investigationId: id }, "No request yet that you may see.", (requestId) => go({ request: requestId }));
  await sharedItems(view, id);
  if (investigation.openFollowupCount) await followUps(view, id);
  view.append(el("h2", { id: "timeline" }, "Timeline"), filters(investigation, requests, search, go));
  const list = el("ol", { class: "timeline" });
  view.append(list);
  const load = async (after) => (await ask(ENTRIES, { id, filter: filterOf(search), after })).timeline;
  await paged({ container: list, load, show: entry, empty: "No entry fits these filters.", what: ["entry", "entries"] });
  if (search.size) requestAnimationFrame(() => document.getElementById("timeline")?.scrollIntoView());
}

function head(one) {
  const facts = [
    ["Phase", words(one.phase)], ["Lead", one.leadAgencyId], ["Legal basis", words(one.legalBasis)],
    ["Crime areas", one.crimeAreas.map(words).join(", ") || "–"], ["Opened", instant(one.openedAt)],
    ["Agreement", one.agreement ? `${one.agreement.reference}, signed ${one.agreement.signedOn}` : "none recorded"],
    ["Requests", `${one.openRequestCount} open of ${one.requestCount}`], ["Open follow-ups", String(one.openFollowupCount)],
    ["Partners", one.partners.map((partner) => `${partner.agencyId} (${words(partner.standing).toLowerCase()})`).join(", ")],
    ["Active members", one.members.filter((member) => member.isActive).map((member) => member.memberId).join(", ")],
  ];
  return el("section", { "aria-label": "Overview" },
    el("p", { class: "muted" }, el("a", { href: "#/" }, "My investigations"), " / ", one.reference),
    el("h1", {}, one.title),
    el("dl", { class: "facts" }, facts.map(([name, value]) => el("div", {}, el("dt", {}, name), el("dd", {}, value)))));
}

async function followUps(view, id) {
  const list = el("ul", { class: "board" });
  view.append(el("h2", { id: "follow-ups" }, "Open follow-ups"), list);
  const load = async (after) => (await ask(FOLLOW_UPS, { id, after })).followUps;
  await paged({ container: list, load, show: followUp, empty: "No follow-up is open.", what: ["follow-up", "follow-ups"] });
}

function followUp(one) {
  const doer = one.assignedAgencyId ? `${one.assignedAgencyId}${one.assignedUnitId ? ` · ${one.assignedUnitId}` : ""}` : "nobody yet";
  return el("li", { class: `card ${one.isOverdue ? "overdue" : "calm"}` },
    el("div", { class: "card-head" },
      el("span", { class: "badge state" }, words(one.stage)),
      one.isOverdue && el("span", { class: "badge urgent" }, "overdue")),
    el("p", { class: "route" }, one.openedByAgencyId, " → ", doer),
    el("p", {}, written(one.task, one.isErased)),
    el("p", { class: "muted" }, "due ", instant(one.dueAt), ` · from a ${words(one.source).toLowerCase()}`,
      one.progressNotes > 0 && ` · ${one.progressNotes} note${one.progressNotes === 1 ? "" : "s"} of progress`));
}

function filters(one, requests, search, go) {
  const select = (name, text, options) => {
    const made = el("select", { id: `by-${name}` }, [["", "all"], ...options].map(([value, shown]) => el("option", { value, selected: value === (search.get(name) ?? "") }, shown)));
    made.addEventListener("change", () => go({ [name]: made.value }));
    return el("span", {}, el("label", { for: `by-${name}` }, text), made);
  };
  const system = el("input", { type: "checkbox", id: "by-system", checked: search.get("system") === "yes" });
  system.addEventListener("change", () => go({ system: system.checked ? "yes" : "" }));
  const named = (request) => [request.requestId, `${request.requestingAgencyId} → ${request.requestedAgencyId}: ${(request.subject || "draft").slice(0, 60)}`];
  return el("div", { class: "filters", role: "group", "aria-label": "Filters of the timeline" },
    select("category", "Kind", CATEGORIES.map((category) => [category, words(category)])),
    select("agency", "Agency", one.partners.map((partner) => [partner.agencyId, partner.agencyId])),
    select("direction", "Direction", [["OUTGOING", "from my agency"], ["INCOMING", "to my agency"], ["INTERNAL", "within my agency"]]),
    select("request", "Request", requests.map(named)),
    el("span", {}, system, el("label", { for: "by-system" }, "show what the system recorded")),
    search.size > 0 && el("button", { type: "button", onclick: () => go({ category: "", agency: "", direction: "", request: "", system: "" }) }, "Clear filters"));
}

function filterOf(search) {
  const filter = { hideSystem: search.get("system") !== "yes" };
  if (search.get("category")) filter.categories = [search.get("category")];
  if (search.get("agency")) filter.agencies = [search.get("agency")];
  if (search.get("direction")) filter.direction = search.get("direction");
  if (search.get("request")) filter.requestId = search.get("request");
  return filter;
}

function address(id, search, changes) {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) value ? next.set(name, value) : next.delete(name);
  return next.size ? `#/investigation/${id}?${next}` : `#/investigation/${id}`;
}

function entry(one) {
  const parties = one.fromAgencyId && one.toAgencyId && one.fromAgencyId !== one.toAgencyId
    ? `${one.fromAgencyId} → ${one.toAgencyId}` : one.fromAgencyId ?? one.agencies.join(", ");
  const told = one.summaryArguments.filter(({ value }) => value && value !== "[]" && value !== "false");
  return el("li", { class: `entry ${one.isSystem ? "system" : ""} cat-${one.category.toLowerCase()}`, id: `entry-${one.position}` },
    el("div", { class: "when" }, occurred(one)),
    el("div", {},
      el("p", {}, el("strong", {}, words(one.kind)), " ", el("span", { class: "badge" }, words(one.category).toLowerCase()), " ",
        el("span", { class: "route" }, parties),
        one.cycle > 1 && el("span", { class: "badge" }, `cycle ${one.cycle}`),
        one.correctedBy.length > 0 && el("span", { class: "badge urgent" }, "corrected later"),
        one.corrects && el("span", { class: "badge" }, "corrects an earlier entry")),
      one.text && el("p", { class: "text" }, written(one.text, one.isErased)),
      told.length > 0 && el("dl", { class: "told" }, told.map(({ name, value }) => el("div", {}, el("dt", {}, label(name)), el("dd", {}, written(shownValue(value), one.isErased))))),
      el("p", { class: "muted small" }, `Recorded by ${one.actorId}${one.actorAgencyId ? ` (${one.actorAgencyId})` : ""}`, one.channel !== "OTHER" && ` via ${words(one.channel)}`,
        one.externalRef && `, ${one.externalRef}`, " · ", instant(one.recordedAt), ` · position ${one.position}`)));
}
