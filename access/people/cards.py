"""Card numbers: how they are written, and which reader one leads to."""

import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from access.people.errors import BadField, ReaderNotFound, Wrong
from access.people.records import Reader

SHORTEST_CARD, LONGEST_CARD = 3, 32
MOST_MERGES = 20
LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІ", "ABEKMHOPCTYXI")
"""Letters that are typed with either keyboard and look the same on a card."""


def card_written(text: str) -> str:
    """A card number as it is kept: capitals and digits, without spaces and hyphens.

    Raises BadField where it is none.
    """
    if len(text) > 4 * LONGEST_CARD:
        raise BadField("card_number", Wrong.TOO_LONG)
    signs = "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()
    alike = signs.translate(LOOKALIKES)
    signs = alike if alike.isascii() else signs
    if not signs:
        raise BadField("card_number", Wrong.MISSING)
    if not all("0" <= sign <= "9" or sign.isalpha() for sign in signs):
        raise BadField("card_number", Wrong.BAD_SIGNS)
    if not SHORTEST_CARD <= len(signs) <= LONGEST_CARD:
        raise BadField("card_number", Wrong.OUT_OF_BOUNDS)
    return signs


def reader_by_card(db: Session, card_number: str) -> Reader | None:
    """The reader to whom a card leads; the card of a merged double leads to the one who stayed.

    None for a card that nobody has, or that cannot be one.
    """
    try:
        written = card_written(card_number)
    except BadField:
        return None
    found = db.scalars(select(Reader).where(Reader.card_number == written)).one_or_none()
    return None if found is None else _who_stayed(db, found)


def reader_who_stayed(db: Session, reader_id: int) -> Reader:
    """The reader of that number, or the one into whom they were merged. Raises ReaderNotFound."""
    found = db.get(Reader, reader_id)
    if found is None:
        raise ReaderNotFound(reader_id)
    return _who_stayed(db, found)


def _who_stayed(db: Session, reader: Reader) -> Reader:
    for _ in range(MOST_MERGES):
        if reader.merged_into_id is None:
            return reader
        reader = db.get_one(Reader, reader.merged_into_id)
    raise ReaderNotFound(reader.id)
