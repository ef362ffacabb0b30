"""A reader says that somebody will open the door: the visit stands as it was told."""

from datetime import datetime

from sqlalchemy.orm import Session

from access.network.zone import today
from access.people.looking import looked
from delivery.errors import ImpossibleMove, NoDeliveryThatDay
from delivery.holding import hold_visit_of
from delivery.homes.wishes import require_profile
from delivery.scheduling.scheduling import require_room
from delivery.states import OPEN_VISITS, move_visit
from delivery.visits.records import Visit, VisitState

CONFIRMED = "confirmed"


def confirm(
    db: Session,
    *,
    reader_id: int,
    visit_id: int,
    door: str,
    now: datetime,
    by_id: int | None = None,
) -> Visit:
    """The reader will be at home for this visit: it is kept when they said so, and by which door
    ("web", "phone", "rest"; at most 16 signs).

    A visit that the schedule only proposed is fixed by it, so that no night moves it any more;
    one that stands in a run stays there. Said again, also by another door, the first word holds
    and nothing changes. Moving the visit to another day takes the word back; it can then be
    confirmed anew. `by_id` is the account that acts for the reader; None: the readers themselves.

    Raises NotHere (also for a visit of somebody else), ImpossibleMove (the visit took place, failed
    or was cancelled), NoDeliveryThatDay (its day is over), and for a proposed visit DayFull (others
    asked for that day meanwhile) and NotVisitedAtHome (the service has ended).
    """
    visit = hold_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    if visit.state not in OPEN_VISITS:
        raise ImpossibleMove("visit", visit.id, visit.state, CONFIRMED)
    if visit.visit_on < today(db, now=now):
        raise NoDeliveryThatDay(visit.visit_on, "over")
    if visit.confirmed_at is not None:
        return visit
    if visit.state is VisitState.PROPOSED:
        profile = require_profile(db, reader_id=reader_id)
        require_room(db, on=visit.visit_on, profile=profile, visit=visit)
        move_visit(visit, VisitState.FIXED, now=now)
    visit.confirmed_at, visit.confirmed_door = now, door[:16]
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="visit_confirmed", door=door, now=now)
    return visit
