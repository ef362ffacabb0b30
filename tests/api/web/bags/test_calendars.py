"""Runs in a calendar program: by a secret address, with no reader in it, as often as needed."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from icalendar import Calendar
from sqlalchemy import select

from access.database.opening import Database
from access.people.records import Account
from api.web.app import create_app
from delivery.calendars.keys import MOST_AN_HOUR
from delivery.calendars.records import CalendarKey
from delivery.crew.records import Courier
from delivery.runs.records import Run, RunState
from tests.api.web.bags.conftest import doors_over
from tests.api.web.bags.table import Bags
from tests.api.web.conftest import sign_in
from tests.delivery import town

Everywhere = tuple[TestClient, Bags, Database]


def address_on(text: str) -> str:
    """The address that the page shows this once, without the server's name."""
    found = re.search(r"<code>https?://[^/]+(/calendar/[^<]+)</code>", text)
    assert found, text[-800:]
    return found[1]


def events(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/calendar")
    read = Calendar.from_ical(answer.content)
    return [
        {name.lower(): str(value) for name, value in one.items()} for one in read.walk("VEVENT")
    ]


def test_a_courier_subscribes_to_the_own_runs(client: TestClient, bags: Bags) -> None:
    sign_in(client, "marat")
    address = address_on(client.post("/staff/calendars/my-runs/give?lang=ru").text)
    client.cookies.clear()
    (event,) = events(client, address)
    assert event["summary"] == f"Маршрут {bags.run_id}: 3 остановки"
    assert event["uid"].startswith(f"run-{bags.run_id}@")
    text = client.get(address).content
    assert text.count(b"\r\n") == text.count(b"\n"), "lines end as RFC 5545 wants"
    assert max(map(len, text.split(b"\r\n"))) <= 75
    for secret in ("Ахметова", "Абай", "Қызыл", "+7727"):
        assert secret not in text.decode()


def test_a_new_address_ends_the_old_one_and_taking_it_ends_both(everywhere: Everywhere) -> None:
    """Of the address only a digest is kept."""
    client, bags, opened = everywhere
    give = f"/staff/calendars/couriers/{bags.courier_id}/give"
    first = address_on(client.post(give).text)
    second = address_on(client.post(give).text)
    assert client.get(first).status_code == 404
    assert len(events(client, second)) == 1
    with opened.look.begin() as db:
        kept = db.scalars(select(CalendarKey.digest)).one()
        assert kept not in second
        assert len(kept) == 64
    take = f"/staff/calendars/couriers/{bags.courier_id}/take"
    for _ in range(2):
        assert client.post(take).status_code == 200
    assert client.get(second).status_code == 404
    assert client.post("/staff/calendars/couriers/999999/give").status_code == 404


def test_coordinators_see_days_and_only_while_they_are_that(everywhere: Everywhere) -> None:
    client, _bags, opened = everywhere
    address = address_on(client.post("/staff/calendars/days/give?lang=en").text)
    (event,) = events(client, address)
    assert event["summary"] == "1 run, 3 stops"
    with opened.change.begin() as db:
        db.scalars(select(Account).where(Account.login == "gulnara")).one().roles = ["producer"]
    assert client.get(address).status_code == 404


def test_drafts_and_couriers_who_left_are_not_shown(everywhere: Everywhere) -> None:
    client, bags, opened = everywhere
    give = f"/staff/calendars/couriers/{bags.courier_id}/give"
    address = address_on(client.post(give).text)
    with opened.change.begin() as db:
        db.get_one(Run, bags.run_id).state = RunState.DRAFT
    assert events(client, address) == []
    with opened.change.begin() as db:
        db.get_one(Courier, bags.courier_id).left_on = town.MONDAY
    assert client.get(address).status_code == 404


def test_a_program_that_asks_all_the_time_is_made_to_wait(everywhere: Everywhere) -> None:
    client, _bags, opened = everywhere
    address = address_on(client.post("/staff/calendars/days/give").text)
    for _ in range(MOST_AN_HOUR):
        assert client.get(address).status_code == 200
    answer = client.get(address)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 3_600
    with opened.change.begin() as db:
        db.scalars(select(CalendarKey)).one().counted_from_at -= timedelta(hours=1)
    assert client.get(address).status_code == 200


def test_who_guesses_addresses_is_made_to_wait(coordinator: TestClient) -> None:
    """Guessing finds nothing anyway; it does not keep the database busy either."""
    statuses = {coordinator.get(f"/calendar/{'x' * 40}{n}.ics").status_code for n in range(40)}
    assert statuses == {404, 429}
    for odd in ("short", "a" * 200, "%2e%2e%2f" * 4):
        assert coordinator.get(f"/calendar/{odd}.ics").status_code == 404


@pytest.mark.parametrize("login", ["saule", "marat", "assel"])
def test_who_may_give_addresses(client: TestClient, bags: Bags, login: str) -> None:
    sign_in(client, login)
    assert client.get("/staff/calendars").status_code == 403
    path = f"/staff/calendars/couriers/{bags.courier_id}/give"
    assert client.post(path).status_code == 403
    mine = client.get("/staff/calendars/my-runs").status_code
    assert mine == (200 if login == "marat" else 403)


def test_a_courier_who_is_on_no_list_has_no_calendar(
    desk: Database, tmp_path: Path, bags: Bags
) -> None:
    """Dana may sign in, but nobody has entered her as a courier."""
    assert bags.run_id
    client = TestClient(create_app(doors_over(desk, tmp_path)), follow_redirects=True)
    sign_in(client, "dana")
    assert client.get("/staff/calendars/my-runs").status_code == 404
