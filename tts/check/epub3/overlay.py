"""Rules of the media overlays of an EPUB 3 talking book. Source: EPUB 3.3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tts.check.clips import clip_faults
from tts.check.document import Document, Element, children, local, namespace, place, target
from tts.check.epub3.book import (
    CLIP_NAMES,
    EPUB_TYPE,
    OVERLAY_TYPE,
    TEXTREF,
    Epub3,
    types_of,
)
from tts.check.fault import Fault
from tts.check.metadata import Fact, time_fault
from tts.check.shelf import Unreadable
from tts.check.sound import suffix
from tts.check.spoken import length_ms, silent_pars, spoken_twice
from tts.check.text import dangling_texts
from tts.check.values import clock_ms, decimals

SMIL = "http://www.w3.org/ns/SMIL"
SKIPPABLE = ("pagebreak", "noteref", "footnote", "endnote")
_INSIDE = {
    "smil": {"head", "body"},
    "body": {"seq", "par"},
    "seq": {"seq", "par"},
    "par": {"text", "audio"},
}
_CLOCK = re.compile(r"\d+:[0-5]\d:[0-5]\d(\.\d+)?|[0-5]\d:[0-5]\d(\.\d+)?|\d+(\.\d+)?(h|min|ms|s)?")
_CLASS = re.compile(r"-?[A-Za-z_][\w-]*")
_SOUNDS = {".mp3", ".m4a", ".mp4", ".ogg", ".opus"}


def roots_are_right(book: Epub3) -> Iterator[Fault]:
    """An overlay is smil, version 3.0, with one body. Source: EPUB 3.3."""
    for overlay in book.overlays:
        root = overlay.root
        if local(root) != "smil" or namespace(root) != SMIL or root.get("version") != "3.0":
            sentence = f"The root must be smil, version 3.0, of {SMIL}."
            yield overlay.fault("root-element", root, sentence)
        if sum(local(one) == "body" for one in children(root)) != 1:
            yield overlay.fault("smil-body", root, "An overlay has exactly one body.")


def elements_stand_in_place(book: Epub3) -> Iterator[Fault]:
    """seq and par in body and seq; a par has one text and at most one audio. Source: §3.2."""
    for overlay in book.overlays:
        for element in overlay.named(*_INSIDE):
            inside = [local(one) for one in children(element)]
            for name in sorted(set(inside) - _INSIDE[local(element)]):
                sentence = f"{name} cannot stand in {local(element)}."
                yield overlay.fault("smil-element", element, sentence)
            if local(element) == "par" and (inside.count("text") != 1 or inside.count("audio") > 1):
                sentence = "A par holds one text and at most one audio."
                yield overlay.fault("smil-element", element, sentence)
            if not inside:
                sentence = f"{local(element)} must not be empty."
                yield overlay.fault("smil-element", element, sentence)


def sequences_name_their_text(book: Epub3) -> Iterator[Fault]:
    """A seq has epub:textref, and it leads to an element. Source: EPUB 3.3."""
    for overlay in book.overlays:
        for element in overlay.named("body", "seq"):
            reference = element.get(TEXTREF)
            if reference is None:
                if local(element) == "seq":
                    yield overlay.fault("textref-absent", element, "seq needs epub:textref.")
                continue
            file, fragment = target(overlay.name, reference)
            text = book.papers.document(file) if file else None
            if text is None or (fragment and fragment not in text.ids):
                sentence = f"epub:textref {reference!r} leads nowhere."
                yield overlay.fault("textref-missing", element, sentence)


def clip_times_are_exact(book: Epub3) -> Iterator[Fault]:
    """Clip times are clock values without npt=, with three decimals. Source: §0, §3.2."""
    for overlay in book.overlays:
        for audio in overlay.named("audio"):
            for name in CLIP_NAMES:
                yield from _clip_time(overlay, audio, name)


def sounds_are_there(book: Epub3) -> Iterator[Fault]:
    """Every sound is a file of the book, of a kind that readers must play. Source: §3.1."""
    for overlay in book.overlays:
        for audio in overlay.named("audio"):
            name, _ = target(overlay.name, audio.get("src", ""))
            if name not in book.shelf.sizes:
                sentence = f"The sound {name!r} is not in the talking book."
                yield overlay.fault("sound-missing", audio, sentence)
            elif suffix(name) not in _SOUNDS:
                sentence = f"{name} is not MP3, AAC or Opus; readers need not play it."
                yield overlay.fault("sound-kind", audio, sentence)


def clips_tile_the_sound(book: Epub3) -> Iterator[Fault]:
    """Clips join, and stay inside what a player decodes. Source: docs/formats.md."""
    clips = (clip for par in book.all_pars() for clip in par.clips)
    yield from clip_faults(clips, book.sounds.sound)


def every_par_has_sound(book: Epub3) -> Iterator[Fault]:
    """No par is silent: a reader's own voice is not ours. Source: EPUB 3.3."""
    yield from silent_pars(book.all_pars())


