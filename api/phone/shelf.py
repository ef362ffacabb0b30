"""The sounds of a book in order, with their lengths: of an edition, or of one being made."""

import json
from pathlib import Path

from access.catalogue.made import Edition
from access.production.hearing import Hearing
from api.phone.call import Track
from api.phone.saying import Foreign
from tts.listening import ready_in
from tts.loose_sound import FOLDER, TABLE


def tracks_of_edition(
    shelf: Path, edition: Edition
) -> tuple[tuple[Track, ...], tuple[Foreign, ...]]:
    """The sounds of a finished edition, and the names of its chapters; nothing where they are gone.

    A chapter is a section of the book; one without a sound of its own belongs to the one before.
    """
    lengths_ms = _lengths(shelf / edition.folder / FOLDER / TABLE, edition)
    tracks: list[Track] = []
    chapters: list[Foreign] = []
    for section in edition.sections:
        sounds = [name for name in section.get("sounds", ()) if lengths_ms.get(name)]
        if not sounds:
            continue
        language = str(section.get("language") or edition.language)
        chapters.append(Foreign(str(section.get("title", "")), language))
        tracks += [
            Track(sound=name, length_ms=lengths_ms[name], chapter=len(chapters) - 1)
            for name in sounds
        ]
    return tuple(tracks), tuple(chapters)


def tracks_of_hearing(
    shelf: Path, hearing: Hearing, language: str
) -> tuple[tuple[Track, ...], tuple[Foreign, ...]]:
    """What is ready of a book that is being made, from its list that grows (RFC 8216)."""
    tracks: list[Track] = []
    chapters: list[Foreign] = []
    for sound in ready_in(shelf / hearing.folder / hearing.playlist):
        if not sound.is_whole:
            continue  # its sound for the line would be kept, and end here for ever
        if not chapters or chapters[-1].text != sound.title:
            chapters.append(Foreign(sound.title, language))
        length_ms = round(sound.length_s * 1000)
        tracks.append(Track(sound=sound.name, length_ms=length_ms, chapter=len(chapters) - 1))
    return tuple(tracks), tuple(chapters)


def _lengths(table: Path, edition: Edition) -> dict[str, int]:
    """From the table beside the sounds; else a section's length, where it has one sound."""
    try:
        read = json.loads(table.read_text("utf-8"))
        return {str(name): int(length_ms) for name, length_ms in read["sounds"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {
            str(sounds[0]): int(section.get("audio_ms", 0))
            for section in edition.sections
            if len(sounds := section.get("sounds", ())) == 1
        }
