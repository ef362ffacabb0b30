"""Days on which the network, or one of its points, is closed: listed, entered, taken away."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from access.network.points import point_of
from access.network.records import Holiday

MOST_HOLIDAYS = 200


def holidays(
    db: Session, *, from_on: date, point_id: int | None = None, limit: int = MOST_HOLIDAYS
) -> Sequence[Holiday]:
    """Closed days from a day on, in their order: all of them, or those of one point."""
    query = select(Holiday).where(Holiday.holiday_on >= from_on)
    if point_id is not None:
        query = query.where(Holiday.service_point_id == point_id)
    order = (Holiday.holiday_on, Holiday.service_point_id, Holiday.id)
    return db.scalars(query.order_by(*order).limit(max(1, min(limit, MOST_HOLIDAYS)))).all()


def add_holiday(
    db: Session, *, on: date, point_id: int | None, names: Mapping[str, str]
) -> Holiday:
    """The whole network (no point named) or one point is closed on a day; `names` says why, by
    language. Entered again, it gets the new names. Raises PointNotFound."""
    if point_id is not None:
        point_of(db, point_id=point_id)
    found = db.scalars(
        select(Holiday).where(Holiday.holiday_on == on, _of(point_id)).with_for_update()
    ).one_or_none()
    if found is None:
        found = Holiday(holiday_on=on, service_point_id=point_id, names=dict(names))
        db.add(found)
    found.names = dict(names)
    db.flush()
    return found


def remove_holiday(db: Session, *, holiday_id: int) -> bool:
    """Open on that day after all; False where it was no closed day any more."""
    found = db.get(Holiday, holiday_id, with_for_update=True)
    if found is None:
        return False
    db.delete(found)
    db.flush()
    return True


def _of(point_id: int | None) -> ColumnElement[bool]:
    if point_id is None:
        return Holiday.service_point_id.is_(None)
    return Holiday.service_point_id == point_id
