"""What people change: an urgent visit, another day, "not at home", a stay in hospital."""

from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import today
from access.people.looking import looked
from access.requests.holding import hold_reader, require_open
from delivery.crew.duty import duties
from delivery.errors import (
    BadWish,
    ImpossibleMove,
    NoDayHasRoom,
    NoDeliveryThatDay,
    NotVisitedAtHome,
    VisitedThatDay,
)
from delivery.holding import change_day, hold_visit_of
from delivery.homes.records import HomeProfile
from delivery.homes.wishes import allows, require_address, require_profile, standing
from delivery.scheduling.capacity import DayCapacity, Kind
from delivery.scheduling.needs import STANDARD_RULES, Rules, kind_of
from delivery.scheduling.scheduling import capacities, require_room
from delivery.states import move_visit
from delivery.telling_changes import tell_changed
from delivery.visits.closing import cancel_visit, off_its_run
from delivery.visits.records import Cancelled, Cause, Visit, VisitState


def add_visit(  # noqa: PLR0913 - each is a fact of its own
    db: Session,
    *,
    reader_id: int,
    on: date,
    cause: Cause,
    by_id: int | None,
    now: datetime,
    window: tuple[int, int] | None = None,
    door: str = "desk",
    rules: Rules = STANDARD_RULES,
) -> Visit:
    """Somebody is to come on this day, today too; a proposed visit of that day becomes this one.

    An urgent one may use the seats that the schedule keeps free. `window` are minutes of the day.
    Raises ReaderNotFound, ReaderClosed, NotVisitedAtHome, NoAddress, NoDeliveryThatDay,
    VisitedThatDay, DayFull, BadWish.
    """
    if window is not None and not 0 <= window[0] < window[1] <= 1440:
        raise BadWish("window", "impossible")
    require_delivery_day(db, on=on, now=now)
    change_day(db, on)
    require_open(hold_reader(db, reader_id))
    profile = _in_service(db, reader_id, on)
    address = require_address(db, reader_id=reader_id)
    visit = open_visit(db, reader_id=reader_id, on=on)
    if visit is not None and visit.state is not VisitState.PROPOSED:
        raise VisitedThatDay(reader_id, on)
    if visit is None:
        visit = Visit(
            reader_id=reader_id, address_id=address.id, visit_on=on, made_at=now, made_by_id=by_id
        )
        visit.causes = []
    require_room(db, on=on, profile=profile, visit=visit, rules=rules)
    db.add(visit)
    visit.causes = sorted({*visit.causes, cause.value})
    visit.is_urgent = cause is Cause.URGENT
    if window is not None:
        visit.opens_minute, visit.closes_minute = window
    visit.state = VisitState.FIXED
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="visit_added", door=door, now=now)
    return visit


def not_at_home(  # noqa: PLR0913 - each is a fact of its own
    db: Session,
    *,
    reader_id: int,
    visit_id: int,
    by_id: int | None,
    now: datetime,
    to_on: date | None = None,
    door: str = "web",
    rules: Rules = STANDARD_RULES,
) -> Visit:
    """The reader, or somebody for them, moves a visit: to a named day, else to the next that has
    room and suits them. Nobody comes on the old day any more.

    Raises NotHere (also for a visit of somebody else), ImpossibleMove, NotVisitedAtHome,
    NoDeliveryThatDay, VisitedThatDay, DayFull, NoDayHasRoom.
    """
    visit = hold_visit_of(db, reader_id=reader_id, visit_id=visit_id)
    if visit.closed_at is not None:
        raise ImpossibleMove("visit", visit.id, visit.state, VisitState.FIXED)
    if to_on is None:
        to_on = next_day_with_room(db, visit=visit, after_on=_later(db, visit, now), rules=rules)
    move_to(db, visit=visit, to_on=to_on, now=now, rules=rules, by_reader=by_id is None)
    looked(db, reader_id=reader_id, account_id=by_id, what="visit_moved", door=door, now=now)
    return visit


def move_to(
    db: Session,
    *,
    visit: Visit,
    to_on: date,
    now: datetime,
    rules: Rules = STANDARD_RULES,
    by_reader: bool = False,
) -> None:
    """The visit, which is held, is on another day; it leaves its run, its bag goes along. A reader
    who was told the old day hears the new one, unless it is they who chose it (`by_reader`)."""
    require_delivery_day(db, on=to_on, now=now)
    if to_on == visit.visit_on:
        raise VisitedThatDay(visit.reader_id, to_on)
    profile = _in_service(db, visit.reader_id, to_on)
    change_day(db, to_on)
    db.refresh(visit, ["address"])
    other = open_visit(db, reader_id=visit.reader_id, on=to_on)
    if other is not None and other.state is not VisitState.PROPOSED:
        raise VisitedThatDay(visit.reader_id, to_on)
    require_room(db, on=to_on, profile=profile, visit=visit, rules=rules)
    if other is not None:
        cancel_visit(db, visit_id=other.id, why=Cancelled.NOT_NEEDED, now=now)
    off_its_run(db, visit)
    move_visit(visit, VisitState.FIXED, now=now)
    was_on, visit.visit_on, visit.left_over = visit.visit_on, to_on, None
    visit.confirmed_at = visit.confirmed_door = None  # what was said was said of the old day
    visit.times_moved += 1
    db.flush()
    if not by_reader:
        tell_changed(db, visit, was_on=was_on, next_on=to_on, now=now)


