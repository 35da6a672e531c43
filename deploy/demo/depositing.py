"""Brings the content of a sample item, over the public interface like anybody else.

It must not bring what the story does not register.
"""

import urllib.request
from collections.abc import Callable

from deploy.demo.stage import SampleMember, Stage
from deploy.demo.story_aurora_items import WALLETS

__all__ = ["bring_content"]

TIMEOUT_S = 30.0


def bring_content(address: str, stage: Stage, token_for: Callable[[SampleMember], str]) -> None:
    """This will bring the wallets of Aurora; a second time changes nothing. Raises OSError where it is refused."""
    request = urllib.request.Request(  # noqa: S310  # our own address
        f"{address}/items/{stage.id(WALLETS.name)}/content",
        data=WALLETS.content,
        method="PUT",
        headers={"Authorization": f"Bearer {token_for(WALLETS.of)}"},
    )
    with urllib.request.urlopen(request, timeout=TIMEOUT_S):  # noqa: S310  # same
        pass
