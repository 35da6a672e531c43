"""Flat geometry of longitudes and latitudes: what a small map needs of shapes made for a globe.

It must not know any country.
"""

from itertools import pairwise
from math import cos, dist, radians

__all__ = ["Point", "Polygon", "Ring", "area", "centre", "cleaned", "cut", "parted", "simplified"]

Point = tuple[float, float]
"""Longitude and latitude in degrees."""

Ring = list[Point]
Polygon = list[Ring]
"""The outer ring, then holes; each ends where it began."""

TOLERANCE = 0.05
"""Degrees of longitude by which a simplified line may differ, at the equator: 5 km, a pixel of Europe on a display."""

HALF_TURN = 180
"""Degrees."""

LEAST_CORNERS = 2
"""A ring with so few different points encloses nothing."""


def simplified(line: Ring) -> Ring:
    """This will leave out points as Douglas and Peucker did, 1973, while the line is not off by more than TOLERANCE."""
    tolerance = TOLERANCE / max(0.1, cos(radians(line[0][1])))  # a map draws what is near a pole too large
    kept, waiting = {0, len(line) - 1}, [(0, len(line) - 1)]
    while waiting:
        first, last = waiting.pop()
        off = [(_distance(line[at], line[first], line[last]), at) for at in range(first + 1, last)]
        farthest, at = max(off, default=(0.0, 0))
        if farthest > tolerance:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [line[at] for at in sorted(kept)]


def cut(polygon: Polygon) -> list[Polygon]:
    """This will make two of a polygon (without holes) across the meridian of 180 degrees; another stays as it is."""
    turns, ring = 0, []
    for before, (x, y) in pairwise([polygon[0][0], *polygon[0]]):
        step = x - before[0]
        turns += (step < -HALF_TURN) - (step > HALF_TURN)
        ring.append((x + turns * 2 * HALF_TURN, y))
    at = HALF_TURN if max(ring)[0] > HALF_TURN else -HALF_TURN
    if all((x - at) * at <= 0 for x, _ in ring):
        return [polygon]
    inner, outer = _clipped(ring, at, 1), _clipped(ring, at, -1)
    return [[inner], [[(round(x - 2 * at, 4), y) for x, y in outer]]]


def parted(polygon: Polygon, parallel: float) -> tuple[Polygon, Polygon]:
    """This will return the part of a polygon (without holes) south of a parallel of the north, then the other."""
    turned = [(y, x) for x, y in polygon[0]]
    south, north = _clipped(turned, parallel, 1), _clipped(turned, parallel, -1)
    return [[(x, y) for y, x in south]], [[(x, y) for y, x in north]]


def cleaned(polygon: Polygon) -> Polygon:
    """This will leave out rings that enclose nothing any more; all of them where the outer one is such."""
    kept = [ring for ring in polygon if len(set(ring)) > LEAST_CORNERS]
    return kept if kept[:1] == polygon[:1] else []


def centre(ring: Ring) -> Point:
    """This will return the middle of the widest stretch of land on the parallel that halves a ring: a place inside."""
    parallel = (min(y for _, y in ring) + max(y for _, y in ring)) / 2
    crossings = sorted(
        x + (parallel - y) * (next_x - x) / (next_y - y)
        for (x, y), (next_x, next_y) in pairwise(ring)
        if min(y, next_y) <= parallel < max(y, next_y)
    )
    stretches = zip(crossings[::2], crossings[1::2], strict=True)
    west, east = max(stretches, key=lambda stretch: stretch[1] - stretch[0])
    return round((west + east) / 2, 4), round(parallel, 4)


def area(ring: Ring) -> float:
    """This will return square degrees, negative where the ring runs clockwise."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring)) / 2


def _clipped(ring: Ring, at: float, side: int) -> Ring:
    """Sutherland and Hodgman, 1974: the part of a ring between a meridian and zero, or beyond it with side -1."""
    kept: Ring = []
    for (x, y), (next_x, next_y) in pairwise(ring):
        if (x - at) * at * side <= 0:
            kept.append((x, y))
        if (x - at) * (next_x - at) < 0:
            kept.append((round(at, 4), round(y + (next_y - y) * (at - x) / (next_x - x), 4)))
    return [*kept, *kept[:1]]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch of a line, which may be a point itself."""
    length = dist(start, end)
    if length == 0:
        return dist(point, start)
    (x, y), (from_x, from_y), (to_x, to_y) = point, start, end
    along = ((x - from_x) * (to_x - from_x) + (y - from_y) * (to_y - from_y)) / length**2
    share = min(1.0, max(0.0, along))
    return dist(point, (from_x + share * (to_x - from_x), from_y + share * (to_y - from_y)))
