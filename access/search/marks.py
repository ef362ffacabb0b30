"""Marks: what a title is, kept among its words so that both databases narrow by them as by words.

They hold what changes only together with the title's entry in the index: languages, people,
subjects, series, year. What may change at any hour (editions, copies) is asked where it stands.
No key of a word begins with y (`access.search.letters`), so no question meets a mark.
"""

from collections.abc import Iterator, Sequence

_MARK = "yy"
FIRST_YEAR, LAST_YEAR = 800, 2200
"""The years that a title may have been published in, as the catalogue keeps them."""
_SPANS = (("h", 100), ("d", 10), ("y", 1))
"""A year is marked by its hundred, its ten and itself: any span of years is a few marks."""


def language_mark(language: str) -> str:
    """Of a language tag, BCP 47 in small letters; any other sign is written by its number."""
    plain = (
        sign if sign.isascii() and (sign.islower() or sign.isdigit()) else f"x{ord(sign):x}x"
        for sign in language[:64]
    )
    return f"{_MARK}l{''.join(plain)}"


def contributor_mark(contributor_id: int) -> str:
    """Of somebody who had a part in the title, whatever it was."""
    return f"{_MARK}c{contributor_id}"


def subject_mark(subject_id: int) -> str:
    """Of what the title is about."""
    return f"{_MARK}s{subject_id}"


def series_mark(series_id: int) -> str:
    """Of the series that the title belongs to."""
    return f"{_MARK}n{series_id}"


def year_marks(year: int) -> list[str]:
    """All marks of a year of publication."""
    return [f"{_MARK}{name}{year // years}" for name, years in _SPANS]


def years_between(year_from: int | None, year_to: int | None) -> tuple[str, ...]:
    """Marks of which a title has one if it was published in these years, both included."""
    first = max(FIRST_YEAR, FIRST_YEAR if year_from is None else year_from)
    last = min(LAST_YEAR, LAST_YEAR if year_to is None else year_to)
    return tuple(_between(first, last, _SPANS)) or (f"{_MARK}none",)


def _between(first: int, last: int, spans: Sequence[tuple[str, int]]) -> Iterator[str]:
    if first > last:
        return
    (name, years), *finer = spans
    whole_from, whole_to = -(-first // years), (last + 1) // years
    if whole_from >= whole_to:
        yield from _between(first, last, finer)
        return
    yield from _between(first, whole_from * years - 1, finer)
    yield from (f"{_MARK}{name}{span}" for span in range(whole_from, whole_to))
    yield from _between(whole_to * years, last, finer)
