"""Taking hold of what a change is about, always in the same order, so that nobody waits in a ring.

The order is: day, reader, visit, run, stops, delivery; what belongs to `access` comes last, in its
own order.
"""

from datetime import date, datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.database.base import Base
from access.database.once import insert_once
from delivery.errors import NotHere
from delivery.runs.records import DeliveryDay, Run, Stop
from delivery.visits.records import Visit

Kind = TypeVar("Kind", bound=Base)


def hold(db: Session, kind: type[Kind], number: int, *, name: str) -> Kind:
    """The record of that number, held and as it is now. Raises NotHere."""
    found = db.get(kind, number, with_for_update=True, populate_existing=True)
    if found is None:
        raise NotHere(name, number)
    return found


def hold_day(db: Session, on: date) -> DeliveryDay:
    """The day, held: nobody else changes its visits and runs until this transaction ends."""
    insert_once(db, DeliveryDay, {"day_on": on, "version": 0})
    return db.scalars(
        select(DeliveryDay)
        .where(DeliveryDay.day_on == on)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def change_day(db: Session, on: date) -> DeliveryDay:
    """The day, held, and marked as changed: a plan that was begun before is refused."""
    day = hold_day(db, on)
    day.version += 1
    return day


def hold_visit(db: Session, visit_id: int) -> Visit:
    """A visit, held, its day before it. Raises NotHere."""
    seen = db.get(Visit, visit_id, populate_existing=True)
    if seen is None:
        raise NotHere("visit", visit_id)
    change_day(db, seen.visit_on)
    return hold(db, Visit, visit_id, name="visit")


def hold_visit_of(db: Session, *, reader_id: int, visit_id: int) -> Visit:
    """A reader's own visit, held, its day before it. Raises NotHere, also for one of somebody
    else."""
    visit = hold_visit(db, visit_id)
    if visit.reader_id != reader_id:
        raise NotHere("visit", visit_id)
    return visit


def hold_run(db: Session, run_id: int) -> Run:
    """A run, held, its day before it. Raises NotHere."""
    seen = db.get(Run, run_id)
    if seen is None:
        raise NotHere("run", run_id)
    change_day(db, seen.run_on)
    return hold(db, Run, run_id, name="run")


def live_stop(db: Session, visit_id: int) -> Stop | None:
    """The stop with which a visit stands in a run now, held."""
    return db.scalars(
        select(Stop)
        .where(Stop.visit_id == visit_id, Stop.state.in_(("planned", "on_way", "at_door")))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def at_midnight_s(at: datetime, midnight: datetime) -> int:
    """How many seconds after midnight an instant is."""
    return int((at - midnight).total_seconds())
