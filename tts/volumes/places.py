"""Where a book may be cut into volumes: never inside a sound file, a heading, or a note and what
refers to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tts.book import Note
from tts.script import Phrase, Role, Script, Section, section_phrases
from tts.timing import Timing
from tts.volumes.weights import Scales
from tts.walk import pieces_of

INSIDE = 7
"""The rank of a cut inside a section: worse than before a heading of any level, 1 to 6."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What may not be cut any further. `first` counts the phrases of the book from 0; `rank` is the
    level of the heading with which the piece begins, else `INSIDE`; `weight` is a share of the
    medium."""

    first: int
    rank: int
    title: str
    weight: float


def pieces(script: Script, timing: Timing, scales: Scales) -> tuple[Piece, ...]:
    """The book as pieces in reading order; time and memory grow with its length and no faster."""
    ends = _last_use(list(script.phrases()), timing)
    found: list[Piece] = []
    seen = set[str]()
    first, together = 0, -1  # `together`: the last phrase that must stay with one before it
    for section in script.sections:
        phrases = list(section_phrases(section))
        bound = _bound(section, phrases)
        for place, phrase in enumerate(phrases):
            if first + place > together:
                rank = INSIDE if place else section.level
                found.append(Piece(first + place, rank, section.title, 0))
            name = timing.clips[phrase.phrase_id].sound
            weight = scales.phrase(phrase)
            weight += 0 if place else scales.section(script, section)
            weight += 0 if name in seen else scales.sound(timing, timing.sound(name))
            found[-1] = replace(found[-1], weight=found[-1].weight + weight)
            seen.add(name)
            together = max(together, ends[name], first + bound.get(place, 0))
        first += len(phrases)
    return tuple(found)


def _last_use(phrases: Sequence[Phrase], timing: Timing) -> dict[str, int]:
    """The last phrase in each sound."""
    return {timing.clips[phrase.phrase_id].sound: n for n, phrase in enumerate(phrases)}


def _bound(section: Section, phrases: Sequence[Phrase]) -> dict[int, int]:
    """Up to where a phrase keeps those that follow: a heading its first words, a mark its note."""
    bound = {0: min(len(section.heading.content), len(phrases) - 1)}
    marks: dict[str, int] = {}
    for place, phrase in enumerate(phrases):
        if phrase.role is Role.NOTE_REFERENCE:
            marks.setdefault(phrase.note_id, place)
    place = len(section.heading.content)
    for block in section.blocks:
        end = place + sum(1 for _ in pieces_of(block))
        if isinstance(block, Note) and end > place:
            mark = min(place, marks.get(block.note_id, place))
            bound[mark] = max(bound.get(mark, 0), end - 1)
        place = end
    return bound
