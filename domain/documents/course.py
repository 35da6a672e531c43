"""Finds out from the code which events a decision may bring and which rules may refuse it.

It must not run a decision: it follows the names that functions use, within the domain.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from types import CodeType, FunctionType, ModuleType

from domain.event import Event
from domain.refusal import RuleViolation

__all__ = ["Course", "course_of"]

EVOLUTION = "evolve"
"""A decision that looks ahead evolves a state; the events which that understands are not the ones it brings."""


@dataclass(frozen=True, slots=True)
class Course:
    """What may come of a command: names of its events and rules, in the order in which the code reaches them."""

    events: tuple[str, ...]
    rules: tuple[type[RuleViolation], ...]


def course_of(*functions: Callable[..., object]) -> Course:
    """This will follow the functions that decide on a command."""
    found = [named for function in functions for named in _reached(function)]
    kinds = list(dict.fromkeys(named for named in found if isinstance(named, type)))
    events = tuple(kind.__name__ for kind in kinds if issubclass(kind, Event) and kind is not Event)
    return Course(
        events, tuple(kind for kind in kinds if issubclass(kind, RuleViolation) and kind is not RuleViolation)
    )


def _reached(start: Callable[..., object]) -> Iterator[object]:
    seen: set[int] = set()
    waiting: list[object] = [start]
    while waiting:
        current = waiting.pop(0)
        if id(current) in seen:
            continue
        seen.add(id(current))
        yield current
        waiting.extend(_named(current))


def _named(value: object) -> list[object]:
    """What a function, or a function with arguments bound, refers to; nothing for anything else."""
    if isinstance(value, partial):
        return [value.func, *value.args, *value.keywords.values()]
    if not isinstance(value, FunctionType) or not value.__module__.startswith("domain."):
        return []
    if value.__name__.startswith(EVOLUTION):
        return []
    names = _names(value.__code__)
    bound = [cell.cell_contents for cell in value.__closure__ or ()]
    return [*bound, *_looked_up(names, value.__globals__), *_in_modules(names, value)]


def _names(code: CodeType) -> tuple[str, ...]:
    nested = [name for inner in code.co_consts if isinstance(inner, CodeType) for name in _names(inner)]
    return (*code.co_names, *nested)


def _looked_up(names: tuple[str, ...], scope: dict[str, object]) -> list[object]:
    return [scope[name] for name in names if name in scope]


def _in_modules(names: tuple[str, ...], function: FunctionType) -> list[object]:
    modules = [each for each in _looked_up(names, function.__globals__) if isinstance(each, ModuleType)]
    own = [module for module in modules if module.__name__.startswith("domain.")]
    return [found for module in own for found in _looked_up(names, vars(module))]
