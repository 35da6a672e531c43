// Signing in at the identity provider; or in a trial by the link that somebody was given (/sign-in#token=…), or by a
// token. And saying that nobody is signed in.
import { useEffect, useState } from "preact/hooks";
import { html } from "../parts/html.js";
import { Problem } from "../parts/notices.js";
import { issuer, Refusal, signIn } from "./server.js";
import { tellOthers } from "./session.js";
import { Choices } from "./choices.js";
import { t } from "./words.js";

const WHERE = "entente.where"; // what the address named, while the browser is at the provider

/** Turns the token of a link into a session, and forgets it; or reads what came of it at the provider. Returns a Refusal, or nothing. */
export async function signInByLink() {
  if (location.pathname !== "/sign-in") return comeBack();
  const told = new URLSearchParams(location.hash.slice(1));
  const [token, problem] = [told.get("token"), told.get("problem")];
  history.replaceState(null, "", "/"); // the token must not stay in the history
  if (problem) return new Refusal(problem.toUpperCase(), t(problem === "away" ? "sign-in-away" : "sign-in-not-let-in"));
  return token ? entered(token) : new Refusal("NO_TOKEN", t("sign-in-no-token"));
}

function leaveForProvider() {
  sessionStorage.setItem(WHERE, location.hash);
  location.assign("/sign-in/begin");
}

/** Goes on where somebody was before it left for the provider. */
function comeBack() {
  const where = sessionStorage.getItem(WHERE);
  sessionStorage.removeItem(WHERE);
  if (where && !location.hash) location.replace(where);
  return null;
}

/** Returns a Refusal, or nothing where somebody is signed in now. */
async function entered(token) {
  try {
    await signIn(token);
  } catch (refusal) {
    return refusal.code === "UNAUTHENTICATED" ? new Refusal(refusal.code, t("sign-in-refused")) : refusal;
  }
  tellOthers();
  return null;
}

/** hasEnded: somebody was signed in on this page before. */
export function SignedOut({ refused, hasEnded, onSignedIn }) {
  const [problem, setProblem] = useState(refused);
  const [token, setToken] = useState("");
  const [host, setHost] = useState(undefined); // of the provider; undefined: not known yet
  useEffect(() => { document.title = `${t("sign-in")} · Entente`; }, []);
  useEffect(() => { issuer().then(setHost); }, []);
  const submit = async (event) => {
    event.preventDefault();
    const refusal = await entered(token.trim());
    setProblem(refusal);
    if (!refusal) onSignedIn();
  };
  return html`<main class="alone" id="main" tabindex="-1">
    <p class="brand-large"><span class="mark" aria-hidden="true"></span>Entente</p>
    <h1>${t("sign-in")}</h1>
    ${hasEnded && html`<p role="status"><strong>${t("session-ended")}</strong></p>`}
    ${host && html`<p>${t("sign-in-at", { host })}</p>
      ${problem && html`<${Problem} refusal=${problem} />`}
      <p><button type="button" class="primary" onClick=${leaveForProvider}>${t("sign-in-do")}</button></p>`}
    ${host === null && html`<p>${t("sign-in-how")}</p>
    <form class="stack" onSubmit=${submit}>
      <label for="token">${t("sign-in-token")}</label>
      <textarea id="token" rows="3" required autocomplete="off" spellcheck=${false} dir="ltr" value=${token}
        onInput=${(event) => setToken(event.target.value)}></textarea>
      ${problem && html`<${Problem} refusal=${problem} />`}
      <button class="primary">${t("sign-in-do")}</button>
    </form>`}
    <${Choices} />
  </main>`;
}
