"""Chronologies enter with their dates as partial as they are, partners at their dates, and sources side by side."""

import json
from pathlib import Path
from typing import Any, cast

from consumers.files.interpretation.steps import Step
from consumers.files.interpreting import interpret_file
from consumers.files.mapping import load_mapping
from domain.investigation.commands import AcceptInvitation, OpenInvestigation, RecordContradiction, RecordFact
from domain.investigation.vocabulary import FactKind, SourceGrade
from domain.occurred import Precision
from tests.support.imports import SAMPLES, at, steps_of


def steps() -> list[Step]:
    return steps_of(SAMPLES / "chronology.json", "chronology")["harbour"]


def fact(fact_id: str) -> tuple[RecordFact, Step]:
    found = next(step for step in steps() if getattr(step.submission.command, "fact_id", None) == fact_id)
    return cast("RecordFact", found.submission.command), found


def joined() -> dict[str, Precision]:
    return {
        step.submission.command.agency_id: step.submission.occurred.precision
        for step in steps()
        if isinstance(step.submission.command, AcceptInvitation) and step.submission.occurred
    }


def test_the_leading_participant_opens_the_investigation() -> None:
    opening = cast("OpenInvestigation", steps()[0].submission.command)
    assert opening.lead_agency_id == "PT-IMPORT"
    assert opening.crime_areas == ("DRUGS",)


def test_partners_join_when_the_facts_say_and_otherwise_at_an_unknown_time() -> None:
    assert joined() == {
        "NO-IMPORT": Precision.DAY,
        "EUROPOL": Precision.YEAR,
        "CL-IMPORT": Precision.DAY,
        "IS-IMPORT": Precision.UNKNOWN,
    }


def test_a_month_stays_a_month() -> None:
    _, step = fact("harbour-01")
    assert step.submission.occurred is not None
    assert step.submission.occurred.precision is Precision.MONTH
    assert step.submission.occurred.at == at("2019-11-01T00:00:00+00:00")


def test_a_period_has_both_its_ends() -> None:
    _, step = fact("harbour-03")
    assert step.submission.occurred is not None
    assert step.submission.occurred.until == at("2022-01-01T00:00:00+00:00")


def test_a_missing_date_stays_missing_and_the_team_is_no_agency() -> None:
    command, step = fact("harbour-04")
    assert step.submission.occurred is not None
    assert step.submission.occurred.precision is Precision.UNKNOWN
    assert command.actors == ("JIT",)
    assert command.addressee == "BR"


def test_every_fact_cites_its_sources_and_their_grade() -> None:
    command, _ = fact("harbour-03")
    assert command.source == "https://example.org/harbour/3"
    assert command.also_sources == ("https://example.org/harbour/3b",)
    assert command.grade is SourceGrade.PRESS


def test_a_derived_date_is_noted_and_an_unknown_grade_is_the_weaker_one() -> None:
    command, _ = fact("harbour-05")
    assert command.date_note
    assert command.grade is SourceGrade.SECONDARY


def test_an_unknown_kind_of_fact_is_kept_as_other() -> None:
    assert fact("harbour-07")[0].kind is FactKind.OTHER


def test_contradictions_stand_side_by_side_and_a_single_claim_is_a_fact() -> None:
    commands = [step.submission.command for step in steps()]
    contradiction = next(command for command in commands if isinstance(command, RecordContradiction))
    assert {claim.claim for claim in contradiction.claims} == {"three places", "four places"}
    assert "an odd count: eight days, though it is nine" in [getattr(command, "text", "") for command in commands]


def test_what_cannot_be_used_is_told_with_its_place() -> None:
    read = interpret_file(SAMPLES / "chronology.json", load_mapping("chronology"), lambda _: None)
    assert {one.place.part for one in read.unused} == {"cases[0].facts[5]", "cases[0].facts[7]"}


def test_text_that_cannot_be_stored_is_told(tmp_path: Path) -> None:
    content: dict[str, Any] = json.loads((SAMPLES / "chronology.json").read_text(encoding="utf-8"))
    content["cases"][0]["facts"][0]["fact"] = "half a letter \ud800"
    content["cases"][0]["facts"][1]["source"] = "nothing \x00"
    path = tmp_path / "bad.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    read = interpret_file(path, load_mapping("chronology"), lambda _: None)
    assert len(read.unused) == 4
