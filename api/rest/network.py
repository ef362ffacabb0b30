"""The network: where readers can go, and when it is open."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel

from access.network.calendar import hours_of
from access.network.points import points
from access.network.records import PointKind, ServicePoint
from access.network.zone import today
from api.rest.pages import Limit, Listed, listed
from api.web.frame.doors import LookDb, Now

router = APIRouter(prefix="/service-points", tags=["network"])


class Hours(BaseModel):
    """Open on this weekday (Monday is 0) from minute to minute of the day."""

    weekday: int
    opens_minute: int
    closes_minute: int


class Point(BaseModel):
    """A branch or a self-service station. `opens_at` is now or in the future."""

    id: int
    code: str
    kind: PointKind
    names: dict[str, str]
    address: str
    district: str
    lat_deg: float | None
    lon_deg: float | None
    is_specialised: bool
    is_always_open: bool
    phone: str | None
    hours: list[Hours]
    opens_at: datetime | None
    closes_at: datetime | None


@router.get("")
def show_points(
    request: Request,
    db: LookDb,
    now: Now,
    *,
    kind: PointKind | None = None,
    is_specialised: bool = False,
    after: Annotated[str, Query(max_length=64)] = "",
    limit: Limit = 100,
) -> Listed[Point]:
    """Where readers can go, by code; those for blind readers alone with `is_specialised`."""
    found = points(
        db, on=today(db, now=now), kind=kind, specialised_only=is_specialised, after_code=after,
        limit=limit,
    )  # fmt: skip
    mark = found[-1].code if len(found) == limit else None
    return listed(request, [_point(db, point, now) for point in found], mark)


def _point(db: LookDb, point: ServicePoint, now: Now) -> Point:
    opening = hours_of(db, point_id=point.id).next_opening(now)
    facts = {
        name: getattr(point, name)
        for name in Point.model_fields
        if name not in ("hours", "opens_at", "closes_at")
    }
    return Point(
        **facts,
        hours=[
            Hours(
                weekday=one.weekday, opens_minute=one.opens_minute, closes_minute=one.closes_minute
            )
            for one in point.hours
        ],
        opens_at=opening.opens_at if opening else None,
        closes_at=opening.closes_at if opening else None,
    )  # fmt: skip
