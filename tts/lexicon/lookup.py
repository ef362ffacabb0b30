"""Words and phrases found in a text: one walk, whatever the number of entries.

The entries of a language are a tree of tokens. From each token of the text one walks down the tree
as far as it goes, which is no further than the longest entry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tts.lexicon.entry import Case, Entry
from tts.lexicon.letters import STRESS, Bare, bare, composed, tokens


@dataclass(frozen=True, slots=True)
class Hit:
    """Where an entry stands in a text: from `begins` to `ends` of what is shown."""

    entry: Entry
    begins: int
    ends: int
    said: str


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class WordTree:
    """The words and phrases of one language."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Takes the entries most wanted first."""
        self._root = _Node()
        for entry in entries:
            node = self._root
            for token in tokens(bare(composed(entry.written)).text):
                node = node.following.setdefault(token.key, _Node())
            node.entries.append(entry)

    def hits(self, text: str, letters: Bare) -> Iterator[Hit]:
        """The longest entry at each token of the text, also where one overlaps the next."""
        cut = tokens(letters.text)
        for first in range(len(cut)):
            node, best = self._root, None
            for last in range(first, len(cut)):
                deeper = node.following.get(cut[last].key)
                if deeper is None:
                    break
                node = deeper
                if node.entries:
                    span = (cut[first].begins, cut[last].ends)
                    best = _fitting(node.entries, text, letters, *span) or best
            if best:
                yield best


def _fitting(
    entries: Iterable[Entry], text: str, letters: Bare, begins: int, ends: int
) -> Hit | None:
    """The first entry whose capitals and stress marks the text has, if any."""
    shown = text[letters.shown(begins) : letters.shown(ends)]
    for entry in entries:
        written = composed(entry.written)
        if not _case_fits(entry.case, bare(written).text, letters.text[begins:ends]):
            continue
        if STRESS not in written or _stress(written) == _stress(shown):
            return Hit(entry, letters.shown(begins), letters.shown(ends), entry.said)
    return None


def _case_fits(case: Case, written: str, found: str) -> bool:
    if case is Case.ANY:
        return True
    if case is Case.EXACT or len(written) != len(found):
        return " ".join(written.split()) == " ".join(found.split())
    return all(not w.isupper() or w == f for w, f in zip(written, found, strict=True))


def _stress(text: str) -> list[int]:
    """How many letters stand before each stress mark."""
    return [len(bare(text[:at]).text) for at, letter in enumerate(text) if letter == STRESS]
