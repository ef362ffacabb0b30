"""One book, from its file to finished talking books on a shelf: the whole chain in one place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tts.engine import Casting
from tts.errors import BadChoice
from tts.forms.making import Making
from tts.forms.writers import Form
from tts.lexicon.entry import Entry
from tts.lexicon.files import layered, own_lexicons
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.narration.narrator import Manner, Narration, narrate
from tts.narration.store import Store
from tts.script import Role, Script, Section, section_phrases
from tts.scripting.maker import make_script
from tts.sources.daisy.folder import NCC, is_folder
from tts.sources.reading import read_book
from tts.timing import Timing
from tts.volumes.media import Medium
from tts.volumes.writing import Job, write_form

OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What is wanted of every book of one conversion. `castings` gives each language its voice.

    `lexicon` is for all books; one beside a book (`tts.lexicon.files.own_lexicons`) goes over it.
    A form that has no room on the `medium` becomes a set of volumes.
    """

    forms: tuple[Form, ...]
    castings: Mapping[str, Casting]
    shelf: Path
    making: Making
    workers: int
    manner: Manner
    lexicon: Lexicon = NO_LEXICON
    medium: Medium | None = None


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

    `languages` counts phrases by language. `faults` are sentences, each with its place. `lexicon`
    is None where there was none. A form is either in `forms`, whole, or in `volumes`, as a set in
    order.
    """

    source: Path
    folder: Path
    title: str
    creators: tuple[str, ...]
    language: str
    languages: Mapping[str, int]
    voices: Mapping[str, str]
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


def shelf_name(source: Path) -> str:
    """The name of a book's folder on the shelf, safe on every file system: that of its file, or of
    the folder that a talking book fills or its `ncc.html` lies in."""
    if source.name.lower() == NCC:
        source = source.parent
    if is_folder(source):
        stem = source.resolve().name
    else:
        stem = source.name.removesuffix(source.suffix).removesuffix(".fb2")  # book.fb2.zip is book
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", stem).strip(" .")
    return safe[:100] or "book"


def convert(source: Path, order: Order, store: Store, on_progress: OnProgress) -> Edition:
    """Make one book into every form ordered. Forms appear whole, and only when all are made.

    Whatever was spoken before, in this or a killed run, comes from the store. Raises BadBook for
    a source that is no book, BadChoice for voices that cannot work together, BadLexicon for a
    lexicon of its own that cannot be used.
    """
    folder = order.shelf / shelf_name(source)
    _keep_apart(source, folder)
    own = own_lexicons(source)
    order = replace(order, lexicon=layered(own, order.lexicon))
    script = make_script(read_book(source))
    script = replace(
        script, warnings=(*script.warnings, *(w for file in own for w in file.warnings))
    )
    narration = _narrated(script, order, store, on_progress)
    openings: list[tuple[Script, Narration]] = []

    def speak(more: Script) -> Timing:
        """Speak the openings of volumes; several forms are often cut alike."""
        known = next((said for told, said in openings if told == more), None)
        said = known or _narrated(more, order, store, lambda _done, _total: None)
        openings.append((more, said))
        return said.timing

    job = Job(
        script=script,
        timing=narration.timing,
        making=order.making,
        folder=folder,
        medium=order.medium,
        speak=speak,
    )
    written = {form.value: write_form(form, job) for form in order.forms}
    heard = (narration, *(said for _, said in openings))
    spoken = dict.fromkeys(str(fault) for said in heard for fault in said.faults)
    faults = (*spoken, *(fault for form in written.values() for fault in form.faults))
    places = {form: found.places for form, found in written.items()}
    return _edition(source, folder, script, order, narration, places, faults)


def _narrated(script: Script, order: Order, store: Store, on_progress: OnProgress) -> Narration:
    return narrate(
        script,
        order.castings,
        store,
        workers=order.workers,
        manner=order.manner,
        on_progress=on_progress,
        lexicon=order.lexicon,
    )


def _keep_apart(source: Path, folder: Path) -> None:
    """Raises BadChoice if the talking books would be written over their source, or into it."""
    here, there = source.resolve(), folder.resolve()
    if here.is_relative_to(there):
        raise BadChoice(
            f"{source} lies in {folder}, where its talking books would go; choose another --out."
        )
    if is_folder(source) and there.is_relative_to(here):
        raise BadChoice(
            f"The talking books of {source} would go into it, to {folder}; choose another --out."
        )


def _edition(
    source: Path,
    folder: Path,
    script: Script,
    order: Order,
    narration: Narration,
    places: Mapping[str, tuple[Path, ...]],
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
        voices={language: f"{c.engine}:{c.voice}" for language, c in order.castings.items()},
        forms={form: found[0] for form, found in places.items() if len(found) == 1},
        volumes={form: found for form, found in places.items() if len(found) > 1},
        sections=tuple(_sounded(section, narration.timing) for section in script.sections),
        sentences=sum(phrase.role is Role.SENTENCE for phrase in phrases),
        spoken=narration.spoken,
        reused=narration.reused,
        audio_ms=narration.timing.total_ms,
        faults=faults,
        warnings=script.warnings,
        lexicon=_lexicon_use(order.lexicon, narration.lexicon_uses),
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
    sounds = timing.sounds_of(phrase.phrase_id for phrase in section_phrases(section))
    return SoundedSection(
        title=section.title,
        language=section.heading.content[0].language,
        level=section.level,
        sounds=sounds,
        audio_ms=sum(timing.length_ms(name) for name in sounds),
    )
