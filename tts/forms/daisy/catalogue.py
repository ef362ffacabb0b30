"""What both forms say of the book as a whole: title, languages, people, dates, sections."""

import re
import shutil
from collections.abc import Iterable
from itertools import takewhile
from pathlib import Path

from tts.forms.daisy.text import folded
from tts.forms.making import Making
from tts.script import Phrase, Role, Script, Section
from tts.timing import Timing

_DATE = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")


def heading_words(section: Section) -> tuple[Phrase, ...]:
    """The phrases of the heading itself, without page numbers and note marks; at least one.

    Raises ValueError where a heading has none: a script never has such a section.
    """
    apart = (Role.PAGE, Role.NOTE_REFERENCE)
    words = tuple(phrase for phrase in section.heading.content if phrase.role not in apart)
    if not words:
        raise ValueError(f"section {section.section_id} has a heading without words")
    return words


def split_heading(section: Section) -> tuple[tuple[Phrase, ...], tuple[Phrase, ...]]:
    """The page numbers announced before the heading, and the heading's own content."""
    content = section.heading.content
    pages = tuple(takewhile(lambda phrase: phrase.role is Role.PAGE, content))
    return pages, content[len(pages) :]


def heading_label(section: Section) -> str:
    """The whole heading on one line, for lists of contents."""
    return folded(" ".join(phrase.text for phrase in heading_words(section)))


def book_title(script: Script) -> str:
    """The title of the catalogue, else the heading of the first section."""
    return folded(script.metadata.title) or heading_label(script.sections[0])


def identifier(script: Script) -> str:
    """The book's identifier: the same in every file, so without white space that XML may change."""
    return folded(script.metadata.identifier)


def names(people: Iterable[str]) -> tuple[str, ...]:
    """Those people of a catalogue card who have a name."""
    return tuple(name for name in map(folded, people) if name)


def publisher(script: Script, making: Making) -> str:
    """Who published the book, else who made the talking book."""
    return folded(script.metadata.publisher) or folded(making.producer)


def source_date(script: Script) -> str:
    """The year, month or day on which the printed book came out, "" where unknown."""
    day = script.metadata.published_on
    return day if _DATE.fullmatch(day) else ""


def languages(script: Script) -> tuple[str, ...]:
    """Every language spoken in the book, the main one first."""
    spoken = (span.language for phrase in script.phrases() for span in phrase.spans)
    return tuple(dict.fromkeys((script.metadata.language, *spoken)))


def copy_sounds(timing: Timing, out: Path) -> None:
    """Put every sound file of the edition into the folder, under its own name."""
    for sound in timing.sounds:
        shutil.copyfile(sound.path, out / sound.name)
