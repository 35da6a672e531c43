// Where the values of fields can be chosen from by name, so that nobody has to type a code or an id.
import { useEffect, useState } from "preact/hooks";
import { ask, askAll } from "../../frame/server.js";
import { word } from "../codes.js";

const AGENCIES = `query PickAgencies($after: String) {
  agencies(first: 200, after: $after) { nodes { agencyId name country } pageInfo { hasNextPage endCursor } }
}`;
const UNITS = `query PickUnits($filter: UnitFilterInput, $after: String) {
  units(filter: $filter, first: 200, after: $after) { nodes { unitId name family } pageInfo { hasNextPage endCursor } }
}`;
const ITEMS = `query PickItems($filter: ItemFilterInput, $after: String) {
  items(filter: $filter, first: 200, after: $after) { nodes { itemId title kind isErased } pageInfo { hasNextPage endCursor } }
}`;
const REQUESTS = `query PickRequests($filter: RequestFilterInput, $after: String) {
  requests(filter: $filter, first: 200, after: $after) { nodes { requestId subject requestedAgencyId } pageInfo { hasNextPage endCursor } }
}`;
const MEMBERS = `query PickMembers($investigationId: UUID!) {
  investigation(investigationId: $investigationId) { members { memberId agencyId role isActive } partners { agencyId standing } }
}`;
const CRIME_AREAS = "query PickCrimeAreas($on: Date) { crimeAreas(on: $on) { code label } }";

const option = (value, label) => ({ value, label });
const today = () => new Date().toISOString().slice(0, 10);

async function agencies() {
  return (await askAll(AGENCIES, {}, (data) => data.agencies)).map((each) => option(each.agencyId, each.name));
}

/** The partners of an investigation with their names; all agencies where there is no investigation. */
async function partners({ investigationId }) {
  const all = await agencies();
  if (!investigationId) return all;
  const { investigation } = await ask(MEMBERS, { investigationId });
  const codes = new Set((investigation?.partners ?? []).filter((each) => each.standing === "JOINED").map((each) => each.agencyId));
  return codes.size ? all.filter((each) => codes.has(each.value)) : all;
}

async function units({ agencyId }) {
  const found = await askAll(UNITS, { filter: agencyId ? { agencyId } : null }, (data) => data.units);
  return found.map((each) => option(each.unitId, each.name));
}

async function items({ investigationId }) {
  const found = await askAll(ITEMS, { filter: { investigationId } }, (data) => data.items);
  return found.filter((each) => !each.isErased).map((each) => option(each.itemId, `${each.title} (${word("ItemKind", each.kind)})`));
}

async function requests({ investigationId }) {
  const found = await askAll(REQUESTS, { filter: { investigationId } }, (data) => data.requests);
  return found.map((each) => option(each.requestId, `${each.requestedAgencyId}: ${each.subject}`));
}

async function members({ investigationId }) {
  if (!investigationId) return [];
  const { investigation } = await ask(MEMBERS, { investigationId });
  return (investigation?.members ?? []).filter((each) => each.isActive).map((each) => option(each.memberId, `${each.agencyId}, ${word("MemberRole", each.role)}`));
}

async function crimeAreas() {
  return (await ask(CRIME_AREAS, { on: today() })).crimeAreas.map((each) => option(each.code, each.label));
}

/** Name of a field -> what it is chosen from. byName: what is shown is the name alone, since the value is an id. */
const PICKS = {
  unitId: { from: units }, requestingUnitId: { from: units },
  agencyId: { from: partners }, toAgencyId: { from: partners }, toAgencyIds: { from: partners },
  fromAgencies: { from: partners }, agencies: { from: partners }, requestedAgencyId: { from: partners },
  itemIds: { from: items, byName: true }, requestId: { from: requests, byName: true },
  memberId: { from: members }, persons: { from: members },
  crimeArea: { from: crimeAreas }, crimeAreas: { from: crimeAreas },
};

export function isPicked(name) {
  return name in PICKS;
}

export function isByName(name) {
  return PICKS[name]?.byName ?? false;
}

/** What a field can be chosen from: [{ value, label }]; choices: those that the form was given for it, if any. */
export function usePicks(name, of, choices) {
  const [found, setFound] = useState(choices ?? []);
  const asked = JSON.stringify([name, of]);
  useEffect(() => {
    let isPast = false;
    if (choices || !PICKS[name]) return undefined;
    PICKS[name].from(of).then((options) => isPast || setFound(options), () => {});
    return () => { isPast = true; };
  }, [asked]);
  return choices ?? found;
}
