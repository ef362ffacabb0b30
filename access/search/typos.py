"""Words that a mistyped word may have been meant for, out of the words that titles have.

No list of words is held in memory: the database gives those of about the same length that begin
alike, or else those that end alike. One slip of the hand leaves either the beginning or the end.
"""

from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from access.search.entries import SHORTEST_TYPO_WORD
from access.search.letters import is_cyrillic
from access.search.question import Word
from access.search.records import IndexWord

MOST_COMPARED = 20_000
MOST_MEANT = 4
_LONG_WORD = 7
_MOST_KEYS = 4


def meant(db: Session, word: Word) -> tuple[str, ...]:
    """The nearest words that there are, as titles have them; the likeliest first, at most four.

    A word of four to six letters may have one slip (a letter too much, too few, another, or two
    swapped), a longer one two. Empty where nothing is near.
    """
    keys = [
        key
        for key in dict.fromkeys((*word.keys.written, *word.keys.stems))
        if len(key) >= SHORTEST_TYPO_WORD and key.isalpha()
    ][:_MOST_KEYS]
    for by_head in (True, False):
        near = _nearest(db, keys, by_head=by_head)
        if near:
            return _shown(db, near, in_cyrillic=is_cyrillic(word.text))
    return ()


def _nearest(db: Session, keys: list[str], *, by_head: bool) -> list[str]:
    found: dict[str, tuple[int, float]] = {}
    for key in keys:
        slips = 1 if len(key) < _LONG_WORD else 2
        for other, distance in _near(db, key, slips, by_head=by_head):
            likeness = (distance, -JaroWinkler.similarity(key, other))
            if other not in found or likeness < found[other]:
                found[other] = likeness
    least = min((distance for distance, _likeness in found.values()), default=0)
    best = [word for word in found if found[word][0] == least]
    return sorted(best, key=lambda word: (found[word], word))[: 2 * MOST_MEANT]


def _near(db: Session, key: str, slips: int, *, by_head: bool) -> Iterator[tuple[str, int]]:
    span = {
        "end": key[:2] if by_head else key[-2:],
        "shortest": len(key) - slips,
        "longest": len(key) + slips,
    }
    others = db.connection().execute(_WORDS_BY[by_head], span).scalar() or ""
    for other, distance, _place in process.extract(
        key, list(dict.fromkeys(others.split())), scorer=OSA.distance, score_cutoff=slips,
        limit=2 * MOST_MEANT,
    ):  # fmt: skip
        if distance:
            yield other, int(distance)


def _words_by(end: ColumnElement[str]) -> Select[str]:
    """All words with this end in one row: a row a word costs more than to compare it."""
    some = (
        select(IndexWord.word)
        .where(
            end == bindparam("end"),
            IndexWord.length.between(bindparam("shortest"), bindparam("longest")),
        )
        .limit(MOST_COMPARED)
        .subquery()
    )
    return select(func.aggregate_strings(some.c.word, " "))


_WORDS_BY = {
    True: _words_by(IndexWord.head.expression),
    False: _words_by(IndexWord.tail.expression),
}


def _shown(db: Session, words: list[str], *, in_cyrillic: bool) -> tuple[str, ...]:
    """The words as titles have them, in these letters where there are such titles."""
    rows = db.execute(
        select(IndexWord.word, IndexWord.shown)
        .where(IndexWord.word.in_(words))
        .order_by(IndexWord.is_cyrillic != in_cyrillic)
    )
    shown: dict[str, str] = {}
    for word, text in rows:
        shown.setdefault(word, text)
    return tuple(dict.fromkeys(shown[word] for word in words))[:MOST_MEANT]
