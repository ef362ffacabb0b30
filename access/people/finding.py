"""Staff find a reader: by the beginning of a card, name, telephone number or e-mail address."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, false, or_, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, Session

from access.people.cards import card_written, reader_who_stayed
from access.people.errors import BadField, ReaderNotFound
from access.people.folding import folded
from access.people.records import Contact, Reader

MOST_FOUND = 50
LONGEST_SOUGHT = 200
MOST_WORDS = 5
SHORTEST_NUMBER = 4
LAST_SIGN = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Found:
    """Some readers by name; `has_more` where there are more, to go on after the last one."""

    readers: Sequence[Reader]
    has_more: bool


def find_readers(
    db: Session,
    *,
    sought: str,
    after_id: int | None = None,
    with_closed: bool = False,
    limit: int = 20,
) -> Found:
    """Readers whose card, telephone or e-mail begins so, or whose names begin with these words, in
    any order, however the Kazakh letters were typed; by name, at most 50 at a time.

    The card of a merged double finds the one who stayed.
    """
    where = _where(db, sought.strip()[:LONGEST_SOUGHT])
    most = max(1, min(limit, MOST_FOUND))
    place = (Reader.family_folded, Reader.given_folded, Reader.id)
    query = select(Reader).where(where, Reader.merged_into_id.is_(None)).order_by(*place)
    if not with_closed:
        query = query.where(Reader.closed_at.is_(None))
    if after_id is not None:
        last = db.get(Reader, after_id)
        if last is None:
            raise ReaderNotFound(after_id)
        query = query.where(tuple_(*place) > (last.family_folded, last.given_folded, last.id))
    found = db.scalars(query.limit(most + 1)).all()
    return Found(found[:most], has_more=len(found) > most)


def _where(db: Session, sought: str) -> ColumnElement[bool]:
    if "@" in sought:
        return Reader.id.in_(
            select(Contact.reader_id).where(_begins(db, Contact.address, sought.lower()))
        )
    ways = [*_by_card(db, sought), *_by_telephone(db, sought), *_by_name(db, sought)]
    return or_(*ways) if ways else false()


def _by_card(db: Session, sought: str) -> list[ColumnElement[bool]]:
    try:
        card = card_written(sought)
    except BadField:
        return []
    merged = db.scalars(
        select(Reader.id).where(Reader.card_number == card, Reader.merged_into_id.is_not(None))
    ).first()
    stayed = [] if merged is None else [Reader.id == reader_who_stayed(db, merged).id]
    return [_begins(db, Reader.card_number, card), *stayed]


def _by_telephone(db: Session, sought: str) -> list[ColumnElement[bool]]:
    digits = "".join(sign for sign in sought if "0" <= sign <= "9")
    if len(digits) < SHORTEST_NUMBER or any(sign.isalpha() for sign in sought):
        return []
    beginnings = {f"+{digits}", f"+7{digits}"}
    if digits[0] == "8":
        beginnings.add(f"+7{digits[1:]}")
    begin = or_(*(_begins(db, Contact.address, one) for one in sorted(beginnings)))
    return [Reader.id.in_(select(Contact.reader_id).where(begin))]


def _by_name(db: Session, sought: str) -> list[ColumnElement[bool]]:
    words = folded(sought).split()[:MOST_WORDS]
    if not words:
        return []
    indexed = or_(
        *(
            _begins(db, column, word)
            for word in words
            for column in (Reader.family_folded, Reader.given_folded)
        )
    )
    everywhere = (
        or_(*(
            (" " + column).contains(" " + word)
            for column in (Reader.family_folded, Reader.given_folded)
        ))
        for word in words
    )  # fmt: skip
    return [and_(indexed, *everywhere)]


def _begins(db: Session, column: InstrumentedAttribute[str], beginning: str) -> ColumnElement[bool]:
    """Whether a text begins so, by an index on both databases."""
    if db.get_bind().dialect.name == "sqlite":
        return and_(column >= beginning, column < beginning + LAST_SIGN)
    return column.startswith(beginning, autoescape=True)
