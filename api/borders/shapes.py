"""Gives every country of ISO 3166-1 its shape out of Natural Earth's, once, small, with its centre.

It must not take a position on borders of its own. Natural Earth shows who holds an area; where the maps of the United
Nations show another country, its code is given (Crimea, Northern Cyprus, Somaliland, Western Sahara). An area without a
code in ISO 3166-1 is drawn, and belongs to none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from api.borders.flat import Point, Polygon, Ring, area, centre, cleaned, cut, parted, simplified
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

CODES = {"Somaliland": "SO", "N. Cyprus": "CY", "Morocco": "EH"}
"""Shapes that are made one with the country of a code. Morocco is parted from Western Sahara again: see NORTH_OF_IT."""

MADE_ONE = ("SO", "CY", "EH", "UA")
"""Codes with several shapes that touch; for Ukraine see also the resolution 68/262 of the General Assembly."""

PARALLEL = 27 + 40 / 60
"""Degrees: the northern boundary of Western Sahara, by the convention of 27 November 1912."""

NORTH_OF_IT = {"EH": "MA"}

BOXES: tuple[tuple[str, tuple[float, float, float, float]], ...] = (
    ("UA", (32.4, 44.3, 36.7, 46.3)),
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
"""Areas that are drawn within the shape of a country with another code: west, south, east, north of each."""


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
    found = list(_found(topology["objects"]["countries"]["geometries"], codes, exact))
    alone = [each for each in found if each[0] not in MADE_ONE]
    for code, name, rings in (*alone, *_made_one(found, exact)):
        polygon = [_joined(exact, ring, 4) for ring in rings]
        less = [_joined(simple, ring, 2) for ring in rings]
        for (its_code, its_exact), (_, its_simple) in zip(_parts(code, polygon), _parts(code, less), strict=True):
            yield Drawn(its_code, name, its_exact, cleaned(its_simple))


def _parts(code: str, polygon: Polygon) -> Iterator[tuple[str, Polygon]]:
    """What a polygon is drawn as: itself, or two where the map ends, or where a boundary is that no line shows."""
    if code in NORTH_OF_IT:
        south, north = parted(polygon, PARALLEL)
        yield from ((code, south), (NORTH_OF_IT[code], north))
    else:
        yield from ((code, part) for part in cut(polygon))


def _found(shapes: Iterable[Any], codes: Mapping[str, str], lines: list[Ring]) -> Iterator[tuple[str, str, Indexes]]:
    """Code, name and rings of each polygon."""
    for shape in shapes:
        name = shape["properties"]["name"]
        code = CODES.get(name) or codes.get(shape.get("id", ""), "")
        for rings in _polygons(shape) if code != LEFT_OUT else ():
            yield _boxed(_joined(lines, rings[0], 4)) or code, name, rings


def _made_one(found: Iterable[tuple[str, str, Indexes]], lines: list[Ring]) -> Iterator[tuple[str, str, Indexes]]:
    """Countries that are drawn as several shapes, without the lines that these share; none of them has holes."""
    outlines = [(code, index) for code, _, rings in found for index in rings[0]]
    for code in MADE_ONE:
        all_lines = {index for its_code, index in outlines if its_code == code}
        outer = {_ends(lines, index)[0]: index for index in all_lines if ~index not in all_lines}
        while outer:
            ring = [outer.pop(next(iter(outer)))]
            while (at := _ends(lines, ring[-1])[1]) in outer:
                ring.append(outer.pop(at))
            yield code, code, [ring]


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
