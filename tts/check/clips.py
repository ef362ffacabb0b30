"""The clips of a sound tile it: no gap, no overlap, nothing left unsaid, nothing beyond its end.

Some players play only what clips cover, others stop at an empty clip. Source: docs/formats.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from tts.check.fault import Fault
from tts.check.sound import Sound
from tts.check.spoken import Clip, Heard
from tts.check.values import spell_ms

BORDER_MS = 5
"""How far the first and the last border may miss the sound: what the issue allows a producer, and
a tenth of the 50 ms by which players differ in how they treat the delay of an MP3."""

JOINT_MS = 1
"""Between neighbours only rounding is allowed: each border is rounded to a millisecond once."""

Rule = Callable[[list[Clip], Sound | None], Iterator[Fault]]


def clip_faults(clips: Iterable[Clip], heard: Heard) -> Iterator[Fault]:
    """Every fault of the clips of a talking book, sound by sound."""
    by_sound: dict[str, list[Clip]] = {}
    for clip in clips:
        by_sound.setdefault(clip.sound, []).append(clip)
    for name, some in by_sound.items():
        yield from _each_alone(some)
        good = [clip for clip in some if _runs_forward(clip)]
        good.sort(key=lambda clip: (clip.begin_ms, _end_ms(clip)))
        if good:
            for rule in RULES:
                yield from rule(good, heard(name))


def inside_its_sound(clips: list[Clip], sound: Sound | None) -> Iterator[Fault]:
    """No clip ends after its sound does."""
    if sound is None:
        return
    for clip in clips:
        if clip.end_ms is not None and clip.end_ms > sound.length_ms + BORDER_MS:
            yield clip.fault(
                "clip-beyond-sound",
                f"The clip ends at {spell_ms(clip.end_ms)}, but {clip.sound} is only "
                f"{spell_ms(sound.length_ms)} long.",
            )


def begins_at_zero(clips: list[Clip], _sound: Sound | None) -> Iterator[Fault]:
    """The first clip of a sound begins at 0."""
    if clips[0].begin_ms > BORDER_MS:
        yield clips[0].fault(
            "clips-begin-late",
            f"The first clip of {clips[0].sound} begins at {spell_ms(clips[0].begin_ms)}; "
            "it must begin at 0.",
        )


def joins_without_gap(clips: list[Clip], _sound: Sound | None) -> Iterator[Fault]:
    """Each clip begins where one before it ends."""
    reached_ms = _end_ms(clips[0])
    for clip in clips[1:]:
        if clip.begin_ms > reached_ms + JOINT_MS:
            yield clip.fault(
                "clip-gap",
                f"Nothing plays {clip.sound} from {spell_ms(reached_ms)} to "
                f"{spell_ms(clip.begin_ms)}; clips must join.",
            )
        reached_ms = max(reached_ms, _end_ms(clip))


def does_not_overlap(clips: list[Clip], _sound: Sound | None) -> Iterator[Fault]:
    """No clip begins before its neighbour ends."""
    for before, clip in pairwise(clips):
        if clip.begin_ms < _end_ms(before) - JOINT_MS:
            yield clip.fault(
                "clip-overlap",
                f"The clip begins at {spell_ms(clip.begin_ms)}, before the clip at "
                f"{before.file}, {before.place} ends.",
            )


def reaches_the_end(clips: list[Clip], sound: Sound | None) -> Iterator[Fault]:
    """The last clip ends with the sound; only what the encoder adds may be left over."""
    if sound is None:
        return
    last = max(clips, key=_end_ms)
    left_ms = sound.length_ms - _end_ms(last)
    if left_ms > sound.padding_ms + BORDER_MS:
        yield last.fault(
            "clips-end-early",
            f"{spell_ms(left_ms)} at the end of {last.sound} belong to no clip; the last clip "
            f"must end at {spell_ms(sound.length_ms)}.",
        )


RULES: tuple[Rule, ...] = (
    inside_its_sound,
    begins_at_zero,
    joins_without_gap,
    does_not_overlap,
    reaches_the_end,
)


def _each_alone(clips: list[Clip]) -> Iterator[Fault]:
    for clip in clips:
        if clip.end_ms is None:
            continue
        if clip.end_ms == clip.begin_ms:
            yield clip.fault("clip-empty", "The clip has no length; it needs at least 1 ms.")
        elif clip.end_ms < clip.begin_ms:
            yield clip.fault(
                "clip-backwards",
                f"The clip ends at {spell_ms(clip.end_ms)}, before it begins at "
                f"{spell_ms(clip.begin_ms)}.",
            )


def _runs_forward(clip: Clip) -> bool:
    return clip.end_ms is None or clip.end_ms > clip.begin_ms


def _end_ms(clip: Clip) -> float:
    return float("inf") if clip.end_ms is None else clip.end_ms
