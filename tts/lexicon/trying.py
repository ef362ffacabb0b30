"""The test sentences of a lexicon, tried: what would be said, and whether that was expected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from tts.lexicon.entry import Entry, Example
from tts.lexicon.faults import LexiconFile
from tts.lexicon.files import layered
from tts.narration.spoken import spoken_text, words_to_say
from tts.text.phonemes import X_ESPEAK, as_phonemes, shown

_IN_BRACKETS = re.compile(r"\[\[([^\[\]]+)\]\]")


@dataclass(frozen=True, slots=True)
class Trial:
    """One test sentence: `said` is what the voice would be given, phonemes in [[ ]].

    `is_met` if one of the entries in that line of the file was used; `is_as_expected` also where
    nothing is expected.
    """

    line: int
    example: Example
    said: str
    is_met: bool
    is_as_expected: bool

    @property
    def is_good(self) -> bool:
        """Whether the sentence shows what it was written for."""
        return self.is_met and self.is_as_expected


def trials(file: LexiconFile) -> Iterator[Trial]:
    """Every test sentence of a file tried with that file alone, in its order.

    What is expected may be written as one writes: it is read on as the sentence is, so "5 km" and
    "five kilometres" are the same. Raises BadLexicon.
    """
    lexicon = layered([file])
    for line, group in groupby(file.placed, key=lambda placed: placed.line):
        entries = [placed.entry for placed in group]
        for example in entries[0].examples:
            reading = lexicon.read(example.text, entries[0].language, alphabet=X_ESPEAK)
            said = _aloud(reading.text, entries[0])
            expected = _IN_BRACKETS.sub(lambda found: as_phonemes(found[1]), example.said)
            yield Trial(
                line,
                example,
                shown(said),
                is_met=not set(entries).isdisjoint(reading.entries),
                is_as_expected=not expected or said == _aloud(expected, entries[0]),
            )


def _aloud(text: str, entry: Entry) -> str:
    return spoken_text(words_to_say(text, entry.language))
