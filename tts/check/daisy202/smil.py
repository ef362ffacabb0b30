"""Rules of the SMIL files of a DAISY 2.02 talking book. Source: DAISY 2.02."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.clips import clip_faults
from tts.check.daisy202.book import CLIP_NAMES, Daisy202, npt_ms
from tts.check.document import Document, Element, children, local, namespace, target
from tts.check.fault import Fault
from tts.check.metadata import time_fault
from tts.check.spoken import Clip, Par, length_ms, silent_pars, spoken_twice
from tts.check.values import decimals

SKIPPABLE = ("pagenumber-on", "footnote-on", "sidebar-on", "prodnote-on")
_SMIL_TYPE = "-//W3C//DTD SMIL 1.0//EN"
_NPT = re.compile(r"(npt=)?(\d+:[0-5]\d:[0-5]\d(\.\d+)?|\d+(\.\d+)?s)")
_INSIDE = {
    "par": {"text", "seq", "audio", "img"},
    "seq": {"par", "seq", "audio"},
    "body": {"seq"},
}
_REQUIRED = {
    "par": ("id", "endsync"),
    "text": ("id", "src"),
    "audio": ("id", "src", *CLIP_NAMES),
    "img": ("id", "src"),
    "ref": ("id", "src"),
}


def document_type(book: Daisy202) -> Iterator[Fault]:
    """A SMIL file is SMIL 1.0, without namespace. Source: DAISY 2.02."""
    for smil in _with_master(book):
        if smil.public_id != _SMIL_TYPE:
            yield smil.fault("document-type", None, f"The document type must be {_SMIL_TYPE}.")
        if local(smil.root) != "smil" or namespace(smil.root):
            yield smil.fault("root-element", smil.root, "The root must be smil, in no namespace.")


def has_a_region(book: Daisy202) -> Iterator[Fault]:
    """The head holds layout with a region. Source: DAISY 2.02."""
    for smil in _with_master(book):
        layout = smil.first("layout")
        if layout is None or layout.find("{*}region") is None:
            yield smil.fault("smil-layout", None, "The head must hold a layout with a region.")


def body_is_one_sequence(book: Daisy202) -> Iterator[Fault]:
    """The body is exactly one seq that says how long it lasts. Source: DAISY 2.02."""
    for smil in book.smils:
        body = smil.first("body")
        inside = children(body) if body is not None else []
        if [local(one) for one in inside] != ["seq"]:
            yield smil.fault("smil-body", body, "The body must hold exactly one seq.")
            continue
        here_ms = length_ms(book.pars[smil.name], book.sounds.sound)
        yield from time_fault(smil, inside[0], inside[0].get("dur", ""), here_ms, "dur")


def elements_stand_in_place(book: Daisy202) -> Iterator[Fault]:
    """Only known elements, each where it may stand; a par has one text. Source: DAISY 2.02."""
    for smil in book.smils:
        for element in smil.root.iter("{*}body", "{*}par", "{*}seq"):
            allowed = _INSIDE[local(element)]
            for inner in children(element):
                if local(inner) not in allowed:
                    sentence = f"{local(inner)} cannot stand in {local(element)}."
                    yield smil.fault("smil-element", inner, sentence)
            if local(element) == "par" and len(element.findall("{*}text")) != 1:
                yield smil.fault("smil-element", element, "A par must hold exactly one text.")


def attributes_are_there(book: Daisy202) -> Iterator[Fault]:
    """Every par, text, audio, img and ref has its attributes. Source: DAISY 2.02."""
    for smil in _with_master(book):
        for element in smil.named(*_REQUIRED):
            for name in _REQUIRED[local(element)]:
                if not element.get(name):
                    sentence = f"{local(element)} needs the attribute {name}."
                    yield smil.fault("attribute-missing", element, sentence)


def pars_end_with_the_last(book: Daisy202) -> Iterator[Fault]:
    """endsync="last" is the only value. Source: DAISY 2.02."""
    for par in book.all_pars():
        if par.element.get("endsync", "last") != "last":
            yield par.fault("par-endsync", 'The par must have endsync="last".')


def skippable_kinds_are_known(book: Daisy202) -> Iterator[Fault]:
    """system-required is one of four values. Source: DAISY 2.02."""
    for par in book.all_pars():
        kind = par.element.get("system-required")
        if kind is not None and kind not in SKIPPABLE:
            sentence = f"system-required is {kind!r}; it must be one of {', '.join(SKIPPABLE)}."
            yield par.fault("skippable-unknown", sentence)


def pages_can_be_skipped(book: Daisy202) -> Iterator[Fault]:
    """The par of a page number says so, that a reader may skip it. Source: DAISY 2.02."""
    pages = {(item.smil, item.fragment) for item in book.items if item.kind.startswith("page-")}
    for par in book.all_pars():
        ids = {one.get("id", "") for one in par.element.iter("{*}par", "{*}text")}
        is_page = any((par.document.name, name) in pages for name in ids)
        if is_page and par.element.get("system-required") != "pagenumber-on":
            sentence = 'The par of a page needs system-required="pagenumber-on".'
            yield par.fault("skippable-missing", sentence)


def a_note_follows_its_reference(book: Daisy202) -> Iterator[Fault]:
    """A seq inside the seq is a reference and the note's body, two par. Source: DAISY 2.02."""
    for smil in book.smils:
        for inner in smil.root.iterfind("{*}body/{*}seq/{*}seq"):
            pars = children(inner)
            if [local(one) for one in pars] != ["par", "par"]:
                sentence = "A seq for a note holds two par: the reference and the note's body."
                yield smil.fault("note-pair", inner, sentence)
            elif pars[1].get("system-required") != "footnote-on":
                sentence = 'The par of a note needs system-required="footnote-on".'
                yield smil.fault("skippable-missing", pars[1], sentence)


