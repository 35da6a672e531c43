// The entries of a timeline: page after page in the background, then live. What was there stays until the first page is here.
import { useCallback, useEffect, useState } from "preact/hooks";
import { follow } from "../../frame/following.js";
import { ask } from "../../frame/server.js";

const PAGE = `query Entries($id: UUID!, $filter: EntryFilterInput, $before: String, $asOf: AsOf, $isFirst: Boolean!) {
  timeline(caseId: $id, filter: $filter, last: 200, before: $before, asOf: $asOf) {
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
    const held = { pages: [], news: [], total: 0, isWhole: false };
    const show = () => change({ ...merged(held), isLoading: !held.isWhole, refusal: null });
    let leave = () => {};
    const begun = (after) => {
      if (!asOf && !stop.signal.aborted) leave = followed({ id, filter, after }, (news) => { held.news.push(...news); show(); }, (standing) => change({ standing }));
    };
    change({ isLoading: true, isWhole: false, refusal: null });
    gathered({ id, filter, asOf }, stop.signal, held, { show, begun })
      .catch((refusal) => refusal.name === "AbortError" || change({ refusal, isLoading: false }));
    return () => { stop.abort(); leave(); };
  }, [asked]);
  return { ...state, again: useCallback(() => setRound((before) => before + 1), []) };
}

/**
 * Asks for page after page, the latest first. begun is told with the first page where in the record it stood at the least:
 * whatever is told live from there on leaves no gap, for what was recorded before is on the pages; what is told twice is shown once.
 */
async function gathered({ id, filter, asOf }, signal, held, { show, begun }) {
  for (let before = null, isFirst = true; !held.isWhole; isFirst = false) {
    const { timeline } = await ask(PAGE, { id, filter, asOf, before, isFirst }, { signal });
    held.pages = [...timeline.nodes, ...held.pages];
    held.total = timeline.totalCount ?? held.total;
    before = timeline.pageInfo.startCursor;
    held.isWhole = !timeline.pageInfo.hasPreviousPage;
    show();
    if (isFirst) begun(Math.max(0, ...timeline.nodes.map((entry) => entry.position)));
  }
}

function followed({ id, filter, after }, tell, stands) {
  let position = after;
  return follow(NEWS, () => ({ id, filter, after: position }), ({ caseTimeline: news }) => {
    position = news.position;
    if (news.entries.length) tell(news.entries);
  }, stands);
}

/** What pages and news hold together; what was told live marks what it corrects. What is new is known once all pages are there. */
function merged({ pages, news, total, isWhole }) {
  if (!news.length) return { entries: pages, total, isWhole, came: NONE.came };
  const known = new Set(pages.map((entry) => entry.eventId));
  const fresh = news.filter((entry) => !known.has(entry.eventId));
  const corrections = new Map(fresh.filter((entry) => entry.corrects).map((entry) => [entry.corrects, entry.eventId]));
  const corrected = (entry) => (corrections.has(entry.eventId) ? { ...entry, correctedBy: [...entry.correctedBy, corrections.get(entry.eventId)] } : entry);
  return { entries: [...pages.map(corrected), ...fresh].sort(byTime), total: isWhole ? total + fresh.length : total, isWhole, came: isWhole && fresh.length ? new Set(fresh.map((entry) => entry.eventId)) : NONE.came };
}

/** In the order of the timeline: when it happened, then when it was recorded; undated ones last. */
function byTime(one, other) {
  const [at, than] = [one, other].map(({ occurredAt }) => (occurredAt ? Date.parse(occurredAt) : Infinity));
  return at === than ? one.position - other.position : at - than;
}
