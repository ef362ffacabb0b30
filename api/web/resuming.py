"""Where a reader goes on in an edition: the same place at every door, a few seconds earlier."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from access.catalogue.made import Edition
from access.listening.places import Place
from access.listening.records import Position
from api.phone.playing import REWIND_MS
from api.phone.shelf import tracks_of_edition


@dataclass(frozen=True, slots=True)
class GoOn:
    """The sound in which it goes on, from where in it, and under which heading that is."""

    sound: str
    at_ms: int
    chapter: str
    language: str


def place_in(shelf: Path, edition: Edition, *, sound: str, at_ms: int) -> Place | None:
    """A place in a sound, as records keep it; None where the edition has no such sound."""
    found, length_ms = None, 0
    for name, lasts_ms, _ in _sounds(shelf, edition):
        if name == sound:
            found = Place(
                sound=name, at_ms=min(at_ms, lasts_ms), book_ms=length_ms + min(at_ms, lasts_ms)
            )
        length_ms += lasts_ms
    if found is None:
        return None
    return Place(sound=found.sound, at_ms=found.at_ms, book_ms=found.book_ms, length_ms=length_ms)


def goes_on(shelf: Path, edition: Edition, position: Position | None) -> GoOn | None:
    """Where they go on: seven seconds before the place, also across two sounds; None where they did
    not begin, or the place is in no sound of this edition."""
    if position is None:
        return None
    kept = place_in(shelf, edition, sound=position.sound, at_ms=position.at_ms)
    if kept is None or not kept.book_ms:
        return None
    wanted_ms, begins_ms, found = max(0, kept.book_ms - REWIND_MS), 0, None
    for name, lasts_ms, chapter in _sounds(shelf, edition):
        if begins_ms <= wanted_ms:
            found = GoOn(name, min(wanted_ms - begins_ms, lasts_ms), *chapter)
        begins_ms += lasts_ms
    return found


def _sounds(shelf: Path, edition: Edition) -> Iterator[tuple[str, int, tuple[str, str]]]:
    """Name, length and heading of every sound, in order."""
    tracks, chapters = tracks_of_edition(shelf, edition)
    for track in tracks:
        chapter = chapters[track.chapter]
        yield track.sound, track.length_ms, (chapter.text, chapter.language)
