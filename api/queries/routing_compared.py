"""What comes of holding the assignments of a case against another routing rule.

It must not rank units, nor decide who may see what: it shows what was found for the viewer.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec
import strawberry
from strawberry import UNSET

from api.inputs import fields_of, record_input
from api.queries.connection import After, Before, Counted, First, Last, derived, listed, paging
from api.queries.directory import RoutingProposal, proposal_of
from api.wording import enum_of
from domain.routing_rule import STANDING_RULE, Preference, RoutingRule
from projections.replaying.other_routing import Routed, routing_totals

__all__ = ["RoutingCompared", "RuleWanted", "rule_wanted"]

enum_of(Preference, "RoutingPreference")

RuleWanted = Annotated[
    object,
    strawberry.argument(
        description="The rule that is supposed. Default: the rule by which units are proposed.",
        graphql_type=record_input(RoutingRule, "RoutingRuleInput") | None,
    ),
]


@strawberry.type(description="The first unit that had a request in a run, and which another rule would have proposed.")
class ComparedRouting:
    """An assignment as it was, and as it would have been."""

    request_id: UUID = strawberry.field(description="The request.")
    cycle: int = strawberry.field(description="The run of the request.")
    assigned_at: datetime = strawberry.field(description="When it was assigned.")
    assigned_unit_id: str = strawberry.field(description="The unit to which it was assigned at first.")
    last_unit_id: str | None = strawberry.field(description="The unit that has it, or had it last; null for none.")
    misrouted: bool = strawberry.field(
        description="The first unit gave it back, or it was taken from it for lack of competence, or passed on."
    )
    proposed_unit_id: str | None = strawberry.field(
        description="The unit that the rule would have proposed first; null where none was competent."
    )
    assigned_rank: int | None = strawberry.field(
        description="The rank that the rule would have given to the assigned unit; null where it would not propose it."
    )
    agrees: bool = strawberry.field(description="The rule would have proposed first what was assigned.")
    set_right: bool = strawberry.field(
        description="It was misrouted, and the rule would have sent it at once to the unit that had it last."
    )
    proposal: RoutingProposal = strawberry.field(description="All that the rule would have proposed, with the reasons.")


@strawberry.type(description="How the assignments of an investigation compare with a rule.")
class RoutingTally:
    """How assignments compare with a rule."""

    assignments: int = strawberry.field(description="First assignments of a run that you may see.")
    agreeing: int = strawberry.field(description="Those that the rule would have made alike.")
    without_competent_unit: int = strawberry.field(description="Those for which the rule finds no competent unit.")
    misrouted: int = strawberry.field(description="Those that were misrouted.")
    set_right: int = strawberry.field(description="The misrouted that the rule would have sent right at first.")


@strawberry.type(description="The assignments of an investigation that you may see, beside those of another rule.")
class RoutingCompared:
    """The assignments of an investigation under another rule."""

    found: strawberry.Private[tuple[Routed, ...]]

    @derived("How many assignments there were, and how they compare.")
    def tally(self) -> RoutingTally:
        """This will count."""
        counted = routing_totals(self.found)
        return RoutingTally(
            assignments=counted.assignments,
            agreeing=counted.agreeing,
            without_competent_unit=counted.without_competent_unit,
            misrouted=counted.misrouted,
            set_right=counted.set_right,
        )

    @derived("Each assignment side by side, in the order in which they were recorded.")
    def assignments(
        self, *, first: First = UNSET, after: After = UNSET, last: Last = UNSET, before: Before = UNSET
    ) -> Counted[ComparedRouting]:
        """This will return a page of the assignments."""
        return listed(self.found, paging(first, after, last, before), "assignments", _compared)


def rule_wanted(given: object) -> RoutingRule:
    """This will read a rule. Raises InvalidInput naming what is wrong with it."""
    return msgspec.convert(fields_of(given), RoutingRule) if given else STANDING_RULE


def _compared(each: Routed) -> ComparedRouting:
    assignment = each.assignment
    return ComparedRouting(
        request_id=assignment.request_id,
        cycle=assignment.asked.cycle,
        assigned_at=assignment.at,
        assigned_unit_id=assignment.unit_id,
        last_unit_id=assignment.last_unit_id,
        misrouted=assignment.is_misrouted,
        proposed_unit_id=each.first.unit_id if each.first else None,
        assigned_rank=each.rank,
        agrees=each.agrees,
        set_right=each.is_set_right,
        proposal=proposal_of(each.proposal),
    )
