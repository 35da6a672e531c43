// The session of this browser: that it ends soon, that it ended, and that another page of it signed somebody in or out.
import { useEffect, useState } from "preact/hooks";
import { html } from "../parts/html.js";
import { signOut } from "./server.js";
import { localeNow, t } from "./words.js";

const SOON_MS = 15 * 60_000;
const MINUTE_MS = 60_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const others = "BroadcastChannel" in window ? new BroadcastChannel("entente.session") : null;

/** Tells the other pages of this browser that somebody signed in or out. */
export function tellOthers() {
  others?.postMessage("changed");
}

/** Signs out, and begins anew with nothing in memory of what was shown. */
export async function leave() {
  const next = await signOut();
  tellOthers();
  location.replace(next ?? "/");
}

/** Looks again who is signed in whenever that may have changed: another page said so, or this one was not looked at. */
export function useElsewhere(look) {
  useEffect(() => {
    const seen = () => { if (document.visibilityState === "visible") look(); };
    const back = (event) => { if (event.persisted) location.reload(); }; // as it was left, for whoever was signed in then
    others?.addEventListener("message", look);
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("entente:session", look); // the socket was refused
    window.addEventListener("pageshow", back);
    return () => {
      others?.removeEventListener("message", look);
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("entente:session", look);
      window.removeEventListener("pageshow", back);
    };
  }, []);
}

/** Whole minutes until the session ends, from fifteen on; null before. over: called once it has ended. */
function useMinutesLeft(expiresAt, over) {
  const [now, setNow] = useState(Date.now);
  const left = Date.parse(expiresAt) - now;
  useEffect(() => {
    if (left <= 0) { over(); return undefined; }
    const wait = left > SOON_MS ? left - SOON_MS : Math.min(left, MINUTE_MS);
    const timer = setTimeout(() => setNow(Date.now()), Math.min(wait, LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }, [now, expiresAt]);
  return left > SOON_MS ? null : Math.max(1, Math.ceil(left / MINUTE_MS));
}

/** Announces the end of the session before it comes. */
export function SessionEnds({ expiresAt, over }) {
  const minutes = useMinutesLeft(expiresAt, over);
  const at = new Intl.DateTimeFormat(localeNow(), { hour: "2-digit", minute: "2-digit" }).format(new Date(expiresAt));
  return html`<div class="session" role="status">${minutes && html`<p>${t("session-ends", { at, minutes })}</p>`}</div>`;
}
