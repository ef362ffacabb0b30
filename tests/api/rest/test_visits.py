"""An app confirms, moves and cancels the visits of its reader, once, and of nobody else."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.doors import Look
from delivery.crew.records import Courier
from delivery.homes.records import Exactness
from delivery.homes.wishes import Door, Wishes, live_at, wish
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause, Visit
from tests.access.desk import NOON
from tests.api.rest.conftest import Library
from tests.delivery import town

MONDAY = town.MONDAY


def at_home(db: Session, reader_id: int) -> int:
    """The reader is visited at home, on Tuesday next."""
    door = Door(
        street="Абай даңғылы", house="1", lat_deg=43.24, lon_deg=76.9, exactness=Exactness.HOUSE
    )
    live_at(db, reader_id=reader_id, door=door, by_id=None, now=NOON)
    wishes = Wishes(every_days=7, since_on=NOON.date())
    wish(db, reader_id=reader_id, wishes=wishes, by_id=None, now=NOON)
    return add_visit(
        db, reader_id=reader_id, on=MONDAY + timedelta(days=1), cause=Cause.BY_HAND, by_id=None,
        now=NOON,
    ).id  # fmt: skip


@pytest.fixture
def visit_id(library: Library) -> int:
    with library.database.change.begin() as db:
        depot_id = town.depot(db)
        town.courier(db, depot_id)
        number = at_home(db, library.reader_id)
        town.ready_copy(db, library.reader_id, town.point_of(db, depot_id))
        return number


def test_visits_are_listed_with_what_they_bring(library: Library, visit_id: int) -> None:
    listed = library.reader.get("me/visits").json()["here"]
    assert [(one["id"], one["visit_on"], one["state"]) for one in listed] == [
        (visit_id, "2026-12-01", "fixed")
    ]
    shown = library.reader.get(f"me/visits/{visit_id}")
    assert [(one["way"], one["title"]) for one in shown.json()["things"]] == [("drop", "Абай жолы")]
    again = library.reader.get(
        f"me/visits/{visit_id}", headers={"If-None-Match": shown.headers["etag"]}
    )
    assert (again.status_code, again.content) == (304, b"")
    assert library.reader.get("me/visits/past").json()["here"] == []


def test_a_visit_is_confirmed_moved_and_cancelled_once(library: Library, visit_id: int) -> None:
    at, key = f"me/visits/{visit_id}", {"Idempotency-Key": "phone-0001"}
    tag = library.reader.get(at).headers["etag"]
    first, second = (library.reader.post(f"{at}/confirm", headers=key) for _ in range(2))
    assert (first.status_code, first.text) == (200, second.text)
    days = [one["visit_on"] for one in library.reader.get(f"{at}/days").json()["here"]]
    assert days[0] == "2026-11-30"
    late = library.reader.post(f"{at}/move", json={"to_on": days[0]}, headers={"If-Match": tag})
    assert late.status_code == 412
    key = {"Idempotency-Key": "phone-0002"}
    moved, again = (
        library.reader.post(f"{at}/move", json={"to_on": days[1]}, headers=key) for _ in range(2)
    )
    assert (moved.json()["visit_on"], moved.json()["confirmed_at"]) == (days[1], None)
    assert moved.text == again.text
    assert library.reader.post(f"{at}/move", json={}).json()["visit_on"] > days[1]
    for _ in range(2):
        assert library.reader.delete(at).json()["cancelled"] == "by_reader"
    refused = library.reader.post(f"{at}/confirm")
    assert (refused.status_code, refused.json()["type"]) == (
        409, "/problems/impossible_visit_move"
    )  # fmt: skip
    with library.database.look() as db:
        looks = db.scalars(
            select(Look.what).where(Look.reader_id == library.reader_id, Look.door == "rest")
        ).all()
    assert sorted(looks) == [
        "visit_cancelled", "visit_confirmed", "visit_moved", "visit_moved"
    ]  # fmt: skip


def test_days_without_room_are_refused_with_their_reason(library: Library, visit_id: int) -> None:
    at = f"me/visits/{visit_id}/move"
    for day, problem in (
        ("2026-12-05", "no_delivery_that_day"),
        ("2026-12-01", "visited_that_day"),
        ("2026-11-01", "no_delivery_that_day"),
    ):
        answer = library.reader.post(at, json={"to_on": day})
        assert answer.json()["type"] == f"/problems/{problem}"
    assert library.reader.post(at, json={"to_on": "soon", "x": 1}).status_code == 422


def test_the_visit_of_another_reader_is_not_there(library: Library, visit_id: int) -> None:
    with library.database.change.begin() as db:
        other = town.home(db, 3, now=NOON, since_on=NOON.date())
        number = add_visit(
            db, reader_id=other, on=MONDAY + timedelta(days=2), cause=Cause.BY_HAND, by_id=None,
            now=NOON,
        ).id  # fmt: skip
    assert number != visit_id
    at = f"me/visits/{number}"
    answers = [
        library.reader.get(at),
        library.reader.get(f"{at}/days"),
        library.reader.post(f"{at}/confirm"),
        library.reader.post(f"{at}/move", json={}),
        library.reader.delete(at),
    ]
    assert [answer.status_code for answer in answers] == [404] * 5
    assert library.stranger.get("me/visits").status_code == 401
    assert library.coordinator.get("me/visits").status_code == 403
    with library.database.look() as db:
        assert db.get_one(Visit, number).closed_at is None
        assert db.query(Courier).count() == 1
