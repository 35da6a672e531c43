"""What stands in a folder `vendor` is what its README says: each file has its sum there, or is a licence."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from tests.tidy.tree import ROOT

FOLDERS = (ROOT / "api/dashboard/vendor", ROOT / "tests/browser/vendor")

LISTED = re.compile(r"^\| `([^`]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)
"""A row of the table: the file first, its sum last."""


def sums(folder: Path) -> dict[str, str]:
    """The sum of each listed file, by its path in the folder."""
    return dict(LISTED.findall((folder / "README.md").read_text(encoding="utf-8")))


def files(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_a_vendored_file_is_the_one_that_was_published(folder: Path) -> None:
    listed = sums(folder)

    assert listed == {name: sha256((folder / name).read_bytes()).hexdigest() for name in listed}
    assert listed


@pytest.mark.parametrize("folder", FOLDERS, ids=str)
def test_nothing_else_stands_beside_them_but_their_licences(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    others = [name for name in files(folder) if name not in sums(folder) and name != "README.md"]

    assert [name for name in others if not re.search(r"LICENSE|NOTICE", name)] == []
    assert [name for name in others if f"`{name}`" not in readme] == []


def test_there_is_a_licence_for_each_package() -> None:
    missing = [
        row
        for folder in FOLDERS
        for row in (folder / "README.md").read_text(encoding="utf-8").splitlines()
        if LISTED.match(row) and not re.search(r"LICENSE|the same|public domain", row)
    ]

    assert missing == []
