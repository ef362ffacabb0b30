"""Days on which a courier does not work, and what becomes of what they would have carried."""

from datetime import date, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session, joinedload, selectinload

from access.network.zone import today
from delivery.crew.hiring import leaves
from delivery.crew.records import Absence, Courier, DayOff, Depot
from delivery.errors import BadWish, NotHere
from delivery.runs.nightly import courier_away

LONGEST = timedelta(days=366)


def courier_of(db: Session, courier_id: int) -> Courier:
    """A courier with shifts, days off, vehicle and depot. Raises NotHere."""
    found = db.get(
        Courier,
        courier_id,
        options=(
            selectinload(Courier.shifts),
            selectinload(Courier.days_off),
            joinedload(Courier.vehicle),
            joinedload(Courier.depot).joinedload(Depot.service_point),
        ),
        populate_existing=True,
    )
    if found is None:
        raise NotHere("courier", courier_id)
    return found


def away(
    db: Session, *, courier_id: int, from_on: date, until_on: date, why: Absence, now: datetime
) -> list[int]:
    """A courier takes days off, or is ill today: their runs of those days are no runs any more.

    Answers the visits that have to be planned again. Raises NotHere, BadWish ("from_on": past,
    "until_on": before_from_on, too_long).
    """
    if from_on < today(db, now=now):
        raise BadWish("from_on", "past")
    if until_on < from_on:
        raise BadWish("until_on", "before_from_on")
    if until_on - from_on > LONGEST:
        raise BadWish("until_on", "too_long")
    return courier_away(
        db, courier_id=courier_id, from_on=from_on, until_on=until_on, why=why, now=now
    )


def leaves_for_good(db: Session, *, courier_id: int, on: date, now: datetime) -> list[int]:
    """A courier works no more from a day on: their runs from then on are no runs any more.

    Answers the visits that have to be planned again. Raises NotHere, BadWish.
    """
    touched = away(
        db, courier_id=courier_id, from_on=on, until_on=on + LONGEST, why=Absence.OTHER, now=now
    )
    db.execute(
        delete(DayOff).where(DayOff.courier_id == courier_id, DayOff.from_on >= on)
    )  # who works no more has no days off
    leaves(db, courier_id=courier_id, on=on)
    return touched


def works_after_all(db: Session, *, courier_id: int, day_off_id: int) -> None:
    """Days off that are not taken; gone already, nothing changes."""
    found = db.get(DayOff, day_off_id, with_for_update=True)
    if found is not None and found.courier_id == courier_id:
        db.delete(found)
        db.flush()
