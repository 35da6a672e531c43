// urql over HTTP and over sockets.

import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

import { address, caseId, same, signed, sockets, tried } from "./house.js";

const socket = createClient({ url: sockets, webSocketImpl: WebSocket, connectionParams: signed });
const forwardSubscription = ({ query, variables }) => ({
  subscribe: (sink) => ({ unsubscribe: socket.subscribe({ query, variables }, sink) }),
});
const client = new Client({
  url: address,
  fetchOptions: { headers: signed },
  exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription })],
});

const CASE = "query Case($id: UUID!) { investigation(investigationId: $id) { title } }";

await tried("urql reads a case", async () => {
  const { data, error } = await client.query(CASE, { id: caseId }).toPromise();
  same([data?.investigation.title, error?.message], ["Case alpha", undefined]);
});

await tried("urql reads a case by GET", async () => {
  const { data, error } = await client.query(CASE, { id: caseId }, { preferGetMethod: true, requestPolicy: "network-only" }).toPromise();
  same([data?.investigation.title, error?.message], ["Case alpha", undefined]);
});

await tried("urql reads the code of an error", async () => {
  const { error } = await client.query("{ requests(first: 999) { totalCount } }", {}).toPromise();
  same(error.graphQLErrors[0].extensions.code, "INVALID_INPUT");
});

await tried("urql reads what was refused before it was carried out", async () => {
  const { error } = await client.query("{ nothing }", {}).toPromise();
  same([error.graphQLErrors[0].extensions.code, error.response.status], ["INVALID_OPERATION", 400]);
});

await tried("urql follows a case", () => new Promise((done, failed) => {
  const query = "subscription Follow($id: UUID!) { caseTimeline(caseId: $id, after: 0) { position } }";
  const following = client.subscription(query, { id: caseId }).subscribe(({ data, error }) => {
    setTimeout(() => following.unsubscribe());
    data?.caseTimeline.position > 0 ? done() : failed(error);
  });
}));

await socket.dispose();
