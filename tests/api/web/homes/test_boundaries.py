"""Who may see and do what: readers their own visits, couriers none of it, and nothing leaks."""

import logging
from datetime import timedelta

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from access.database.opening import Database
from access.people.assisting import grant
from access.people.consents import withdraw
from access.people.doors import Look
from access.people.records import Purpose, Role
from api.web.homes.routers import HOMES_MINE, HOMES_STAFF
from delivery.homes.wishes import address_of, profile_of
from delivery.visits.records import Cancelled, Visit, VisitState
from tests.api.web.conftest import open_account
from tests.api.web.homes.conftest import CARD, NOON, Town, signed_in
from tests.api.web.homes.test_desk import day, faults
from tests.api.web.walking import doors_of, filled
from tests.delivery import town


@pytest.mark.parametrize("role", [Role.READER, Role.COURIER, Role.ASSISTANT, Role.PRODUCER])
def test_only_coordinators_see_and_change_records(
    app: FastAPI, desk: Database, here: Town, role: Role
) -> None:
    if role is not Role.READER:
        open_account(desk, "somebody", role)
    client = signed_in(app, CARD if role is Role.READER else "somebody")
    for method, path in doors_of(HOMES_STAFF):
        answer = client.request(method, filled(path, here), follow_redirects=False)
        assert answer.status_code == 403, (method, path)
    for method, path in doors_of(HOMES_MINE) if role is not Role.READER else ():
        answer = client.request(method, filled(path, here), follow_redirects=False)
        assert answer.status_code == 403, (method, path)


def test_whoever_did_not_sign_in_comes_to_the_door(client: TestClient, here: Town) -> None:
    for method, path in doors_of((*HOMES_STAFF, *HOMES_MINE)):
        answer = client.request(method, filled(path, here), follow_redirects=False)
        assert answer.status_code == 303, (method, path)
        assert answer.headers["location"].startswith("/sign-in")


def test_the_visit_of_another_is_not_there(reader: TestClient, here: Town, desk: Database) -> None:
    """Whoever guesses a number learns nothing and changes nothing."""
    at = f"/my/visits/{here.other_visit_id}"
    assert [reader.get(f"{at}/{act}").status_code for act in ("move", "cancel")] == [404, 404]
    for act in ("confirm", "move", "not-at-home", "cancel"):
        wish = {"to_on": town.on(3).isoformat()}
        assert reader.post(f"{at}/{act}", data=wish).status_code == 404
    with desk.look() as db:
        visit = db.get_one(Visit, here.other_visit_id)
        assert (visit.visit_on, visit.state) == (town.on(2), VisitState.FIXED)
        assert visit.confirmed_at is None


@pytest.mark.usefixtures("staff_id")
def test_a_visit_is_reached_through_its_own_reader_alone(staff: TestClient, here: Town) -> None:
    """Each act leaves its trace in the right record."""
    at = f"/staff/readers/{here.reader_id}/home/visits/{here.other_visit_id}"
    for act in ("confirm", "not-at-home", "cancel"):
        assert staff.post(f"{at}/{act}").status_code == 404


def test_a_reader_confirms_moves_and_cancels(
    reader: TestClient, here: Town, desk: Database
) -> None:
    at = f"/my/visits/{here.visit_id}"
    text = reader.get("/my/visits").text
    assert "Абай жолы" in text
    assert "between " in text
    assert "The courier counts on you." in reader.post(f"{at}/confirm").text
    assert "You said that you will be at home." in reader.get("/my/visits").text
    assert faults(reader.post(f"{at}/move", data={}).text) == ["#to_on"]
    taken = {"to_on": town.on(4).isoformat()}
    assert faults(reader.post(f"{at}/move", data=taken).text) == ["#to_on"]
    assert "Next visit: Wednesday" in reader.post(f"{at}/not-at-home").text
    assert "Nobody comes on that day." in reader.post(f"{at}/cancel").text
    assert reader.get(f"{at}/move").status_code == 409
    with desk.look() as db:
        visit = db.get_one(Visit, here.visit_id)
        assert (visit.cancelled, visit.confirmed_at) == (Cancelled.BY_READER, None)


