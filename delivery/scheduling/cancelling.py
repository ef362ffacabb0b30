"""A reader, or somebody for them, says that a visit shall not be."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.people.looking import looked
from delivery.holding import hold_visit_of
from delivery.visits.closing import cancel_visit
from delivery.visits.records import Cancelled, Visit, VisitState


def cancel(
    db: Session,
    *,
    reader_id: int,
    visit_id: int,
    why: Cancelled,
    by_id: int | None,
    now: datetime,
    door: str = "web",
) -> Visit:
    """Nobody comes on that day, and the schedule makes no other visit in its place: by frequency
    the next one is a whole interval later, what waits is brought after that day.

    Done twice it changes nothing. Raises NotHere (also for a visit of somebody else),
    ImpossibleMove.
    """
    visit = hold_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    if visit.state is VisitState.CANCELLED:
        return visit
    cancel_visit(db, visit_id=visit_id, why=why, now=now)
    looked(db, reader_id=reader_id, account_id=by_id, what="visit_cancelled", door=door, now=now)
    return visit
