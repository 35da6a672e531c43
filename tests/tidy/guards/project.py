"""Guards of the project's own files: layout, dependencies with reasons, a lock with hashes.

They must not install or resolve anything.
"""

import re
from collections.abc import Iterator

from tests.tidy.tree import PACKAGES, Guard, Tree

__all__ = ["GUARDS"]

TOP_LEVEL = frozenset({
    *PACKAGES, "tests", "pyproject.toml", "README.md", "Makefile", "requirements.lock", "LICENSE", "CHANGELOG.md",
    ".ci",
})  # fmt: skip
DOTFILES = re.compile(r"\.(git(ignore|attributes)|dockerignore|editorconfig|python-version)$")

REQUIREMENT = re.compile(r'^\s*"[A-Za-z0-9]')
REASONED = re.compile(r'",?\s+#\s*\S+')
LISTS_WITH_REASONS = re.compile(r"^(dependencies|dev|ignore)\s*=\s*\[$|^\"[^\"]+\"\s*=\s*\[$")

LOCK = "requirements.lock"
INDEX = re.compile(r"^\s*(--(extra-)?index-url|-i|--trusted-host|--find-links|-f)\b|https?://", re.MULTILINE)


def _strangers(tree: Tree) -> Iterator[str]:
    for name in sorted({path.split("/")[0] for path in tree}):
        if name not in TOP_LEVEL and not DOTFILES.match(name):
            yield f"{name}: the top level holds {', '.join(sorted(TOP_LEVEL))} and dotfiles"


def _missing(tree: Tree) -> Iterator[str]:
    present = {path.split("/")[0] for path in tree}
    yield from sorted(TOP_LEVEL - present)


def _unreasoned(tree: Tree) -> Iterator[str]:
    is_inside = False
    for number, line in enumerate(tree.get("pyproject.toml", "").splitlines(), start=1):
        if LISTS_WITH_REASONS.match(line):
            is_inside = True
        elif line.startswith("]"):
            is_inside = False
        elif is_inside and REQUIREMENT.match(line) and not REASONED.search(line):
            yield f"pyproject.toml:{number}: {line.strip()} needs its reason beside it"


def _unlocked(tree: Tree) -> Iterator[str]:
    statements = re.sub(r"\\\n", " ", tree.get(LOCK, "")).splitlines()
    requirements = [line for line in statements if re.match(r"[A-Za-z0-9]", line)]
    if not requirements:
        yield f"{LOCK}: locks nothing"
    yield from (f"{LOCK}: {line.split()[0]} has no hash" for line in requirements if "--hash=sha256:" not in line)


def _index_addresses(tree: Tree) -> Iterator[str]:
    found = INDEX.search(tree.get(LOCK, ""))
    if found:
        yield f"{LOCK}: {found.group().strip()}: where packages come from is the machine's choice"


def _unlocked_dependencies(tree: Tree) -> Iterator[str]:
    locked = {_normal(name) for name in re.findall(r"^([A-Za-z0-9][\w.\-]*)", tree.get(LOCK, ""), re.MULTILINE)}
    for name in re.findall(
        r'^\s*"([A-Za-z0-9][\w.\-]*)(?:\[[^]]*\])?[><=~!]', tree.get("pyproject.toml", ""), re.MULTILINE
    ):
        if _normal(name) not in locked:
            yield f"{LOCK}: {name} of pyproject.toml is not locked"


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


_HASHED = "rich==15.0.0 \\\n    --hash=sha256:ab \\\n    --hash=sha256:cd\n"

GUARDS = (
    Guard(
        says="the top level holds only what belongs there",
        check=_strangers,
        bad=({"scripts/run.sh": ""}, {"setup.py": ""}, {".env": ""}),
        good=({"domain/a.py": "", ".gitignore": "", ".ci/run": "", "Makefile": ""},),
    ),
    Guard(
        says="nothing of the top level is missing",
        check=_missing,
        bad=({"README.md": ""},),
        good=({f"{name}/x" if name in PACKAGES else name: "" for name in TOP_LEVEL},),
    ),
    Guard(
        says="every dependency and every ignored rule has its reason beside it",
        check=_unreasoned,
        bad=(
            {"pyproject.toml": 'dependencies = [\n    "rich>=15,<16",\n]\n'},
            {"pyproject.toml": 'ignore = [\n    "D203",  #\n]\n'},
            {"pyproject.toml": '"tests/**" = [\n    "S101",\n]\n'},
        ),
        good=({"pyproject.toml": 'dependencies = [\n    "rich>=15,<16",  # tables\n]\nother = [\n    "x",\n]\n'},),
    ),
    Guard(
        says="the lock has a hash for every requirement",
        check=_unlocked,
        bad=({LOCK: "rich==15.0.0\n"}, {LOCK: f"{_HASHED}typer==0.29.2\n"}, {}),
        good=({LOCK: f"# by pip-compile\n{_HASHED}"},),
    ),
    Guard(
        says="the lock names no index",
        check=_index_addresses,
        bad=({LOCK: "--index-url https://example.org/simple\n"}, {LOCK: "x @ https://example.org/x.whl\n"}),
        good=({LOCK: _HASHED},),
    ),
    Guard(
        says="every dependency is locked",
        check=_unlocked_dependencies,
        bad=({"pyproject.toml": '    "typer>=0.29",  # x\n', LOCK: _HASHED},),
        good=({"pyproject.toml": '    "Rich[all]>=15,<16",  # x\n', LOCK: _HASHED},),
    ),
)