def test_a_reader_pauses_and_changes_what_the_library_allows(
    reader: TestClient, here: Town, desk: Database
) -> None:
    paused = reader.post("/my/visits/pause", data=day("from_on", 1))
    assert "paused until you let them go on" not in paused.text  # it begins tomorrow
    assert "Nobody comes from Tuesday" in paused.text
    assert "Your visits go on." in reader.post("/my/visits/resume").text
    wishes = {"weekdays": ["1", "3"], "opens-1": "10", "closes-1": "12", "needs": "phone_first",
              "every_days": "1", "preferred_courier_id": "1"}  # fmt: skip
    assert "Your wishes are kept." in reader.post("/my/visits/wishes", data=wishes).text
    assert faults(reader.post("/my/visits/wishes", data={"opens-1": "9"}).text) == [
        "#weekdays", "#closes-1"
    ]  # fmt: skip
    assert (
        "number is kept" in reader.post("/my/visits/phone", data={"phone": "8 727 222 33 44"}).text
    )
    assert faults(reader.post("/my/visits/phone", data={"phone": "1"}).text) == ["#phone"]
    with desk.look() as db:
        profile = profile_of(db, reader_id=here.reader_id)
        address = address_of(db, reader_id=here.reader_id)
        assert profile is not None
        assert address is not None
        assert (profile.weekdays, profile.phone_first) == (0b1010, True)
        assert (profile.every_days, profile.preferred_courier_id) == (7, None)
        assert (address.phone, address.verified_by_id) == ("+77272223344", None)


def test_whoever_has_no_home_delivery_learns_how_to_get_it(
    app: FastAPI, desk: Database, here: Town, reader_id: int
) -> None:
    assert here
    stranger = signed_in(app, "K-000123")
    assert "How to get it" in stranger.get("/my/visits").text
    assert stranger.get("/my/visits/pause").status_code == 409
    assert stranger.post("/my/visits/phone", data={}).status_code in (409, 422)
    assert reader_id
    assert desk


def test_an_assistant_does_the_same_and_is_named_in_the_trace(
    app: FastAPI, here: Town, desk: Database
) -> None:
    account_id = open_account(desk, "aliya", Role.ASSISTANT)
    with desk.change.begin() as db:
        grant(db, account_id=account_id, reader_id=here.reader_id, since_on=NOON.date(), now=NOON)
    aliya = signed_in(app, "aliya")
    assert aliya.get("/my/visits").status_code == 403
    aliya.post(f"/staff/readers/{here.reader_id}/act-for")
    assert "Абай жолы" in aliya.get("/my/visits").text
    assert "counts on you" in aliya.post(f"/my/visits/{here.visit_id}/confirm").text
    assert "moved" in aliya.post(f"/my/visits/{here.visit_id}/not-at-home").text
    with desk.look() as db:
        looks = db.execute(
            select(Look.what, Look.account_id).where(
                Look.reader_id == here.reader_id, Look.what.like("visit_%")
            )
        ).all()
    assert [row[0] for row in looks if row[1] == account_id] == ["visit_confirmed", "visit_moved"]


def test_what_was_brought_is_named_only_while_the_reader_agrees(
    reader: TestClient, here: Town, desk: Database
) -> None:
    """Without the consent a visit that was tells that it was, and how many things, by bar code."""
    assert "Абай жолы, braille" in reader.get("/my/visits/past").text
    with desk.change.begin() as db:
        withdraw(
            db, reader_id=here.reader_id, purpose=Purpose.HISTORY, by_id=None, now=NOON, door="web"
        )
    text = reader.get("/my/visits/past").text
    assert "Абай жолы" not in text
    assert "braille, C0" in text


@pytest.mark.usefixtures("staff_id")
def test_no_address_of_a_page_and_no_log_holds_a_fact_of_a_reader(
    staff: TestClient, here: Town, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    home = f"/staff/readers/{here.reader_id}/home"
    wrong = {"street": "Құпия көшесі", "house": "", "notes": "Құпия", "exactness": "none"}
    staff.post(f"{home}/address", data=wrong)
    good = wrong | {"house": "5"}
    answer = staff.post(f"{home}/address", data=good)
    assert str(answer.url).endswith(f"{home}?done=address")
    moved = staff.post(
        f"{home}/visits/{here.later_id}/move",
        data={"to_on": (town.on(4) + timedelta(3)).isoformat()},
    )
    assert str(moved.url).endswith("?done=moved")
    told = "\n".join(record.getMessage() for record in caplog.records)
    assert "Құпия" not in told
    assert "%D2%9A" not in told
