"""A mapping is data: the shipped ones are right, and a wrong one is refused with its key and what is accepted."""

from pathlib import Path

import pytest

from consumers.files.mapping import load_mapping, shipped_mappings
from domain.refusal import InvalidInput

RIGHT = """
[log]
name = "mine"
title = "My log"
cite = "me"
[columns]
case = ["case"]
activity = ["activity"]
"""


def load(text: str, folder: Path) -> None:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    load_mapping(str(path))


@pytest.mark.parametrize("name", shipped_mappings())
def test_a_shipped_mapping_is_right_and_named_as_its_file(name: str) -> None:
    assert load_mapping(name).log.name == name


def test_the_smallest_mapping_names_a_case_and_an_activity(tmp_path: Path) -> None:
    load(RIGHT, tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('name = "mine"', 'name = "My Log"', "mapping.log.name"),
        ('name = "mine"', "name = 3", "mapping.log.name"),
        ('title = "My log"', "", "mapping.log"),
        ('case = ["case"]', "case = []", "mapping.columns.case"),
        ('case = ["case"]', 'case = "case"', "mapping.columns.case"),
        ('case = ["case"]', 'kase = ["case"]', "mapping.columns"),
        ("[columns]", '[time]\nzone = "Mars/Base"\n[columns]', "mapping.time.zone"),
        ("[columns]", '[activities]\n"A" = "BEGINS"\n[columns]', "mapping.activities.'A'"),
        ("[columns]", '[grades]\n"good" = "GOOD"\n[columns]', "mapping.grades.'good'"),
        ("[columns]", '[agencies]\ncode = "SAME"\n[columns]', "mapping.agencies.code"),
        ("[columns]", '[case]\ntitle = "Same"\n[columns]', "mapping.case.title"),
        ("[columns]", '[case]\ncrime_area = "GOSSIP"\n[columns]', "mapping.case.crime_area"),
        ("[columns]", '[values.country]\n"Elsewhere" = "Else"\n[columns]', "mapping.values.country.'Elsewhere'"),
        ("[columns]", "[colums]", "mapping"),
        ("[columns]", "[columns", "mapping"),
        ('cite = "me"', 'cite = "me"\nformat = "prose"', "mapping.log.format"),
    ],
)
def test_a_wrong_key_is_named(old: str, new: str, key: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidInput) as refused:
        load(RIGHT.replace(old, new), tmp_path)
    assert refused.value.field == key
    assert refused.value.accepted


def test_an_unknown_name_is_told_with_the_names_there_are() -> None:
    with pytest.raises(InvalidInput) as refused:
        load_mapping("bpic2031")
    assert "bpic2013" in refused.value.accepted
