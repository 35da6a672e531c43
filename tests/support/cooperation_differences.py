"""Compares figures that were read with those of the second opinion.

It must not hold expectations.
"""

from collections.abc import Sequence
from typing import Any

import pytest

from projections.cooperation.groups import key_of
from projections.cooperation.queries import GroupOfFigures

__all__ = ["Plain", "differences", "plain"]

Plain = dict[Any, dict[str, dict[str, Any]]]


def plain(groups: Sequence[GroupOfFigures]) -> Plain:
    """This will write figures as the second opinion does."""
    return {
        tuple(each or None for each in key_of(told.group)): {
            f"{figure.metric} {figure.name}": {
                "n": figure.n,
                "value": figure.value,
                "numerator": figure.numerator,
                "denominator": figure.denominator,
            }
            for figure in told.figures
        }
        for told in groups
    }


def differences(found: Plain, expected: Plain) -> list[str]:
    """This will name what is told and what should be; of what the second opinion does not tell, nothing is compared."""
    names = {(key, name) for told in (found, expected) for key, figures in told.items() for name in figures}
    pairs = [(each, found.get(each[0], {}).get(each[1]), expected.get(each[0], {}).get(each[1])) for each in names]
    return [f"{each}: {told} instead of {right}" for each, told, right in pairs if not _is_same(told, right)]


def _is_same(told: dict[str, Any] | None, right: dict[str, Any] | None) -> bool:
    if told is None or right is None:
        return False
    near = {name: pytest.approx(value) if isinstance(value, float) else value for name, value in right.items()}
    return {name: told[name] for name in near} == near
