"""The import contracts of pyproject.toml hold, and each of them refuses its bad sample."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.tidy.tree import PACKAGES, ROOT

SAMPLES = Path(__file__).parent / "bad_samples"
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
NAMES = {contract["id"]: contract["name"] for contract in CONTRACTS}

LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


SAMPLES_OF_ALL = [
    pytest.param(sample, id=f"{sample.parent.name}: {sample.name}") for sample in sorted(SAMPLES.glob("*/*"))
]


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the packages and their contracts, to put a bad sample into."""
    copy = tmp_path_factory.mktemp("contracts")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=_all_but_python)
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


def test_the_repository_keeps_every_contract() -> None:
    report = _lint(ROOT)
    assert report.returncode == 0, report.stdout


def test_every_contract_has_a_bad_sample() -> None:
    assert {folder.name for folder in SAMPLES.iterdir()} == set(NAMES)


@pytest.mark.parametrize("sample", SAMPLES_OF_ALL)
def test_the_contract_refuses_its_bad_sample(sample: Path, copied: Path) -> None:
    files = [path.relative_to(sample) for path in sample.rglob("*.py")]
    shutil.copytree(sample, copied, dirs_exist_ok=True)
    report = _lint(copied, "--contract", sample.parent.name)
    _take_away(files, copied)
    assert _is_broken(sample.parent.name, report.stdout), report.stdout
    assert any(_names(file, report.stdout) for file in files), report.stdout


def _lint(folder: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-logo", "--no-cache", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def _is_broken(contract: str, report: str) -> bool:
    """The report wraps its lines: the name and the verdict may stand on two."""
    return f"{NAMES[contract]} BROKEN" in re.sub(r"\s+", " ", report)


def _names(file: Path, report: str) -> bool:
    """Whether the report blames this file: its module stands there by its full or its relative name."""
    module = file.parent if file.stem == "__init__" else file.with_suffix("")
    return bool(re.search(rf"[.]{module.name}\b", report))


def _take_away(files: list[Path], copied: Path) -> None:
    for file in files:
        (copied / file).unlink()


def _all_but_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()}
