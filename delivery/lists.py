"""What coordinators and readers look at: today at a glance, the calendar, a reader's visits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from delivery.homes.records import HomeProfile
from delivery.homes.wishes import allows
from delivery.runs.records import Run, RunState, Stop, StopState
from delivery.scheduling.needs import STANDARD_RULES, Rules, kind_of
from delivery.scheduling.scheduling import capacities
from delivery.states import OPEN_STOPS, OPEN_VISITS
from delivery.visits.records import Delivery, Handover, Visit, VisitState

LATE_AFTER = timedelta(minutes=15)
MOST_LISTED = 500
MOST_DAYS = 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A day by numbers of stops and visits, the urgent first; pages load what they show."""

    late: tuple[int, ...]
    """Stops that should have begun a quarter of an hour ago, or whose promise is over."""
    failed: tuple[int, ...]
    unassigned: tuple[int, ...]
    """Visits of the day that are in no run."""
    waiting: tuple[int, ...]
    """Stops that are still to come."""
    done: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """How full a day is; without seats nobody works."""

    on: date
    visits: int
    seats: int


def glance(db: Session, *, on: date, now: datetime) -> Glance:
    """A day as it stands at this moment."""
    stops = db.scalars(
        select(Stop)
        .join(Run)
        .where(Run.run_on == on, Run.state != RunState.CANCELLED)
        .order_by(Stop.begins_at, Stop.id)
        .limit(MOST_LISTED)
    ).all()
    still_open = [stop for stop in stops if stop.state in OPEN_STOPS]
    late = [stop.id for stop in still_open if _is_late(stop, now)]
    return Glance(
        late=tuple(late),
        failed=tuple(stop.id for stop in stops if stop.state is StopState.FAILED),
        unassigned=tuple(visit.id for visit in unassigned(db, on=on)),
        waiting=tuple(stop.id for stop in still_open if stop.id not in late),
        done=sum(stop.state is StopState.DONE for stop in stops),
    )


def unassigned(db: Session, *, on: date) -> Sequence[Visit]:
    """Visits of a day that are in no run, urgent ones first; `left_over` says why."""
    return db.scalars(
        select(Visit)
        .where(Visit.visit_on == on, Visit.state.in_((VisitState.PROPOSED, VisitState.FIXED)))
        .options(joinedload(Visit.address))
        .order_by(Visit.is_urgent.desc(), Visit.id)
        .limit(MOST_LISTED)
    ).all()


def to_decide(db: Session, *, since_on: date) -> Sequence[Visit]:
    """Failed visits that are followed by none: a coordinator speaks with the reader, oldest first.

    Whoever shows them leaves a trace for each reader.
    """
    later = select(Visit.reader_id).where(Visit.state.in_(OPEN_VISITS)).correlate(None)
    return db.scalars(
        select(Visit)
        .where(
            Visit.state == VisitState.FAILED,
            Visit.no_next.is_not(None),
            Visit.visit_on >= since_on,
            Visit.reader_id.not_in(later),
        )
        .options(joinedload(Visit.reader))
        .order_by(Visit.visit_on, Visit.id)
        .limit(MOST_LISTED)
    ).all()


def calendar(
    db: Session, *, from_on: date, days: int, rules: Rules = STANDARD_RULES
) -> list[CalendarDay]:
    """How many visits each day has, of how many it can hold."""
    days = max(1, min(days, MOST_DAYS))
    capacity = capacities(db, from_on=from_on, rules=rules, share_percent=100, days=days)
    rows = db.execute(
        select(Visit.visit_on, func.count(Visit.id))
        .where(
            Visit.visit_on.between(from_on, from_on + timedelta(days=days - 1)),
            Visit.state != VisitState.CANCELLED,
        )
        .group_by(Visit.visit_on)
    )
    counts: dict[date, int] = {row[0]: row[1] for row in rows}
    return [
        CalendarDay(on=on, visits=counts.get(on, 0), seats=day.seats)
        for on, day in sorted(capacity.items())
    ]


def days_for(
    db: Session, *, visit: Visit, from_on: date, days: int, rules: Rules = STANDARD_RULES
) -> list[date]:
    """Days to which a visit could be moved, for a reader to choose from."""
    profile = db.scalars(
        select(HomeProfile).where(HomeProfile.reader_id == visit.reader_id)
    ).one_or_none()
    if profile is None:
        return []
    db.refresh(visit, ["address"])
    kind = kind_of(profile, visit.address)
    capacity = capacities(
        db, from_on=from_on, rules=rules, share_percent=100, days=max(1, min(days, MOST_DAYS))
    )
    return [
        on
        for on, day in sorted(capacity.items())
        if on != visit.visit_on and allows(profile, on) and day.take(("fixed", visit.id), kind)
    ]


def visits_of(
    db: Session, *, reader_id: int, before_id: int | None = None, limit: int = 50
) -> Sequence[Visit]:
    """A reader's visits, the latest first, each with its bag; go on with the last id."""
    chosen = select(Visit).where(Visit.reader_id == reader_id)
    if before_id is not None:
        chosen = chosen.where(Visit.id < before_id)
    return db.scalars(
        chosen.options(
            joinedload(Visit.delivery).selectinload(Delivery.handovers).joinedload(Handover.copy)
        )
        .order_by(Visit.id.desc())
        .limit(max(1, min(limit, MOST_LISTED)))
        .execution_options(populate_existing=True)
    ).all()


def coming(db: Session, *, reader_id: int) -> Sequence[Visit]:
    """The visits that a reader can expect, the next first."""
    return db.scalars(
        select(Visit)
        .where(Visit.reader_id == reader_id, Visit.state.in_(OPEN_VISITS))
        .order_by(Visit.visit_on, Visit.id)
        .limit(MOST_LISTED)
    ).all()


def runs_on(db: Session, *, on: date) -> Sequence[Run]:
    """The runs of a day with courier and stops, the first to begin first."""
    return db.scalars(
        select(Run)
        .where(Run.run_on == on, Run.state != RunState.CANCELLED)
        .options(
            joinedload(Run.courier),
            selectinload(Run.stops.and_(Stop.state != StopState.TAKEN_OFF))
            .joinedload(Stop.visit)
            .joinedload(Visit.address),
        )
        .order_by(Run.starts_at, Run.id)
        .limit(MOST_LISTED)
        .execution_options(populate_existing=True)
    ).all()


def _is_late(stop: Stop, now: datetime) -> bool:
    expected = stop.expected_at or stop.begins_at
    over = stop.promised_until_at is not None and stop.promised_until_at < now
    return over or expected + LATE_AFTER < now
