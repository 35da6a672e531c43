// What stands around every page: where one can go, who one is, and the content.
import { useEffect, useRef, useState } from "preact/hooks";
import { html } from "../parts/html.js";
import { pageOf, PAGES } from "../pages/pages.js";
import { useAddress } from "./address.js";
import { Choices } from "./choices.js";
import { signOut } from "./server.js";
import { useViewer } from "./viewer.js";
import { t } from "./words.js";

export function Frame({ children }) {
  const { path } = useAddress();
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
    <main id="main" tabindex="-1" ref=${main}>${children}</main>`;
}

function Who() {
  const me = useViewer();
  const [isOpen, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    if (!isOpen) return undefined;
    const leave = (event) => { if (event.key === "Escape" || (event.type === "pointerdown" && !box.current.contains(event.target))) setOpen(false); };
    document.addEventListener("keydown", leave);
    document.addEventListener("pointerdown", leave);
    return () => { document.removeEventListener("keydown", leave); document.removeEventListener("pointerdown", leave); };
  }, [isOpen]);
  return html`<div class="who" ref=${box}>
    <button type="button" class="quiet" aria-expanded=${isOpen} aria-controls="who" onClick=${() => setOpen(!isOpen)}>
      <bdi>${me.memberId}</bdi> <span class="chip agency"><bdi>${me.agencyId}</bdi></span></button>
    <div id="who" class="sheet" hidden=${!isOpen}>
      <p>${t("acting-for", { agency: me.agency ? `${me.agency.name} (${me.agencyId})` : me.agencyId })}</p>
      ${me.unitId && html`<p class="soft">${t("acting-unit", { unit: me.unitId })}</p>`}
      <p class="soft">${t("acting-change")}</p>
      <${Choices} />
      <button type="button" onClick=${signOut}>${t("sign-out")}</button>
    </div>
  </div>`;
}
