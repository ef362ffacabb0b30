"""Every page and every act of staff and producers opens to its roles alone."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import select

from access.database.opening import Database
from access.people.doors import Look
from access.people.records import Role
from api.web.bench.routers import BENCH
from api.web.staff.routers import STAFF
from tests.api.web.conftest import CARD, open_account, sign_in
from tests.api.web.desk_day import Day
from tests.api.web.walking import doors_of, filled

FOR_ANYBODY = ("/reset",)
FOR_ANY_ACCOUNT = ("/staff/password",)
FOR_ASSISTANTS = (("GET", "/staff/readers"), ("POST", "/staff/readers/{reader_id}/act-for"))


@pytest.mark.parametrize("role", [Role.READER, Role.COURIER, Role.ASSISTANT, Role.PRODUCER])
def test_whoever_is_no_coordinator_is_refused_everywhere(
    client: TestClient, desk: Database, day: Day, reader_id: int, role: Role
) -> None:
    assert reader_id
    if role is not Role.READER:
        open_account(desk, "somebody", role)
    sign_in(client, CARD if role is Role.READER else "somebody")
    routers = (*STAFF, *BENCH) if role is not Role.PRODUCER else STAFF
    for method, path in doors_of(routers):
        if path in FOR_ANYBODY or (path in FOR_ANY_ACCOUNT and role is not Role.READER):
            continue
        if role is Role.ASSISTANT and (method, path) in FOR_ASSISTANTS:
            continue
        answer = client.request(method, filled(path, day), follow_redirects=False)
        assert answer.status_code == 403, (method, path)


def test_a_coordinator_is_no_producer(client: TestClient, desk: Database, day: Day) -> None:
    open_account(desk, "somebody", Role.COORDINATOR)
    sign_in(client, "somebody")
    for method, path in doors_of(BENCH):
        assert client.request(method, filled(path, day)).status_code == 403, (method, path)


def test_whoever_did_not_sign_in_comes_to_the_door(client: TestClient, day: Day) -> None:
    for method, path in doors_of((*STAFF, *BENCH)):
        if path not in FOR_ANYBODY:
            answer = client.request(method, filled(path, day), follow_redirects=False)
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/sign-in"), (method, path)


def test_a_part_of_a_record_cannot_be_read_without_a_trace(
    staff: TestClient, desk: Database, day: Day, staff_id: int
) -> None:
    """A visit of several pages is one look."""
    for part in ("contacts", "profile", "card", "assistants", "rights/audio", "looks", "forget"):
        assert staff.get(f"/staff/readers/{day.double_id}/{part}").status_code == 200
    with desk.look() as db:
        looks = db.scalars(
            select(Look.what).where(Look.reader_id == day.double_id, Look.account_id == staff_id)
        ).all()
    assert looks == ["profile_read"]
    assert staff.get("/staff/readers/999999/contacts").status_code == 404
