"""One book, from its file to finished talking books on a shelf: the whole chain in one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tts.book import Book
from tts.check.checking import check
from tts.engine import Casting
from tts.errors import BadChoice
from tts.forms.making import Making
from tts.forms.writers import WRITERS, Form
from tts.narration.narrator import Manner, Narration, narrate
from tts.narration.store import Store
from tts.publishing import replacing
from tts.script import Role, Script, Section, section_phrases
from tts.scripting.maker import make_script
from tts.sources.reading import read_book
from tts.sources.scans.recognition import Recognition
from tts.timing import Timing

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of every book of one conversion. `castings` gives each language its voice."""

    forms: tuple[Form, ...]
    castings: Mapping[str, Casting]
    shelf: Path
    making: Making
    workers: int
    manner: Manner
    recognition: Recognition = field(default_factory=Recognition)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoundedSection:
    """One heading of an edition, with the sound files under it and their length."""

    title: str
    language: str
    level: int
    sounds: tuple[str, ...]
    audio_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A finished talking book: where its forms are, what is in them, what is wrong with them.

    `languages` counts phrases by language. `faults` are sentences, each with its place.
    `recognised_pages` are those read from pictures, by label, with how sure that was: 0 to 1.
    """

    source: Path
    folder: Path
    title: str
    creators: tuple[str, ...]
    language: str
    languages: Mapping[str, int]
    voices: Mapping[str, str]
    forms: Mapping[str, Path]
    sections: tuple[SoundedSection, ...]
    sentences: int
    spoken: int
    reused: int
    audio_ms: int
    faults: tuple[str, ...]
    warnings: tuple[str, ...]
    recognised_pages: Mapping[str, float]


def shelf_name(source: Path) -> str:
    """The name of a book's folder on the shelf: its file's name, safe on every file system."""
    stem = source.name.removesuffix(source.suffix).removesuffix(".fb2")  # book.fb2.zip is book
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", stem).strip(" .")
    return safe[:100] or "book"


def convert(source: Path, order: Order, store: Store, on_progress: OnProgress) -> Edition:
    """Make one book into every form ordered. Forms appear whole, and only when all are made.

    Whatever was spoken before, in this or a killed run, comes from the store. Raises BadBook for
    a source that is no book, BadChoice for voices that cannot work together.
    """
    folder = order.shelf / shelf_name(source)
    if source.resolve().is_relative_to(folder.resolve()):
        raise BadChoice(
            f"{source} lies in {folder}, where its talking books would go; choose another --out."
        )
    book = read_book(source, order.recognition)
    script = make_script(book)
    narration = narrate(
        script,
        order.castings,
        store,
        workers=order.workers,
        manner=order.manner,
        on_progress=on_progress,
    )
    faults = [str(fault) for fault in narration.faults]
    forms = {}
    for form in order.forms:
        forms[form.value], found = _write(form, script, narration.timing, order, folder)
        faults += found
    return _edition(source, folder, book, script, order, narration, forms, tuple(faults))


def _write(
    form: Form, script: Script, timing: Timing, order: Order, folder: Path
) -> tuple[Path, list[str]]:
    """Write one form beside its place, read it back, put it there; its faults come along."""
    writer = WRITERS[form]
    name = form.value if writer.is_folder else folder.name + writer.file_ending
    with replacing(folder / name, is_folder=writer.is_folder) as partial:
        writer.write(script, timing, order.making, partial)
        found = [
            f"{form}: {fault.file} {fault.place}: {fault.sentence}"
            for fault in check(partial).faults
        ]
    return folder / name, found


def _edition(  # noqa: PLR0913 - all that a conversion has made
    source: Path,
    folder: Path,
    book: Book,
    script: Script,
    order: Order,
    narration: Narration,
    forms: Mapping[str, Path],
    faults: tuple[str, ...],
) -> Edition:
    metadata = script.metadata
    phrases = list(script.phrases())
    languages = Counter(phrase.language for phrase in phrases)
    return Edition(
        source=source,
        folder=folder,
        title=metadata.title,
        creators=metadata.creators,
        language=metadata.language,
        languages=dict(languages.most_common()),
        voices={language: casting.voice for language, casting in order.castings.items()},
        forms=forms,
        sections=tuple(_sounded(section, narration.timing) for section in script.sections),
        sentences=sum(phrase.role is Role.SENTENCE for phrase in phrases),
        spoken=narration.spoken,
        reused=narration.reused,
        audio_ms=narration.timing.total_ms,
        faults=faults,
        warnings=script.warnings,
        recognised_pages=dict(book.recognised_pages),
    )


def _sounded(section: Section, timing: Timing) -> SoundedSection:
    sounds = timing.sounds_of(phrase.phrase_id for phrase in section_phrases(section))
    return SoundedSection(
        title=section.title,
        language=section.heading.content[0].language,
        level=section.level,
        sounds=sounds,
        audio_ms=sum(timing.length_ms(name) for name in sounds),
    )
