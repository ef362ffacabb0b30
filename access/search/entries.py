"""A title's entry in the index: its keys by field, its keys on a telephone, its words for typos."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from access.search.isbn import isbn_of
from access.search.keypad import LONGEST, SHORTEST, USUAL, Keypad
from access.search.letters import pieces_of, words_of
from access.search.marks import (
    contributor_mark,
    language_mark,
    series_mark,
    subject_mark,
    year_marks,
)
from access.search.normaliser import ANY, ENGLISH, KAZAKH, RUSSIAN, VERSION, Keys, kept
from access.search.records import LONGEST_LANGUAGES, LONGEST_NAME_KEY, LONGEST_SHOWN
from access.search.sources import Description
from access.search.tables import Words

MOST_WORDS_OF_A_NAME = 200
MOST_KEYPAD_WORDS = 12
SHORTEST_TYPO_WORD, SHORTEST_TYPO_STEM = 4, 5
INITIAL_ONLY = "y"
"""Begins the key of an author's initial where the name itself is not known; no other key does."""

_FIRST, _AUTHOR, _LATER = 0, 1, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the index keeps of a title."""

    title_id: int
    name: tuple[tuple[str, Keys], ...]
    """The words of the name, in order, each with its keys."""
    more: tuple[tuple[str, Keys], ...]
    """Words of the subtitle."""
    authors: tuple[tuple[str, Keys], ...]
    initials: tuple[str, ...]
    families: tuple[str, ...]
    series: tuple[tuple[str, Keys], ...]
    series_number: tuple[str, ...]
    subjects: tuple[tuple[str, Keys], ...]
    rest: tuple[str, ...]
    languages: tuple[str, ...]
    marks: tuple[str, ...]

    @classmethod
    def of(cls, title: Description) -> Self:
        """The entry of a title."""
        way = _way(title.languages)
        loose = [title.annotation, title.publisher]
        people = [_keyed(name, ANY) for name in title.others]
        return cls(
            title_id=title.title_id,
            name=_keyed(title.name, way),
            more=(*_keyed(title.subtitle, way), *_pieces(title.name, way)),
            authors=tuple(
                pair for name in title.authors for pair in (*_keyed(name, ANY), *_pieces(name, ANY))
            ),
            initials=tuple(key for name in title.authors for key in _initials(name)),
            families=tuple(_family(name) for name in title.authors),
            series=_keyed(title.series or "", way),
            series_number=_number(title.series_number),
            subjects=tuple(pair for name in title.subjects for pair in _keyed(name, ANY)),
            rest=tuple(
                dict.fromkeys(
                    [
                        key
                        for text in loose
                        for _word, keys in _keyed(text, way)
                        for key in keys.stems
                    ]
                    + [key for pairs in people for _word, keys in pairs for key in keys.all]
                    + [isbn for written in title.isbns if (isbn := isbn_of(written))]
                )
            ),
            languages=tuple(map(language_mark, title.languages)),
            marks=_marks(title),
        )

    def words(self) -> Words:
        """For the table of words."""
        return Words(
            title_id=self.title_id,
            title=_all([*self.name, *self.more]),
            authors=(*_all(self.authors), *self.initials),
            topics=(*_all(self.series), *self.series_number, *_all(self.subjects)),
            rest=(*self.rest, *self.languages, *self.marks),
        )

    def indexed(self) -> dict[str, str | int]:
        """The row of `IndexedTitle`."""
        return {
            "title_id": self.title_id,
            "version": VERSION,
            "name_key": " ".join(keys.written[0] for _word, keys in self.name)[:LONGEST_NAME_KEY],
            "languages": _spaced(self.languages),
            "title_words": " ".join(_all([*self.name, *self.more])),
            "author_words": " ".join((*_all(self.authors), *self.initials)),
            "series_words": " ".join((*_all(self.series), *self.series_number)),
            "subject_words": " ".join(_all(self.subjects)),
        }

    def vocabulary(self) -> Iterator[tuple[str, str]]:
        """Words and stems that a reader may mistype, each with the word as it is written here."""
        for word, keys in (*self.name, *self.more, *self.authors, *self.series, *self.subjects):
            if word.isalpha() and len(word) <= LONGEST_SHOWN:
                for key in keys.stems:
                    if len(key) >= SHORTEST_TYPO_STEM and key.isalpha():
                        yield key, word
                for key in keys.written:
                    if len(key) >= SHORTEST_TYPO_WORD and key.isalpha():
                        yield key, word

    def keypad(self, keypad: Keypad = USUAL) -> list[dict[str, str | int]]:
        """The rows of `KeypadWord`, where letters lie so."""
        digits = [keypad.digits_of(word) for word, _keys in self.name][:MOST_WORDS_OF_A_NAME]
        places: dict[tuple[int, str], int] = {}
        for start in range(min(len(digits), MOST_KEYPAD_WORDS)):
            pressed = "".join(digits[start : start + LONGEST])[:LONGEST]
            if digits[start] and len(pressed) >= min(SHORTEST, len(digits[start])):
                place = _LATER if start else _FIRST
                places.setdefault((place, pressed), min(len(digits[start]), LONGEST))
        for family in self.families:
            pressed = "".join(map(keypad.digits_of, words_of(family)))[:LONGEST]
            if pressed:
                places.setdefault((_AUTHOR, pressed), len(pressed))
        return [
            {"place": place, "digits": pressed, "title_id": self.title_id, "word_length": length}
            for (place, pressed), length in places.items()
        ]


def _spaced(marks: tuple[str, ...]) -> str:
    """As many of them as fit."""
    spaced = " "
    for mark in marks:
        if len(spaced) + len(mark) + 1 > LONGEST_LANGUAGES:
            break
        spaced += f"{mark} "
    return spaced


def _marks(title: Description) -> tuple[str, ...]:
    """What a title can be narrowed by, besides its languages."""
    return (
        *map(contributor_mark, title.contributor_ids),
        *map(subject_mark, title.subject_ids),
        *([] if title.series_id is None else [series_mark(title.series_id)]),
        *([] if title.published_year is None else year_marks(title.published_year)),
    )


def _way(languages: tuple[str, ...]) -> str:
    """In which way the words of a title in these languages are kept."""
    spoken = {language.partition("-")[0] for language in languages} - {""}
    if len(spoken) != 1:
        return ANY
    (language,) = spoken
    if language in (KAZAKH, RUSSIAN):
        return language
    return ANY if language in ("mul", "und") else ENGLISH


def _keyed(text: str, way: str) -> tuple[tuple[str, Keys], ...]:
    return tuple((word, kept(word, way)) for word in words_of(text))


def _pieces(text: str, way: str) -> list[tuple[str, Keys]]:
    return [(piece, kept(piece, way)) for piece in pieces_of(text)]


def _all(pairs: Iterable[tuple[str, Keys]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for _word, keys in pairs for key in keys.all))


def _family(name: str) -> str:
    """The family name, which stands first: «Сент-Экзюпери, Антуан де», «Шевченко Т. Г.»."""
    before, comma, _after = name.partition(",")
    words = before.split()
    return before if comma or not words else words[0]


def _initials(name: str) -> Iterator[str]:
    """The first letter of each given name; with a mark where the name is no more than that."""
    for word in words_of(name[len(_family(name)) :]):
        for key in kept(word[0], ANY).written:
            yield key
            if len(word) == 1:
                yield INITIAL_ONLY + key


def _number(number: Decimal | None) -> tuple[str, ...]:
    """A number in a series as a reader says it: 2, not 2.00."""
    return () if number is None else tuple(words_of(f"{number.normalize():f}"))
