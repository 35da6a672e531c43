// Begins: chooses language and look, finds out who is signed in, and shows what the address names.
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { address, go, useAddress } from "./frame/address.js";
import { Frame } from "./frame/frame.js";
import { beginLook } from "./frame/look.js";
import { ask, onSignedOut, Refusal } from "./frame/server.js";
import { useElsewhere } from "./frame/session.js";
import { SignedOut, signInByLink } from "./frame/signing-in.js";
import { ViewerContext } from "./frame/viewer.js";
import { beginWords, loadWords, t, useLanguage } from "./frame/words.js";
import { html } from "./parts/html.js";
import { Nothing, Problem } from "./parts/notices.js";
import { pageOf } from "./pages/pages.js";

const WHO = "query Who { me { memberId agencyId unitId roles expiresAt agency { name country } } }";

const early = []; // the first answer to it, asked for before there is a page

function App() {
  const language = useLanguage();
  const [me, setMe] = useState(undefined); // undefined: not known yet; null: nobody
  const [problem, setProblem] = useState(null);
  const person = useRef(null); // for whom this page was begun
  const found = (answer) => {
    const named = `${answer.me.memberId} ${answer.me.agencyId}`;
    if (person.current && person.current !== named) location.reload(); // nothing of somebody else's may stay
    person.current = named;
    setProblem(null);
    setMe((before) => (before?.expiresAt === answer.me.expiresAt ? before : answer.me));
  };
  const look = () => ask(WHO).then(found, () => {});
  const find = () => (early.splice(0)[0] ?? ask(WHO)).then(found, (refusal) => (refusal.code === "UNAUTHENTICATED" ? setMe(null) : setProblem(refusal)));
  useElsewhere(look);
  useEffect(() => {
    onSignedOut(() => setMe(null));
    signInByLink().then((refused) => (refused ? (setProblem(refused), setMe(null)) : find()));
  }, []);
  if (me) return html`<${ViewerContext.Provider} value=${me}><${Frame} key=${language} over=${look}><${Page} /><//><//>`;
  if (me === null) return html`<${SignedOut} key=${language} refused=${problem} hasEnded=${person.current != null} onSignedIn=${find} />`;
  return problem && html`<main class="alone"><${Problem} refusal=${problem} again=${find} /></main>`;
}

/** The page that the address names, once its module and its words are there; until then the one before stays. */
function Page() {
  const { path } = useAddress();
  const [shown, setShown] = useState(null);
  const [problem, setProblem] = useState(null);
  const known = pageOf(path);
  useEffect(() => {
    let isPast = false;
    if (!known) return undefined;
    Promise.all([load(known.page), loadWords(...known.page.words)]).then(
      ([module]) => isPast || (setProblem(null), setShown({ name: known.page.name, View: module.default })),
      () => isPast || setProblem(new Refusal("OFFLINE", t("refusal-offline"), t("refusal-offline-remedy"))));
    return () => { isPast = true; };
  }, [known?.page.name]);
  if (!known) return html`<${Nothing} title=${t("nothing-here")} text=${t("nothing-here-text")}><a href="#/">${t("nav-desk")}</a><//>`;
  if (problem) return html`<${Problem} refusal=${problem} again=${() => location.reload()} />`;
  if (shown?.name !== known.page.name) return shown && html`<div class="arriving" aria-busy="true"></div>`;
  return html`<${shown.View} key=${known.key} ...${known.named} />`;
}

/** The module of a page. All that it imports, which the server has named, is fetched beside it instead of after it. */
function load({ name, load: module }) {
  const named = document.querySelector(`meta[name="modules-of-${name}"]`);
  named?.content.split(" ").forEach((href) => document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href })));
  named?.remove(); // each once
  return module();
}

// What the page will need is asked for beside one another; who asks for it later tells what went wrong.
// First who is signed in: a browser opens few connections at once, and that answer takes longest.
if (location.pathname !== "/sign-in") early.push(ask(WHO));
early[0]?.catch(() => {});
const begun = pageOf(address().path)?.page;
if (begun) load(begun).catch(() => {});
beginLook();
await beginWords(begun?.words ?? []);
if (location.pathname === "/sign-in" && !location.hash) go("/");
render(html`<${App} />`, document.getElementById("app"));
