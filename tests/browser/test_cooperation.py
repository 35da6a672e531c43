"""How cooperation goes, as people see it: figures honest about too few, definitions, files, and what is filed."""

import csv
import io
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect

from deploy.demo.cast import CAMILLE, INES, SANNE
from deploy.demo.stage import Stage
from domain.request.commands import SendRequest
from domain.vocabulary import Role
from tests.support.looking import assert_accessible, take_pictures
from tests.support.sample_site import Site
from tests.support.served import Person, now
from tests.support.visitors import Visitors

pytestmark = [pytest.mark.browser, pytest.mark.postgres]

YEARLY = "query Told($year: Int!) { yearlyStatistics(year: $year) { numbers { letter country count } } }"


CURVE = """query Curve { cooperation(metrics: [M28], filter: { fromAgencyId: "FR-OLCN", toAgencyId: "NL-LTD" }) {
  groups { nodes { figures { curve { share } } } } } }"""


def of_the_interface(site: Site, query: str, **variables: object) -> dict[str, Any]:
    return Person(site.house.client, site.token(CAMILLE)).ask(query, **variables)


def file_of(page: Page, kind: str) -> str:
    with page.expect_download() as coming:
        page.get_by_role("group", name="Download").get_by_role("button", name=kind).first.click()
    return str(coming.value.path())


