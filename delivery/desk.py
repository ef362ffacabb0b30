"""What the coordinator's desk shows of a day: runs with their stops, readers and bags, in one read.

Whoever shows it leaves a trace for each reader.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from access.network.calendar import working_days
from access.network.holidays import holidays
from delivery.crew.duty import Duty, duties
from delivery.crew.records import Courier, Depot
from delivery.errors import NotHere
from delivery.lists import MOST_LISTED, CalendarDay, calendar
from delivery.runs.records import DeliveryDay, Event, Run, RunState, Stop, StopState
from delivery.states import OPEN_STOPS
from delivery.visits.records import DeliveryState, Visit, VisitState

ON_SHELF = (DeliveryState.OPEN, DeliveryState.PACKED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarLine:
    """A day of the calendar: how full, and why it is closed where it is."""

    day: CalendarDay
    works: bool
    """Whether any branch is open."""
    names: tuple[dict[str, str], ...] = ()
    """Why the whole network is closed, by language."""


def runs_for_desk(db: Session, *, on: date) -> Sequence[Run]:
    """The runs of a day, the first to begin first, with courier, depot, stops, readers and bags."""
    return db.scalars(
        select(Run)
        .where(Run.run_on == on, Run.state != RunState.CANCELLED)
        .options(
            joinedload(Run.courier),
            joinedload(Run.depot).joinedload(Depot.service_point),
            selectinload(Run.stops.and_(Stop.state != StopState.TAKEN_OFF))
            .joinedload(Stop.visit)
            .options(
                joinedload(Visit.reader), joinedload(Visit.address), joinedload(Visit.delivery)
            ),
        )
        .order_by(Run.starts_at, Run.id)
        .limit(MOST_LISTED)
        .execution_options(populate_existing=True)
    ).all()


def visits_for_desk(db: Session, visit_ids: Collection[int]) -> dict[int, Visit]:
    """Visits by number, each with its reader and door."""
    rows = db.scalars(
        select(Visit)
        .where(Visit.id.in_(list(visit_ids)))
        .options(joinedload(Visit.reader), joinedload(Visit.address))
        .execution_options(populate_existing=True)
    )
    return {visit.id: visit for visit in rows}


def couriers_by_id(db: Session, courier_ids: Collection[int]) -> dict[int, Courier]:
    """Couriers by number, with the vehicle that they usually have."""
    rows = db.scalars(
        select(Courier)
        .where(Courier.id.in_(list(courier_ids)))
        .options(joinedload(Courier.vehicle))
    )
    return {courier.id: courier for courier in rows}


def on_duty(db: Session, *, on: date) -> list[tuple[Courier, Duty]]:
    """Who works on a day, by name, with when and how much."""
    working = {duty.courier_id: duty for duty in duties(db, days=[on])[on]}
    found = couriers_by_id(db, working)
    return sorted(
        ((found[number], duty) for number, duty in working.items()),
        key=lambda one: (one[0].name, one[0].id),
    )


def stop_on(db: Session, *, stop_id: int, on: date) -> Stop:
    """A stop of a run of that day, with its run. Raises NotHere, also for one of another day."""
    stop = db.scalars(
        select(Stop).join(Run).where(Stop.id == stop_id, Run.run_on == on)
        .options(joinedload(Stop.run))
    ).one_or_none()  # fmt: skip
    if stop is None:
        raise NotHere("stop", stop_id)
    return stop


def visit_on(db: Session, *, visit_id: int, on: date) -> Visit:
    """A visit of that day, with its reader and door. Raises NotHere."""
    visit = visits_for_desk(db, [visit_id]).get(visit_id)
    if visit is None or visit.visit_on != on:
        raise NotHere("visit", visit_id)
    return visit


def bags_not_loaded(runs: Sequence[Run]) -> list[tuple[Run, Stop]]:
    """Stops whose bag nobody scanned into a car yet, run by run."""
    return [
        (run, stop)
        for run in runs
        for stop in run.stops
        if stop.state in OPEN_STOPS
        and stop.visit.delivery is not None
        and stop.visit.delivery.state in ON_SHELF
    ]


def failed_on(db: Session, *, on: date) -> Sequence[Visit]:
    """Visits of a day that failed, with their readers."""
    return db.scalars(
        select(Visit)
        .where(Visit.visit_on == on, Visit.state == VisitState.FAILED)
        .options(joinedload(Visit.reader), joinedload(Visit.address))
        .order_by(Visit.id)
        .limit(MOST_LISTED)
    ).all()


def next_days(db: Session, visits: Collection[Visit]) -> dict[int, Visit]:
    """The visit that makes up for each failed one, by the number of the failed one."""
    rows = db.scalars(
        select(Visit).where(Visit.id.in_([one.next_id for one in visits if one.next_id]))
    )
    by_id = {one.id: one for one in rows}
    return {one.id: by_id[one.next_id] for one in visits if one.next_id in by_id}


def words_about(db: Session, visit_ids: Collection[int]) -> dict[int, list[str]]:
    """What couriers wrote at the doors of these visits, in the order in which it came."""
    rows = db.execute(
        select(Stop.visit_id, Event.words)
        .join(Event, Event.stop_id == Stop.id)
        .where(Stop.visit_id.in_(list(visit_ids)), Event.words.is_not(None))
        .order_by(Event.id)
    )
    found: dict[int, list[str]] = {}
    for visit_id, words in rows:
        if words:
            found.setdefault(visit_id, []).append(words)
    return found


def version_of(db: Session, *, on: date) -> int:
    """How often a day was changed; 0 before anybody did."""
    return db.scalar(select(DeliveryDay.version).where(DeliveryDay.day_on == on)) or 0


def calendar_lines(db: Session, *, from_on: date, days: int) -> list[CalendarLine]:
    """The days of the calendar, each with why it is closed if it is."""
    found = calendar(db, from_on=from_on, days=days)
    opened = set(working_days(db, from_on=from_on, days=len(found)))
    names: dict[date, list[dict[str, str]]] = {}
    for one in holidays(db, from_on=from_on):
        if one.service_point_id is None and one.holiday_on < from_on + timedelta(days=len(found)):
            names.setdefault(one.holiday_on, []).append(dict(one.names))
    return [
        CalendarLine(day=day, works=day.on in opened, names=tuple(names.get(day.on, ())))
        for day in found
    ]
