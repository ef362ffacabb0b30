"""A finished edition: what was made of a book, where it lies, what is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tts.book import Book
from tts.doubt import Doubt
from tts.lexicon.entry import Entry
from tts.lexicon.lexicon import Lexicon
from tts.narration.narrator import Fault, Narration
from tts.order import Order
from tts.script import Phrase, Role, Script, Section, section_phrases
from tts.timing import Timing
from tts.volumes.writing import Written

LOW_CONFIDENCE = "low_confidence"
LEAST_SURE = 0.6
"""A page that was read from its picture less surely than this should be heard by somebody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundedSection:
    """One heading of an edition, with the sound files under it and their length."""

    title: str
    language: str
    level: int
    sounds: tuple[str, ...]
    audio_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconUse:
    """The lexicon of an edition: its version, its files, how often which entry was used.

    An entry is named by its language and its written form ("kk IBM").
    """

    version: str
    sources: tuple[str, ...]
    entries: int
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A finished talking book: where its forms are, what is in them, what is wrong with them.

    `languages` counts phrases by language. `faults` are sentences, each with its place. `voices`
    is empty where nothing was spoken, `lexicon` None where there was none. A form is either in
    `forms`, whole, or in `volumes`, as a set in order. `recognised_pages` are those read from
    pictures, by label, with how sure that was: 0 to 1. `doubts` are the phrases to be heard.
    """

    source: Path
    folder: Path
    title: str
    creators: tuple[str, ...]
    language: str
    languages: Mapping[str, int]
    voices: Mapping[str, str]
    words_per_minute: Mapping[str, int]
    forms: Mapping[str, Path]
    volumes: Mapping[str, tuple[Path, ...]]
    sections: tuple[SoundedSection, ...]
    sentences: int
    spoken: int
    reused: int
    audio_ms: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    lexicon: LexiconUse | None
    recognised_pages: Mapping[str, float]
    doubts: tuple[Doubt, ...] = ()


def edition_of(
    source: Path,
    folder: Path,
    book: Book,
    script: Script,
    order: Order,
    narration: Narration,
    written: Mapping[str, Written],
) -> Edition:
    """The edition that came of a book: its script, its narration, its forms by their names."""
    metadata, timing = script.metadata, narration.timing
    castings = order.castings if timing.sounds else {}
    phrases = list(script.phrases())
    losses = (loss for form in written.values() for loss in form.losses)
    faults = (fault for form in written.values() for fault in form.faults)
    places = {form: found.places for form, found in written.items()}
    return Edition(
        source=source,
        folder=folder,
        title=metadata.title,
        creators=metadata.creators,
        language=metadata.language,
        languages=dict(Counter(phrase.language for phrase in phrases).most_common()),
        voices={tag: f"{c.engine}:{c.voice}" for tag, c in castings.items()},
        words_per_minute={tag: c.words_per_minute for tag, c in castings.items()},
        forms={form: found[0] for form, found in places.items() if len(found) == 1},
        volumes={form: found for form, found in places.items() if len(found) > 1},
        sections=tuple(_sounded(section, timing) for section in script.sections),
        sentences=sum(phrase.role is Role.SENTENCE for phrase in phrases),
        spoken=narration.spoken,
        reused=narration.reused,
        audio_ms=timing.total_ms,
        faults=(*map(str, narration.faults), *faults),
        warnings=tuple(dict.fromkeys((*script.warnings, *losses))),
        lexicon=_lexicon_use(order.manner.lexicon, narration.lexicon_uses),
        recognised_pages=dict(book.recognised_pages),
        doubts=tuple(_doubts(script, narration, book.recognised_pages)),
    )


def _doubts(
    script: Script, narration: Narration, recognised: Mapping[str, float]
) -> Iterator[Doubt]:
    """What is wrong with the sound, and pages that were hard to read, in reading order."""
    faults: dict[str, Fault] = {fault.phrase_id: fault for fault in reversed(narration.faults)}
    for phrase in script.phrases():
        if phrase.phrase_id not in narration.timing.clips:
            continue
        if fault := faults.get(phrase.phrase_id):
            yield _doubt(phrase, narration.timing, fault.kind.value, fault.said, fault.reason)
        sure = recognised.get(phrase.text, 1.0) if phrase.role is Role.PAGE else 1.0
        if sure < LEAST_SURE:
            reason = f"this page was read from its picture, {sure:.0%} sure"
            yield _doubt(phrase, narration.timing, LOW_CONFIDENCE, phrase.text, reason)


def _doubt(phrase: Phrase, timing: Timing, code: str, said: str, reason: str) -> Doubt:
    return Doubt(
        code=code,
        phrase_id=phrase.phrase_id,
        language=phrase.language,
        written=phrase.text,
        said=said,
        reason=reason,
        sound=timing.clips[phrase.phrase_id].sound,
        begins_ms=timing.begin_ms(phrase.phrase_id),
        ends_ms=timing.end_ms(phrase.phrase_id),
    )


def _lexicon_use(lexicon: Lexicon, uses: Mapping[Entry, int]) -> LexiconUse | None:
    if not lexicon.sources:
        return None
    named = Counter[str]()
    for entry, count in uses.items():
        named[f"{entry.language} {entry.written}"] += count
    return LexiconUse(
        version=lexicon.version,
        sources=lexicon.sources,
        entries=len(lexicon.entries),
        uses=dict(named.most_common()),
    )


def _sounded(section: Section, timing: Timing) -> SoundedSection:
    heard = (p.phrase_id for p in section_phrases(section) if p.phrase_id in timing.clips)
    sounds = timing.sounds_of(heard)
    return SoundedSection(
        title=section.title,
        language=section.heading.content[0].language,
        level=section.level,
        sounds=sounds,
        audio_ms=sum(timing.length_ms(name) for name in sounds),
    )
