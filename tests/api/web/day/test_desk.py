"""A coordinator plans a day and runs it, by forms alone, on both databases."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import select

from access.database.opening import Database
from access.notices.records import Notice
from access.people.doors import Look
from access.people.records import Role
from delivery.holding import change_day
from delivery.planning.records import Planning, PlanningState
from delivery.runs.records import Run, RunState, StopState
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause, Visit
from tests.api.web.conftest import CARD, open_account, sign_in
from tests.api.web.day.conftest import BASE, TODAY, Town
from tests.api.web.day.seeing import main_text, orders, stop_of
from tests.delivery import town


def test_a_day_is_planned_published_and_readers_are_told(
    staff: TestClient, desk: Database, there: Town
) -> None:
    before = main_text(staff.get(BASE))
    assert "0 of 6 visits done, 6 without a courier." in before
    assert "No run is planned on this day." in before
    after = main_text(staff.post(f"{BASE}/plan"))
    assert "6 visits are planned." in after
    assert "0 of 6 visits done." in after
    assert {n for line in orders(desk).values() for n in line} == set(there.visits)
    published = main_text(staff.post(f"{BASE}/publish"))
    assert "The couriers see their runs" in published
    with desk.look.begin() as db:
        assert {run.state for run in db.scalars(select(Run))} == {RunState.PUBLISHED}
        assert len(db.scalars(select(Notice)).all()) == len(there.visits)
    assert "Publish all runs" not in published


def test_one_run_alone_can_be_published(staff: TestClient, desk: Database, planned: Town) -> None:
    assert planned
    with desk.look.begin() as db:
        first, second = db.scalars(select(Run.id).order_by(Run.id)).all()
    staff.post(f"{BASE}/publish", data={"run_id": str(first)})
    with desk.look.begin() as db:
        assert db.get_one(Run, first).state is RunState.PUBLISHED
        assert db.get_one(Run, second).state is RunState.DRAFT
    assert staff.post(f"{BASE}/publish", data={"run_id": "4711"}).status_code == 404
    other_day = "/staff/days/2026-12-01/publish"
    assert staff.post(other_day, data={"run_id": str(first)}).status_code == 404


def test_while_a_day_is_planned_the_page_says_so_and_it_is_planned_once(
    staff: TestClient, app: FastAPI, desk: Database
) -> None:
    app.state.planner.is_slow = True
    for _ in range(2):
        said = main_text(staff.post(f"{BASE}/plan"))
        assert "The planning begins." in said
    with desk.change.begin() as db:
        (planning,) = db.scalars(select(Planning)).all()
        planning.is_thinking = True
    assert "the best runs are being looked for" in main_text(staff.get(f"{BASE}/planning"))
    assert "being planned at this moment" in main_text(staff.get(BASE))
    with desk.change.begin() as db:
        db.scalars(select(Planning)).one().until_at = town.MORNING
    ended = staff.get(f"{BASE}/planning")
    assert ended.url.path == BASE
    assert "The planning broke off before it was done." in main_text(ended)


def test_a_locked_stop_stays_and_can_be_unlocked(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    visit_id = planned.visits[0]
    stop = stop_of(desk, visit_id)
    assert "The stop is locked" in main_text(staff.post(f"{BASE}/stops/{stop.id}/lock"))
    assert stop_of(desk, visit_id).is_locked
    assert "unlocked" in main_text(staff.post(f"{BASE}/stops/{stop.id}/unlock"))
    assert not stop_of(desk, visit_id).is_locked


def test_a_stop_taken_off_waits_for_a_courier(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    stop = stop_of(desk, planned.visits[0])
    said = main_text(staff.post(f"{BASE}/stops/{stop.id}/take-off"))
    assert "taken off its run" in said
    assert "1 visit without a courier" in said
    assert "Put into a run" in said
    again = staff.post(f"{BASE}/stops/{stop.id}/take-off")
    assert again.status_code == 409
    assert "cannot be done any more" in main_text(again)


def test_a_move_is_judged_in_words_before_anything_is_moved(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    before = orders(desk)
    (giver, given), (taker, taken) = sorted(before.items())
    wish = {"courier_id": str(taker), "where": "before", "beside_id": str(taken[1])}
    judged = staff.post(f"{BASE}/visits/{given[0]}/move", data=wish)
    assert "Every promise, every window and every shift is kept." in main_text(judged)
    assert "Салтанат would visit" in main_text(judged)
    assert orders(desk) == before
    done = staff.post(judged.url.path)
    assert "The stop is moved" in main_text(done)
    assert orders(desk) == {giver: given[1:], taker: [taken[0], given[0], *taken[1:]]}
    assert "goes from Марат to Салтанат" in main_text(done)
    assert staff.post(judged.url.path).status_code == 404, "it is agreed to once"


def test_up_and_down_are_moves_by_one_place(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    courier, line = next(iter(sorted(orders(desk).items())))
    page = html.fromstring(staff.get(BASE).text)
    (row,) = page.xpath(f"//tr[@id='visit-{line[1]}']")
    form = row.xpath(".//form[button[starts-with(normalize-space(), 'Up')]]")[0]
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    judged = staff.post(form.get("action"), data=fields)
    staff.post(judged.url.path)
    assert orders(desk)[courier][:2] == [line[1], line[0]]


def test_a_window_that_would_break_is_named_and_cannot_be_agreed_to(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    courier, line = next(iter(sorted(orders(desk).items())))
    with desk.change.begin() as db:
        visit = db.get_one(Visit, line[0])
        visit.opens_minute, visit.closes_minute = 540, 560
        change_day(db, TODAY)
    wish = {"courier_id": str(courier), "where": "last"}
    judged = staff.post(f"{BASE}/visits/{line[0]}/move", data=wish)
    said = main_text(judged)
    assert "This cannot be kept:" in said
    assert "too late" in said
    assert "Move it so" not in said
    assert "They agreed to the other time" in said
    assert staff.post(judged.url.path).status_code == 409
    assert orders(desk)[courier] == line


def test_a_window_gives_way_where_the_reader_agreed(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    courier, line = next(iter(sorted(orders(desk).items())))
    with desk.change.begin() as db:
        visit = db.get_one(Visit, line[0])
        visit.opens_minute, visit.closes_minute = 540, 560
        change_day(db, TODAY)
    wish = {"courier_id": str(courier), "where": "last"}
    judged = staff.post(f"{BASE}/visits/{line[0]}/move", data=wish)
    assert "The stop is moved" in main_text(staff.post(judged.url.path, data={"agreed": "yes"}))
    assert orders(desk)[courier] == [*line[1:], line[0]]


def test_two_coordinators_at_once_the_second_sees_the_fresh_day_and_nothing_is_half_done(
    staff: TestClient, app: FastAPI, desk: Database, planned: Town
) -> None:
    open_account(desk, "daniyar", Role.COORDINATOR)
    other = TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)
    sign_in(other, "daniyar")
    (_, given), (taker, _taken) = sorted(orders(desk).items())
    wish = {"courier_id": str(taker), "where": "last"}
    mine = staff.post(f"{BASE}/visits/{given[0]}/move", data=wish).url.path
    theirs = other.post(f"{BASE}/visits/{given[1]}/move", data=wish).url.path
    assert "The stop is moved" in main_text(other.post(theirs))
    kept = orders(desk)
    late = staff.post(mine)
    assert late.status_code == 409
    assert "The visits changed while they were being planned." in main_text(late)
    assert "Марат" in main_text(late), "the fresh day is shown"
    assert orders(desk) == kept


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({}, "#courier_id"),
        ({"courier_id": "x"}, "#courier_id"),
        ({"courier_id": "1", "where": "above"}, "#where"),
        ({"courier_id": "1", "where": "before"}, "#beside_id"),
        ({"courier_id": "1", "where": "after", "beside_id": "4711"}, "#beside_id"),
    ],
)
def test_a_move_that_says_too_little_is_asked_for_again(
    staff: TestClient, planned: Town, wish: dict[str, str], field: str
) -> None:
    answer = staff.post(f"{BASE}/visits/{planned.visits[0]}/move", data=wish)
    assert answer.status_code == 422
    summary = html.fromstring(answer.text).xpath("//div[@role='alert']//a/@href")
    assert field in summary


def test_who_cannot_take_it_is_said_with_the_reason(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    answer = staff.post(
        f"{BASE}/visits/{planned.visits[0]}/move", data={"courier_id": "4711", "where": "last"}
    )
    assert answer.status_code == 409
    assert "Nobody can take it." in main_text(answer)
    assert orders(desk)


def test_every_reader_who_was_seen_has_one_look(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    for _ in range(3):
        staff.get(BASE)
        staff.get("/staff/today")
    with desk.look.begin() as db:
        seen = [look.reader_id for look in db.scalars(select(Look)) if look.what == "visits_seen"]
    assert sorted(seen) == sorted(planned.readers)


BAD = (
    "/staff/days/2026-02-31", "/staff/days/0001-01-01", "/staff/days/9999-12-31", "/staff/days/x",
    f"{BASE}/visits/4711/move", f"{BASE}/visits/0/again", f"{BASE}/couriers/4711/away",
    f"{BASE}/moves/4711", "/staff/calendar?days=63", "/staff/calendar?from=2026-13-01",
)  # fmt: skip


def test_what_is_not_there_has_a_page_that_says_so(staff: TestClient, planned: Town) -> None:
    assert planned
    for path in BAD:
        assert staff.get(path).status_code == 404, path
    for path in (f"{BASE}/stops/4711/lock", f"{BASE}/stops/4711/take-off", f"{BASE}/moves/4711"):
        assert staff.post(path).status_code == 404, path


def test_a_stop_of_another_day_is_not_touched(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    stop = stop_of(desk, planned.visits[0])
    for act in ("lock", "take-off"):
        assert staff.post(f"/staff/days/2026-12-01/stops/{stop.id}/{act}").status_code == 404
    assert staff.get(f"/staff/days/2026-12-01/visits/{planned.visits[0]}/move").status_code == 404
    assert stop_of(desk, planned.visits[0]).state is StopState.PLANNED


def test_a_day_that_is_over_is_not_planned(staff: TestClient, desk: Database) -> None:
    answer = staff.post("/staff/days/2026-11-27/plan")
    assert answer.status_code == 409
    assert "There are no visits on Friday, 27 November 2026." in main_text(answer)
    with desk.look.begin() as db:
        assert db.scalars(select(Planning)).all() == []
    assert "Plan the day" not in main_text(staff.get("/staff/days/2026-11-27"))


def test_too_many_days_at_once_wait(staff: TestClient, app: FastAPI) -> None:
    app.state.planner.is_slow = True
    for day in ("2026-12-01", "2026-12-02"):
        assert staff.post(f"/staff/days/{day}/plan").status_code == 200
    answer = staff.post("/staff/days/2026-12-03/plan")
    assert answer.status_code == 503
    assert "Other days are being planned" in main_text(answer)


@pytest.mark.usefixtures("planned", "reader_id")
def test_readers_and_couriers_and_producers_do_not_get_in(
    client: TestClient, desk: Database
) -> None:
    open_account(desk, "marat", Role.COURIER)
    open_account(desk, "igor", Role.PRODUCER)
    paths = ("/staff/today", BASE, "/staff/calendar", f"{BASE}/map", f"{BASE}/map.svg")
    for path in paths:
        assert client.get(path).url.path == "/sign-in"
    for name in (CARD, "marat", "igor"):
        sign_in(client, name)
        for path in paths:
            assert client.get(path).status_code == 403, (name, path)
        assert client.post(f"{BASE}/plan").status_code == 403
        client.post("/sign-out")


def test_the_old_address_of_the_runs_leads_to_today(staff: TestClient) -> None:
    assert staff.get("/staff/runs").url.path == BASE


def test_a_stop_that_came_later_is_promised_when_its_run_is_published_again(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    assert planned
    staff.post(f"{BASE}/publish")
    with desk.change.begin() as db:
        add_visit(
            db, reader_id=planned.stranger_id, on=TODAY, cause=Cause.URGENT, by_id=None,
            now=town.MORNING,
        )  # fmt: skip
    shown = main_text(staff.post(f"{BASE}/plan"))
    assert "Publish all runs" in shown
    assert "nothing yet" in shown
    assert "nothing yet" not in main_text(staff.post(f"{BASE}/publish"))


def test_a_planning_that_is_kept_is_told_after_every_reload(
    staff: TestClient, desk: Database, planned: Town
) -> None:
    assert planned
    staff.post(f"{BASE}/plan")
    for _ in range(2):
        assert "Planned at 08:00" in main_text(staff.get(BASE))
    with desk.look.begin() as db:
        assert db.scalars(select(Planning)).one().state is PlanningState.DONE
