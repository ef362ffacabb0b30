"""What is said for a phrase: which voice says which words. Here the normaliser will grow.

What is shown and what is spoken part here. A spoken text is the shown one in letters that its voice
reads, without the characters that engines stumble over; a page says its number, a note's mark that
is only a sign says that it is one. Numbers and abbreviations are left to the engine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from tts.engine import Casting
from tts.errors import BadChoice
from tts.script import Phrase, Role, Span
from tts.text.respelling import for_voice

# Stress mark, soft hyphen, spaces of no width: eSpeak NG 1.52 drops or breaks the word at them.
_UNHEARD = dict.fromkeys(map(ord, "\u0301\u00ad\u200b\u2060\ufeff"))

_NOTE = {"kk": "ескертпе", "ru": "сноска", "en": "note"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one voice says in one go. `language` is the one the voice was cast for."""

    casting: Casting
    language: str
    text: str
    ends_sentence: bool


class Cast:
    """Who reads which language in a book; what nobody is cast for, the main voice reads."""

    def __init__(self, castings: Mapping[str, Casting], main_language: str) -> None:
        """Raises BadChoice if nobody is cast for the book's main language."""
        self._castings = castings
        self._main = self._cast_for(main_language)
        if not self._main:
            raise BadChoice(
                f"No voice is cast for “{main_language}”, the main language of the book; "
                f"there are voices for {', '.join(sorted(castings)) or 'no language'}."
            )

    @property
    def main_voice(self) -> Casting:
        """Reads the book's main language."""
        return self._castings[self._main]

    def utterances(self, phrase: Phrase) -> tuple[Utterance, ...]:
        """What is said for the phrase, in order; nothing if it has neither letter nor digit.

        Neighbouring spans of one voice are said together, so that a word in italics makes no
        break; a span of marks alone goes with its neighbour.
        """
        pieces: list[tuple[str, str]] = []
        opening = ""
        for span in _said(phrase):
            language = self._cast_for(span.language) or self._main
            if not _has_words(span.text):
                if pieces:
                    pieces[-1] = (pieces[-1][0], pieces[-1][1] + span.text)
                else:
                    opening += span.text
            elif pieces and pieces[-1][0] == language:
                pieces[-1] = (language, pieces[-1][1] + span.text)
            else:
                pieces.append((language, opening + span.text))
                opening = ""
        last = len(pieces) - 1
        return tuple(
            Utterance(
                self._castings[language], language, spoken_text(text, language), place == last
            )
            for place, (language, text) in enumerate(pieces)
        )

    def _cast_for(self, language: str) -> str:
        """The language, as it stands in the castings: the tag itself or its first part; or ""."""
        for tag in (language, language.partition("-")[0].lower()):
            if tag in self._castings:
                return tag
        return ""


def spoken_text(text: str, language: str) -> str:
    """The text in letters of the language, without characters that are not heard, white space
    folded."""
    heard = for_voice(text.translate(_UNHEARD), language)
    return " ".join("".join(" " if unicodedata.category(c) == "Cc" else c for c in heard).split())


def _said(phrase: Phrase) -> tuple[Span, ...]:
    """The spans of a phrase as they are said: page iv is 4, and the mark * is a word."""
    if phrase.role is Role.PAGE and phrase.page_value is not None:
        return (Span(str(phrase.page_value), phrase.language),)
    if phrase.role is Role.NOTE_REFERENCE and not _has_words(phrase.text):
        word = _NOTE.get(phrase.language.partition("-")[0])
        return (Span(word, phrase.language),) if word else phrase.spans
    return phrase.spans


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
