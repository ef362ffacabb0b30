"""The timing table of an edition: which samples of which sound file say which phrase.

It is counted in samples of the decoded sound and is the one source of every time in every form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Sound:
    """One finished sound file (CBR mono MP3): its name in every form, where it lies now, and how
    many samples it has when decoded."""

    name: str
    path: Path
    samples: int


@dataclass(frozen=True, slots=True)
class Clip:
    """Where one phrase is heard: from `first_sample` up to, not including, `end_sample`."""

    phrase_id: str
    sound: str
    first_sample: int
    end_sample: int


@dataclass(frozen=True)
class Timing:
    """The table. The clips of a sound tile it: they start at sample 0, each begins where the one
    before it ends, the last ends with the sound. `sounds` are in reading order, `clips` by phrase.

    Times are whole milliseconds: clip borders are rounded to the nearest, a sound's length is
    rounded down, so that no clip ever reaches beyond its sound. Totals are sums of those lengths.
    """

    rate_hz: int
    sounds: tuple[Sound, ...]
    clips: Mapping[str, Clip]

    def begin_ms(self, phrase_id: str) -> int:
        """When the phrase begins in its sound."""
        return self._ms(self.clips[phrase_id].first_sample)

    def end_ms(self, phrase_id: str) -> int:
        """When the phrase ends in its sound; the next one begins at the same millisecond."""
        clip = self.clips[phrase_id]
        sound = self.sound(clip.sound)
        if clip.end_sample >= sound.samples:
            return self.length_ms(clip.sound)
        return self._ms(clip.end_sample)

    def sound(self, name: str) -> Sound:
        """The sound file of this name. Raises KeyError."""
        return self._by_name[name]

    def length_ms(self, name: str) -> int:
        """The length of one sound file."""
        return self.sound(name).samples * 1000 // self.rate_hz

    def sounds_of(self, phrase_ids: Iterable[str]) -> tuple[str, ...]:
        """The sound files in which these phrases are heard, each once, in order."""
        return tuple(dict.fromkeys(self.clips[phrase_id].sound for phrase_id in phrase_ids))

    @property
    def total_ms(self) -> int:
        """The length of the whole edition."""
        return sum(self.length_ms(sound.name) for sound in self.sounds)

    def _ms(self, sample: int) -> int:
        return (sample * 2000 + self.rate_hz) // (2 * self.rate_hz)

    @cached_property
    def _by_name(self) -> dict[str, Sound]:
        return {sound.name: sound for sound in self.sounds}
