"""Guards of the rooms' shape: who knows one aggregate, read model or automation knows where to look in the others.

They must not judge what a room decides.
"""

import re
from collections.abc import Iterable, Iterator

from tests.tidy.tree import Guard, Tree

__all__ = ["GUARDS"]

AGGREGATES = ("agency", "investigation", "request", "item", "review", "followup", "identifier", "checkpoint")
OF_AN_AGGREGATE = ("events", "state", "rules", "permissions", "commands", "room")
OF_A_READ_MODEL = ("table.sql", "model.py", "queries.py")
NO_READ_MODELS = ("cells", "engine", "decisions", "desk", "exporting", "gateways", "outlook", "patterns", "replaying")
"""Of these, the desk folds nothing, it asks the tables of other rooms what waits there; exporting writes what they say,
gateways are told it. Replaying keeps nothing. A batch step fills the tables of outlook and cells, which migrations
make."""

AUTOMATION = re.compile(r"when_[a-z0-9]+(_[a-z0-9]+)*_then_[a-z0-9]+(_[a-z0-9]+)*\.py")


def _incomplete_aggregates(tree: Tree) -> Iterator[str]:
    for room in AGGREGATES:
        for part in OF_AN_AGGREGATE:
            if f"domain/{room}/{part}.py" not in tree and f"domain/{room}/{part}/__init__.py" not in tree:
                yield f"domain/{room}: {part} is missing"


def _incomplete_read_models(tree: Tree) -> Iterator[str]:
    for folder in _folders(tree, "projections"):
        missing = [part for part in OF_A_READ_MODEL if not _has(tree, f"projections/{folder}/{part}")]
        if folder not in NO_READ_MODELS and missing:
            yield f"projections/{folder}: {', '.join(missing)} missing"


def _has(tree: Tree, path: str) -> bool:
    return path in tree or path.replace(".py", "/__init__.py") in tree


def _folders(tree: Tree, package: str) -> list[str]:
    return sorted({path.split("/")[1] for path in tree if path.startswith(f"{package}/") and path.count("/") > 1})


def _misnamed_automations(tree: Tree) -> Iterator[str]:
    names = [path for path in tree if re.match(r"(consumers|domain)/.*when_[^/]*\.py$", path)]
    if not names:
        yield "consumers: no automation, a file when_<event>_then_<effect>.py"
    yield from (f"{path}: to be when_<event>_then_<effect>.py" for path in names if not _is_automation(path))


def _is_automation(path: str) -> bool:
    return AUTOMATION.fullmatch(path.rsplit("/", 1)[-1]) is not None


def _unlisted_mutations(tree: Tree) -> Iterator[str]:
    for room in AGGREGATES:
        if not _has(tree, f"api/mutations/{room}.py"):
            yield f"api/mutations/{room}.py: the mutations of the room"


def _complete(folder: str, parts: Iterable[str]) -> dict[str, str]:
    return {f"{folder}/{part}": "" for part in parts}


_AGGREGATE_FILES = [f"{room}/{part}.py" for room in AGGREGATES for part in OF_AN_AGGREGATE]

GUARDS = (
    Guard(
        says="every aggregate has its events, state, rules, permissions, commands and room",
        check=_incomplete_aggregates,
        bad=(_complete("domain", _AGGREGATE_FILES[1:]),),
        good=(
            _complete("domain", _AGGREGATE_FILES),
            {**_complete("domain", _AGGREGATE_FILES[1:]), "domain/agency/events/__init__.py": ""},
        ),
    ),
    Guard(
        says="every read model has its table, model and queries",
        check=_incomplete_read_models,
        bad=({"projections/board/model.py": "", "projections/board/queries.py": ""},),
        good=(
            {
                **_complete("projections/board", OF_A_READ_MODEL),
                "projections/engine/follower.py": "",
                "projections/a.py": "",
            },
        ),
    ),
    Guard(
        says="every automation is called when something happens, then something is done",
        check=_misnamed_automations,
        bad=({"consumers/clock/when_due.py": ""}, {"consumers/clock/loop.py": ""}),
        good=({"consumers/clock/when_a_limit_passes_then_record_the_breach.py": "", "consumers/clock/loop.py": ""},),
    ),
    Guard(
        says="the mutations of every aggregate stand in a file of its name",
        check=_unlisted_mutations,
        bad=(_complete("api/mutations", ["agency.py", "request.py"]),),
        good=(_complete("api/mutations", [f"{room}.py" for room in AGGREGATES]),),
    ),
)
