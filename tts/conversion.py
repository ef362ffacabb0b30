"""One book, from its file to finished talking books on a shelf: the whole chain in one place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tts.edition import Edition, edition_of
from tts.errors import BadChoice
from tts.forms.writers import WRITERS
from tts.lexicon.files import layered, own_lexicons
from tts.listening import Listening, clear_listening
from tts.loose_sound import keep_loose_sound
from tts.narration.growth import Growing
from tts.narration.narrator import NO_SOUND, Fault, Listener, Narration, narrate
from tts.narration.narrator import NOBODY as NOT_HEARD
from tts.narration.store import Store
from tts.order import Order
from tts.publishing import clear_what_the_dead_left
from tts.script import Script
from tts.scripting.maker import make_script
from tts.sources.daisy.folder import NCC, is_folder
from tts.sources.reading import read_book
from tts.timing import Sound, Timing
from tts.volumes.writing import Job, write_form

OnProgress = Callable[[int, int], None]


def _unheard(*_news: object) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Who follows the making of a book section by section.

    `begins` hears how many sections will be spoken (0 where nothing is), `made` of each section,
    by its place from 0, when its sound is there to stay; `audible` whenever there is more that can
    be heard (`tts.listening`), soon after the beginning.
    """

    begins: Callable[[int], object] = _unheard
    audible: Callable[[], object] = _unheard
    made: Callable[[int], object] = _unheard


NOBODY = Following()


def shelf_name(source: Path) -> str:
    """The name of a book's folder on the shelf, safe on every file system: that of its file, or of
    the folder that a talking book fills or its `ncc.html` lies in."""
    if source.name.lower() == NCC:
        source = source.parent
    if is_folder(source):
        stem = source.resolve().name
    else:
        stem = source.name.removesuffix(source.suffix).removesuffix(".fb2")  # book.fb2.zip is book
    return safe_name(stem)


def safe_name(words: str) -> str:
    """These words as the name of a folder, safe on every file system; "book" if nothing is left."""
    safe = re.sub(r'[\x00-\x1f<>:"/\\|?*]+', "_", words).strip(" .")
    return safe[:100] or "book"


def convert(
    source: Path,
    order: Order,
    store: Store,
    on_progress: OnProgress,
    *,
    name: str = "",
    following: Following = NOBODY,
) -> Edition:
    """Make one book into every form ordered. Each form appears whole, when it is made.

    `name` is that of its folder on the shelf, else the source's own (`shelf_name`).

    Whatever was spoken before, in this or a killed run, comes from the store; forms without sound
    are made first, and where only they are wanted nothing is spoken. Raises BadBook for a source
    that is no book, BadLexicon for a lexicon of its own that cannot be used, BadChoice for voices
    that cannot work together, EngineMissing where what speaks or translates is not here.
    """
    folder = order.shelf / (safe_name(name) if name else shelf_name(source))
    _keep_apart(source, folder)
    clear_what_the_dead_left(folder)
    own = own_lexicons(source)
    lexicon = layered(own, order.manner.lexicon)
    order = replace(order, manner=replace(order.manner, lexicon=lexicon))
    book = read_book(source, order.recognition)
    book = replace(book, warnings=(*book.warnings, *(w for file in own for w in file.warnings)))
    silent = [form for form in order.forms if not WRITERS[form].needs_sound]
    sounding = [form for form in order.forms if WRITERS[form].needs_sound]

    openings = _Openings(order, store)
    script = make_script(book, order.framing if sounding else None)
    job = Job(
        script=make_script(book) if silent and sounding else script,
        timing=NO_SOUND.timing,
        making=order.making,
        folder=folder,
        medium=order.medium,
        speak=openings.speak,
    )
    written = {form.value: write_form(form, job) for form in silent}
    narration = NO_SOUND
    following.begins(len(script.sections) if sounding else 0)
    if sounding:
        with _listening(script, order, folder, following) as listener:
            narration = _narrated(script, order, store, on_progress, listener)
            job = replace(job, script=script, timing=narration.timing)
            written |= {form.value: write_form(form, job) for form in sounding}
            if order.keeps_sound:
                places = [place for form in written.values() for place in form.places]
                keep_loose_sound(script, narration.timing, folder, places)
    written = {form.value: written[form.value] for form in order.forms}
    narration = replace(narration, faults=(*narration.faults, *openings.faults()))
    return edition_of(source, folder, book, script, order, narration, written)


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


class _Openings:
    """Speaks the openings of volumes, each once: several forms are often cut alike."""

    def __init__(self, order: Order, store: Store) -> None:
        self._order, self._store = order, store
        self._spoken: list[tuple[Script, Narration]] = []

    def speak(self, openings: Script) -> Timing:
        """The timing of these few sections."""
        for script, narration in self._spoken:
            if script == openings:
                return narration.timing
        narration = _narrated(openings, self._order, self._store, _unheard, NOT_HEARD)
        self._spoken.append((openings, narration))
        return narration.timing

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with their sound, each fault once."""
        return tuple(dict.fromkeys(fault for _, said in self._spoken for fault in said.faults))


@contextmanager
def _listening(
    script: Script, order: Order, folder: Path, following: Following
) -> Iterator[Listener]:
    if not order.may_listen:
        clear_listening(folder)
        yield Listener(made=lambda place, _sounds, _rate_hz: following.made(place))
        return
    with Listening(folder, script) as listening:

        def made(place: int, sounds: Sequence[Sound], rate_hz: int) -> None:
            listening.add(place, sounds, rate_hz)
            following.made(place)
            following.audible()

        def grows(place: int, sounds: Sequence[Growing]) -> None:
            if listening.grow(place, sounds):
                following.audible()

        yield Listener(made=made, grows=grows)


def _narrated(
    script: Script, order: Order, store: Store, on_progress: OnProgress, listener: Listener
) -> Narration:
    return narrate(
        script,
        order.castings,
        store,
        workers=order.workers,
        manner=order.manner,
        on_progress=on_progress,
        listener=listener,
    )
