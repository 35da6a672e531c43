// What waits, asked page by page, and anew as soon as the desk is said to have changed.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useLive } from "../../frame/asking.js";
import { ask } from "../../frame/server.js";

const QUERY = `query Desk($filter: DeskFilterInput, $first: Int, $after: String, $minPosition: Position) {
  whole: desk(minPosition: $minPosition) { tally { overdue kinds { kind entries } } }
  desk(filter: $filter, minPosition: $minPosition) {
    entries(first: $first, after: $after) {
      nodes {
        kind subjectId partId investigationId otherAgencyId nextCommand since due remindedAt standing
        investigation { reference title }
        subject {
          __typename
          ... on Request {
            subject urgency requestingAgencyId requestedAgencyId assignedUnitId instrument version isErased
            clocks { obligation citation state startedAt baseDue effectiveDue warnAt suspended suspendedSince extended metAt endedAt }
          }
          ... on SharedItem { title version isErased }
          ... on FollowUp { task version isErased }
          ... on Review { subject version isErased }
        }
      }
      totalCount
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

const CHANGES = `subscription DeskChanges($after: Position) {
  myDesk(after: $after) { position desk { tally { overdue kinds { kind entries } } } }
}`;

const PAGE = 50;
const LARGEST = 200;

/** What names an entry among all: of one thing several steps may wait. */
export function keyOf(entry) {
  return [entry.kind, entry.subjectId, entry.partId, entry.otherAgencyId].join(" ");
}

/**
 * kind: one alone, or null. Returns { nodes, total, tally, hasMore, standing, isLoading, refusal, more, again }.
 * again(position): reads as many entries as are shown anew, with what was recorded up to there.
 */
export function useDesk(kind) {
  const [state, setState] = useState({ nodes: [], total: null, tally: null, hasMore: false, isLoading: true, refusal: null });
  const latest = useRef({});
  latest.current = { kind, shown: state.nodes.length, after: state.after };
  const position = useRef(null);
  const [first, setFirst] = useState(null); // the tally that was told when following began
  const read = useCallback(async (wanted, { nodes = [], after = null, minPosition = null } = {}) => {
    setState((before) => ({ ...before, isLoading: true }));
    try {
      const found = await pages(wanted, { nodes, after, minPosition, filter: kind ? { kinds: [kind] } : null });
      if (latest.current.kind === kind) setState({ ...found, isLoading: false, refusal: null });
    } catch (refusal) {
      if (latest.current.kind === kind) setState((before) => ({ ...before, isLoading: false, refusal }));
    }
  }, [kind]);
  useEffect(() => { read(PAGE); }, [read]);
  const again = useCallback((minPosition) => read(Math.max(PAGE, latest.current.shown), { minPosition }), [read]);
  const more = () => read(state.nodes.length + PAGE, { nodes: state.nodes, after: state.after });
  const standing = useLive(CHANGES, () => ({ after: position.current }), ({ myDesk }) => {
    const isFirst = position.current === null;
    position.current = myDesk.position;
    if (!isFirst) again();
    else setFirst(JSON.stringify(myDesk.desk.tally));
  });
  const isRead = state.tally !== null;
  useEffect(() => { if (first && isRead && first !== JSON.stringify(state.tally)) again(); }, [first, isRead]); // changed between the two
  return { ...state, standing, more, again };
}

async function pages(wanted, { nodes, after, ...asked }) {
  const entries = [...nodes];
  for (let cursor = after; ;) {
    const first = Math.min(LARGEST, wanted - entries.length);
    const { whole, desk } = await ask(QUERY, { ...asked, first, after: cursor });
    entries.push(...desk.entries.nodes);
    cursor = desk.entries.pageInfo.endCursor;
    const hasMore = desk.entries.pageInfo.hasNextPage;
    if (!hasMore || entries.length >= wanted) return { nodes: entries, after: cursor, hasMore, total: desk.entries.totalCount, tally: whole.tally };
  }
}
