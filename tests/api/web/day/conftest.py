"""A Monday morning at a small delivery desk, on both databases: couriers, doors, a planned day."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from access.database.opening import Database
from access.people.records import Reader, Role
from api.web.app import create_app
from api.web.frame.doors import Doors
from delivery.planning.asking import carry_out
from delivery.planning.planning import plan_runs
from delivery.planning.solving import Effort
from delivery.scheduling.changing import add_visit
from delivery.visits.records import Cause
from tests.access import desk as people
from tests.api.web.conftest import open_account, sign_in
from tests.delivery import town
from tests.templates import Templates, nothing

QUICK = Effort(time_limit_s=2.0, round_limit=4)
TODAY = town.MONDAY
BASE = f"/staff/days/{TODAY.isoformat()}"
NAMES = ("Ахметова", "Орлов", "Ким", "Бекова", "Серік", "Тлеу")


@dataclass(frozen=True, slots=True)
class Town:
    """The numbers of what is there."""

    couriers: tuple[int, ...]
    visits: tuple[int, ...]
    readers: tuple[int, ...]
    stranger_id: int
    """A reader whom nobody visits today."""


class Here:
    """Plans in the process of the test, at once: what the page starts is done when it answers."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.is_slow = False

    def start(self, planning_id: int) -> None:
        """Plan now; where it is slow, somebody else does it later."""
        if not self.is_slow:
            carry_out(
                self.doors.database.change, planning_id=planning_id, now=self.doors.clock(),
                effort=QUICK,
            )  # fmt: skip


@pytest.fixture
def laid(
    request: pytest.FixtureRequest, kind: str, templates: Templates, tmp_path: Path
) -> Iterator[tuple[str, Town | None]]:
    """A database of each kind: with the day in it for who asks what is `there`, or is `planned`."""
    fill: Callable[[Database], Town | None] = nothing
    if "planned" in request.fixturenames:
        fill = planned_day
    elif "there" in request.fixturenames:
        fill = day_with_visits
    with templates.copy(kind, fill, tmp_path) as copied:
        yield copied


@pytest.fixture
def desk_url(laid: tuple[str, Town | None]) -> str:
    """Where it lies."""
    return laid[0]


@pytest.fixture
def moment() -> datetime:
    """At eight o'clock on a Monday in Almaty."""
    return town.MORNING


@pytest.fixture
def app(doors: Doors) -> FastAPI:
    made = create_app(doors)
    made.state.planner = Here(doors)
    return made


@pytest.fixture
def there(laid: tuple[str, Town | None]) -> Town:
    """Two couriers who share six visits of today; nothing is planned yet."""
    assert laid[1]
    return laid[1]


@pytest.fixture
def planned(there: Town) -> Town:
    """The same with its runs, which nobody has published."""
    return there


@pytest.fixture
def staff(client: TestClient, there: Town) -> TestClient:
    """Gulnara, a coordinator, at her desk."""
    assert there
    sign_in(client, "gulnara")
    return client


def day_with_visits(desk: Database) -> Town:
    """Fill an empty database with the day."""
    with desk.change.begin() as db:
        people.network(db)
        depot_id = town.depot(db)
        couriers = [town.courier(db, depot_id) for _ in range(2)]
        for courier, name in zip(couriers, ("Марат", "Салтанат"), strict=True):
            courier.name = name
        readers = [
            town.home(db, n, preferred_courier_id=couriers[n % 2].id) for n in range(len(NAMES))
        ]
        for reader_id, name in zip(readers, NAMES, strict=True):
            db.get_one(Reader, reader_id).family_name = name
        visits = [
            add_visit(
                db, reader_id=reader_id, on=TODAY, cause=Cause.BY_HAND, by_id=None,
                now=town.MORNING,
            ).id
            for reader_id in readers
        ]  # fmt: skip
        stranger_id = town.home(db, 7)
        db.get_one(Reader, stranger_id).family_name = "Жаңабаева"
        numbers = tuple(one.id for one in couriers)
    open_account(desk, "gulnara", Role.COORDINATOR)
    return Town(numbers, tuple(visits), tuple(readers), stranger_id)


def planned_day(desk: Database) -> Town:
    """Fill an empty database with the day and its runs."""
    there = day_with_visits(desk)
    with desk.change.begin() as db:
        plan_runs(db, on=TODAY, now=town.MORNING, effort=QUICK)
    return there
