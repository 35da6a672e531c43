// The only way to the server: the public GraphQL interface, and signing in and out.

/** What was refused, and what to do about it. code: stable, from the server, or OFFLINE. */
export class Refusal extends Error {
  constructor(code, message, remedy = "") {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

export async function ask(query, variables = {}) {
  const response = await send("/graphql", { query, variables });
  const answer = await response.json().catch(() => ({}));
  const [error] = answer.errors ?? [];
  if (error) throw new Refusal(error.extensions?.code ?? "REFUSED", error.message, error.extensions?.remedy ?? "");
  if (!answer.data) throw new Refusal("REFUSED", `The server answered ${response.status} without data.`, "Try again.");
  return answer.data;
}

/** Returns nothing when signed in, else a sentence that says why not. */
export async function signIn(token) {
  try {
    const response = await send("/sign-in", { token });
    return response.ok ? "" : (await response.json()).message;
  } catch (refusal) {
    return `${refusal.message} ${refusal.remedy}`;
  }
}

export async function signOut() {
  await send("/sign-out", {});
}

async function send(path, body) {
  const headers = { "Content-Type": "application/json", "X-Entente": "1" };
  try {
    return await fetch(path, { method: "POST", headers, body: JSON.stringify(body), credentials: "same-origin" });
  } catch {
    throw new Refusal("OFFLINE", "The server does not answer.", "Check that it runs and that you are connected, then try again.");
  }
}
