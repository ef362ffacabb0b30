"""A book that is only listened to, as its manifest tells it: sounds in order, and contents."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tts.check.fault import Fault
from tts.check.reading import Count
from tts.check.shelf import Shelf
from tts.check.sound import Sounds

_FRAGMENT = re.compile(r"t=(?:npt:)?(\d{1,9}(?:\.\d{1,9})?)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One file that the manifest lists. `place` says where; lengths are milliseconds, None where
    it says none or something that is no length; `said_length` is what it says, in words."""

    place: str
    address: str
    file: str
    fragment: str
    media_type: str
    title: str
    rels: tuple[str, ...]
    length_ms: float | None
    said_length: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the contents; `begin_ms` is None where the fragment names no moment."""

    place: str
    title: str
    file: str
    begin_ms: float | None
    depth: int


@dataclass(frozen=True, eq=False, kw_only=True)
class Book:
    """The manifest and what it lists. `contents_file` holds `entries`: the manifest or a page."""

    shelf: Shelf
    sounds: Sounds
    name: str
    facts: Mapping[str, object]
    metadata: Mapping[str, object]
    tracks: list[Listed]
    resources: list[Listed]
    entries: list[Entry]
    contents_file: str
    total_ms: float | None
    said_total: str
    volume: str = ""

    def fault(self, code: str, place: str, sentence: str) -> Fault:
        """A fault of the manifest."""
        return Fault(code, self.name, place, sentence)

    def length_ms(self) -> int:
        """How long the sounds last that can be played."""
        heard = (self.sounds.sound(track.file) for track in self.tracks)
        return round(sum(sound.length_ms for sound in heard if sound))


Rule = Callable[[Book], Iterator[Fault]]


def moment_ms(fragment: str) -> float | None:
    """The moment of a fragment "t=12.5", 0 without fragment, None for anything else.

    Source: Media Fragments URI 1.0, section 4.2.1; an end ("t=1,2") is no place to go to.
    """
    if not fragment:
        return 0
    match = _FRAGMENT.fullmatch(fragment)
    return float(match[1]) * 1000 if match else None


def count(book: Book) -> Count:
    """How many headings, and how long; `volume` is the position that the manifest states."""
    return Count(sections=len(book.entries), sound_ms=book.length_ms(), volume=book.volume)
