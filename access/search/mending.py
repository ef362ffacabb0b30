"""When nothing has the words of a question: what else may have been meant, and what was changed.

In this order: an author whose given name the catalogue does not spell out; another keyboard
layout; typos; typos under another layout; and at last words left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlalchemy.orm import Session

from access.search.entries import INITIAL_ONLY
from access.search.filters import Filters
from access.search.layouts import other_layouts
from access.search.letters import words_of
from access.search.matching import Matches, matches, matches_of
from access.search.normaliser import sought
from access.search.question import SHORTEST_BEGINNING, Question, Word
from access.search.records import IndexedTitle
from access.search.tables import Field, Group
from access.search.titles import is_anywhere, with_words
from access.search.typos import meant

MOST_MENDED = 3
"""Mistyped words in one question; with more than that nobody can guess."""
MOST_LEFT_OUT = 6
MOST_OF_A_NAME = 5


class Why(StrEnum):
    """Why a word was changed."""

    LAYOUT = "layout"
    SPELLING = "spelling"


@dataclass(frozen=True, slots=True)
class Correction:
    """A word that was asked for, and the one that was taken for it."""

    asked: str
    taken: str
    why: Why


@dataclass(frozen=True, slots=True)
class Mended:
    """What was found in the end, and by what other words."""

    matches: Matches
    text: str
    corrections: tuple[Correction, ...] = ()
    left_out: tuple[str, ...] = ()


def mended(db: Session, text: str, question: Question, filters: Filters) -> Mended | None:
    """The first other reading of a question that finds titles; None if there is none."""
    return next(
        (found for found in _readings(db, text, question, filters) if found.matches.title_ids), None
    )


def _readings(db: Session, text: str, question: Question, filters: Filters) -> Iterator[Mended]:
    for by_initials in _by_initials(db, question, filters):
        yield Mended(by_initials, text)
    known = _Known(db)
    others = [other for other in other_layouts(text) if _has_a_word(Question.of(other))]
    for other in others:
        yield _in_layout(text, other, matches(db, Question.of(other), filters))
    yield from _respelt(db, text, question, filters, known)
    for other in others:
        for found in _respelt(db, other, Question.of(other), filters, known):
            if all(map(known.has, Question.of(found.text).needed)):
                moved = _in_layout(text, other, found.matches)
                yield replace(moved, text=found.text, corrections=_moved(text, found.text))
    yield from _shortened(db, question, filters, known)


class _Known:
    """Which words any title has; each is asked for once."""

    def __init__(self, db: Session) -> None:
        self._db = db
        self._answers: dict[Group, bool] = {}

    def has(self, word: Word) -> bool:
        """Whether any title at all has this word in some form."""
        group = word.group()
        if group not in self._answers:
            self._answers[group] = is_anywhere(self._db, group)
        return self._answers[group]


def _by_initials(db: Session, question: Question, filters: Filters) -> Iterator[Matches]:
    """«Фёдор Достоевский», where the catalogue has «Достоевский, Ф. М.».

    One word is the family name, any others may be given names.
    """
    if not 1 < len(question.needed) <= MOST_OF_A_NAME:
        return
    either = [replace(word.group(), initials=_marks(word)) for word in question.needed]
    if not with_words(db, either, filters, limit=1):
        return
    for family in question.needed:
        groups = [
            replace(word.group(), fields=(Field.AUTHORS,))
            if word is family
            else replace(word.group(), initials=_marks(word))
            for word in question.needed
        ]
        yield matches_of(db, question, groups, filters)


def _marks(word: Word) -> tuple[str, ...]:
    return tuple({INITIAL_ONLY + key for key in sought(word.text[0]).written})


def _in_layout(text: str, other: str, found: Matches) -> Mended:
    return Mended(found, other, _moved(text, other))


def _moved(text: str, other: str) -> tuple[Correction, ...]:
    return (Correction(" ".join(text.split()), " ".join(other.split()), Why.LAYOUT),)


def _has_a_word(question: Question) -> bool:
    """Whether more than single letters and pairs are asked for."""
    return any(len(word.text) >= SHORTEST_BEGINNING for word in question.needed)


def _respelt(
    db: Session, text: str, question: Question, filters: Filters, known: _Known
) -> Iterator[Mended]:
    """With the words that no title has put right; if all are known, with each in its turn."""
    unknown = [word for word in question.needed if not known.has(word)]
    if len(unknown) > MOST_MENDED:
        return
    if unknown:
        rounds = [unknown]
    else:
        by_length = sorted(question.needed, key=lambda word: -len(word.text))
        rounds = [[word] for word in by_length[:MOST_MENDED]]
    for wrong in rounds:
        others = {word.text: meant(db, word) for word in wrong}
        if all(others.values()):
            respelt = question.with_words(others)
            found = matches_of(db, respelt, respelt.groups(), filters)
            yield _told(db, text, wrong, others, found)


def _told(
    db: Session, text: str, wrong: list[Word], others: dict[str, tuple[str, ...]], found: Matches
) -> Mended:
    """Say of each word which one the best title has."""
    best = db.get(IndexedTitle, found.title_ids[0]) if found.title_ids else None
    there = set[str]()
    if best is not None:
        for words in (best.title_words, best.author_words, best.series_words, best.subject_words):
            there.update(words.split())
    corrections = []
    for word in wrong:
        options = others[word.text]
        taken = next(
            (
                option
                for option in options
                if not there.isdisjoint(Question.of(option).words[0].keys.all)
            ),
            options[0],
        )
        corrections.append(Correction(word.text, taken, Why.SPELLING))
    taken_for = {correction.asked: correction.taken for correction in corrections}
    mended_text = " ".join(taken_for.get(word, word) for word in words_of(text))
    return Mended(found, mended_text, tuple(corrections))


def _shortened(
    db: Session, question: Question, filters: Filters, known: _Known
) -> Iterator[Mended]:
    """Without the words that no title has; if all are known, without each in its turn."""
    needed = question.needed
    unknown = {word.text for word in needed if not known.has(word)}
    shortest_first = sorted({word.text for word in needed}, key=lambda word: (len(word), word))
    rounds = [unknown] if unknown else [{word} for word in shortest_first[:MOST_LEFT_OUT]]
    for left_out in rounds:
        shorter = question.without(left_out)
        if _has_a_word(shorter):
            found = matches_of(db, shorter, shorter.groups(), filters)
            kept = " ".join(word.text for word in shorter.words)
            yield Mended(found, kept, left_out=tuple(w.text for w in needed if w.text in left_out))
