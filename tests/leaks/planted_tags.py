"""Leaks to be found in the tags of answers: each breaks one thing for a moment, and the probe has to notice.

It must not be used anywhere else.
"""

from collections.abc import Hashable

import pytest

from api.compiled import reading
from api.compiled.keeping import tag_of
from tests.leaks.planted import Planted

__all__ = ["PLANTED"]


def _of_the_log_alone(patch: pytest.MonkeyPatch) -> None:
    """A tag that tells how the read models stand, and not who asks."""

    def planted(_key: Hashable, stamp: bytes | None) -> str:
        return tag_of((), stamp)

    patch.setattr(reading, "tag_of", planted)


PLANTED = (Planted("tags", "a tag that is alike for all who ask", _of_the_log_alone),)
