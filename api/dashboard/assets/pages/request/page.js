// A request: who asks whom for what, its clocks, what was said between the two sides, and what may be done now.
import { momentText, useMoment } from "../../frame/moment.js";
import { t } from "../../frame/words.js";
import { Marking, Route, State, Written } from "../../parts/chips.js";
import { useNow } from "../../parts/clocks.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Live } from "../../parts/live.js";
import { Answered, Nothing, Title } from "../../parts/notices.js";
import { Offers } from "../../parts/offers.js";
import { useRequest } from "./asked.js";
import { Beside } from "./beside.js";
import { Clocks } from "./clocks.js";
import { Conversation } from "./conversation.js";
import { Content } from "./content.js";

export default function Request({ requestId }) {
  const { moment } = useMoment();
  const { of, beside, standing, readBack } = useRequest(requestId);
  return html`<${Answered} of=${of} rows=${10}>${({ request }) => (request
    ? html`<${Shown} request=${request} beside=${beside} standing=${moment ? null : standing} readBack=${readBack} />`
    : html`<${Nothing} title=${t("request-none")} text=${t("request-none-text")}><a href="#/">${t("nav-desk")}</a><//>`)}<//>`;
}

function Shown({ request, beside, standing, readBack }) {
  const { moment } = useMoment();
  const now = useNow(moment?.way === "position" ? null : moment?.value);
  const thing = { type: "Request", id: request.requestId, version: request.version, investigationId: request.investigationId };
  return html`<${Head} request=${request} standing=${standing} />
    <div class="request">
      <div class="aside">
        <${Clocks} request=${request} now=${now} />
        ${moment ? html`<p class="notice empty">${momentText(moment)}. ${t("offers-past")}</p>`
          : html`<${Offers} thing=${thing} commands=${request.commands} about=${request.subject} done=${readBack} without=${["correctRecord", "draftRequestFromHit"]} ...${known(request)} />`}
        <${Beside} request=${request} beside=${beside} />
      </div>
      <${Content} request=${request} />
      <${Conversation} request=${request} thing=${thing} readBack=${readBack} canCorrect=${!moment && request.commands.some((each) => each.name === "correctRecord" && each.isAllowed)} />
    </div>`;
}

/** Ids that commands ask for, from what was said so far. */
function known(request) {
  const told = (kind, name) => request.timeline.nodes.filter((each) => each.kind === kind)
    .map((each) => ({ each, value: each.summaryArguments.find((one) => one.name === name)?.value })).filter((one) => one.value);
  const [question] = told("request.ClarificationRequested", "clarification_id").slice(-1);
  const lifted = new Set(told("request.LegalHoldLifted", "hold_id").map((one) => one.value));
  const holds = told("request.LegalHoldPlaced", "hold_id").filter((one) => !lifted.has(one.value));
  return {
    parts: { provideClarification: question?.value },
    choices: { liftRequestHold: { holdId: holds.map(({ each, value }) => ({ value, label: `${each.fromAgencyId ?? ""} ${each.text ?? ""}`.trim() || value })) } },
    likely: { changeUrgency: {}, reviseDraft: draftOf(request) },
  };
}

/** What a revised draft begins with: the draft as it stands. */
function draftOf(request) {
  const names = ["instrument", "urgency", "urgencyReason", "crimeArea", "purpose", "subject", "linkOfPurposeAndData", "legalBasis", "useRestrictions", "language"];
  const content = Object.fromEntries(names.map((name) => [name, request[name] ?? ""]));
  return { requestedAgencyId: request.requestedAgencyId, requestingUnitId: request.requestingUnitId ?? "", content: { ...content, replyByUtc: request.replyBy ?? "", marking: null } };
}

const KINDS = { DRAFT: "rest", ANSWERED: "good", CLOSED: "calm", REFUSED: "bad", WITHDRAWN: "calm" };
const FLAGS = ["awaitingClarification", "awaitingJudicialAuthorisation", "postponed", "escalated"];

function Head({ request, standing }) {
  return html`<${Title} text=${html`<${Written} text=${request.subject || t("request-draft")} isErased=${request.isErased} />`} said=${request.subject}>${standing && html`<${Live} standing=${standing} />`}<//>
    <div class="row head">
      <${Route} from=${request.requestingAgencyId} to=${request.requestedAgencyId} unit=${request.assignedUnitId} />
      <${State} kind=${KINDS[request.state] ?? "calm"}>${word("RequestState", request.state)}<//>
      ${request.overdue && html`<${State} kind="bad">${t("request-overdue")}<//>`}${!request.overdue && request.atRisk && html`<${State} kind="risk">${t("request-at-risk")}<//>`}
      ${FLAGS.filter((name) => request[name]).map((name) => html`<${State} key=${name} kind="rest">${t(`request-${name.replace(/[A-Z]/g, (each) => `-${each.toLowerCase()}`)}`)}<//>`)}
      ${request.urgency !== "ROUTINE" && html`<${State} kind="risk">${word("Urgency", request.urgency)}<//>`}
      <span class="chip line">${word("Instrument", request.instrument)}</span>
      <${Marking} marking=${request.marking} />
      ${request.outcome && html`<span class="chip line">${word("Outcome", request.outcome)}</span>`}${request.grounds.map((each) => html`<span class="chip line" key=${each}>${word("RefusalGround", each)}</span>`)}
      ${request.cycle > 1 && html`<span class="chip line">${t("request-cycle", { cycle: request.cycle })}</span>`}
      <span class="of-case">${request.investigation ? html`<a href=${`#/investigation/${request.investigationId}`}><bdi>${request.investigation.reference}</bdi> <span dir="auto">${request.investigation.title}</span></a>` : t("before-any")}</span>
    </div>`;
}
