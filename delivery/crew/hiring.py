"""Couriers, vehicles and depots: entered and changed by coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from access.network.errors import PointNotFound
from access.network.records import MINUTES_A_DAY, ServicePoint
from delivery.crew.duty import Skill
from delivery.crew.records import Courier, DayOff, Depot, Shift, Travel, Vehicle
from delivery.errors import BadWish
from delivery.holding import hold

MOST_LISTED = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """A courier's shift on a weekday (Monday is 0), in minutes of the day. The rest, if there is
    one, begins between `break_from` and `break_until` and is over before the shift is."""

    weekday: int
    starts: int
    ends: int
    break_minutes: int = 0
    break_from: int = 0
    break_until: int = 0

    def __post_init__(self) -> None:
        """Raises BadWish."""
        if not 0 <= self.weekday <= 6 or not 0 <= self.starts < self.ends <= MINUTES_A_DAY:
            raise BadWish("shift", "impossible")
        if self.break_minutes and not (
            self.break_minutes > 0
            and self.starts <= self.break_from <= self.break_until
            and self.break_until + self.break_minutes <= self.ends
        ):
            raise BadWish("break", "outside_shift")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crewman:
    """A courier as they are entered."""

    name: str
    depot_id: int
    account_id: int | None = None
    is_volunteer: bool = False
    vehicle_id: int | None = None
    travel: Travel = Travel.FOOT
    capacity_bags: int = 20
    capacity_g: int = 30_000
    most_stops: int = 25
    languages: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    areas: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises BadWish."""
        if not self.name.strip():
            raise BadWish("name", "missing")
        if min(self.capacity_bags, self.capacity_g, self.most_stops) < 1:
            raise BadWish("capacity", "nothing")


def open_depot(db: Session, *, service_point_id: int, loading_s: int = 900) -> Depot:
    """Runs begin and end at this branch or station. Done again, it is the same depot, open again.

    Raises PointNotFound, BadWish: the point has to be on the map.
    """
    point = db.get(ServicePoint, service_point_id)
    if point is None:
        raise PointNotFound(service_point_id)
    if point.lat_deg is None or point.lon_deg is None:
        raise BadWish("point", "not_on_map")
    depot = db.scalars(
        select(Depot).where(Depot.service_point_id == service_point_id).with_for_update()
    ).one_or_none()
    if depot is None:
        depot = Depot(service_point_id=service_point_id)
        db.add(depot)
    depot.loading_s, depot.closed_on = loading_s, None
    db.flush()
    return depot


def hire(db: Session, who: Crewman, *, hours: Sequence[Hours]) -> Courier:
    """Somebody works as a courier from now on. Raises NotHere, BadWish."""
    courier = Courier(name=who.name, depot_id=who.depot_id)
    _put(db, courier, who, hours)
    db.add(courier)
    db.flush()
    return courier


def change(db: Session, *, courier_id: int, who: Crewman, hours: Sequence[Hours]) -> Courier:
    """What is known of a courier is all of this now; runs that are planned stay as they are.

    Raises NotHere, BadWish.
    """
    courier = hold(db, Courier, courier_id, name="courier")
    _require_one_a_day(hours)
    db.refresh(courier, ["shifts"])
    courier.shifts.clear()
    db.flush()  # old shifts go before new ones come: there is one a weekday
    _put(db, courier, who, hours)
    db.flush()
    return courier


def leaves(db: Session, *, courier_id: int, on: date) -> Courier:
    """A courier works no more from a day on. Raises NotHere."""
    courier = hold(db, Courier, courier_id, name="courier")
    courier.left_on = on
    db.flush()
    return courier


def in_repair(
    db: Session, *, vehicle_id: int, from_on: date | None, until_on: date | None
) -> Vehicle:
    """A vehicle is away for these days (until None: nobody knows); from None: it is back.

    Raises NotHere, BadWish.
    """
    if until_on is not None and (from_on is None or until_on < from_on):
        raise BadWish("until_on", "before_from_on")
    vehicle = hold(db, Vehicle, vehicle_id, name="vehicle")
    vehicle.out_from_on, vehicle.out_until_on = from_on, until_on
    db.flush()
    return vehicle


def crew(db: Session, *, on: date) -> Sequence[Courier]:
    """Couriers who have not left on a day, by name, with shifts, days off to come, vehicle and
    depot."""
    return db.scalars(
        select(Courier)
        .where(Courier.left_on.is_(None) | (Courier.left_on > on))
        .options(
            selectinload(Courier.shifts),
            selectinload(Courier.days_off.and_(DayOff.until_on >= on)),
            joinedload(Courier.vehicle),
            joinedload(Courier.depot).joinedload(Depot.service_point),
        )
        .order_by(Courier.name, Courier.id)
        .limit(MOST_LISTED)
        .execution_options(populate_existing=True)
    ).all()


def _put(db: Session, courier: Courier, who: Crewman, hours: Sequence[Hours]) -> None:
    _require_one_a_day(hours)
    if who.account_id is not None:
        _require_own_account(db, courier, who.account_id)
    hold(db, Depot, who.depot_id, name="depot")
    if who.vehicle_id is not None:
        hold(db, Vehicle, who.vehicle_id, name="vehicle")
    courier.name, courier.depot_id, courier.account_id = who.name, who.depot_id, who.account_id
    courier.is_volunteer, courier.vehicle_id = who.is_volunteer, who.vehicle_id
    courier.travel, courier.most_stops = who.travel, who.most_stops
    courier.capacity_bags, courier.capacity_g = who.capacity_bags, who.capacity_g
    courier.languages, courier.areas = list(who.languages), list(who.areas)
    courier.skills = [skill.value for skill in who.skills]
    courier.shifts = [
        Shift(
            weekday=one.weekday,
            starts_minute=one.starts,
            ends_minute=one.ends,
            break_minutes=one.break_minutes,
            break_from_minute=one.break_from if one.break_minutes else None,
            break_until_minute=one.break_until if one.break_minutes else None,
        )
        for one in hours
    ]


def _require_one_a_day(hours: Sequence[Hours]) -> None:
    if len({one.weekday for one in hours}) < len(hours):
        raise BadWish("shift", "twice_a_day")


def depot_points(db: Session) -> dict[int, ServicePoint]:
    """Which branch or station each depot is, by the number of the depot."""
    depots = db.scalars(select(Depot).options(joinedload(Depot.service_point)))
    return {depot.id: depot.service_point for depot in depots}


def _require_own_account(db: Session, courier: Courier, account_id: int) -> None:
    """Raises BadWish where somebody else works with this account already."""
    other = db.scalars(select(Courier.id).where(Courier.account_id == account_id)).first()
    if other is not None and other != courier.id:
        raise BadWish("account", "taken")
