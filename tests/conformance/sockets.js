// The reference client of the protocol graphql-transport-ws.

import { createClient } from "graphql-ws";
import WebSocket from "ws";

import { address, caseId, same, signed, sockets, tried } from "./house.js";

const FOLLOW = "subscription($id: UUID!) { caseTimeline(caseId: $id, after: 0) { position entries { kind } } }";

function client(more = {}) {
  return createClient({ url: sockets, webSocketImpl: WebSocket, connectionParams: signed, retryAttempts: 0, ...more });
}

await tried("graphql-ws follows a case", async () => {
  const following = client();
  for await (const { data } of following.iterate({ query: FOLLOW, variables: { id: caseId } })) {
    if (!data.caseTimeline.entries.length) throw new Error("no entries came");
    break;
  }
  await following.dispose();
});

await tried("graphql-ws ends one subscription and keeps the other", async () => {
  const following = client();
  const lag = "subscription { readModelLag(everySeconds: 1) { at } }";
  const [one, other] = [following.iterate({ query: lag }), following.iterate({ query: lag })];
  await one.next();
  await one.return();
  for (const _ of [1, 2]) same((await other.next()).done, false);
  await other.return();
  await following.dispose();
});

await tried("graphql-ws is told what does not fit", async () => {
  const following = client();
  const [error] = await following.iterate({ query: "subscription { nothing }" }).next().catch((errors) => errors);
  same(error.extensions.code, "INVALID_OPERATION");
  await following.dispose();
});

await tried("graphql-ws is let in by nobody's token as little as by none", async () => {
  const closed = await client({ connectionParams: {} }).iterate({ query: FOLLOW }).next().catch((event) => event);
  same(closed.code, 4401);
});

await tried("graphql-ws does not speak of another address", async () => {
  same((await fetch(address, { method: "OPTIONS", headers: signed })).status, 405);
});
