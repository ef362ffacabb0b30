"""One reader's visits as pages show them: a single one, those that were, and what was promised."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import today
from delivery.errors import ImpossibleMove, NotHere
from delivery.lists import days_for
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.visits.records import Visit, VisitState

MOST_LISTED = 100
DAYS_OFFERED = 21


def visit_of(db: Session, *, reader_id: int, visit_id: int) -> Visit:
    """A visit to this reader. Raises NotHere, also for a visit to somebody else."""
    found = db.get(Visit, visit_id)
    if found is None or found.reader_id != reader_id:
        raise NotHere("visit", visit_id)
    return found


def open_visit_of(db: Session, *, reader_id: int, visit_id: int) -> Visit:
    """A visit to this reader that has not taken place. Raises NotHere, ImpossibleMove."""
    found = visit_of(db, reader_id=reader_id, visit_id=visit_id)
    if found.closed_at is not None:
        raise ImpossibleMove("visit", visit_id, found.state, VisitState.FIXED)
    return found


def past_visits(
    db: Session, *, reader_id: int, before_id: int | None = None, limit: int = 20
) -> Sequence[Visit]:
    """What became of a reader's visits, the latest first; go on with the last id."""
    chosen = select(Visit).where(Visit.reader_id == reader_id, Visit.closed_at.is_not(None))
    if before_id is not None:
        chosen = chosen.where(Visit.id < before_id)
    return db.scalars(chosen.order_by(Visit.id.desc()).limit(max(1, min(limit, MOST_LISTED)))).all()


def promises(db: Session, visits: Sequence[Visit]) -> dict[int, tuple[datetime, datetime]]:
    """Between which instants somebody comes, by visit, for those that are told already."""
    rows = db.execute(
        select(Stop.visit_id, Stop.promised_from_at, Stop.promised_until_at)
        .join(Run)
        .where(
            Stop.visit_id.in_([visit.id for visit in visits]),
            Stop.state != StopState.TAKEN_OFF,
            Run.state.in_((RunState.PUBLISHED, RunState.STARTED)),
            Stop.promised_from_at.is_not(None),
        )
    )
    return {
        number: (from_at, until_at)
        for number, from_at, until_at in rows
        if from_at is not None and until_at is not None
    }


def days_offered(db: Session, *, visit: Visit, now: datetime) -> list[date]:
    """Days of the next three weeks to which a visit can be moved, from tomorrow on; none on which
    the reader is visited anyhow."""
    taken = set(
        db.scalars(
            select(Visit.visit_on).where(
                Visit.reader_id == visit.reader_id,
                Visit.id != visit.id,
                Visit.state.in_((VisitState.FIXED, VisitState.ROUTED)),
            )
        )
    )
    first = today(db, now=now) + timedelta(days=1)
    found = days_for(db, visit=visit, from_on=first, days=DAYS_OFFERED)
    return [on for on in found if on not in taken]
