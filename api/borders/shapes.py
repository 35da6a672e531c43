"""Gives every country of ISO 3166-1 its shape out of Natural Earth's, once, small, with its centre.

It must not take a position on borders: an area belongs to the country whose code ISO 3166-1 gives it; one without a
code is drawn, and belongs to none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.borders.flat import Point, Polygon, Ring, area, centre, cleaned, cut, simplified
from domain.reference import countries

__all__ = ["features"]

Indexes = list[list[int]]
"""A polygon in TopoJSON: each ring is a list of lines by number, inverted (~) where one runs backwards."""

Topology = Mapping[str, Any]
"""What a file of TopoJSON holds: `transform`, `arcs`, `objects.countries`."""

SMALLEST = 0.06
"""Square degrees: a smaller island is left out, unless it is a good part of its country."""

LEFT_OUT = "AQ"
"""Antarctica: no police works there, and no flat map shows a pole."""

DRAWN_WITH = {"Somaliland": "SO", "N. Cyprus": "CY"}
"""Shapes without a code of their own, in areas whose code is that of a country."""

BOXES: tuple[tuple[str, tuple[float, float, float, float]], ...] = (
    ("GF", (-55, 2, -51, 6)),
    ("GP", (-62, 15.8, -60.9, 16.6)),
    ("MQ", (-61.3, 14.3, -60.7, 15)),
    ("RE", (55, -22, 56, -20)),
    ("YT", (44.9, -13.1, 45.4, -12.5)),
    ("BQ", (-69, 11.9, -68.1, 12.4)),
    ("BQ", (-63.4, 17.4, -62.9, 17.7)),
    ("BV", (3.2, -54.6, 3.6, -54.3)),
    ("SJ", (-9.2, 70.7, -7.8, 71.3)),
    ("SJ", (10, 74, 34, 81)),
    ("TK", (-173, -10, -171, -8)),
    ("CC", (96.7, -12.3, 97, -11.7)),
    ("CX", (105.5, -10.7, 105.8, -10.3)),
)
"""Territories with a code of their own that are drawn within another's shape: west, south, east, north of each."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A polygon. code: alpha-2, empty where ISO 3166-1 has none; name: of its shape; simple: empty where too small."""

    code: str
    name: str
    exact: Polygon
    simple: Polygon

    @property
    def size(self) -> float:
        """Square degrees of the outer ring."""
        return abs(area(self.exact[0]))


def features(coarse: Topology, fine: Topology, codes: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """This will yield a GeoJSON feature for each country, by code, and for each area without one.

    coarse, fine: what the coarse one does not have is taken from the fine one; codes: alpha-2 by numeric.
    """
    drawn = _grouped(_drawn(coarse, codes))
    for key, polygons in _grouped(_drawn(fine, codes)).items():
        if key[0]:
            drawn.setdefault(key, polygons)
    for (code, name), polygons in sorted(drawn.items()):
        polygons.sort(key=lambda each: -each.size)
        least = min(SMALLEST, polygons[0].size / 4)
        shapes = [each.simple for each in polygons if each.size >= least and each.simple] or [polygons[0].exact]
        yield {
            "type": "Feature",
            "properties": {"code": code, "name": name, "centre": centre(polygons[0].exact[0])},
            "geometry": {"type": "MultiPolygon", "coordinates": shapes},
        }


def _grouped(drawn: Iterable[Drawn]) -> dict[tuple[str, str], list[Drawn]]:
    groups = defaultdict(list)
    for each in drawn:
        groups[each.code, countries.name(each.code) or each.name].append(each)
    return dict(groups)


def _drawn(topology: Topology, codes: Mapping[str, str]) -> Iterator[Drawn]:
    """Lines are simplified before they are joined: neighbours share them, and go on to."""
    exact = [_absolute(topology["transform"], arc) for arc in topology["arcs"]]
    simple = [simplified(arc) for arc in exact]
    shapes = topology["objects"]["countries"]["geometries"]
    for code, name, rings in (*_alone(shapes, codes), *_made_one(shapes, codes, exact)):
        polygons, drawn = (
            cut([_joined(lines, ring, places) for ring in rings]) for lines, places in ((exact, 4), (simple, 2))
        )
        for polygon, less in zip(polygons, drawn, strict=True):
            yield Drawn(_boxed(polygon[0]) or code, name, polygon, cleaned(less))


def _alone(shapes: Iterable[Any], codes: Mapping[str, str]) -> Iterator[tuple[str, str, Indexes]]:
    for shape in shapes:
        code = _code(shape, codes)
        if code not in (LEFT_OUT, *DRAWN_WITH.values()):
            yield from ((code, shape["properties"]["name"], rings) for rings in _polygons(shape))


def _made_one(shapes: Sequence[Any], codes: Mapping[str, str], lines: list[Ring]) -> Iterator[tuple[str, str, Indexes]]:
    """Countries that are drawn as two shapes, without the lines that these share; none of them has holes."""
    for code in DRAWN_WITH.values():
        polygons = [rings for shape in shapes if _code(shape, codes) == code for rings in _polygons(shape)]
        all_lines = {index for rings in polygons for index in rings[0]}
        outer = {_ends(lines, index)[0]: index for index in all_lines if ~index not in all_lines}
        while outer:
            ring = [outer.pop(next(iter(outer)))]
            while (at := _ends(lines, ring[-1])[1]) in outer:
                ring.append(outer.pop(at))
            yield code, code, [ring]


def _code(shape: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    return codes.get(shape.get("id", ""), DRAWN_WITH.get(shape["properties"]["name"], ""))


def _polygons(shape: Mapping[str, Any]) -> list[Indexes]:
    return list(shape["arcs"]) if shape["type"] == "MultiPolygon" else [shape["arcs"]]


def _ends(lines: Sequence[Ring], index: int) -> tuple[Point, Point]:
    first, last = lines[max(index, ~index)][0], lines[max(index, ~index)][-1]
    return (first, last) if index >= 0 else (last, first)


def _absolute(transform: Mapping[str, Any], line: Iterable[Sequence[int]]) -> Ring:
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for step_x, step_y in line:
        x, y = x + step_x, y + step_y
        points.append((x * scale_x + move_x, y * scale_y + move_y))
    return points


def _joined(lines: Sequence[Ring], indexes: Iterable[int], places: int) -> Ring:
    """The ring of some lines, rounded to so many decimal places, without repetitions."""
    ring: Ring = []
    for index in indexes:
        for x, y in lines[index] if index >= 0 else reversed(lines[~index]):
            point = (round(x, places), round(y, places))
            if not ring or ring[-1] != point:
                ring.append(point)
    return ring


def _boxed(ring: Ring) -> str | None:
    for code, (west, south, east, north) in BOXES:
        if all(west <= x <= east and south <= y <= north for x, y in ring):
            return code
    return None
