"""Verse in plain text: short lines that were ended on purpose, most with a capital, in stanzas."""

from collections.abc import Sequence

from tts.sources.plain.lines import DASH, ENDS, Line

LONGEST_LINE = 64
SHORTEST_STANZA = 3
FEWEST_LINES = 4
CAPITAL_SHARE = 0.6
SENTENCES_SHARE = 0.75
FEWEST_WORDS = 2.5
DASHES_SHARE = 0.5
OPENING = "«„“\"'(—–- …."


def is_line(paragraph: Sequence[Line]) -> bool:
    """It may be a line of verse: short, and alone."""
    return len(paragraph) == 1 and 0 < len(paragraph[0].text) <= LONGEST_LINE


def is_stanza(lines: Sequence[Line]) -> bool:
    """Lines that stand together and are verse, not talk, a list or a table of contents.

    Two may be a couplet; whether they are is for what stands around them to say.
    """
    if len(lines) < 2:
        return False
    texts = [line.text for line in lines]
    count = len(texts)
    capitals = sum(text.lstrip(OPENING)[:1].isupper() for text in texts)
    sentences = sum(ENDS.search(text) is not None for text in texts)
    words = sum(len(text.split()) for text in texts)
    dashes = sum(DASH.match(text) is not None for text in texts)
    numbered = sum(text[-1].isdigit() or text[0].isdigit() for text in texts)
    return (
        capitals >= CAPITAL_SHARE * count
        and sentences <= SENTENCES_SHARE * count
        and words >= FEWEST_WORDS * count
        and dashes < DASHES_SHARE * count
        and numbered < 0.5 * count
    )


def is_poem(stanzas: Sequence[Sequence[Line]]) -> bool:
    """Stanzas side by side that are enough for a poem."""
    longest = max(map(len, stanzas), default=0)
    return longest >= SHORTEST_STANZA or (
        len(stanzas) > 1 and sum(map(len, stanzas)) >= FEWEST_LINES
    )
