"""Reads exports of every format back: which things and events they hold.

It must not hold expectations, nor use the writers: each format is read as any other tool would.
"""

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import httpx
from lxml import etree

from tests.support.served import Person

__all__ = ["FORMATS", "THINGS", "Held", "cells", "exported", "held_by", "parsed_html", "table"]

FORMATS = ("csv", "jsonl", "ocel", "xes", "html")

THINGS = ("investigation", "request", "item", "followup")


@dataclass
class Held:
    """What an export holds. events: their ids, in order; things: kind -> ids; None for kinds that a format has not."""

    events: list[str] = field(default_factory=list)
    things: dict[str, list[str]] = field(default_factory=dict)


def exported(person: Person, name: str, **asked: str) -> httpx.Response:
    """This will ask for an export, such as `all.csv`."""
    headers = {"Authorization": f"Bearer {person.token}"}
    return person.client.get(f"/exports/{name}", params=asked, headers=headers)


def held_by(form: str, text: str) -> Held:
    """This will read an export of a format; of CSV that of the timeline."""
    return {"csv": _of_csv, "jsonl": _of_jsonl, "ocel": _of_ocel, "xes": _of_xes, "html": _of_html}[form](text)


def table(text: str) -> list[dict[str, str]]:
    """This will read a CSV file by its head line."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def cells(text: str) -> list[list[str]]:
    """This will read all cells of a CSV file."""
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _of_csv(text: str) -> Held:
    return Held([each["event_id"] for each in table(text)])


def _of_jsonl(text: str) -> Held:
    lines: list[Mapping[str, Any]] = [json.loads(each) for each in text.split("\n") if each]
    things = {kind: [each[f"{kind}_id"] for each in lines if each.get("is") == kind] for kind in THINGS}
    return Held([each["event_id"] for each in lines if each.get("is") == "entry"], things)


def _of_ocel(text: str) -> Held:
    log = json.loads(text)
    names = {"follow-up": "followup"}
    things: dict[str, list[str]] = {kind: [] for kind in THINGS}
    for each in log["objects"]:
        things.setdefault(names.get(each["type"], each["type"]), []).append(each["id"])
    return Held([each["id"] for each in log["events"]], {kind: things[kind] for kind in THINGS})


def _of_xes(text: str) -> Held:
    log = etree.fromstring(text.encode())
    traces = [
        {each.get("key"): str(each.get("value")) for each in trace.iterfind("string")}
        for trace in log.iterfind("trace")
    ]
    requests = [each["entente:request_id"] for each in traces if "entente:request_id" in each]
    return Held([str(each.get("value")) for each in log.iterfind(".//event/id")], {"request": requests})


class _Cells(HTMLParser):
    """The text of each cell, table by table; and every tag, with its attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """This will open a table, a row, or a cell."""
        self.tags.append((tag, dict(attrs)))
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.tables[-1][-1].append("")

    def handle_data(self, data: str) -> None:
        """This will add to the cell."""
        if self.tables and self.tables[-1] and self.tables[-1][-1]:
            self.tables[-1][-1][-1] += data


def parsed_html(text: str) -> _Cells:
    """This will read an HTML file."""
    found = _Cells()
    found.feed(text)
    found.close()
    return found


def _of_html(text: str) -> Held:
    """Events by their positions; things by the columns of their ids."""
    held = Held([], {kind: [] for kind in THINGS[1:]})
    for head, *rows in parsed_html(text).tables:
        for kind in THINGS[1:]:
            if kind in head:
                held.things[kind] += [row[head.index(kind)] for row in rows]
        if "position" in head:
            held.events += [row[head.index("position")] for row in rows]
    return held
