"""A small town behind the pages: readers at home, couriers, depots, cartridges; on a Monday."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy.orm import Session

from access.database.opening import Database
from access.people.cards import card_written
from access.people.records import Reader, Role
from access.people.secrets import hashed
from delivery.crew.absences import away
from delivery.crew.records import Absence, DayOff, Vehicle
from delivery.homes.wishes import address_of
from delivery.planning.planning import plan_runs
from delivery.runs.outcomes import fail_visit
from delivery.runs.publishing import publish
from delivery.runs.records import Run
from delivery.scheduling.changing import add_visit
from delivery.scheduling.needs import STANDARD_RULES
from delivery.visits.filling import fill
from delivery.visits.records import CartridgeState, Cause, Outcome, Visit
from tests.access import desk as people
from tests.api.web.conftest import PASSWORD, QUICK, open_account, sign_in
from tests.delivery import town
from tests.templates import Templates, nothing

CARD = "K-000777"
NOON = town.at(12)


@dataclass(frozen=True, slots=True)
class Town:
    """The numbers of what is there."""

    reader_id: int
    """Айгүл, who can sign in by CARD; her next visit is on Tuesday, in a published run."""
    visit_id: int
    later_id: int
    """Her visit on Friday."""
    past_id: int
    other_id: int
    """A reader at home who is not Айгүл."""
    other_visit_id: int
    lost_id: int
    """A reader whose house is on no map."""
    address_id: int
    """That house."""
    nobody_id: int
    """A reader without home delivery."""
    courier_id: int
    day_off_id: int
    depot_id: int
    point_id: int
    vehicle_id: int
    cartridge_id: int
    """One that Айгүл has."""


@pytest.fixture
def laid(
    request: pytest.FixtureRequest, kind: str, templates: Templates, tmp_path: Path
) -> Iterator[tuple[str, Town | None]]:
    """A database of each kind, with the town in it for who asks what is `here`."""
    fill = town_laid if "here" in request.fixturenames else nothing
    with templates.copy(kind, fill, tmp_path) as copied:
        yield copied


@pytest.fixture
def desk_url(laid: tuple[str, Town | None]) -> str:
    """Where it lies."""
    return laid[0]


@pytest.fixture
def moment() -> datetime:
    """On Monday at noon."""
    return NOON


@pytest.fixture
def here(laid: tuple[str, Town | None]) -> Town:
    """What is in the town."""
    assert laid[1]
    return laid[1]


@pytest.fixture
def staff_id(desk: Database) -> int:
    """Gulnara, a coordinator."""
    return open_account(desk, "gulnara", Role.COORDINATOR)


@pytest.fixture
def staff(app: FastAPI, staff_id: int) -> TestClient:
    """Gulnara at her desk."""
    assert staff_id
    return signed_in(app, "gulnara")


@pytest.fixture
def reader(app: FastAPI, here: Town) -> TestClient:
    """Айгүл on her pages."""
    assert here
    return signed_in(app, CARD)


def signed_in(app: FastAPI, name: str) -> TestClient:
    client = TestClient(app, headers={"Accept-Language": "en"}, follow_redirects=True)
    sign_in(client, name)
    return client


def visit_on(db: Session, reader_id: int, on: date) -> Visit:
    return add_visit(
        db, reader_id=reader_id, on=on, cause=Cause.BY_HAND, by_id=None, now=town.MORNING
    )


def town_laid(opened: Database) -> Town:
    """Fill an empty database with the town."""
    with opened.change.begin() as db:
        return fill_town(db)


def fill_town(db: Session) -> Town:
    people.network(db)
    depot_id = town.depot(db)
    point_id = town.point_of(db, depot_id)
    courier = town.courier(db, depot_id)
    reader_id, other_id = town.home(db, every_days=7), town.home(db, 1)
    aigul = db.get_one(Reader, reader_id)
    aigul.card_number, aigul.password_hash = card_written(CARD), hashed(PASSWORD, cost=QUICK)
    aigul.screen_language = "en"
    lost_id, nobody_id = town.home(db, 5, on_map=False), people.reader(db)
    past = visit_on(db, reader_id, town.on(0))
    visit, later = (visit_on(db, reader_id, town.on(days)) for days in (1, 4))
    other = visit_on(db, other_id, town.on(2))
    town.ready_copy(db, reader_id, point_id)
    town.ready_edition(db, reader_id)
    fill(db, past, now=town.MORNING)
    close(db, past)
    plan_runs(db, on=town.on(1), now=town.MORNING, effort=town.QUICK)
    run = db.query(Run).filter(Run.run_on == town.on(1)).one()
    publish(db, run_id=run.id, now=town.MORNING)
    away(
        db, courier_id=courier.id, from_on=town.on(11), until_on=town.on(11), why=Absence.HOLIDAY,
        now=town.MORNING,
    )  # fmt: skip
    van = Vehicle(name="Газель 017")
    cartridge = town.cartridge(db)
    cartridge.state, cartridge.reader_id = CartridgeState.WITH_READER, reader_id
    cartridge.due_on = town.on(20)
    db.add(van)
    db.flush()
    house = address_of(db, reader_id=lost_id)
    assert house is not None
    return Town(
        reader_id=reader_id, visit_id=visit.id, later_id=later.id, past_id=past.id,
        other_id=other_id, other_visit_id=other.id, lost_id=lost_id, address_id=house.id,
        nobody_id=nobody_id, courier_id=courier.id, day_off_id=db.query(DayOff).one().id,
        depot_id=depot_id, point_id=point_id, vehicle_id=van.id, cartridge_id=cartridge.id,
    )  # fmt: skip


def close(db: Session, visit: Visit) -> None:
    """That visit failed: nobody answered, and the next one is there already."""
    fail_visit(db, visit, Outcome.NO_ANSWER, now=town.MORNING, rules=STANDARD_RULES)
