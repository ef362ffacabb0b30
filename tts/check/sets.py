"""The volumes of one book: all of them there, each once, each under its own number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tts.check.fault import Checked, Fault

_NAME = re.compile(r"(.{1,200})_(\d{1,4})of(\d{1,4})(\.[a-z0-9]{1,9})?", re.ASCII | re.DOTALL)
_SAID = re.compile(r"(\d{1,4})(?:\s*(?:of|/)\s*(\d{1,4}))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Member:
    """A volume, by its name: the set, its number in it, how many there should be."""

    book: Checked
    series: tuple[str, ...]
    number: int
    count: int


def with_sets(books: Sequence[Checked], asked: Path) -> list[Checked]:
    """The same books in the same order; what is wrong with a set is a fault of its first volume.

    A volume that was `asked` for by itself is checked without the others.
    """
    inside = (book for book in books if book.path != asked)
    members = [member for book in inside if (member := _member(book))]
    series: dict[tuple[str, ...], list[_Member]] = {}
    for member in members:
        series.setdefault(member.series, []).append(member)
    more: dict[int, list[Fault]] = {}
    for group in series.values():
        more.setdefault(id(group[0].book), []).extend(_set_faults(group))
    return [_added(book, more.get(id(book), ())) for book in books]


def number_faults(book: Checked) -> Iterator[Fault]:
    """A volume says inside what its name says outside."""
    member, said = _member(book), _SAID.fullmatch(book.volume.strip())
    if member is None or said is None:
        return
    inside = (int(said[1]), int(said[2] or member.count))
    if inside != (member.number, member.count):
        sentence = (
            f"The name says volume {member.number} of {member.count}, "
            f"the book itself {inside[0]} of {inside[1]}."
        )
        yield Fault("volume-number", "", "", sentence)


def _member(book: Checked) -> _Member | None:
    match = _NAME.fullmatch(book.path.name)
    if match is None:
        return None
    series = (str(book.path.parent), book.form, match[1].lower(), match[4] or "")
    return _Member(book, series, int(match[2]), int(match[3]))


def _set_faults(group: Sequence[_Member]) -> Iterator[Fault]:
    numbers = [member.number for member in group]
    counts = {member.count for member in group}
    if len(counts) > 1:
        told = ", ".join(map(str, sorted(counts)))
        sentence = f"Volumes of different sets lie in one folder: they say they are of {told}."
        yield Fault("volume-count", "", "", sentence)
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield Fault("volume-twice", "", "", f"Volume {number} is there more than once.")
    missing = sorted(set(range(1, max(counts) + 1)) - set(numbers))
    if missing:
        told = ", ".join(map(str, missing[:20]))
        yield Fault(
            "volume-missing", "", "", f"Of {max(counts)} volumes these are missing: {told}."
        )


def _added(book: Checked, faults: Sequence[Fault]) -> Checked:
    more = (*number_faults(book), *faults)
    return replace(book, faults=(*book.faults, *more)) if more else book
