"""What a manifest says of its book beyond the sounds: people, days, words that are known.

Source: Readium Web Publication Manifest, metadata; W3C Publication Manifest, section 4.7.
"""

from __future__ import annotations

from collections.abc import Iterator

from tts.check.audio_only.book import Book
from tts.check.audio_only.json_file import part, words
from tts.check.fault import Fault
from tts.check.values import is_date, is_garbled

_PEOPLE = ("author", "contributor", "narrator", "readBy", "translator", "publisher")
_DAYS = ("published", "modified", "datePublished", "dateModified")
_DIRECTIONS = ("ltr", "rtl", "auto")
_DANGERS = ("Flashing", "MotionSimulation", "Sound")
_HAZARDS = frozenset(
    (
        *("none", "unknown", "flashing", "motionSimulation", "sound"),
        *(f"no{danger}Hazard" for danger in _DANGERS),
        *(f"unknown{danger}Hazard" for danger in _DANGERS),
    )
)


def people_have_names(book: Book) -> Iterator[Fault]:
    """Nobody is named with no words: a player would read out an empty line."""
    for name in _PEOPLE:
        value = book.metadata.get(name)
        people = value if isinstance(value, list) else [value]
        if value is not None and not (people and all(map(_name, people))):
            yield book.fault("metadata-empty", name, f"{name} names somebody without a name.")


def _name(person: object) -> tuple[str, ...]:
    return words(person.get("name") if isinstance(person, dict) else person)


def days_exist(book: Book) -> Iterator[Fault]:
    """A day is a day of the calendar, with or without an hour."""
    for name in _DAYS:
        said = book.metadata.get(name)
        if said is not None and not (isinstance(said, str) and is_date(said.partition("T")[0])):
            sentence = f"{name} is {str(said)[:80]!r}; it must be a day such as 2026-11-22."
            yield book.fault("metadata-value", name, sentence)


def values_are_known(book: Book) -> Iterator[Fault]:
    """Direction, abridged, description and position are of their kind."""
    said = book.metadata
    direction = said.get("readingProgression", "ltr")
    if direction not in _DIRECTIONS:
        sentence = f"readingProgression is {str(direction)[:40]!r}; it must be ltr or rtl."
        yield book.fault("metadata-value", "readingProgression", sentence)
    if not isinstance(said.get("abridged", False), bool):
        yield book.fault("metadata-value", "abridged", "abridged must be true or false.")
    if said.get("description") is not None and not words(said["description"]):
        yield book.fault("metadata-empty", "description", "The description has no words.")
    if book.volume and not (book.volume.isascii() and book.volume.isdigit() and int(book.volume)):
        sentence = f"The position is {book.volume[:40]!r}; it must count from 1."
        yield book.fault("metadata-value", "position", sentence)


def hazards_are_known(book: Book) -> Iterator[Fault]:
    """A hazard has one of the names that apps look for. Source: Schema.org Accessibility Terms."""
    told = part(book.metadata, "accessibility")
    for word in (*words(told.get("hazard")), *words(book.metadata.get("accessibilityHazard"))):
        if word not in _HAZARDS:
            sentence = f"The hazard {word[:40]!r} is none that apps know; it may be none."
            yield book.fault("accessibility", "accessibilityHazard", sentence)


def words_are_whole(book: Book) -> Iterator[Fault]:
    """No title was lost in a wrong encoding: "????", "Ð°Ð±Ð°Ð¹"."""
    title = " ".join(words(book.metadata.get("title", book.metadata.get("name"))))
    told = [(book.name, "title", title)]
    told += [(book.name, track.place, track.title) for track in book.tracks]
    told += [(book.contents_file, entry.place, entry.title) for entry in book.entries]
    for file, place, said in told:
        if is_garbled(said):
            sentence = f"The title {said[:60]!r} was spoilt by a wrong encoding."
            yield Fault("words-garbled", file, place, sentence)


def listed_once(book: Book) -> Iterator[Fault]:
    """A file is in the reading order or among the resources, once. Source: W3C, section 4.7.4."""
    seen = {track.file for track in book.tracks}
    for listed in book.resources:
        if listed.file and listed.file in seen:
            yield book.fault("listed-twice", listed.place, f"{listed.file} is listed again.")
        seen.add(listed.file)


RULES = (
    people_have_names,
    days_exist,
    values_are_known,
    hazards_are_known,
    words_are_whole,
    listed_once,
)
