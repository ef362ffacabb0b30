"""A section given to its voices: what each says for every phrase, and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tts.manner.asides import Announcement
from tts.manner.choice import ReadingManner
from tts.manner.pauses import BESIDE_ANNOUNCEMENT_MS, stretched
from tts.manner.reading import Reading, readings
from tts.narration.spoken import Cast, Utterance
from tts.script import Phrase, Role, Section, Span


@dataclass(frozen=True, slots=True)
class Piece:
    """An utterance and the rest after it, before the next of the same phrase.

    `announces` is true of words of our own, `repeats` of a header said again: it is judged once,
    where it stands in the table.
    """

    utterance: Utterance
    rest_ms: int = 0
    announces: bool = False
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Voiced:
    """One phrase with all that is said for it. No pieces where it has no letter and no digit."""

    phrase: Phrase
    pieces: tuple[Piece, ...]
    pause_ms: int


def voiced(section: Section, cast: Cast, manner: ReadingManner, language: str) -> list[Voiced]:
    """Every phrase of a section of a book in `language`, in reading order."""
    rest_ms = stretched(BESIDE_ANNOUNCEMENT_MS, manner.pauses_percent)
    return [
        Voiced(reading.phrase, tuple(_pieces(reading, cast, rest_ms, language)), reading.pause_ms)
        for reading in readings(section, manner, language)
    ]


def _pieces(reading: Reading, cast: Cast, rest_ms: int, language: str) -> Iterator[Piece]:
    last = len(reading.said) - 1
    for place, aside in enumerate(reading.said):
        said = _said_by(cast, aside, reading.phrase, language)
        yield from said[:-1]
        if said:
            yield replace(said[-1], rest_ms=rest_ms if place < last else 0)


def _said_by(
    cast: Cast, aside: Announcement | Phrase, phrase: Phrase, language: str
) -> list[Piece]:
    """Announcements are cast as a sentence of the book's main language is; a header said again
    leads over to its cell."""
    if isinstance(aside, Announcement):
        sentence = Phrase(
            phrase_id=phrase.phrase_id,
            role=Role.SENTENCE,
            spans=(Span(aside.text, language),),
            language=language,
        )
        ends = aside.text.endswith(".")
        return [Piece(_ending(u, ends), announces=True) for u in cast.utterances(sentence)]
    utterances = cast.utterances(aside)
    if aside.phrase_id == phrase.phrase_id:
        return [Piece(utterance) for utterance in utterances]
    return [Piece(_ending(utterance, ends=False), repeats=True) for utterance in utterances]


def _ending(utterance: Utterance, ends: bool) -> Utterance:
    return replace(utterance, ends_sentence=utterance.ends_sentence and ends)
