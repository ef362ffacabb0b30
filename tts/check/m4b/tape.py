"""An M4B file as it was read: what it says of itself, and its sound."""

from __future__ import annotations

from dataclasses import dataclass

from tts.check.document import Papers
from tts.check.fault import Fault
from tts.check.m4b.media import Media, read_media
from tts.check.shelf import Shelf, Unreadable
from tts.check.sound import Sound, Sounds, Undecodable

BORDER_MS = 150
"""How far a stated length may miss the sound: what AAC adds before and behind (2,112 samples and a
frame of 1,024, at 22.05 kHz)."""


@dataclass(frozen=True, slots=True)
class Tape:
    """The one file, what it says of itself, and its sound."""

    name: str
    media: Media
    sound: Sound
    size: int

    def fault(self, code: str, sentence: str, place: str = "") -> Fault:
        """A fault of the file."""
        return Fault(code, self.name, place, sentence)


def read_tape(shelf: Shelf, _papers: Papers, sounds: Sounds) -> Tape | Fault:
    """The file and what is in it, or why it cannot be read."""
    name = next(iter(shelf.sizes))
    broken = Fault("sound-unreadable", name, "", "This sound cannot be played.")
    sound = sounds.sound(name)
    if sound is None:
        return sounds.faults[0] if sounds.faults else broken
    try:
        with shelf.open(name) as stream:
            return Tape(name, read_media(stream), sound, shelf.sizes[name])
    except (Unreadable, Undecodable):
        return broken