def next_day_with_room(
    db: Session, *, visit: Visit, after_on: date, rules: Rules = STANDARD_RULES
) -> date:
    """The first day after one on which the reader may be visited and a courier has room.

    Raises NotVisitedAtHome, NoDayHasRoom.
    """
    profile = require_profile(db, reader_id=visit.reader_id)
    db.refresh(visit, ["address"])
    kind = kind_of(profile, visit.address)
    first = after_on + timedelta(days=1)
    taken = set(
        db.scalars(
            select(Visit.visit_on).where(
                Visit.reader_id == visit.reader_id,
                Visit.state.in_((VisitState.FIXED, VisitState.ROUTED)),
                Visit.id != visit.id,
            )
        )
    )
    days = capacities(db, from_on=first, rules=rules, share_percent=100)
    for on, capacity in sorted(days.items()):
        if allows(profile, on) and on not in taken and _has_room(capacity, visit, kind):
            return on
    last = first + timedelta(days=rules.horizon_days - 1)
    if all(standing(profile, on) for on in (first, last)):
        raise NotVisitedAtHome(visit.reader_id, first, standing(profile, first) or "ended")
    raise NoDayHasRoom(visit.reader_id, last)


def pause(
    db: Session,
    *,
    reader_id: int,
    from_on: date,
    until_on: date | None,
    by_id: int | None,
    now: datetime,
    door: str = "desk",
) -> list[int]:
    """The reader is in hospital or away: no visits from a day on, until another if it is known.

    Answers the visits that were cancelled. Raises ReaderNotFound, NotVisitedAtHome, BadWish.
    """
    if until_on is not None and until_on < from_on:
        raise BadWish("until_on", "before_from_on")
    open_visits = select(Visit.id, Visit.visit_on).where(
        Visit.reader_id == reader_id, Visit.closed_at.is_(None), Visit.visit_on >= from_on
    )
    gone = [
        visit_id
        for visit_id, on in db.execute(open_visits.order_by(Visit.visit_on)).all()
        if until_on is None or on <= until_on
    ]
    for visit_id in gone:
        cancel_visit(db, visit_id=visit_id, why=Cancelled.PAUSED, now=now)
    hold_reader(db, reader_id)
    profile = require_profile(db, reader_id=reader_id)
    profile.paused_from_on, profile.paused_until_on, profile.changed_at = from_on, until_on, now
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="visits_paused", door=door, now=now)
    return gone


def resume(
    db: Session, *, reader_id: int, by_id: int | None, now: datetime, door: str = "desk"
) -> HomeProfile:
    """The reader is at home again. Raises ReaderNotFound, NotVisitedAtHome."""
    hold_reader(db, reader_id)
    profile = require_profile(db, reader_id=reader_id)
    profile.paused_from_on = profile.paused_until_on = None
    profile.changed_at = now
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="visits_resumed", door=door, now=now)
    return profile


def require_delivery_day(db: Session, *, on: date, now: datetime) -> None:
    """Raises NoDeliveryThatDay where the day is over, the network is closed or nobody works."""
    if on < today(db, now=now):
        raise NoDeliveryThatDay(on, "over")
    if not duties(db, days=[on])[on]:
        raise NoDeliveryThatDay(on, "nobody_works")


def open_visit(db: Session, *, reader_id: int, on: date) -> Visit | None:
    """The reader's visit of a day that has not taken place yet, held."""
    return db.scalars(
        select(Visit)
        .where(Visit.reader_id == reader_id, Visit.visit_on == on, Visit.closed_at.is_(None))
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()


def _has_room(capacity: DayCapacity, visit: Visit, kind: Kind) -> bool:
    return capacity.take(("fixed", visit.id), kind)


def _later(db: Session, visit: Visit, now: datetime) -> date:
    return max(visit.visit_on, today(db, now=now))


def _in_service(db: Session, reader_id: int, on: date) -> HomeProfile:
    profile = require_profile(db, reader_id=reader_id)
    code = standing(profile, on)
    if code is not None:
        raise NotVisitedAtHome(reader_id, on, code)
    return profile
