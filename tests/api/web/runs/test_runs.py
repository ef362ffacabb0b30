"""A coordinator hears the runs of the day, row by row, in every language."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import html
from playwright.sync_api import Page

from access.database.opening import Database
from access.people.records import Role
from api.web.frame.doors import Doors
from api.web.runs.day import PLAN_NAME
from api.words.languages import LANGUAGES
from routing.plan import ReasonCode
from tests.api.web.conftest import CARD, PASSWORD, open_account, sign_in
from tests.browser import violations

RUNS = "/staff/runs"
PLAN = {
    "code": 0,
    "routes": [
        {
            "vehicle": 1,
            "distance": 4_250,
            "steps": [
                {"type": "start", "arrival": 32_400},
                {"type": "job", "id": 7, "arrival": 33_000, "waiting_time": 60, "service": 300},
                {"type": "end", "arrival": 34_000},
            ],
        }
    ],
    "unassigned": [
        {
            "id": number,
            "reason": {"code": code.value, "sentence": "No courier has <3>.", "remedy": "Ask."},
        }
        for number, code in enumerate(ReasonCode, start=9)
    ],
}


@pytest.fixture
def plan(doors: Doors) -> Path:
    """The plan of a day, where `dauys plan --out` is told to lay it."""
    path = doors.settings.shelf_dir / PLAN_NAME
    path.parent.mkdir()
    path.write_text(json.dumps(PLAN), encoding="utf-8")
    return path


@pytest.fixture
def coordinator(client: TestClient, desk: Database) -> TestClient:
    open_account(desk, "gulnara", Role.COORDINATOR)
    sign_in(client, "gulnara")
    return client


@pytest.mark.usefixtures("plan")
def test_a_run_is_a_table_with_times_and_what_is_left_out_has_its_reason(
    coordinator: TestClient,
) -> None:
    page = html.fromstring(coordinator.get(RUNS, params={"lang": "ru"}).text)
    row = page.find(".//tbody/tr")
    assert row is not None
    assert [cell.text_content() for cell in row] == ["09:11", "7", "5"]
    left_out = page.xpath("//section[@aria-labelledby='unplanned']//li")
    assert len(left_out) == len(ReasonCode)
    assert all("Причина не указана" not in one.text_content() for one in left_out)
    assert "No courier has <3>." in left_out[0].xpath("string(.//*[@lang='en'])")
    assert "1 остановка, 4,2 км, с 09:00 до 09:26" in page.text_content()


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(window: Page, desk: Database, language: str) -> None:
    open_account(desk, "gulnara", Role.COORDINATOR)
    window.goto(f"/sign-in?lang={language}")
    window.fill("#name", "gulnara")
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/staff/readers")
    window.goto(RUNS)
    assert window.locator("h1").count() == 1
    assert violations(window) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_a_day_is_planned_the_page_says_so(coordinator: TestClient, language: str) -> None:
    answer = coordinator.get(RUNS, params={"lang": language})
    assert answer.status_code == 200
    assert html.fromstring(answer.text).xpath("//main/p")


@pytest.mark.parametrize("rubbish", [b"", b"{}", b"[]", b'{"routes": [{}], "unassigned": []}'])
def test_a_plan_that_is_none_is_said_to_be_none(
    coordinator: TestClient, plan: Path, rubbish: bytes
) -> None:
    plan.write_bytes(rubbish)
    answer = coordinator.get(RUNS)
    assert answer.status_code == 500
    assert "Plan the day anew" in answer.text


@pytest.mark.usefixtures("plan", "reader_id")
def test_only_coordinators_see_the_runs(client: TestClient) -> None:
    """Where readers live is nobody else's to know."""
    assert client.get(RUNS).url.path == "/sign-in"
    sign_in(client, CARD)
    assert client.get(RUNS).status_code == 403
