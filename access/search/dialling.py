"""Finding titles by the keys of a telephone."""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Session

from access.search.errors import NoKeys, TooFewKeys
from access.search.filters import EVERYTHING, Filters, can_be_heard
from access.search.hits import Hit, hits
from access.search.keypad import LONGEST, SHORTEST
from access.search.records import KeypadWord

MOST_HITS = 5
MOST_COMPARED = 300
"""Titles that begin so which are put in order, for each place of a word."""
_PLACES = (0, 1, 2)
_AFTER_DIGITS = ":"


class _Row(NamedTuple):
    is_longer: bool
    is_silent: bool
    digits: str
    title_id: int


def by_keypad(
    db: Session, digits: str, limit: int = MOST_HITS, *, filters: Filters = EVERYTHING
) -> list[Hit]:
    """Titles whose name, author's family name or later word begins with these keys.

    In this order; among equals those whose word is just so long, then those that can be heard.
    Keys may go on into the next word, without anything between («абай жолы»: 2224 3548). From
    three keys on; raises TooFewKeys, NoKeys.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise NoKeys
    if len(digits) < SHORTEST:
        raise TooFewKeys(len(digits), SHORTEST)
    db.flush()
    chosen: dict[int, None] = {}
    for place in _PLACES:
        chosen |= dict.fromkeys(row.title_id for row in _beginning(db, digits, place, filters))
        if len(chosen) >= limit:
            break
    return hits(db, list(chosen)[: max(limit, 0)])


def _beginning(db: Session, digits: str, place: int, filters: Filters) -> Sequence[_Row]:
    pressed = digits[:LONGEST]
    span = {"place": place, "pressed": pressed, "after": pressed + _AFTER_DIGITS}
    return sorted(
        _Row(length != len(pressed), not heard, found, title_id)
        for found, length, title_id, heard in db.connection().execute(_statement(filters), span)
    )


@lru_cache(maxsize=256)
def _statement(filters: Filters) -> Select[str, int, int, bool]:
    title_id = KeypadWord.title_id.expression
    return (
        select(
            KeypadWord.digits, KeypadWord.word_length, KeypadWord.title_id, can_be_heard(title_id)
        )
        .where(
            KeypadWord.place == bindparam("place"),
            KeypadWord.digits >= bindparam("pressed"),
            KeypadWord.digits < bindparam("after"),
            *filters.conditions(title_id),
        )
        .order_by(KeypadWord.digits, KeypadWord.title_id)
        .limit(MOST_COMPARED)
    )
