"""By which ways a reader can and wants to be told something."""

from collections.abc import Collection, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.consents import allowed
from access.people.records import Contact, Purpose, Reader, Way

NEEDS = {Way.EMAIL: Purpose.NOTICES, Way.SMS: Purpose.NOTICES, Way.CALL: Purpose.CALLS}
"""What a reader has to have agreed to; their own page needs nothing."""
LANGUAGES = ("kk", "ru", "en")


def ways_of(db: Session, reader: Reader, *, but: Collection[str] = ()) -> Sequence[Way]:
    """The ways by which this reader may be told, the chosen one first; their page is the last.

    A reader who chose their page alone is written to by no other way. `but` has those that failed.
    """
    if reader.notice_way is Way.WEB:
        return (Way.WEB,)
    agreed = allowed(db, reader_id=reader.id)
    reachable = set(db.scalars(select(Contact.way).where(Contact.reader_id == reader.id)))
    order = (reader.notice_way, *(way for way in NEEDS if way is not reader.notice_way))
    open_ways = [
        way
        for way in order
        if way in NEEDS and NEEDS[way] in agreed and way in reachable and way.value not in but
    ]
    return (*open_ways, Way.WEB)


def address_of(db: Session, *, reader_id: int, way: Way) -> str | None:
    """The address or number for a way: one that was tried out before one that was not."""
    return db.scalars(
        select(Contact.address)
        .where(Contact.reader_id == reader_id, Contact.way == way)
        .order_by(Contact.verified_at.is_(None), Contact.id)
        .limit(1)
    ).one_or_none()


def language_of(reader: Reader, way: Way) -> str:
    """In which of the languages that notices are written in: as they hear, or as they read."""
    wished = reader.speech_language if way is Way.CALL else reader.screen_language
    tag = wished.partition("-")[0]
    return tag if tag in LANGUAGES else LANGUAGES[0]
