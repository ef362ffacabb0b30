"""One entry of a lexicon: what is written, what is said for it, and how to try it out."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tts.errors import TtsError
from tts.text.languages import normalized
from tts.text.phonemes import X_ESPEAK

LONGEST_WRITTEN, LONGEST_SAID, LONGEST_EXAMPLE = 200, 500, 2_000
"""Characters."""
_PHONEME_CHARACTERS = frozenset(map(chr, range(0x20, 0x7F))) - {"]"}


class Kind(StrEnum):
    """What the written form is."""

    WORD = "word"
    PHRASE = "phrase"
    PATTERN = "pattern"
    """A regular expression of the safe kind that `tts.lexicon.patterns` knows."""


class Case(StrEnum):
    """Which capitals the text may have where the entry has its own."""

    AS_WRITTEN = "as-written"
    """A capital of the entry must be a capital (US is not us); a small letter may be one, too.
    The letters of a pattern are all taken as they stand."""
    EXACT = "exact"
    ANY = "any"


class BadEntry(TtsError):
    """An entry that cannot be used; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence to try an entry on. `said` is what must come out; "" if nobody has said it."""

    text: str
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is written and what is said for it. Raises BadEntry.

    `language` is a tag as in the spans of a script. `said` is ordinary writing and is read on like
    any text; in the `said` of a pattern \\1 to \\9 are its groups. `phonemes` are in the letters of
    `alphabet` ("ipa", "x-espeak") and go before `said` with a voice that knows them. `role` is kept
    for other readers of the file.
    """

    kind: Kind
    written: str
    said: str = ""
    language: str
    phonemes: str = ""
    alphabet: str = ""
    examples: tuple[Example, ...] = ()
    case: Case = Case.AS_WRITTEN
    role: str = ""

    def __post_init__(self) -> None:
        if not any(map(str.isprintable, self.written.strip())):
            raise BadEntry("The written form is empty; say which word this is about.")
        if not (self.said or self.phonemes):
            raise BadEntry(
                f"Nothing is said for “{self.written}”; give it a said form or phonemes."
            )
        if not normalized(self.language) or normalized(self.language) != self.language:
            raise BadEntry(
                f"“{self.language}” is no language for “{self.written}”; write a tag such as kk."
            )
        self._check_lengths()
        self._check_phonemes()

    def _check_lengths(self) -> None:
        limits = [
            ("written form", self.written, LONGEST_WRITTEN),
            ("said form", self.said, LONGEST_SAID),
            ("phonemes", self.phonemes, LONGEST_SAID),
            ("role", self.role, LONGEST_SAID),
        ]
        limits += [
            ("example", text, LONGEST_EXAMPLE) for e in self.examples for text in (e.text, e.said)
        ]
        for name, text, longest in limits:
            if len(text) > longest:
                raise BadEntry(
                    f"The {name} “{text[:20]}…” has {len(text)} characters; at most {longest} fit."
                )

    def _check_phonemes(self) -> None:
        if bool(self.phonemes) != bool(self.alphabet):
            raise BadEntry(
                f"Phonemes of “{self.written}” need their alphabet, and an alphabet its phonemes."
            )
        if self.alphabet != X_ESPEAK:
            return
        odd = sorted(set(self.phonemes) - _PHONEME_CHARACTERS)
        if odd or "[[" in self.phonemes or not self.phonemes.strip():
            raise BadEntry(
                f"“{self.phonemes}” are no phonemes of {X_ESPEAK}: those are ASCII letters and "
                "signs, without brackets around them."
            )


def kind_of(written: str, *, is_pattern: bool) -> Kind:
    """A phrase is what has a space in it."""
    if is_pattern:
        return Kind.PATTERN
    return Kind.PHRASE if len(written.split()) > 1 else Kind.WORD
