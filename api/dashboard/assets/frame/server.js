// The only way to the server: the public GraphQL interface, and signing in and out. Nothing here knows what is asked.

/** What was refused, and what to do about it. code: stable, from the server, or OFFLINE. */
export class Refusal extends Error {
  constructor(code, message, remedy = "", more = {}) {
    super(message);
    this.code = code;
    this.remedy = remedy;
    this.more = more;
  }
}

/** The same in the server's own words, which are English. */
function told(code, message, remedy, more) {
  return Object.assign(new Refusal(code, message, remedy, more), { lang: "en" });
}

let signedOut = () => {};

/** Names what is done when the server says that nobody is signed in any more. */
export function onSignedOut(done) {
  signedOut = done;
}

/** Asks, and returns the data; throws a Refusal. */
export async function ask(query, variables = {}, { signal } = {}) {
  const response = await send("/graphql", { query, variables }, { signal });
  const answer = await response.json().catch(() => ({}));
  const [error] = answer.errors ?? [];
  if (error) {
    const { code = "REFUSED", remedy = "", ...more } = error.extensions ?? {};
    if (code === "UNAUTHENTICATED") signedOut();
    throw told(code, error.message, remedy, more);
  }
  if (!answer.data) throw told("REFUSED", `The server answered ${response.status} without data.`, "Try again.");
  return answer.data;
}

/** Asks for all pages of a connection; pick takes it out of the data. most: nodes to stop at. */
export async function askAll(query, variables, pick, most = 5000) {
  const nodes = [];
  for (let after = null, hasMore = true; hasMore && nodes.length < most;) {
    const page = pick(await ask(query, { ...variables, after }));
    if (!page) return nodes;
    nodes.push(...page.nodes);
    [after, hasMore] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
  }
  return nodes;
}

const RESULT = `__typename
  ... on Success { aggregateId version position repeated }
  ... on Conflict { expected actual }
  ... on NotFound { message }
  ... on RuleViolation { code message remedy field }`;

/**
 * Carries out a command: one mutation of the interface. input: holds `commandId`, under which it can be sent again without
 * being done twice. Returns { aggregateId, version, position, repeated }; throws a Refusal, with `more.field` where a field is at fault.
 */
export async function command(name, input) {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const data = await ask(`mutation Act($input: ${type}!) { done: ${name}(input: $input) { ${RESULT} } }`, { input });
  const { __typename: kind, ...result } = data.done;
  if (kind === "Success") return result;
  if (kind === "RuleViolation") throw told(result.code, result.message, result.remedy ?? "", { field: result.field });
  throw told(kind.toUpperCase(), result.message ?? "", "", result);
}

/** Turns a token into a session of this browser; throws a Refusal. */
export async function signIn(token) {
  const response = await send("/sign-in", { token });
  if (response.ok) return;
  const { code = "REFUSED", message = "" } = await response.json().catch(() => ({}));
  throw told(code, message);
}

/** Names the host at which one signs in; null where a token does it. */
export async function issuer() {
  try {
    return (await (await fetch("/sign-in/how", { credentials: "omit" })).json()).issuer;
  } catch {
    return null;
  }
}

/** Ends the session of this browser. Returns where the session at the identity provider is ended, if anywhere. */
export async function signOut() {
  const response = await send("/sign-out", {}, { keepalive: true }); // also when the page is left meanwhile
  return response.status === 200 ? (await response.json()).next : null;
}

async function send(path, body, more) {
  const headers = { "Content-Type": "application/json", "X-Entente": "1" };
  try {
    return await fetch(path, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin", ...more });
  } catch (fault) {
    if (fault.name === "AbortError") throw fault;
    throw told("OFFLINE", "The server does not answer.", "Check that it runs and that you are connected, then try again.");
  }
}
