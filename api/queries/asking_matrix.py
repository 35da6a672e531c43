"""What the compiled matrix of cooperation asks for: the statement of pairs, drawn up as rows and columns.

It must not compute a figure, nor say who may see what it rests on.
"""

from collections.abc import Mapping
from typing import Any, LiteralString

from strawberry import UNSET

from api.queries.asking import Shapes, of_the_present
from api.queries.filters import wanted
from api.reads.declaring import Asked, Asking, One
from api.reads.leaves import float_text
from projections.cooperation.definitions import DEFINITIONS_VERSION
from projections.cooperation.matrix import figure_of
from projections.cooperation.queries import (
    CooperationFilter,
    CooperationView,
    CooperationWindow,
    Dimension,
    Metric,
    Standpoint,
    Thresholds,
)
from projections.cooperation.standpoint import PRESENT
from projections.viewer import Viewer

__all__ = ["MODELS", "matrix", "pairs_view"]

MODELS = ("cooperation", "exchanges", "timeline", "investigations", "directory")

# A line for each agency that asks, a cell for each that is asked. What is not selected, PostgreSQL does not write.
_DRAWN: LiteralString = """
WITH pairs AS ({pairs}), agencies AS MATERIALIZED (
    SELECT DISTINCT side.id COLLATE "C" AS id FROM pairs, LATERAL (VALUES (from_agency_id), (to_agency_id)) side (id)
), lines AS (
    SELECT asks.id, string_agg(coalesce({value}, 'null'), ',' ORDER BY asked.id) AS values,
           string_agg(coalesce(p.n, 0)::text, ',' ORDER BY asked.id) AS n
    FROM agencies asks CROSS JOIN agencies asked
    LEFT JOIN pairs p ON p.from_agency_id = asks.id AND p.to_agency_id = asked.id
    GROUP BY asks.id
)
SELECT %(metric)s::text AS metric, %(name)s::text AS name, %(unit)s::text AS unit,
       %(position)s::bigint AS as_of_position, %(at)s::timestamptz AS at, %(version)s::integer AS definition_version,
       coalesce(array_agg(l.id ORDER BY l.id), '{}') AS agencies,
       '[' || coalesce(string_agg('[' || l.values || ']', ',' ORDER BY l.id), '') || ']' AS values,
       '[' || coalesce(string_agg('[' || l.n || ']', ',' ORDER BY l.id), '') || ']' AS n
FROM lines l
""".replace("{value}", float_text("p.value"))


def matrix(shape: Shapes) -> One:
    """This will declare the matrix, seen from the present."""
    return One(shape=shape, ask=_matrix, of={"position": "(" + PRESENT + ")", "as_it_was": "false"})


def pairs_view(viewer: Viewer, stand: Standpoint, metric: Metric, given: Mapping[str, Any]) -> CooperationView:
    """This will read by what a matrix is asked: filter, window and thresholds. Raises InvalidInput naming the field."""
    return CooperationView(
        viewer=viewer,
        standpoint=stand,
        metrics=(metric,),
        by=(Dimension.FROM_AGENCY, Dimension.TO_AGENCY),
        wanted=wanted(CooperationFilter, given.get("filter", UNSET)),
        window=wanted(CooperationWindow, given.get("window", UNSET)),
        thresholds=wanted(Thresholds, given.get("thresholds", UNSET)),
    )


def _matrix(asking: Asking, metric: Metric, **given: Any) -> Asked:
    of_the_present(asking, MODELS, given)
    asking.is_of_the_moment = True
    stand = Standpoint(position=0, at=asking.now)  # which position that is, the statement itself looks up
    asked = figure_of(pairs_view(asking.viewer, stand, metric, given))
    told = {"metric": metric, "name": asked.name, "unit": asked.unit, "version": DEFINITIONS_VERSION}
    return Asked(_DRAWN.replace("{pairs}", asked.statement), {**asked.parameters, **told})
