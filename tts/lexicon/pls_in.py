"""A lexicon from a PLS 1.0 file, with the rules of its specification checked on the way.

A lexeme with several graphemes becomes an entry for each. Of several pronunciations the preferred
one is taken, else the first; phonemes that a voice of ours reads go before IPA.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from tts.lexicon.entry import Case, Entry, Example, Kind, kind_of
from tts.lexicon.faults import Desk
from tts.lexicon.pls_names import CASE, KIND, LANG, PLS, SAID, pls
from tts.text.languages import normalized
from tts.text.phonemes import X_ESPEAK
from tts.xml_safe import BadXml, parse_xml

_QNAME = re.compile(r"(?:([A-Za-z_][\w.-]*):)?[A-Za-z_][\w.-]*\Z")
_ALPHABET = re.compile(r"ipa\Z|x-[\w.-]{1,60}\Z")
_OF_LEXICON = frozenset(map(pls, ("meta", "metadata", "lexeme")))
_OF_LEXEME = frozenset(map(pls, ("grapheme", "phoneme", "alias", "example")))


def read_pls(data: bytes, desk: Desk) -> None:
    """Lay every entry, fault and warning of the file on the desk."""
    try:
        root = parse_xml(data)
    except BadXml as error:
        return desk.fault(error.line, f"This is not well-formed XML: {error}.")
    for entity in root.iter(etree.Entity):
        desk.fault(_line(entity), f"{entity.text} stands for nothing here; write the characters.")
    if root.tag != pls("lexicon"):
        return desk.fault(_line(root), f"The outermost element is no lexicon of {PLS}.")
    if root.get("version") != "1.0":
        desk.fault(_line(root), "A lexicon has version 1.0.")
    language = normalized(root.get(LANG, ""))
    if not language:
        desk.fault(_line(root), "A lexicon says its language: xml:lang, such as kk.")
    alphabet = root.get("alphabet", "")
    if not _ALPHABET.match(alphabet):
        desk.fault(_line(root), "A lexicon says its alphabet: ipa, or one that begins with x-.")
    for child in root.iterchildren("*"):
        if child.tag == pls("lexeme"):
            _Lexeme(child, language or "und", alphabet, desk).read()
        elif child.tag not in _OF_LEXICON and etree.QName(child).namespace == PLS:
            desk.fault(_line(child), f"A lexicon has no {etree.QName(child).localname}.")
    return None


class _Lexeme:
    """One lexeme of the file and what it is read with."""

    def __init__(self, element: etree._Element, language: str, alphabet: str, desk: Desk) -> None:
        self._element, self._language, self._alphabet = element, language, alphabet
        self._desk, self._line = desk, _line(element)

    def read(self) -> None:
        """An entry for each grapheme; or the faults."""
        self._check_children()
        graphemes = [_text(grapheme) for grapheme in self._all("grapheme")]
        phonemes, alphabet = self._phonemes()
        said = self._chosen(self._all("alias"))
        if not graphemes:
            self._fault("A lexeme has at least one grapheme.")
        if not self._all("alias") and not self._all("phoneme"):
            return self._fault("A lexeme has an alias or a phoneme.")
        kind, case, role = self._kind(), self._case(), self._role()
        examples = tuple(
            Example(_text(example), " ".join(example.get(SAID, "").split()))
            for example in self._all("example")
        )
        for written in graphemes:
            self._desk.add(
                self._line,
                lambda written=written: Entry(  # type: ignore[misc]
                    kind=kind_of(written, is_pattern=kind is Kind.PATTERN),
                    written=written,
                    said=said,
                    language=self._language,
                    phonemes=phonemes,
                    alphabet=alphabet,
                    examples=examples,
                    case=case,
                    role=role,
                ),
            )
        return None

    def _all(self, name: str) -> list[etree._Element]:
        return self._element.findall(pls(name))

    def _fault(self, sentence: str) -> None:
        self._desk.fault(self._line, sentence)

    def _check_children(self) -> None:
        for child in self._element.iterchildren("*"):
            name = etree.QName(child)
            if child.tag not in _OF_LEXEME and name.namespace == PLS:
                self._fault(f"A lexeme has no {name.localname}.")
            elif child.tag in _OF_LEXEME and child.find("*") is not None:
                self._fault(f"In a {name.localname} there are letters only.")
            if child.get("prefer", "false") not in ("true", "false"):
                self._fault("prefer is true or false.")

    def _phonemes(self) -> tuple[str, str]:
        """The phonemes to take, and their alphabet."""
        by_alphabet: dict[str, list[etree._Element]] = {}
        for element in self._all("phoneme"):
            alphabet = element.get("alphabet", self._alphabet)
            if not _ALPHABET.match(alphabet):
                self._fault(f"“{alphabet}” is no alphabet: ipa, or one that begins with x-.")
            by_alphabet.setdefault(alphabet, []).append(element)
        if not by_alphabet:
            return "", ""
        alphabet = X_ESPEAK if X_ESPEAK in by_alphabet else next(iter(by_alphabet))
        if len(by_alphabet) > 1:
            left = ", ".join(name for name in by_alphabet if name != alphabet)
            self._desk.warn(self._line, f"Phonemes in {left} are left out beside {alphabet}.")
        phonemes = self._chosen(by_alphabet[alphabet])
        if not phonemes:
            self._fault("A phoneme is empty.")
            return "", ""
        return phonemes, alphabet

    def _chosen(self, elements: Sequence[etree._Element]) -> str:
        """The preferred one of several pronunciations, else the first; "" of none."""
        if len(elements) > 1:
            self._desk.warn(
                self._line, "Of several pronunciations the preferred, else the first, is taken."
            )
        preferred = [element for element in elements if element.get("prefer") == "true"]
        return next(map(_text, [*preferred, *elements]), "")

    def _kind(self) -> Kind:
        kind = self._element.get(KIND, Kind.WORD.value)
        if kind not in [*Kind]:
            self._fault(f"“{kind}” is no kind of entry; there are {', '.join(Kind)}.")
        return Kind.PATTERN if kind == Kind.PATTERN else Kind.WORD

    def _case(self) -> Case:
        case = self._element.get(CASE, Case.AS_WRITTEN.value)
        if case not in [*Case]:
            self._fault(f"“{case}” is no rule for capitals; there are {', '.join(Case)}.")
            return Case.AS_WRITTEN
        return Case(case)

    def _role(self) -> str:
        """The role with its prefixes spelt out, so that it means the same in another file."""
        roles = []
        for name in self._element.get("role", "").split():
            found = _QNAME.match(name)
            if not found or (found[1] and found[1] not in self._element.nsmap):
                self._fault(f"The role “{name}” is no name, or its prefix is not declared.")
                continue
            space = self._element.nsmap[found[1]] if found[1] else ""
            roles.append(f"{{{space}}}{name.rpartition(':')[2]}" if space else name)
        return " ".join(roles)


def _line(element: etree._Element) -> int:
    return element.sourceline or 0


def _text(element: etree._Element) -> str:
    """The letters of an element without its comments, white space folded."""
    return " ".join(str(element.xpath("string()")).split())
