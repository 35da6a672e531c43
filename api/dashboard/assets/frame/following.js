// Subscriptions: one socket for the page, opened with the first that follows something and closed after the last.
import { createClient } from "graphql-ws";

const UNAUTHENTICATED = 4401;
const ENDED = new Set([4400, UNAUTHENTICATED, 4403, 4406, 4409, 4429]);
const LONGEST_PAUSE = 30_000;

let client = null;

function connected() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  client ??= createClient({ url: `${scheme}://${location.host}/graphql`, lazy: true, retryAttempts: 0 });
  return client;
}

/**
 * Follows until the returned function is called; comes back by itself, later each time, with what `variables` tells then.
 * standing: is told "connecting", "live" or "away".
 */
export function follow(query, variables, told, standing) {
  let isOver = false;
  let leave = () => {};
  let pause = 1000;
  const again = (closed) => {
    if (isOver) return;
    standing("away");
    if (closed?.code === UNAUTHENTICATED) window.dispatchEvent(new Event("entente:session"));
    if (ENDED.has(closed?.code)) return;
    setTimeout(begin, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };
  const begin = () => {
    if (isOver) return;
    leave = connected().subscribe({ query, variables: variables() }, {
      next: ({ data }) => { pause = 1000; standing("live"); if (data) told(data); },
      error: again,
      complete: () => again(),
    });
  };
  begin();
  return () => { isOver = true; leave(); };
}
