"""A section as it is read aloud: each phrase with what is said beside it, and the rest after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from tts.manner.announcements import announcements
from tts.manner.asides import Aside, Beside
from tts.manner.choice import ReadingManner
from tts.manner.pauses import with_pauses
from tts.manner.words import words_in
from tts.script import Phrase, Section


@dataclass(frozen=True, slots=True)
class Reading:
    """One phrase as it is read. `said` is in order; the phrase itself is there, unless something
    announces it in its place ("Страница 12." for a page)."""

    phrase: Phrase
    said: tuple[Aside, ...]
    pause_ms: int


def readings(section: Section, manner: ReadingManner, language: str) -> Iterator[Reading]:
    """Every phrase of a section of a book in `language`, once, in reading order."""
    beside = announcements(section, manner.announced, words_in(language))
    for phrase, pause_ms in with_pauses(section, manner.pauses_percent):
        found = beside.get(phrase.phrase_id, Beside())
        said = (*found.before, found.instead or phrase, *found.after)
        yield Reading(phrase, said, pause_ms)
