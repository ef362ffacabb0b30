"""A narrated book becomes the volumes of one form: the whole book where it fits, else a set."""

from collections.abc import Callable
from dataclasses import dataclass

from tts.errors import BadBook
from tts.forms.writers import Form
from tts.script import Script, Section, Volume, section_phrases
from tts.timing import Timing
from tts.volumes.dividing import TooLarge, divided
from tts.volumes.media import Medium
from tts.volumes.openings import Opening, opening, openings_script
from tts.volumes.places import Piece, pieces
from tts.volumes.slicing import Share, shares, volume_script, volume_timing
from tts.volumes.weights import MARKUP, Scales

Speak = Callable[[Script], Timing]
"""Has a few more sections spoken by the voices of the book."""

_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Bound:
    """One volume, ready to be written."""

    script: Script
    timing: Timing


def bound(
    script: Script, timing: Timing, form: Form, medium: Medium | None, speak: Speak
) -> tuple[Bound, ...]:
    """The volumes of a book in one form. `medium` None sets no limit but that of the form itself.

    The openings are spoken before it is known whether all has room, for only then is their length
    known; a longer one makes the shares smaller. Raises BadBook where a part that cannot be cut
    is larger than the medium.
    """
    if form not in MARKUP:
        return (Bound(script, timing),)
    scales = Scales(form, medium)
    book, found = scales.book(script), pieces(script, timing, scales)
    if book + sum(piece.weight for piece in found) <= 1:
        return (Bound(script, timing),)
    openings_weight = 0.0
    for _ in range(_MOST_TRIES):
        cut, openings = _cut(script, found, 1 - book - openings_weight)
        spoken = speak(openings_script(script, openings))
        heaviest = max(_weight(one, script, spoken, scales) for one in openings)
        if heaviest <= openings_weight:
            return tuple(_volumes(script, timing, cut, openings, spoken))
        openings_weight = heaviest * 1.02
    raise _no_room(found[0])


def _cut(
    script: Script, found: tuple[Piece, ...], room: float
) -> tuple[list[Share], list[Opening]]:
    try:
        cut = shares(script, divided(found, room))
    except TooLarge as error:
        raise _no_room(error.piece) from error
    return cut, [
        opening(script, number, len(cut), share.parted) for number, share in enumerate(cut, start=1)
    ]


def _weight(one: Opening, script: Script, spoken: Timing, scales: Scales) -> float:
    """What an opening takes of the medium, with all that is written of it."""
    return sum(_section_weight(section, script, spoken, scales) for section in one.sections)


def _section_weight(section: Section, script: Script, spoken: Timing, scales: Scales) -> float:
    phrases = list(section_phrases(section))
    sounds = spoken.sounds_of(phrase.phrase_id for phrase in phrases)
    return (
        scales.section(script, section)
        + sum(map(scales.phrase, phrases))
        + sum(scales.sound(spoken, spoken.sound(name)) for name in sounds)
    )


def _volumes(
    script: Script, timing: Timing, cut: list[Share], openings: list[Opening], spoken: Timing
) -> list[Bound]:
    about = script.metadata
    found = []
    for number, (share, begin) in enumerate(zip(cut, openings, strict=True), start=1):
        volume = Volume(number, len(cut), about.title, about.identifier)
        part = volume_script(script, share, begin, volume)
        found.append(Bound(part, volume_timing(part, timing, spoken)))
    return found


def _no_room(piece: Piece) -> BadBook:
    return BadBook(
        "a part of it that cannot be cut has no room in one volume.",
        where=f"«{piece.title}»",
        remedy="Choose a larger --split, or a form with smaller files.",
    )
