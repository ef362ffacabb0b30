"""The overlay of one section: which words of the text are heard at which moment of which sound.

It is read off the finished document, so it cannot name an element that is not there.
Source: EPUB 3.3 §9.2 (media overlay documents), §9.5 (skipping and escaping).
"""

from collections.abc import Mapping

from lxml import etree

from tts.forms.epub3.edition import Edition, text_file
from tts.forms.epub3.markup import EPUB_TYPE, OPS, XHTML
from tts.forms.epub3.xhtml import ESCAPABLE, SECTION_ID
from tts.forms.xml_out import clock
from tts.script import Phrase, Role, Section, section_phrases
from tts.timing import Timing

SMIL = "http://www.w3.org/ns/SMIL"
TEXTREF = f"{{{OPS}}}textref"

_SKIPPABLE = {Role.PAGE: "pagebreak", Role.NOTE_REFERENCE: "noteref"}


def section_overlay(section: Section, text: etree._Element, edition: Edition) -> etree._Element:
    """The overlay of a section whose document is `text`; the section has at least one phrase."""
    file = text_file(section)
    root = etree.Element(f"{{{SMIL}}}smil", nsmap={None: SMIL, "epub": OPS})
    root.set("version", "3.0")
    body = _add(root, "body")
    body.set(TEXTREF, file)
    whole = _seq(body, f"{file}#{SECTION_ID}")
    held = next(text.iter(f"{{{XHTML}}}section"))
    if EPUB_TYPE in held.attrib:
        whole.set(EPUB_TYPE, str(held.get(EPUB_TYPE)))
    phrases = {phrase.phrase_id: phrase for phrase in section_phrases(section)}
    _Reading(file, phrases, edition.timing).follow(held, whole, in_note=False)
    return root


class _Reading:
    """Goes through the text in document order and writes what is heard."""

    def __init__(self, file: str, phrases: Mapping[str, Phrase], timing: Timing) -> None:
        self._file, self._phrases, self._timing = file, phrases, timing

    def follow(self, text: etree._Element, seq: etree._Element, *, in_note: bool) -> None:
        for element in text:
            phrase = self._phrases.get(element.get("id", ""))
            if phrase is not None:
                self._hear(phrase, seq, in_note=in_note)
                continue
            kind = ESCAPABLE.get(etree.QName(element).localname)
            if kind is None or not self._is_heard(element):
                self.follow(element, seq, in_note=in_note)
                continue
            inner = _seq(seq, f"{self._file}#{element.get('id')}")
            inner.set(EPUB_TYPE, kind)
            self.follow(element, inner, in_note=in_note or kind == "footnote")

    def _is_heard(self, element: etree._Element) -> bool:
        return any(part.get("id") in self._phrases for part in element.iter())

    def _hear(self, phrase: Phrase, seq: etree._Element, *, in_note: bool) -> None:
        """One phrase. Those of a note are marked each, for players that look at nothing else."""
        par = _add(seq, "par")
        par.set("id", phrase.phrase_id)
        kind = _SKIPPABLE.get(phrase.role, "footnote" if in_note else "")
        if kind:
            par.set(EPUB_TYPE, kind)
        _add(par, "text").set("src", f"{self._file}#{phrase.phrase_id}")
        audio = _add(par, "audio")
        audio.set("src", self._timing.clips[phrase.phrase_id].sound)
        audio.set("clipBegin", clock(self._timing.begin_ms(phrase.phrase_id)))
        audio.set("clipEnd", clock(self._timing.end_ms(phrase.phrase_id)))


def _seq(parent: etree._Element, textref: str) -> etree._Element:
    seq = _add(parent, "seq")
    seq.set(TEXTREF, textref)
    return seq


def _add(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{SMIL}}}{name}")
