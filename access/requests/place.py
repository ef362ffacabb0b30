"""How many are before a reader in the line, and when their turn will likely come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from access.catalogue.made import Source
from access.production.records import Production, ProductionState
from access.requests.records import Request, RequestState

MEASURED_FOR = timedelta(days=60)
FEWEST_MEASURED, MOST_MEASURED = 5, 200
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How fast productions went lately: seconds of work for a production and for a megabyte of its
    source, when it went well (a tenth was quicker) and when it did not (a tenth was slower)."""

    quick_s_per_mb: float
    slow_s_per_mb: float
    shortest_s: float
    longest_s: float
    at_once: int
    measured: int


@dataclass(frozen=True, slots=True)
class Expected:
    """When it will likely be ready. No promise: a book before it may be faulty."""

    earliest_at: datetime
    latest_at: datetime


@dataclass(frozen=True, slots=True)
class _Work:
    quick_s: float
    slow_s: float

    def and_then(self, other: "_Work") -> "_Work":
        return _Work(self.quick_s + other.quick_s, self.slow_s + other.slow_s)

    def shared_by(self, hands: int) -> "_Work":
        return _Work(self.quick_s / hands, self.slow_s / hands)

    def left(self, done: int, total: int) -> "_Work":
        part = 1 - min(done / total, 1) if total else 1.0
        return _Work(self.quick_s * part, self.slow_s * part)


def place_in_queue(db: Session, request: Request) -> int | None:
    """How many have their turn before this one, and it itself: 1 is next. 0: it is being made.

    None where it does not stand in a line: it is ready, delayed or closed.
    """
    if request.state is not RequestState.WAITING:
        return None
    if request.production_id is None:
        return _place_for_copy(db, request)
    production = db.get_one(Production, request.production_id)
    if production.state is not ProductionState.WAITING:
        return 0
    before = db.scalar(select(func.count(Production.id)).where(*_before(production)))
    return (before or 0) + 1


def measured_pace(db: Session, *, now: datetime, at_once: int) -> Pace | None:
    """The pace of the last two months, with so many productions at work at once.

    None while too few were made to say anything. Only first rounds are measured: later ones find
    most of their sound in the store.
    """
    rows = db.execute(
        select(Production.started_at, Production.finished_at, Source.size_bytes)
        .join(Source, Source.id == Production.source_id)
        .where(
            Production.state == ProductionState.DONE,
            Production.round == 1,
            Production.started_at.is_not(None),
            Production.finished_at >= now - MEASURED_FOR,
        )
        .order_by(Production.finished_at.desc())
        .limit(MOST_MEASURED)
    ).all()
    times = [
        ((finished - started).total_seconds(), size)
        for started, finished, size in rows
        if started is not None and finished is not None and finished > started
    ]
    if len(times) < FEWEST_MEASURED:
        return None
    per_mb = _tenths([taken_s / max(size / MEGABYTE, 0.001) for taken_s, size in times])
    whole = _tenths([taken_s for taken_s, _ in times])
    return Pace(
        quick_s_per_mb=per_mb[0],
        slow_s_per_mb=per_mb[1],
        shortest_s=whole[0],
        longest_s=whole[1],
        at_once=max(at_once, 1),
        measured=len(times),
    )


def expected(db: Session, request: Request, *, now: datetime, pace: Pace | None) -> Expected | None:
    """When an edition that a reader waits for will likely be ready, as an honest range.

    None where nothing can be said: the request does not wait for an edition, the pace is not known
    yet, or what it waits for is delayed or is being looked at by a person.
    """
    if pace is None or request.production_id is None or request.state is not RequestState.WAITING:
        return None
    production = db.get_one(Production, request.production_id)
    if production.state not in (ProductionState.WAITING, ProductionState.RUNNING):
        return None
    own = _work(db, pace, Production.id == production.id)
    if production.state is ProductionState.WAITING:
        running = _work(db, pace, Production.state == ProductionState.RUNNING)
        ahead = running.and_then(_work(db, pace, *_before(production)))
        took = ahead.shared_by(pace.at_once).and_then(own)
    else:
        took = own.left(production.sections_done, production.sections_total)
    earliest = max(now, production.next_try_at or now)
    return Expected(
        earliest_at=earliest + timedelta(seconds=took.quick_s),
        latest_at=earliest + timedelta(seconds=took.slow_s),
    )


def _place_for_copy(db: Session, request: Request) -> int:
    before = db.scalar(
        select(func.count(Request.id)).where(
            Request.title_id == request.title_id,
            Request.form == request.form,
            Request.state == RequestState.WAITING,
            or_(
                Request.turn_at < request.turn_at,
                and_(Request.turn_at == request.turn_at, Request.id < request.id),
            ),
        )
    )
    return (before or 0) + 1


def _before(production: Production) -> Sequence[ColumnElement[bool]]:
    """Which productions wait with an earlier turn: the order of wanting.IN_TURN, column by column,
    so that the index of the queue is used."""
    same_priority = Production.priority == production.priority
    return (
        Production.state == ProductionState.WAITING,
        or_(
            Production.priority < production.priority,
            and_(same_priority, Production.turn_at < production.turn_at),
            and_(
                same_priority,
                Production.turn_at == production.turn_at,
                Production.id < production.id,
            ),
        ),
    )


def _work(db: Session, pace: Pace, *which: ColumnElement[bool]) -> _Work:
    """How long these productions take together, by their sizes and at least as long as the
    shortest, one after another."""
    count, size = db.execute(
        select(func.count(Production.id), func.coalesce(func.sum(Source.size_bytes), 0))
        .join(Source, Source.id == Production.source_id)
        .where(*which)
    ).one()
    size_mb = float(size) / MEGABYTE
    return _Work(
        quick_s=min(size_mb * pace.quick_s_per_mb, count * pace.shortest_s),
        slow_s=max(size_mb * pace.slow_s_per_mb, count * pace.longest_s),
    )


def _tenths(values: Sequence[float]) -> tuple[float, float]:
    cuts = quantiles(values, n=10, method="inclusive")
    return cuts[0], cuts[-1]
