// Asks while a component is shown: once, page by page, or live. What was answered stays until the next answer is there.
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { follow } from "./following.js";
import { ask } from "./server.js";

/**
 * Asks, and again whenever the question changes. query: null asks nothing.
 * Returns { answer, refusal, isLoading, again }; while another answer is on its way, the one before stays: nothing jumps.
 */
export function useAnswer(query, variables = {}) {
  const [state, setState] = useState({ answer: null, refusal: null, isLoading: true });
  const [round, setRound] = useState(0);
  const asked = JSON.stringify([query, variables]);
  useEffect(() => {
    if (!query) return undefined;
    const stop = new AbortController();
    setState((before) => ({ ...before, isLoading: true }));
    ask(query, variables, { signal: stop.signal }).then(
      (answer) => setState({ answer, refusal: null, isLoading: false }),
      (refusal) => refusal.name === "AbortError" || setState((before) => ({ ...before, refusal, isLoading: false })));
    return () => stop.abort();
  }, [asked, round]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, again };
}

const NO_PAGE = { nodes: [], total: null, hasMore: false, refusal: null, isLoading: true };

/**
 * Asks for a connection page by page. pick takes it out of the data.
 * Returns { nodes, total, hasMore, refusal, isLoading, more, again }.
 */
export function usePages(query, variables, pick) {
  const [state, setState] = useState(NO_PAGE);
  const [round, setRound] = useState(0);
  const latest = useRef({});
  const asked = JSON.stringify([query, variables, round]);
  latest.current = { asked, state };
  const load = useCallback(async (before, after) => {
    const ofThis = asked;
    setState((now) => ({ ...now, isLoading: true }));
    try {
      const page = pick(await ask(query, { ...variables, after }));
      if (latest.current.asked !== ofThis) return;
      const { nodes = [], totalCount = null, pageInfo = {} } = page ?? {};
      setState({ nodes: [...before, ...nodes], total: totalCount, hasMore: pageInfo.hasNextPage ?? false, after: pageInfo.endCursor, refusal: null, isLoading: false });
    } catch (refusal) {
      if (latest.current.asked === ofThis) setState((now) => ({ ...now, refusal, isLoading: false }));
    }
  }, [asked]);
  useEffect(() => { if (query) load([], null); }, [load]);
  const more = useCallback(() => { load(latest.current.state.nodes, latest.current.state.after); }, [load]);
  const again = useCallback(() => setRound((before) => before + 1), []);
  return { ...state, more, again };
}

/**
 * Follows a subscription. told(data) is called for each message; variables() tells what to send on coming back, such as the
 * last position. Returns "connecting", "live" or "away".
 */
export function useLive(query, variables, told) {
  const [standing, setStanding] = useState("connecting");
  const calls = useRef({});
  calls.current = { variables, told };
  useEffect(() => {
    if (!query) return undefined;
    return follow(query, () => calls.current.variables(), (data) => calls.current.told(data), setStanding);
  }, [query]);
  return standing;
}
