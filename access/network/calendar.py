"""When a service point is open: weekly hours, holidays, stations that never close.

Everything is reckoned in the network's zone. A day begins and ends with its wall clock, so it may
have 23 or 25 hours where clocks change; an hour that a clock leaves out opens at the first moment
after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from access.network.errors import PointNotFound
from access.network.records import MINUTES_A_DAY, Holiday, OpeningHours, ServicePoint
from access.network.zone import network_zone

LOOKED_AHEAD_DAYS = 400
"""Where nothing opens for longer than a year, nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """Open from one moment until another (UTC); at the second it is closed."""

    opens_at: datetime
    closes_at: datetime


@dataclass(frozen=True, slots=True)
class Hours:
    """What is needed to say when one point is open, read once: then any day can be asked."""

    zone: ZoneInfo
    weekly: tuple[tuple[int, int, int], ...]
    """Weekday (Monday is 0), opening minute, closing minute of the day."""
    holidays: frozenset[date]
    is_always_open: bool
    closed_for_good_on: date | None

    def openings(self, on: date) -> tuple[Opening, ...]:
        """The openings of a day of the network, in order; those that touch are one."""
        if self.closed_for_good_on is not None and on >= self.closed_for_good_on:
            return ()
        if self.is_always_open:
            return (Opening(_moment(on, 0, self.zone), _moment(on, MINUTES_A_DAY, self.zone)),)
        if on in self.holidays:
            return ()
        joined: list[tuple[int, int]] = []
        for _, opens, closes in sorted(row for row in self.weekly if row[0] == on.weekday()):
            if joined and opens <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(joined[-1][1], closes))
            else:
                joined.append((opens, closes))
        spans = [(_moment(on, a, self.zone), _moment(on, b, self.zone)) for a, b in joined]
        return tuple(Opening(opens, closes) for opens, closes in spans if opens < closes)

    def is_open(self, at: datetime) -> bool:
        """Whether it is open at this moment."""
        on = at.astimezone(self.zone).date()
        return any(one.opens_at <= at < one.closes_at for one in self.openings(on))

    def next_opening(self, at: datetime) -> Opening | None:
        """The opening in which this moment is, or the next one; it goes on past midnight where the
        next day opens at once. None where nothing opens within 400 days."""
        found: Opening | None = None
        for one in self._from(at.astimezone(self.zone).date()):
            if one.closes_at <= at:
                continue
            if found is None:
                found = one
            elif one.opens_at == found.closes_at and one.opens_at - at < timedelta(days=8):
                found = Opening(found.opens_at, one.closes_at)
            else:
                break
        return found

    def _from(self, on: date) -> Iterator[Opening]:
        for days in range(LOOKED_AHEAD_DAYS):
            yield from self.openings(on + timedelta(days=days))


def hours_of(db: Session, *, point_id: int) -> Hours:
    """The hours of a point. Raises PointNotFound."""
    point = db.get(ServicePoint, point_id)
    if point is None:
        raise PointNotFound(point_id)
    rows = db.execute(
        select(OpeningHours.weekday, OpeningHours.opens_minute, OpeningHours.closes_minute)
        .where(OpeningHours.service_point_id == point_id)
    )  # fmt: skip
    closed = db.scalars(
        select(Holiday.holiday_on).where(
            or_(Holiday.service_point_id == point_id, Holiday.service_point_id.is_(None))
        )
    )
    return Hours(
        zone=network_zone(db),
        weekly=tuple((row[0], row[1], row[2]) for row in rows),
        holidays=frozenset(closed),
        is_always_open=point.is_always_open,
        closed_for_good_on=point.closed_for_good_on,
    )


def is_open(db: Session, *, point_id: int, at: datetime) -> bool:
    """Whether a point is open at this moment. Raises PointNotFound."""
    return hours_of(db, point_id=point_id).is_open(at)


def openings_on(db: Session, *, point_id: int, on: date) -> tuple[Opening, ...]:
    """The openings of a point on a day of the network, in order. Raises PointNotFound."""
    return hours_of(db, point_id=point_id).openings(on)


def next_opening(db: Session, *, point_id: int, at: datetime) -> Opening | None:
    """The opening in which this moment is, or the next one. Raises PointNotFound."""
    return hours_of(db, point_id=point_id).next_opening(at)


def is_working_day(db: Session, *, on: date) -> bool:
    """Whether the network works on a day: some branch opens by its hours, and it is no holiday."""
    return on in working_days(db, from_on=on, days=1)


def working_days(db: Session, *, from_on: date, days: int) -> Sequence[date]:
    """The days, of so many from a day on (at most 400), on which the network works."""
    weekdays = set(
        db.scalars(
            select(OpeningHours.weekday)
            .join(ServicePoint)
            .where(
                or_(
                    ServicePoint.closed_for_good_on.is_(None),
                    ServicePoint.closed_for_good_on > from_on,
                )
            )
            .distinct()
        )
    )
    closed = set(db.scalars(select(Holiday.holiday_on).where(Holiday.service_point_id.is_(None))))
    all_days = (from_on + timedelta(days=n) for n in range(max(0, min(days, LOOKED_AHEAD_DAYS))))
    return [day for day in all_days if day.weekday() in weekdays and day not in closed]


def _moment(on: date, minute: int, zone: ZoneInfo) -> datetime:
    """A minute of a day's wall clock as a moment; 1440 is the midnight after it."""
    day, minute = (on + timedelta(days=1), 0) if minute == MINUTES_A_DAY else (on, minute)
    local = datetime.combine(day, time(minute // 60, minute % 60), zone)
    moment = local.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return moment
    # The clock skips this minute: between the two readings of it lies the moment of the change.
    early, late = sorted((moment, local.replace(fold=1).astimezone(UTC)))
    while late - early > timedelta(seconds=1):
        middle = early + (late - early) / 2
        is_after = middle.astimezone(zone).replace(tzinfo=None) > local.replace(tzinfo=None)
        early, late = (early, middle) if is_after else (middle, late)
    return late.replace(microsecond=0)
