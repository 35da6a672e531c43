// Apollo Client over HTTP and over sockets, with its cache.

import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from "@apollo/client/core";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import { GraphQLWsLink } from "@apollo/client/link/subscriptions";
import { OperationTypeNode } from "graphql";
import { createClient } from "graphql-ws";
import WebSocket from "ws";

import { address, caseId, same, signed, sockets, tried } from "./house.js";

const socket = createClient({ url: sockets, webSocketImpl: WebSocket, connectionParams: signed });
const client = new ApolloClient({
  cache: new InMemoryCache(),
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: address, headers: signed }),
  ),
});

const CASE = gql`query Case($id: UUID!) { investigation(investigationId: $id) { id title requests(first: 5) { nodes { id state } } } }`;

await tried("Apollo reads a case, and again from its cache", async () => {
  const { data } = await client.query({ query: CASE, variables: { id: caseId } });
  same(data.investigation.title, "Case alpha");
  const again = await client.query({ query: CASE, variables: { id: caseId }, fetchPolicy: "cache-only" });
  same(again.data.investigation.title, "Case alpha");
});

await tried("Apollo carries out a command, and is told what it breaks", async () => {
  const ask = gql`mutation Name($input: RecordFactInput!) { recordFact(input: $input) { __typename ... on Success { version } } }`;
  const fact = { investigationId: caseId, factId: crypto.randomUUID(), kind: "INCIDENT", text: "It began", source: "Report 1", grade: "OFFICIAL" };
  const input = { commandId: crypto.randomUUID(), ...fact };
  const { data } = await client.mutate({ mutation: ask, variables: { input } });
  same(data.recordFact.__typename, "Success");
});

await tried("Apollo reads the code of an error", async () => {
  const fault = await client.query({ query: gql`{ requests(first: 999) { totalCount } }` }).catch((error) => error);
  same(CombinedGraphQLErrors.is(fault), true);
  same(fault.errors[0].extensions.code, "INVALID_INPUT");
});

await tried("Apollo follows a case", () => new Promise((done, failed) => {
  const query = gql`subscription Follow($id: UUID!) { caseTimeline(caseId: $id, after: 0) { position } }`;
  const following = client.subscribe({ query, variables: { id: caseId } }).subscribe({
    next: ({ data }) => { following.unsubscribe(); data.caseTimeline.position > 0 ? done() : failed(new Error("no position")); },
    error: failed,
  });
}));

await socket.dispose();
client.stop();
