"""A reader's record is closed, or forgotten on request: names and contacts go, counts stay."""

from datetime import datetime
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from access.listening.records import Bookmark, Position, Spoken
from access.notices.records import Notice
from access.people.by_number import reader_held, reader_of
from access.people.doors import ResetKey, Token
from access.people.errors import ReaderClosed, StillHas
from access.people.keys import end_sign_ins
from access.people.leaving import leaves, leaves_nothing
from access.people.looking import looked
from access.people.records import (
    Assistance,
    Contact,
    Reader,
    ReaderAuthor,
    ReaderSubject,
    Way,
)
from access.requests.closing import withdraw_all
from access.requests.loans import loans_of
from access.requests.records import Following, Had, Request


def close_reader(
    db: Session,
    *,
    reader_id: int,
    by_id: int | None,
    now: datetime,
    even_so: bool = False,
    door: str = "desk",
) -> Reader:
    """A reader is served no longer; the record stays and its keys open nothing.

    Open requests are withdrawn where `even_so`; otherwise they, and loans, refuse it. Raises
    ReaderNotFound, ReaderClosed, StillHas.
    """
    reader = reader_held(db, reader_id)
    _end(db, reader, now=now, even_so=even_so)
    looked(db, reader_id=reader_id, account_id=by_id, what="closed", door=door, now=now)
    return reader


def reopen_reader(db: Session, *, reader_id: int, by_id: int | None, now: datetime) -> Reader:
    """A closed reader comes back. Raises ReaderNotFound; ReaderClosed where the record was merged
    or forgotten: that does not come back."""
    reader = reader_of(db, reader_id)
    if reader.merged_into_id is not None or not reader.family_name:
        raise ReaderClosed(reader_id)
    reader.closed_at = None
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="reopened", door="desk", now=now)
    return reader


def forget_reader(
    db: Session,
    *,
    reader_id: int,
    by_id: int | None,
    now: datetime,
    even_so: bool = False,
    door: str = "desk",
) -> None:
    """Forget who a reader is, and with them every record that was merged into theirs.

    Names, day of birth, contacts, secrets, card number, what they had, followed, liked and were
    told go. Requests, rights and consents stay without a name, for the counts. Raises
    ReaderNotFound, StillHas.
    """
    reader = reader_of(db, reader_id)
    if reader.closed_at is None:
        reader = reader_held(db, reader_id)
        _end(db, reader, now=now, even_so=even_so)
    for one in _with_merged(db, reader):
        _empty(db, one, now)
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="forgotten", door=door, now=now)


def _end(db: Session, reader: Reader, *, now: datetime, even_so: bool) -> None:
    still_open = db.scalars(
        select(Request)
        .where(Request.reader_id == reader.id, Request.closed_at.is_(None))
        .with_for_update()
    ).all()
    loans = loans_of(db, reader_id=reader.id)
    if (still_open or loans) and not even_so:
        raise StillHas(reader.id, open_requests=len(still_open), loans=loans)
    withdraw_all(db, reader_id=reader.id, now=now)
    end_sign_ins(db, reader_id=reader.id)
    db.execute(
        update(Token)
        .where(Token.reader_id == reader.id, Token.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    db.execute(
        update(Assistance)
        .where(Assistance.reader_id == reader.id, Assistance.ended_at.is_(None))
        .values(ended_at=now)
    )
    leaves(db, reader_id=reader.id, now=now)
    reader.closed_at = now
    db.flush()


def _with_merged(db: Session, reader: Reader) -> list[Reader]:
    """The record and those merged into it. They all point at the one that stayed."""
    merged = db.scalars(select(Reader).where(Reader.merged_into_id == reader.id)).all()
    return [reader, *merged]


def _empty(db: Session, reader: Reader, now: datetime) -> None:
    reader.card_number = f"-{uuid4().hex[:30]}"  # no card can be written so
    reader.family_name = reader.given_name = reader.patronymic = ""
    reader.born_on = reader.home_point_id = None
    reader.password_hash = reader.pin_hash = None
    reader.voices, reader.forms, reader.notice_way = {}, [], Way.WEB
    for kind in (
        Contact, ReaderSubject, ReaderAuthor, Had, Following, Notice, Token, ResetKey, Position,
        Bookmark, Spoken,
    ):  # fmt: skip
        db.execute(delete(kind).where(kind.reader_id == reader.id))
    leaves_nothing(db, reader_id=reader.id, now=now)
