"""Handing something to a reader: who may have it, and what follows from their having it."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from access.catalogue.made import Edition
from access.ils.standing import require_good
from access.production.errors import EditionNotFound
from access.requests.closing import fulfil
from access.requests.limits import Limits, require_entitled
from access.requests.lists import request_of
from access.requests.records import Request, RequestKind, RequestState

READ_BY_TOUCH = frozenset({"brf", "pef"})


def hand_out(
    db: Session, *, reader_id: int, edition_id: int, form: str | None, now: datetime, limits: Limits
) -> Edition:
    """A published edition for a reader who opens it to listen (no form) or takes a form home.

    The request with which they asked for it is fulfilled. Braille may be had by anybody; sound
    needs a confirmed entitlement. Raises EditionNotFound, NotEntitled.
    """
    edition = db.scalars(
        select(Edition)
        .where(
            Edition.id == edition_id,
            Edition.published_at.is_not(None),
            Edition.withdrawn_at.is_(None),
        )
        .options(selectinload(Edition.forms), joinedload(Edition.title))
    ).one_or_none()
    if edition is None or edition.title.hidden_at is not None:
        raise EditionNotFound(edition_id)
    if form is not None and form not in {one.form for one in edition.forms}:
        raise EditionNotFound(edition_id)
    require_entitled(
        db, reader_id=reader_id, kind=RequestKind.AUDIO, sounds=form not in READ_BY_TOUCH, now=now,
        limits=limits,
    )  # fmt: skip
    for request_id in db.scalars(
        select(Request.id).where(
            Request.reader_id == reader_id,
            Request.edition_id == edition_id,
            Request.kind == RequestKind.AUDIO,
            Request.state == RequestState.READY,
        )
    ).all():
        fulfil(db, request_id=request_id, reader_id=reader_id, now=now, limits=limits)
    return edition


def hand_over(db: Session, *, request_id: int, now: datetime, limits: Limits) -> Request:
    """At a desk: the reader gets what was put aside for them.

    A talking book is the reader's right; a copy is not given to whom the library's own system will
    not lend, where that has the last word. Raises RequestNotFound, ImpossibleMove, BlockedAtIls.
    """
    request = request_of(db, request_id=request_id)
    if request.kind is not RequestKind.AUDIO:
        require_good(db, reader_id=request.reader_id, now=now)
    return fulfil(db, request_id=request_id, reader_id=request.reader_id, now=now, limits=limits)
