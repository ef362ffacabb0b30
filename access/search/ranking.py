"""Putting found titles in order: by name, by where the words stand, by what can be heard."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Self

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from access.catalogue.records import Title
from access.search.filters import can_be_heard
from access.search.letters import words_of
from access.search.question import Question
from access.search.records import IndexedTitle

_IS_THE_NAME, _BEGINS_THE_NAME, _IN_THE_NAME, _APART = range(4)

_SERIES, _PLACES = 2, 4

Order = tuple[int, int, int, int, bool, Decimal, bool, int, int]


@dataclass(slots=True)
class _Facts:
    """What the order depends on; words are cut apart only where they are asked for."""

    title_id: int
    name: str
    name_keys: list[str]
    written: tuple[str, ...]
    """Words of title, authors, series, subjects."""
    series_number: Decimal
    is_heard: bool
    _cut: dict[int, list[str]] = field(default_factory=dict)

    def words(self, place: int) -> list[str]:
        """The words of one of the four."""
        if place not in self._cut:
            self._cut[place] = self.written[place].split()
        return self._cut[place]


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question as titles are held against it."""

    texts: list[str]
    written: list[frozenset[str]]
    """Of every word, as it is written."""
    needed: list[tuple[frozenset[str], frozenset[str]]]
    """Of every needed word, in any form and as it is written."""
    all: frozenset[str]

    @classmethod
    def of(cls, question: Question) -> Self:
        """The words of a question."""
        written = [frozenset(word.keys.written) for word in question.words]
        needed = [
            (frozenset(word.keys.all), frozenset(word.keys.written)) for word in question.needed
        ]
        every = frozenset().union(*written, *(keys for keys, _written in needed))
        return cls([word.text for word in question.words], written, needed, every)


_FACTS = (
    select(
        IndexedTitle.title_id, Title.name, IndexedTitle.name_key, IndexedTitle.title_words,
        IndexedTitle.author_words, IndexedTitle.series_words, IndexedTitle.subject_words,
        Title.series_number, can_be_heard(IndexedTitle.title_id.expression),
    )
    .join(Title, Title.id == IndexedTitle.title_id)
    .where(IndexedTitle.title_id.in_(bindparam("ids", expanding=True)))
)  # fmt: skip


def ranked(db: Session, question: Question, title_ids: Sequence[int]) -> list[int]:
    """The titles, the best first; the same titles always come in the same order.

    Exact names first; then words of the title over its author, series, subject and the rest; the
    words as they were asked over other forms of them; a series in its order; what can be heard;
    names with fewer other words; at last the number of the title.
    """
    if len(title_ids) < 2:
        return list(title_ids)
    asked = _Asked.of(question)
    return [order[-1] for order in sorted(_order(facts, asked) for facts in _facts(db, title_ids))]


def _facts(db: Session, title_ids: Sequence[int]) -> list[_Facts]:
    rows = db.connection().execute(_FACTS, {"ids": list(title_ids)})
    return [
        _Facts(
            title_id,
            name,
            name_key.split(),
            (title, author, series, subject),
            Decimal(0) if number is None else number,
            bool(heard),
        )
        for title_id, name, name_key, title, author, series, subject, number, heard in rows
    ]


def _order(facts: _Facts, asked: _Asked) -> Order:
    likeness = _likeness(facts.name_keys, asked.written)
    places, inexact = 0, 0
    for keys, as_written in asked.needed:
        place = next((at for at in range(_PLACES) if not keys.isdisjoint(facts.words(at))), _PLACES)
        places += place
        inexact += place < _PLACES and as_written.isdisjoint(facts.words(place))
    in_series = facts.written[_SERIES] != "" and all(
        not keys.isdisjoint(facts.words(_SERIES)) for keys, _written in asked.needed
    )
    others = sum(key not in asked.all for key in facts.name_keys)
    is_to_the_letter = likeness == _IS_THE_NAME and words_of(facts.name) == asked.texts
    return (
        min(_IN_THE_NAME, likeness),
        places,
        inexact,
        likeness,
        not is_to_the_letter,
        facts.series_number if in_series else Decimal(0),
        not facts.is_heard,
        others,
        facts.title_id,
    )


def _likeness(name: list[str], asked: list[frozenset[str]]) -> int:
    """Whether the name is what was asked, begins so, or has it in one piece."""
    if not asked or len(asked) > len(name):
        return _APART
    first, *others = asked
    for start in range(len(name) - len(others)):
        if name[start] in first and all(
            name[start + at] in keys for at, keys in enumerate(others, 1)
        ):
            if start:
                return _IN_THE_NAME
            return _IS_THE_NAME if len(asked) == len(name) else _BEGINS_THE_NAME
    return _APART
