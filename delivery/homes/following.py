"""When a reader moves house, the visits that are still to come go to the new door."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from delivery.holding import hold_visit, live_stop
from delivery.homes.records import Address
from delivery.runs.records import Run, RunState
from delivery.states import move_visit
from delivery.visits.closing import off_its_run
from delivery.visits.records import Visit, VisitState


def open_visits(db: Session, reader_id: int) -> list[Visit]:
    """The reader's visits that have not taken place, held with their days: before the reader is."""
    numbers = db.scalars(
        select(Visit.id)
        .where(Visit.reader_id == reader_id, Visit.closed_at.is_(None))
        .order_by(Visit.visit_on, Visit.id)
    ).all()
    return [hold_visit(db, number) for number in numbers]


def follow(db: Session, visits: Sequence[Visit], address: Address, *, now: datetime) -> None:
    """These visits, which are held, go to this door.

    Their way was planned to another one: they leave runs that have not begun and are planned anew;
    whoever is out already sees the new door.
    """
    for visit in visits:
        visit.address_id = address.id
        stop = live_stop(db, visit.id)
        if stop is not None and db.get_one(Run, stop.run_id).state is not RunState.STARTED:
            off_its_run(db, visit)
            move_visit(visit, VisitState.FIXED, now=now)
    db.flush()
