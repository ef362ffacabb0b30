"""A day does not go as planned: what found no room, closed doors, couriers who cannot come."""

import re

from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from delivery.crew.records import DayOff
from delivery.holding import change_day
from delivery.runs.records import Run, RunState
from delivery.visits.records import Outcome, Visit, VisitState
from tests.api.web.day.conftest import BASE, TODAY, Town
from tests.api.web.day.seeing import fail, main_text, orders
from tests.delivery import town


def test_what_found_no_room_says_why_and_a_key_makes_room(
    staff: TestClient, desk: Database, there: Town
) -> None:
    with desk.change.begin() as db:
        visit = db.get_one(Visit, there.visits[0])
        visit.opens_minute, visit.closes_minute = 1090, 1110
        change_day(db, TODAY)
    said = main_text(staff.post(f"{BASE}/plan"))
    assert "1 visit found no courier." in said
    assert "Its hours are outside the hours of the couriers." in said
    assert "It may begin: 18:10–18:30." in said
    assert "on this day: " in said
    page = html.fromstring(staff.get(BASE).text)
    fixes = page.xpath("//input[@name='fix']/@value")
    assert "longer_shift" in fixes
    done = main_text(
        staff.post(f"{BASE}/visits/{there.visits[0]}/fix", data={"fix": "longer_shift"})
    )
    assert "On this day alone" in done
    assert "6 visits are planned." in done
    again = staff.post(f"{BASE}/visits/{there.visits[0]}/fix", data={"fix": "longer_shift"})
    assert again.status_code == 409


def test_a_failed_visit_comes_again_today_with_one_key(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    failed_id = fail(desk, planned)
    shown = main_text(staff.get("/staff/today"))
    assert "1 failed" in shown
    assert "Failed today: 1" in shown
    assert "nobody opened" in shown
    said = main_text(staff.post(f"{BASE}/visits/{failed_id}/again", data={"when": "today"}))
    assert "is to be visited again on this day" in said
    with desk.look.begin() as db:
        failed = db.get_one(Visit, failed_id)
        again = db.get_one(Visit, failed.next_id)
        assert (again.visit_on, again.state) == (TODAY, VisitState.ROUTED)


def test_what_the_courier_wrote_stands_beside_what_happened(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    """On the page of today and on that of the day; nothing of it can break the page."""
    fail(desk, planned, Outcome.REFUSED, words="Есік <жабық> & қоңырау істемейді.")
    for path in ("/staff/today", BASE):
        assert "The courier wrote: Есік <жабық> & қоңырау істемейді." in main_text(staff.get(path))


def test_a_refused_visit_waits_for_a_decision_and_a_day_is_chosen(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    failed_id = fail(desk, planned, Outcome.REFUSED)
    assert "To decide: 1" in main_text(staff.get("/staff/today"))
    chooser = html.fromstring(staff.get(f"{BASE}/visits/{failed_id}/again").text)
    days = chooser.xpath("//input[@name='when']/@value")
    assert days[0] == "next"
    assert "2026-12-01" in days
    bad = staff.post(f"{BASE}/visits/{failed_id}/again", data={"when": "2026-02-31"})
    assert bad.status_code == 422
    said = main_text(staff.post(f"{BASE}/visits/{failed_id}/again", data={"when": "2026-12-02"}))
    assert "Somebody comes again" in said
    assert "The next try is on Wednesday, 2 December 2026" in said
    assert "To decide: 0" in main_text(staff.get("/staff/today"))


def test_an_urgent_visit_is_added_and_the_day_planned_again(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    found = staff.post(f"{BASE}/add/find", data={"q": "жанаб"})
    assert "Жаңабаева" in main_text(found)
    said = main_text(staff.post(f"{BASE}/add", data={"reader_id": str(planned.stranger_id)}))
    assert "An urgent visit to Айгүл Жаңабаева was added." in said
    assert "is visited by" in said
    with desk.look.begin() as db:
        visit = db.scalars(select(Visit).where(Visit.reader_id == planned.stranger_id)).one()
        assert (visit.state, visit.is_urgent) == (VisitState.ROUTED, True)
    twice = staff.post(f"{BASE}/add", data={"reader_id": str(planned.stranger_id)})
    assert twice.status_code == 409
    assert "visited on Monday, 30 November 2026 already" in main_text(twice)
    assert staff.post(f"{BASE}/add/find", data={"q": ""}).status_code == 422
    assert "Nobody was found." in main_text(staff.post(f"{BASE}/add/find", data={"q": "ъъъ"}))


def test_a_courier_is_ill_and_every_stop_says_what_became_of_it(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    ill, other = planned.couriers
    path = f"{BASE}/couriers/{ill}/away"
    assert "Марат cannot come" in main_text(staff.get(path))
    assert staff.post(path, data={}).status_code == 422
    said = main_text(staff.post(path, data={"why": "ill"}))
    assert "Марат cannot come on this day." in said
    assert said.count("waits for another courier") == 3
    assert "Салтанат" in said
    assert orders(desk).keys() == {other}
    with desk.look.begin() as db:
        assert db.scalars(select(DayOff)).one().courier_id == ill


def test_a_lost_vehicle_fails_what_is_in_it_and_says_the_next_days(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    fail(desk, planned)
    said = main_text(
        staff.post(f"{BASE}/couriers/{planned.couriers[0]}/away", data={"why": "vehicle"})
    )
    assert "lost the vehicle" in said
    assert said.count("the next try is on Tuesday, 1 December 2026") == 2
    with desk.look.begin() as db:
        states = {run.courier_id: run.state for run in db.scalars(select(Run))}
    assert states[planned.couriers[0]] is RunState.FINISHED


def test_the_calendar_says_how_full_the_days_are_and_proposes_visits(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    with desk.change.begin() as db:
        town.home(db, 11, every_days=3)
        nowhere = town.home(db, 12, every_days=3, needs_lift=True)
    shown = html.fromstring(staff.get("/staff/calendar").text)
    rows = [re.sub(r"\s+", " ", row.text_content()).strip() for row in shown.xpath("//tbody/tr")]
    assert len(rows) == 14
    assert "6 of 24 seats, 25 %" in rows[0]
    assert "no courier works" in rows[5]
    assert "closed" in rows[6]
    proposed = staff.post("/staff/calendar/propose")
    said = main_text(proposed)
    assert re.search(r"Visits are proposed: [1-9]", said)
    assert "On their days nobody works who may and can go there." in said
    assert f"/staff/readers/{nowhere}" in proposed.text
    assert len(html.fromstring(staff.get("/staff/calendar?days=62").text).xpath("//tbody/tr")) == 62
    assert planned


def test_the_map_is_a_picture_of_ours_with_a_list_beside_it(
    staff: TestClient, planned: Town
) -> None:
    said = main_text(staff.get(f"{BASE}/map"))
    assert "1. Марат" in said
    assert "1.1:" in said
    picture = staff.get(f"{BASE}/map.svg")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "Марат" in picture.text
    assert "Ахметова" not in picture.text, "no reader's name in a picture that may be saved"
    assert planned
