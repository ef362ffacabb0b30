"""What a reader can expect at the door: which day, between which hours, and how soon a thing that
they ask for comes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.network.zone import network_zone, today
from delivery.homes.wishes import profile_of
from delivery.lists import coming
from delivery.planning.day import spans_s
from delivery.runs.records import Stop, StopState
from delivery.scheduling.needs import STANDARD_RULES, Rules
from delivery.states import OPEN_STOPS
from delivery.visits.records import Visit

MINUTE_S = 60
WHOLE_DAY = (0, 24 * 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A visit as its reader is told of it; the window in minutes of the day, None: nobody knows."""

    visit_id: int
    on: date
    window: tuple[int, int] | None
    is_promised: bool
    """A run was published: the window is a promise, not only the reader's own wish."""
    is_on_way: bool
    is_confirmed: bool


class Brought(StrEnum):
    """When a thing comes that a reader asks for."""

    WITH_VISIT = "with_visit"
    """With a visit that is there already."""
    BY_DAY = "by_day"
    """A visit will be made for it, usually by this day."""
    WHEN_READY = "when_ready"
    """It has to be made or to come back first; then they are told the day."""
    NOT_VISITED = "not_visited"
    """Nobody goes to this reader yet: a coordinator speaks with them first."""


def expected(db: Session, *, reader_id: int, now: datetime) -> list[Expected]:
    """The visits from today on, the next first."""
    this_day = today(db, now=now)
    visits = [visit for visit in coming(db, reader_id=reader_id) if visit.visit_on >= this_day]
    return _told(db, visits, reader_id=reader_id)


def expected_visit(db: Session, *, visit_id: int, reader_id: int, now: datetime) -> Expected | None:
    """One of them; None where it is over, called off, or that of somebody else."""
    found = expected(db, reader_id=reader_id, now=now)
    return next((one for one in found if one.visit_id == visit_id), None)


def brought(
    db: Session, *, reader_id: int, is_there: bool, now: datetime, rules: Rules = STANDARD_RULES
) -> tuple[Brought, date | None]:
    """When something comes that the reader asks for now; `is_there`: it need not be made first."""
    if profile_of(db, reader_id=reader_id) is None:
        return Brought.NOT_VISITED, None
    if not is_there:
        return Brought.WHEN_READY, None
    this_day = today(db, now=now)
    visits = [
        visit.visit_on
        for visit in coming(db, reader_id=reader_id)
        if visit.visit_on > this_day or _can_still_take(db, visit, this_day)
    ]
    if visits and visits[0] <= this_day + timedelta(days=rules.wait_days):
        return Brought.WITH_VISIT, visits[0]
    return Brought.BY_DAY, this_day + timedelta(days=rules.wait_days)


def _can_still_take(db: Session, visit: Visit, this_day: date) -> bool:
    """A visit of today takes nothing more once it stands in a run: its bag is being packed."""
    return visit.visit_on == this_day and not _stops(db, [visit.id])


def _told(db: Session, visits: Sequence[Visit], *, reader_id: int) -> list[Expected]:
    stops = _stops(db, [visit.id for visit in visits])
    profile, zone = profile_of(db, reader_id=reader_id), network_zone(db)
    found = []
    for visit in visits:
        stop = stops.get(visit.id)
        promised = _promised(stop, zone)
        found.append(
            Expected(
                visit_id=visit.id,
                on=visit.visit_on,
                window=promised or _wished(spans_s(visit, profile)),
                is_promised=promised is not None,
                is_on_way=stop is not None and stop.state is not StopState.PLANNED,
                is_confirmed=visit.confirmed_at is not None,
            )
        )
    return found


def _stops(db: Session, visit_ids: Sequence[int]) -> dict[int, Stop]:
    """The stops with which visits stand in runs now."""
    rows = db.scalars(select(Stop).where(Stop.visit_id.in_(visit_ids), Stop.state.in_(OPEN_STOPS)))
    return {stop.visit_id: stop for stop in rows}


def _promised(stop: Stop | None, zone: ZoneInfo) -> tuple[int, int] | None:
    if stop is None or stop.promised_from_at is None or stop.promised_until_at is None:
        return None
    return _minute(stop.promised_from_at, zone), _minute(stop.promised_until_at, zone)


def _wished(spans: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The one window that a reader wished; of several nobody knows yet which it will be."""
    if len(spans) != 1:
        return None
    window = spans[0][0] // MINUTE_S, spans[0][1] // MINUTE_S
    return None if window == WHOLE_DAY else window


def _minute(at: datetime, zone: ZoneInfo) -> int:
    local = at.astimezone(zone)
    return local.hour * 60 + local.minute