def test_a_cell_of_too_few_says_so_and_a_cell_of_nothing_too(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation?metric=M10")
    matrix = page.get_by_role("region", name="On-time rate")

    expect(matrix.get_by_role("link", name="FR-OLCN asks SE-NBU: too few n 3")).to_be_visible()
    expect(matrix.get_by_role("link", name="FR-OLCN asks NL-LTD")).to_contain_text("%")
    expect(matrix.get_by_text("none", exact=True).first).to_be_visible()
    expect(matrix.get_by_text("0%", exact=True)).to_have_count(0)
    take_pictures(page, "cooperation")


def test_another_metric_stands_in_the_address_and_in_the_picture(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation")

    page.get_by_label("Metric").select_option("M1")

    expect(page.get_by_role("link", name="FR-OLCN asks SE-NBU: 3 n 3")).to_be_visible()
    assert "metric=M1" in page.url


def test_fewer_are_enough_where_fewer_are_asked_for(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation?metric=M10")

    page.get_by_label("At least n").fill("3")
    page.get_by_label("At least n").press("Enter")

    expect(page.get_by_role("link", name="FR-OLCN asks SE-NBU: 100% n 3")).to_be_visible()
    assert "least=3" in page.url


def test_rows_stand_in_the_order_of_a_column_that_was_chosen(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation?metric=M1")

    page.get_by_role("button", name="NL-LTD").first.click()

    expect(page.locator(".matrix tbody th").first).to_have_text("FR-OLCN")
    expect(page.get_by_role("columnheader", name="NL-LTD")).to_have_attribute("aria-sort", "descending")


def test_the_definition_of_a_metric_is_one_click_away(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation?metric=M9")

    page.get_by_role("button", name="Definition").click()

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_text("From the first receipt to the final reply")).to_be_visible()
    expect(dialog.get_by_text("Dir. (EU) 2023/977 Art. 5(1), 6(3)")).to_be_visible()
    assert_accessible(page)


def test_the_files_of_a_matrix_are_what_they_are_called(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation?metric=M1")
    listed = page.get_by_role("region", name="Pair by pair").locator("tbody tr")
    expect(listed.first).to_be_visible()

    drawing = ET.fromstring(Path(file_of(page, "SVG")).read_text())  # noqa: S314  # made by our own page
    told = list(csv.DictReader(io.StringIO(Path(file_of(page, "CSV")).read_text())))

    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert "FR-OLCN" in "".join(drawing.itertext())
    assert Path(file_of(page, "PNG")).read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert sorted(f"{row['Asks ↓']}{row['Is asked →']}{row['Value']}" for row in told) == sorted(
        f"{row.get_by_role('rowheader').text_content()}{row.get_by_role('cell').first.inner_text()}"
        for row in listed.all()
    )


def test_what_is_filed_for_a_year_is_what_the_interface_tells(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation/yearly")
    year = int(page.get_by_label("Year").input_value())
    told = of_the_interface(demo, YEARLY, year=year)["yearlyStatistics"]["numbers"]

    shown = page.locator(".yearly tbody[data-letter='a'] .number, .yearly tbody[data-letter='b'] .number")
    expect(shown).to_have_text([str(each["count"]) for each in told if each["letter"] in "ab"])
    take_pictures(page, "cooperation-yearly")


def test_the_map_names_its_countries_in_a_table_and_leads_to_their_agencies(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation/flows")

    page.get_by_role("button", name="3 from France to Sweden").click()

    expect(page.get_by_role("link", name="FR-OLCN to SE-NBU")).to_be_visible()
    assert "countries=FR-SE" in page.url
    expect(page.locator("figure.chart[aria-busy=false] canvas").first).to_be_visible()
    take_pictures(page, "cooperation-flows")


def test_the_files_of_a_map_hold_its_countries(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation/flows")
    expect(page.locator("figure.chart[aria-busy=false]")).to_be_visible()

    drawing = ET.fromstring(Path(file_of(page, "SVG")).read_text())  # noqa: S314  # made by our own page
    told = list(csv.DictReader(io.StringIO(Path(file_of(page, "CSV")).read_text())))

    assert {"FR", "NL", "SE"} <= set(drawing.itertext())
    assert {"From": "France", "To": "Sweden", "Number": "3"}.items() <= {
        key: row[key] for row in told if row["To"] == "Sweden" for key in ("From", "To", "Number")
    }.items()


def test_a_pair_tells_its_trend_its_curve_and_its_grounds(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, CAMILLE, "/#/cooperation/pair/FR-OLCN/NL-LTD")
    figures = of_the_interface(demo, CURVE)["cooperation"]["groups"]["nodes"][0]["figures"][0]

    page.get_by_role("region", name="How replies come in").get_by_text("As a table").click()

    expect(page.get_by_role("region", name="Month by month")).to_contain_text("a month (95 %")
    steps = page.get_by_role("region", name="Share answered within so many days").locator("tbody tr")
    expect(steps).to_have_count(len(figures["curve"]))
    expect(page.get_by_role("region", name="Grounds of refusal")).to_contain_text("counts with both")
    take_pictures(page, "cooperation-pair")


def test_a_pair_is_followed_live(own_demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(own_demo, CAMILLE, "/#/cooperation/pair/FR-OLCN/NL-LTD")
    sent = page.get_by_role("row", name="Sent").get_by_role("cell").first
    expect(page.get_by_text("Live", exact=True)).to_be_visible()
    before = int(sent.inner_text())

    own_demo.act(CAMILLE, SendRequest(request_id=Stage("aurora", now()).id("draft")))

    expect(sent).to_have_text(str(before + 1))


def test_who_may_see_no_request_of_a_pair_is_shown_no_figure_of_it(demo: Site, visitors: Visitors) -> None:
    page = visitors.signed_in(demo, INES, "/#/cooperation/pair/FR-OLCN/NL-LTD")

    expect(page.get_by_text("No request that you may see")).to_be_visible()


def test_analysts_alone_are_offered_all_cases_and_told_why_nothing_is_published(demo: Site, visitors: Visitors) -> None:
    analyst = replace(CAMILLE, roles=CAMILLE.roles | {Role.COOPERATION_ANALYST})
    page = visitors.signed_in(demo, analyst, "/#/cooperation?metric=M1")
    other = visitors.signed_in(demo, SANNE, "/#/cooperation?metric=M1&scope=all")

    page.locator("select[name=scope]").select_option("all")

    expect(page.get_by_text("published by whole months of sending")).to_be_visible()
    expect(page.get_by_text("Nothing is published for this window")).to_be_visible()
    expect(other.get_by_role("link", name="FR-OLCN asks NL-LTD")).to_be_visible()
    expect(other.locator("select[name=scope]")).to_have_count(0)