def clip_times_are_written_for_old_players(book: Daisy202) -> Iterator[Fault]:
    """npt=S.mmms with exactly three decimals: more crash old players. Source: DAISY 2.02."""
    for smil in book.smils:
        for audio in smil.named("audio"):
            for name in CLIP_NAMES:
                yield from _clip_time(smil, audio, name)


def clips_tile_the_sound(book: Daisy202) -> Iterator[Fault]:
    """Clips join, and stay inside what a player decodes. Source: docs/formats.md."""
    yield from clip_faults(_clips_once(book), book.sounds.sound)


def every_par_has_sound(book: Daisy202) -> Iterator[Fault]:
    """Full audio means that no par is silent. Source: DAISY 2.02, audioFullText."""
    yield from silent_pars(book.all_pars())


def every_text_is_read_once(book: Daisy202) -> Iterator[Fault]:
    """A text is read out once; a note's body may be heard again at its next reference.

    In an audio book without text all par point at the NCC, many at one heading. Source: §1.4.
    """
    yield from spoken_twice(
        par
        for par in book.all_pars()
        if not _is_note(par) and not (par.text and par.text[0] == book.ncc.name)
    )


def sounds_are_there(book: Daisy202) -> Iterator[Fault]:
    """Every sound that a SMIL file plays is in the book. Source: DAISY 2.02."""
    for smil in book.smils:
        for audio in smil.named("audio"):
            name, _ = target(smil.name, audio.get("src", ""))
            if name not in book.shelf.sizes:
                sentence = f"The sound {name!r} is not in the talking book."
                yield smil.fault("sound-missing", audio, sentence)


def master_lists_the_smil_files(book: Daisy202) -> Iterator[Fault]:
    """master.smil names every SMIL file once, in order. Source: DAISY 2.02."""
    if book.master is None:
        return
    listed = [target(book.master.name, one.get("src", ""))[0] for one in book.master.named("ref")]
    if listed != [smil.name for smil in book.smils]:
        sentence = "master.smil must name every SMIL file once, in the order of the NCC."
        yield book.master.fault("master-order", book.master.first("body"), sentence)


RULES: tuple[Callable[[Daisy202], Iterator[Fault]], ...] = (
    document_type,
    has_a_region,
    body_is_one_sequence,
    elements_stand_in_place,
    attributes_are_there,
    pars_end_with_the_last,
    skippable_kinds_are_known,
    pages_can_be_skipped,
    a_note_follows_its_reference,
    clip_times_are_written_for_old_players,
    clips_tile_the_sound,
    every_par_has_sound,
    every_text_is_read_once,
    sounds_are_there,
    master_lists_the_smil_files,
)


def _with_master(book: Daisy202) -> Iterator[Document]:
    yield from book.smils
    if book.master is not None:
        yield book.master


def _clip_time(smil: Document, audio: Element, name: str) -> Iterator[Fault]:
    written = audio.get(name)
    if written is None:
        return
    if not _NPT.fullmatch(written) or npt_ms(written) is None:
        sentence = f"{name} is {written!r}; write a time as npt=1.234s."
        yield smil.fault("clip-time-malformed", audio, sentence)
    elif decimals(written) != 3:
        sentence = f"{name} is {written!r}; write exactly three decimals."
        yield smil.fault("clip-decimals", audio, sentence)


def _clips_once(book: Daisy202) -> Iterator[Clip]:
    """Every clip, but a note's body only where it is heard first."""
    noted = set[tuple[str, str]]()
    for par in book.all_pars():
        if _is_note(par) and par.text:
            if par.text in noted:
                continue
            noted.add(par.text)
        yield from par.clips


def _is_note(par: Par) -> bool:
    return par.element.get("system-required") == "footnote-on"
