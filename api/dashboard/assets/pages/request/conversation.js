// What happened between the two sides, as an exchange: the asking side at the start of the line, the asked side at its end.
import { useState } from "preact/hooks";
import { useViewer } from "../../frame/viewer.js";
import { t } from "../../frame/words.js";
import { Agency, Written } from "../../parts/chips.js";
import { fieldWord, word } from "../../parts/codes.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { html } from "../../parts/html.js";
import { stepOn } from "../../parts/steps.js";
import { Instant, Occurred } from "../../parts/times.js";

export function Conversation({ request, thing, readBack, canCorrect }) {
  const [correcting, setCorrecting] = useState(null);
  const items = new Map(request.items.nodes.map((each) => [each.itemId, each]));
  const { nodes, pageInfo } = request.timeline;
  return html`<section class="panel said" aria-labelledby="said"><h2 id="said">${t("request-said")}</h2>
    <ol class="exchange">${nodes.map((entry) => html`<${Said} key=${entry.eventId} entry=${entry} request=${request} items=${items} correct=${canCorrect ? setCorrecting : null} />`)}</ol>
    ${pageInfo.hasNextPage && request.investigationId && html`<p><a href=${`#/investigation/${request.investigationId}`}>${t("request-said-more")}</a></p>`}
    ${correcting && html`<${Correcting} entry=${correcting} thing=${thing} done=${(result) => { setCorrecting(null); readBack(result); }} leave=${() => setCorrecting(null)} />`}
  </section>`;
}

function Correcting({ entry, thing, done, leave }) {
  const step = stepOn(thing, "correctRecord");
  return html`<${CommandDialog} ...${step} given=${{ ...step.given, correctedEventId: entry.eventId }} likely=${{ field: "occurred_at", rightValue: entry.occurredAt ?? "" }}
    about=${word("EventKind", entry.kind)} done=${done} leave=${leave} />`;
}

/** What was asked stands in full beside the exchange. */
const OF_CONTENT = new Set(["request.RequestDrafted", "request.RequestDraftRevised", "request.RequestSent"]);

function Said({ entry, request, items, correct }) {
  const me = useViewer();
  const side = entry.isSystem || entry.actorKind === "PROCESS" ? "system" : entry.fromAgencyId === request.requestingAgencyId ? "asking" : "answering";
  const isWorded = entry.text && !OF_CONTENT.has(entry.kind);
  const isOwn = !entry.isSystem && entry.actorAgencyId === me.agencyId && entry.actorKind === "PERSON";
  return html`<li class=${`${side}${isWorded ? " worded" : ""}${entry.correctedBy.length ? " corrected" : ""}`}>
    <div class="by">${entry.fromAgencyId && html`<${Agency} code=${entry.fromAgencyId} /> `}<strong>${word("EventKind", entry.kind)}</strong>
      ${side !== "system" && html` <bdi class="soft">${entry.actorId}</bdi>`}${entry.corrects && html` <span class="chip line">${t("request-corrects")}</span>`}${entry.correctedBy.length > 0 && html` <span class="chip line">${t("request-corrected")}</span>`}</div>
    ${isWorded && html`<div class="words">${entry.text.split("\n").map((line, place) => html`<p key=${place}><${Written} text=${line} isErased=${entry.isErased} /></p>`)}</div>`}
    <${Told} entry=${entry} />
    ${entry.itemIds.length > 0 && html`<ul class="row">${entry.itemIds.map((id) => html`<li key=${id}><a href=${`#/item/${id}`} dir="auto">${items.get(id)?.title ?? t("request-an-item")}</a></li>`)}</ul>`}
    <div class="at small"><${Occurred} of=${entry} />${correct && isOwn && html` <button type="button" class="quiet small" onClick=${() => correct(entry)}>${t("request-correct")}</button>`}</div>
  </li>`;
}

const TYPES = { outcome: "Outcome", obligation: "Obligation", availability: "Availability", old: "Urgency", new: "Urgency", grounds: "RefusalGround", used_in: "UsedIn", scope: "Scope" };
const SHOWN = new Set([...Object.keys(TYPES), "unit_id", "from_unit_id", "to_agency_id", "level", "to_whom", "authority", "reference", "reason", "usefulness", "field", "wrong_value", "right_value"]);

/** What the entry says in codes: only what a reader asks for. */
function Told({ entry }) {
  const shown = entry.summaryArguments.filter((each) => each.value !== "" && (SHOWN.has(each.name) || /_utc$/.test(each.name)));
  if (!shown.length || OF_CONTENT.has(entry.kind)) return null;
  return html`<dl class="told small">${shown.map((each) => html`<div key=${each.name}><dt>${fieldWord(each.name)}</dt><dd>${value(each)}</dd></div>`)}</dl>`;
}

function value({ name, value: told }) {
  if (/_utc$/.test(name)) return html`<${Instant} at=${told} />`;
  if (told.startsWith("[")) return JSON.parse(told).map((code) => (TYPES[name] ? word(TYPES[name], code) : code)).join(", ");
  return TYPES[name] ? word(TYPES[name], told) : html`<bdi>${told}</bdi>`;
}
