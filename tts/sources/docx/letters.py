"""Letters, marks and pictures of one paragraph become the mark-up of a page.

What a run says of language is believed only if its letters can be of that language: word
processors mark text by the keyboard it was typed with, and a Kazakh sentence typed in Russian
would be read by a voice that cannot say it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from lxml import etree

from tts.book import Emphasis
from tts.sources.markup import XML, Element
from tts.sources.running_text import cleaned
from tts.text.languages import CYRILLIC_KAZAKH_ONLY, KAZAKH, RUSSIAN, is_cyrillic_elsewhere

CYRILLIC = re.compile(r"[Ѐ-ӿ]")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-ɏ]")
# A Kazakh letter in a word that is no name: Russian sentences are full of Kazakh names.
KAZAKH_WORD = re.compile(rf"(?<![\w-])[а-яё{CYRILLIC_KAZAKH_ONLY}]*[{CYRILLIC_KAZAKH_ONLY}]")
TAGS = {
    Emphasis.NONE: "span",
    Emphasis.EMPHASIS: "em",
    Emphasis.STRONG: "strong",
    Emphasis.SUBSCRIPT: "sub",
    Emphasis.SUPERSCRIPT: "sup",
}


@dataclass(frozen=True, slots=True)
class Letters:
    """Text of one language ("" where nobody says it) and one emphasis."""

    text: str
    emphasis: Emphasis = Emphasis.NONE
    language: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that stands in the text, ready as an element: a picture, a page, a note mark."""

    element: Element = field(repr=False)


Piece = Letters | Mark


def can_be(language: str, text: str) -> bool:
    """Can a text be of this language, by its alphabet? One without letters is of none."""
    if not any(map(str.isalpha, text)):
        return False
    cyrillic, latin = len(CYRILLIC.findall(text)), len(LATIN.findall(text))
    primary = language.partition("-")[0]
    if primary == KAZAKH:
        return True
    if primary == RUSSIAN or is_cyrillic_elsewhere(language):
        return latin <= cyrillic
    return cyrillic <= latin


def believed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of a paragraph without the languages that its letters speak against."""
    said: dict[str, list[str]] = {}
    for piece in pieces:
        if isinstance(piece, Letters) and piece.language:
            said.setdefault(piece.language, []).append(piece.text)
    doubted = {one for one, texts in said.items() if not _fits(one, "".join(texts))}
    return [
        replace(piece, language="")
        if isinstance(piece, Letters) and piece.language in doubted
        else piece
        for piece in pieces
    ]


def put(pieces: Iterable[Piece], target: Element) -> None:
    """Write pieces at the end of an element."""
    for key, group in groupby(believed(list(pieces)), _style):
        alike = list(group)
        if not isinstance(key, tuple):
            target.extend([piece.element for piece in alike if isinstance(piece, Mark)])
            continue
        text = cleaned("".join(piece.text for piece in alike if isinstance(piece, Letters)))
        emphasis, language = key
        if emphasis is Emphasis.NONE and not language:
            append_text(target, text)
        elif text:
            inside = etree.SubElement(target, TAGS[emphasis])
            inside.text = text
            if language:
                inside.set(XML + "lang", language)


def append_text(target: Element, text: str) -> None:
    """Put text at the end of an element."""
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text


def words_of(pieces: Iterable[Piece]) -> str:
    """The letters of pieces alone, one after the other."""
    return "".join(piece.text for piece in pieces if isinstance(piece, Letters))


def _fits(language: str, text: str) -> bool:
    is_russian = language.partition("-")[0] == RUSSIAN
    return can_be(language, text) and not (is_russian and KAZAKH_WORD.search(text))


def _style(piece: Piece) -> object:
    return (piece.emphasis, piece.language) if isinstance(piece, Letters) else None
