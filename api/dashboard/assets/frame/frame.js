// What stands around every page: where one can go, who one is, and the content.
import { useEffect, useRef, useState } from "preact/hooks";
import { word } from "../parts/codes.js";
import { html } from "../parts/html.js";
import { listed } from "../parts/names.js";
import { Problem } from "../parts/notices.js";
import { instantText } from "../parts/times.js";
import { pageOf, PAGES } from "../pages/pages.js";
import { useAddress } from "./address.js";
import { Choices } from "./choices.js";
import { momentText, useMoment } from "./moment.js";
import { leave, SessionEnds } from "./session.js";
import { useViewer } from "./viewer.js";
import { t } from "./words.js";

export function Frame({ over, children }) {
  const { path } = useAddress();
  const { expiresAt } = useViewer();
  const main = useRef(null);
  const shown = pageOf(path);
  useEffect(() => { main.current?.focus({ preventScroll: true }); window.scrollTo(0, 0); }, [shown?.key, shown?.page.name]);
  return html`<a class="skip" href="#main" onClick=${(event) => { event.preventDefault(); main.current.focus(); }}>${t("skip")}</a>
    <header class="top">
      <a class="brand" href="#/"><span class="mark" aria-hidden="true"></span>Entente</a>
      <nav class="places" aria-label=${t("nav")}>
        ${PAGES.filter((page) => page.href).map((page) => html`<a href=${page.href} aria-current=${shown?.page.place === page.place ? "page" : undefined}>${t(`nav-${page.place}`)}</a>`)}
      </nav>
      <${Who} />
    </header>
    <${SessionEnds} expiresAt=${expiresAt} over=${over} />
    <${Printed} />
    <main id="main" tabindex="-1" ref=${main}>${children}</main>`;
}

function Who() {
  const me = useViewer();
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState(null);
  const box = useRef(null);
  const button = useRef(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const outside = (event) => { if (!box.current.contains(event.target)) setOpen(false); };
    const escaped = (event) => { if (event.key === "Escape") { setOpen(false); button.current.focus(); } };
    const events = [["keydown", escaped], ["pointerdown", outside], ["focusin", outside]];
    events.forEach(([name, done]) => document.addEventListener(name, done));
    return () => events.forEach(([name, done]) => document.removeEventListener(name, done));
  }, [isOpen]);
  return html`<div class="who" ref=${box}>
    <button type="button" class="quiet" ref=${button} aria-expanded=${isOpen} aria-controls="who" onClick=${() => setOpen(!isOpen)}>
      <bdi>${me.memberId}</bdi> <span class="chip agency"><bdi>${me.agencyId}</bdi></span></button>
    <div id="who" class="sheet" hidden=${!isOpen}>
      <p>${t("acting-for", { agency: me.agency ? `${me.agency.name} (${me.agencyId})` : me.agencyId })}</p>
      ${me.unitId && html`<p class="soft">${t("acting-unit", { unit: me.unitId })}</p>`}
      ${me.roles.length > 0 && html`<p class="soft">${t("acting-roles", { roles: listed(me.roles, (role) => word("Role", role)) })}</p>`}
      <p class="soft small">${t("acting-change")}</p>
      <${Choices} />
      ${problem && html`<${Problem} refusal=${problem} />`}
      <button type="button" onClick=${() => leave().catch(setProblem)}>${t("sign-out")}</button>
    </div>
  </div>`;
}

/** At the head of what is printed: what it is, as of which moment, and when and for whom it was printed. */
function Printed() {
  const me = useViewer();
  const { moment } = useMoment();
  const [at, setAt] = useState("");
  useEffect(() => {
    const now = () => setAt(new Date().toISOString());
    window.addEventListener("beforeprint", now);
    return () => window.removeEventListener("beforeprint", now);
  }, []);
  return at && html`<p class="printed">${document.title} · ${momentText(moment)} · ${t("printed", { at: instantText(at), member: me.memberId, agency: me.agencyId })}</p>`;
}