def every_text_is_read_once(book: Epub3) -> Iterator[Fault]:
    """A text is read out once."""
    yield from spoken_twice(book.all_pars())


def sound_has_its_text(book: Epub3) -> Iterator[Fault]:
    """Every par points at a text that is there and says something. Source: §3.2 (RSC-012)."""
    yield from dangling_texts(book.all_pars(), book.papers.document)


def sound_follows_the_text(book: Epub3) -> Iterator[Fault]:
    """An overlay goes through its text in the order of the text. Source: EPUB 3.3 (MED-015)."""
    order = {
        (text.name, name): (number, inner)
        for number, text in enumerate(book.texts)
        for inner, name in enumerate(text.ids)
    }
    reached = (-1, -1)
    for par in book.all_pars():
        here = order.get(par.text or ("", ""))
        if here is None:
            continue
        if here < reached:
            yield par.fault("overlay-order", "Its text stands before what was heard already.")
        reached = max(reached, here)


def structures_can_be_skipped(book: Epub3) -> Iterator[Fault]:
    """The sound of pages and notes says what it is, so a reader can skip it. Source: §3.2."""
    for par in book.all_pars():
        text = book.papers.document(par.text[0]) if par.text and par.text[0] else None
        element = text.ids.get(par.text[1]) if text and par.text else None
        if element is None:
            continue
        wanted = _types_around(element) & set(SKIPPABLE)
        missing = sorted(wanted - _types_around(par.element))
        if missing and not (wanted & _types_around(par.element)):
            sentence = f'The par, or a seq around it, needs epub:type="{missing[0]}".'
            yield par.fault("skippable-missing", sentence)


def documents_name_their_overlay(book: Epub3) -> Iterator[Fault]:
    """A document that is heard names its one overlay. Source: EPUB 3.3 (MED-010, -012)."""
    by_id = {item.item_id: item for item in book.items}
    overlays_of: dict[str, list[str]] = {}
    for overlay in book.overlays:
        heard = {par.text[0] for par in book.pars[overlay.name] if par.text}
        for name in sorted(heard):
            overlays_of.setdefault(name, []).append(overlay.name)
    for item in book.items:
        overlays = overlays_of.get(item.file, [])
        named = item.element.get("media-overlay")
        other = by_id.get(named) if named is not None else None
        if len(overlays) > 1:
            sentence = f"{item.file} has two overlays, {' and '.join(overlays[:2])}."
            yield book.opf.fault("overlay-twice", item.element, sentence)
        elif overlays and named is None:
            sentence = f"{item.file} needs media-overlay, the id of {overlays[0]}."
            yield book.opf.fault("overlay-unnamed", item.element, sentence)
        elif named is not None and (other is None or [other.file] != overlays):
            sentence = f"media-overlay {named!r} is not the overlay that reads {item.file}."
            yield book.opf.fault("overlay-differs", item.element, sentence)


def durations_are_right(book: Epub3) -> Iterator[Fault]:
    """media:duration of every overlay and of the whole. Source: EPUB 3.3 (MED-016)."""
    said: dict[str, Fact] = {}
    for fact in book.facts:
        if fact.name == "media:duration":
            about = fact.element.get("refines", "")
            if about in said:
                sentence = "This duration is said twice."
                yield book.opf.fault("metadata-twice", fact.element, sentence)
            said.setdefault(about, fact)
    ids = {item.file: item.item_id for item in book.items}
    total_ms = 0
    for overlay in book.overlays:
        here_ms = length_ms(book.pars[overlay.name], book.sounds.sound)
        total_ms += here_ms
        own = said.pop(f"#{ids.get(overlay.name)}", None)
        yield from _duration(book, own, overlay.name, here_ms)
    yield from _duration(book, said.pop("", None), "the whole book", total_ms)
    for about, other in said.items():
        sentence = f"A duration refines {about!r}, which is no overlay."
        yield book.opf.fault("duration-unknown", other.element, sentence)


