"""The map of the dashboard: each country once, with a centre, and neighbours that touch; and how it is made."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import api
from api.borders.flat import Point, Ring, area, cut, simplified
from api.borders.shapes import features
from domain.reference import countries

MAP = Path(api.__file__).parent / "dashboard" / "vendor" / "countries.json"
DRAWN: list[dict[str, Any]] = json.loads(MAP.read_text(encoding="utf-8"))["features"]
BY_CODE = {each["properties"]["code"]: each for each in DRAWN}


def points(code: str) -> set[Point]:
    return {tuple(point) for polygon in BY_CODE[code]["geometry"]["coordinates"] for ring in polygon for point in ring}


def is_inside(point: Point, ring: Ring) -> bool:
    """Whether a ray to the east leaves a ring an odd number of times."""
    x, y = point
    crossed = [x < a + (y - b) * (c - a) / (d - b) for (a, b), (c, d) in pairwise(ring) if min(b, d) <= y < max(b, d)]
    return sum(crossed) % 2 == 1


def test_every_country_with_a_code_is_drawn_once_but_antarctica() -> None:
    coded = sorted(each["properties"]["code"] for each in DRAWN if each["properties"]["code"])

    assert coded == sorted(each.alpha2 for each in countries.all() if each.alpha2 != "AQ")


def test_a_country_is_called_as_everywhere_else() -> None:
    assert {code: each["properties"]["name"] for code, each in BY_CODE.items() if code} == {
        each.alpha2: each.name for each in countries.all() if each.alpha2 != "AQ"
    }


@pytest.mark.parametrize("code", ["FR", "NO", "HR", "VN", "CL", "US", "ID", "MT", "SG", "VA"])
def test_the_centre_of_a_country_is_in_it(code: str) -> None:
    centre = tuple(BY_CODE[code]["properties"]["centre"])

    assert any(is_inside(centre, polygon[0]) for polygon in BY_CODE[code]["geometry"]["coordinates"])


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ((34.1, 45.0), "UA"),
        ((34.1, 47.5), "UA"),
        ((33.5, 35.3), "CY"),
        ((44.1, 9.6), "SO"),
        ((-13.2, 27.1), "EH"),
        ((-9.6, 29.7), "MA"),
        ((-53.1, 4.0), "GF"),
        ((17.0, 78.9), "SJ"),
    ],
)
def test_a_place_belongs_to_the_country_that_the_united_nations_show(place: Point, code: str) -> None:
    there = [
        each["properties"]["code"]
        for each in DRAWN
        for polygon in each["geometry"]["coordinates"]
        if is_inside(place, polygon[0])
    ]

    assert there == [code]


@pytest.mark.parametrize(("one", "other"), [("FR", "DE"), ("LU", "BE"), ("ES", "PT"), ("US", "CA"), ("SO", "ET")])
def test_neighbours_touch(one: str, other: str) -> None:
    assert len(points(one) & points(other)) >= 3


def test_nothing_is_drawn_across_the_whole_map() -> None:
    widths = {
        each["properties"]["name"]: max(x for x, _ in polygon[0]) - min(x for x, _ in polygon[0])
        for each in DRAWN
        for polygon in each["geometry"]["coordinates"]
    }

    assert [name for name, width in widths.items() if width > 180] == []


def test_the_map_is_small() -> None:
    assert MAP.stat().st_size < 350_000


def test_a_line_keeps_the_points_without_which_it_would_be_off() -> None:
    assert simplified([(0, 0), (1, 0.01), (2, 0), (3, 1), (4, 0)]) == [(0, 0), (2, 0), (3, 1), (4, 0)]


def test_a_shape_across_the_last_meridian_becomes_two_of_the_same_size() -> None:
    east, west = cut([[(179, 0), (-178, 0), (-178, 3), (179, 3), (179, 0)]])

    assert (abs(area(east[0])), abs(area(west[0]))) == (3, 6)
    assert {x for x, _ in east[0]} == {179, 180}
    assert {x for x, _ in west[0]} == {-180, -178}


SQUARES = {
    "transform": {"scale": [1, 1], "translate": [0, 0]},
    # A square cut in the middle: the line between, then the left and the right half's others.
    "arcs": [[[2, 0], [0, 2]], [[2, 2], [-2, 0], [0, -2], [2, 0]], [[2, 0], [2, 0], [0, 2], [-2, 0]]],
    "objects": {
        "countries": {
            "geometries": [
                {"type": "Polygon", "arcs": [[0, 1]], "id": "706", "properties": {"name": "Somalia"}},
                {"type": "Polygon", "arcs": [[2, -1]], "properties": {"name": "Somaliland"}},
            ]
        }
    },
}


def test_what_has_the_code_of_a_country_is_drawn_as_one_with_it() -> None:
    (drawn,) = features(SQUARES, SQUARES, {"706": "SO"})

    (polygon,) = drawn["geometry"]["coordinates"]
    assert drawn["properties"] == {"code": "SO", "name": "Somalia", "centre": (2.0, 1.0)}
    assert abs(area(polygon[0])) == 8
