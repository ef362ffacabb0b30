"""Who works on a day, for how long, with what, and how many stops they can make."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from enum import StrEnum
from typing import TypedDict
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from access.network.calendar import working_days
from access.network.records import MINUTES_A_DAY
from delivery.crew.records import (
    Absence,
    Courier,
    DayDuty,
    DayOff,
    Depot,
    Shift,
    Vehicle,
)
from delivery.errors import BadWish
from delivery.holding import hold


class Skill(StrEnum):
    """What not every courier can do."""

    LIFT = "lift"
    HELP = "help"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """A courier on one day: from when until when (minutes of the day), with what, and what they
    can do. `areas` empty: everywhere."""

    courier_id: int
    on: date
    depot_id: int
    vehicle_id: int | None
    travel: str
    starts_minute: int
    ends_minute: int
    break_minutes: int = 0
    break_from_minute: int = 0
    break_until_minute: int = 0
    loading_s: int = 0
    capacity_bags: int
    capacity_g: int
    most_stops: int
    skills: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()

    def can(self, area: str, needs: frozenset[str]) -> bool:
        """Whether they may be sent to this area and can do all that is needed there."""
        able = self.skills | {f"speaks:{tag}" for tag in self.languages}
        return (not area or not self.areas or area in self.areas) and needs <= able


def duties(db: Session, *, days: Sequence[date]) -> dict[date, list[Duty]]:
    """Who works on each of these days; nobody where the network is closed.

    A vehicle of two couriers takes the first of them by number; the other goes as they do without.
    """
    if not days:
        return {}
    first, last = min(days), max(days)
    opened = set(working_days(db, from_on=first, days=(last - first).days + 1))
    couriers = db.scalars(
        select(Courier)
        .join(Depot)
        .where(Courier.left_on.is_(None) | (Courier.left_on > first))
        .options(
            joinedload(Courier.vehicle),
            joinedload(Courier.depot).joinedload(Depot.service_point),
            selectinload(Courier.shifts),
            selectinload(Courier.days_off.and_(DayOff.until_on >= first)),
            selectinload(Courier.day_duties.and_(DayDuty.on_day.between(first, last))),
        )
        .order_by(Courier.id)
        .execution_options(populate_existing=True)
    ).all()
    found: dict[date, list[Duty]] = {}
    for on in days:
        taken = set[int]()
        found[on] = []
        for courier in couriers if on in opened else ():
            duty = _duty(courier, on, taken)
            if duty is not None:
                found[on].append(duty)
                if duty.vehicle_id is not None:
                    taken.add(duty.vehicle_id)
    return found


def take_off(
    db: Session, *, courier_id: int, from_on: date, until_on: date, why: Absence
) -> DayOff:
    """A courier does not work on these days. Their runs are another matter: see
    delivery.runs.nightly.courier_away. Raises NotHere."""
    hold(db, Courier, courier_id, name="courier")
    row = DayOff(courier_id=courier_id, from_on=from_on, until_on=until_on, why=why)
    db.add(row)
    db.flush()
    return row


def _duty(courier: Courier, on: date, taken: set[int]) -> Duty | None:
    shift = next((one for one in courier.shifts if one.weekday == on.weekday()), None)
    if shift is None or (courier.left_on is not None and on >= courier.left_on):
        return None
    if any(off.from_on <= on <= off.until_on for off in courier.days_off):
        return None
    depot = courier.depot
    closed = [depot.closed_on, depot.service_point.closed_for_good_on]
    if any(day is not None and day <= on for day in closed) or depot.service_point.lat_deg is None:
        return None
    today = next((one for one in courier.day_duties if one.on_day == on), None)
    vehicle = courier.vehicle
    if vehicle is not None and (vehicle.id in taken or not _runs(vehicle, on)):
        vehicle = None
    return Duty(
        courier_id=courier.id,
        on=on,
        depot_id=depot.id,
        vehicle_id=vehicle.id if vehicle else None,
        travel=(vehicle.travel if vehicle else courier.travel).value,
        loading_s=depot.loading_s,
        capacity_bags=vehicle.capacity_bags if vehicle else courier.capacity_bags,
        capacity_g=vehicle.capacity_g if vehicle else courier.capacity_g,
        most_stops=(today.most_stops if today else None) or courier.most_stops,
        skills=frozenset(courier.skills),
        languages=frozenset(courier.languages),
        areas=frozenset(courier.areas),
        **_hours(shift, today),
    )


def this_day_alone(
    db: Session,
    *,
    courier_id: int,
    on: date,
    starts_minute: int | None = None,
    ends_minute: int | None = None,
    most_stops: int | None = None,
) -> DayDuty:
    """A courier agreed to work longer or to make more stops on one day; what is not named stays.

    Raises NotHere, BadWish.
    """
    courier = hold(db, Courier, courier_id, name="courier")
    found = db.scalars(
        select(DayDuty).where(DayDuty.courier_id == courier_id, DayDuty.on_day == on)
    ).one_or_none() or DayDuty(courier_id=courier_id, on_day=on)
    named = {"starts_minute": starts_minute, "ends_minute": ends_minute, "most_stops": most_stops}
    for name, value in named.items():
        if value is not None:
            setattr(found, name, value)
    _require_possible(db, courier, found)
    db.add(found)
    db.flush()
    return found


def _require_possible(db: Session, courier: Courier, found: DayDuty) -> None:
    shift = db.scalars(
        select(Shift).where(Shift.courier_id == courier.id, Shift.weekday == found.on_day.weekday())
    ).one_or_none()
    if shift is None:
        raise BadWish("shift", "none_that_day")
    starts = shift.starts_minute if found.starts_minute is None else found.starts_minute
    ends = shift.ends_minute if found.ends_minute is None else found.ends_minute
    if not 0 <= starts < ends <= MINUTES_A_DAY:
        raise BadWish("shift", "impossible")


class _Hours(TypedDict):
    starts_minute: int
    ends_minute: int
    break_minutes: int
    break_from_minute: int
    break_until_minute: int


def _hours(shift: Shift, today: DayDuty | None) -> _Hours:
    starts, ends = shift.starts_minute, shift.ends_minute
    if today is not None:
        starts = starts if today.starts_minute is None else today.starts_minute
        ends = ends if today.ends_minute is None else today.ends_minute
    return {
        "starts_minute": starts,
        "ends_minute": ends,
        "break_minutes": shift.break_minutes,
        "break_from_minute": shift.break_from_minute or 0,
        "break_until_minute": shift.break_until_minute or 0,
    }


def _runs(vehicle: Vehicle, on: date) -> bool:
    """Whether it is not in repair."""
    if vehicle.out_from_on is None or on < vehicle.out_from_on:
        return True
    return vehicle.out_until_on is not None and on > vehicle.out_until_on


def midnight(on: date, zone: ZoneInfo) -> datetime:
    """The beginning of a day by the wall clock of a zone, in UTC: seconds count from there."""
    return datetime.combine(on, time(), zone).astimezone(UTC)
