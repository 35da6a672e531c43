"""The master key comes from where the operator says; without one, or with a wrong one, people are told what to do."""

import sys
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from deploy import bootstrap
from deploy.faults import Fault
from deploy.master_key import NAME, master_key
from deploy.settings import Settings, SettingsFault, read_settings
from domain.storage import MasterKey, WrongMasterKey
from tests.support.histories import append_history, history
from tests.support.keys import KEYRING

TEXT = b64encode(bytes(range(32)))


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    file = tmp_path / "key"
    file.write_bytes(TEXT + b"\n")
    return file


def embedded(data: Path) -> Settings:
    return read_settings(data=data)


def shared(**settings: Any) -> Settings:
    return read_settings(database_url="postgresql://db/entente", **settings)


def test_it_is_made_once_in_the_data_directory_for_its_owner_alone(tmp_path: Path) -> None:
    settings = embedded(tmp_path)
    with ThreadPoolExecutor(8) as threads:
        names = {keyring.name for keyring in threads.map(lambda _: master_key(settings), range(8))}

    assert names == {master_key(settings).name}
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
    assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


def test_two_directories_have_two_keys(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()

    assert master_key(embedded(tmp_path)).name != master_key(embedded(tmp_path / "other")).name


def test_it_is_read_from_a_file(key_file: Path) -> None:
    assert master_key(shared(master_key=key_file)).name == KEYRING.name


def test_it_is_printed_by_a_program(key_file: Path) -> None:
    program = f"{sys.executable} -c \"print(open('{key_file}').read())\""

    assert master_key(shared(master_key_command=program)).name == KEYRING.name


@pytest.mark.parametrize("program", ["false", "/nowhere/program", "'half a quote"])
def test_a_program_that_fails_is_named(program: str) -> None:
    with pytest.raises(Fault, match="ENTENTE_MASTER_KEY_COMMAND failed"):
        master_key(shared(master_key_command=program))


@pytest.mark.parametrize("text", [b"", b"no key", TEXT[:-4], b64encode(bytes(31))])
def test_a_file_without_a_key_is_named_and_its_content_is_not(tmp_path: Path, text: bytes) -> None:
    file = tmp_path / "key"
    file.write_bytes(text)

    with pytest.raises(Fault, match="ENTENTE_MASTER_KEY holds no master key") as told:
        master_key(shared(master_key=file))
    assert "openssl rand -base64 32" in told.value.remedy


def test_a_database_that_others_share_gets_no_key_of_its_own() -> None:
    with pytest.raises(Fault, match="No master key is set"):
        master_key(shared())


def test_two_sources_at_once_are_refused(key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_MASTER_KEY", str(key_file))
    monkeypatch.setenv("ENTENTE_MASTER_KEY_COMMAND", "true")

    with pytest.raises(SettingsFault, match="only one of them"):
        read_settings()


@pytest.mark.postgres
def test_a_wrong_key_is_found_out_before_anything_is_read(database: str) -> None:
    append_history(database, history(1, cases=1, requests=1))
    wrong = bootstrap.Database(database, database, lambda: MasterKey(bytes(32)))

    with pytest.raises(WrongMasterKey, match=KEYRING.name), bootstrap.event_log(wrong):
        pass
