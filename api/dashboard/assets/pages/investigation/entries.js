// The entries of a timeline: page after page in the background, then live. What was there stays until the first page is here.
import { useCallback, useEffect, useState } from "preact/hooks";
import { follow } from "../../frame/following.js";
import { ask } from "../../frame/server.js";

const PAGE = `query Entries($id: UUID!, $filter: EntryFilterInput, $before: String, $asOf: AsOf, $minPosition: Position, $isFirst: Boolean!) {
  timeline(caseId: $id, filter: $filter, last: 200, before: $before, asOf: $asOf, minPosition: $minPosition) {
    nodes {
      position eventId requestId followupId reviewId itemId kind category fromAgencyId toAgencyId agencies recordedAt actorId actorKind actorAgencyId
      actorUnitId channel externalRef text isErased isSystem cycle corrects correctedBy itemIds occurredAt occurredUntil occurredPrecision occurredTz
      occurredText summaryArguments { name value } direction
    }
    pageInfo { hasPreviousPage startCursor }
    totalCount @include(if: $isFirst)
  }
}`;

const NEWS = `subscription News($id: UUID!, $filter: EntryFilterInput, $after: Position) {
  caseTimeline(caseId: $id, filter: $filter, after: $after) {
    position
    entries {
      position eventId requestId followupId reviewId itemId kind category fromAgencyId toAgencyId agencies recordedAt actorId actorKind actorAgencyId
      actorUnitId channel externalRef text isErased isSystem cycle corrects correctedBy itemIds occurredAt occurredUntil occurredPrecision occurredTz
      occurredText summaryArguments { name value } direction
    }
  }
}`;

export const ENTRY = `query Entry($eventId: UUID!) { entry(eventId: $eventId) { eventId caseId isSystem kind } }`;

const NONE = { entries: [], total: 0, came: new Set(), isWhole: false, isLoading: true, refusal: null, standing: "connecting" };
const PATIENCE = 1500; // milliseconds to wait for the socket before the pages are asked for without it

/**
 * The entries that fit, in the order in which things happened, undated ones last; the latest page comes first.
 * Returns { entries, total, came, isWhole, isLoading, refusal, standing, again }; came: ids of what came live.
 */
export function useEntries(id, filter, asOf) {
  const [state, setState] = useState(NONE);
  const [round, setRound] = useState(0);
  const asked = JSON.stringify([id, filter, asOf, round]);
  useEffect(() => {
    const stop = new AbortController();
    const change = (changes) => { if (!stop.signal.aborted) setState((before) => ({ ...before, ...changes })); };
    const held = { pages: [], news: [], total: 0 };
    const show = (more) => change({ ...merged(held), ...more });
    change({ isLoading: true, isWhole: false, refusal: null });
    const load = (minPosition) => gathered({ id, filter, asOf, minPosition }, stop.signal, held, show)
      .catch((refusal) => refusal.name === "AbortError" || change({ refusal, isLoading: false }));
    const tell = (entries) => { held.news.push(...entries); show({}); };
    const leave = asOf ? (load(null), () => {}) : followed({ id, filter }, load, tell, (standing) => change({ standing }));
    return () => { stop.abort(); leave(); };
  }, [asked]);
  return { ...state, again: useCallback(() => setRound((before) => before + 1), []) };
}

async function gathered({ id, filter, asOf, minPosition }, signal, held, show) {
  let pages = [];
  for (let before = null, hasMore = true, isFirst = true; hasMore; isFirst = false) {
    const { timeline } = await ask(PAGE, { id, filter, asOf, before, minPosition, isFirst }, { signal });
    pages = [...timeline.nodes, ...pages];
    Object.assign(held, { pages, total: timeline.totalCount ?? held.total });
    ({ startCursor: before, hasPreviousPage: hasMore } = timeline.pageInfo);
    show({ isWhole: !hasMore, isLoading: hasMore, refusal: null });
  }
}

/** Follows the case from before its pages are asked for, so that nothing falls between them and what comes live. */
function followed({ id, filter }, load, tell, stands) {
  let position = null;
  const hurry = setTimeout(() => load(null), PATIENCE);
  const leave = follow(NEWS, () => ({ id, filter, after: position }), ({ caseTimeline: news }) => {
    clearTimeout(hurry);
    if (position == null) load(news.position); // again, where it was not waited for: now nothing lies between
    position = news.position;
    if (news.entries.length) tell(news.entries);
  }, stands);
  return () => { clearTimeout(hurry); leave(); };
}

/** What pages and news hold together; what was told live marks what it corrects. */
function merged({ pages, news, total }) {
  if (!news.length) return { entries: pages, total, came: NONE.came };
  const known = new Set(pages.map((entry) => entry.eventId));
  const fresh = news.filter((entry) => !known.has(entry.eventId));
  const corrections = new Map(fresh.filter((entry) => entry.corrects).map((entry) => [entry.corrects, entry.eventId]));
  const corrected = (entry) => (corrections.has(entry.eventId) ? { ...entry, correctedBy: [...entry.correctedBy, corrections.get(entry.eventId)] } : entry);
  return { entries: [...pages.map(corrected), ...fresh].sort(byTime), total: total + fresh.length, came: new Set(news.map((entry) => entry.eventId)) };
}

/** In the order of the timeline: when it happened, then when it was recorded; undated ones last. */
function byTime(one, other) {
  const [at, than] = [one, other].map(({ occurredAt }) => (occurredAt ? Date.parse(occurredAt) : Infinity));
  return at === than ? one.position - other.position : at - than;
}
