"""Where readers can be reached: e-mail addresses and telephone numbers."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from access.people.by_number import reader_held
from access.people.errors import BadField, Wrong
from access.people.fields import email_written, is_mobile, telephone_written
from access.people.records import Contact, Reader, Way

MOST_CONTACTS = 20


def contacts_of(db: Session, *, reader_id: int) -> Sequence[Contact]:
    """All contacts of a reader, in the order in which they were added; at most 20."""
    return db.scalars(
        select(Contact).where(Contact.reader_id == reader_id).order_by(Contact.id)
    ).all()


def add_email(db: Session, *, reader_id: int, email: str) -> None:
    """One more e-mail address; one that is there already is left. Raises BadField, ReaderNotFound,
    ReaderClosed."""
    _add(db, reader_held(db, reader_id), email_written(email), (Way.EMAIL,))


def add_telephone(db: Session, *, reader_id: int, telephone: str) -> None:
    """One more number, for calls, and for messages too where it is a mobile one.

    Raises BadField, ReaderNotFound, ReaderClosed.
    """
    number = telephone_written(telephone)
    ways = (Way.CALL, Way.SMS) if is_mobile(number) else (Way.CALL,)
    _add(db, reader_held(db, reader_id), number, ways)


def remove_address(db: Session, *, reader_id: int, address: str) -> None:
    """Take an address away in all its ways.

    Where it was the last one of the way in which the reader is told, notices wait on their page
    from now on. Raises ReaderNotFound, ReaderClosed.
    """
    reader = reader_held(db, reader_id)
    db.execute(delete(Contact).where(Contact.reader_id == reader_id, Contact.address == address))
    if not can_be_told(db, reader_id=reader_id, way=reader.notice_way):
        reader.notice_way = Way.WEB
    db.flush()


def verified(db: Session, *, reader_id: int, address: str, now: datetime) -> None:
    """The reader proved that this address is theirs."""
    for contact in contacts_of(db, reader_id=reader_id):
        if contact.address == address:
            contact.verified_at = now
    db.flush()


def can_be_told(db: Session, *, reader_id: int, way: Way) -> bool:
    """Whether a reader has an address for this way; their page they always have."""
    return way is Way.WEB or any(
        contact.way is way for contact in contacts_of(db, reader_id=reader_id)
    )


def _add(db: Session, reader: Reader, address: str, ways: tuple[Way, ...]) -> None:
    there = contacts_of(db, reader_id=reader.id)
    known = {(contact.way, contact.address) for contact in there}
    new = [way for way in ways if (way, address) not in known]
    if len(there) + len(new) > MOST_CONTACTS:
        raise BadField("contacts", Wrong.TOO_MANY)
    db.add_all(Contact(reader_id=reader.id, way=way, address=address) for way in new)
    db.flush()
