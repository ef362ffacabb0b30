"""The desk of a day in a real browser: judged by axe-core in every state, walked by keys alone."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Page
from sqlalchemy import select

from access.database.opening import Database
from api.web.day.routers import DAY
from api.words.languages import LANGUAGES
from delivery.holding import change_day
from delivery.planning.placing import orders_on
from delivery.planning.records import Planning
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.visits.records import Outcome, Visit
from tests.api.web.conftest import PASSWORD, sign_in
from tests.api.web.day.conftest import BASE, TODAY, Town
from tests.api.web.day.seeing import fail
from tests.api.web.walking import pages_of, tab_to_address
from tests.browser import press, tab_to, violations


@pytest.fixture
def kind() -> str:
    """One kind of database is enough for what a browser sees."""
    return "sqlite"


def sign_in_window(window: Page, language: str = "en") -> None:
    window.goto(f"/sign-in?lang={language}")
    window.fill("#name", "gulnara")
    window.fill("#password", PASSWORD)
    window.keyboard.press("Enter")
    window.wait_for_url("**/staff/readers")


def line_of(desk: Database) -> tuple[int, list[int]]:
    """The first courier and their visits."""
    with desk.look.begin() as db:
        return min(orders_on(db, on=TODAY).items())


def everything_happens(client: TestClient, desk: Database, there: Town) -> list[str]:
    """A day on which something of everything is to be seen; answers the addresses that show it."""
    sign_in(client, "gulnara")
    failed_id = fail(desk, there, Outcome.REFUSED)
    with desk.change.begin() as db:
        stranger = db.get_one(Visit, there.visits[5])
        stranger.opens_minute, stranger.closes_minute = 1090, 1110
        for stop in db.scalars(select(Stop).where(Stop.visit_id == stranger.id)):
            stop.state = StopState.TAKEN_OFF
        change_day(db, TODAY)
    client.post(f"{BASE}/plan")
    courier, line = line_of(desk)
    fits = client.post(
        f"{BASE}/visits/{line[-1]}/move", data={"courier_id": courier, "where": "first"}
    )
    with desk.change.begin() as db:
        visit = db.get_one(Visit, line[0])
        stop = db.scalars(select(Stop).where(Stop.visit_id == visit.id)).one()
        stop.promised_from_at = stop.begins_at - timedelta(minutes=5)
        stop.promised_until_at = stop.begins_at + timedelta(minutes=1)
        change_day(db, TODAY)
    breaks = client.post(
        f"{BASE}/visits/{line[0]}/move", data={"courier_id": courier, "where": "last"}
    )
    assert (fits.status_code, breaks.status_code) == (200, 200)
    return [
        "/staff/today", BASE, fits.url.path, breaks.url.path, f"{BASE}/visits/{line[0]}/move",
        f"{BASE}/visits/{failed_id}/again", f"{BASE}/couriers/{courier}/away", f"{BASE}/add",
        f"{BASE}/map", "/staff/calendar", f"{BASE}?done=published",
        "/staff/days/2026-11-27", "/staff/days/2026-12-06",
    ]  # fmt: skip


def test_axe_finds_nothing_in_any_state_and_a_narrow_window_is_enough(
    window: Page, client: TestClient, app: FastAPI, desk: Database, planned: Town
) -> None:
    """Also where a page is magnified four times: 320 pixels are left of 1280 (WCAG 1.4.10)."""
    paths = everything_happens(client, desk, planned)
    app.state.planner.is_slow = True
    client.post("/staff/days/2026-12-01/plan")
    sign_in_window(window)
    window.set_viewport_size({"width": 320, "height": 800})
    found = []

    def judge(where: str) -> None:
        found.extend(violations(window))
        if window.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{where} is wider than the window")
        if window.locator("h1").count() != 1:
            found.append(f"{where} has not one heading")

    languages = list(LANGUAGES)
    for place, path in enumerate((*paths, "/staff/days/2026-12-01/planning")):
        for language in languages if path == BASE else [languages[place % 3]]:
            window.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
            judge(f"{path} in {language}")
    window.goto(f"{BASE}/add?lang=ru")
    window.fill("#q", "ахм")
    press(window, "Enter")
    window.wait_for_url("**/add/find")
    judge("found readers")
    window.goto("/staff/calendar?lang=kk")
    window.click("form[action$=propose] button")
    window.wait_for_url("**/propose")
    judge("proposed visits")
    window.goto(f"{BASE}/couriers/{planned.couriers[0]}/away?lang=en")
    window.click("button.warning")
    judge("a form with a fault")
    window.goto(f"{BASE}/moves/1?lang=en")
    judge("a page that is not there")
    assert found == []


def test_every_page_of_the_area_is_among_those_that_are_judged() -> None:
    judged = {
        "/staff/today", "/staff/runs", "/staff/calendar", "/staff/days/{on}",
        "/staff/days/{on}/planning", "/staff/days/{on}/visits/{visit_id}/move",
        "/staff/days/{on}/moves/{move_id}", "/staff/days/{on}/visits/{visit_id}/again",
        "/staff/days/{on}/couriers/{courier_id}/away", "/staff/days/{on}/add",
        "/staff/days/{on}/map", "/staff/days/{on}/map.svg",
    }  # fmt: skip
    assert set(pages_of(DAY)) == judged


def test_a_day_is_planned_locked_changed_and_published_by_keys_alone(
    window: Page, desk: Database, there: Town
) -> None:
    assert there
    sign_in_window(window)
    tab_to_address(window, "/staff/today")
    press(window, "Enter")
    window.wait_for_url("**/staff/today")
    tab_to_address(window, BASE)
    press(window, "Enter")
    window.wait_for_url(f"**{BASE}")
    tab_to_address(window, "/plan")
    press(window, "Enter")
    window.wait_for_url("**?done=planned")
    assert "The planning has ended." in (window.locator(":focus").text_content() or "")
    courier, line = line_of(desk)
    with desk.look.begin() as db:
        stop_id = db.scalars(select(Stop.id).where(Stop.visit_id == line[0])).one()
    tab_to_address(window, f"/stops/{stop_id}/lock")
    press(window, "Enter")
    window.wait_for_url("**?done=locked**")
    assert window.locator(f"#visit-{line[0]}").get_by_text("locked").count() == 1
    tab_to_link(window, f"{BASE}/visits/{line[-1]}/move")
    press(window, "Enter")
    window.wait_for_url("**/move")
    for _ in range(60):
        press(window, "Tab")
        if window.evaluate("document.activeElement.id") == "where":
            break
    press(window, "ArrowDown")
    assert window.input_value("#where") == "first"
    tab_to(window, "See what would come of it")
    press(window, "Enter")
    window.wait_for_url("**/moves/*")
    assert "would visit" in (window.locator(":focus").text_content() or "")
    tab_to(window, "Move it so")
    press(window, "Enter")
    window.wait_for_url("**?done=moved**")
    assert line_of(desk) == (courier, [line[-1], *line[:-1]])
    tab_to(window, "Publish all runs")
    press(window, "Enter")
    window.wait_for_url("**?done=published")
    with desk.look.begin() as db:
        assert {run.state for run in db.scalars(select(Run))} == {RunState.PUBLISHED}


def tab_to_link(window: Page, address: str, *, most: int = 200) -> None:
    """Press Tab until the focus is on a link to this very address."""
    for _ in range(most):
        press(window, "Tab")
        if window.evaluate("document.activeElement.getAttribute('href')") == address:
            return
    raise AssertionError(f"no Tab leads to a link to {address}")


def test_a_stop_can_also_be_dragged_and_nothing_moves_before_somebody_agrees(
    window: Page, desk: Database, planned: Town
) -> None:
    assert planned
    courier, line = line_of(desk)
    sign_in_window(window)
    window.goto(f"{BASE}?lang=en")
    window.locator(f"#visit-{line[-1]} th").drag_to(
        window.locator(f"#visit-{line[0]} th"), target_position={"x": 5, "y": 3}
    )
    window.wait_for_url("**/moves/*")
    assert line_of(desk) == (courier, line)
    window.click("main form button")
    window.wait_for_url("**?done=moved**")
    assert line_of(desk) == (courier, [line[-1], *line[:-1]])


def test_the_page_of_a_planning_goes_on_by_itself_when_it_is_over(
    window: Page, app: FastAPI, desk: Database, there: Town
) -> None:
    assert there
    app.state.planner.is_slow = True
    sign_in_window(window)
    window.goto(f"{BASE}?lang=en")
    window.click("form[action$='/plan'] button")
    window.wait_for_url("**/planning")
    assert "The planning begins." in window.inner_text("[role=status]")
    app.state.planner.is_slow = False
    with desk.look.begin() as db:
        number = db.scalars(select(Planning.id)).one()
    app.state.planner.start(number)
    window.wait_for_url("**?done=planned")
    assert "6 visits are planned." in window.inner_text("main")
