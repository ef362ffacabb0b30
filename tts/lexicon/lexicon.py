"""A lexicon: what is said for words, phrases and patterns, of a network and of one book.

It works on the text that is shown, before numbers and short forms are read, so an entry goes
before our rules; what it gives is read on like any text, unless it is phonemes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from tts.lexicon.entry import Case, Entry, Kind
from tts.lexicon.letters import Bare, bare, composed
from tts.lexicon.lookup import Hit, WordTree
from tts.lexicon.patterns import PatternList
from tts.narration.keys import fingerprint
from tts.text.phonemes import X_ESPEAK, as_phonemes, without_marks


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a lexicon has it said, and the entries that it took, in order."""

    text: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Lexicon:
    """Layers of entries; a later one wins: the network's first, then the book's.

    `sources` names the files that they came from. Raises BadEntry for patterns that are not safe.
    """

    layers: tuple[tuple[Entry, ...], ...] = ()
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        self._lists  # noqa: B018 - patterns are refused now, not in the middle of a book

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry, of all layers."""
        return tuple(chain.from_iterable(self.layers))

    @cached_property
    def version(self) -> str:
        """A fingerprint of all that it says, 16 characters; "" if there is no entry."""
        telling = [[repr(replace(e, examples=(), role="")) for e in layer] for layer in self.layers]
        return fingerprint(*map(repr, telling))[:16] if self.entries else ""

    def with_layer(self, entries: Iterable[Entry], source: str) -> Lexicon:
        """This one with another layer over it. Raises BadEntry."""
        return Lexicon((*self.layers, tuple(entries)), (*self.sources, source))

    def say(self, text: str, language: str, *, alphabet: str = "") -> str:
        """The text with what is said for its words. Pure, and linear in the text.

        `alphabet` is that of the phonemes which the voice reads; with none, a said form is taken.
        Phonemes come marked as `tts.text.phonemes` tells.
        """
        return self.read(text, language, alphabet=alphabet).text

    def read(self, text: str, language: str, *, alphabet: str = "") -> Reading:
        """As `say`, with the entries that were used."""
        text = without_marks(text)
        tags = dict.fromkeys((language, language.partition("-")[0]))
        lists = [self._lists[tag, alphabet] for tag in tags if (tag, alphabet) in self._lists]
        if not lists:
            return Reading(text)
        text = composed(text)
        letters = bare(text)
        hits = [hit for own in lists for hit in own.hits(text, letters)]
        return _replaced(text, hits, alphabet)

    @cached_property
    def _lists(self) -> dict[tuple[str, str], _List]:
        """The entries that can be said, by language and by the phonemes that the voice reads."""
        by_language = defaultdict[str, list[Entry]](list)
        for layer in reversed(self.layers):
            for entry in sorted(layer, key=_preference):
                if entry.said or entry.alphabet == X_ESPEAK:
                    by_language[entry.language].append(entry)
        lists = {}
        for language, entries in by_language.items():
            with_words = [entry for entry in entries if entry.said]
            lists[language, X_ESPEAK] = lists[language, ""] = _List(entries)
            if len(with_words) < len(entries):
                lists[language, ""] = _List(with_words)
        return lists


NO_LEXICON = Lexicon()


class _List:
    """The entries of one language, those most wanted first, ready to be found."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._words = WordTree(entry for entry in entries if entry.kind is not Kind.PATTERN)
        self._patterns = PatternList(entry for entry in entries if entry.kind is Kind.PATTERN)
        self._ranks = {entry: place for place, entry in reversed([*enumerate(entries)])}

    def hits(self, text: str, letters: Bare) -> list[Hit]:
        """From left to right, the longest first, the most wanted first; they may overlap."""
        hits = [*self._words.hits(text, letters), *self._patterns.hits(letters)]
        hits.sort(key=lambda hit: (hit.begins, -hit.ends, self._ranks[hit.entry]))
        return hits


def _preference(entry: Entry) -> tuple[bool, int, int]:
    """Within a layer: words before patterns, the strictest case first, more capitals first."""
    strictest_first = (Case.EXACT, Case.AS_WRITTEN, Case.ANY)
    capitals = sum(map(str.isupper, entry.written))
    return entry.kind is Kind.PATTERN, strictest_first.index(entry.case), -capitals


def _replaced(text: str, hits: Sequence[Hit], alphabet: str) -> Reading:
    """The text with the first hit at each place said; what overlaps it has no say."""
    pieces: list[str] = []
    used: list[Entry] = []
    done = 0
    for hit in sorted(hits, key=lambda hit: (hit.begins, -hit.ends)):
        if hit.begins < done:
            continue
        in_phonemes = bool(alphabet) and hit.entry.alphabet == alphabet
        said = as_phonemes(hit.entry.phonemes) if in_phonemes else hit.said
        pieces += [text[done : hit.begins], said]
        used.append(hit.entry)
        done = hit.ends
    return Reading("".join([*pieces, text[done:]]), tuple(used))
