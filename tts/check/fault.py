"""One thing that is wrong with a talking book, where it is, and what would be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeVar

Book = TypeVar("Book")
MOST_FAULTS = 10_000


@dataclass(frozen=True, slots=True)
class Fault:
    """`code` never changes for a kind of fault ("clip-beyond-sound"); `file` is a name inside the
    talking book, "" for the book as a whole; `place` is a line or an id in it, or "".
    """

    code: str
    file: str
    place: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found in one talking book of one form.

    `sections` counts the headings a reader can go to, `phrases` the stretches of text with sound,
    `sound_ms` is how long they last together; `volume` is what it says of its place in a set
    ("2 of 3", "2/3", "2").
    """

    path: Path
    form: str
    faults: tuple[Fault, ...]
    sections: int
    phrases: int
    sound_ms: int
    volume: str = ""


def found_by(rules: Iterable[Callable[[Book], Iterator[Fault]]], book: Book) -> Iterator[Fault]:
    """What the rules find, one after the other; of each no more than anybody could read."""
    for rule in rules:
        yield from islice(rule(book), MOST_FAULTS + 1)
