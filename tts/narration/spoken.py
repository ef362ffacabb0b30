"""What is said for a phrase: which voice says which words.

What is shown and what is spoken part here. A spoken text is the shown one in letters that its voice
reads and in the words that a reader would say (`tts.text.respelling`), without the characters that
engines stumble over; a page says its number, a note's mark that is only a sign says that it is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tts.engine import Casting
from tts.engines.registry import phoneme_alphabet
from tts.errors import BadChoice
from tts.lexicon.entry import Entry
from tts.lexicon.lexicon import NO_LEXICON, Lexicon
from tts.script import Phrase, Role, Span
from tts.text.long_sentences import LONGEST_SENTENCE, shorter
from tts.text.phonemes import around_phonemes, has_phonemes
from tts.text.respelling import for_voice

# Stress mark, soft hyphen, spaces of no width: eSpeak NG 1.52 drops or breaks the word at them.
_UNHEARD = dict.fromkeys(map(ord, "\u0301\u00ad\u200b\u2060\ufeff"))

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")

LONGEST_UTTERANCE = 3 * LONGEST_SENTENCE
"""Characters of a sentence with formulas that are given to a voice in one go."""

_NOTE = {"kk": "ескертпе", "ru": "сноска", "en": "note"}


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words that one voice says in one go. `language` is the one the voice was cast for."""

    casting: Casting
    language: str
    text: str
    ends_sentence: bool


class Cast:
    """Who reads which language in a book; what nobody is cast for, the main voice reads.

    `uses` counts the entries of the lexicon that were met in the phrases so far.
    """

    def __init__(
        self,
        castings: Mapping[str, Casting],
        main_language: str,
        lexicon: Lexicon = NO_LEXICON,
    ) -> None:
        """Raises BadChoice if nobody is cast for the book's main language."""
        self._castings, self._lexicon = castings, lexicon
        self.uses = Counter[Entry]()
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
        spans = _words_of(_said(phrase), self._cast_for)
        pieces = _joined(
            (own or self._main, self._spoken(own, text)) for own, text in _joined(spans)
        )
        has_formula = any(span.spoken for span in phrase.spans)
        breaths = [
            (language, breath)
            for language, text in pieces
            for breath in _in_breaths(spoken_text(text), is_cut=has_formula)
        ]
        last = len(breaths) - 1
        return tuple(
            Utterance(self._castings[language], language, breath, place == last)
            for place, (language, breath) in enumerate(breaths)
        )

    def _spoken(self, own: str, text: str) -> str:
        """Words of one language as its voice is to say them; "" is a language nobody is cast for.

        A voice that reads a language not its own gets the letters as they are: where it stumbles
        over them, the listener's doubt is right.
        """
        language = own or self._main
        alphabet = phoneme_alphabet(self._castings[language].engine)
        reading = self._lexicon.read(text, language, alphabet=alphabet)
        self.uses.update(reading.entries)
        return words_to_say(reading.text, own) if own else reading.text

    def _cast_for(self, language: str) -> str:
        """The language, as it stands in the castings: the tag itself or its first part; or ""."""
        for tag in (language, language.partition("-")[0].lower()):
            if tag in self._castings:
                return tag
        return ""


def words_to_say(text: str, language: str) -> str:
    """The text in letters and words for a voice that reads `language`; phonemes stay."""
    return around_phonemes(lambda words: for_voice(words, language), text)


def spoken_text(text: str) -> str:
    """The text without characters that are not heard, white space folded."""
    heard = text.translate(_UNHEARD)
    return " ".join(_CONTROL.sub(" ", heard).split())


def _in_breaths(text: str, *, is_cut: bool) -> list[str]:
    """The text in pieces that a voice can take, if it may be cut: the words of a large formula
    are many, and the formula is one phrase."""
    if not is_cut or len(text) <= LONGEST_UTTERANCE or has_phonemes(text):
        return [text]
    return [text[begin:end] for begin, end in shorter(text, 0, len(text))]


def _joined(pieces: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Neighbours of one language as one, so that "1991 <i>ж.</i>" is read as it was written.

    A piece of marks alone goes to the one before, or the one after where none is before.
    """
    joined: list[tuple[str, str]] = []
    opening = ""
    for language, text in pieces:
        if not _has_words(text):
            if joined:
                joined[-1] = (joined[-1][0], joined[-1][1] + text)
            else:
                opening += text
        elif joined and joined[-1][0] == language:
            joined[-1] = (language, joined[-1][1] + text)
        else:
            joined.append((language, opening + text))
            opening = ""
    return joined


def _said(phrase: Phrase) -> tuple[Span, ...]:
    """The spans of a phrase as they are said: page iv is 4, and the mark * is a word."""
    if phrase.role is Role.PAGE and phrase.page_value is not None:
        return (Span(str(phrase.page_value), phrase.language),)
    if phrase.role is Role.NOTE_REFERENCE and not _has_words(phrase.text):
        word = _NOTE.get(phrase.language.partition("-")[0])
        return (Span(word, phrase.language),) if word else phrase.spans
    return phrase.spans


def _words_of(spans: Sequence[Span], cast_for: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """What is said for each span, with the language of its voice; the words of a formula do not
    run into the letters beside it."""
    for place, span in enumerate(spans):
        text = span.spoken or span.text
        if span.spoken:
            before = spans[place - 1].text[-1:] if place else ""
            after = spans[place + 1].text[:1] if place + 1 < len(spans) else ""
            text = " " * before.isalnum() + text + " " * after.isalnum()
        yield cast_for(span.language), text


def _has_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
