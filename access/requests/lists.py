"""Requests as pages show them: a reader's own, and those of all for staff."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from access.catalogue.records import Copy
from access.requests.errors import RequestNotFound
from access.requests.place import Expected, Pace, expected, place_in_queue
from access.requests.records import Request, RequestKind, RequestState
from access.requests.states import OPEN

MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Standing:
    """A request with its place in the line and when it may be ready, where that can be said."""

    request: Request
    place: int | None
    expected: Expected | None


@dataclass(frozen=True, slots=True)
class Page:
    """Some requests, and the number after which the next page begins; None where it is the last."""

    requests: Sequence[Request]
    next_after: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which requests staff want to see; what is None or empty leaves out nothing."""

    states: frozenset[RequestState] = field(default_factory=frozenset)
    kinds: frozenset[RequestKind] = field(default_factory=frozenset)
    reader_id: int | None = None
    title_id: int | None = None
    service_point_id: int | None = None
    asked_from: datetime | None = None
    asked_until: datetime | None = None


def request_of(db: Session, *, request_id: int, reader_id: int | None = None) -> Request:
    """One request with what a page shows; of that reader. Raises RequestNotFound."""
    chosen = _shown(select(Request).where(Request.id == request_id))
    if reader_id is not None:
        chosen = chosen.where(Request.reader_id == reader_id)
    request = db.scalars(chosen).one_or_none()
    if request is None:
        raise RequestNotFound(request_id)
    return request


def open_requests(
    db: Session, *, reader_id: int, now: datetime, pace: Pace | None = None
) -> Sequence[Standing]:
    """What the reader waits for or can fetch: what is ready first, then by age."""
    requests = db.scalars(
        _shown(select(Request))
        .where(Request.reader_id == reader_id, Request.state.in_(OPEN))
        .order_by(Request.ready_at.is_(None), Request.asked_at, Request.id)
        .limit(MOST_LISTED)
    ).all()
    return [
        Standing(request, place_in_queue(db, request), expected(db, request, now=now, pace=pace))
        for request in requests
    ]


def closed_requests(
    db: Session, *, reader_id: int, before: int | None = None, limit: int = 50
) -> Page:
    """What became of the reader's earlier requests, the newest first."""
    chosen = select(Request).where(Request.reader_id == reader_id, Request.closed_at.is_not(None))
    if before is not None:
        chosen = chosen.where(Request.id < before)
    return _page(db, chosen.order_by(Request.id.desc()), limit)


def requests_for_staff(
    db: Session, filters: Filters, *, after: int | None = None, limit: int = 50
) -> Page:
    """The requests of all readers that match, the oldest first, each with title and reader.

    Whoever shows them to staff leaves a trace for each reader (access.people.looking).
    """
    chosen = select(Request).where(*_chosen_by(filters)).options(joinedload(Request.reader))
    if after is not None:
        chosen = chosen.where(Request.id > after)
    return _page(db, chosen.order_by(Request.id), limit)


def counts(db: Session, filters: Filters | None = None) -> Mapping[RequestState, int]:
    """How many requests there are in each state."""
    rows = db.execute(
        select(Request.state, func.count(Request.id))
        .where(*_chosen_by(filters or Filters()))
        .group_by(Request.state)
    )
    found = {state: int(number) for state, number in rows}
    return {state: found.get(state, 0) for state in RequestState}


def _chosen_by(filters: Filters) -> Iterator[ColumnElement[bool]]:
    if filters.states:
        yield Request.state.in_(filters.states)
    if filters.kinds:
        yield Request.kind.in_(filters.kinds)
    if filters.reader_id is not None:
        yield Request.reader_id == filters.reader_id
    if filters.title_id is not None:
        yield Request.title_id == filters.title_id
    if filters.service_point_id is not None:
        yield Request.service_point_id == filters.service_point_id
    if filters.asked_from is not None:
        yield Request.asked_at >= filters.asked_from
    if filters.asked_until is not None:
        yield Request.asked_at < filters.asked_until


def _shown(chosen: Select[Request]) -> Select[Request]:
    return chosen.options(
        joinedload(Request.title),
        joinedload(Request.production),
        joinedload(Request.edition),
        joinedload(Request.copy).joinedload(Copy.service_point),
    )


def _page(db: Session, chosen: Select[Request], limit: int) -> Page:
    limit = max(1, min(limit, MOST_LISTED))
    found = db.scalars(_shown(chosen).limit(limit + 1)).all()
    if len(found) <= limit:
        return Page(found, None)
    return Page(found[:limit], found[limit - 1].id)
