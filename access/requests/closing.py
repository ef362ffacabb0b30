"""How a request ends: the reader has it, does not want it any more, or cannot get it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState
from access.network.zone import today
from access.production.records import Production, ProductionState
from access.requests.acting import require_may_act, require_staff
from access.requests.copies import returned
from access.requests.had import note_had
from access.requests.holding import hold_request
from access.requests.limits import Limits
from access.requests.records import Refusal, Request
from access.requests.series import next_after
from access.requests.states import FULFILLED, IN_LINE, REFUSED, WITHDRAWN, move
from access.requests.telling import tell_failed

UNDONE = (ProductionState.WAITING, ProductionState.RUNNING, ProductionState.PARKED)


def fulfil(
    db: Session, *, request_id: int, reader_id: int, now: datetime, limits: Limits
) -> Request:
    """The reader has it: opened or downloaded the edition, or was given the copy or cartridge.

    The title goes on their Has-Had list, if they agreed to one, and if they follow the series the
    next of it is asked for. Done twice it changes nothing. Raises RequestNotFound, ImpossibleMove.
    """
    request = hold_request(db, request_id, reader_id=reader_id)
    if request.state is FULFILLED:
        return request
    move(request, FULFILLED, now=now)
    if request.copy_id is not None:
        db.get_one(Copy, request.copy_id).state = CopyState.ON_LOAN
    day = today(db, now=now)
    note_had(db, reader_id=request.reader_id, title_id=request.title_id, on=day)
    db.flush()
    next_after(db, reader_id=request.reader_id, title_id=request.title_id, now=now, limits=limits)
    return request


def withdraw(
    db: Session, *, request_id: int, reader_id: int, by_id: int | None = None, now: datetime
) -> Request:
    """The reader, or who acts for them, does not want it any more.

    A copy that was put aside goes to the next in line; a production that nobody waits for any more
    is cancelled, unless it is made for the back-catalogue. Done twice it changes nothing. Raises
    RequestNotFound (also for a request of somebody else), MayNotActFor, ImpossibleMove.
    """
    request = hold_request(db, request_id, reader_id=reader_id)
    require_may_act(db, account_id=by_id, reader_id=request.reader_id, now=now)
    if request.state is WITHDRAWN:
        return request
    move(request, WITHDRAWN, now=now)
    request.closed_by_id = by_id
    _let_go(db, request, now)
    return request


def refuse(db: Session, *, request_id: int, by_id: int, reason: Refusal, now: datetime) -> Request:
    """Staff cannot do what the reader asked for; the reader is told why, once.

    Raises RequestNotFound, MayNotDecide, ImpossibleMove.
    """
    require_staff(db, account_id=by_id)
    request = hold_request(db, request_id)
    if request.state is REFUSED:
        return request
    move(request, REFUSED, now=now)
    request.refusal, request.closed_by_id = reason, by_id
    tell_failed(db, request, now=now)
    _let_go(db, request, now)
    return request


def withdraw_all(
    db: Session, *, reader_id: int, by_id: int | None = None, now: datetime
) -> Sequence[Request]:
    """Whoever leaves the library waits for nothing any more: to be called before their record is
    closed. Answers what was withdrawn. Raises ReaderNotFound, MayNotActFor."""
    ids = db.scalars(
        select(Request.id)
        .where(Request.reader_id == reader_id, Request.closed_at.is_(None))
        .order_by(Request.id)
    ).all()
    return [
        withdraw(db, request_id=number, reader_id=reader_id, by_id=by_id, now=now) for number in ids
    ]


def _let_go(db: Session, request: Request, now: datetime) -> None:
    """What was kept or made for a request that is closed now goes to others, or nowhere."""
    db.flush()
    if request.copy_id is not None:
        returned(db, copy_id=request.copy_id, now=now)
    if request.production_id is not None:
        _let_go_of_production(db, request.production_id, now)


def _let_go_of_production(db: Session, production_id: int, now: datetime) -> None:
    """The production is held already, so nobody joins it at this instant.

    Somebody who still waits keeps it, with the earliest turn of those who do. A running one is
    cancelled, too: the worker looks between sections, and what was spoken stays in the store.
    """
    production = db.get_one(Production, production_id)
    if production.state not in UNDONE:
        return
    earliest = db.scalar(
        select(func.min(Request.turn_at)).where(
            Request.production_id == production_id, Request.state.in_(IN_LINE)
        )
    )
    if earliest is not None:
        production.turn_at = earliest
    elif production.kept_priority is not None:
        production.priority, production.turn_at = production.kept_priority, production.asked_at
    else:
        production.state, production.finished_at = ProductionState.CANCELLED, now
    db.flush()
