// A follow-up: what is to be done, by whom and until when, where it came from, and what may be done now.
import { useState } from "preact/hooks";
import { useAnswer } from "../../frame/asking.js";
import { momentText, useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Route, State, Written } from "../../parts/chips.js";
import { leftText, useNow } from "../../parts/clocks.js";
import { fieldWord, word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Answered, Nothing, Title } from "../../parts/notices.js";
import { Offers } from "../../parts/offers.js";
import { Instant } from "../../parts/times.js";

const QUERY = `query FollowUpPage($followupId: UUID!, $asOf: AsOf, $minPosition: Position) {
  followUp(followupId: $followupId, asOf: $asOf, minPosition: $minPosition) {
    followupId investigationId stage source sourceRef task openedByAgencyId openedBy assignedAgencyId assignedUnitId dueAt dueReason
    progressNotes lastProgress result cancellationReason isErased openedAt updatedAt version isOutstanding isOverdue
    commands { name isAllowed code reason remedy }
  }
}`;

const SOURCES = { REQUEST: "request", SHARED_ITEM: "item" };
const KINDS = { VERIFIED: "good", CANCELLED: "calm", COMPLETED: "rest" };
const TEXTS = ["dueReason", "lastProgress", "result", "cancellationReason"];

export default function FollowUp({ followupId }) {
  const { moment, asOf } = useMoment();
  const [position, setPosition] = useState(null);
  const of = useAnswer(QUERY, { followupId, asOf, minPosition: asOf ? null : position });
  return html`<${Answered} of=${of} rows=${6}>${({ followUp }) => (followUp
    ? html`<${Shown} one=${followUp} moment=${moment} readBack=${(result) => setPosition(result.position)} />`
    : html`<${Nothing} title=${t("follow-up-none")} text=${t("follow-up-none-text")}><a href="#/">${t("nav-desk")}</a><//>`)}<//>`;
}

function Shown({ one, moment, readBack }) {
  const now = useNow(moment?.way === "position" ? null : moment?.value);
  const thing = { type: "FollowUp", id: one.followupId, version: one.version, investigationId: one.investigationId };
  const source = SOURCES[one.source];
  return html`<${Title} text=${html`<${Written} text=${one.task} isErased=${one.isErased} />`} said=${one.task} />
    <div class="row head"><${Route} from=${one.openedByAgencyId} to=${one.assignedAgencyId ?? "–"} unit=${one.assignedUnitId} />
      <${State} kind=${one.isOverdue ? "bad" : KINDS[one.stage] ?? "calm"}>${word("FollowUpStage", one.stage)}<//>
      ${one.isOutstanding && one.dueAt && html`<${State} kind=${one.isOverdue ? "bad" : "calm"}>${leftText(one.dueAt, now)}<//>`}
      <span class="of-case"><a href=${`#/investigation/${one.investigationId}`}>${t("the-case")}</a></span></div>
    <div class="request">
      <div class="aside">${moment ? html`<p class="notice empty">${momentText(moment)}. ${t("offers-past")}</p>`
        : html`<${Offers} thing=${thing} commands=${one.commands} about=${one.task} done=${readBack} />`}</div>
      <section class="panel content" aria-labelledby="about"><h2 id="about">${t("follow-up-about")}</h2>
        ${TEXTS.some((name) => one[name]) && html`<dl>${TEXTS.filter((name) => one[name]).map((name) => html`<div key=${name}><dt>${t(`follow-up-${name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`)}`)}</dt><dd><${Written} text=${one[name]} isErased=${one.isErased} /></dd></div>`)}</dl>`}
        <dl class="facts small">
          <div><dt>${fieldWord("dueUtc")}</dt><dd><${Instant} at=${one.dueAt} /></dd></div>
          <div><dt>${fieldWord("source")}</dt><dd>${word("SourceKind", one.source)}${" "}${source ? html`<a href=${`#/${source}/${one.sourceRef}`}>${t("follow-up-see")}</a>` : html`<span dir="auto">${one.source === "RECOMMENDATION" ? "" : one.sourceRef}</span>`}</dd></div>
          <div><dt>${t("follow-up-opened")}</dt><dd><${Instant} at=${one.openedAt} /> <bdi class="soft">${one.openedBy}</bdi></dd></div>
          <div><dt>${t("follow-up-notes")}</dt><dd>${one.progressNotes}</dd></div>
        </dl></section>
    </div>`;
}
