// What several cases tell together: hits, links of cases, routes between countries, crime areas that rise, registrations.
import { t } from "../../frame/words.js";
import { html } from "../../parts/html.js";
import { Title } from "../../parts/notices.js";
import { Hits } from "./hits.js";
import { Links } from "./links.js";
import { Registrations } from "./registrations.js";
import { Rising } from "./rising.js";
import { Routes } from "./routes.js";

const PARTS = { hits: Hits, links: Links, routes: Routes, rising: Rising, registrations: Registrations };

export default function Analysis({ part = "hits" }) {
  return html`<${Title} text=${t(`analysis-title-${part}`)} />
    <nav class="tabs" aria-label=${t("nav-analysis")}>
      ${Object.keys(PARTS).map((each) => html`<a href=${each === "hits" ? "#/analysis" : `#/analysis/${each}`} aria-current=${each === part ? "page" : undefined}>${t(`analysis-part-${each}`)}</a>`)}
    </nav>
    <p class="soft lead">${t(`analysis-about-${part}`)}</p>
    <div class="analysis"><${PARTS[part]} /></div>`;
}
