// The reviews of a case: findings with the entries that show them, recommendations and what became of each, answers, annotations.
import { otherwise } from "../../frame/address.js";
import { usePages } from "../../frame/asking.js";
import { useMoment } from "../../frame/moment.js";
import { known, t } from "../../frame/words.js";
import { Agency, State, Written } from "../../parts/chips.js";
import { word } from "../../parts/codes.js";
import { html } from "../../parts/html.js";
import { Pages } from "../../parts/lists.js";
import { Instant } from "../../parts/times.js";
import { useFresh } from "./queries.js";

const QUERY = `query CaseReviews($id: UUID!, $after: String) {
  reviews(filter: { investigationId: $id }, first: 10, after: $after) {
    nodes {
      reviewId reviewType subject openedByAgencyId openedBy openedAt windowFrom windowTo finalisedAt finalisingReason isHeld isErased
      confirmations { agencyId position }
      annotations { annotationId agencyId author eventId eventPosition text recordedAt }
      findings { findingId agencyId author phase category eventIds eventPositions text recordedAt }
      answers { question agencyId answeredBy answer }
      recommendations { recommendationId findingId byAgencyId text madeAt addressees { agencyId standing reply verifiedAt followupIds } }
    }
    pageInfo { hasNextPage endCursor }
    totalCount
  }
}`;

const KINDS = { OPEN: "risk", ACCEPTED: "calm", DECLINED: "rest", IMPLEMENTED: "good", VERIFIED: "good" };

export function Reviews({ id, round }) {
  const { moment } = useMoment();
  const found = useFresh(usePages(QUERY, { id }, (data) => data.reviews), round);
  return html`${moment && html`<p class="notice empty">${t("case-no-past")}</p>`}
    <${Pages} of=${found} empty=${t("case-no-review")}>${(nodes) => nodes.map((review) => html`<${Review} key=${review.reviewId} review=${review} />`)}<//>`;
}

function Review({ review }) {
  const { isErased } = review;
  return html`<section class="panel review">
    <h2><a href=${`#/review/${review.reviewId}`}><${Written} text=${review.subject} isErased=${isErased} /></a></h2>
    <p class="row tight"><span class="chip">${word("ReviewType", review.reviewType)}</span> <${Agency} code=${review.openedByAgencyId} /> <bdi class="soft">${review.openedBy}</bdi> <${Instant} at=${review.openedAt} />
      <${State} kind=${review.finalisedAt ? "good" : "calm"}>${t(review.finalisedAt ? "case-review-final" : "case-review-open")}<//>${review.finalisedAt && html` <${Instant} at=${review.finalisedAt} />`}
      ${review.windowTo && html`<span class="soft">${t("case-review-window", { from: review.windowFrom, to: review.windowTo })}</span>`}</p>
    ${review.finalisingReason && html`<p><${Written} text=${review.finalisingReason} isErased=${isErased} /></p>`}
    ${review.confirmations.length > 0 && html`<p class="row tight soft">${t("case-review-confirmed")} ${review.confirmations.map((one) => html`<${Agency} code=${one.agencyId} /> ${t("case-position", { position: one.position })}`)}</p>`}
    <${Lines} title=${t("case-findings")} of=${review.findings}>${(one) => html`<span class="chip">${word("FindingCategory", one.category)}</span> <span class="soft">${word("ReviewedPhase", one.phase)}</span> <${Agency} code=${one.agencyId} /> <bdi class="soft">${one.author}</bdi>
      <p><${Written} text=${one.text} isErased=${isErased} /></p><p class="small">${one.eventIds.map((eventId, place) => html`<${ToEntry} eventId=${eventId} position=${one.eventPositions[place]} /> `)}</p>`}<//>
    <${Lines} title=${t("case-recommendations")} of=${review.recommendations}>${(one) => html`<${Agency} code=${one.byAgencyId} /> <${Instant} at=${one.madeAt} /><p><${Written} text=${one.text} isErased=${isErased} /></p>
      <ul>${one.addressees.map((to) => html`<li class="row tight"><${Agency} code=${to.agencyId} /> <${State} kind=${KINDS[to.standing] ?? "calm"}>${word("RecommendationStanding", to.standing)}<//>
        ${to.reply && html`<${Written} text=${to.reply} isErased=${isErased} />`}${to.followupIds.map((followupId) => html` <a href=${`#/follow-up/${followupId}`}>${t("case-its-follow-up")}</a>`)}</li>`)}</ul>`}<//>
    <${Lines} title=${t("case-annotations")} of=${review.annotations}>${(one) => html`<${Agency} code=${one.agencyId} /> <bdi class="soft">${one.author}</bdi> <${ToEntry} eventId=${one.eventId} position=${one.eventPosition} /><p><${Written} text=${one.text} isErased=${isErased} /></p>`}<//>
    <${Lines} title=${t("case-answers")} of=${review.answers}>${(one) => html`<strong>${known(`evaluation-question-${one.question.replaceAll("_", "-").toLowerCase()}`) ?? word("EvaluationQuestion", one.question)}</strong> ${one.agencyId ? html`<${Agency} code=${one.agencyId} />` : html`<span class="chip">${t("case-joint")}</span>`}<p><${Written} text=${one.answer} isErased=${isErased} /></p>`}<//>
  </section>`;
}

function Lines({ title, of, children }) {
  return of.length > 0 && html`<h3>${title}</h3><ul class="lines">${of.map((one) => html`<li><div>${children(one)}</div></li>`)}</ul>`;
}

function ToEntry({ eventId, position }) {
  return html`<a href=${otherwise({ part: null, entry: eventId, asof: null, with: null })}>${t("case-position", { position })}</a>`;
}
