"""Where copies of a title stand, and which of them can be had today."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.records import Copy, CopyState, Medium
from access.network.records import ServicePoint

MOST_COPIES = 1_000


@dataclass(frozen=True, slots=True)
class Shelf:
    """Copies of one title in one medium at one service point: how many, how many free today."""

    service_point: ServicePoint
    medium: Medium
    copies: int
    free: int
    length_s: int | None
    """Playing time of the longest, where they sound."""


def shelves(db: Session, *, title_id: int) -> list[Shelf]:
    """Every place where the title has copies that are not withdrawn, by the place's code; places
    that are closed for good are left out."""
    free = func.sum(case((Copy.state == CopyState.ON_SHELF, 1), else_=0))
    rows = db.execute(
        select(ServicePoint, Copy.medium, func.count(Copy.id), free, func.max(Copy.length_s))
        .join(ServicePoint, ServicePoint.id == Copy.service_point_id)
        .where(
            Copy.title_id == title_id,
            Copy.state != CopyState.WITHDRAWN,
            ServicePoint.closed_for_good_on.is_(None),
        )
        .group_by(ServicePoint.id, Copy.medium)
        .order_by(ServicePoint.code, Copy.medium)
    )
    return [
        Shelf(point, medium, copies, int(free), length)
        for point, medium, copies, free, length in rows
    ]


def is_free(db: Session, *, title_id: int, media: Collection[Medium] = tuple(Medium)) -> bool:
    """Whether a copy of one of these media can be had today."""
    return db.scalar(select(_free(title_id, media).exists())) or False


def free_copy(
    db: Session,
    *,
    title_id: int,
    media: Collection[Medium],
    service_point_id: int | None = None,
) -> Copy | None:
    """A copy on a shelf, that of the named place first, locked until the transaction ends.

    Two who ask at once get two copies, or the second gets None.
    """
    at_place = case((Copy.service_point_id == service_point_id, 0), else_=1)
    return db.scalars(
        _free(title_id, media)
        .options(joinedload(Copy.service_point))
        .order_by(at_place, Copy.id)
        .limit(1)
        .with_for_update(of=Copy, skip_locked=True)
    ).one_or_none()


def copies_of(db: Session, *, title_id: int, limit: int = MOST_COPIES) -> Sequence[Copy]:
    """Every copy of the title with its place, withdrawn ones too, for staff."""
    return db.scalars(
        select(Copy)
        .where(Copy.title_id == title_id)
        .options(joinedload(Copy.service_point))
        .order_by(Copy.service_point_id, Copy.medium, Copy.id)
        .limit(min(limit, MOST_COPIES))
    ).all()


def copy_by_barcode(db: Session, *, barcode: str) -> Copy | None:
    """The copy on which this bar code stands, with its title and place."""
    return db.scalars(
        select(Copy)
        .where(Copy.barcode == barcode.strip())
        .options(joinedload(Copy.service_point), joinedload(Copy.title))
    ).one_or_none()


def _free(title_id: int, media: Collection[Medium]) -> Select[Copy]:
    return (
        select(Copy)
        .join(ServicePoint, ServicePoint.id == Copy.service_point_id)
        .where(
            Copy.title_id == title_id,
            Copy.medium.in_(list(media)),
            Copy.state == CopyState.ON_SHELF,
            ServicePoint.closed_for_good_on.is_(None),
        )
    )
