// Every audit of graphql-http, the reference suite of GraphQL over HTTP: no MUST and no SHOULD may fail.

import { auditServer } from "graphql-http";

import { address, signed, verdict } from "./house.js";

const fetchFn = (url, { headers = {}, ...options } = {}) => fetch(url, { ...options, headers: { ...headers, ...signed } });

for (const audit of await auditServer({ url: address, fetchFn })) {
  verdict(`${audit.id} ${audit.name}`, audit.status === "ok", audit.reason);
}
