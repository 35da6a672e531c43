// Subscriptions: one socket for the page, opened with the first that follows something and closed after the last.
import { createClient } from "graphql-ws";

const UNAUTHENTICATED = 4401;
const ENDED = new Set([4400, UNAUTHENTICATED, 4403, 4406, 4409, 4429]);
const LONGEST_PAUSE = 30_000;

let client = null;
let isOpen = false;
const hearing = new Set(); // who is to be told when the socket is open: a subscription may have nothing to tell for long

function connected() {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const on = {
    connected: () => { isOpen = true; for (const tell of hearing) tell(); },
    closed: () => { isOpen = false; },
  };
  client ??= createClient({ url: `${scheme}://${location.host}/graphql`, lazy: true, retryAttempts: 0, on });
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
  const live = () => standing("live");
  const again = (closed) => {
    hearing.delete(live);
    if (isOver) return;
    standing("away");
    if (closed?.code === UNAUTHENTICATED) window.dispatchEvent(new Event("entente:session"));
    if (ENDED.has(closed?.code)) return;
    setTimeout(begin, pause);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  };
  const begin = () => {
    if (isOver) return;
    hearing.add(live);
    if (isOpen) live();
    leave = connected().subscribe({ query, variables: variables() }, {
      next: ({ data }) => { pause = 1000; live(); if (data) told(data); },
      error: again,
      complete: () => again(),
    });
  };
  begin();
  return () => { isOver = true; hearing.delete(live); leave(); };
}
