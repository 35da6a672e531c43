"""Commands on recommendations, and how they are decided.

They must not carry one out: that is a follow-up, which grows out of it once it is accepted.
"""

from collections.abc import Iterable
from uuid import UUID

from domain.aggregate import Act, Decision, command
from domain.investigation import INVESTIGATION
from domain.review import events, rules
from domain.review.permissions import acting_agency, contributor
from domain.review.seeing import are_met, may_be_met_by
from domain.review.state import Recommendation, Review
from domain.review.steps import in_work, while_in_use
from domain.vocabulary import AgencyCode, OperationalText

__all__ = ["DECISIONS", "AcceptRecommendation", "DeclineRecommendation", "MakeRecommendation"]


@command(aggregate_id="review_id")
class MakeRecommendation:
    """Say what agencies should do in future, from a finding: who sees the finding sees what follows from it.

    to_agency_ids: one partner or more, each of which answers. by_agency_id: the acting agency where it is missing; an
    import names it.
    """

    review_id: UUID
    recommendation_id: UUID
    finding_id: UUID
    to_agency_ids: tuple[AgencyCode, ...]
    text: OperationalText
    by_agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class AcceptRecommendation:
    """Say, as an agency to which it was made, that it will be done; follow-ups may grow out of it then.

    agency_id: the acting agency where it is missing; an import names it.
    """

    review_id: UUID
    recommendation_id: UUID
    note: OperationalText | None = None
    agency_id: AgencyCode | None = None


@command(aggregate_id="review_id")
class DeclineRecommendation:
    """Say, as an agency to which it was made, that it will not be done, and why.

    agency_id: as in AcceptRecommendation.
    """

    review_id: UUID
    recommendation_id: UUID
    reason: OperationalText
    agency_id: AgencyCode | None = None


def _recommend(command: MakeRecommendation, review: Review, act: Act) -> Iterable[events.RecommendationMade]:
    if review.has_part(command.recommendation_id):
        raise rules.APartHasAnIdOfItsOwn
    needs = review.findings.get(command.finding_id)
    if needs is None or not are_met(needs, review.investigation_id, act):
        raise rules.ARecommendationRestsOnAFinding
    _require_partners(command.to_agency_ids, review, act)
    unfit = [each for each in command.to_agency_ids if not may_be_met_by(needs, each, act)]
    if unfit:
        raise rules.AnAddressedAgencyMayKnowOfIt(agencies=unfit)
    yield events.RecommendationMade(
        review_id=command.review_id,
        recommendation_id=command.recommendation_id,
        finding_id=command.finding_id,
        by_agency_id=acting_agency(command.by_agency_id, act),
        to_agency_ids=command.to_agency_ids,
        text=command.text,
        needs=needs,
    )


def _require_partners(agencies: tuple[str, ...], review: Review, act: Act) -> None:
    investigation = act.facts.of(INVESTIGATION, review.investigation_id)
    strangers = [each for each in agencies if not investigation.is_partner(each)]
    if strangers or not agencies or len(set(agencies)) < len(agencies):
        raise rules.ARecommendationIsMadeToPartners(agencies=strangers)


def _accept(command: AcceptRecommendation, review: Review, act: Act) -> Iterable[events.RecommendationAccepted]:
    agency_id = acting_agency(command.agency_id, act)
    _require_unanswered(command.recommendation_id, agency_id, review, act)
    yield events.RecommendationAccepted(
        review_id=command.review_id,
        recommendation_id=command.recommendation_id,
        agency_id=agency_id,
        note=command.note,
    )


def _decline(command: DeclineRecommendation, review: Review, act: Act) -> Iterable[events.RecommendationDeclined]:
    agency_id = acting_agency(command.agency_id, act)
    _require_unanswered(command.recommendation_id, agency_id, review, act)
    yield events.RecommendationDeclined(
        review_id=command.review_id,
        recommendation_id=command.recommendation_id,
        agency_id=agency_id,
        reason=command.reason,
    )


def _require_unanswered(recommendation_id: UUID, agency_id: str, review: Review, act: Act) -> None:
    made = review.recommendations.get(recommendation_id)
    if made is None or not _is_seen(made, review, act) or agency_id not in made.to_agency_ids:
        raise rules.OnlyARecommendationToOneselfIsAnswered
    if agency_id in made.answers:
        raise rules.ARecommendationIsAnsweredOnce(agency_id=agency_id)


def _is_seen(made: Recommendation, review: Review, act: Act) -> bool:
    return are_met(made.needs, review.investigation_id, act)


DECISIONS = (
    Decision(command=MakeRecommendation, decide=in_work(_recommend), may=contributor),
    Decision(command=AcceptRecommendation, decide=while_in_use(_accept), may=contributor),
    Decision(command=DeclineRecommendation, decide=while_in_use(_decline), may=contributor),
)
