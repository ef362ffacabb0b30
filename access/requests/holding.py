"""Taking hold of what a change is about, always in the same order, so that nobody waits in a ring.

The order is: reader, productions, copies, requests.
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.catalogue.records import Copy, CopyState, Medium
from access.people.errors import ReaderClosed, ReaderNotFound
from access.people.records import Reader
from access.production.records import Production
from access.requests.errors import RequestNotFound
from access.requests.records import Request

MEDIA = frozenset(medium.value for medium in Medium)


def hold_reader(db: Session, reader_id: int) -> Reader:
    """The reader, held: of two things that one reader does at an instant, one comes first.

    Raises ReaderNotFound.
    """
    reader = db.scalars(
        select(Reader)
        .where(Reader.id == reader_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one_or_none()
    if reader is None:
        raise ReaderNotFound(reader_id)
    return reader


def require_open(reader: Reader) -> Reader:
    """The same reader. Raises ReaderClosed."""
    if reader.closed_at is not None:
        raise ReaderClosed(reader.id)
    return reader


def hold_production(db: Session, production_id: int) -> Production:
    """The production, held, and as it is now."""
    return db.scalars(
        select(Production)
        .where(Production.id == production_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()


def hold_copies(db: Session, *, title_id: int, medium: str) -> Sequence[Copy]:
    """Every copy of a title on a medium, held, whatever its state but withdrawn.

    All of them: who asks and who brings back at the same instant then see each other.
    """
    return db.scalars(
        select(Copy)
        .where(
            Copy.title_id == title_id,
            Copy.medium == medium,
            Copy.state != CopyState.WITHDRAWN,
        )
        .order_by(Copy.id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).all()


def hold_request(db: Session, request_id: int, *, reader_id: int | None = None) -> Request:
    """A request with its reader, production and copies, all held, and as it is now.

    With a `reader_id`, only if it is theirs. Raises RequestNotFound.
    """
    seen = db.get(Request, request_id, populate_existing=True)
    if seen is None or (reader_id is not None and seen.reader_id != reader_id):
        raise RequestNotFound(request_id)
    hold_reader(db, seen.reader_id)
    if seen.production_id is not None:
        hold_production(db, seen.production_id)
    elif seen.form in MEDIA:
        hold_copies(db, title_id=seen.title_id, medium=str(seen.form))
    return db.scalars(
        select(Request)
        .where(Request.id == request_id)
        .with_for_update(key_share=True)
        .execution_options(populate_existing=True)
    ).one()
