"""Specs of the settings. They must not test what a setting does."""

from pathlib import Path

import pytest

from deploy.identity_settings import roles_of
from deploy.settings import SettingsFault, read_settings, settings_table
from domain.vocabulary import Role

RUNBOOK = Path(__file__).parents[2] / "deploy/RUNBOOK.md"


@pytest.fixture(autouse=True)
def _without_the_callers_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ENTENTE_DATABASE_URL", raising=False)
    monkeypatch.delenv("ENTENTE_DATA", raising=False)
    monkeypatch.delenv("ENTENTE_PORT", raising=False)


def test_without_any_setting_the_embedded_database_serves() -> None:
    settings = read_settings()

    assert settings.is_embedded
    assert settings.port == 8000


def test_all_faults_are_told_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_PORT", "99999")
    monkeypatch.setenv("ENTENTE_LOG_LEVEL", "LOUD")
    monkeypatch.setenv("ENTENTE_POOL_SIZE", "many")
    monkeypatch.setenv("ENTENTE_TOKEN_ISSUER", "issuer")
    monkeypatch.setenv("ENTENTE_TOKEN_ALGORITHMS", "RS256,HS256")
    monkeypatch.setenv("ENTENTE_ROLE_VALUES", "judges=JUDGE")
    monkeypatch.setenv("ENTENTE_DATABSE_URL", "postgresql://x")

    with pytest.raises(SettingsFault) as told:
        read_settings()

    lines = told.value.message.splitlines()
    assert [line.split(":")[0].strip() for line in lines[1:]] == [
        "ENTENTE_DATABSE_URL", "ENTENTE_TOKEN_ISSUER", "ENTENTE_TOKEN_ALGORITHMS", "ENTENTE_ROLE_VALUES",
        "ENTENTE_PORT", "ENTENTE_LOG_LEVEL", "ENTENTE_POOL_SIZE",
    ]  # fmt: skip


def test_a_misspelt_setting_is_told_with_the_one_that_was_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_LOGLEVEL", "INFO")

    with pytest.raises(SettingsFault, match="ENTENTE_LOGLEVEL: is no setting; ENTENTE_LOG_LEVEL is"):
        read_settings()


def test_a_faulty_secret_is_told_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DATABASE_URL", "mysql://entente:tulips@db/entente")

    with pytest.raises(SettingsFault) as told:
        read_settings()

    assert "ENTENTE_DATABASE_URL: must begin with postgresql://" in told.value.message
    assert "tulips" not in str(told.value)


def test_a_secret_is_not_printed_with_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DATABASE_URL", "postgresql://entente:tulips@db/entente")

    assert "tulips" not in repr(read_settings())


def test_the_command_line_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_PORT", "9000")
    monkeypatch.setenv("ENTENTE_DATA", "/srv/one")

    settings = read_settings(data=Path("/srv/two"), port=None)

    assert (settings.port, settings.data) == (9000, Path("/srv/two"))


def test_what_a_claim_is_not_is_told_with_its_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_CLAIM_AGENCY", "the agency")
    monkeypatch.setenv("ENTENTE_TOKEN_KEYS", str(Path(__file__)))

    with pytest.raises(SettingsFault) as told:
        read_settings()

    assert "ENTENTE_CLAIM_AGENCY: " in told.value.message
    assert "ENTENTE_TOKEN_KEYS: is of no use without ENTENTE_TOKEN_ISSUER" in told.value.message


def test_values_of_an_issuer_become_roles_here(monkeypatch: pytest.MonkeyPatch) -> None:
    table = "judges=INVESTIGATION_OPENER, cn=admins=AGENCY_ADMINISTRATOR,cn=admins=INVESTIGATION_OPENER"
    monkeypatch.setenv("ENTENTE_ROLE_VALUES", table)

    assert roles_of(read_settings().role_values or "") == {
        "judges": {Role.INVESTIGATION_OPENER},
        "cn=admins": {Role.AGENCY_ADMINISTRATOR, Role.INVESTIGATION_OPENER},
    }


@pytest.mark.parametrize(
    ("given", "production"),
    [
        ({}, "False"),
        ({"PRODUCTION": "true"}, "True"),
        ({"DATABASE_URL": "postgresql://x"}, "True"),
        ({"TOKEN_ISSUER": "https://login.example.org"}, "True"),
        ({"TOKEN_ISSUER": "http://127.0.0.1:8080", "PRODUCTION": "false"}, "False"),
    ],
)
def test_it_is_production_where_others_could_come_in(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], production: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"ENTENTE_{name}", value)

    assert read_settings().is_production == (production == "True")


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENTENTE_DATABASE_URL", "")

    assert read_settings().is_embedded


def test_the_runbook_lists_every_setting_as_it_is() -> None:
    assert settings_table() in RUNBOOK.read_text()
