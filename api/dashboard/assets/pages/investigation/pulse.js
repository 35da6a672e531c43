// When things happened and were recorded in a case, over all of it: what the slider of time stands on, and what there is to filter by.
import { useEffect, useMemo, useState } from "preact/hooks";
import { ask } from "../../frame/server.js";

const PULSE = `query Pulse($id: UUID!, $after: String) {
  timeline(caseId: $id, filter: { hideSystem: false }, first: 200, after: $after) {
    nodes { position eventId kind category occurredAt recordedAt isSystem }
    pageInfo { hasNextPage endCursor }
  }
}`;

const PAUSE = 300; // milliseconds in which the first page of the page's own content goes ahead

/** { beats, kinds, counts, moments(way), isWhole }; beats: of each entry; round: another asks anew. */
export function usePulse(id, round) {
  const [state, setState] = useState({ beats: [], isWhole: false });
  useEffect(() => {
    const stop = new AbortController();
    const gather = async () => {
      const beats = [];
      for (let after = null, hasMore = true; hasMore;) {
        const { timeline } = await ask(PULSE, { id, after }, { signal: stop.signal });
        beats.push(...timeline.nodes);
        ({ endCursor: after, hasNextPage: hasMore } = timeline.pageInfo);
        if (!stop.signal.aborted && (!hasMore || beats.length === 200)) setState((before) => (hasMore && before.isWhole ? before : { beats: [...beats], isWhole: !hasMore }));
      }
    };
    const soon = setTimeout(() => gather().catch(() => {}), PAUSE); // without it the page lacks a background, no content
    return () => { clearTimeout(soon); stop.abort(); };
  }, [id, round]);
  return useMemo(() => ({ ...state, ...counted(state.beats) }), [state]);
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
