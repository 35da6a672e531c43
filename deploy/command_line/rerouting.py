"""`entente replay --what-if-routing`: how a rule is written on a command line, and what it would have changed.

It must not rank units, nor put anything on record.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

import typer

from deploy.command_line.replays import Sheet, Shown
from deploy.faults import WrongCall
from domain.event import Recorded
from domain.routing_rule import STANDING_RULE, Preference, RoutingRule
from domain.storage import EventLog
from projections.replaying.other_routing import (
    Routed,
    agencies_of,
    assignments,
    directory_stream,
    routed,
    routing_totals,
)  # fmt: skip

__all__ = ["Rerouting", "of_routing", "rerouted", "rule_named"]

STANDING, ANY_LANGUAGE, NEEDED = "STANDING", "ANY_LANGUAGE", "DAY_AND_NIGHT_NEEDED"
"""Words of a rule besides preferences: the order by which units are proposed, and what else is needed, or is not."""

WORDS = (*(each.value for each in Preference), STANDING, ANY_LANGUAGE, NEEDED)

Rerouting = Annotated[
    str | None,
    typer.Option(
        "--what-if-routing",
        metavar="RULE",
        help=f"The units under another routing rule: words of {', '.join(WORDS)}, with commas between.",
    ),
]


def rule_named(text: str) -> RoutingRule:
    """This will read a rule, such as `SPECIALISED,REGION,ANY_LANGUAGE`. Raises WrongCall, InvalidInput."""
    words = [each.strip().upper().replace("-", "_") for each in text.split(",") if each.strip()]
    unknown = [each for each in words if each not in WORDS]
    if unknown or not words:
        raise WrongCall(
            f"{text!r} is no routing rule.", remedy=f"Write words of {', '.join(WORDS)}, with commas between."
        )
    order: list[Preference] = []
    for each in words:
        order += STANDING_RULE.order if each == STANDING else [one for one in Preference if one.value == each]
    return RoutingRule(
        order=tuple(order), language_is_needed=ANY_LANGUAGE not in words, day_and_night_is_needed=NEEDED in words
    )


def rerouted(log: EventLog, history: Sequence[Recorded], rule: RoutingRule) -> tuple[Routed, ...]:
    """This will hold the assignments of a history against a rule, over the directory of the log."""
    found = assignments(history)
    return routed(found, {each: log.stream(directory_stream(each)) for each in agencies_of(found)}, rule)


def of_routing(case_id: UUID, found: Sequence[Routed]) -> Shown:
    """This will show the units as they were beside those that would have been proposed."""
    counted = routing_totals(found)
    totals = {name: getattr(counted, name) for name in counted.__slots__}
    compared = Sheet(
        "As it was, and under the rule",
        ("request", "assigned", "misrouted", "last unit", "would be proposed", "rank of the assigned", "why"),
        [_row(each) for each in found],
    )
    summed = Sheet("Totals", ("", "requests"), [[name.replace("_", " "), str(count)] for name, count in totals.items()])
    told = {"case_id": case_id, "assignments": [_told(each) for each in found], "totals": totals}
    return Shown(told, (compared, summed))


def _told(each: Routed) -> Mapping[str, Any]:
    assignment = each.assignment
    return {
        "request_id": assignment.request_id,
        "cycle": assignment.asked.cycle,
        "assigned_unit": assignment.unit_id,
        "last_unit": assignment.last_unit_id,
        "misrouted": assignment.is_misrouted,
        "proposed": [{"unit": one.unit_id, "reasons": one.reasons} for one in each.proposal.units],
        "explanation": each.proposal.explanation,
        "rank": each.rank,
        "agrees": each.agrees,
        "set_right": each.is_set_right,
    }


def _row(each: Routed) -> Sequence[str | None]:
    assignment, first = each.assignment, each.first
    return (
        f"{assignment.request_id} {assignment.asked.cycle}",
        assignment.unit_id,
        "yes" if assignment.is_misrouted else None,
        assignment.last_unit_id,
        first.unit_id if first else None,
        str(each.rank) if each.rank else None,
        "; ".join(first.reasons) if first else each.proposal.explanation,
    )
