"""Readers are registered, and their record changes: profile, card, what they like to hear of."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from access.catalogue.records import Contributor, Subject
from access.network.records import ServicePoint
from access.network.zone import today
from access.people.by_number import reader_held
from access.people.cards import card_written
from access.people.contacts import add_email, add_telephone, can_be_told
from access.people.errors import BadField, CardTaken, StaleRecord, Wrong
from access.people.looking import looked
from access.people.profile import Profile, checked, put
from access.people.records import Reader, ReaderAuthor, ReaderSubject, Way

MOST_INTERESTS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReader(Profile):
    """Everything that is asked when somebody becomes a reader."""

    card_number: str
    emails: Sequence[str] = ()
    telephones: Sequence[str] = ()
    subject_ids: Collection[int] = ()
    author_ids: Collection[int] = ()


def register(
    db: Session, new: NewReader, *, now: datetime, by_id: int | None, door: str = "desk"
) -> Reader:
    """Somebody becomes a reader; `by_id` is the account that enters them, None: an import.

    All or nothing: after an error the transaction holds nothing of it. Raises BadField, CardTaken.
    """
    card = card_written(new.card_number)
    profile = checked(new, on=today(db, now=now))
    with _entering(db, card):
        _require_point(db, profile.home_point_id)
        reader = Reader(card_number=card, registered_at=now)
        put(reader, replace(profile, notice_way=Way.WEB))
        db.add(reader)
        db.flush()
        for email in new.emails:
            add_email(db, reader_id=reader.id, email=email)
        for telephone in new.telephones:
            add_telephone(db, reader_id=reader.id, telephone=telephone)
        _require_way(db, reader.id, profile.notice_way)
        reader.notice_way = profile.notice_way
        set_interests(
            db, reader_id=reader.id, subject_ids=new.subject_ids, author_ids=new.author_ids
        )
        looked(db, reader_id=reader.id, account_id=by_id, what="registered", door=door, now=now)
    return reader


def change_profile(
    db: Session,
    *,
    reader_id: int,
    version: int,
    profile: Profile,
    now: datetime,
    by_id: int | None,
    door: str = "web",
) -> Reader:
    """Write a whole profile; `version` is that of the record when it was read.

    Raises BadField, ReaderNotFound, ReaderClosed, StaleRecord.
    """
    clean = checked(profile, on=today(db, now=now))
    reader = reader_held(db, reader_id)
    if reader.version != version:
        raise StaleRecord(reader_id, seen=version, now=reader.version)
    _require_point(db, clean.home_point_id)
    _require_way(db, reader_id, clean.notice_way)
    put(reader, clean)
    db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="profile_changed", door=door, now=now)
    return reader


def change_card(
    db: Session, *, reader_id: int, card_number: str, now: datetime, by_id: int | None
) -> Reader:
    """A reader gets another card; the old one leads nowhere any more.

    Raises BadField, CardTaken, ReaderNotFound, ReaderClosed.
    """
    card = card_written(card_number)
    reader = reader_held(db, reader_id)
    if reader.card_number == card:
        return reader
    with _entering(db, card):
        reader.card_number = card
        db.flush()
    looked(db, reader_id=reader_id, account_id=by_id, what="card_changed", door="desk", now=now)
    return reader


def set_interests(
    db: Session, *, reader_id: int, subject_ids: Collection[int], author_ids: Collection[int]
) -> None:
    """The subjects and authors of which a reader wants to hear; these and no others.

    Raises BadField, ReaderNotFound, ReaderClosed.
    """
    reader_held(db, reader_id)
    subjects, authors = sorted(set(subject_ids)), sorted(set(author_ids))
    if len(subjects) + len(authors) > MOST_INTERESTS:
        raise BadField("interests", Wrong.TOO_MANY)
    if len(db.scalars(select(Subject.id).where(Subject.id.in_(subjects))).all()) < len(subjects):
        raise BadField("subjects", Wrong.NO_SUCH_CHOICE)
    known = db.scalars(select(Contributor.id).where(Contributor.id.in_(authors))).all()
    if len(known) < len(authors):
        raise BadField("authors", Wrong.NO_SUCH_CHOICE)
    db.execute(delete(ReaderSubject).where(ReaderSubject.reader_id == reader_id))
    db.execute(delete(ReaderAuthor).where(ReaderAuthor.reader_id == reader_id))
    if subjects:
        db.execute(
            insert(ReaderSubject), [{"reader_id": reader_id, "subject_id": n} for n in subjects]
        )
    if authors:
        db.execute(
            insert(ReaderAuthor), [{"reader_id": reader_id, "contributor_id": n} for n in authors]
        )


def _require_free(db: Session, card: str) -> None:
    taken = db.scalars(select(Reader.id).where(Reader.card_number == card)).first()
    if taken is not None:
        raise CardTaken(taken)


@contextmanager
def _entering(db: Session, card: str) -> Iterator[None]:
    """All or nothing; where two desks enter one card at the same instant, the index decides."""
    try:
        with db.begin_nested():
            _require_free(db, card)
            yield
    except IntegrityError:
        _require_free(db, card)
        raise


def _require_point(db: Session, point_id: int | None) -> None:
    if point_id is not None and db.get(ServicePoint, point_id) is None:
        raise BadField("home_point_id", Wrong.NO_SUCH_CHOICE)


def _require_way(db: Session, reader_id: int, way: Way) -> None:
    if not can_be_told(db, reader_id=reader_id, way=way):
        raise BadField("notice_way", Wrong.NO_SUCH_CHOICE)
