"""What becomes of requests when the edition they wait for is published, delayed or given up.

Each function belongs into the transaction in which that happens to the production: the fact, the
requests and the notices are kept together or not at all.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from access.catalogue.made import Edition, EditionForm
from access.network.zone import today
from access.production.records import Production
from access.requests.had import note_had
from access.requests.records import Refusal, Request, RequestKind, RequestState
from access.requests.states import DELAYED, IN_LINE, READY, REFUSED, WAITING, move
from access.requests.telling import tell_delayed, tell_failed, tell_ready


def edition_published(db: Session, *, edition_id: int, now: datetime) -> Sequence[Request]:
    """Give a published edition to everybody who waits for it in a form that it has.

    Their requests become READY, the title goes on their Has-Had lists (if they agreed to one), and
    each gets one notice. A request for a form that a later round makes goes on waiting. Called
    twice it does nothing the second time. Answers the requests that became ready.
    """
    edition = db.get_one(Edition, edition_id)
    _hold_productions(db, edition)
    forms = db.scalars(select(EditionForm.form).where(EditionForm.edition_id == edition_id)).all()
    waiting = _held(
        db,
        IN_LINE,
        Request.title_id == edition.title_id,
        Request.manner_key == edition.manner_key,
        Request.form.in_(forms),
    )
    day = today(db, now=now)
    for request in waiting:
        move(request, READY, now=now)
        request.edition_id = edition.id
        if request.kind is RequestKind.AUDIO:
            note_had(db, reader_id=request.reader_id, title_id=edition.title_id, on=day)
        tell_ready(db, request, now=now)
    db.flush()
    return waiting


def production_parked(db: Session, *, production_id: int, now: datetime) -> Sequence[Request]:
    """Tell everybody who waits for a production that it takes longer: a person looks at it.

    Each is told once, however often it is parked. Answers the requests that are delayed now.
    """
    waiting = _of_production(db, production_id, {WAITING})
    for request in waiting:
        move(request, DELAYED, now=now)
        tell_delayed(db, request, now=now)
    db.flush()
    return waiting


def production_resumed(db: Session, *, production_id: int, now: datetime) -> Sequence[Request]:
    """A producer let a parked production go on: its requests wait as before."""
    delayed = _of_production(db, production_id, {DELAYED})
    for request in delayed:
        move(request, WAITING, now=now)
    db.flush()
    return delayed


def production_given_up(
    db: Session, *, production_id: int, by_id: int | None, now: datetime
) -> Sequence[Request]:
    """A producer decided that it cannot be made: everybody who waits is told, once."""
    waiting = _of_production(db, production_id, IN_LINE)
    for request in waiting:
        move(request, REFUSED, now=now)
        request.refusal, request.closed_by_id = Refusal.CANNOT_BE_MADE, by_id
        tell_failed(db, request, now=now)
    db.flush()
    return waiting


def _of_production(
    db: Session, production_id: int, states: Collection[RequestState]
) -> Sequence[Request]:
    _hold(db, Production.id == production_id)
    return _held(db, states, Request.production_id == production_id)


def _hold_productions(db: Session, edition: Edition) -> None:
    """Whoever asks at this instant holds the production, and is waited for: see `want`."""
    _hold(
        db,
        Production.title_id == edition.title_id,
        Production.manner_key == edition.manner_key,
    )


def _hold(db: Session, *which: ColumnElement[bool]) -> None:
    db.scalars(
        select(Production.id).where(*which).order_by(Production.id).with_for_update(key_share=True)
    ).all()


def _held(
    db: Session, states: Collection[RequestState], *which: ColumnElement[bool]
) -> Sequence[Request]:
    """Requests in these states, locked in one order for all, and as they are now."""
    return db.scalars(
        select(Request)
        .where(Request.state.in_(states), *which)
        .order_by(Request.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()
