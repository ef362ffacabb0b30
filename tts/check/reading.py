"""What the check of every form does: read the book, apply the rules, count what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from tts.check.document import Papers
from tts.check.fault import Checked, Fault, found_by
from tts.check.shelf import Shelf
from tts.check.sound import Sounds

Book = TypeVar("Book")


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is in a talking book; see `Checked`."""

    sections: int = 0
    phrases: int = 0
    sound_ms: int = 0
    volume: str = ""


def checked(
    shelf: Shelf,
    form: str,
    read: Callable[[Shelf, Papers, Sounds], Book | Fault],
    rules: Callable[[Book], Iterable[Callable[[Book], Iterator[Fault]]]],
    count: Callable[[Book], Count],
) -> Checked:
    """Read a book and apply the rules to it, or say why there is nothing to start from."""
    papers, sounds = Papers(shelf), Sounds(shelf)
    book = read(shelf, papers, sounds)
    if isinstance(book, Fault):
        found, counted = [book], Count()
    else:
        found, counted = list(found_by(rules(book), book)), count(book)
    return Checked(
        path=shelf.path,
        form=form,
        faults=(*papers.faults, *sounds.faults, *found),
        sections=counted.sections,
        phrases=counted.phrases,
        sound_ms=counted.sound_ms,
        volume=counted.volume,
    )
