// A review, as far as its recommendations are to be answered: what was recommended to my agency, and the two answers.
import { useState } from "preact/hooks";
import { useAnswer } from "../../frame/asking.js";
import { useViewer } from "../../frame/viewer.js";
import { t } from "../../frame/words.js";
import { Agency, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { CommandDialog } from "../../parts/forms/dialog.js";
import { commandWord } from "../../parts/forms/form.js";
import { html } from "../../parts/html.js";
import { Answered, Nothing, Title } from "../../parts/notices.js";
import { stepOn } from "../../parts/steps.js";
import { Instant } from "../../parts/times.js";

const QUERY = `query ReviewPage($reviewId: UUID!, $minPosition: Position) {
  review(reviewId: $reviewId, minPosition: $minPosition) {
    reviewId investigationId reviewType subject openedByAgencyId finalisedAt isErased version
    findings { findingId text category }
    recommendations { recommendationId findingId byAgencyId text madeAt addressees { agencyId standing reply repliedAt followupIds } }
  }
}`;

const KINDS = { OPEN: "risk", ACCEPTED: "calm", DECLINED: "calm", VERIFIED: "good" };

export default function Review({ reviewId }) {
  const [position, setPosition] = useState(null);
  const of = useAnswer(QUERY, { reviewId, minPosition: position });
  return html`<${Answered} of=${of} rows=${6}>${({ review }) => (review
    ? html`<${Shown} review=${review} readBack=${(result) => setPosition(result.position)} />`
    : html`<${Nothing} title=${t("review-none")} text=${t("review-none-text")}><a href="#/">${t("nav-desk")}</a><//>`)}<//>`;
}

function Shown({ review, readBack }) {
  const [step, setStep] = useState(null);
  const thing = { type: "Review", id: review.reviewId, version: review.version, investigationId: review.investigationId };
  const findings = new Map(review.findings.map((each) => [each.findingId, each]));
  return html`<${Title} text=${html`<${Written} text=${review.subject} isErased=${review.isErased} />`} said=${review.subject} />
    <div class="row head"><${Agency} code=${review.openedByAgencyId} /> <span class="chip line">${word("ReviewType", review.reviewType)}</span>
      <span class="of-case"><a href=${`#/investigation/${review.investigationId}`}>${t("the-case")}</a></span></div>
    <section class="panel" aria-labelledby="advice"><h2 id="advice">${t("review-recommendations")}</h2>
      ${!review.recommendations.length && html`<p class="soft">${t("review-no-recommendations")}</p>`}
      <ul class="stack advice">${review.recommendations.map((one) => html`<li key=${one.recommendationId}>
        <p><${Agency} code=${one.byAgencyId} /> <${Written} text=${one.text} isErased=${review.isErased} /></p>
        ${findings.has(one.findingId) && html`<p class="soft small">${t("review-finding")} <${Written} text=${findings.get(one.findingId).text} isErased=${review.isErased} /></p>`}
        <p class="small soft"><${Instant} at=${one.madeAt} /></p>
        ${one.addressees.map((each) => html`<${Answer} key=${each.agencyId} each=${each} take=${(name) => setStep({ ...stepOn(thing, name, one.recommendationId), about: one.text })} />`)}</li>`)}</ul></section>
    ${step && html`<${CommandDialog} ...${step} done=${(result) => { setStep(null); readBack(result); }} leave=${() => setStep(null)} />`}`;
}

function Answer({ each, take }) {
  const { agencyId } = useViewer();
  return html`<div class="row"><${Agency} code=${each.agencyId} /> <${State} kind=${KINDS[each.standing] ?? "calm"}>${word("RecommendationStanding", each.standing)}<//>
    ${each.reply && html`<span dir="auto">${each.reply}</span>`}
    ${each.followupIds.map((id) => html`<a key=${id} href=${`#/follow-up/${id}`}>${t("review-follow-up")}</a>`)}
    ${each.agencyId === agencyId && each.standing === "OPEN" && ["acceptRecommendation", "declineRecommendation"].map((name) => html`<button key=${name} type="button" onClick=${() => take(name)}>${commandWord(name)}</button>`)}</div>`;
}
