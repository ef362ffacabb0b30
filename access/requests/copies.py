"""Copies and those who wait for them: a free one goes to the next in line, never to two."""

import math
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState
from access.network.records import ServicePoint
from access.people.records import Reader
from access.requests.holding import hold_copies
from access.requests.records import Request, RequestState
from access.requests.states import READY, WAITING, move
from access.requests.telling import tell_ready


def serve_line(
    db: Session, *, title_id: int, medium: str, now: datetime, untold: Request | None = None
) -> Sequence[Request]:
    """Put free copies aside for those who wait, in the order of their turns.

    Each gets the copy nearest to where they fetch it and is told, but for the one who asks at this
    moment and hears it in the answer (`untold`). Answers whose requests became ready. Whoever adds
    copies calls it; the worker does so for all titles every night.
    """
    free = [
        copy
        for copy in hold_copies(db, title_id=title_id, medium=medium)
        if copy.state is CopyState.ON_SHELF
    ]
    served = []
    for request in _line(db, title_id, medium, most=len(free)):
        copy = _nearest(db, request, free)
        free.remove(copy)
        copy.state = CopyState.RESERVED
        move(request, READY, now=now)
        request.copy_id = copy.id
        served.append(request)
        if request is not untold:
            tell_ready(db, request, now=now)
    db.flush()
    return served


def returned(db: Session, *, copy_id: int, now: datetime) -> Request | None:
    """A copy came back, or nobody wants it any more: it goes to the next in line, else to its
    shelf. Answers the request that gets it."""
    copy = _held(db, copy_id)
    keeper = _put_aside_for(db, copy_id)
    if keeper is not None:
        copy.state = CopyState.RESERVED
        return keeper
    copy.state = CopyState.ON_SHELF
    db.flush()
    served = serve_line(db, title_id=copy.title_id, medium=copy.medium.value, now=now)
    return next((request for request in served if request.copy_id == copy_id), None)


def copy_gone(db: Session, *, copy_id: int, now: datetime) -> Request | None:
    """A copy is lost or in repair: who had it put aside waits again, before all later ones.

    Answers that request, ready again where another copy is free.
    """
    copy = _held(db, copy_id)
    copy.state = CopyState.AWAY
    request = _put_aside_for(db, copy_id)
    if request is not None:
        move(request, WAITING, now=now)
        db.flush()
        serve_line(db, title_id=copy.title_id, medium=copy.medium.value, now=now)
    return request


def titles_in_line(
    db: Session, title_ids: Collection[int] | None = None
) -> Sequence[tuple[int, str]]:
    """Each title and medium that somebody waits for though a copy stands on a shelf; of these
    titles, or of all."""
    query = (
        select(Request.title_id, Request.form)
        .join(Copy, (Copy.title_id == Request.title_id) & (Copy.medium == Request.form))
        .where(Request.state == RequestState.WAITING, Copy.state == CopyState.ON_SHELF)
        .distinct()
    )
    if title_ids is not None:
        query = query.where(Request.title_id.in_(title_ids))
    return [(title_id, form) for title_id, form in db.execute(query) if form]


def serve_all_lines(db: Session, *, now: datetime, title_ids: Collection[int] | None = None) -> int:
    """Whatever copies came by other ways than the desk go to those who wait: nightly of all
    titles, after an import of those that it changed.

    Answers how many requests became ready.
    """
    return sum(
        len(serve_line(db, title_id=title_id, medium=medium, now=now))
        for title_id, medium in sorted(titles_in_line(db, title_ids))
    )


def _held(db: Session, copy_id: int) -> Copy:
    copy = db.get_one(Copy, copy_id)
    hold_copies(db, title_id=copy.title_id, medium=copy.medium.value)
    return copy


def _put_aside_for(db: Session, copy_id: int) -> Request | None:
    return db.scalars(
        select(Request)
        .where(Request.copy_id == copy_id, Request.state == RequestState.READY)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()


def _line(db: Session, title_id: int, medium: str, *, most: int) -> Sequence[Request]:
    """The next in line, held. No LIMIT in the statement: Postgres counts before it waits for a
    row that somebody holds, and would answer too few."""
    if not most:
        return ()
    return db.scalars(
        select(Request)
        .where(
            Request.title_id == title_id,
            Request.form == medium,
            Request.state == RequestState.WAITING,
        )
        .order_by(Request.turn_at, Request.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()[:most]


def _nearest(db: Session, request: Request, free: Sequence[Copy]) -> Copy:
    """The copy that lies where they fetch it, else the one nearest to there."""
    there = request.service_point_id or db.scalar(
        select(Reader.home_point_id).where(Reader.id == request.reader_id)
    )
    points = {
        point.id: point
        for point in db.scalars(
            select(ServicePoint).where(
                ServicePoint.id.in_({copy.service_point_id for copy in free} | {there})
            )
        )
    }
    return min(
        free,
        key=lambda copy: (
            copy.service_point_id != there,
            _apart(points.get(there or 0), points[copy.service_point_id]),
            copy.id,
        ),
    )


def _apart(one: ServicePoint | None, other: ServicePoint) -> float:
    """How far apart, in degrees of latitude: enough to compare distances within a city."""
    here, there = _degrees(one), _degrees(other)
    if here is None or there is None:
        return math.inf
    narrow = math.cos(math.radians(here[0]))
    return math.hypot(here[0] - there[0], (here[1] - there[1]) * narrow)


def _degrees(point: ServicePoint | None) -> tuple[float, float] | None:
    if point is None or point.lat_deg is None or point.lon_deg is None:
        return None
    return point.lat_deg, point.lon_deg
