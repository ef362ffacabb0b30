"""Is the text of a PDF page really its text? Some fonts have letters that stand for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from tts.narration.lines import Message
from tts.sources.letter_pairs import pair_value

MOST_LOST_SHARE = 0.2
FEW_LETTERS = 12
SOME_LETTERS = 120
MOSTLY_COVERED = 0.5
COVERED = 0.25
MANY_DRAWN = 150
FOREIGN_SHARE = 0.3
WORST_SCORE = -0.4
SAMPLE_LETTERS = 5_000
END_OF_CYRILLIC, MOST_JUDGED_SHARE = 0x530, 0.7


def is_rubbish(page: Message) -> bool:
    """There are letters, but not those that the page shows: without a meaning of their own, or in
    a wrong encoding ("Ãëàâà" for "Глава")."""
    letters, lost = page["letters"], page["lost"]
    if letters and lost > MOST_LOST_SHARE * letters:
        return True
    return letters >= FEW_LETTERS and _is_garbled(page["words"])


def is_picture(page: Message) -> bool:
    """The page is a picture of itself, with no text or only a line that was stamped on it."""
    letters = page["letters"]
    if letters < FEW_LETTERS:
        return bool(page["covered"] >= COVERED or page["drawn"] >= MANY_DRAWN)
    return bool(letters < SOME_LETTERS and page["covered"] >= MOSTLY_COVERED)


def _is_garbled(words: Sequence[Sequence[Any]]) -> bool:
    text = " ".join(word[0] for word in words)[:SAMPLE_LETTERS]
    pairs = [pair for pair in pairwise(text) if not (pair[0].isascii() and pair[1].isascii())]
    judged = sum(ord(left) < END_OF_CYRILLIC > ord(right) for left, right in pairs)
    if len(pairs) < FOREIGN_SHARE * len(text) or judged < MOST_JUDGED_SHARE * len(pairs):
        return False  # plain letters, or a script that we cannot judge
    return sum(pair_value(left, right) for left, right in pairs) < WORST_SCORE * len(pairs)
