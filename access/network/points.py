"""The network's branches and stations: lists, and which of them is near."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import asin, cos, radians, sin, sqrt

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, selectinload

from access.network.errors import PointNotFound
from access.network.records import Network, PointKind, ServicePoint

MOST_POINTS = 500
EARTH_RADIUS_M = 6_371_008.8


@dataclass(frozen=True, slots=True)
class NearPoint:
    """A point and how far it is as the crow flies."""

    point: ServicePoint
    distance_m: int


def network(db: Session) -> Network | None:
    """The network, with its name and zone; None until one is entered."""
    return db.scalars(select(Network).order_by(Network.id).limit(1)).one_or_none()


def point_of(db: Session, *, point_id: int) -> ServicePoint:
    """One point with its hours. Raises PointNotFound."""
    found = db.scalars(
        select(ServicePoint)
        .where(ServicePoint.id == point_id)
        .options(selectinload(ServicePoint.hours))
    ).one_or_none()
    if found is None:
        raise PointNotFound(point_id)
    return found


def points(
    db: Session,
    *,
    on: date,
    kind: PointKind | None = None,
    specialised_only: bool = False,
    after_code: str = "",
    limit: int = MOST_POINTS,
) -> Sequence[ServicePoint]:
    """The points that there are on a day, with their hours, by code; go on with the last code as
    `after_code`."""
    query = (
        select(ServicePoint)
        .where(
            or_(ServicePoint.closed_for_good_on.is_(None), ServicePoint.closed_for_good_on > on),
            ServicePoint.code > after_code,
        )
        .options(selectinload(ServicePoint.hours))
        .order_by(ServicePoint.code)
        .limit(max(1, min(limit, MOST_POINTS)))
    )
    if kind is not None:
        query = query.where(ServicePoint.kind == kind)
    if specialised_only:
        query = query.where(ServicePoint.is_specialised)
    return db.scalars(query).all()


def nearest(
    db: Session,
    *,
    lat_deg: float,
    lon_deg: float,
    on: date,
    specialised_only: bool = True,
    limit: int = 3,
) -> Sequence[NearPoint]:
    """The branches nearest to a place, the specialised ones unless others are asked for too.

    Distance over a sphere (haversine formula: Sinnott, "Virtues of the Haversine", Sky & Telescope
    68 (1984), 159). A branch whose place nobody entered is left out.
    """
    near = [
        NearPoint(point, round(distance_m(lat_deg, lon_deg, point.lat_deg, point.lon_deg)))
        for point in points(db, on=on, kind=PointKind.BRANCH, specialised_only=specialised_only)
        if point.lat_deg is not None and point.lon_deg is not None
    ]
    return sorted(near, key=lambda one: (one.distance_m, one.point.code))[: max(0, limit)]


def distance_m(lat_deg: float, lon_deg: float, to_lat_deg: float, to_lon_deg: float) -> float:
    """Metres between two places over a sphere, by the same formula."""
    lat, lon, to_lat, to_lon = map(radians, (lat_deg, lon_deg, to_lat_deg, to_lon_deg))
    chord_sq = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, chord_sq)))
