// What is asked, for what, and by what right: fixed once the request was sent.
import { t } from "../../frame/words.js";
import { Written } from "../../parts/chips.js";
import { fieldWord, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { languageName, listed } from "../../parts/names.js";
import { profileName } from "../../parts/profiles.js";
import { Instant } from "../../parts/times.js";

const TEXTS = ["purpose", "linkOfPurposeAndData", "legalBasis", "useRestrictions", "urgencyReason"];

export function Content({ request }) {
  return html`<section class="panel content" aria-labelledby="content"><h2 id="content">${t("request-content")}</h2>
    <dl>${TEXTS.filter((name) => request[name]).map((name) => html`<div key=${name}><dt>${fieldWord(name)}</dt><dd><${Written} text=${request[name]} isErased=${request.isErased} /></dd></div>`)}
      ${request.marking?.handlingText && html`<div><dt>${fieldWord("handlingText")}</dt><dd dir="auto">${request.marking.handlingText}</dd></div>`}</dl>
    <dl class="facts small">
      <div><dt>${fieldWord("crimeArea")}</dt><dd>${word("CrimeArea", request.crimeArea || null)}</dd></div>
      <div><dt>${fieldWord("language")}</dt><dd>${listed([request.language], languageName)}</dd></div>
      <div><dt>${fieldWord("requestingUnitId")}</dt><dd><bdi>${request.requestingUnitId ?? "–"}</bdi></dd></div>
      ${request.availability && html`<div><dt>${fieldWord("availability")}</dt><dd>${word("Availability", request.availability)}</dd></div>`}
      ${request.replyBy && html`<div><dt>${fieldWord("replyByUtc")}</dt><dd><${Instant} at=${request.replyBy} /></dd></div>`}
      ${request.profile && html`<div><dt>${t("request-profile")}</dt><dd>${profileName(request.profile)}</dd></div>`}
      ${request.protocol && html`<div><dt>${t("request-protocol")}</dt><dd><bdi>${request.protocol}</bdi></dd></div>`}
    </dl></section>`;
}
