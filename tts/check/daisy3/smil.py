"""Rules of the SMIL files of a DAISY 3 talking book. Source: Z39.86-2005; Z39.86-2005, 7."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.clips import clip_faults
from tts.check.daisy3.book import CLIP_NAMES, Daisy3
from tts.check.document import Document, Element, children, local, target
from tts.check.fault import Fault
from tts.check.metadata import Need, metadata_faults, metas, time_fault, unknown_names
from tts.check.spoken import length_ms, silent_pars, spoken_twice
from tts.check.text import dangling_texts
from tts.check.values import clock_ms, decimals

NEEDS = {
    "dtb:uid": Need(1, 1),
    "dtb:totalElapsedTime": Need(1, 1),
    "dtb:generator": Need(0, 1),
}
_MEDIA = {"text", "audio", "img", "a"}
_INSIDE = {
    "head": {"meta", "layout", "customAttributes"},
    "customAttributes": {"customTest"},
    "body": {"par", "seq"},
    "seq": {"par", "seq"} | _MEDIA,
    "par": {"seq"} | _MEDIA,
    "a": {"par", "seq", "text", "audio", "img"},
}
_REQUIRED = {
    "par": ("id",),
    "seq": ("id",),
    "text": ("src",),
    "audio": ("src", *CLIP_NAMES),
    "img": ("src",),
    "a": ("href",),
    "customTest": ("id", "defaultState", "override"),
}
_CLIP = re.compile(r"\d+:[0-5]\d:[0-5]\d(\.\d+)?|(npt=)?\d+(\.\d+)?s?")


def facts_are_right(book: Daisy3) -> Iterator[Fault]:
    """Identifier and elapsed time stand in every SMIL file. Source: Z39.86-2005."""
    for smil in book.smils:
        facts = metas(smil)
        yield from metadata_faults(smil, facts, NEEDS)
        yield from unknown_names(
            smil, facts, lambda name: name in NEEDS or not name.startswith("dtb:")
        )


def times_are_right(book: Daisy3) -> Iterator[Fault]:
    """dtb:totalElapsedTime is the time before the file, dur the time in it. §2.4."""
    elapsed_ms = 0
    for smil in book.smils:
        for fact in metas(smil):
            if fact.name == "dtb:totalElapsedTime":
                yield from time_fault(smil, fact.element, fact.value, elapsed_ms, fact.name)
        here_ms = length_ms(book.pars[smil.name], book.sounds.sound)
        chief = smil.root.find("{*}body/{*}seq")
        if chief is not None and chief.get("dur"):
            yield from time_fault(smil, chief, chief.get("dur", ""), here_ms, "dur")
        elapsed_ms += here_ms


def elements_stand_in_place(book: Daisy3) -> Iterator[Fault]:
    """Only known elements, each where it may stand; one of each in a par. Source: §2.4."""
    for smil in book.smils:
        for element in smil.named(*_INSIDE):
            inside = [local(one) for one in children(element)]
            for name in inside:
                if name not in _INSIDE[local(element)]:
                    sentence = f"{name} cannot stand in {local(element)}."
                    yield smil.fault("smil-element", element, sentence)
            if local(element) == "par" and len(inside) != len(set(inside)):
                yield smil.fault("smil-element", element, "A par may hold one of each kind only.")
            if local(element) in {"par", "seq", "body"} and not inside:
                yield smil.fault("smil-element", element, f"{local(element)} must not be empty.")


def attributes_are_there(book: Daisy3) -> Iterator[Fault]:
    """Every par and seq has an id, every clip its two times. Source: Z39.86-2005."""
    for smil in book.smils:
        for element in smil.named(*_REQUIRED):
            for name in _REQUIRED[local(element)]:
                if not element.get(name):
                    sentence = f"{local(element)} needs the attribute {name}."
                    yield smil.fault("attribute-missing", element, sentence)


def tests_are_visible_and_used_by_name(book: Daisy3) -> Iterator[Fault]:
    """A customTest is visible and true or false; a par names a declared one. §2.4."""
    for smil in book.smils:
        names = set[str]()
        for test in smil.named("customTest"):
            names.add(test.get("id", ""))
            if test.get("override", "visible") != "visible":
                yield smil.fault("custom-test-hidden", test, 'override must be "visible".')
            if test.get("defaultState", "false") not in {"true", "false"}:
                yield smil.fault("custom-test-state", test, "defaultState must be true or false.")
        for element in smil.named("par", "seq"):
            wanted = element.get("customTest")
            if wanted is not None and wanted not in names:
                sentence = f"The test {wanted!r} is not in customAttributes of this file."
                yield smil.fault("custom-test-missing", element, sentence)


def blocks_can_be_left(book: Daisy3) -> Iterator[Fault]:
    """An end by the reader names the last child of a seq with a class. Source: §2.4."""
    for smil in book.smils:
        for element in smil.named("par", "seq"):
            end = element.get("end")
            if end is None:
                continue
            inside = children(element)
            last = inside[-1].get("id", "") if inside else ""
            if local(element) != "seq" or not element.get("class"):
                sentence = "Only a seq with a class can be left by the reader."
                yield smil.fault("escape-class", element, sentence)
            if end != f"DTBuserEscape;{last}.end":
                sentence = f"end is {end!r}; it must be DTBuserEscape;{last}.end."
                yield smil.fault("escape-end", element, sentence)


def clip_times_are_exact(book: Daisy3) -> Iterator[Fault]:
    """Clip times are clock values with exactly three decimals. Source: Z39.86-2005."""
    for smil in book.smils:
        for audio in smil.named("audio"):
            for name in CLIP_NAMES:
                yield from _clip_time(smil, audio, name)


def clips_tile_the_sound(book: Daisy3) -> Iterator[Fault]:
    """Clips join, and stay inside what a player decodes. Source: docs/formats.md."""
    clips = (clip for par in book.all_pars() for clip in par.clips)
    yield from clip_faults(clips, book.sounds.sound)


def every_par_has_sound(book: Daisy3) -> Iterator[Fault]:
    """Full audio means that no par is silent. Source: Z39.86-2005, audioFullText."""
    yield from silent_pars(book.all_pars())


def every_text_is_read_once(book: Daisy3) -> Iterator[Fault]:
    """A text is read out once."""
    yield from spoken_twice(book.all_pars())


def sound_has_its_text(book: Daisy3) -> Iterator[Fault]:
    """Every par points at a text that is there and says something. Source: Z39.86-2005."""
    yield from dangling_texts(book.all_pars(), book.papers.document)


def sounds_are_there(book: Daisy3) -> Iterator[Fault]:
    """Every sound that a SMIL file plays is in the book. Source: Z39.86-2005."""
    for smil in book.smils:
        for audio in smil.named("audio"):
            name, _ = target(smil.name, audio.get("src", ""))
            if name not in book.shelf.sizes:
                sentence = f"The sound {name!r} is not in the talking book."
                yield smil.fault("sound-missing", audio, sentence)


def references_link_to_their_notes(book: Daisy3) -> Iterator[Fault]:
    """The par of a note reference holds a link to the note's sound. Source: Z39.86-2005."""
    for par in book.all_pars():
        if par.element.get("class") == "noteref" and par.element.find("{*}a") is None:
            yield par.fault("noteref-without-link", "It needs <a href=…> to the note around it.")
    for smil in book.smils:
        for link in smil.named("a"):
            file, fragment = target(smil.name, link.get("href", ""))
            document = book.papers.document(file) if file else None
            if file and (document is None or fragment not in document.ids):
                sentence = f"The link leads to {link.get('href')!r}, which is not there."
                yield smil.fault("link-id-missing", link, sentence)


RULES: tuple[Callable[[Daisy3], Iterator[Fault]], ...] = (
    facts_are_right,
    times_are_right,
    elements_stand_in_place,
    attributes_are_there,
    tests_are_visible_and_used_by_name,
    blocks_can_be_left,
    clip_times_are_exact,
    clips_tile_the_sound,
    every_par_has_sound,
    every_text_is_read_once,
    sound_has_its_text,
    sounds_are_there,
    references_link_to_their_notes,
)


def _clip_time(smil: Document, audio: Element, name: str) -> Iterator[Fault]:
    written = audio.get(name)
    if written is None:
        return
    if not _CLIP.fullmatch(written) or clock_ms(written) is None:
        sentence = f"{name} is {written!r}; write a time as 0:00:01.234."
        yield smil.fault("clip-time-malformed", audio, sentence)
    elif decimals(written) != 3:
        sentence = f"{name} is {written!r}; write exactly three decimals."
        yield smil.fault("clip-decimals", audio, sentence)
