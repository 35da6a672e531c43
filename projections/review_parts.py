"""The functions by which statements and policies look into the parts of reviews: a set for each read model with any.

They must not let through more than projections/need_to_know.py says; they only keep what few rows need out of every
plan: PostgreSQL sets up all of a plan each time, also what it never comes to. Written as text, they are bound when they
are called, so that they outlive the tables that a rebuild replaces.
"""

from typing import LiteralString

from projections.need_to_know import BY_ARGUMENTS, BY_PARAMETERS, asked_part, is_asking, part_met

__all__ = ["functions_of_parts", "in_full", "noted_of_part", "sees_part"]

# They are put in place before what they look at, or while that is being replaced.
_UNCHECKED: LiteralString = "SET LOCAL check_function_bodies = off;"

_MET: LiteralString = """
CREATE OR REPLACE FUNCTION read.part_is_met_in_{name}(
    of_part uuid, of_case uuid, by_member text, by_agency text, on_day date, up_to_rank integer)
RETURNS boolean LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM read.membership m, (SELECT of_part AS need_part) part
                   WHERE m.investigation_id = of_case AND {asking} AND {met})
$$;
"""

_NOTED: LiteralString = """
CREATE OR REPLACE FUNCTION read.part_{thing}s_in_{name}(of_part uuid)
RETURNS uuid[] LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
    SELECT ARRAY(SELECT n.need_{thing} FROM {t}_needs n
                 WHERE n.part = of_part AND n.need_{thing} IS NOT NULL ORDER BY n.need_{thing})
$$;
"""

# With its owner's rights, as the view has them: asking the policies of what it looks at would take ten times as long.
_SEEN: LiteralString = """
CREATE OR REPLACE FUNCTION {v}_sees_part(of_part uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT EXISTS (SELECT FROM {v}_parts v WHERE v.part = of_part)
$$;
"""


def functions_of_parts(tables: LiteralString, views: LiteralString) -> LiteralString:
    """This will write those of a read model. tables: such as `read.review`; views: such as `read.reader_review`.

    The rights of the first three are those of whoever asks, under the policies of row-level security.
    """
    asking, met = is_asking(BY_ARGUMENTS), part_met(BY_ARGUMENTS, "part", tables)
    functions = _UNCHECKED + _MET.replace("{asking}", asking).replace("{met}", met)
    functions = functions + _NOTED.replace("{thing}", "item") + _NOTED.replace("{thing}", "request") + _SEEN
    return functions.replace("{name}", tables.replace("read.", "")).replace("{t}", tables).replace("{v}", views)


def sees_part(f: LiteralString, views: LiteralString) -> LiteralString:
    """The reader sees the part of a review that a row is, or grew out of, where there is one."""
    return "({f}.need_part IS NULL OR {v}_sees_part({f}.need_part))".replace("{f}", f).replace("{v}", views)


def noted_of_part(f: LiteralString, tables: LiteralString) -> LiteralString:
    """The items and the requests of which a row tells that is a part of a review: for the access ledger."""
    noted = (
        "CASE WHEN {f}.need_part IS NULL THEN '{}' ELSE read.part_{thing}s_in_{t}({f}.need_part) END AS noted_{thing}s"
    )
    both = noted.replace("{thing}", "item") + ", " + noted.replace("{thing}", "request")
    return both.replace("{f}", f).replace("{t}", tables.replace("read.", ""))


def in_full(statement: LiteralString) -> LiteralString:
    """This will put what the function asks in the place of a statement's calls, so that its tables can be replaced."""
    for tables in ("read.timeline", "read.followup", "read.exchange", "read.review"):
        for row in ("e", "f", "p", "v"):
            statement = statement.replace(asked_part(BY_PARAMETERS, row, tables), part_met(BY_PARAMETERS, row, tables))
    return statement
