"""`entente token`: development tokens of the local issuer.

It must not sign anything for a database that others share.
"""

from datetime import timedelta
from typing import Annotated

import typer

from api.identity.tokens import TokenGrant
from deploy.bootstrap import present
from deploy.command_line.options import Data, chosen_settings
from deploy.demo.cast import MEMBERS
from deploy.signing_key import local_issuer
from domain.refusal import InvalidInput
from domain.vocabulary import Role

__all__ = ["add_to"]


def add_to(program: typer.Typer) -> None:
    """This will add the command."""
    program.command(epilog="Example: `entente token --member camille.morel --hours 8`")(token)


def token(
    member: Annotated[str, typer.Option("--member", help="Id of the person, such as one that `entente demo` lists.")],
    agency: Annotated[
        str | None, typer.Option("--agency", help="For which it acts; a sample member's is known.")
    ] = None,
    role: Annotated[list[Role] | None, typer.Option("--role", help="What it may do beyond an investigation.")] = None,
    hours: Annotated[int, typer.Option("--hours", min=1, max=24 * 30, help="How long it is good.")] = 12,
    data: Data = None,
) -> None:
    """Print a bearer token for development; only the embedded database knows its issuer."""
    settings = chosen_settings(data)
    issuer = local_issuer(settings, present)
    sample = next((known for known in MEMBERS if known.member_id == member), None)
    if agency is None and sample is None:
        accepted = "an agency's code, or one of the sample members: " + ", ".join(known.member_id for known in MEMBERS)
        raise InvalidInput(field="--agency", rule=f"{member} is no sample member", accepted=accepted)
    grant = TokenGrant(
        member_id=member,
        agency_id=agency or (sample.agency_id if sample else ""),
        unit_id=sample.unit_id if sample else None,
        roles=role or (sample.roles if sample else ()),
        lifetime=timedelta(hours=hours),
    )
    typer.echo(issuer.issue(grant))
