"""Doors that are on no map yet or only roughly, and how they come onto it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from access.network.points import distance_m
from access.network.records import ServicePoint
from delivery.errors import BadWish, NotHere
from delivery.homes.points import Place
from delivery.homes.records import Address, Exactness
from delivery.homes.wishes import set_point

FARTHEST_M = 75_000
"""From the nearest branch or station: no run goes further, so a point there is a slip."""
WEAK = (Exactness.NONE, Exactness.DISTRICT, Exactness.STREET)
STRONG = (Exactness.DOOR, Exactness.HOUSE)
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class WeakDoors:
    """Doors to be mended, those without a point first, and how many there are in all."""

    here: Sequence[Address]
    total: int


def weak_doors(db: Session, *, skip: int = 0, limit: int = 50) -> WeakDoors:
    """Doors of today that are on no map, or on it only as a street or a district."""
    is_weak = (
        Address.replaced_at.is_(None), Address.street != "", Address.exactness.in_(WEAK)
    )  # fmt: skip
    nowhere_first = case((Address.exactness == Exactness.NONE, 0), else_=1)
    here = db.scalars(
        select(Address)
        .where(*is_weak)
        .order_by(nowhere_first, Address.entered_at, Address.id)
        .offset(max(0, skip))
        .limit(max(1, min(limit, MOST_LISTED)))
    ).all()
    return WeakDoors(here, db.scalar(select(func.count(Address.id)).where(*is_weak)) or 0)


def door_numbered(db: Session, address_id: int) -> Address:
    """A door of today. Raises NotHere."""
    found = db.get(Address, address_id)
    if found is None or found.replaced_at is not None:
        raise NotHere("address", address_id)
    return found


def neighbour(db: Session, address: Address) -> Place | None:
    """The point of the same house, where it is known from another flat in it."""
    found = db.execute(
        select(Address.lat_deg, Address.lon_deg)
        .where(
            Address.id != address.id,
            Address.street == address.street,
            Address.house == address.house,
            Address.exactness.in_(STRONG),
        )
        .order_by(Address.verified_at.is_(None), Address.id.desc())
        .limit(1)
    ).first()
    if found is None or found.lat_deg is None or found.lon_deg is None:
        return None
    return Place(found.lat_deg, found.lon_deg)


def require_near(db: Session, place: Place) -> Place:
    """The same place. Raises BadWish ("point") where it is far from every branch and station of the
    network: `swapped` where the two numbers the other way round are not, else `far_from_city`."""
    here = db.execute(
        select(ServicePoint.lat_deg, ServicePoint.lon_deg).where(ServicePoint.lat_deg.is_not(None))
    ).all()
    points = [(lat, lon) for lat, lon in here if lat is not None and lon is not None]
    if not points or _is_near(place.lat_deg, place.lon_deg, points):
        return place
    is_swapped = abs(place.lon_deg) <= 90 and _is_near(place.lon_deg, place.lat_deg, points)
    raise BadWish("point", "swapped" if is_swapped else "far_from_city")


def put_on_map(
    db: Session, *, address_id: int, place: Place, exactness: Exactness, by_id: int, now: datetime
) -> Address:
    """A coordinator says where a door is, with a trace. Raises NotHere, BadWish."""
    door_numbered(db, address_id)
    require_near(db, place)
    return set_point(
        db, address_id=address_id, lat_deg=place.lat_deg, lon_deg=place.lon_deg,
        exactness=exactness, by_id=by_id, now=now,
    )  # fmt: skip


def _is_near(lat_deg: float, lon_deg: float, points: Sequence[tuple[float, float]]) -> bool:
    return any(distance_m(lat_deg, lon_deg, *one) <= FARTHEST_M for one in points)
