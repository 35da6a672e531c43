"""What an export writes of any text: cells that no spreadsheet runs, XML that stays whole; and ceilings."""

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from domain.marking import Marking
from domain.vocabulary import Classification, Handling, Tlp
from projections.exporting.csv_table import FORMULA, harmless, line, original
from projections.exporting.order import Ceiling, ExportOrder, Format, Part, marking_in_words
from projections.exporting.xes import _attributes
from tests.support.exported import cells

ATTACKS = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "＝1", "＋1", "－1", "＠A",  # noqa: RUF001
    '=HYPERLINK("http://evil","x")', "|calc", "%0A=1", "'=1", "''", "'",
)  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_cell_begins_as_a_formula_does(attack: str) -> None:
    (cell,) = cells(line([attack]))[0]

    assert cell[0] == "'"
    assert original(cell) == attack


@pytest.mark.parametrize("text", ["", "Owner of an address block", "1+1=2", "a@b", "2026-01-05", '{"a": 1}', "5 - 3"])
def test_a_harmless_text_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


@given(st.lists(st.text(), min_size=1, max_size=5))
@example(["a\r\nb", 'say "x"', ",", "\u2028"])
def test_any_texts_come_back_from_a_line_as_they_were(texts: list[str]) -> None:
    (found,) = cells(line(texts))

    assert [original(each) for each in found] == texts
    assert not any(FORMULA.match(each) for each in found)


@given(st.text())
@example("\0\x1f\ud800<&\"'>\t\n\ufffe")
def test_any_text_is_an_attribute_of_a_log_in_xml(text: str) -> None:
    written = "".join(_attributes({"entente:text": text})).encode("utf-8")
    found = etree.fromstring(b"<event>" + written + b"</event>")

    values = [str(each.get("value")) for each in found]
    assert [len(each) for each in values] == ([len(text)] if text else [])
    assert all(one in (other, "\ufffd") for one, other in zip("".join(values), text, strict=True))


@pytest.mark.parametrize(("bound", "tlp"), list(product([None, *Tlp], [None, *Tlp])))
def test_a_ceiling_admits_what_is_no_stricter(bound: Tlp | None, tlp: Tlp | None) -> None:
    order = list(Tlp)
    is_below = bound is None or tlp is None or order.index(tlp) <= order.index(bound)

    assert Ceiling(tlp=bound).admits(Marking(tlp=tlp)) is is_below


def test_a_ceiling_bounds_classification_by_itself() -> None:
    ceiling = Ceiling(tlp=Tlp.AMBER, classification=Classification.RESTRICTED)

    assert ceiling.admits(Marking(tlp=Tlp.AMBER, classification=Classification.RESTRICTED))
    assert not ceiling.admits(Marking(tlp=Tlp.AMBER, classification=Classification.SECRET))
    assert not ceiling.admits(Marking(tlp=Tlp.RED))


def test_a_marking_is_told_on_one_line() -> None:
    marking = Marking(
        tlp=Tlp.AMBER_STRICT, classification=Classification.SECRET, handling=(Handling.H1,), compartments=("HARBOUR",)
    )

    assert marking_in_words(marking) == "TLP:AMBER+STRICT, SECRET, H1, HARBOUR"
    assert marking_in_words(Marking()) == "NOT MARKED"


def test_the_filter_is_told_to_the_ledger() -> None:
    order = ExportOrder(format=Format.CSV, table=Part.ITEMS, ceiling=Ceiling(tlp=Tlp.GREEN))

    assert order.sought == "all cases, csv, items, up to GREEN"
