"""A sentence longer than a voice can take at once is cut where a reader would take breath."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST_SENTENCE = 600
"""Characters. About 45 seconds of speech; nobody who lost the thread should listen longer."""

_SHORTEST_CUT = LONGEST_SENTENCE // 3
_AFTER_CLAUSE = re.compile(r"[,;:—–]['’»”\")\]]*(?=\s)")
_SPACE = re.compile(r"(?<=\S)\s")
_NEXT_CHARACTER = re.compile(r"\S")
_JOINERS = "\u200c\u200d"
_INSIDE_NUMBERS = ".,"


def shorter(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentence text[begin:end] in pieces of at most `LONGEST_SENTENCE` characters.

    It is cut after a comma, semicolon, colon or dash, else at a space, else within a word, and
    then neither inside a number nor between a letter and its marks, if any other place is left.
    """
    while end - begin > LONGEST_SENTENCE:
        stop = _cut(text, begin)
        yield begin, stop
        following = _NEXT_CHARACTER.search(text, stop)
        begin = following.start() if following else end
    yield begin, end


def _cut(text: str, begin: int) -> int:
    """Where the piece that begins at `begin` ends."""
    limit = begin + LONGEST_SENTENCE
    clauses = [m.end() for m in _AFTER_CLAUSE.finditer(text, begin + _SHORTEST_CUT, limit + 1)]
    spaces = [m.start() for m in _SPACE.finditer(text, begin, limit + 1)]
    between_words = [place for place in spaces if not _parts_digits(text, place)]
    return next(
        (places[-1] for places in (clauses, between_words, spaces) if places),
        _within_word(text, begin, limit),
    )


def _parts_digits(text: str, place: int) -> bool:
    following = _NEXT_CHARACTER.search(text, place)
    return text[place - 1].isdigit() and following is not None and following.group().isdigit()


def _within_word(text: str, begin: int, limit: int) -> int:
    places = range(limit, begin + _SHORTEST_CUT, -1)
    whole = (place for place in places if not _parts_letter(text, place))
    kind = (p for p in places if not _parts_letter(text, p) and not _parts_number(text, p))
    return next(kind, next(whole, limit))


def _parts_letter(text: str, place: int) -> bool:
    """Whether a cut here would take a mark from its letter, or tear joined signs."""
    return (
        unicodedata.category(text[place]) in {"Mn", "Mc", "Me", "Cs"}
        or text[place] in _JOINERS
        or text[place - 1] in _JOINERS
    )


def _parts_number(text: str, place: int) -> bool:
    left, right = text[place - 1], text[place]
    return (left.isdigit() and (right.isdigit() or right in _INSIDE_NUMBERS)) or (
        left in _INSIDE_NUMBERS and right.isdigit()
    )
