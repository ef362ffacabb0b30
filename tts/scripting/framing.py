"""What a talking book says of itself: who made it and who reads, and that it ends.

Both are a part of the script, so they can be read as well as heard. They are in the main language
of the book; a book in a language that we have no words in has neither.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from tts.book import Inline, Text
from tts.text.languages import ENGLISH, KAZAKH, RUSSIAN

_NAME, _YEAR = "{}", "{year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """Who made the talking book, when, and in whose voice each language is read.

    A voice has a name here only if a listener can make something of it ("eSpeak NG"). Only the
    year is said, so that a book made again within it has the same sound.
    """

    producer: str
    made_on: date
    voices: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Words:
    """Sentences of one language."""

    maker: str
    nameless_voice: str
    voice: str
    end: str


_WORDS = {
    KAZAKH: _Words(
        maker="Сөйлейтін кітапты дайындаған: {}, {year} жыл.",
        nameless_voice="Кітапты синтезделген дауыс оқиды.",
        voice="Кітапты синтезделген дауыс оқиды: {}.",
        end="«{}» кітабының соңы.",
    ),
    RUSSIAN: _Words(
        maker="Изготовитель говорящей книги: {}, {year} год.",
        nameless_voice="Читает синтезированный голос.",
        voice="Читает синтезированный голос: {}.",
        end="Конец книги «{}».",
    ),
    ENGLISH: _Words(
        maker="This talking book was made in {year} by {}.",
        nameless_voice="It is read by a synthetic voice.",
        voice="It is read by a synthetic voice: {}.",
        end="End of “{}”.",
    ),
}


_LONGEST_TOLD = 1_000
_SENTENCES = [
    re.escape(sentence).replace(re.escape(_NAME), ".{1,400}").replace(re.escape(_YEAR), r"\d{4}")
    for words in _WORDS.values()
    for sentence in (words.maker, words.nameless_voice, words.voice, words.end)
]
_TOLD = re.compile(rf"(?:{'|'.join(_SENTENCES)})(?:\s+(?:{'|'.join(_SENTENCES)}))?")


def is_framing(text: str) -> bool:
    """Whether a paragraph says nothing but what an earlier talking book said of its own making or
    end. A book that is made anew from one says it of itself, and not what the old one said."""
    return len(text) <= _LONGEST_TOLD and bool(_TOLD.fullmatch(text.strip()))


def opening(framing: Framing, language: str) -> Iterator[tuple[Inline, ...]]:
    """The sentences that stand under title and authors, each as running text."""
    words = _WORDS.get(language)
    if words is None:
        return
    maker = words.maker.replace(_YEAR, str(framing.made_on.year))
    yield _filled(maker, Text(framing.producer.rstrip(" .")), language)
    voice = framing.voices.get(language, "")
    template = words.voice if voice else words.nameless_voice
    yield _filled(template, Text(voice, ENGLISH), language)


def closing(title: str, language: str) -> tuple[Inline, ...]:
    """The sentence after the last word of the book; () where we have no words."""
    words = _WORDS.get(language)
    return _filled(words.end, Text(title), language) if words else ()


def _filled(template: str, name: Text, language: str) -> tuple[Inline, ...]:
    """Our own words are marked as what they are; a name is in whatever language it looks to be."""
    before, _, after = template.partition(_NAME)
    pieces = (Text(before, language), name, Text(after, language))
    return tuple(piece for piece in pieces if piece.text)
