"""What may be done with a thing now, as the domain tells the viewer beforehand.

It must not decide anything: a command is decided when it comes, whatever was told of it.
"""

import strawberry

from api.context import Asked
from api.mutations import Mutation
from api.wording import camel_case_names
from domain.aggregate import StreamKey
from domain.beforehand import Offer

__all__ = ["CommandOffer", "offered"]


@strawberry.type(
    description="A command that there is for a thing, and whether you might give it now. It is decided when it comes."
)
class CommandOffer:
    """A command that there is for a thing."""

    name: str = strawberry.field(description="Name of the mutation.")
    is_allowed: bool = strawberry.field(
        description="Neither your role nor the state of the thing stands in its way; what it says still may."
    )
    code: str | None = strawberry.field(
        description="Stable code of what stands in its way, as of RuleViolation; null where nothing does."
    )
    reason: str | None = strawberry.field(description="The same as a sentence.")
    remedy: str | None = strawberry.field(description="What would make it possible, as a sentence; empty for nothing.")


_NAMES = {field.name for field in Mutation.__strawberry_definition__.fields}  # type: ignore[attr-defined]  # of every type


async def offered(info: Asked, key: StreamKey) -> list[CommandOffer]:
    """This will tell what the viewer might do with a thing, in the order of its course."""
    context = info.context
    found = await context.dependencies.application.offers(key, context.bearer.actor())
    return [_shown(each) for each in found if _name_of(each.command) in _NAMES]


def _name_of(command: type) -> str:
    """The field of a command among the mutations: `SendReminder` as `send_reminder`."""
    return "".join(f"_{each.lower()}" if each.isupper() else each for each in command.__name__).lstrip("_")


def _shown(offer: Offer) -> CommandOffer:
    refusal, name = offer.refusal, offer.command.__name__
    return CommandOffer(
        name=name[:1].lower() + name[1:],
        is_allowed=refusal is None,
        code=refusal.code if refusal else None,
        reason=camel_case_names(refusal.message) if refusal else None,
        remedy=camel_case_names(refusal.remedy) if refusal else None,
    )
