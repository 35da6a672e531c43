// One entry of a timeline, as the list shows it: when, what, between whom, what was written, and who recorded it.
import { link, otherwise } from "../../frame/address.js";
import { t } from "../../frame/words.js";
import { Agency, Route, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { announce, html } from "../../parts/html.js";
import { Instant, Occurred } from "../../parts/times.js";
import { subjectOf } from "./of-request.js";
import { Sign } from "./signs.js";
import { Told } from "./told.js";

/** What an entry is about beside its request, and where that stands. */
const LINKS = [["itemId", "item", "case-to-item"], ["followupId", "follow-up", "case-to-follow-up"], ["reviewId", "review", "case-to-review"]];

/** onPick(eventId) chooses another entry; request: of the entry, where it has one that is known here. */
export function Entry({ entry, request, agencies, isFresh, isChosen, onPick }) {
  const isCorrected = entry.correctedBy.length > 0;
  const name = word("EventKind", entry.kind);
  return html`<article class="entry" aria-label=${name}>
    <div class="when"><${Occurred} of=${entry} /></div>
    <div class="what">
      <p class="head">
        <${Sign} category=${entry.category} isNamed />
        <strong>${isCorrected ? html`<s>${name}</s>` : name}</strong>
        <${Parties} entry=${entry} agencies=${agencies} />
        ${entry.cycle > 1 && html`<span class="chip line">${t("case-cycle", { cycle: entry.cycle })}</span>`}
        ${entry.isSystem && html`<span class="chip">${t("case-by-system")}</span>`}
        ${isFresh && html`<span class="chip state good">${t("case-new")}</span>`}
        <${Corrections} entry=${entry} onPick=${onPick} />
      </p>
      ${request && html`<p class="about"><a href=${`#/request/${entry.requestId}`} tabindex=${isChosen ? 0 : -1}><bdi>${subjectOf(request)}</bdi></a></p>`}
      ${entry.text && html`<p class="text"><${Written} text=${entry.text} isErased=${entry.isErased} /></p>`}
      <${Told} entry=${entry} />
      <p class="recorded">${t("case-recorded-by")} <bdi>${entry.actorId}</bdi>${entry.actorAgencyId && html` <${Agency} code=${entry.actorAgencyId} name=${agencies.get(entry.actorAgencyId)?.name} />`}
        ${entry.channel !== "OTHER" && html` · ${word("Channel", entry.channel)}`}${entry.externalRef && html` · <bdi>${entry.externalRef}</bdi>`}
        ${" · "}<${Instant} at=${entry.recordedAt} />${" · "}${t("case-position", { position: entry.position })}
        ${LINKS.filter(([field]) => entry[field]).map(([field, path, id]) => html`${" · "}<a href=${`#/${path}/${entry[field]}`} tabindex=${isChosen ? 0 : -1}>${t(id)}</a>`)}
        <${CopyLink} entry=${entry} isChosen=${isChosen} /></p>
    </div>
  </article>`;
}

function Parties({ entry, agencies }) {
  const { fromAgencyId: from, toAgencyId: to } = entry;
  if (from && to && from !== to) return html`<${Route} from=${from} to=${to} />`;
  const all = from ? [from] : entry.agencies;
  return html`<span class="row tight">${all.map((code) => html`<${Agency} code=${code} name=${agencies.get(code)?.name} />`)}</span>`;
}

/** What was corrected stays as it was, struck through, with the way to its correction and back. */
function Corrections({ entry, onPick }) {
  const pick = (eventId) => (event) => { event.preventDefault(); event.stopPropagation(); onPick(eventId); };
  return html`${entry.correctedBy.map((eventId) => html`<a class="chip state risk" href=${otherwise({ entry: eventId })} onClick=${pick(eventId)}>${t("case-corrected")}</a>`)}
    ${entry.corrects && html`<a class="chip state calm" href=${otherwise({ entry: entry.corrects })} onClick=${pick(entry.corrects)}>${t("case-corrects")}</a>`}`;
}

function CopyLink({ entry, isChosen }) {
  const copy = async (event) => {
    event.stopPropagation();
    const address = `${location.origin}/${link(`/investigation/${location.hash.split(/[/?]/)[2]}`, { entry: entry.eventId, system: entry.isSystem ? "yes" : null })}`;
    await navigator.clipboard?.writeText(address);
    announce(t("case-copied"));
    event.target.classList.add("done");
  };
  return html`<button type="button" class="quiet copy" tabindex=${isChosen ? 0 : -1} onClick=${copy}>${t("case-copy-link")}</button>`;
}
