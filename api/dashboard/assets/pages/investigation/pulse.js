// When things happened and were recorded in a case, over all of it: what the slider of time stands on, and what there is to filter by.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useLive } from "../../frame/asking.js";
import { ask } from "../../frame/server.js";

const PULSE = `query Pulse($id: UUID!, $after: String) {
  timeline(caseId: $id, filter: { hideSystem: false }, first: 200, after: $after) {
    nodes { position eventId kind category occurredAt recordedAt isSystem }
    pageInfo { hasNextPage endCursor }
  }
}`;

const NEWS = `subscription CaseMoves($id: UUID!, $after: Position) {
  caseTimeline(caseId: $id, after: $after, filter: { hideSystem: false }) {
    position
    entries { position eventId kind category occurredAt recordedAt isSystem }
  }
}`;

const PAUSE = 300; // milliseconds in which the first page of the page's own content goes ahead
const BREATH = 2000; // milliseconds between two rounds at the least, however much is recorded

/**
 * What is recorded in the case while it is looked at: { round, beats }. round grows, a little later, whenever something was:
 * what is shown of now asks anew; beats: of each entry that came.
 */
export function useNews(id, moment) {
  const [news, setNews] = useState({ round: 0, beats: [] });
  const held = useRef({ position: null, soon: null, last: 0 });
  useEffect(() => () => clearTimeout(held.current.soon), []);
  useLive(moment ? null : NEWS, () => ({ id, after: held.current.position }), ({ caseTimeline: { position, entries } }) => {
    held.current.position = position;
    if (!entries.length) return;
    setNews((before) => ({ ...before, beats: [...before.beats, ...entries] }));
    held.current.soon ??= setTimeout(() => {
      Object.assign(held.current, { soon: null, last: Date.now() });
      setNews((before) => ({ ...before, round: before.round + 1 }));
    }, Math.max(PAUSE, held.current.last + BREATH - Date.now()));
  });
  return news;
}

/** { beats, kinds, counts, moments(way), isWhole }; beats: of each entry, with those that came since. */
export function usePulse(id, fresh) {
  const [state, setState] = useState({ beats: [], isWhole: false });
  useEffect(() => {
    const stop = new AbortController();
    const gather = async () => {
      const beats = [];
      for (let after = null, hasMore = true; hasMore;) {
        const { timeline } = await ask(PULSE, { id, after }, { signal: stop.signal });
        beats.push(...timeline.nodes);
        ({ endCursor: after, hasNextPage: hasMore } = timeline.pageInfo);
        if (!hasMore || beats.length === timeline.nodes.length) setState({ beats: [...beats], isWhole: !hasMore }); // with the first page, then with all
      }
    };
    const soon = setTimeout(() => gather().catch(() => {}), PAUSE); // without it the page lacks a background, no content
    return () => { clearTimeout(soon); stop.abort(); };
  }, [id]);
  return useMemo(() => {
    const known = new Set(state.beats.map((beat) => beat.eventId));
    const beats = [...state.beats, ...fresh.filter((beat) => !known.has(beat.eventId))];
    return { ...state, beats, ...counted(beats) };
  }, [state, fresh]);
}

function counted(beats) {
  const counts = new Map();
  for (const { category } of beats) counts.set(category, (counts.get(category) ?? 0) + 1);
  const sorted = {};
  for (const way of ["occurredAt", "recordedAt"]) {
    sorted[way] = beats.map((beat) => Date.parse(beat[way])).filter((at) => !Number.isNaN(at)).sort((one, other) => one - other);
  }
  return { counts, kinds: [...new Set(beats.map((beat) => beat.kind))].sort(), moments: (way) => sorted[way] ?? sorted.recordedAt };
}
