"""A visit failed, or a courier cannot come: what becomes of every visit, decided with one key."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import today
from delivery.crew.hiring import in_repair
from delivery.crew.records import Absence, Courier
from delivery.errors import ImpossibleMove, NotHere
from delivery.holding import hold, hold_visit
from delivery.runs.nightly import courier_away
from delivery.scheduling.changing import add_visit, next_day_with_room, not_at_home
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.states import OPEN_VISITS
from delivery.visits.records import Cause, Outcome, Visit, VisitState

DOOR = "web"


def visit_again(
    db: Session,
    *,
    visit_id: int,
    to_on: date | None,
    by_id: int,
    now: datetime,
    rules: Rules = STANDARD_RULES,
) -> Visit:
    """After a visit that failed somebody comes on this day, today too; without a day on the next
    one that has room. The visit that was to make up for it is moved; where none was, one is made.

    Raises NotHere, ImpossibleMove, and what the day or the reader refuses.
    """
    failed = hold_visit(db, visit_id)
    if failed.state is not VisitState.FAILED:
        raise ImpossibleMove("visit", failed.id, failed.state, VisitState.FAILED)
    next_visit = _next_of(db, failed)
    if next_visit is not None:
        return not_at_home(
            db, reader_id=failed.reader_id, visit_id=next_visit.id, to_on=to_on, by_id=by_id,
            now=now, door=DOOR, rules=rules,
        )  # fmt: skip
    on = to_on or next_day_with_room(db, visit=failed, after_on=today(db, now=now), rules=rules)
    made = add_visit(
        db, reader_id=failed.reader_id, on=on, cause=Cause.FAILED, by_id=by_id, now=now,
        door=DOOR, rules=rules,
    )  # fmt: skip
    failed.next_id, failed.no_next = made.id, None
    db.flush()
    return made


def _next_of(db: Session, failed: Visit) -> Visit | None:
    """The visit that makes up for it, if it has not taken place."""
    found = db.get(Visit, failed.next_id) if failed.next_id is not None else None
    return found if found is not None and found.state in OPEN_VISITS else None


def cannot_come(
    db: Session,
    *,
    courier_id: int,
    on: date,
    vehicle_is_lost: bool,
    now: datetime,
    rules: Rules = STANDARD_RULES,
) -> dict[str, Any]:
    """A courier does not work on a day, or not any more: ill in the morning, or the car is lost.

    A lost vehicle is in repair until somebody says otherwise. Answers in numbers which visits wait
    for another courier, and which failed because their bags are on the road, each with its next
    day. Raises NotHere.
    """
    courier = db.get(Courier, courier_id)
    if courier is None:
        raise NotHere("courier", courier_id)
    touched = courier_away(
        db, courier_id=courier_id, from_on=on, until_on=on,
        why=Absence.OTHER if vehicle_is_lost else Absence.AWAY, now=now,
        outcome=Outcome.VEHICLE if vehicle_is_lost else Outcome.OTHER, rules=rules,
    )  # fmt: skip
    hold(db, Courier, courier_id, name="courier")
    if vehicle_is_lost and courier.vehicle_id is not None:
        in_repair(db, vehicle_id=courier.vehicle_id, from_on=on, until_on=None)
    return {
        "code": "cannot_come",
        "courier_id": courier_id,
        "why": "vehicle" if vehicle_is_lost else "ill",
        **became_of(db, touched),
    }


def became_of(db: Session, visit_ids: Sequence[int]) -> dict[str, Any]:
    """Which of these visits wait for a courier, and which failed, with the day that follows."""
    rows = db.scalars(select(Visit).where(Visit.id.in_(visit_ids)).order_by(Visit.id)).all()
    next_ids = [one.next_id for one in rows if one.next_id is not None]
    days = {
        row[0]: row[1]
        for row in db.execute(select(Visit.id, Visit.visit_on).where(Visit.id.in_(next_ids)))
    }
    return {
        "waits": [one.id for one in rows if one.state in OPEN_VISITS],
        "failed": [
            {"visit_id": one.id, "next_on": days[one.next_id].isoformat() if one.next_id else None}
            for one in rows
            if one.state is VisitState.FAILED
        ],
    }
