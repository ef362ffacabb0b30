"""Coordinators hear the figures as tables, and take them along as files with no reader in them."""

import csv
import io

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from api.web.bags.csv_files import csv_file
from delivery.crew.records import Courier
from delivery.runs.events import report
from delivery.runs.records import EventKind, Stop
from delivery.runs.report import Report
from delivery.visits.records import Outcome
from tests.api.web.bags.table import Bags
from tests.api.web.conftest import sign_in
from tests.delivery import town

Everywhere = tuple[TestClient, Bags, Database]
SPAN = "since-day=1&since-month=12&since-year=2026&until-day=14&until-month=12&until-year=2026"


def deliver(opened: Database, bags: Bags) -> None:
    """The first door gets its bag, nobody answers at the second."""
    with opened.change.begin() as db:
        db.get_one(Courier, bags.courier_id).name = "=HYPERLINK(1)"
        stops = db.scalars(select(Stop.id).order_by(Stop.turn)).all()
        courier = db.get_one(Courier, bags.courier_id)
        for stop_id, outcome in zip(stops, (Outcome.DELIVERED, Outcome.NO_ANSWER), strict=False):
            what: Report = town.told(
                EventKind.OUTCOME, town.at(11, days=1), stop_id=stop_id, outcome=outcome
            )
            report(db, what, account_id=courier.account_id or 0, now=town.at(11, days=1))


def table(client: TestClient, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/staff/statistics.csv?lang=en&{query}")
    assert answer.status_code == 200, answer.text
    assert answer.content.startswith("\ufeff".encode())
    assert b"\r\n" in answer.content
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_figures_are_heard_and_taken_along(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    deliver(opened, bags)
    shown = html.fromstring(client.get(f"/staff/statistics?lang=en&by=week&{SPAN}").text)
    said = " ".join(shown.text_content().split())
    assert "1 visit was made. 1 visit failed. 1 reader was served." in said
    assert [one.text for one in shown.findall(".//caption")] == [
        "Visits, things and readers", "Failed visits by reason",
        "Runs, stops and hours of each courier",
    ]  # fmt: skip
    first, second, third = table(client, f"by=week&{SPAN}")
    assert (first["Beginning"], first["Visits made"], first["Visits failed"]) == (
        "2026-12-01", "1", "1"
    )  # fmt: skip
    assert (second["Beginning"], third["Beginning"]) == ("2026-12-07", "2026-12-14")
    assert (second["Visits made"], second["Within the promised window"]) == ("0", "")
    (reasons,) = table(client, f"table=reasons&by=area&{SPAN}")
    assert reasons["nobody answered"] == "1"
    assert reasons["Area"] == "Small areas together", "two readers are too few to stand alone"


def test_nothing_in_a_file_is_a_reader_or_a_formula(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    deliver(opened, bags)
    for name in ("visits", "reasons", "couriers"):
        for by in ("day", "area", "depot"):
            text = client.get(f"/staff/statistics.csv?table={name}&by={by}&{SPAN}").text
            assert "Ахметова" not in text
            assert "Абай" not in text
    (courier,) = table(client, f"table=couriers&{SPAN}")
    assert courier["Courier"] == "'=HYPERLINK(1)"
    assert courier["Stops"] == "2"


def test_words_that_begin_like_a_formula_stay_words() -> None:
    odd = ("=1+1", "+7", "-3", "@x", "\t=1", "\r=1", 'a "quoted", word', -5)
    answer = csv_file(["=h"], [odd], "x")
    head, row = csv.reader(io.StringIO(bytes(answer.body).decode("utf-8-sig"), newline=""))
    assert head == ["'=h"]
    assert row == ["'=1+1", "'+7", "'-3", "'@x", "'\t=1", "'\r=1", 'a "quoted", word', "-5"]


@pytest.mark.parametrize(
    "wish",
    [
        "since-day=2&since-month=12&since-year=2026&until-day=1&until-month=12&until-year=2026",
        "since-day=1&since-month=1&since-year=2020&until-day=1&until-month=12&until-year=2026",
        "since-day=31&since-month=2&since-year=2026",
        "since-day=x&since-month=1&since-year=99999",
        "by=reader",
    ],
)
def test_a_span_that_cannot_be_is_said_beside_its_field(coordinator: TestClient, wish: str) -> None:
    answer = coordinator.get(f"/staff/statistics?{wish}")
    assert answer.status_code == 422
    assert html.fromstring(answer.text).xpath("//*[@class='error']")
    assert coordinator.get(f"/staff/statistics.csv?{wish}").status_code == 422


@pytest.mark.parametrize("login", ["saule", "marat", "assel"])
def test_figures_are_for_coordinators(client: TestClient, bags: Bags, login: str) -> None:
    assert bags.run_id
    sign_in(client, login)
    for path in ("/staff/statistics", "/staff/statistics.csv"):
        assert client.get(path).status_code == 403
