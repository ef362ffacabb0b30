"""Stretches of sound: where in which file some phrases are heard."""

from collections.abc import Iterable
from dataclasses import dataclass

from tts.script import Phrase
from tts.timing import Timing


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of one sound file, in milliseconds."""

    sound: str
    begin_ms: int
    end_ms: int


def merged(phrases: Iterable[Phrase], timing: Timing) -> tuple[Stretch, ...]:
    """The sound of these phrases: clips that follow each other in one file become one stretch."""
    stretches: list[Stretch] = []
    for phrase in phrases:
        clip = timing.clips[phrase.phrase_id]
        begin_ms, end_ms = timing.begin_ms(phrase.phrase_id), timing.end_ms(phrase.phrase_id)
        last = stretches[-1] if stretches else None
        if last and last.sound == clip.sound and last.end_ms == begin_ms:
            stretches[-1] = Stretch(clip.sound, last.begin_ms, end_ms)
        else:
            stretches.append(Stretch(clip.sound, begin_ms, end_ms))
    return tuple(stretches)