def the_active_class_is_styled(book: Epub3) -> Iterator[Fault]:
    """The class of what is being read is one bare name that the style knows. Source: §3.3."""
    for name in ("media:active-class", "media:playback-active-class"):
        facts = [fact for fact in book.facts if fact.name == name]
        for fact in facts[1:]:
            yield book.opf.fault("metadata-twice", fact.element, f"{name} is said again.")
        for fact in facts[:1]:
            if not _CLASS.fullmatch(fact.value) or fact.element.get("refines"):
                sentence = f"{name} is {fact.value!r}; it must be a bare class name."
                yield book.opf.fault("active-class", fact.element, sentence)
            elif name == "media:active-class":
                yield from _unstyled(book, fact.value)


def overlays_are_there(book: Epub3) -> Iterator[Fault]:
    """A talking book has an overlay, and every overlay is listed as one. Source: §3.3."""
    if not any(item.media_type == OVERLAY_TYPE for item in book.items):
        sentence = "No media overlay is listed; this EPUB is silent."
        yield book.opf.fault("overlay-absent", book.opf.first("manifest"), sentence)


RULES: tuple[Callable[[Epub3], Iterator[Fault]], ...] = (
    overlays_are_there,
    roots_are_right,
    elements_stand_in_place,
    sequences_name_their_text,
    clip_times_are_exact,
    sounds_are_there,
    clips_tile_the_sound,
    every_par_has_sound,
    every_text_is_read_once,
    sound_has_its_text,
    sound_follows_the_text,
    structures_can_be_skipped,
    documents_name_their_overlay,
    durations_are_right,
    the_active_class_is_styled,
)


def _clip_time(overlay: Document, audio: Element, name: str) -> Iterator[Fault]:
    written = audio.get(name)
    if written is None:
        sentence = f"audio needs {name}; without it old readers play the whole file."
        yield overlay.fault("attribute-missing", audio, sentence)
    elif not _CLOCK.fullmatch(written) or clock_ms(written) is None:
        sentence = f"{name} is {written!r}; write a time as 0:00:01.234."
        yield overlay.fault("clip-time-malformed", audio, sentence)
    elif decimals(written) != 3:
        sentence = f"{name} is {written!r}; write exactly three decimals."
        yield overlay.fault("clip-decimals", audio, sentence)


def _duration(book: Epub3, fact: Fact | None, what: str, true_ms: float) -> Iterator[Fault]:
    if fact is None:
        sentence = f"media:duration of {what} is missing."
        yield book.opf.fault("duration-missing", None, sentence)
    else:
        yield from time_fault(book.opf, fact.element, fact.value, true_ms, "media:duration")


def _types_around(element: Element) -> set[str]:
    around = (element, *element.iterancestors("*"))
    return {kind for one in around if one.get(EPUB_TYPE) for kind in types_of(one)}


def _unstyled(book: Epub3, name: str) -> Iterator[Fault]:
    styles = dict[str, bool]()
    rule = re.compile(rf"\.{re.escape(name)}(?![\w-])")
    for text in book.texts:
        sheets = [
            target(text.name, link.get("href", ""))[0]
            for link in text.named("link")
            if link.get("rel") == "stylesheet"
        ]
        for sheet in sheets:
            if sheet not in styles:
                styles[sheet] = rule.search(_style(book, sheet)) is not None
        inside = any(rule.search(one.text or "") for one in text.named("style"))
        if not inside and not any(styles[sheet] for sheet in sheets):
            sentence = f"No style of this document marks the class {name}."
            where = place(text.root)
            yield Fault("active-class-unstyled", text.name, where, sentence)


def _style(book: Epub3, name: str) -> str:
    if name not in book.shelf.sizes:
        return ""
    try:
        return book.shelf.read(name).decode("utf-8", "replace")
    except Unreadable:
        return ""
