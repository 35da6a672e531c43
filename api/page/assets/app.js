// Shows what the address after # names; signed out, says how to sign in.
import { announce, el, refusalBox } from "./dom.js";
import { ask, signIn, signOut } from "./graphql.js";
import { showInvestigation } from "./investigation.js";
import { showInvestigations } from "./investigations.js";
import { showRequests } from "./requests.js";

const main = document.getElementById("main");
const who = document.getElementById("who");

const ROUTES = [
  [/^#?\/?$/, showInvestigations],
  [/^#\/requests$/, showRequests],
  [/^#\/investigation\/([0-9a-f-]{36})$/i, showInvestigation],
];

async function show() {
  const [path, search = ""] = location.hash.split("?");
  if (path === "#main") return;
  const route = location.pathname === "/" && ROUTES.map(([pattern, view]) => [pattern.exec(path), view]).find(([match]) => match);
  main.replaceChildren(el("p", { class: "loading" }, "Loading …"));
  announce("");
  try {
    if (!(await showWho())) return;
    const view = el("div");
    if (!route) view.append(el("h1", {}, "Nothing here"), el("p", {}, "The address names no view. ", el("a", { href: "/#/" }, "My investigations")));
    else await route[1](view, { id: route[0][1], search: new URLSearchParams(search) });
    main.replaceChildren(view);
    mark(path);
    const heading = main.querySelector("h1");
    if (view.dataset.absent || !route) announce(`${heading?.textContent}.`);
    document.title = `${heading?.textContent ?? "Entente"} · Entente`;
    main.focus({ preventScroll: true });
  } catch (refusal) {
    if (refusal.code === "UNAUTHENTICATED") showSignedOut();
    else main.replaceChildren(refusalBox(refusal, show));
  }
}

async function showWho() {
  const { me } = await ask("query Who { me { memberId agencyId unitId agency { name } expiresAt } }");
  const out = el("button", { type: "button", onclick: async () => { await signOut(); showSignedOut(); } }, "Sign out");
  const agency = me.agency ? `${me.agency.name} (${me.agencyId})` : me.agencyId;
  who.replaceChildren(el("span", {}, el("strong", {}, me.memberId), ` for ${agency}`), out);
  return me;
}

function showSignedOut() {
  who.replaceChildren();
  const field = el("textarea", { id: "token", rows: "3", required: true, autocomplete: "off", spellcheck: "false" });
  const problem = el("p", { class: "bad", role: "alert" });
  const form = el("form", { onsubmit: async (event) => {
    event.preventDefault();
    problem.textContent = await signIn(field.value.trim());
    if (!problem.textContent) show();
  } }, el("label", { for: "token" }, "Token"), field, el("button", {}, "Sign in"), problem);
  main.replaceChildren(el("h1", {}, "Sign in"),
    el("p", {}, "You are signed out. Open the sign-in link that ", el("code", {}, "entente demo"), " printed for a sample member, or make a token with ",
      el("code", {}, "entente token --member <member>"), " and paste it here. In production your identity provider issues the token."),
    form);
  document.title = "Sign in · Entente";
  announce("You are signed out.");
}

function mark(path) {
  for (const link of document.querySelectorAll(".top nav a")) {
    if (location.pathname === "/" && link.getAttribute("href") === `/${path || "#/"}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

window.addEventListener("hashchange", show);
show();
