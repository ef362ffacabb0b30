"""Vehicles and depots: entered, changed, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from delivery.crew.records import Courier, Depot, Travel, Vehicle
from delivery.errors import BadWish, NotHere
from delivery.holding import hold

MOST_LISTED = 500
MOST_BAGS, MOST_G = 1_000, 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A vehicle of the library as it is entered."""

    name: str
    travel: Travel = Travel.CAR
    capacity_bags: int = 60
    capacity_g: int = 300_000

    def __post_init__(self) -> None:
        """Raises BadWish."""
        if not self.name.strip():
            raise BadWish("name", "missing")
        if not (1 <= self.capacity_bags <= MOST_BAGS and 1 <= self.capacity_g <= MOST_G):
            raise BadWish("capacity", "nothing")


def vehicles(db: Session) -> Sequence[Vehicle]:
    """Every vehicle by name."""
    return db.scalars(select(Vehicle).order_by(Vehicle.name, Vehicle.id).limit(MOST_LISTED)).all()


def vehicle_of(db: Session, vehicle_id: int) -> Vehicle:
    """One of them. Raises NotHere."""
    found = db.get(Vehicle, vehicle_id)
    if found is None:
        raise NotHere("vehicle", vehicle_id)
    return found


def put_vehicle(db: Session, what: Machine, *, vehicle_id: int | None = None) -> Vehicle:
    """A new vehicle, or one that is known, changed; runs that are planned stay as they are.

    Raises NotHere, BadWish ("name", "taken").
    """
    same = db.scalars(select(Vehicle.id).where(Vehicle.name == what.name.strip())).first()
    if same is not None and same != vehicle_id:
        raise BadWish("name", "taken")
    if vehicle_id is None:
        vehicle = Vehicle(name=what.name.strip())
        db.add(vehicle)
    else:
        vehicle = hold(db, Vehicle, vehicle_id, name="vehicle")
    vehicle.name, vehicle.travel = what.name.strip(), what.travel
    vehicle.capacity_bags, vehicle.capacity_g = what.capacity_bags, what.capacity_g
    db.flush()
    return vehicle


def depots(db: Session, *, on: date | None = None) -> Sequence[Depot]:
    """Every depot with its service point, by number; with a day, only those open then."""
    chosen = select(Depot).options(joinedload(Depot.service_point)).order_by(Depot.id)
    if on is not None:
        chosen = chosen.where(Depot.closed_on.is_(None) | (Depot.closed_on > on))
    return db.scalars(chosen.limit(MOST_LISTED)).all()


def close_depot(db: Session, *, depot_id: int, on: date) -> Depot:
    """From this day on no run begins there. Raises NotHere, and BadWish ("depot", "has_couriers")
    while couriers begin there who have not left by then."""
    depot = hold(db, Depot, depot_id, name="depot")
    stays = Courier.left_on.is_(None) | (Courier.left_on > on)
    if db.scalars(select(Courier.id).where(Courier.depot_id == depot_id, stays).limit(1)).first():
        raise BadWish("depot", "has_couriers")
    depot.closed_on = on
    db.flush()
    return depot
